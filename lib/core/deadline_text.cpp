#include <planloom/core/deadline_text.hpp>

#include "chinese_text.hpp"
#include "deadline_text_point.hpp"

#include <algorithm>
#include <array>

namespace planloom {
namespace {

// NOLINTNEXTLINE(google-build-using-namespace): the words of the same layer
using namespace chinese;

constexpr auto ongoing_words =
    std::to_array<std::string_view>({"持续", "长期", "常态化", "常年", "经常性", "一以贯之",
                                     "不断推进", "贯穿", "始终", "常抓不懈", "滚动推进", "日常"});

/// Words in front of a date that make it an end.
constexpr auto until_words =
    std::to_array<std::string_view>({"到", "至", "截至", "截止", "截止到", "截至到", "不迟于"});

constexpr auto end_words = std::to_array<std::string_view>(
    {"前", "之前", "以前", "底前", "内", "之内", "完成", "止", "为止", "全面完成", "基本完成"});

struct Recurrence {
    std::string_view text;
    std::string_view every;
};
constexpr auto recurrences = std::to_array<Recurrence>({{"每半年", "half"},
                                                        {"每季度", "quarter"},
                                                        {"每季", "quarter"},
                                                        {"每年度", "year"},
                                                        {"每年", "year"},
                                                        {"每月", "month"},
                                                        {"每个月", "month"},
                                                        {"每周", "week"},
                                                        {"每星期", "week"},
                                                        {"每个季度", "quarter"},
                                                        {"按季度", "quarter"},
                                                        {"按月", "month"},
                                                        {"按季", "quarter"},
                                                        {"按年度", "year"},
                                                        {"逐年", "year"},
                                                        {"逐月", "month"},
                                                        {"逐季", "quarter"}});

std::string_view take_recurrence(std::string_view& text) {
    for (const Recurrence& each : recurrences)
        if (take(text, each.text)) return each.every;
    return {};
}

void add_date(Deadline& deadline, const DatePoint& point) {
    ++deadline.date_count;
    if (deadline.due.date.is_set() && point.end.date < deadline.due.date) return;
    deadline.due = point.end;
    deadline.start = point.start;
    deadline.is_guessed = point.is_guessed;
}

/// Skips the rest of a number, so that 12025年 is not read from its second digit.
void skip_digits(std::string_view text, std::size_t& offset) {
    while (offset < text.size() && text[offset] >= '0' && text[offset] <= '9') ++offset;
}

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

}  // namespace

Deadline parse_deadline(std::string_view text, int year) {
    Deadline deadline;
    text = trim(text);
    deadline.text = text;
    const std::string plain = clean(text);
    const std::string_view all = plain;
    deadline.is_ongoing = contains_any(all, ongoing_words);
    for (std::size_t offset = 0; offset < all.size();) {
        std::string_view rest = all.substr(offset);
        if (const std::string_view every = take_recurrence(rest); !every.empty()) {
            deadline.every = every;
            // What follows says when in each period: 每年12月底前.
            (void)take_date(rest, 2000);
            offset = all.size() - rest.size();
            continue;
        }
        if (const std::optional<DatePoint> point = take_date(rest, year)) {
            add_date(deadline, *point);
            offset = all.size() - rest.size();
            continue;
        }
        if (is_digit(all[offset])) {
            skip_digits(all, offset);
        } else {
            offset += char_at(all, offset).size;
        }
    }
    return deadline;
}

std::vector<FoundDeadline> find_deadlines(std::string_view text, int year) {
    std::vector<FoundDeadline> found;
    bool is_sentence_start = true;
    std::size_t until = std::string_view::npos;  // behind a word such as 到
    std::size_t until_begin = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        std::string_view rest = text.substr(offset);
        const std::size_t begin = until == offset ? until_begin : offset;
        std::string_view word = rest;
        if (const std::string_view every = take_recurrence(word); !every.empty()) {
            std::string_view behind = word;
            const bool has_date = take_date(behind, 2000) || take_number(behind) ||
                                  take(behind, "末") || take(behind, "底") || take(behind, "初");
            (void)(take(behind, "日") || take(behind, "号"));
            if (has_date && !take_any(behind, end_words).empty()) {
                Deadline deadline;
                deadline.every = every;
                deadline.text = text.substr(offset, rest.size() - behind.size());
                found.push_back({offset, std::move(deadline)});
                offset = text.size() - behind.size();
                continue;
            }
        }
        // Only with a year of its own, or with a word behind it that makes it an end.
        if (std::optional<DatePoint> point = take_date(rest, year)) {
            std::string_view behind = rest;
            const bool has_end = !take_any(behind, end_words).empty();
            const bool is_head = is_sentence_start && point->is_end_of_period &&
                                 (behind.empty() || char_at(behind, 0).mark == Mark::group);
            const bool is_until = until == offset && !point->is_guessed;
            const bool is_past = year != 0 && point->end.date.year() < year;
            if ((has_end || is_head || is_until) && !is_past) {
                Deadline deadline;
                add_date(deadline, *point);
                deadline.text = text.substr(begin, text.size() - behind.size() - begin);
                found.push_back({begin, std::move(deadline)});
            }
            offset = text.size() - rest.size();
            is_sentence_start = false;
            continue;
        }
        word = text.substr(offset);
        if (!take_any(word, until_words).empty()) {
            until_begin = offset;
            until = text.size() - word.size();
            offset = until;
            continue;
        }
        const Char each = char_at(text, offset);
        if (each.mark != Mark::space)
            is_sentence_start = each.mark == Mark::stop || each.mark == Mark::part;
        if (is_digit(text[offset])) {
            skip_digits(text, offset);
        } else {
            offset += each.size;
        }
    }
    return found;
}

}  // namespace planloom
