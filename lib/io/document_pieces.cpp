#include "document_pieces.hpp"

#include <planloom/io/clause.hpp>

#include "../core/chinese_text.hpp"
#include "clause_words.hpp"

#include <algorithm>
#include <array>

namespace planloom::chinese {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Where each bracket of a text closes; npos where it does not.
struct Brackets {
    std::vector<std::pair<std::size_t, std::size_t>> list;
    bool is_balanced = true;
};

Brackets match_brackets(std::string_view text) {
    Brackets brackets;
    std::vector<std::size_t> open;
    for (std::size_t offset = 0; offset < text.size();) {
        const Char each = char_at(text, offset);
        if (each.mark == Mark::open) {
            open.push_back(brackets.list.size());
            brackets.list.emplace_back(offset, npos);
        }
        if (each.mark == Mark::close) {
            if (open.empty()) {
                brackets.is_balanced = false;
            } else {
                brackets.list[open.back()].second = offset + each.size;
                open.pop_back();
            }
        }
        offset += each.size;
    }
    brackets.is_balanced = brackets.is_balanced && open.empty();
    return brackets;
}

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view content;
};

/// Clauses without brackets: labels such as 牵头单位： from where they begin to the end of the last
/// paragraph that begins with one.
std::vector<Range> find_labelled(std::string_view text, const Brackets& brackets) {
    constexpr auto borders =
        std::to_array<std::string_view>({"。", "；", ";", "\n", " ", "　", "\t", "）", ")"});
    constexpr std::size_t longest_label = 60;
    std::vector<Range> found;
    std::size_t next = 0;
    std::size_t inside_until = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const Char each = char_at(text, offset);
        const std::size_t at = offset;
        offset += each.size;
        for (; next < brackets.list.size() && brackets.list[next].first < at; ++next)
            if (brackets.list[next].second != npos)
                inside_until = std::max(inside_until, brackets.list[next].second);
        if (each.mark != Mark::colon || at < inside_until) continue;
        if (!found.empty() && at < found.back().end) continue;
        const std::size_t from = at > longest_label ? at - longest_label : 0;
        std::string_view stem = text.substr(from, at - from);
        if (!take_label_back(stem)) continue;
        // take_label_back trims, so a space before the label is looked for in the text.
        std::size_t begin = from + stem.size();
        while (begin < at && char_at(text, begin).mark == Mark::space)
            begin += char_at(text, begin).size;
        if (begin > 0 && !ends_with_any(text.substr(0, begin), borders)) continue;
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (!found.empty() &&
            trim(text.substr(found.back().end, begin - found.back().end)).empty()) {
            found.back().end = end;
            found.back().content = text.substr(found.back().begin, end - found.back().begin);
        } else {
            found.push_back({begin, end, text.substr(begin, end - begin)});
        }
    }
    return found;
}

/// Clauses in brackets, outermost brackets only, and not within those without.
std::vector<Range> find_bracketed(std::string_view text, const Brackets& brackets,
                                  const std::vector<Range>& labelled) {
    std::vector<Range> found;
    std::size_t behind = 0;
    std::size_t next = 0;
    for (const auto& [begin, end] : brackets.list) {
        while (next < labelled.size() && labelled[next].end <= begin) ++next;
        const bool is_inside = next < labelled.size() && labelled[next].begin <= begin;
        if (end == npos || begin < behind || is_inside) continue;
        behind = end;
        const std::size_t open = char_at(text, begin).size;
        const std::string_view whole = text.substr(begin, end - begin);
        const std::string_view content =
            whole.substr(open, whole.size() - open - last_char(whole).size());
        if (is_clause(content)) found.push_back({begin, end, content});
    }
    return found;
}

/// Takes 一是 or 第一， off the front.
std::optional<int> take_entry_word(std::string_view& text) {
    std::string_view rest = text;
    const std::optional<int> number = take_number(rest);
    if (!number || *number < 1 || *number > 99 || !take(rest, "是")) return std::nullopt;
    text = rest;
    return number;
}

constexpr auto task_words = std::to_array<std::string_view>(
    {"工作任务", "重点任务", "主要任务", "具体任务", "任务", "工作举措", "具体举措", "重点举措",
     "举措", "政策措施", "具体措施", "工作措施", "重点措施", "措施", "重点工作", "工作", "具体工作",
     "改革任务", "行动"});

constexpr auto announcers = std::to_array<std::string_view>(
    {"安排", "部署", "提出", "明确", "从",   "共",   "包括", "分为", "围绕", "聚焦",
     "确定", "实施", "有",   "涉及", "细化", "分解", "梳理", "列出", "制定", "推出"});

/// 7项工作任务 at the front; the count.
std::optional<int> take_task_count(std::string_view& text) {
    std::string_view rest = text;
    const std::optional<int> number = take_number(rest);
    if (!number || !(take(rest, "项") || take(rest, "条") || take(rest, "个"))) return std::nullopt;
    if (take_any(rest, task_words).empty()) return std::nullopt;
    text = rest;
    return number;
}

/// 8个方面 at the front.
std::optional<int> take_section_count(std::string_view& text) {
    constexpr auto words =
        std::to_array<std::string_view>({"方面", "部分", "领域", "板块", "大方面"});
    std::string_view rest = text;
    const std::optional<int> number = take_number(rest);
    if (!number) return std::nullopt;
    (void)(take(rest, "个") || take(rest, "大"));
    if (take_any(rest, words).empty()) return std::nullopt;
    text = rest;
    return number;
}

}  // namespace

Pieces find_pieces(std::string_view text) {
    const Brackets brackets = match_brackets(text);
    std::vector<Range> found = find_labelled(text, brackets);
    const std::vector<Range> bracketed = find_bracketed(text, brackets, found);
    found.insert(found.end(), bracketed.begin(), bracketed.end());
    std::sort(found.begin(), found.end(),
              [](const Range& a, const Range& b) { return a.begin < b.begin; });
    Pieces pieces;
    pieces.is_balanced = brackets.is_balanced;
    std::size_t behind = 0;
    constexpr auto fillers = std::to_array<std::string_view>({"。", "；", "，", ";", ","});
    for (const Range& each : found) {
        std::string_view between = trim(text.substr(behind, each.begin - behind));
        while (!take_any(between, fillers).empty()) between = trim(between);
        if (between.empty() && !pieces.list.empty()) {
            pieces.list.back().clauses.push_back(each.content);
            pieces.list.back().clause_end = each.end;
        } else {
            pieces.list.push_back({behind, each.begin, {each.content}, each.begin, each.end});
        }
        behind = each.end;
        std::string_view rest = text.substr(behind);
        while (!take_any(rest, fillers).empty()) {
        }
        behind = text.size() - rest.size();
    }
    pieces.rest_begin = behind;
    return pieces;
}

std::optional<Enumeration> find_enumeration(std::string_view text) {
    std::optional<Enumeration> first;
    Enumeration current;
    std::optional<int> declared;
    const auto close = [&](std::size_t end) {
        if (current.entries.empty()) return;
        Entry& last = current.entries.back();
        last.text = text.substr(last.begin, end - last.begin);
    };
    bool is_border = true;
    for (std::size_t offset = 0; offset < text.size();) {
        std::string_view rest = text.substr(offset);
        if (is_border) {
            std::string_view behind = rest;
            if (const std::optional<int> number = take_entry_word(behind)) {
                close(offset);
                if (*number == 1 || current.entries.empty()) {
                    if (!first && current.entries.size() > 1) first = current;
                    if (current.entries.size() > 1 && current.declared) return current;
                    current = {offset, declared, {}};
                    declared.reset();
                }
                const std::size_t begin = text.size() - behind.size();
                current.entries.push_back({*number, begin, {}});
                offset = begin;
                is_border = false;
                continue;
            }
        }
        std::string_view behind = rest;
        if (const std::optional<int> count = take_task_count(behind)) {
            declared = count;
            offset = text.size() - behind.size();
            is_border = false;
            continue;
        }
        const Char each = char_at(text, offset);
        is_border = each.mark != Mark::none && each.mark != Mark::open;
        offset += each.size;
    }
    close(text.size());
    if (current.entries.size() > 1 && (current.declared || !first)) return current;
    return first;
}

Counts find_counts(std::string_view text) {
    Counts counts;
    std::size_t announced = npos;  // where the last announcing word ends
    for (std::size_t offset = 0; offset < text.size();) {
        std::string_view rest = text.substr(offset);
        std::string_view word = rest;
        if (!take_any(word, announcers).empty()) announced = text.size() - word.size();
        constexpr std::size_t reach = 60;  // bytes: twenty characters
        if (announced != npos && offset >= announced && offset - announced <= reach) {
            std::string_view behind = rest;
            if (const std::optional<int> count = take_section_count(behind)) {
                if (!counts.sections) counts.sections = count;
                offset = announced = text.size() - behind.size();
                continue;
            }
            if (const std::optional<int> count = take_task_count(behind)) {
                if (!counts.tasks) counts.tasks = count;
                offset = text.size() - behind.size();
                continue;
            }
        }
        const Char each = char_at(text, offset);
        if (each.mark == Mark::stop) announced = npos;
        offset += each.size;
    }
    return counts;
}

std::vector<Stage> find_stages(std::string_view text) {
    constexpr auto openers = std::to_array<std::string_view>(
        {"力争到", "争取到", "到", "至", "展望到", "确保到", "展望"});
    std::vector<Stage> stages;
    bool is_border = true;
    for (std::size_t offset = 0; offset < text.size();) {
        std::string_view rest = text.substr(offset);
        if (is_border && !take_any(rest, openers).empty()) {
            const std::optional<int> year = take_number(rest);
            if (year && *year >= 1949 && *year <= 2200 && take(rest, "年")) {
                if (!stages.empty())
                    stages.back().text =
                        trim(text.substr(stages.back().begin, offset - stages.back().begin));
                stages.push_back({*year, offset, trim(text.substr(offset))});
            }
        }
        const Char each = char_at(text, offset);
        const bool is_line = text[offset] == '\n';
        if (each.mark != Mark::space || is_line)
            is_border = each.mark == Mark::stop || each.mark == Mark::part ||
                        each.mark == Mark::colon || is_line;
        offset += each.size;
    }
    return stages;
}

}  // namespace planloom::chinese
