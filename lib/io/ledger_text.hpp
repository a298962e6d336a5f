// The cells of a ledger, one by one: headers, keys, statuses, lengths of time, predecessors.
#pragma once

#include <planloom/core/duration.hpp>
#include <planloom/model/vocabulary.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::ledger {

/// A header without what does not count: spaces, case, `_`, `-`, colons, stars, and what stands in
/// brackets behind or inside it.
[[nodiscard]] std::string header_form(std::string_view header);

[[nodiscard]] std::string_view trim(std::string_view text);

/// The parts of a list, without empty ones, cut at `;` `,` `、` `，` `；` and line ends.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view text);

/// Whether a cell says that there is nothing: empty, 无, —, / or none.
[[nodiscard]] bool is_none(std::string_view text);

/// Whether a text is a number or key such as `3`, `1.2`, `T-14`, and no title.
[[nodiscard]] bool is_key_like(std::string_view text);

[[nodiscard]] bool has_chinese(std::string_view text);

/// A heading such as 一、优化服务, taken apart.
struct Heading {
    /// From 1 for the highest; 0 where the text has no number.
    int level = 0;
    int number = 0;
    std::string_view title;
};
[[nodiscard]] Heading parse_heading(std::string_view text);

/// Whether the text is only the number of a heading: 一, 一、, （一）.
[[nodiscard]] bool is_heading_number(std::string_view text);

/// Deadlines without a date in English: `monthly`, `ongoing`. For Chinese ones see parse_deadline.
struct Recurrence {
    /// As in Deadline::every; empty for `ongoing`.
    std::string_view every;
    bool is_ongoing = false;
};
[[nodiscard]] std::optional<Recurrence> parse_recurrence(std::string_view text);
/// The words for a deadline that has no date and no text of its own; empty where there is none.
[[nodiscard]] std::string_view recurrence_text(std::string_view every, bool is_ongoing,
                                               bool is_chinese) noexcept;

[[nodiscard]] std::optional<TaskStatus> parse_status(std::string_view text);
[[nodiscard]] std::string_view status_text(TaskStatus status, bool is_chinese) noexcept;

/// `60%`, `0.6` and `60` are 60; a bare number up to 1 is a share.
[[nodiscard]] std::optional<std::int32_t> parse_percent(std::string_view text);

[[nodiscard]] std::optional<bool> parse_yes(std::string_view text);

struct Amount {
    Minutes minutes = 0;
    /// Runs through nights and holidays: `2ed`.
    bool is_elapsed = false;
};

/// `10d`, `2 weeks`, `3天`, `1个月` (20 working days, as Microsoft Project has it); a bare number
/// counts days. A sign is allowed.
[[nodiscard]] std::optional<Amount> parse_amount(std::string_view text, const WorkTime& work);

/// `FS`, 完成-开始, `finish_to_start`.
[[nodiscard]] std::optional<LinkType> parse_link_type(std::string_view text);
[[nodiscard]] std::string_view link_code(LinkType type) noexcept;

struct Predecessor {
    std::string key;
    LinkType type = LinkType::finish_to_start;
    Amount lag;
    /// Whether a lag was written that could not be read.
    bool is_lag_unread = false;
};

/// Reads the cell of predecessors.
/// @param is_key  whether a text names a task as it stands; such a text is never taken apart
[[nodiscard]] std::vector<Predecessor> parse_predecessors(
    std::string_view text, const WorkTime& work,
    const std::function<bool(std::string_view)>& is_key);

/// Takes the apostrophe away that keeps a spreadsheet from seeing a formula, or puts it there.
[[nodiscard]] std::string_view without_guard(std::string_view cell);
[[nodiscard]] std::string with_guard(std::string_view cell);

}  // namespace planloom::ledger
