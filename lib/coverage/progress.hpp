// Where a task should stand on a day, by the time that has passed.
#pragma once

#include "rule_run.hpp"

#include <optional>

namespace planloom::coverage {

/// The days between which a task is to be done.
struct Window {
    Date start;  ///< not set where nobody said
    Date due;    ///< likewise
};

/// Start: actual, else of the baseline, else required, else that of the tasks above it. Due: the
/// deadline (the first one, where it was put off), else a bound on the finish, else that of the
/// baseline, else that of the tasks above it.
[[nodiscard]] IdMap<TaskId, Window> windows(const RuleRun& run);

/// The share of the window that has passed at the end of a day, 0 to 100.
/// @return nothing where the window is not known
[[nodiscard]] std::optional<double> planned_progress(const Window& window, Date day) noexcept;

/// Open tasks that are not ongoing and do not come back: those whose deadline means something.
[[nodiscard]] bool has_end(const TaskView& task) noexcept;

/// Open leaf tasks with an end, in plan order.
[[nodiscard]] std::vector<TaskId> ending_tasks(const RuleRun& run);

/// The last period that is over by the day for which the grace has passed as well.
/// @param every  `week`, `month`, `quarter`, `half` or `year`
struct Period {
    Date first, last;
};
[[nodiscard]] Period last_period(std::string_view every, Date day, std::int32_t grace_days);

}  // namespace planloom::coverage
