#include "progress.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

Date first_set(std::initializer_list<Date> dates) noexcept {
    for (const Date date : dates)
        if (date.is_set()) return date;
    return {};
}

}  // namespace

IdMap<TaskId, Window> windows(const RuleRun& run) {
    const Plan& plan = run.plan();
    IdMap<TaskId, Window> all(plan.tasks().size());
    for (const TaskId id : run.facts().tasks.parents_first()) {
        const TaskView task = plan.task(id);
        const TaskId parent = run.graph().parent(id);
        const Window above = parent.is_valid() ? all[parent] : Window();
        all[id] = {first_set({task.actual_start(), task.baseline_start(), task.must_start(),
                              task.start_no_earlier(), above.start}),
                   first_set({task.due().date, task.must_finish(), task.finish_no_later(),
                              task.baseline_finish(), above.due})};
    }
    return all;
}

std::optional<double> planned_progress(const Window& window, Date day) noexcept {
    if (!window.start.is_set() || !window.due.is_set() || window.due < window.start)
        return std::nullopt;
    const double whole = window.due.days() - window.start.days() + 1;
    const double passed = day.days() - window.start.days() + 1;
    return std::clamp(100 * passed / whole, 0.0, 100.0);
}

bool has_end(const TaskView& task) noexcept {
    return task.is_open() && !task.is_ongoing() && task.due_every().empty();
}

std::vector<TaskId> ending_tasks(const RuleRun& run) {
    std::vector<TaskId> tasks;
    for (const TaskId task : run.plan().tasks())
        if (run.graph().is_leaf(task) && has_end(run.plan().task(task))) tasks.push_back(task);
    return tasks;
}

Period last_period(std::string_view every, Date day, std::int32_t grace_days) {
    const Date settled = day.plus_days(-grace_days);
    if (!settled.is_set()) return {};
    if (every == "week") {
        const int weekday = settled.weekday();
        return {settled.plus_days(-weekday - 6), settled.plus_days(-weekday)};
    }
    const int months = every == "month" ? 1 : every == "quarter" ? 3 : every == "half" ? 6 : 12;
    const int month = (settled.month() - 1) / months * months;
    const Date now = Date::from_ymd(settled.year(), month + 1, 1);
    const int total = settled.year() * 12 + month - months;
    return {Date::from_ymd(total / 12, total % 12 + 1, 1), now.plus_days(-1)};
}

}  // namespace planloom::coverage
