#include "ledger_text.hpp"

#include <planloom/core/utf8.hpp>

#include "../core/chinese_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace planloom::ledger {
namespace {

constexpr auto openings = std::to_array<std::string_view>({"（", "(", "[", "【"});
constexpr auto closings = std::to_array<std::string_view>({"）", ")", "]", "】"});

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

template <class Value>
struct Word {
    std::string_view text;
    Value value;
};

constexpr auto statuses = std::to_array<Word<TaskStatus>>({
    {"未开始", TaskStatus::not_started},
    {"未启动", TaskStatus::not_started},
    {"待启动", TaskStatus::not_started},
    {"待开始", TaskStatus::not_started},
    {"未开展", TaskStatus::not_started},
    {"not started", TaskStatus::not_started},
    {"not_started", TaskStatus::not_started},
    {"planned", TaskStatus::not_started},
    {"open", TaskStatus::not_started},
    {"todo", TaskStatus::not_started},
    {"to do", TaskStatus::not_started},
    {"进行中", TaskStatus::in_progress},
    {"正在进行", TaskStatus::in_progress},
    {"推进中", TaskStatus::in_progress},
    {"正在推进", TaskStatus::in_progress},
    {"正在办理", TaskStatus::in_progress},
    {"办理中", TaskStatus::in_progress},
    {"在办", TaskStatus::in_progress},
    {"已启动", TaskStatus::in_progress},
    {"已开始", TaskStatus::in_progress},
    {"正在实施", TaskStatus::in_progress},
    {"实施中", TaskStatus::in_progress},
    {"in progress", TaskStatus::in_progress},
    {"in_progress", TaskStatus::in_progress},
    {"started", TaskStatus::in_progress},
    {"ongoing", TaskStatus::in_progress},
    {"active", TaskStatus::in_progress},
    {"已完成", TaskStatus::done},
    {"完成", TaskStatus::done},
    {"全部完成", TaskStatus::done},
    {"已办结", TaskStatus::done},
    {"办结", TaskStatus::done},
    {"已销号", TaskStatus::done},
    {"done", TaskStatus::done},
    {"completed", TaskStatus::done},
    {"complete", TaskStatus::done},
    {"closed", TaskStatus::done},
    {"finished", TaskStatus::done},
    {"已取消", TaskStatus::cancelled},
    {"取消", TaskStatus::cancelled},
    {"已终止", TaskStatus::cancelled},
    {"终止", TaskStatus::cancelled},
    {"已撤销", TaskStatus::cancelled},
    {"撤销", TaskStatus::cancelled},
    {"cancelled", TaskStatus::cancelled},
    {"canceled", TaskStatus::cancelled},
    {"dropped", TaskStatus::cancelled},
});

struct RecurrenceWords {
    std::string_view every;
    std::string_view english;
    std::string_view chinese;
};

constexpr auto recurrences = std::to_array<RecurrenceWords>({{"", "ongoing", "持续推进"},
                                                             {"", "continuous", "持续推进"},
                                                             {"year", "yearly", "每年"},
                                                             {"year", "annually", "每年"},
                                                             {"half", "half-yearly", "每半年"},
                                                             {"quarter", "quarterly", "每季度"},
                                                             {"month", "monthly", "每月"},
                                                             {"week", "weekly", "每周"}});

enum class Unit : std::uint8_t { minute, hour, day, week, month };

// Longer words first where one begins another.
constexpr auto units = std::to_array<Word<Unit>>({
    {"个工作日", Unit::day},   {"工作日", Unit::day},    {"天", Unit::day},
    {"日", Unit::day},         {"个星期", Unit::week},   {"星期", Unit::week},
    {"周", Unit::week},        {"个小时", Unit::hour},   {"小时", Unit::hour},
    {"分钟", Unit::minute},    {"个月", Unit::month},    {"月", Unit::month},
    {"minutes", Unit::minute}, {"minute", Unit::minute}, {"mins", Unit::minute},
    {"min", Unit::minute},     {"m", Unit::minute},      {"hours", Unit::hour},
    {"hour", Unit::hour},      {"hrs", Unit::hour},      {"hr", Unit::hour},
    {"h", Unit::hour},         {"days", Unit::day},      {"day", Unit::day},
    {"d", Unit::day},          {"weeks", Unit::week},    {"week", Unit::week},
    {"wks", Unit::week},       {"wk", Unit::week},       {"w", Unit::week},
    {"months", Unit::month},   {"month", Unit::month},   {"mons", Unit::month},
    {"mon", Unit::month},      {"mo", Unit::month},
});

constexpr auto link_types = std::to_array<Word<LinkType>>({
    {"fs", LinkType::finish_to_start},          {"ss", LinkType::start_to_start},
    {"ff", LinkType::finish_to_finish},         {"sf", LinkType::start_to_finish},
    {"完成-开始", LinkType::finish_to_start},   {"开始-开始", LinkType::start_to_start},
    {"完成-完成", LinkType::finish_to_finish},  {"开始-完成", LinkType::start_to_finish},
    {"完成开始", LinkType::finish_to_start},    {"开始开始", LinkType::start_to_start},
    {"完成完成", LinkType::finish_to_finish},   {"开始完成", LinkType::start_to_finish},
    {"完成—开始", LinkType::finish_to_start},   {"开始—开始", LinkType::start_to_start},
    {"完成—完成", LinkType::finish_to_finish},  {"开始—完成", LinkType::start_to_finish},
    {"完成到开始", LinkType::finish_to_start},  {"开始到开始", LinkType::start_to_start},
    {"完成到完成", LinkType::finish_to_finish}, {"开始到完成", LinkType::start_to_finish},
});

Minutes length_of(Unit unit, const WorkTime& work, bool is_elapsed) {
    constexpr Minutes hour = 60;
    constexpr Minutes month_of_work = 20;
    constexpr Minutes month = 30;
    const Minutes day = is_elapsed ? 24 * hour : work.minutes_per_day;
    switch (unit) {
        case Unit::minute:
            return 1;
        case Unit::hour:
            return hour;
        case Unit::day:
            return day;
        case Unit::week:
            return day * (is_elapsed ? 7 : work.days_per_week);
        case Unit::month:
            return day * (is_elapsed ? month : month_of_work);
    }
    return day;
}

/// Takes a link type off the end, with the brackets around it.
std::optional<LinkType> take_type_back(std::string_view& text) {
    std::string_view inner = trim(text);
    for (const std::string_view closing : closings) {
        if (!inner.ends_with(closing)) continue;
        for (const std::string_view opening : openings) {
            const std::size_t at = inner.rfind(opening);
            if (at == std::string_view::npos || at == 0) continue;
            const std::size_t begin = at + opening.size();
            const auto type =
                parse_link_type(inner.substr(begin, inner.size() - closing.size() - begin));
            if (!type) continue;
            text = trim(inner.substr(0, at));
            return type;
        }
    }
    const std::string low = lowered(inner);
    for (const auto& each : link_types) {
        if (low.size() <= each.text.size() || !low.ends_with(each.text)) continue;
        text = trim(inner.substr(0, inner.size() - each.text.size()));
        return each.value;
    }
    return std::nullopt;
}

Predecessor parse_predecessor(std::string_view part, const WorkTime& work,
                              const std::function<bool(std::string_view)>& is_key) {
    Predecessor result;
    result.key = part;
    if (is_key(part)) return result;
    // The last sign begins a lag, if what follows is one: a key may hold a hyphen itself.
    std::string_view head = part;
    bool has_lag = false;
    const std::size_t sign = part.find_last_of("+-");
    if (sign != std::string_view::npos && sign > 0) {
        const std::string_view tail = trim(part.substr(sign + 1));
        std::string_view before = trim(part.substr(0, sign));
        std::string_view key = before;
        const bool has_type = take_type_back(key).has_value();
        const std::optional<Amount> lag = parse_amount(tail, work);
        const bool has_unit = lag && !tail.empty() && !is_digit(tail.back());
        if (lag && (has_type || has_unit || part[sign] == '+' || is_key(before))) {
            result.lag = *lag;
            if (part[sign] == '-') result.lag.minutes = -result.lag.minutes;
            has_lag = true;
        } else if (has_type) {
            result.is_lag_unread = true;
            has_lag = true;
        }
        if (has_lag) head = before;
    }
    result.key = head;
    if (has_lag && is_key(head)) return result;
    if (const std::optional<LinkType> type = take_type_back(head)) {
        result.type = *type;
        result.key = head;
    }
    return result;
}

}  // namespace

std::string header_form(std::string_view header) {
    std::string form;
    int depth = 0;
    for (std::size_t i = 0; i < header.size();) {
        const std::string_view rest = header.substr(i);
        const auto begins = [&](std::string_view mark) { return rest.starts_with(mark); };
        const auto* const opening = std::find_if(openings.begin(), openings.end(), begins);
        const auto* const closing = std::find_if(closings.begin(), closings.end(), begins);
        if (opening != openings.end()) {
            ++depth;
            i += opening->size();
            continue;
        }
        if (closing != closings.end()) {
            depth = std::max(0, depth - 1);
            i += closing->size();
            continue;
        }
        const std::size_t from = i;
        const char32_t c = next_code_point(header, i);
        const bool is_left_out = c <= ' ' || c == '_' || c == '-' || c == '*' || c == ':' ||
                                 c == U'：' || c == 0x3000 || c == 0xA0 || c == 0x200B ||
                                 c == 0xFEFF;
        if (depth > 0 || is_left_out) continue;
        form.append(lowered(header.substr(from, i - from)));
    }
    // A header that is all in brackets is what they hold.
    if (form.empty() && depth == 0) {
        for (const char c : header)
            if (is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z')) form += lower(c);
    }
    return form;
}

std::string_view trim(std::string_view text) {
    return chinese::trim(text);
}

std::vector<std::string_view> split_list(std::string_view text) {
    constexpr auto marks = std::to_array<std::string_view>({";", ",", "、", "，", "；", "\n"});
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size();) {
        std::size_t size = 0;
        for (const std::string_view mark : marks)
            if (text.substr(i).starts_with(mark)) size = mark.size();
        if (size == 0 && i < text.size()) {
            ++i;
            continue;
        }
        const std::string_view part = trim(text.substr(begin, i - begin));
        if (!part.empty()) parts.push_back(part);
        if (i == text.size()) break;
        i += size;
        begin = i;
    }
    return parts;
}

bool is_none(std::string_view text) {
    constexpr auto words = std::to_array<std::string_view>(
        {"", "无", "—", "——", "-", "--", "/", "／", "–", "none", "n/a", "na", "暂无"});
    const std::string low = lowered(trim(text));
    return std::find(words.begin(), words.end(), low) != words.end();
}

bool is_key_like(std::string_view text) {
    constexpr std::size_t longest = 32;
    if (text.empty() || text.size() > longest) return false;
    bool has_digit = false;
    for (const char c : text) {
        const bool is_letter = lower(c) >= 'a' && lower(c) <= 'z';
        if (!is_letter && !is_digit(c) && c != '.' && c != '-' && c != '_' && c != '/')
            return false;
        has_digit = has_digit || is_digit(c);
    }
    return has_digit;
}

bool has_chinese(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)) return true;
    }
    return false;
}

Heading parse_heading(std::string_view text) {
    const std::string_view whole = trim(text);
    Heading heading;
    heading.title = whole;
    std::string_view rest = whole;
    const auto accept = [&](int level, int number) {
        heading.level = level;
        heading.number = number;
        heading.title = trim(rest);
    };
    const bool has_bracket = chinese::take(rest, "（") || chinese::take(rest, "(");
    const bool is_ordinal = !has_bracket && chinese::take(rest, "第");
    const bool is_arabic = !rest.empty() && is_digit(rest.front());
    const std::optional<int> number = chinese::take_number(rest);
    if (!number || *number <= 0) return heading;
    if (has_bracket) {
        if (chinese::take(rest, "）") || chinese::take(rest, ")"))
            accept(is_arabic ? 4 : 2, *number);
    } else if (is_ordinal) {
        constexpr auto words =
            std::to_array<std::string_view>({"部分", "章", "篇", "方面", "类", "编"});
        if (!chinese::take_any(rest, words).empty()) {
            static_cast<void>(chinese::take(rest, "：") || chinese::take(rest, "、"));
            accept(1, *number);
        }
    } else if (chinese::take(rest, "、") || chinese::take(rest, "．") ||
               (is_arabic && rest.size() > 1 && rest.front() == '.' && !is_digit(rest[1]) &&
                chinese::take(rest, ".")) ||
               (!is_arabic && chinese::take(rest, "."))) {
        accept(is_arabic ? 3 : 1, *number);
    }
    return heading;
}

bool is_heading_number(std::string_view text) {
    std::string_view rest = trim(text);
    if (rest.empty() || is_digit(rest.front())) return false;
    const Heading heading = parse_heading(rest);
    if (heading.level == 1 || heading.level == 2) return heading.title.empty();
    const std::optional<int> number = chinese::take_number(rest);
    return number && rest.empty();
}

std::optional<Recurrence> parse_recurrence(std::string_view text) {
    const std::string low = lowered(trim(text));
    for (const RecurrenceWords& each : recurrences)
        if (each.english == low) return Recurrence{each.every, each.every.empty()};
    return std::nullopt;
}

std::string_view recurrence_text(std::string_view every, bool is_ongoing,
                                 bool is_chinese) noexcept {
    if (every.empty() && !is_ongoing) return {};
    for (const RecurrenceWords& each : recurrences)
        if (each.every == every) return is_chinese ? each.chinese : each.english;
    return every;
}

std::optional<TaskStatus> parse_status(std::string_view text) {
    const std::string low = lowered(trim(text));
    for (const auto& each : statuses)
        if (each.text == low) return each.value;
    return std::nullopt;
}

std::string_view status_text(TaskStatus status, bool is_chinese) noexcept {
    constexpr std::array<std::string_view, 4> chinese_words = {"未开始", "进行中", "已完成",
                                                               "已取消"};
    constexpr std::array<std::string_view, 4> english_words = {"not started", "in progress", "done",
                                                               "cancelled"};
    return (is_chinese ? chinese_words : english_words)[static_cast<std::size_t>(status)];
}

std::optional<std::int32_t> parse_percent(std::string_view text) {
    std::string_view digits = trim(text);
    const bool is_percent = chinese::take_back(digits, "%") || chinese::take_back(digits, "％");
    digits = trim(digits);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    if (!is_percent && value <= 1) value *= 100;
    if (!(value >= 0 && value <= 100)) return std::nullopt;
    return static_cast<std::int32_t>(std::lround(value));
}

std::optional<bool> parse_yes(std::string_view text) {
    constexpr auto yes = std::to_array<std::string_view>(
        {"是", "有", "√", "✓", "yes", "y", "true", "1", "x", "里程碑", "milestone"});
    constexpr auto no =
        std::to_array<std::string_view>({"否", "不是", "×", "no", "n", "false", "0"});
    const std::string low = lowered(trim(text));
    if (std::find(yes.begin(), yes.end(), low) != yes.end()) return true;
    if (is_none(text) || std::find(no.begin(), no.end(), low) != no.end()) return false;
    return std::nullopt;
}

std::optional<Amount> parse_amount(std::string_view text, const WorkTime& work) {
    std::string_view rest = trim(text);
    const bool is_negative = chinese::take(rest, "-");
    if (!is_negative) static_cast<void>(chinese::take(rest, "+"));
    rest = trim(rest);
    if (rest.empty() || !(is_digit(rest.front()) || rest.front() == '.')) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc()) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    std::string word = lowered(trim(rest));
    Amount amount;
    Unit unit = Unit::day;
    if (!word.empty()) {
        if (word.size() > 1 && word.front() == 'e') {
            amount.is_elapsed = true;
            word.erase(0, 1);
        }
        const auto* const found = std::find_if(units.begin(), units.end(),
                                               [&](const auto& each) { return each.text == word; });
        if (found == units.end()) {
            // `1d4h` and its like are the durations of planloom itself.
            const auto whole = parse_duration(trim(text), work);
            if (!whole) return std::nullopt;
            return Amount{*whole, false};
        }
        unit = found->value;
    }
    const double minutes = value * static_cast<double>(length_of(unit, work, amount.is_elapsed));
    if (!(minutes <= static_cast<double>(max_minutes))) return std::nullopt;
    amount.minutes = std::llround(minutes);
    if (is_negative) amount.minutes = -amount.minutes;
    return amount;
}

std::optional<LinkType> parse_link_type(std::string_view text) {
    const std::string low = lowered(trim(text));
    for (const auto& each : link_types)
        if (each.text == low) return each.value;
    return parse_word<LinkType>(low);
}

std::string_view link_code(LinkType type) noexcept {
    constexpr std::array<std::string_view, 4> codes = {"FS", "SS", "FF", "SF"};
    return codes[static_cast<std::size_t>(type)];
}

std::vector<Predecessor> parse_predecessors(std::string_view text, const WorkTime& work,
                                            const std::function<bool(std::string_view)>& is_key) {
    std::vector<Predecessor> result;
    if (is_none(text)) return result;
    if (is_key(trim(text))) {
        result.emplace_back().key = trim(text);
        return result;
    }
    for (const std::string_view part : split_list(text))
        result.push_back(parse_predecessor(part, work, is_key));
    return result;
}

namespace {

/// Whether a spreadsheet takes a text for a formula, with apostrophes in front or without. A number
/// with a sign is a number.
bool looks_like_formula(std::string_view cell) {
    cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
    constexpr auto marks =
        std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"});
    const bool is_marked = std::any_of(
        marks.begin(), marks.end(), [&](std::string_view mark) { return cell.starts_with(mark); });
    if (!is_marked || cell.size() == 1) return false;
    double value = 0;
    const char* begin = cell.data() + (cell.front() == '+' ? 1 : 0);
    const char* end = cell.data() + cell.size();
    const auto [stop, error] = std::from_chars(begin, end, value);
    return error != std::errc() || stop != end;
}

}  // namespace

std::string_view without_guard(std::string_view cell) {
    if (cell.starts_with("'") && looks_like_formula(cell.substr(1))) cell.remove_prefix(1);
    return cell;
}

std::string with_guard(std::string_view cell) {
    // A text that has the apostrophe itself gets another, so that reading gives it back.
    std::string result(looks_like_formula(cell) ? "'" : "");
    return result.append(cell);
}

}  // namespace planloom::ledger
