// The rules on windows of tasks, on dates along links and on how deadlines are written.
#pragma once

#include <planloom/core/calendar.hpp>

#include "rule_run.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace planloom::coverage {

void find_starts_after_due(RuleRun& run);
void find_short_windows(RuleRun& run);
void find_deadline_cliffs(RuleRun& run);
void find_subtasks_outside(RuleRun& run);
void find_dates_against_links(RuleRun& run);
void find_deadlines_off_work(RuleRun& run);
void find_ongoing_blockers(RuleRun& run);
void find_long_milestones(RuleRun& run);
void find_copied_deadlines(RuleRun& run);
void find_words_against_dates(RuleRun& run);

/// The day by which a task must be finished by its own words; a bound on its finish is a deadline
/// too.
[[nodiscard]] DatePeriod deadline(const Plan& plan, TaskId task) noexcept;

/// The day on which a task starts by its own words: actual, else required; not set where neither.
[[nodiscard]] Date stated_start(const TaskView& task) noexcept;

/// The calendars by which tasks count, each made once. What cannot be used is the standard week.
class TaskCalendars {
public:
    explicit TaskCalendars(const Plan& plan);
    [[nodiscard]] const Calendar& of(TaskId task) const;

private:
    const Plan& plan_;
    /// By key; the plan's own first.
    std::vector<std::pair<std::string_view, Calendar>> calendars_;
};

}  // namespace planloom::coverage
