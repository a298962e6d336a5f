// One date in a text, at the place where it begins.
#pragma once

#include <planloom/core/date.hpp>

#include <optional>
#include <string_view>

namespace planloom::chinese {

/// A date with the beginning of its range, if it has one.
struct DatePoint {
    DatePeriod start;
    DatePeriod end;
    /// Whether the year came from elsewhere, or the period is a matter of reading.
    bool is_guessed = false;
    /// Whether the text itself says the end of something: 年底, 月末, 上半年.
    bool is_end_of_period = false;
};

/// Takes a date off the front: 2025年6月30日, 2024年1—6月, 2025Q4, “十四五”末, 年底, 6月.
/// @param year  for dates that name none; 0 leaves them unread
std::optional<DatePoint> take_date(std::string_view& text, int year);

}  // namespace planloom::chinese
