// Deadlines as people write them in Chinese plans: 2025年底前, 每月28日前, 持续推进. For the dates
// of planloom JSON see parse_date in <planloom/core/date.hpp>.
#pragma once

#include <planloom/core/date.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// A deadline with what could be read of it.
struct Deadline {
    /// The last period in which it may be met; no date when only recurring, ongoing or unread.
    DatePeriod due;
    /// The beginning of a range such as 2024年1月至2025年6月; no date when none was given.
    DatePeriod start;
    /// Whether it goes on without an end (持续推进, 长期坚持).
    bool is_ongoing = false;
    /// `year`, `half`, `quarter`, `month` or `week` when it comes back; else empty.
    std::string every;
    /// The text as written.
    std::string text;
    /// Whether the year was taken from the document (年底前) or the period is a matter of reading
    /// (2025年初).
    bool is_guessed = false;
    /// How many dates the text holds; `due` is the latest of them.
    std::size_t date_count = 0;

    /// Whether anything but the text is known.
    [[nodiscard]] bool is_read() const noexcept {
        return due.date.is_set() || is_ongoing || !every.empty();
    }
};

/// Reads the text of a cell or label that holds nothing but a deadline. What cannot be read is kept
/// as text.
/// @param year  of the document, for 年底前 and 6月底前; 0 when not known, they are not read then
/// @complexity O(length)
[[nodiscard]] Deadline parse_deadline(std::string_view text, int year = 0);

/// A deadline found in running text.
struct FoundDeadline {
    /// In bytes.
    std::size_t offset = 0;
    Deadline deadline;
};

/// Finds deadlines in running text: dates that a word marks as an end (到2025年, 6月底前,
/// 2019年上半年， at the head of a sentence). Dates before `year` are history, not deadlines.
/// @complexity O(length)
[[nodiscard]] std::vector<FoundDeadline> find_deadlines(std::string_view text, int year = 0);

}  // namespace planloom
