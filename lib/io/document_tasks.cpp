// Which sections, pieces and list entries are tasks, and which sections are goals.
#include "../core/chinese_text.hpp"
#include "clause_words.hpp"
#include "document_reader.hpp"

#include <algorithm>
#include <array>

namespace planloom::chinese {

bool is_preamble_title(std::string_view title) {
    constexpr auto words = std::to_array<std::string_view>(
        {"总体要求", "指导思想", "基本原则", "基本思路",   "总体思路", "工作原则", "主要原则",
         "重大意义", "重要意义", "背景",     "制定的过程", "起草过程", "制定过程", "编制过程",
         "目标",     "工作要求", "有关要求", "附则",       "附件",     "发展现状", "形势",
         "适用范围", "试点范围", "政策咨询", "解读",       "施行日期", "总则",     "必要性",
         "主要特点", "创新点",   "亮点",     "依据"});
    return contains_any(title, words) && length(title) <= 20;
}

bool is_aim_title(std::string_view title) {
    constexpr auto others = std::to_array<std::string_view>({"目标考核", "目标责任", "目标管理"});
    return contains(title, "目标") && !contains_any(title, others) && length(title) <= 20;
}

bool is_container_title(std::string_view title) {
    constexpr auto ends =
        std::to_array<std::string_view>({"任务", "内容", "举措", "措施", "步骤", "安排", "分工",
                                         "工作", "重点", "行动", "清单", "事项"});
    return length(title) <= 16 && ends_with_any(title, ends);
}

void DocumentReader::find_all_pieces() {
    parts_.resize(sections_.size());
    for (std::size_t i = sections_.size(); i-- > 0;) {
        Part& part = parts_[i];
        part.pieces = find_pieces(sections_[i].text);
        if (!part.pieces.is_balanced)
            note(
                "unbalanced_bracket", Severity::warning, sections_[i].line,
                "a bracket in " +
                    (i == 0 ? std::string("the text before the first heading") : section_title(i)) +
                    " is not closed, or closes nothing; clauses in it may be missed");
        if (!part.pieces.list.empty()) part.has_clause_below = has_clauses_ = true;
        if (i > 0 && part.has_clause_below) parts_[sections_[i].parent].has_clause_below = true;
    }
    std::reverse(notes_.begin(), notes_.end());
}

bool DocumentReader::has_single_sibling(std::size_t section) const {
    const std::vector<std::size_t>& siblings = sections_[sections_[section].parent].children;
    return std::any_of(siblings.begin(), siblings.end(), [&](std::size_t other) {
        return parts_[other].pieces.list.size() == 1 && sections_[other].children.empty();
    });
}

void DocumentReader::take_section(std::size_t at) {
    const Section& section = sections_[at];
    Part& part = parts_[at];
    DraftTask task;
    task.section = at;
    task.title = section.title;
    task.line = section.line;
    task.clause_line = section.line;
    const bool has_one = part.pieces.list.size() == 1;
    std::size_t end = section.text.size();
    if (has_one) {
        const Piece& piece = part.pieces.list.front();
        task.clauses = piece.clauses;
        task.clause_line = section.line_at(piece.clause_begin);
        end = piece.end;
    } else if (part.pieces.list.size() > 1) {
        end = section.title_end;
    }
    if (end > section.title_end)
        task.text =
            trim(std::string_view(section.text).substr(section.title_end, end - section.title_end));
    task.has_later_units = part.pieces.list.size() <= 1;
    part.is_task = true;
    part.first_task = tasks_.size();
    tasks_.push_back(std::move(task));
    part.end_task = tasks_.size();
}

void DocumentReader::take_pieces(std::size_t at, std::size_t parent) {
    const Section& section = sections_[at];
    Part& part = parts_[at];
    if (parent == none) part.first_task = tasks_.size();
    int ordinal = 0;
    for (const Piece& piece : part.pieces.list) {
        std::size_t begin = piece.begin;
        if (ordinal == 0 && at > 0 && section.title_end < piece.end)
            begin = std::max(begin, section.title_end);
        const std::string_view all = section.text;
        while (begin < piece.end && char_at(all, begin).mark == Mark::space)
            begin += char_at(all, begin).size;
        // Without a heading the paragraph of the clause is the task, not all that stands before.
        if (at == 0) {
            const std::size_t line = all.substr(0, piece.end).rfind('\n');
            if (line != std::string_view::npos && line + 1 < piece.end)
                begin = std::max(begin, line + 1);
        }
        const std::string_view text = trim(all.substr(begin, piece.end - begin));
        DraftTask task;
        task.section = at;
        task.parent = parent;
        task.ordinal = ++ordinal;
        task.title = first_sentence(text).first;
        if (task.title.empty()) task.title = section.title;
        if (task.title != text) task.text = text;
        task.clauses = piece.clauses;
        task.line = section.line_at(begin);
        task.clause_line = section.line_at(piece.clause_begin);
        tasks_.push_back(std::move(task));
    }
    if (at > 0 && part.aim_end == std::string_view::npos) part.aim_end = section.title_end;
    part.end_task = tasks_.size();
}

void DocumentReader::choose_in_section(std::size_t at) {
    Part& part = parts_[at];
    const std::vector<std::size_t>& children = sections_[at].children;
    const std::size_t count = part.pieces.list.size();
    const bool has_below = std::any_of(children.begin(), children.end(), [&](std::size_t child) {
        return parts_[child].has_clause_below;
    });
    if (count == 0) {
        const bool is_beside = at > 0 && has_single_sibling(at) &&
                               !is_preamble_title(sections_[at].title) && !has_below;
        const bool is_leaf =
            at > 0 && children.empty() && options_.items_without_clause && !is_under_preamble(at);
        if (!is_beside && !is_leaf) return;
        take_section(at);
        note("item_without_clause", Severity::warning, sections_[at].line,
             section_title(at) + " has no responsibility clause; it is taken as a task " +
                 (is_beside ? "because items beside it have one" : "as was asked for"));
    } else if (at > 0 && !has_below && count == 1) {
        take_section(at);
    } else if (at > 0 && !has_below && has_single_sibling(at)) {
        take_section(at);
        take_pieces(at, tasks_.size() - 1);
    } else {
        take_pieces(at, none);
    }
}

void DocumentReader::choose_tasks() {
    for (std::size_t at = 0; at < sections_.size(); ++at) {
        if (has_clauses_ || options_.items_without_clause) choose_in_section(at);
        const Part& part = parts_[at];
        if (at == 0 || part.is_task || part.first_task < part.end_task) continue;
        const std::optional<Enumeration> list = find_enumeration(sections_[at].text);
        if (list && list->declared) take_enumeration(at, *list);
    }
    if (tasks_.empty()) guess_tasks();
    if (tasks_.empty())
        note("no_tasks", Severity::warning, 0,
             "no task was found: no responsibility clause, no list that a number of tasks "
             "announces, "
             "no numbered item in a section on tasks");
}

void DocumentReader::take_enumeration(std::size_t at, const Enumeration& list) {
    const Section& section = sections_[at];
    Part& part = parts_[at];
    part.first_task = tasks_.size();
    part.aim_end = list.begin;
    part.declared = list.declared;
    int expected = 1;
    for (const Entry& entry : list.entries) {
        if (entry.number != expected)
            note("numbering_gap", Severity::warning, section.line_at(entry.begin),
                 "the list in " + section_title(at) + " goes on with number " +
                     std::to_string(entry.number) + ", expected " + std::to_string(expected));
        expected = entry.number + 1;
        constexpr auto ends = std::to_array<std::string_view>({"，", "；", "。", "、", ",", ";"});
        std::string_view text = trim(entry.text);
        while (!take_any_back(text, ends).empty()) text = trim(text);
        DraftTask task;
        task.section = at;
        task.ordinal = entry.number;
        task.title = first_sentence(text).first;
        if (task.title != text) task.text = text;
        task.line = task.clause_line = section.line_at(entry.begin);
        tasks_.push_back(std::move(task));
    }
    part.end_task = tasks_.size();
    if (list.declared)
        check_count("tasks", section_title(at), *list.declared, list.entries.size(), section.line);
}

bool DocumentReader::is_under_preamble(std::size_t at) const {
    for (; at > 0; at = sections_[at].parent)
        if (is_preamble_title(sections_[at].title)) return true;
    return false;
}

bool DocumentReader::is_about_tasks(std::size_t at) const {
    for (; at > 0; at = sections_[at].parent)
        if (is_container_title(sections_[at].title) && !is_preamble_title(sections_[at].title))
            return true;
    return false;
}

void DocumentReader::guess_tasks() {
    if (has_clauses_) return;
    constexpr auto safeguards = std::to_array<std::string_view>({"保障", "组织领导", "组织实施"});
    const auto is_safeguard = [&](std::size_t at) {
        for (; at > 0; at = sections_[at].parent)
            if (contains_any(sections_[at].title, safeguards)) return true;
        return false;
    };
    const auto take_where = [&](auto&& wanted) {
        for (std::size_t at = 1; at < sections_.size(); ++at) {
            if (!wanted(at) || is_under_preamble(at) || is_safeguard(at) ||
                !sections_[at].children.empty())
                continue;
            if (const auto list = find_enumeration(sections_[at].text))
                take_enumeration(at, *list);
            else
                take_section(at);
        }
    };
    take_where([&](std::size_t at) { return is_about_tasks(at); });
    if (tasks_.empty() && !facts_.is_explanation)
        take_where([&](std::size_t at) { return sections_[at].rank > 0; });
    if (!tasks_.empty())
        note("tasks_guessed", Severity::warning, tasks_.front().line,
             "the text has no responsibility clause and no list that a number of tasks announces; "
             "its lowest numbered items were taken as tasks: " +
                 std::to_string(tasks_.size()));
}

void DocumentReader::choose_goals() {
    for (std::size_t i = sections_.size(); i-- > 1;) {
        Part& part = parts_[i];
        const bool has_own = part.first_task < part.end_task;
        if (has_own || part.has_tasks_below) parts_[sections_[i].parent].has_tasks_below = true;
    }
    for (std::size_t i = sections_.size(); i-- > 1;) {
        Part& part = parts_[i];
        const std::vector<std::size_t>& children = sections_[i].children;
        const bool has_subgoal =
            std::any_of(children.begin(), children.end(),
                        [&](std::size_t child) { return parts_[child].is_goal; });
        const bool has_direct =
            (part.first_task < part.end_task && !part.is_task) ||
            std::any_of(children.begin(), children.end(),
                        [&](std::size_t child) { return parts_[child].is_task; });
        const bool is_only_container =
            is_container_title(sections_[i].title) && has_subgoal && !has_direct;
        const bool is_about_aims =
            !part.has_tasks_below && !has_direct && is_aim_title(sections_[i].title);
        const bool holds_tasks = (part.has_tasks_below && !is_only_container) || has_direct;
        part.is_goal = !part.is_task && (holds_tasks || is_about_aims);
        part.has_section = part.is_goal && holds_tasks;
    }
    // An aim beside sections with tasks is counted with them: （一）目标, （二）... of one list.
    for (std::size_t i = 1; i < sections_.size(); ++i) {
        if (!parts_[i].is_goal || sections_[i].parent == 0) continue;
        for (const std::size_t other : sections_[sections_[i].parent].children)
            if (parts_[other].has_tasks_below || parts_[other].first_task < parts_[other].end_task)
                parts_[i].has_section = true;
    }
}

}  // namespace planloom::chinese
