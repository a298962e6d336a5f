#include "deadline_text_point.hpp"

#include "chinese_text.hpp"

#include <array>

namespace planloom::chinese {
namespace {

constexpr auto dashes =
    std::to_array<std::string_view>({"-", "—", "——", "–", "－", "~", "～", "至", "到", "－－"});
constexpr auto separators = std::to_array<std::string_view>({"-", "/", ".", "．", "—"});

Date last_of_month(int year, int month) {
    const Date next =
        month == 12 ? Date::from_ymd(year + 1, 1, 1) : Date::from_ymd(year, month + 1, 1);
    return next.plus_days(-1);
}

DatePeriod month_of(int year, int month) {
    return {last_of_month(year, month), DatePrecision::month};
}
DatePeriod quarter_of(int year, int quarter) {
    return {last_of_month(year, quarter * 3), DatePrecision::quarter};
}
DatePeriod half_of(int year, int half) {
    return {last_of_month(year, half * 6), DatePrecision::half};
}
DatePeriod year_of(int year) {
    return {last_of_month(year, 12), DatePrecision::year};
}

bool is_year(int number) {
    return number >= 1900 && number <= 2200;
}

/// Takes a number from `least` to `most`.
std::optional<int> take_within(std::string_view& text, int least, int most) {
    std::string_view rest = text;
    const std::optional<int> number = take_number(rest);
    if (!number || *number < least || *number > most) return std::nullopt;
    text = rest;
    return number;
}

/// 一季度, 第四季度, 4季度, Q4.
std::optional<int> take_quarter(std::string_view& text) {
    std::string_view rest = text;
    if (take(rest, "Q") || take(rest, "q")) {
        const std::optional<int> number = take_within(rest, 1, 4);
        if (number) text = rest;
        return number;
    }
    (void)take(rest, "第");
    const std::optional<int> number = take_within(rest, 1, 4);
    if (!number || !(take(rest, "季度") || take(rest, "季"))) return std::nullopt;
    (void)(take(rest, "末") || take(rest, "底"));
    text = rest;
    return number;
}

/// A day of a month off the front, with the word for a third of the month in place of it.
void take_day(std::string_view& text, int year, int month, DatePoint& point) {
    point.end = month_of(year, month);
    const auto third = [&](std::string_view word, int day) {
        if (!take(text, word)) return false;
        point.end = {Date::from_ymd(year, month, day), DatePrecision::day};
        point.is_end_of_period = true;
        return true;
    };
    if (third("上旬", 10) || third("中旬", 20) || third("中", 15)) return;
    if (take(text, "下旬") || take(text, "底") || take(text, "末")) {
        point.is_end_of_period = true;
        return;
    }
    if (take(text, "初")) {
        point.is_guessed = true;
        return;
    }
    (void)take(text, "份");
    std::string_view rest = text;
    const std::optional<int> day = take_within(rest, 1, 31);
    if (!day || !(take(rest, "日") || take(rest, "号"))) return;
    const Date date = Date::from_ymd(year, month, *day);
    if (!date.is_set()) return;
    point.end = {date, DatePrecision::day};
    text = rest;
}

/// 6月, 6月30日, 1-6月, 1月至6月.
bool take_month(std::string_view& text, int year, DatePoint& point) {
    std::string_view rest = text;
    const std::optional<int> first = take_within(rest, 1, 12);
    if (!first) return false;
    const bool has_word = take(rest, "月");
    std::string_view behind = rest;
    if (!take_any(behind, dashes).empty()) {
        const std::optional<int> second = take_within(behind, *first, 12);
        if (second && take(behind, "月")) {
            point.start = month_of(year, *first);
            text = behind;
            take_day(text, year, *second, point);
            return true;
        }
    }
    if (!has_word) return false;
    text = rest;
    take_day(text, year, *first, point);
    return true;
}

/// What stands behind 2025年: a half, a quarter, a month, an end.
void take_part_of_year(std::string_view& text, int year, DatePoint& point) {
    point.end = year_of(year);
    std::string_view rest = trim(text);
    if (take(rest, "上半年") || take(rest, "H1") || take(rest, "年中")) {
        point.end = half_of(year, 1);
        point.is_end_of_period = true;
    } else if (take(rest, "下半年") || take(rest, "H2")) {
        point.end = half_of(year, 2);
        point.is_end_of_period = true;
    } else if (const std::optional<int> quarter = take_quarter(rest)) {
        point.end = quarter_of(year, *quarter);
        point.is_end_of_period = true;
    } else if (take(rest, "底") || take(rest, "末") || take(rest, "年底") || take(rest, "年末")) {
        point.is_end_of_period = true;
    } else if (take(rest, "初") || take(rest, "年初")) {
        point.end = quarter_of(year, 1);
        point.is_guessed = true;
    } else if (!take_month(rest, year, point)) {
        return;
    }
    text = rest;
}

/// 2025年6月, 2025-06-30, 2025.6, 2025Q4, 2024—2026年.
bool take_written_year(std::string_view& text, DatePoint& point) {
    std::string_view rest = text;
    const std::optional<int> year = take_number(rest);
    if (!year || !is_year(*year)) return false;
    rest = trim(rest);
    if (take(rest, "年度") || take(rest, "年")) {
        take_part_of_year(rest, *year, point);
        text = rest;
        return true;
    }
    std::string_view behind = rest;
    if (!take_any(behind, dashes).empty()) {
        const std::optional<int> last = take_number(behind);
        if (last && is_year(*last) && *last >= *year && take(behind, "年")) {
            point.start = year_of(*year);
            take_part_of_year(behind, *last, point);
            text = behind;
            return true;
        }
    }
    behind = rest;
    (void)take_any(behind, separators);
    if (const std::optional<int> quarter = behind.starts_with("Q") || behind.starts_with("q")
                                               ? take_quarter(behind)
                                               : std::nullopt) {
        point.end = quarter_of(*year, *quarter);
        point.is_end_of_period = true;
        text = behind;
        return true;
    }
    if (take(behind, "H1") || take(behind, "H2")) {
        point.end = half_of(*year, rest[rest.size() - behind.size() - 1] == '1' ? 1 : 2);
        point.is_end_of_period = true;
        text = behind;
        return true;
    }
    behind = rest;
    if (take_any(behind, separators).empty()) return false;
    const std::optional<int> month = take_within(behind, 1, 12);
    if (!month) return false;
    point.end = month_of(*year, *month);
    text = behind;
    if (take_any(behind, separators).empty()) return true;
    if (const std::optional<int> day = take_within(behind, 1, 31)) {
        const Date date = Date::from_ymd(*year, *month, *day);
        if (!date.is_set()) return false;
        point.end = {date, DatePrecision::day};
        text = behind;
    }
    return true;
}

/// “十四五”末, “十四五”期间: the five-year plans end in years that five divides.
bool take_five_year_plan(std::string_view& text, DatePoint& point) {
    std::string_view rest = text;
    (void)(take(rest, "“") || take(rest, "\""));
    if (!take(rest, "十")) return false;
    int plan = 10;
    constexpr auto ones =
        std::to_array<std::string_view>({"一", "二", "三", "四", "五", "六", "七", "八", "九"});
    // 十五五 is the fifteenth; 十五 alone is the tenth five-year plan, long past.
    for (std::size_t i = 0; i < ones.size(); ++i) {
        std::string_view behind = rest;
        if (take(behind, ones[i]) && take(behind, "五")) {
            plan += static_cast<int>(i) + 1;
            rest = behind;
            break;
        }
    }
    if (plan == 10) return false;
    (void)(take(rest, "”") || take(rest, "\""));
    constexpr auto ends = std::to_array<std::string_view>(
        {"末期", "期末", "末", "期间", "时期", "规划期", "规划期内", "规划期间", "收官"});
    point.is_end_of_period = !take_any(rest, ends).empty();
    point.end = year_of(1955 + 5 * plan);
    text = rest;
    return true;
}

/// 年底, 今年6月, 明年, 上半年, 四季度, 6月: the year is the document's.
bool take_relative(std::string_view& text, int year, DatePoint& point) {
    struct Word {
        std::string_view text;
        int years;
    };
    constexpr auto words = std::to_array<Word>({{"今年", 0},
                                                {"本年度", 0},
                                                {"本年", 0},
                                                {"当年", 0},
                                                {"明年", 1},
                                                {"次年", 1},
                                                {"后年", 2}});
    std::string_view rest = text;
    for (const Word& word : words) {
        if (!take(rest, word.text)) continue;
        (void)take(rest, "度");
        take_part_of_year(rest, year + word.years, point);
        text = rest;
        return true;
    }
    if (take(rest, "年内") || take(rest, "全年")) {
        point.end = year_of(year);
        point.is_end_of_period = true;
        text = rest;
        return true;
    }
    if (rest.starts_with("年") && !rest.starts_with("年底") && !rest.starts_with("年末") &&
        !rest.starts_with("年中") && !rest.starts_with("年初"))
        return false;
    const std::size_t before = rest.size();
    if (rest.starts_with("底") || rest.starts_with("末") || rest.starts_with("初")) return false;
    take_part_of_year(rest, year, point);
    if (rest.size() == before) return false;
    text = rest;
    return true;
}

}  // namespace

namespace {

/// Whether what follows shows that the date was no day of the calendar: 2025年2月 before 30日.
bool goes_on_wrongly(std::string_view rest) {
    return take_number(rest) &&
           (rest.starts_with("月") || rest.starts_with("日") || rest.starts_with("号"));
}

}  // namespace

std::optional<DatePoint> take_date(std::string_view& text, int year) {
    DatePoint point;
    std::string_view rest = text;
    if (take_five_year_plan(rest, point) || take_written_year(rest, point)) {
        // The range goes on: 2024年1月至2025年6月.
        std::string_view behind = rest;
        (void)(take(behind, "起"));
        DatePoint last;
        if (!point.start.date.is_set() && !take_any(behind, dashes).empty() &&
            (take_written_year(behind, last) ||
             (point.end.precision != DatePrecision::year &&
              take_month(behind, point.end.date.year(), last)))) {
            if (last.end.date >= point.end.date) {
                last.start = point.end;
                last.is_guessed = last.is_guessed || point.is_guessed;
                text = behind;
                return last;
            }
        }
        if (goes_on_wrongly(rest)) return std::nullopt;
        text = rest;
        return point;
    }
    point = DatePoint();
    if (year == 0 || !take_relative(rest, year, point) || goes_on_wrongly(rest))
        return std::nullopt;
    point.is_guessed = true;
    text = rest;
    return point;
}

}  // namespace planloom::chinese
