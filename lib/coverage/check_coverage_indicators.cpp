#include "check_coverage_parts.hpp"
#include "decimal.hpp"
#include "reasons_coverage.hpp"
#include "rule_text.hpp"

#include <algorithm>
#include <map>

namespace planloom::coverage {
namespace {

/// The title of an indicator, or its number among those of its goal.
std::string indicator_name(const Plan& plan, IndicatorId indicator) {
    const IndicatorTable& table = plan.indicator_table();
    const std::string_view title = plan.text(table.title[indicator.index()]);
    if (!title.empty()) return std::string(title);
    const std::size_t first = (*plan.indicators(table.goal[indicator.index()]).begin()).index();
    return '#' + std::to_string(indicator.index() - first + 1);
}

/// A finding on one indicator, at its goal.
Draft draft_of(const RuleRun& run, IndicatorId indicator) {
    const Plan& plan = run.plan();
    const GoalId goal = plan.indicator_table().goal[indicator.index()];
    const std::size_t first = (*plan.indicators(goal).begin()).index();
    Draft draft{.subjects = {goal}};
    draft.arguments = {{"indicator", indicator_name(plan, indicator)}, {"goal", run.name(goal)}};
    draft.discriminator = draft.arguments[0].second;
    draft.place = "/indicators/" + std::to_string(indicator.index() - first);
    draft.line = plan.indicator_table().line[indicator.index()];
    return draft;
}

/// What an indicator should say, in the order of the message.
constexpr std::array<std::string_view, 5> fields = {"baseline", "aim", "measure_unit", "due_day",
                                                    "data_source"};
using Missing = std::array<bool, fields.size()>;

Missing missing_fields(const Plan& plan, std::size_t row) {
    const IndicatorTable& table = plan.indicator_table();
    const bool is_due =
        table.due[row].is_set() || plan.goal(table.goal[row]).horizon().date.is_set();
    return {plan.text(table.baseline[row]).empty(), plan.text(table.target[row]).empty(),
            plan.text(table.measure[row]).empty(), !is_due, plan.text(table.source[row]).empty()};
}

/// Adds the fields that are missing to a finding and reports it, if there are any.
void report_missing(RuleRun& run, Draft draft, const Missing& missing) {
    bool is_first = true;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!missing[i]) continue;
        draft.arguments.emplace_back(fields[i], is_first ? "first" : "more");
        draft.witness.emplace_back(fields[i]);
        is_first = false;
    }
    if (!is_first) run.report(std::move(draft));
}

/// The targets of the indicators of a goal's subgoals, by their titles.
using Targets = std::map<std::string_view, std::vector<IndicatorId>>;

Targets targets_below(const RuleRun& run, GoalId goal) {
    Targets all;
    for (const GoalId child : run.graph().children(goal))
        for (const IndicatorId each : run.plan().indicators(child))
            all[run.plan().text(run.plan().indicator_table().title[each.index()])].push_back(each);
    return all;
}

/// What the targets of subgoals come to, held against the target above.
struct Reach {
    /// Below zero if the target is missed where more is better.
    Decimal surplus;
    std::string text;
};

std::optional<Reach> mean_reach(std::span<const Decimal> parts, Decimal target) {
    Decimal surplus;
    double sum = 0;
    for (Decimal part : parts) {
        sum += part.approximate();
        if (!part.add(target.negated()) || !surplus.add(part)) return std::nullopt;
    }
    return Reach{surplus, number_text(sum / static_cast<double>(parts.size()))};
}

std::optional<Reach> reach(Aggregation aggregation, std::span<const Decimal> parts,
                           Decimal target) {
    if (aggregation == Aggregation::mean) return mean_reach(parts, target);
    Decimal all = parts.front();
    for (const Decimal part : parts.subspan(1)) {
        if (aggregation == Aggregation::least) all = std::min(all, part);
        if (aggregation == Aggregation::greatest) all = std::max(all, part);
        if (aggregation == Aggregation::sum && !all.add(part)) return std::nullopt;
    }
    Reach found{all, all.text()};
    if (!found.surplus.add(target.negated())) return std::nullopt;
    return found;
}

/// The targets of the indicators that make up another one; nothing unless all are numbers in its
/// unit.
std::optional<std::vector<Decimal>> numbers(const Plan& plan, std::span<const IndicatorId> parts,
                                            std::string_view measure) {
    const IndicatorTable& table = plan.indicator_table();
    std::vector<Decimal> all;
    for (const IndicatorId part : parts) {
        const auto target = Decimal::parse(plan.text(table.target[part.index()]));
        if (!target || plan.text(table.measure[part.index()]) != measure) return std::nullopt;
        all.push_back(*target);
    }
    return all;
}

/// @return whether the targets could be compared
bool compare_target(RuleRun& run, IndicatorId indicator, std::span<const IndicatorId> parts) {
    const Plan& plan = run.plan();
    const IndicatorTable& table = plan.indicator_table();
    const std::size_t row = indicator.index();
    const auto target = Decimal::parse(plan.text(table.target[row]));
    const auto targets = numbers(plan, parts, plan.text(table.measure[row]));
    if (!target || !targets || targets->empty()) return false;
    const auto found = reach(table.aggregation[row], *targets, *target);
    if (!found) return false;
    const auto baseline = Decimal::parse(plan.text(table.baseline[row]));
    const bool is_less_better = baseline && *target < *baseline;
    if (is_less_better ? found->surplus <= Decimal() : found->surplus >= Decimal()) return true;
    Draft draft = draft_of(run, indicator);
    draft.arguments.emplace_back("aggregation", word(table.aggregation[row]));
    draft.arguments.emplace_back("count", std::to_string(parts.size()));
    draft.arguments.emplace_back("found", found->text);
    draft.arguments.emplace_back("target", target->text());
    draft.witness = {found->text, target->text()};
    run.report(std::move(draft));
    return true;
}

}  // namespace

void find_goals_without_indicator(RuleRun& run) {
    const Plan& plan = run.plan();
    std::vector<GoalId> bare;
    for (const GoalId goal : plan.goals())
        if (run.graph().children(goal).empty() && plan.indicators(goal).empty())
            bare.push_back(goal);
    if (plan.goals().empty()) return run.skip(reasons::no_goals);
    if (plan.indicator_table().count == 0 && bare.size() >= enough_to_say_once) {
        Draft draft{.subjects = {bare.begin(), bare.end()}};
        draft.arguments = {{"total", std::to_string(plan.goals().size())}};
        draft.witness = {draft.arguments[0].second};
        draft.is_plan_wide = true;
        draft.place = "/goals";
        return run.report(std::move(draft));
    }
    for (const GoalId goal : bare)
        run.report({.subjects = {goal}, .arguments = {{"goal", run.name(goal)}}});
}

void find_incomplete_indicators(RuleRun& run) {
    const Plan& plan = run.plan();
    const IndicatorTable& table = plan.indicator_table();
    if (table.count == 0) return run.skip(reasons::no_indicators);
    Missing everywhere;
    everywhere.fill(table.count >= enough_to_say_once);
    for (std::size_t row = 0; row < table.count; ++row) {
        const Missing missing = missing_fields(plan, row);
        for (std::size_t i = 0; i < fields.size(); ++i) everywhere[i] = everywhere[i] && missing[i];
    }
    Draft of_plan;
    of_plan.is_plan_wide = true;
    of_plan.place = "/goals";
    of_plan.arguments = {{"total", std::to_string(table.count)}};
    report_missing(run, std::move(of_plan), everywhere);
    for (std::size_t row = 0; row < table.count; ++row) {
        Missing missing = missing_fields(plan, row);
        for (std::size_t i = 0; i < fields.size(); ++i) missing[i] = missing[i] && !everywhere[i];
        report_missing(run, draft_of(run, IndicatorId(row)), missing);
    }
}

void find_output_indicators(RuleRun& run) {
    const Plan& plan = run.plan();
    const IndicatorTable& table = plan.indicator_table();
    bool has_kinds = false;
    for (const GoalId goal : plan.goals()) {
        const IdRange<IndicatorId> all = plan.indicators(goal);
        if (run.graph().children(goal).empty() || all.empty()) continue;
        bool is_known = true;
        bool has_outcome = false;
        for (const IndicatorId each : all) {
            const IndicatorKind kind = table.kind[each.index()];
            is_known = is_known && kind != IndicatorKind::none;
            has_outcome =
                has_outcome || kind == IndicatorKind::outcome || kind == IndicatorKind::impact;
        }
        has_kinds = has_kinds || is_known;
        if (!is_known || has_outcome) continue;
        Draft draft{.subjects = {goal}};
        for (const IndicatorId each : all) draft.witness.push_back(indicator_name(plan, each));
        draft.arguments = {{"goal", run.name(goal)}, {"indicators", list_text(draft.witness)}};
        draft.place = "/indicators";
        run.report(std::move(draft));
    }
    if (!has_kinds) run.skip(reasons::no_kinds_above);
}

void find_inconsistent_targets(RuleRun& run) {
    const Plan& plan = run.plan();
    const IndicatorTable& table = plan.indicator_table();
    bool has_compared = false;
    for (const GoalId goal : plan.goals()) {
        const IdRange<IndicatorId> own = plan.indicators(goal);
        const auto is_made_up = [&](IndicatorId each) {
            return table.aggregation[each.index()] != Aggregation::none;
        };
        if (std::none_of(own.begin(), own.end(), is_made_up)) continue;
        const Targets below = targets_below(run, goal);
        for (const IndicatorId each : own) {
            const auto parts = below.find(plan.text(table.title[each.index()]));
            if (is_made_up(each) && parts != below.end())
                has_compared = compare_target(run, each, parts->second) || has_compared;
        }
    }
    if (!has_compared) run.skip(reasons::no_made_up_targets);
}

}  // namespace planloom::coverage
