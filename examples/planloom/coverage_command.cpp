// coverage: how far every goal is covered, by when, and which missing facts would tell.
#include <planloom/core/utf8.hpp>
#include <planloom/coverage/support.hpp>
#include <planloom/model/views.hpp>
#include <planloom/report/table.hpp>

#include "commands.hpp"
#include "csv_text.hpp"
#include "nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

// A path of a million tasks tells nobody more than its end does.
constexpr std::size_t most_tasks_in_json = 100;
constexpr std::size_t tasks_in_text = 4;
// Facts that a file holds, for those who fill them in.
constexpr std::size_t facts_listed = 100;

/// A plan, its formulas and the answer.
struct Answer {
    const PlanGraph& graph;
    const SupportFormulas& formulas;
    const GoalCoverageReport& report;
    bool has_horizons = false;
    bool has_missing = false;

    [[nodiscard]] const Plan& plan() const { return graph.plan(); }
};

std::string state_text(Language language, CoverageState state) {
    static constexpr std::array<const char*, 5> chinese = {"已覆盖", "可能覆盖", "无法判断",
                                                           "部分覆盖", "未覆盖"};
    return language.is_chinese() ? chinese[static_cast<std::size_t>(state)]
                                 : std::string(word(state));
}

std::string field_text(Language language, FactField field) {
    static constexpr std::array<const char*, 4> chinese = {"牵头单位", "工期", "完成时限",
                                                           "方案开始日期"};
    return language.is_chinese() ? chinese[static_cast<std::size_t>(field)]
                                 : std::string(word(field));
}

std::string in_time_text(Language language, const HorizonCoverage& horizon) {
    switch (horizon.reason) {
        case NotTimed::no_horizon:
            return language.pick("no horizon", "无期限");
        case NotTimed::no_times:
            return language.pick("no times", "无工期和时限");
        case NotTimed::bad_links:
            return language.pick("links cannot hold", "先后关系无法成立");
        case NotTimed::not_asked:
            return "";
        case NotTimed::timed:
            break;
    }
    if (horizon.in_time == Truth::yes) return language.pick("yes", "能");
    return horizon.in_time == Truth::no ? language.pick("no", "不能")
                                        : language.pick("unknown", "无法判断");
}

std::string spare_text(const Plan& plan, const HorizonCoverage& horizon) {
    if (!horizon.spare_work) return "";
    return format_duration(*horizon.spare_work, plan.head().work);
}

std::string earliest_text(Language language, const HorizonCoverage& horizon) {
    if (!horizon.earliest.is_set()) return "";
    const std::string day = to_string(horizon.earliest);
    return horizon.is_lower_bound ? language.say("{0} or later", "不早于 {0}", day) : day;
}

std::string fact_subject(const Plan& plan, Language language, const MissingFact& fact) {
    return fact.task.is_valid() ? name_text(plan, fact.task)
                                : std::string(language.pick("the plan", "方案"));
}

std::string chain(const Answer& answer, GoalId goal) {
    std::vector<TaskId> path = answer.report.path(goal);
    const std::size_t more = path.size() - std::min(path.size(), tasks_in_text);
    path.erase(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(more));
    return (more > 0 ? "... -> " : "") + chain_text(answer.plan(), path);
}

std::string goals_text(const Answer& answer, Language language, std::size_t width) {
    std::vector<std::string> head = {language.pick("goal", "目标"), language.pick("state", "状态"),
                                     language.pick("own tasks", "直接任务"),
                                     language.pick("holding", "成立"),
                                     language.pick("rests on", "支撑条件")};
    if (answer.has_horizons) {
        const std::array<const char*, 5> more = {
            language.pick("horizon", "期限"), language.pick("earliest", "最早完成"),
            language.pick("in time", "能否按期"), language.pick("spare", "余量"),
            language.pick("by way of", "关键路径")};
        head.erase(head.end() - 1);
        head.insert(head.end(), more.begin(), more.end());
    }
    TextTable table(head);
    for (const GoalCoverage& goal : answer.report.goals()) {
        const HorizonCoverage& horizon = goal.horizon;
        std::vector<std::string> row = {
            name_text(answer.plan(), goal.goal), state_text(language, goal.deep),
            state_text(language, goal.shallow), fmt::format("{}/{}", goal.holding, goal.supports)};
        if (answer.has_horizons) {
            row.insert(row.end(),
                       {horizon.horizon.is_set() ? to_string(horizon.horizon) : "",
                        earliest_text(language, horizon), in_time_text(language, horizon),
                        spare_text(answer.plan(), horizon), chain(answer, goal.goal)});
        } else {
            row.push_back(answer.formulas.text(goal.goal));
        }
        table.add(std::move(row));
    }
    return table.to_string(width);
}

std::string summary_text(const Answer& answer, Language language) {
    std::vector<std::string> counts;
    for (const CoverageState state :
         {CoverageState::covered, CoverageState::possible, CoverageState::unknown,
          CoverageState::partial, CoverageState::uncovered})
        if (const std::size_t count = answer.report.count(state); count > 0)
            counts.push_back(fmt::format("{} {}", count, state_text(language, state)));
    return language.say("{0}: {1}\n", "{0}：{1}\n",
                        language.amount(answer.report.goals().size(), "goal", "个目标"),
                        join(language, counts));
}

std::string remarks_text(const Answer& answer, Language language) {
    std::string text;
    const Plan& plan = answer.plan();
    for (const GoalCoverage& goal : answer.report.goals()) {
        std::vector<std::string> tags(goal.missing_tags.begin(), goal.missing_tags.end());
        for (std::string& tag : tags) tag = escape_controls(tag);
        std::vector<std::string> unwanted;
        for (const TaskId task : goal.unwanted) unwanted.push_back(key_text(plan, task));
        if (!tags.empty())
            text += language.say("{0} still needs {1}\n", "{0} 还缺少：{1}\n",
                                 name_text(plan, goal.goal), join(language, tags));
        if (!unwanted.empty())
            text += language.say("{0} does not want {1}\n", "{0} 不需要：{1}\n",
                                 name_text(plan, goal.goal), join(language, unwanted));
    }
    return text;
}

std::string missing_text(const Answer& answer, Language language, std::size_t width) {
    const std::span<const MissingFact> missing = answer.report.missing();
    if (missing.empty())
        return language.pick("no fact is missing that would decide a goal\n",
                             "没有影响判断的缺失信息\n");
    TextTable table({language.pick("what is missing", "缺失信息"), language.pick("of", "对象"),
                     language.pick("decides alone", "单独可判定"),
                     language.pick("decides next", "依次可判定"),
                     language.pick("goals that rest on it", "涉及目标")});
    for (const std::size_t column : {2U, 3U, 4U}) table.align_right(column);
    for (const MissingFact& fact : missing)
        table.add({field_text(language, fact.field), fact_subject(answer.plan(), language, fact),
                   std::to_string(fact.settles), std::to_string(fact.settles_next),
                   std::to_string(fact.involved)});
    return table.to_string(width) +
           (answer.report.missing_count() > missing.size()
                ? language.say("{0} more are missing\n", "另有 {0} 项缺失\n",
                               answer.report.missing_count() - missing.size())
                : std::string());
}

Json day_json(Date date) {
    return date.is_set() ? Json(to_string(date)) : Json(nullptr);
}

Json horizon_json(const Answer& answer, GoalId goal, const HorizonCoverage& horizon) {
    std::vector<TaskId> path = answer.report.path(goal);
    const std::size_t earlier = path.size() - std::min(path.size(), most_tasks_in_json);
    path.erase(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(earlier));
    Json json;
    json["reason"] = word(horizon.reason);
    json["in_time"] =
        horizon.reason == NotTimed::timed ? Json(word(horizon.in_time)) : Json(nullptr);
    json["horizon"] = day_json(horizon.horizon);
    json["earliest"] = day_json(horizon.earliest);
    json["is_lower_bound"] = horizon.is_lower_bound;
    json["spare_minutes"] = horizon.spare_work ? Json(*horizon.spare_work) : Json(nullptr);
    json["spare_days"] = horizon.spare_days ? Json(*horizon.spare_days) : Json(nullptr);
    json["path"] = keys_of(answer.plan(), path);
    json["earlier_tasks"] = earlier;
    return json;
}

Json goal_json(const Answer& answer, const GoalCoverage& goal) {
    Json json;
    json["key"] = answer.plan().key(goal.goal);
    json["title"] = answer.plan().title(goal.goal);
    json["state"] = word(goal.deep);
    json["own_tasks"] = word(goal.shallow);
    json["formula"] = answer.formulas.text(goal.goal);
    json["is_reached"] = goal.is_reached;
    json["is_soft"] = goal.is_soft;
    json["supports"] = goal.supports;
    json["needed"] = goal.needed;
    json["holding"] = goal.holding;
    json["open"] = goal.open;
    json["unwanted"] = keys_of(answer.plan(), goal.unwanted);
    json["missing_tags"] = goal.missing_tags;
    if (answer.has_horizons) json["time"] = horizon_json(answer, goal.goal, goal.horizon);
    return json;
}

std::string as_json(const Answer& answer) {
    Json json;
    json["goals"] = Json::array();
    for (const GoalCoverage& goal : answer.report.goals())
        json["goals"].push_back(goal_json(answer, goal));
    json["undecided"] = answer.report.undecided_count();
    if (answer.has_missing) {
        json["missing"] = Json::array();
        for (const MissingFact& fact : answer.report.missing())
            json["missing"].push_back(
                {{"task",
                  fact.task.is_valid() ? Json(answer.plan().key(fact.task)) : Json(nullptr)},
                 {"field", word(fact.field)},
                 {"settles", fact.settles},
                 {"settles_next", fact.settles_next},
                 {"involved", fact.involved}});
        json["missing_count"] = answer.report.missing_count();
    }
    return to_text(json);
}

std::string missing_csv(const Answer& answer, Language language, const CsvOptions& options) {
    CsvText csv(options);
    for (const char* head :
         {language.pick("field", "缺失信息"), language.pick("task", "任务编号"),
          language.pick("title", "任务"), language.pick("settles", "单独可判定"),
          language.pick("settles next", "依次可判定"), language.pick("involved", "涉及目标")})
        csv.add(head);
    csv.end_line();
    for (const MissingFact& fact : answer.report.missing()) {
        csv.add(field_text(language, fact.field));
        csv.add(fact.task.is_valid() ? answer.plan().key(fact.task) : std::string_view());
        csv.add(fact.task.is_valid() ? answer.plan().title(fact.task) : std::string_view());
        for (const std::size_t count : {fact.settles, fact.settles_next, fact.involved})
            csv.add(count);
        csv.end_line();
    }
    return csv.take();
}

std::string goals_csv(const Answer& answer, Language language, const CsvOptions& options) {
    CsvText csv(options);
    std::vector<const char*> head = {
        language.pick("goal", "目标编号"),    language.pick("title", "目标"),
        language.pick("state", "状态"),       language.pick("own tasks", "直接任务"),
        language.pick("formula", "支撑条件"), language.pick("supports", "支撑数"),
        language.pick("needed", "需要"),      language.pick("holding", "成立"),
        language.pick("open", "待定")};
    if (answer.has_horizons)
        for (const char* more :
             {language.pick("horizon", "期限"), language.pick("earliest", "最早完成"),
              language.pick("or later", "不早于"), language.pick("in time", "能否按期"),
              language.pick("spare days", "余量（天）"),
              language.pick("last task", "最后完成的任务")})
            head.push_back(more);
    for (const char* each : head) csv.add(each);
    csv.end_line();
    for (const GoalCoverage& goal : answer.report.goals()) {
        const HorizonCoverage& horizon = goal.horizon;
        csv.add(answer.plan().key(goal.goal));
        csv.add(answer.plan().title(goal.goal));
        csv.add(state_text(language, goal.deep));
        csv.add(state_text(language, goal.shallow));
        csv.add(answer.formulas.text(goal.goal));
        for (const std::size_t count : {goal.supports, goal.needed, goal.holding, goal.open})
            csv.add(count);
        if (answer.has_horizons) {
            csv.add(horizon.horizon.is_set() ? to_string(horizon.horizon) : "");
            csv.add(horizon.earliest.is_set() ? to_string(horizon.earliest) : "");
            csv.add(horizon.is_lower_bound ? language.pick("yes", "是") : "");
            csv.add(in_time_text(language, horizon));
            if (horizon.spare_days)
                csv.add_number(*horizon.spare_days);
            else
                csv.add("");
            csv.add(horizon.last.is_valid() ? answer.plan().key(horizon.last) : std::string_view());
        }
        csv.end_line();
    }
    return csv.take();
}

}  // namespace

int run_coverage(Session& session) {
    const Arguments& arguments = session.arguments();
    const Language language = session.language();
    const PlanGraph graph = session.read_graph();
    const bool is_file = arguments.format != Format::text;
    GoalCoverageOptions options;
    options.by_horizon = arguments.by_horizon;
    options.schedule.start = arguments.start;
    options.schedule.status_date = arguments.status_date;
    if (!arguments.missing)
        options.missing = 0;
    else if (is_file)
        options.missing = facts_listed;
    const SupportFormulas formulas(graph);
    const GoalCoverageReport report = goal_coverage(graph, options, &session.progress());
    const Answer answer{graph, formulas, report, arguments.by_horizon, arguments.missing};
    if (session.wants_json()) {
        session.emit(as_json(answer));
    } else if (arguments.format == Format::csv) {
        const CsvOptions csv{.raw = arguments.raw, .byte_order_mark = arguments.byte_order_mark};
        session.emit(arguments.missing ? missing_csv(answer, language, csv)
                                       : goals_csv(answer, language, csv));
    } else if (report.goals().empty()) {
        session.emit(language.pick("the plan has no goals\n", "方案没有目标\n"));
    } else {
        std::string text = goals_text(answer, language, session.width()) + "\n" +
                           summary_text(answer, language) + remarks_text(answer, language);
        if (arguments.missing) text += "\n" + missing_text(answer, language, session.width());
        session.emit(text);
    }
    return exit_clean;
}

}  // namespace planloom::tool
