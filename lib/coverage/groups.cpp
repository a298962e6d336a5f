#include <planloom/core/contract.hpp>
#include <planloom/coverage/coordination.hpp>
#include <planloom/model/views.hpp>

#include "../graph/forest.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace planloom {
namespace {

constexpr std::string_view axis_words[] = {"level",  "region", "parent",
                                           "system", "goal",   "section"};

/// Gives a number to each text, in the order in which the texts come.
class Titles {
public:
    std::uint32_t number(std::string_view text) {
        const auto found = numbers_.find(text);
        if (found != numbers_.end()) return found->second;
        const auto next = static_cast<std::uint32_t>(titles_.size());
        numbers_.emplace(text, next);
        titles_.emplace_back(text);
        return next;
    }
    [[nodiscard]] std::vector<std::string> take() && { return std::move(titles_); }

private:
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
    std::vector<std::string> titles_;
};

std::uint32_t hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
    return static_cast<std::uint32_t>((c | 0x20) - 'a') + 10U;
}

void append_utf8(std::string& text, std::uint32_t code) {
    const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80U) return add(code);
    if (code < 0x800U) {
        add(0xC0U | code >> 6U);
    } else {
        if (code < 0x10000U) {
            add(0xE0U | code >> 12U);
        } else {
            add(0xF0U | code >> 18U);
            add(0x80U | (code >> 12U & 0x3FU));
        }
        add(0x80U | (code >> 6U & 0x3FU));
    }
    add(0x80U | (code & 0x3FU));
}

/// The four digits of `\uXXXX` at a place; 0 where the text ends before.
std::uint32_t code_unit(std::string_view json, std::size_t at) noexcept {
    if (at + 4 > json.size()) return 0;
    std::uint32_t code = 0;
    for (std::size_t i = at; i < at + 4; ++i) code = code << 4U | hex_digit(json[i]);
    return code;
}

/// The text in a value of JSON, which was held to be valid when it was read; another value as it
/// is written.
std::string text_of_json(std::string_view json) {
    if (json.size() < 2 || json.front() != '"') return std::string(json == "null" ? "" : json);
    json = json.substr(1, json.size() - 2);
    std::string text;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] != '\\' || i + 1 == json.size()) {
            text += json[i];
            continue;
        }
        constexpr std::string_view names = "bfnrt";
        constexpr std::string_view values = "\b\f\n\r\t";
        const char name = json[++i];
        if (name == 'u') {
            std::uint32_t code = code_unit(json, i + 1);
            i += 4;
            if (code >= 0xD800U && code < 0xDC00U && json.substr(i + 1, 2) == "\\u") {
                code = 0x10000U + ((code & 0x3FFU) << 10U) + (code_unit(json, i + 3) & 0x3FFU);
                i += 6;
            }
            append_utf8(text, code);
        } else {
            const std::size_t at = names.find(name);
            text += at == std::string_view::npos ? name : values[at];
        }
    }
    return text;
}

std::string own_text(const Plan& plan, UnitId unit, GroupAxis axis) {
    if (axis == GroupAxis::level) return std::string(plan.unit(unit).level());
    if (axis == GroupAxis::region) return std::string(plan.unit(unit).region());
    for (const RowText& each : plan.attributes(unit)) {
        const std::string_view name = plan.text(each.name);
        if (name == "system" || name == "系统") return text_of_json(plan.text(each.value));
    }
    return {};
}

Groups departments(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    Groups groups;
    groups.of.assign(plan.units().size(), no_group);
    std::vector<std::uint32_t> number(plan.units().size(), no_group);
    for (const UnitId unit : plan.units()) {
        const UnitId parent = graph.parent(unit);
        const UnitId head = parent.is_valid() ? parent : unit;
        std::uint32_t& group = number[head.index()];
        if (group == no_group) {
            group = static_cast<std::uint32_t>(groups.titles.size());
            groups.titles.emplace_back(plan.title(head));
        }
        groups.of[unit.index()] = group;
    }
    return groups;
}

/// The number of the group of each goal, and the goals that are groups.
struct GoalLevel {
    std::vector<std::uint32_t> of;
    std::vector<GoalId> groups;
};

GoalLevel goal_level(const PlanGraph& graph) {
    const IdRange<GoalId> goals = graph.plan().goals();
    GoalLevel result;
    result.of.assign(goals.size(), no_group);
    for (const GoalId goal : goals)
        if (!graph.parent(goal).is_valid()) result.groups.push_back(goal);
    while (result.groups.size() == 1 && !graph.children(result.groups.front()).empty()) {
        const std::span<const GoalId> below = graph.children(result.groups.front());
        result.groups.assign(below.begin(), below.end());
    }
    for (std::size_t i = 0; i < result.groups.size(); ++i)
        result.of[result.groups[i].index()] = static_cast<std::uint32_t>(i);
    for (const GoalId goal : parents_first(graph, goals)) {
        const GoalId parent = graph.parent(goal);
        if (parent.is_valid() && result.of[goal.index()] == no_group)
            result.of[goal.index()] = result.of[parent.index()];
    }
    return result;
}

std::vector<std::string> titles_of(const Plan& plan, const std::vector<GoalId>& goals) {
    std::vector<std::string> titles;
    for (const GoalId goal : goals) titles.emplace_back(plan.title(goal));
    return titles;
}

TaskGroupSets by_goal(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    const GoalLevel level = goal_level(graph);
    const ServesTable& serves = plan.serves_table();
    // The task whose groups hold: itself, or the nearest above that serves anything.
    std::vector<TaskId> source(plan.tasks().size());
    std::vector<std::uint8_t> has_goal(plan.tasks().size(), 0);
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.goal[row].is_valid()) has_goal[serves.task[row].index()] = 1;
    for (const TaskId task : parents_first(graph, plan.tasks())) {
        const TaskId parent = graph.parent(task);
        source[task.index()] =
            has_goal[task.index()] != 0 || !parent.is_valid() ? task : source[parent.index()];
    }
    std::vector<std::uint32_t> offsets = {0};
    std::vector<std::uint32_t> all;
    for (const TaskId task : plan.tasks()) {
        const std::size_t first = all.size();
        for (const ServesId each : plan.serves(source[task.index()])) {
            const GoalId goal = serves.goal[each.index()];
            if (goal.is_valid() && level.of[goal.index()] != no_group)
                all.push_back(level.of[goal.index()]);
        }
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(begin, all.end());
        all.erase(std::unique(begin, all.end()), all.end());
        offsets.push_back(static_cast<std::uint32_t>(all.size()));
    }
    return {titles_of(plan, level.groups), {std::move(offsets), std::move(all)}};
}

TaskGroupSets by_section(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    Titles titles;
    std::vector<std::uint32_t> of(plan.tasks().size(), no_group);
    for (const TaskId task : plan.tasks())
        if (const std::string_view section = plan.task(task).section(); !section.empty())
            of[task.index()] = titles.number(section);
    for (const TaskId task : parents_first(graph, plan.tasks())) {
        const TaskId parent = graph.parent(task);
        if (of[task.index()] == no_group && parent.is_valid())
            of[task.index()] = of[parent.index()];
    }
    std::vector<std::uint32_t> offsets = {0};
    std::vector<std::uint32_t> all;
    for (const std::uint32_t group : of) {
        if (group != no_group) all.push_back(group);
        offsets.push_back(static_cast<std::uint32_t>(all.size()));
    }
    return {std::move(titles).take(), {std::move(offsets), std::move(all)}};
}

}  // namespace

std::string_view word(GroupAxis axis) noexcept {
    return axis_words[static_cast<std::size_t>(axis)];
}

std::optional<GroupAxis> parse_group_axis(std::string_view text) noexcept {
    for (const GroupAxis axis : group_axes)
        if (word(axis) == text) return axis;
    return std::nullopt;
}

Groups unit_groups(const PlanGraph& graph, GroupAxis axis) {
    PLANLOOM_EXPECTS(is_of_units(axis));
    if (axis == GroupAxis::parent) return departments(graph);
    const Plan& plan = graph.plan();
    Groups groups;
    groups.of.assign(plan.units().size(), no_group);
    std::vector<std::string> texts(plan.units().size());
    for (const UnitId unit : plan.units()) texts[unit.index()] = own_text(plan, unit, axis);
    for (const UnitId unit : parents_first(graph, plan.units())) {
        const UnitId parent = graph.parent(unit);
        if (texts[unit.index()].empty() && parent.is_valid())
            texts[unit.index()] = texts[parent.index()];
    }
    Titles titles;
    if (axis == GroupAxis::level)
        for (const std::string& level : plan.head().levels)
            if (std::find(texts.begin(), texts.end(), level) != texts.end()) titles.number(level);
    for (const UnitId unit : plan.units())
        if (!texts[unit.index()].empty())
            groups.of[unit.index()] = titles.number(texts[unit.index()]);
    groups.titles = std::move(titles).take();
    return groups;
}

TaskGroupSets task_group_sets(const PlanGraph& graph, GroupAxis axis) {
    PLANLOOM_EXPECTS(!is_of_units(axis));
    return axis == GroupAxis::goal ? by_goal(graph) : by_section(graph);
}

Groups task_groups(const PlanGraph& graph, GroupAxis axis) {
    TaskGroupSets sets = task_group_sets(graph, axis);
    Groups groups{std::move(sets.titles), {}};
    groups.of.assign(graph.plan().tasks().size(), no_group);
    for (const TaskId task : graph.plan().tasks())
        if (!sets.of[task].empty()) groups.of[task.index()] = sets.of[task].front();
    return groups;
}

Groups goal_groups(const PlanGraph& graph) {
    GoalLevel level = goal_level(graph);
    return {titles_of(graph.plan(), level.groups), std::move(level.of)};
}

}  // namespace planloom
