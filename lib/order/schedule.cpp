#include <planloom/model/views.hpp>
#include <planloom/order/schedule.hpp>

#include "network.hpp"
#include "schedule_maker.hpp"

#include <algorithm>
#include <array>

namespace planloom {

std::string_view word(DriverKind kind) noexcept {
    static constexpr std::array<std::string_view, 10> all = {
        "plan_start", "link",        "start_no_earlier", "finish_no_earlier",
        "must_start", "must_finish", "status_date",      "as_late_as_possible",
        "actual",     "part"};
    return all[static_cast<std::size_t>(kind)];
}

InfeasibleLinks::InfeasibleLinks(const Plan& plan, std::vector<TaskId> tasks,
                                 std::vector<DependencyId> links, Minutes excess)
    : Error("positive_cycle",
            [&] {
                constexpr std::size_t shown = 10;
                std::string text = "links that no dates can hold: ";
                for (std::size_t i = 0; i < tasks.size() && i < shown; ++i)
                    text += std::string(plan.key(tasks[i])) + " -> ";
                text += tasks.size() > shown ? "... (" + std::to_string(tasks.size()) + " in all)"
                                             : std::string(plan.key(tasks.front()));
                return text + ", each would be " + format_duration(excess, plan.head().work) +
                       " later than itself";
            }()),
      tasks_(std::move(tasks)),
      links_(std::move(links)),
      excess_(excess) {
    for (const TaskId task : tasks_) keys_.emplace_back(plan.key(task));
}

std::vector<TaskId> Schedule::critical_tasks() const {
    std::vector<TaskId> tasks;
    for (const TaskId task : graph_->plan().tasks())
        if (is_critical(task) && graph_->is_leaf(task)) tasks.push_back(task);
    std::stable_sort(tasks.begin(), tasks.end(), [&](TaskId a, TaskId b) {
        return early_start_[a.index()] < early_start_[b.index()];
    });
    return tasks;
}

DateTime Schedule::date(Minutes moment) const {
    return has_dates_ && moment != no_minutes ? DateTime(moment) : DateTime();
}

std::string Schedule::text(Minutes moment) const {
    if (moment == no_minutes) return {};
    if (!has_dates_) return format_duration(moment, graph_->plan().head().work);
    const DateTime date(moment);
    std::string text = to_string(date);
    if (date.minute_of_day() == 0) text += "T00:00";
    return text;
}

Minutes Schedule::work_between(Minutes from, Minutes to) const {
    const detail::Clock& clock = passes_->network.clocks.front();
    return clock.work(to) - clock.work(from);
}

Schedule schedule(const PlanGraph& graph, const ScheduleOptions& options, Monitor* monitor) {
    return ScheduleMaker(graph, options, monitor).make();
}

}  // namespace planloom
