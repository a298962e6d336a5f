// Microsoft Project XML (MSPDI), as Microsoft Project 2003 and later reads and writes it.
#pragma once

#include <planloom/io/json.hpp>

#include <string_view>

namespace planloom {

/// Reads tasks with their outline, durations, links, constraints, deadlines and progress,
/// resources as units, assignments as responsible units (a contact who is a resource leads), and
/// calendars. A task's key is its UID, a unit's its name. The row of the project itself (UID 0) and
/// blank rows are passed over; an inactive task is a cancelled one.
///
/// A lag in per cent becomes that share of the predecessor's duration. Links to other projects stay
/// in the attribute `external_predecessors`. What Microsoft Project has worked out (early and late
/// dates, slack, rolled-up durations) is not taken over. Whatever else is left out is counted in
/// the notes.
/// @throws ReadError  every fault with its line: `bad_number`, `bad_date`, `bad_duration`,
///                    `bad_calendar`, `missing_key`, `duplicate_key`, `unknown_task`,
///                    `unknown_unit`, `unknown_calendar`
/// @complexity O(bytes)
[[nodiscard]] ReadResult read_mspdi(std::string_view text, const Limits& limits = {});

/// Writes tasks in the order of their outline. Keys that are no UID are kept in the field Text30,
/// free attributes that are text in Text1 to Text27. Goals, requirements, roles other than one lead
/// and the responsible, maximum lags and soft links are left out; a note counts each of them.
/// Nothing that has to be worked out is written.
/// @complexity O(n log n) for n nodes and relations
[[nodiscard]] WrittenText write_mspdi(const Plan& plan);

}  // namespace planloom
