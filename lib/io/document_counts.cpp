// Counts that a document declares of itself, held against what was found in it.
#include "../core/chinese_text.hpp"
#include "document_reader.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace planloom::chinese {
namespace {

/// The count in brackets behind a heading: 一、产业发展（5项）.
std::optional<int> count_of_heading(std::string_view text) {
    text = trim(text);
    if (!take(text, "（") && !take(text, "(")) return std::nullopt;
    (void)take(text, "共");
    const std::optional<int> count = take_number(text);
    if (!count || !take(text, "项")) return std::nullopt;
    (void)(take(text, "工作任务") || take(text, "任务"));
    return take(text, "）") || take(text, ")") ? count : std::nullopt;
}

}  // namespace

/// Tasks without subtasks in a section and in those below it.
std::size_t DocumentReader::task_count(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < sections_.size() && sections_[end].rank > sections_[at].rank) ++end;
    std::set<std::size_t> parents;
    std::size_t count = 0;
    for (const DraftTask& task : tasks_) {
        if (task.section < at || task.section >= end) continue;
        ++count;
        if (task.parent != none && parents.insert(task.parent).second) --count;
    }
    return count;
}

void DocumentReader::find_declared() {
    constexpr auto documents =
        std::to_array<std::string_view>({"意见", "方案", "计划", "规划", "办法", "通知", "《",
                                         "文件", "行动", "要点", "清单", "措施"});
    DeclaredCounts& declared = builder_.head().declared;
    std::uint32_t sections_line = 0;
    std::uint32_t tasks_line = 0;
    for (std::size_t at = 0; at < sections_.size(); ++at) {
        Part& part = parts_[at];
        const std::string_view text = sections_[at].text;
        if (part.is_task || (at > 0 && goal_above(sections_[at].parent) && !part.is_goal)) continue;
        if (part.is_goal) {
            if (part.declared || part.pieces.list.size() > 1) continue;
            part.declared = count_of_heading(text.substr(sections_[at].title_end));
            if (!part.declared) part.declared = find_counts(text.substr(0, part.aim_end)).tasks;
            if (part.declared)
                check_count("tasks", section_title(at), *part.declared, task_count(at),
                            sections_[at].line);
            continue;
        }
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t stop = std::min(text.find("。", begin), text.size());
            const std::string_view sentence = text.substr(begin, stop - begin);
            const Counts counts =
                contains_any(sentence, documents) ? find_counts(sentence) : Counts();
            if (counts.sections && declared.sections == no_number) {
                declared.sections = *counts.sections;
                sections_line = sections_[at].line_at(begin);
            }
            if (counts.tasks && declared.tasks == no_number) {
                declared.tasks = *counts.tasks;
                tasks_line = sections_[at].line_at(begin);
            }
            begin = stop + std::string_view("。").size();
        }
    }
    std::set<std::string> sections;
    for (std::size_t at = 1; at < sections_.size(); ++at)
        if (parts_[at].is_goal && parts_[at].has_section) sections.insert(section_title(at));
    if (declared.sections != no_number)
        check_count("sections", "the text", declared.sections, sections.size(), sections_line);
    std::set<std::size_t> parents;
    for (const DraftTask& task : tasks_)
        if (task.parent != none) parents.insert(task.parent);
    if (declared.tasks != no_number)
        check_count("tasks", "the text", declared.tasks, tasks_.size() - parents.size(),
                    tasks_line);
}

void DocumentReader::check_count(std::string_view what, std::string_view where, int declared,
                                 std::size_t found, std::uint32_t line) {
    if (declared >= 0 && static_cast<std::size_t>(declared) == found) return;
    note("count_mismatch", Severity::warning, line,
         std::string(where) + " declares " + std::to_string(declared) + ' ' + std::string(what) +
             ", found " + std::to_string(found));
}

}  // namespace planloom::chinese
