#include "document_facts.hpp"

#include <planloom/io/unit_name.hpp>

#include "../core/chinese_text.hpp"
#include "document_outline.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace planloom::chinese {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr auto opens =
    std::to_array<std::string_view>({"〔", "[", "［", "【", "(", "（", "﹝", "〈"});
constexpr auto closes =
    std::to_array<std::string_view>({"〕", "]", "］", "】", ")", "）", "﹞", "〉"});

/// Codes that end a run of characters and are complete in themselves.
constexpr auto central_codes = std::to_array<std::string_view>(
    {"国发", "国办发", "国办发电", "国办函", "国函", "国令", "中发", "中办发", "厅字", "国发明电"});

/// Words before a code that do not belong to it.
constexpr auto before_code = std::to_array<std::string_view>(
    {"按照", "根据", "依据", "落实", "贯彻", "学习", "执行", "印发", "详见", "参照", "研究",
     "认真", "关于", "通知", "意见", "文件", "以及", "和",   "与",   "及",   "对",   "见",
     "按",   "照",   "据",   "的",   "即",   "原",   "了",   "是",   "为",   "在",   "将"});

bool is_han(std::string_view one) {
    return one.size() == 3 && one >= "一" && one <= "\xE9\xBF\xBF";
}

/// The code of the office before the bracket, at most ten characters back.
std::string_view code_before(std::string_view text) {
    std::size_t begin = text.size();
    for (int count = 0; count < 10 && begin > 0; ++count) {
        const std::string_view one = last_char(text.substr(0, begin));
        if (!is_han(one)) break;
        begin -= one.size();
    }
    std::string_view code = text.substr(begin);
    std::string_view known = code;
    const std::string_view central = take_any_back(known, central_codes);
    if (!central.empty()) return code.substr(code.size() - central.size());
    std::size_t cut = 0;
    for (const std::string_view word : before_code) {
        const std::size_t at = code.rfind(word);
        if (at != npos) cut = std::max(cut, at + word.size());
    }
    return code.substr(cut);
}

/// The title in 《》 right before a place, a bracket between them allowed.
std::string_view title_before(std::string_view text) {
    text = trim(text);
    if (!take_back(text, "（")) (void)take_back(text, "(");
    text = trim(text);
    if (!text.ends_with("》")) return {};
    const std::string_view inner = text.substr(0, text.size() - std::string_view("》").size());
    constexpr std::size_t longest = 600;
    const std::size_t from = inner.size() > longest ? inner.size() - longest : 0;
    const std::size_t open = inner.substr(from).rfind("《");
    // 《关于印发〈…〉的通知》 keeps its inner title.
    return open == npos ? std::string_view()
                        : inner.substr(from + open + std::string_view("《").size());
}

/// Reads 〔2022〕14号 at the front.
std::optional<std::pair<int, int>> take_year_and_number(std::string_view& text) {
    std::string_view rest = text;
    if (take_any(rest, opens).empty()) return std::nullopt;
    const std::optional<int> year = take_number(rest);
    if (!year || *year < 1949 || *year > 2200) return std::nullopt;
    (void)take(rest, "年");
    if (take_any(rest, closes).empty()) return std::nullopt;
    rest = trim(rest);
    (void)take(rest, "第");
    const std::optional<int> number = take_number(rest);
    rest = trim(rest);
    if (!number || !take(rest, "号")) return std::nullopt;
    text = rest;
    return std::pair(*year, *number);
}

bool is_date_line(std::string_view line, int& year) {
    const std::optional<int> number = take_number(line);
    if (!number || *number < 1949 || *number > 2200 || !take(line, "年")) return false;
    year = *number;
    return length(line) <= 8 && line.ends_with("日");
}

/// A year in 更新时间:2023-09-11 or 发布日期：2023年9月.
int year_of_publication(std::string_view line) {
    constexpr auto words =
        std::to_array<std::string_view>({"时间", "日期", "发布时间", "更新时间", "印发"});
    const std::size_t at = find_any(line, words);
    if (at == npos || length(line) > 60) return 0;
    const std::size_t digits = line.find_first_of("0123456789", at);
    if (digits == npos) return 0;
    std::string_view rest = line.substr(digits);
    const std::optional<int> year = take_number(rest);
    return year && *year >= 1949 && *year <= 2200 ? *year : 0;
}

/// The year in 某县2025年重点工作.
int year_of_title(std::string_view title) {
    const std::size_t at = title.find("20");
    if (at == npos) return 0;
    std::string_view rest = title.substr(at);
    const std::optional<int> year = take_number(rest);
    return year && *year >= 2000 && *year <= 2099 && rest.starts_with("年") ? *year : 0;
}

bool is_title_line(std::string_view line) {
    constexpr auto ends = std::to_array<std::string_view>({"。", "：", ":", "，", ",", "；"});
    constexpr auto starts =
        std::to_array<std::string_view>({"来源", "发布", "时间", "索引号", "作者"});
    std::string_view rest = line;
    return length(line) <= 50 && !ends_with_any(line, ends) && take_any(rest, starts).empty();
}

/// The first lines up to the number, an address or the first sentence.
std::string title_of(std::string_view text) {
    std::string title;
    int count = 0;
    for (const auto& [line, number] : lines_of(text.substr(0, 4000))) {
        if (!is_title_line(line) || !find_numbers(line).empty() || ++count > 4) break;
        int year = 0;
        const bool is_numbered = line.starts_with("一、") || line.starts_with("第一");
        if (is_date_line(line, year) || is_numbered) break;
        title += line;
    }
    return title;
}

/// The unit of 由省大数据局牵头，负责起草 and what it does.
std::pair<std::string, std::string> find_drafter(std::string_view line) {
    constexpr auto verbs = std::to_array<std::string_view>({"牵头", "负责"});
    if (!contains(line, "起草")) return {};
    for (std::size_t at = line.find("由"); at != npos; at = line.find("由", at + 1)) {
        const std::string_view rest = line.substr(at + std::string_view("由").size());
        const std::size_t end = find_any(rest.substr(0, 150), verbs);
        if (end == npos || !is_unit_like(rest.substr(0, end))) continue;
        const std::string_view duty = rest.substr(end, rest.find("。", end) - end);
        return {std::string(rest.substr(0, end)), std::string(trim(first_chars(duty, 100)))};
    }
    return {};
}

void take_year_from_lines(std::string_view text, Facts& facts) {
    int published = 0;
    for (const auto& [line, number] : lines_of(text)) {
        int year = 0;
        if (is_date_line(line, year)) {
            facts.year = year;
            return;
        }
        if (published == 0) published = year_of_publication(line);
    }
    facts.year = published;
}

}  // namespace

std::vector<NamedDocument> find_numbers(std::string_view text) {
    std::vector<NamedDocument> found;
    std::uint32_t line = 1;
    std::size_t counted = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        std::string_view rest = text.substr(offset);
        const auto number = take_year_and_number(rest);
        if (!number) {
            offset += char_at(text, offset).size;
            continue;
        }
        constexpr std::size_t reach = 60;
        const std::size_t from = offset > reach ? offset - reach : 0;
        const std::string_view code = code_before(text.substr(from, offset - from));
        if (!code.empty()) {
            line += static_cast<std::uint32_t>(
                std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                           text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
            counted = offset;
            NamedDocument document;
            document.number = std::string(code) + "〔" + std::to_string(number->first) + "〕" +
                              std::to_string(number->second) + "号";
            document.year = number->first;
            document.line = line;
            document.offset = offset - code.size();
            document.title = title_before(text.substr(0, document.offset));
            const std::string_view behind =
                trim(rest.substr(0, std::min<std::size_t>(rest.size(), 60)));
            const std::size_t begin = text.rfind('\n', offset) + 1;  // npos + 1 is the beginning
            const bool is_line = trim(text.substr(begin, document.offset - begin)).empty() &&
                                 (rest.empty() || rest[0] == '\n' || behind.empty());
            std::string_view opener = behind;
            (void)(take(opener, "，") || take(opener, ","));
            document.is_own = is_line || opener.starts_with("以下简称");
            found.push_back(std::move(document));
        }
        offset = text.size() - rest.size();
    }
    return found;
}

Consultation find_consultation(std::string_view paragraph) {
    constexpr auto asked = std::to_array<std::string_view>({"征求", "征集", "听取"});
    constexpr auto taken = std::to_array<std::string_view>({"采纳", "吸纳", "吸收"});
    Consultation result;
    const std::size_t begin = find_any(paragraph, asked);
    if (begin == npos || !contains(paragraph, "意见")) return result;
    // Each count with the words since the mark before it.
    std::size_t part = 0;
    for (std::size_t offset = 0; offset < paragraph.size();) {
        std::string_view rest = paragraph.substr(offset);
        const std::optional<int> number = take_number(rest);
        if (!number) {
            const Char each = char_at(paragraph, offset);
            offset += each.size;
            if (each.mark == Mark::group || each.mark == Mark::part || each.mark == Mark::stop)
                part = offset;
            continue;
        }
        const std::string_view before = paragraph.substr(part, offset - part);
        std::string_view after = rest.substr(0, std::min<std::size_t>(rest.size(), 300));
        after = after.substr(
            0, find_any(after, std::array<std::string_view, 4>{"，", ",", "；", "。"}));
        (void)take(rest, "余");
        if (take(rest, "次") || take(rest, "轮")) {
            if (contains_any(after, asked) || contains_any(before, asked))
                result.rounds = result.rounds == no_number ? *number : result.rounds;
        } else if (take(rest, "条") || take(rest, "项") || take(rest, "个")) {
            const bool is_taken = contains_any(before, taken) || contains_any(after, taken);
            if (contains(before, "未") || contains(before, "不予") || contains(after, "未采纳") ||
                contains(after, "不予"))
                result.rejected = *number;
            else if (contains(before, "部分") || contains(after, "部分采纳"))
                result.partly = *number;
            else if (is_taken)
                result.adopted = *number;
            else if (result.comments == no_number &&
                     (contains(before, "意见") || contains(before, "建议") ||
                      contains(after, "意见") || contains(after, "建议")))
                result.comments = *number;
        }
        offset = paragraph.size() - rest.size();
    }
    const std::size_t all = find_any(
        paragraph, std::array<std::string_view, 4>{"全部", "均予以", "均已", "逐条"}, begin);
    if (all != npos && result.comments != no_number && result.adopted == no_number &&
        contains_any(paragraph.substr(all, 60), taken))
        result.adopted = result.comments;
    // Words of consultation without any count say nothing that the plan could hold.
    return result;
}

Facts find_facts(std::string_view text) {
    Facts facts;
    facts.title = title_of(text);
    std::vector<NamedDocument> numbers = find_numbers(text);
    const bool says_explanation = contains(facts.title, "解读");
    for (NamedDocument& each : numbers) {
        const bool is_own = facts.number.empty() && each.is_own;
        if (is_own) {
            facts.number = each.number;
            facts.year = each.year;
            if (says_explanation && !each.title.empty()) facts.title = each.title;
        }
    }
    facts.is_explanation = says_explanation;
    if (facts.year == 0) take_year_from_lines(text, facts);
    if (facts.year == 0) facts.year = year_of_title(facts.title);
    for (NamedDocument& each : numbers) {
        const auto same = [&](const NamedDocument& other) { return other.number == each.number; };
        const auto known = std::find_if(facts.parents.begin(), facts.parents.end(), same);
        if (each.number == facts.number) continue;
        if (known == facts.parents.end())
            facts.parents.push_back(std::move(each));
        else if (known->title.empty())
            known->title = each.title;
    }
    for (const auto& [line, number] : lines_of(text)) {
        if (facts.drafter.empty()) std::tie(facts.drafter, facts.drafter_duty) = find_drafter(line);
        if (!facts.drafter.empty() && facts.drafter_line == 0) facts.drafter_line = number;
        if (facts.consultation != Consultation()) continue;
        const Consultation found = find_consultation(line);
        if (found == Consultation()) continue;
        facts.consultation = found;
        facts.consultation_line = number;
    }
    return facts;
}

}  // namespace planloom::chinese
