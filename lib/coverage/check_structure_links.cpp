#include "check_structure_links.hpp"

#include <planloom/core/duration.hpp>
#include <planloom/model/plan_edit.hpp>
#include <planloom/order/redundant.hpp>

#include "reasons_structure.hpp"
#include "rule_text.hpp"

#include <algorithm>
#include <tuple>

namespace planloom::coverage {
namespace {

/// Calls back with the links that join the same two tasks in the same way, where there are two or
/// more, in plan order. Links on unknown tasks, and of a task on itself, have rules of their own.
template <class Use>
void for_each_repeated(const Plan& plan, Use&& use) {
    const DependencyTable& links = plan.dependency_table();
    const auto end_of = [&](DependencyId link) {
        const std::size_t row = link.index();
        return std::tuple(links.predecessor[row], links.type[row], row);
    };
    const auto is_same = [&](DependencyId a, DependencyId b) {
        return links.predecessor[a.index()] == links.predecessor[b.index()] &&
               links.type[a.index()] == links.type[b.index()];
    };
    std::vector<DependencyId> rows;
    for (std::size_t begin = 0; begin < links.count;) {
        const TaskId successor = links.successor[begin];
        std::size_t end = begin;
        rows.clear();
        for (; end < links.count && links.successor[end] == successor; ++end)
            if (links.predecessor[end].is_valid() && links.predecessor[end] != successor)
                rows.emplace_back(end);
        begin = end;
        std::sort(rows.begin(), rows.end(),
                  [&](DependencyId a, DependencyId b) { return end_of(a) < end_of(b); });
        for (std::size_t first = 0, last = 0; first < rows.size(); first = last) {
            while (last < rows.size() && is_same(rows[first], rows[last])) ++last;
            if (last - first >= 2)
                use(std::span<const DependencyId>(rows).subspan(first, last - first));
        }
    }
}

Draft draft_of(const RuleRun& run, DependencyId link) {
    const DependencyTable& links = run.plan().dependency_table();
    const TaskId to = links.successor[link.index()];
    const TaskId from = links.predecessor[link.index()];
    Draft draft{.subjects = {to, from}};
    draft.arguments = {{"successor", run.name(to)}, {"predecessor", run.name(from)}};
    draft.discriminator = word(links.type[link.index()]);
    draft.place = "/after";
    draft.line = links.line[link.index()];
    return draft;
}

/// The tasks along some links, one after another.
std::vector<std::string> way(const RuleRun& run, std::span<const DependencyId> links) {
    const DependencyTable& table = run.plan().dependency_table();
    std::vector<std::string> keys;
    for (const DependencyId link : links) {
        if (keys.empty()) keys.push_back(run.name(table.predecessor[link.index()]));
        keys.push_back(run.name(table.successor[link.index()]));
    }
    return keys;
}

/// What the links between the same two tasks say of the time between them, each thing once.
std::vector<std::string> lag_texts(const Plan& plan, std::span<const DependencyId> links) {
    std::vector<std::string> texts;
    for (const DependencyId link : links) {
        std::string text =
            format_duration(plan.dependency_table().lag[link.index()], plan.head().work);
        if (std::find(texts.begin(), texts.end(), text) == texts.end())
            texts.push_back(std::move(text));
    }
    return texts;
}

/// In what the links between the same two tasks differ beside their lags; empty if in nothing.
std::string_view difference(const DependencyTable& table, std::span<const DependencyId> links) {
    const auto differs = [&](const auto& column) {
        return std::any_of(links.begin(), links.end(), [&](DependencyId link) {
            return column[link.index()] != column[links.front().index()];
        });
    };
    if (differs(table.max_lag)) return "max_lags";
    if (differs(table.is_elapsed)) return "clocks";
    return differs(table.is_soft) ? "strength" : "";
}

}  // namespace

void find_redundant_dependencies(RuleRun& run) {
    if (run.graph().link_count() == 0) return run.skip(reasons::no_dependencies);
    const std::optional<Order> order = find_order(run.graph());
    if (!order) return run.skip(reasons::has_circles);
    IdSet<DependencyId> repeated(run.plan().dependency_table().count);
    for_each_repeated(run.plan(), [&](std::span<const DependencyId> links) {
        for (const DependencyId link : links) repeated.insert(link);
    });
    // What is redundant whatever the durations are stays so when they change.
    constexpr RedundancyOptions options{.with_durations = false};
    const std::vector<DependencyId> all = redundant_links(*order, options, run.monitor());
    // Finding the way around reads many links, so only the first findings show it.
    constexpr std::size_t shown_ways = 100;
    std::size_t shown = 0;
    for (const DependencyId link : all) {
        if (repeated.contains(link)) continue;
        Draft draft = draft_of(run, link);
        draft.edits = {RemoveRow{name_of(run.plan(), link)}};
        if (shown++ < shown_ways) draft.witness = way(run, replacement(*order, link, all, options));
        draft.arguments.emplace_back("path", chain_text(draft.witness));
        run.report(std::move(draft));
    }
}

void find_repeated_dependencies(RuleRun& run) {
    if (run.graph().link_count() == 0) return run.skip(reasons::no_dependencies);
    const DependencyTable& table = run.plan().dependency_table();
    for_each_repeated(run.plan(), [&](std::span<const DependencyId> links) {
        const std::vector<std::string> lags = lag_texts(run.plan(), links);
        const std::string_view differ = difference(table, links);
        const bool is_conflict = lags.size() > 1 || !differ.empty();
        Draft draft = draft_of(run, links[1]);
        draft.arguments.emplace_back("count", std::to_string(links.size()));
        draft.arguments.emplace_back("link_type", word(table.type[links[0].index()]));
        draft.arguments.emplace_back("lags", lags.size() > 1 ? list_text(lags) : "");
        draft.arguments.emplace_back("differ", differ);
        draft.witness = lags;
        draft.severity = is_conflict ? Severity::warning : Severity::info;
        // Which of several that differ was meant is for a person to say.
        if (!is_conflict)
            for (const DependencyId link : links.subspan(1))
                draft.edits.emplace_back(RemoveRow{name_of(run.plan(), link)});
        run.report(std::move(draft));
    });
}

void find_dependencies_on_cancelled(RuleRun& run) {
    const Plan& plan = run.plan();
    if (run.graph().link_count() == 0) return run.skip(reasons::no_dependencies);
    const DependencyTable& links = plan.dependency_table();
    IdMap<TaskId, TaskId> last_successor(plan.tasks().size());
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId from = links.predecessor[row];
        const TaskId to = links.successor[row];
        if (!from.is_valid() || from == to || !plan.task(to).is_open() ||
            plan.task(from).status() != TaskStatus::cancelled || last_successor[from] == to)
            continue;
        last_successor[from] = to;
        Draft draft = draft_of(run, DependencyId(row));
        draft.discriminator.clear();
        run.report(std::move(draft));
    }
}

}  // namespace planloom::coverage
