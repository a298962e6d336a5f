// What a TaskJuggler file says, before it becomes a plan.
#pragma once

#include <planloom/core/calendar.hpp>
#include <planloom/io/taskjuggler.hpp>

#include "tj_tokens.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planloom::detail {

/// A reference to another task as written.
struct TjReference {
    std::string path;
    std::uint32_t line = 0;
    bool is_on_start = false, is_on_end = false;
    double gap_minutes = 0;
    double max_gap_minutes = -1;
    bool is_elapsed = false;
};

struct TjTask {
    std::string id;  ///< in full, `phase.step`
    std::string name;
    std::size_t parent = no_parent;
    std::uint32_t line = 0;
    bool has_children = false;
    std::vector<TjReference> depends, precedes;
    std::vector<std::string> allocate, responsible, flags;
    double minutes = -1;
    bool is_elapsed = false;
    bool is_milestone = false;
    std::string start, end, min_start, max_end, note;
    /// Whether the task is scheduled from its end; the last statement that says so counts.
    bool is_late = false;
    /// Whether the length is work to be shared by those who are allocated.
    bool is_effort = false;
    std::int32_t complete = no_number, priority = no_number;

    static constexpr std::size_t no_parent = static_cast<std::size_t>(-1);
};

/// Hours that a project or a resource works, where they are given.
struct TjHours {
    std::optional<WeekHours> week;
    std::vector<CalendarException> days;

    [[nodiscard]] bool is_given() const noexcept { return week.has_value() || !days.empty(); }
};

struct TjResource {
    std::string id, name;
    TjHours hours;
    std::size_t parent = TjTask::no_parent;
    std::uint32_t line = 0;
};

struct TjProject {
    std::string id, name, version, start, end;
    double hours_per_day = 8;
    double days_per_year = 260.714;
    TjHours hours;
    std::vector<TjTask> tasks;
    std::vector<TjResource> resources;
    /// Statements that were passed over: how many of each word.
    std::map<std::string, std::size_t> passed_over;
    std::vector<Diagnostic> notes;
};

/// Reads the whole file. References are not yet looked up.
/// @throws ReadError  with the line
[[nodiscard]] TjProject parse_taskjuggler(std::string_view text, const TaskJugglerOptions& options);

}  // namespace planloom::detail
