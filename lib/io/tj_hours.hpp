// Working hours and days off in a TaskJuggler file.
#pragma once

#include "tj_project.hpp"

namespace planloom::detail {

/// What follows `workinghours`: days (`mon - fri`, `sat, sun`) and hours (`9:00 - 12:00, 13:00 -
/// 17:00`) or `off`. Days that are not named keep the hours that they have.
/// @throws ReadError
void read_working_hours(TjTokens& tokens, TjHours& hours);

/// What follows `leaves` (kinds of leave, names, dates), `vacation` or `holiday` (a name, dates).
/// @throws ReadError
void read_days_off(TjTokens& tokens, bool has_kind, TjHours& hours);

/// The hours of a project that says nothing.
[[nodiscard]] WeekHours tj_week();

}  // namespace planloom::detail
