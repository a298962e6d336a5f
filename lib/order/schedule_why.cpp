#include <planloom/model/views.hpp>
#include <planloom/order/critical.hpp>

#include "../core/fill_pattern.hpp"
#include "network.hpp"

#include <algorithm>

namespace planloom {
namespace {

struct Words {
    std::string_view starts, finishes, plan_start, no_earlier, finish_no_earlier, must_start,
        must_finish, status, late, actual, part;
    std::string_view when_start, when_finish, after_start, after_finish, before_start,
        before_finish;
};

// `{}` stands for a name, `[]` for a length of time.
constexpr Words english = {" starts on ",
                           " finishes on ",
                           "when work on the plan begins",
                           "no earlier by its constraint",
                           "no earlier by its constraint",
                           "as it must start then",
                           "as it must finish then",
                           "as what is not done by the status date cannot be done before it",
                           "as late as possible",
                           "as it happened",
                           "when its part {} finishes",
                           "when {} starts",
                           "when {} finishes",
                           "[] after {} starts",
                           "[] after {} finishes",
                           "[] before {} starts",
                           "[] before {} finishes"};
constexpr Words chinese = {
    "开始于",         "完成于",           "计划由此开始",       "受约束不得更早",
    "受约束不得更早", "约束规定此时开始", "约束规定此时完成",   "状态日期前未完成的工作不能提前",
    "按尽量晚安排",   "实际如此",         "其组成部分{}完成时", "{}开始时",
    "{}完成时",       "{}开始后[]",       "{}完成后[]",         "{}开始前[]",
    "{}完成前[]"};

std::string by_link(const Schedule& schedule, const ScheduleStep& step, const Words& words) {
    const Plan& plan = schedule.graph().plan();
    const DependencyTable& table = plan.dependency_table();
    const std::size_t row = step.driver.link.index();
    // Passed against its direction, a link holds by its greatest lag.
    const bool is_reversed = step.driver.task == table.successor[row] &&
                             table.max_lag[row] != no_minutes &&
                             step.driver.task != table.predecessor[row];
    const LinkType type = table.type[row];
    const bool by_start =
        (is_reversed ? detail::end_after(type) : detail::end_before(type)) == detail::End::start;
    const Minutes lag = is_reversed ? -table.max_lag[row] : table.lag[row];
    const std::string_view pattern = lag == 0 ? (by_start ? words.when_start : words.when_finish)
                                     : lag > 0
                                         ? (by_start ? words.after_start : words.after_finish)
                                         : (by_start ? words.before_start : words.before_finish);
    return detail::fill_pattern(pattern, plan.title(step.driver.task),
                                format_duration(lag < 0 ? -lag : lag, plan.head().work));
}

std::string reason(const Schedule& schedule, const ScheduleStep& step, const Words& words) {
    switch (step.driver.kind) {
        case DriverKind::plan_start:
            return std::string(words.plan_start);
        case DriverKind::link:
            return step.driver.link.is_valid() && step.driver.task.is_valid()
                       ? by_link(schedule, step, words)
                       : std::string(words.plan_start);
        case DriverKind::start_no_earlier:
            return std::string(words.no_earlier);
        case DriverKind::finish_no_earlier:
            return std::string(words.finish_no_earlier);
        case DriverKind::must_start:
            return std::string(words.must_start);
        case DriverKind::must_finish:
            return std::string(words.must_finish);
        case DriverKind::status_date:
            return std::string(words.status);
        case DriverKind::as_late_as_possible:
            return std::string(words.late);
        case DriverKind::actual:
            return std::string(words.actual);
        case DriverKind::part:
            return detail::fill_pattern(words.part, schedule.graph().plan().title(step.driver.task),
                                        "");
    }
    return {};
}

}  // namespace

std::vector<ScheduleStep> why(const Schedule& schedule, TaskId task) {
    std::vector<ScheduleStep> steps;
    std::vector<bool> seen(schedule.graph().task_count(), false);
    for (TaskId at = task; at.is_valid() && !seen[at.index()] && schedule.takes_part(at);
         at = steps.back().driver.task) {
        seen[at.index()] = true;
        steps.push_back({at, schedule.drivers()[at.index()]});
    }
    return steps;
}

std::string sentence(const Schedule& schedule, const ScheduleStep& step,
                     std::string_view language) {
    const bool is_chinese = language.starts_with("zh");
    const Words& words = is_chinese ? chinese : english;
    const Plan& plan = schedule.graph().plan();
    const bool is_finish = step.driver.kind == DriverKind::part ||
                           step.driver.kind == DriverKind::must_finish ||
                           step.driver.kind == DriverKind::finish_no_earlier;
    const std::size_t row = step.task.index();
    std::string text(plan.title(step.task));
    text += is_finish ? words.finishes : words.starts;
    text += schedule.text(is_finish ? schedule.early_finish()[row] : schedule.early_start()[row]);
    text += is_chinese ? "，" : ", ";
    return text + reason(schedule, step, words);
}

}  // namespace planloom
