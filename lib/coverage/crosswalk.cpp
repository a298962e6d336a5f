#include <planloom/coverage/crosswalk.hpp>
#include <planloom/model/views.hpp>

#include "crosswalk_match.hpp"
#include "title_index.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

namespace planloom {
namespace coverage {
namespace {

PlanGraph borrow(const Plan& plan, Monitor* monitor) {
    // The graph dies before the plan does, so it may borrow instead of owning a copy.
    return freeze(std::shared_ptr<const Plan>(std::shared_ptr<const Plan>(), &plan), Faults::skip,
                  monitor);
}

std::vector<std::string> lead_names(const Plan& plan, TaskId task) {
    std::vector<std::string> names;
    for (const AssignmentId share : plan.assignments(task)) {
        const UnitId unit = plan.assignment_table().unit[share.index()];
        if (plan.assignment_table().role[share.index()] != Role::lead || !unit.is_valid()) continue;
        names.emplace_back(plan.key(unit));
        names.emplace_back(plan.title(unit));
    }
    return names;
}

/// What a plan asks of the plans below it.
std::vector<Item> items_of(const PlanGraph& above) {
    const Plan& plan = above.plan();
    std::vector<Item> items;
    for (const GoalId goal : plan.goals())
        if (above.children(goal).empty())
            items.push_back(
                {goal, comparable_title(plan.title(goal)), plan.goal(goal).horizon(), {}});
    for (const TaskId task : plan.tasks())
        if (above.is_leaf(task) && plan.task(task).status() != TaskStatus::cancelled)
            items.push_back({task, comparable_title(plan.title(task)), plan.task(task).due(),
                             lead_names(plan, task)});
    return items;
}

/// Whether a plan is called by a name that another gives it.
bool is_named(const PlanHead& head, std::string_view name) {
    return !name.empty() && (name == head.key || name == head.number || name == head.title);
}

/// Items by what a plan below may call them: keys, then titles.
std::multimap<std::string, std::uint32_t, std::less<>> names_of(const Plan& above,
                                                                const std::vector<Item>& items) {
    std::multimap<std::string, std::uint32_t, std::less<>> names;
    for (std::uint32_t item = 0; item < items.size(); ++item) {
        names.emplace(std::string(above.key(items[item].node)), item);
        if (items[item].title != above.key(items[item].node))
            names.emplace(items[item].title, item);
    }
    return names;
}

}  // namespace
}  // namespace coverage

std::string_view word(Uptake uptake) noexcept {
    constexpr std::array<std::string_view, 4> all = {"exact", "renamed", "missing", "added"};
    return all[static_cast<std::size_t>(uptake)];
}

std::size_t Crosswalk::count(Uptake uptake) const noexcept {
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [&](const CrosswalkRow& row) { return row.uptake == uptake; }));
}

std::size_t Crosswalk::items() const noexcept {
    return rows.size() - count(Uptake::added);
}

std::size_t Crosswalk::taken_up() const noexcept {
    return count(Uptake::exact) + count(Uptake::renamed);
}

std::size_t Crosswalk::later() const noexcept {
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [](const CrosswalkRow& row) { return row.is_later; }));
}

Crosswalk crosswalk(const Plan& plan, const CrosswalkOptions& options, Monitor* monitor) {
    const PlanGraph graph = coverage::borrow(plan, monitor);
    const coverage::Takers takers(plan);
    std::vector<coverage::Item> items;
    std::vector<std::uint32_t> item_of(plan.requirements().size(), 0);
    for (const RequirementId requirement : plan.requirements()) {
        if (plan.requirement(requirement).kind() != RequirementKind::clause) continue;
        items.push_back({requirement, coverage::comparable_title(plan.title(requirement)), {}, {}});
        item_of[requirement.index()] = static_cast<std::uint32_t>(items.size());
    }
    std::vector<coverage::Taken> taken(items.size());
    const ImplementsTable& implements = plan.implements_table();
    for (std::size_t row = 0; row < implements.count; ++row) {
        const RequirementId requirement = implements.requirement[row];
        if (!requirement.is_valid() || item_of[requirement.index()] == 0) continue;
        coverage::Taken& each = taken[item_of[requirement.index()] - 1];
        each.takers.push_back(static_cast<std::uint32_t>(takers.of(implements.node[row])));
        each.is_declared = true;
    }
    coverage::match_titles(items, takers, options.similar, taken, monitor);
    return coverage::make_crosswalk(graph, items, takers, std::move(taken));
}

Crosswalk crosswalk(const Plan& above, const Plan& plan, const CrosswalkOptions& options,
                    Monitor* monitor) {
    const PlanGraph graph = coverage::borrow(plan, monitor);
    const std::vector<coverage::Item> items = coverage::items_of(coverage::borrow(above, monitor));
    const coverage::Takers takers(plan);
    const auto names = coverage::names_of(above, items);
    std::vector<coverage::Taken> taken(items.size());
    const auto declare = [&](std::string_view name, Node node) {
        auto [first, last] = names.equal_range(name);
        for (; first != last; ++first) {
            taken[first->second].takers.push_back(static_cast<std::uint32_t>(takers.of(node)));
            taken[first->second].is_declared = true;
        }
    };
    const RefinesTable& refines = plan.refines_table();
    for (std::size_t row = 0; row < refines.count; ++row)
        if (coverage::is_named(above.head(), plan.text(refines.plan[row])))
            declare(plan.text(refines.target[row]), refines.task[row]);
    const ImplementsTable& implements = plan.implements_table();
    for (std::size_t row = 0; row < implements.count; ++row) {
        const RequirementId requirement = implements.requirement[row];
        if (!requirement.is_valid()) continue;
        const std::string_view key = plan.key(requirement);
        const std::string title = coverage::comparable_title(plan.title(requirement));
        declare(key, implements.node[row]);
        if (title != key) declare(title, implements.node[row]);
    }
    coverage::match_titles(items, takers, options.similar, taken, monitor);
    return coverage::make_crosswalk(graph, items, takers, std::move(taken));
}

}  // namespace planloom
