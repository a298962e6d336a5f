// risk: how certain the dates are.
#include <planloom/model/views.hpp>
#include <planloom/order/risk.hpp>
#include <planloom/report/table.hpp>

#include "commands.hpp"
#include "moments.hpp"
#include "nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace planloom::tool {
namespace {

constexpr std::array<int, 7> percents = {5, 10, 25, 50, 75, 80, 90};
constexpr std::size_t tasks_shown = 30;

Json probability_json(const Probability& probability) {
    Json json;
    json["value"] = probability.value;
    json["low"] = probability.interval.low;
    json["high"] = probability.interval.high;
    return json;
}

Json finish_json(const Schedule& schedule, const FinishDistribution& finish) {
    Json json;
    json["mean"] = finish.mean();
    json["deviation"] = finish.deviation();
    json["percentiles"] = Json::object();
    if (!finish.samples().empty())
        for (const int percent : percents) {
            const double share = percent / 100.0;
            const Interval<Minutes> interval = finish.percentile_interval(share);
            Json& each = json["percentiles"][std::to_string(percent)];
            each["finish"] = moment_json(schedule, finish.percentile(share));
            each["low"] = moment_json(schedule, interval.low);
            each["high"] = moment_json(schedule, interval.high);
        }
    json["deadline"] = finish.deadline().is_set() ? Json(to_string(finish.deadline())) : nullptr;
    const std::optional<Probability> on_time = finish.on_time();
    json["on_time"] = on_time ? probability_json(*on_time) : Json(nullptr);
    return json;
}

std::string as_json(const Schedule& schedule, const Risk& risk) {
    const Plan& plan = schedule.graph().plan();
    Json json;
    json["samples"] = risk.sample_count();
    json["infeasible"] = risk.infeasible_count();
    json["stop"] = risk.stop() == RiskStop::samples ? "samples" : "precision";
    json["planned_finish"] = moment_json(schedule, schedule.finish());
    json["finish"] = finish_json(schedule, risk.finish());
    json["goals"] = Json::array();
    for (const GoalRisk& goal : risk.goals()) {
        Json each = finish_json(schedule, goal.finish);
        each["key"] = plan.key(goal.goal);
        json["goals"].push_back(std::move(each));
    }
    json["tasks"] = Json::array();
    for (const TaskId task : plan.tasks()) {
        if (!schedule.graph().is_leaf(task) || !schedule.takes_part(task)) continue;
        Json each;
        each["key"] = plan.key(task);
        each["criticality"] = risk.criticality()[task.index()];
        each["sensitivity"] = risk.sensitivity()[task.index()];
        each["significance"] = risk.significance()[task.index()];
        each["duration_mean"] = risk.duration_mean()[task.index()];
        each["duration_deviation"] = risk.duration_deviation()[task.index()];
        json["tasks"].push_back(std::move(each));
    }
    return to_text(json);
}

std::string percent_text(double share) {
    return fmt::format("{:.0f}%", 100 * share);
}

std::string finishes_text(const Session& session, const Schedule& schedule, const Risk& risk) {
    const Plan& plan = schedule.graph().plan();
    const Language language = session.language();
    TextTable table({language.pick("finish of", "完成时间"), "P10", "P50", "P80", "P90",
                     language.pick("date", "期限"), language.pick("on time", "按期概率")});
    table.align_right(6);
    const auto add = [&](const std::string& name, const FinishDistribution& finish) {
        std::vector<std::string> row{name};
        for (const double share : {0.1, 0.5, 0.8, 0.9})
            row.push_back(
                finish.samples().empty() ? "-" : moment_text(schedule, finish.percentile(share)));
        const DateTime deadline = finish.deadline();
        row.push_back(deadline.is_set() ? to_string(deadline.plus_minutes(-1).date()) : "");
        const std::optional<Probability> on_time = finish.on_time();
        row.push_back(on_time ? percent_text(on_time->value) : "");
        table.add(std::move(row));
    };
    add(language.pick("the plan", "整个方案"), risk.finish());
    for (const GoalRisk& goal : risk.goals()) add(name_text(plan, goal.goal), goal.finish);
    return table.to_string(session.terminal_width());
}

std::string tasks_text(const Session& session, const Schedule& schedule, const Risk& risk) {
    const Plan& plan = schedule.graph().plan();
    const Language language = session.language();
    std::vector<TaskId> tasks;
    for (const TaskId task : plan.tasks())
        if (risk.criticality()[task.index()] > 0) tasks.push_back(task);
    std::stable_sort(tasks.begin(), tasks.end(), [&](TaskId a, TaskId b) {
        return risk.significance()[a.index()] > risk.significance()[b.index()];
    });
    TextTable table({language.pick("key", "编号"), language.pick("task", "任务"),
                     language.pick("critical", "关键概率"), language.pick("sensitivity", "敏感度"),
                     language.pick("significance", "影响程度")});
    for (const std::size_t column : {2U, 3U, 4U}) table.align_right(column);
    for (std::size_t i = 0; i < tasks.size() && i < tasks_shown; ++i) {
        const std::size_t row = tasks[i].index();
        table.add({key_text(plan, tasks[i]), title_text(plan, tasks[i]),
                   percent_text(risk.criticality()[row]),
                   fmt::format("{:.2f}", risk.sensitivity()[row]),
                   fmt::format("{:.2f}", risk.significance()[row])});
    }
    std::string text = table.to_string(session.terminal_width());
    if (tasks.size() > tasks_shown)
        text += language.say("and {0} more\n", "另有 {0} 项\n", tasks.size() - tasks_shown);
    return text;
}

std::string as_text(const Session& session, const Schedule& schedule, const Risk& risk) {
    const Language language = session.language();
    std::string text = language.say("{0}; with the durations as given the plan ends {1}\n",
                                    "{0}；按给定工期，方案完成于 {1}\n",
                                    language.amount(risk.sample_count(), "sample", "次抽样"),
                                    moment_text(schedule, schedule.finish()));
    if (risk.infeasible_count() > 0)
        text += language.say("in {0} of them no dates could hold the greatest lags\n",
                             "其中 {0} 次无法满足最大间隔\n", risk.infeasible_count());
    if (risk.finish().deviation() == 0)
        text += language.pick("no duration varies: give three points, or --spread-above\n",
                              "没有工期会变动：请给出三点工期，或用 --spread-above\n");
    text += '\n' + finishes_text(session, schedule, risk);
    if (risk.finish().deviation() == 0) return text;
    return text + '\n' + tasks_text(session, schedule, risk);
}

}  // namespace

int run_risk(Session& session) {
    const Arguments& arguments = session.arguments();
    const Language language = session.language();
    const PlanGraph graph = session.read_graph();
    try {
        const Schedule base =
            schedule(graph, {.start = arguments.start, .status_date = arguments.status_date},
                     &session.progress());
        session.progress().stage(language.pick("drawing durations", "正在抽样"));
        const Risk risk = schedule_risk(base, arguments.risk, &session.progress());
        session.emit(session.wants_json() ? as_json(base, risk) : as_text(session, base, risk));
    } catch (const InfeasibleLinks&) {
        session.tell(language.say("{0}: no dates can hold all links; see planloom schedule",
                                  "{0}：没有日期能满足全部搭接关系，详见 planloom schedule",
                                  session.file()));
        return exit_unanalysable;
    } catch (const Error& error) {
        if (error.code() != "bad_risk_option") throw;
        throw UsageError(error.what());
    }
    return exit_clean;
}

}  // namespace planloom::tool
