// order: in which order the tasks can be done, or which circles forbid it.
#include <planloom/order/order.hpp>
#include <planloom/report/table.hpp>

#include "commands.hpp"
#include "nodes.hpp"
#include "order_extras.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

constexpr std::size_t links_shown = 20;

std::string as_json(Session& session, const PlanGraph& graph, const std::vector<Cycle>& cycles) {
    const Plan& plan = graph.plan();
    Json json;
    json["order"] = Json::array();
    json["waves"] = Json::array();
    json["cycles"] = Json::array();
    if (const std::optional<Order> order = find_order(graph)) {
        json["order"] = keys_of(plan, order->tasks());
        for (std::size_t wave = 0; wave < order->wave_count(); ++wave)
            json["waves"].push_back(keys_of(plan, order->wave(wave)));
        add_order_extras(session, *order, json);
    }
    for (const Cycle& cycle : cycles) json["cycles"].push_back(keys_of(plan, cycle.tasks));
    if (!cycles.empty()) json["repairs"] = repairs_json(session, graph);
    return to_text(json);
}

std::string leads(const Plan& plan, TaskId task, Language language) {
    std::vector<std::string> names;
    for (const AssignmentId row : plan.assignments(task)) {
        const AssignmentTable& table = plan.assignment_table();
        if (table.role[row.index()] == Role::lead)
            names.push_back(title_text(plan, table.unit[row.index()]));
    }
    return names.empty() ? "-" : join(language, names);
}

std::string waves_text(const Order& order, Language language) {
    const Plan& plan = order.graph().plan();
    std::string text;
    for (std::size_t wave = 0; wave < order.wave_count(); ++wave) {
        std::vector<std::string> keys;
        for (const TaskId task : order.wave(wave)) keys.push_back(key_text(plan, task));
        text += fmt::format("{}: {}\n", wave + 1, join(language, keys));
    }
    return text;
}

std::string as_text(const Session& session, const Order& order) {
    const Plan& plan = order.graph().plan();
    const Language language = session.language();
    std::string text = fmt::format(
        "{}{}{}\n", language.amount(order.tasks().size(), "task", "项任务"),
        language.pick(" in ", "，分 "), language.amount(order.wave_count(), "wave", "批"));
    if (order.tasks().empty()) return text;
    text += order.graph().link_count() == 0
                ? language.pick("no task waits for another: all can begin at once\n\n",
                                "任务之间没有先后要求，可以同时启动\n\n")
                : language.pick("tasks of one wave can be done side by side\n\n",
                                "同一批的任务可以并行推进\n\n");
    if (session.arguments().waves) return text + waves_text(order, language);
    TextTable table({language.pick("wave", "批次"), language.pick("key", "编号"),
                     language.pick("task", "任务"), language.pick("lead", "牵头单位")});
    table.align_right(0);
    for (std::size_t wave = 0; wave < order.wave_count(); ++wave) {
        std::string number = std::to_string(wave + 1);
        for (const TaskId task : order.wave(wave)) {
            table.add({std::exchange(number, ""), key_text(plan, task), title_text(plan, task),
                       leads(plan, task, language)});
        }
    }
    return text + table.to_string(session.terminal_width());
}

/// The summary tasks from which a step is handed down, if it is not a link as written.
std::string through(const Plan& plan, const Cycle& cycle, std::size_t step, Language language) {
    std::vector<std::string> names;
    for (const TaskId task : handed_down_from(plan, cycle, step))
        names.push_back(name_text(plan, task));
    if (names.empty()) return {};
    return language.say(" (through {0})", "（经由 {0}）", join(language, names));
}

void tell_circle(Session& session, const Plan& plan, const Cycle& cycle) {
    const Language language = session.language();
    const std::size_t count = cycle.tasks.size();
    std::string head =
        language.say("circle of {0}: {1}", "循环，共 {0}：{1}",
                     language.amount(count, "task", "项任务"), to_string(plan, cycle, count));
    if (cycle.knot_size > count) {
        head += language.say(" (a shortest one among {0} tasks that wait for each other)",
                             "（{0} 项互相等待的任务中最短的一个）", cycle.knot_size);
    }
    if (!cycle.is_shortest)
        head += language.pick(" (the search was cut off: a shorter one may exist)",
                              "（查找提前结束，可能有更短的循环）");
    session.tell(head);
    const std::size_t shown = std::min(cycle.links.size(), links_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        const TaskId after = cycle.tasks[(i + 1) % count];
        const std::uint32_t line = plan.dependency_table().line[cycle.links[i].index()];
        session.tell(language.say("  {0}: {1} waits for {2}{3}", "  {0}：{1} 须等 {2}{3}",
                                  session.place(line), name_text(plan, after),
                                  name_text(plan, cycle.tasks[i]),
                                  through(plan, cycle, i, language)));
    }
    if (shown < cycle.links.size()) {
        session.tell(language.say("  and {0} more links of this circle", "  该循环另有 {0} 条",
                                  cycle.links.size() - shown));
    }
}

}  // namespace

int run_order(Session& session) {
    const PlanGraph graph = session.read_graph();
    if (const std::optional<Order> order = find_order(graph)) {
        session.emit(session.wants_json()
                         ? as_json(session, graph, {})
                         : as_text(session, *order) + order_extras_text(session, *order));
        return exit_clean;
    }
    const Language language = session.language();
    session.progress().stage(language.pick("looking for circles", "正在查找循环"));
    const std::vector<Cycle> cycles = find_cycles(graph, {}, &session.progress());
    session.tell(language.say("{0}: there is no order: {1} of tasks that wait for each other",
                              "{0}：排不出先后顺序，任务互相等待，有 {1}", session.file(),
                              language.amount(cycles.size(), "circle", "个循环")));
    for (const Cycle& cycle : cycles) tell_circle(session, graph.plan(), cycle);
    if (session.wants_json())
        session.emit(as_json(session, graph, cycles));
    else
        tell_repairs(session, graph);
    return exit_unanalysable;
}

}  // namespace planloom::tool
