// schedule: when tasks can start and finish, how much they can slip, and why.
#include <planloom/model/views.hpp>
#include <planloom/order/critical.hpp>

#include "commands.hpp"
#include "csv_text.hpp"
#include "moments.hpp"
#include "nodes.hpp"
#include "schedule_text.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

Json driver_json(const Schedule& schedule, const Driver& driver) {
    const Plan& plan = schedule.graph().plan();
    Json json;
    json["kind"] = word(driver.kind);
    if (driver.task.is_valid()) json["task"] = plan.key(driver.task);
    if (driver.link.is_valid()) {
        json["type"] = word(plan.dependency_table().type[driver.link.index()]);
        json["lag"] = plan.dependency_table().lag[driver.link.index()];
    }
    return json;
}

Json wait_json(const Plan& plan, const CapacityWait& wait) {
    Json json;
    json["kind"] = word(wait.kind);
    if (wait.unit.is_valid()) json["unit"] = plan.key(wait.unit);
    if (!wait.tasks.empty()) json["tasks"] = keys_of(plan, wait.tasks);
    return json;
}

Json capacity_json(const Schedule& schedule, const PlanCapacity& capacity) {
    const Plan& plan = schedule.graph().plan();
    Json json;
    json["finish"] = moment_json(schedule, capacity.end);
    json["lower_bound"] = moment_json(schedule, capacity.lower_bound);
    json["bound"] = to_string(capacity.bound_kind);
    json["optimal"] = capacity.is_optimal;
    json["schedules"] = capacity.schedules;
    json["seed"] = capacity.seed;
    json["units"] = keys_of(plan, capacity.units);
    json["unplaced"] = keys_of(plan, capacity.unplaced);
    json["broken_max_lags"] = Json::array();
    for (const DependencyId link : capacity.broken_max_lags) {
        const DependencyTable& table = plan.dependency_table();
        json["broken_max_lags"].push_back(
            {plan.key(table.predecessor[link.index()]), plan.key(table.successor[link.index()])});
    }
    return json;
}

Json task_json(const ScheduleAnswer& answer, TaskId task) {
    const Schedule& schedule = answer.schedule;
    const std::size_t row = task.index();
    Json json;
    json["key"] = schedule.graph().plan().key(task);
    json["early_start"] = moment_json(schedule, schedule.early_start()[row]);
    json["early_finish"] = moment_json(schedule, schedule.early_finish()[row]);
    json["late_start"] = moment_json(schedule, schedule.late_start()[row]);
    json["late_finish"] = moment_json(schedule, schedule.late_finish()[row]);
    json["total_float"] = schedule.total_float()[row];
    json["free_float"] = schedule.free_float()[row];
    json["independent_float"] = schedule.independent_float()[row];
    json["critical"] = schedule.is_critical(task);
    json["driver"] = driver_json(schedule, schedule.drivers()[row]);
    if (!answer.capacity) return json;
    json["start"] = moment_json(schedule, answer.capacity->start[row]);
    json["finish"] = moment_json(schedule, answer.capacity->finish[row]);
    json["wait"] = wait_json(schedule.graph().plan(), answer.capacity->waits[row]);
    return json;
}

Json path_json(const Schedule& schedule, const SchedulePath& path) {
    Json json;
    json["tasks"] = keys_of(schedule.graph().plan(), path.tasks);
    json["slack"] = path.slack;
    return json;
}

Json conflict_json(const Schedule& schedule, const ScheduleConflict& conflict) {
    const Plan& plan = schedule.graph().plan();
    Json json;
    json["kind"] = conflict_word(conflict.kind);
    if (conflict.task.is_valid()) json["task"] = plan.key(conflict.task);
    if (conflict.link.is_valid())
        json["after"] = plan.key(plan.dependency_table().predecessor[conflict.link.index()]);
    json["by"] = conflict.by;
    return json;
}

Json target_json(const ScheduleAnswer& answer, const WantedTarget& wanted) {
    const Schedule& schedule = answer.schedule;
    const Plan& plan = schedule.graph().plan();
    Json json;
    json["kind"] = wanted.target.is_plan ? "plan" : std::string(word(wanted.target.node.kind));
    json["key"] = wanted.target.is_plan ? Json(nullptr) : Json(plan.key(wanted.target.node));
    json["deadline"] = moment_json(schedule, wanted.target.deadline);
    json["finish"] = moment_json(schedule, wanted.target.finish);
    json["margin"] = wanted.target.margin;
    json["last"] = wanted.target.last.is_valid() ? Json(plan.key(wanted.target.last)) : nullptr;
    if (wanted.floats.empty()) return json;
    Json floats = Json::object();
    for (const TaskId task : plan.tasks())
        if (wanted.floats[task.index()] != no_minutes)
            floats[std::string(plan.key(task))] = wanted.floats[task.index()];
    json["floats"] = std::move(floats);
    return json;
}

std::string as_json(const ScheduleAnswer& answer, Language language) {
    const Schedule& schedule = answer.schedule;
    Json json;
    json["length"] = schedule.length();
    json["start"] = moment_json(schedule, schedule.start());
    json["finish"] = moment_json(schedule, schedule.finish());
    json["without_duration"] = schedule.without_duration();
    json["critical_paths"] = Json::array();
    for (const SchedulePath& path : answer.paths)
        json["critical_paths"].push_back(path_json(schedule, path));
    json["conflicts"] = Json::array();
    for (const ScheduleConflict& conflict : schedule.conflicts())
        json["conflicts"].push_back(conflict_json(schedule, conflict));
    json["targets"] = Json::array();
    for (const WantedTarget& wanted : answer.targets)
        json["targets"].push_back(target_json(answer, wanted));
    if (answer.capacity) json["capacity"] = capacity_json(schedule, *answer.capacity);
    if (!answer.why.empty()) {
        json["why"] = Json::array();
        for (const ScheduleStep& step : answer.why) {
            Json each;
            each["task"] = schedule.graph().plan().key(step.task);
            each["driver"] = driver_json(schedule, step.driver);
            each["sentence"] = sentence(schedule, step, language.code());
            json["why"].push_back(std::move(each));
        }
        json["drag"] = answer.drag;
    }
    // One line for each task, so that a long answer need not lie in memory twice.
    std::string text = to_text(json);
    text.erase(text.rfind("\n}"));
    text += ",\n  \"tasks\": [";
    bool is_first = true;
    for (const TaskId task : schedule.graph().plan().tasks()) {
        text += is_first ? "\n    " : ",\n    ";
        text += to_line(task_json(answer, task));
        is_first = false;
    }
    return text + (is_first ? "]\n}\n" : "\n  ]\n}\n");
}

std::string as_csv(const ScheduleAnswer& answer, const CsvOptions& options) {
    const Schedule& schedule = answer.schedule;
    CsvText csv(options);
    for (const char* const head :
         {"key", "title", "early_start", "early_finish", "late_start", "late_finish", "total_float",
          "free_float", "critical", "driver"})
        csv.add(head);
    if (answer.capacity)
        for (const char* const head : {"start", "finish", "unit"}) csv.add(head);
    csv.end_line();
    const Plan& plan = schedule.graph().plan();
    const auto moment = [&](Minutes value) {
        return value == no_minutes    ? std::string()
               : schedule.has_dates() ? schedule.text(value)
                                      : std::to_string(value);
    };
    for (const TaskId task : plan.tasks()) {
        const std::size_t row = task.index();
        csv.add(plan.key(task));
        csv.add(plan.title(task));
        csv.add(moment(schedule.early_start()[row]));
        csv.add(moment(schedule.early_finish()[row]));
        csv.add(moment(schedule.late_start()[row]));
        csv.add(moment(schedule.late_finish()[row]));
        csv.add_number(schedule.total_float()[row]);
        csv.add_number(schedule.free_float()[row]);
        csv.add(schedule.is_critical(task) ? "1" : "0");
        const Driver& driver = schedule.drivers()[row];
        csv.add(driver.task.is_valid() ? plan.key(driver.task) : word(driver.kind));
        if (answer.capacity) {
            const UnitId unit = answer.capacity->waits[row].unit;
            csv.add(moment(answer.capacity->start[row]));
            csv.add(moment(answer.capacity->finish[row]));
            csv.add(unit.is_valid() ? plan.key(unit) : "");
        }
        csv.end_line();
    }
    return csv.take();
}

/// Targets that were asked for, with the float of every task to them; else all, without.
std::vector<WantedTarget> wanted_targets(Session& session, const Schedule& schedule) {
    const Plan& plan = schedule.graph().plan();
    std::vector<WantedTarget> wanted;
    const std::vector<ScheduleTarget> all = targets(schedule);
    if (session.arguments().targets.empty()) {
        for (const ScheduleTarget& target : all) wanted.push_back({target, {}});
        return wanted;
    }
    for (const std::string& key : session.arguments().targets) {
        const Node node = plan.node(key);
        const auto found = std::find_if(all.begin(), all.end(), [&](const ScheduleTarget& each) {
            return !each.is_plan && each.node == node;
        });
        if (found == all.end())
            throw UsageError(session.language().say(
                schedule.has_dates()
                    ? "{0} has no date to be held"
                    : "{0} cannot be measured: the plan has no start, give one with --start",
                schedule.has_dates() ? "{0} 没有期限"
                                     : "{0} 无法计算：方案没有开始日期，请用 --start",
                name_text(plan, node)));
        wanted.push_back({*found, float_to(schedule, *found, &session.progress())});
    }
    return wanted;
}

std::string too_small_text(const Plan& plan, const UnitTooSmall& error, Language language) {
    std::string text;
    for (const UnitTooSmall::Case& each : error.cases()) {
        if (!text.empty()) text += language.pick("; ", "；");
        text += language.say("{0} needs more of {1} than it has", "{0} 需要的 {1} 超过其承担能力",
                             name_text(plan, each.task), name_text(plan, each.unit));
    }
    return text;
}

int tell_infeasible(Session& session, const Plan& plan, const InfeasibleLinks& error) {
    const Language language = session.language();
    session.tell(language.say("{0}: no dates can hold all links: {1} would come {2} after itself",
                              "{0}：没有日期能满足全部搭接关系：{1} 须晚于自身 {2}", session.file(),
                              name_text(plan, error.tasks().front()),
                              format_duration(error.excess(), plan.head().work)));
    for (const DependencyId link : error.links()) {
        const DependencyTable& table = plan.dependency_table();
        const std::uint32_t line = table.line[link.index()];
        session.tell(language.say(
            "  {0}: {1} waits for {2} ({3})", "  {0}：{1} 须等 {2}（{3}）", session.place(line),
            name_text(plan, table.successor[link.index()]),
            name_text(plan, table.predecessor[link.index()]), word(table.type[link.index()])));
    }
    return exit_unanalysable;
}

}  // namespace

int run_schedule(Session& session) {
    const Arguments& arguments = session.arguments();
    const Language language = session.language();
    const PlanGraph graph = session.read_graph();
    session.progress().stage(language.pick("scheduling", "正在推算时间"));
    try {
        const Schedule result = schedule(graph,
                                         {.start = arguments.start,
                                          .status_date = arguments.status_date,
                                          .finish = arguments.finish},
                                         &session.progress());
        ScheduleAnswer answer{result, {}, wanted_targets(session, result), {}, 0, std::nullopt};
        answer.paths = critical_paths(result, arguments.paths);
        if (!arguments.why.empty()) {
            const TaskId task = graph.plan().task(arguments.why).id();
            answer.why = why(result, task);
            answer.drag = drag(result, task, &session.progress());
        }
        if (arguments.has_capacity) {
            session.progress().stage(language.pick("searching", "正在搜索"));
            answer.capacity = schedule_capacity(
                result, {.max_schedules = arguments.max_schedules, .seed = arguments.seed},
                &session.progress());
        }
        if (arguments.format == Format::csv)
            session.emit(as_csv(answer, {arguments.raw, arguments.byte_order_mark}));
        else
            session.emit(session.wants_json() ? as_json(answer, language)
                                              : schedule_text(session, answer));
    } catch (const UnitTooSmall& error) {
        session.tell(language.say("{0}: {1}", "{0}：{1}", session.file(),
                                  too_small_text(graph.plan(), error, language)));
        return exit_unanalysable;
    } catch (const CapacityCycleError&) {
        session.tell(language.say("{0}: capacities cannot be kept where links form a circle",
                                  "{0}：搭接关系成环时无法按承担能力安排", session.file()));
        return exit_unanalysable;
    } catch (const InfeasibleLinks& error) {
        return tell_infeasible(session, graph.plan(), error);
    }
    return exit_clean;
}

}  // namespace planloom::tool
