// Who does each task and until when, clause after clause in the order of the text.
#include "../core/chinese_text.hpp"
#include "clause_words.hpp"
#include "document_reader.hpp"

#include <algorithm>
#include <array>

namespace planloom::chinese {

/// A rule in the running text, as in a cover letter: 列第一位的责任单位为牵头单位.
void DocumentReader::find_first_is_lead() {
    if (options_.first_is_lead) return;
    for (std::size_t at = 0; at < sections_.size(); ++at) {
        const std::string_view text = sections_[at].text;
        const Pieces& pieces = parts_[at].pieces;
        std::size_t begin = 0;
        std::size_t next = 0;
        for (std::size_t end = 0; begin < text.size(); begin = end) {
            end = text.find("。", begin);
            end = end == std::string_view::npos ? text.size() : end + std::string_view("。").size();
            const std::string_view sentence = text.substr(begin, end - begin);
            while (next < pieces.list.size() && pieces.list[next].clause_end <= begin) ++next;
            const bool has_clause =
                next < pieces.list.size() && pieces.list[next].clause_begin < end;
            if (has_clause || sentence.size() > 600 || !says_first_is_lead(sentence) ||
                !(contains(sentence, "单位") || contains(sentence, "部门")))
                continue;
            options_.first_is_lead = true;
            note("first_is_lead_found", Severity::info, sections_[at].line_at(begin),
                 "the text says that the unit listed first is the lead: " +
                     std::string(trim(sentence)));
            return;
        }
    }
}

void DocumentReader::read_clause_of(DraftTask& task, std::string_view content, ClauseScope& scope) {
    Clause clause = read_clause(content, scope);
    for (ClauseNote& each : clause.notes)
        note(each.code, Severity::warning, task.clause_line, std::move(each.message));
    task.is_joint = task.is_joint || clause.is_joint;
    for (ClauseAssignment& each : clause.assignments) {
        // Of two clauses of one task both bring what earlier riders say.
        const bool is_there = std::any_of(
            task.assignments.begin(), task.assignments.end(), [&](const ClauseAssignment& other) {
                return other.name == each.name && other.role == each.role;
            });
        if (!is_there) task.assignments.push_back(std::move(each));
    }
    if (!clause.deadline.empty()) read_deadline(task, clause.deadline);
}

void DocumentReader::read_deadline(DraftTask& task, const std::string& labelled) {
    Deadline deadline;
    if (!labelled.empty()) {
        deadline = parse_deadline(labelled, year_);
        if (!deadline.is_read())
            note("deadline_unread", Severity::warning, task.clause_line,
                 "kept as text, no date could be read: " + labelled);
    } else {
        if (!task.deadline.text.empty()) return;
        const std::string whole = task.title + "。" + task.text;
        for (FoundDeadline& found : find_deadlines(whole, year_)) {
            Deadline& each = found.deadline;
            each.date_count += deadline.date_count;
            const bool is_later = !deadline.due.date.is_set() || each.due.date > deadline.due.date;
            if (each.due.date.is_set() ? is_later : deadline.text.empty())
                deadline = std::move(each);
            else
                deadline.date_count = each.date_count;
        }
        if (deadline.text.empty()) return;
    }
    if (deadline.is_guessed)
        note("deadline_guessed", Severity::warning, task.line,
             deadline.text + " is read as " + to_string(deadline.due));
    if (deadline.date_count > 1)
        note("deadline_several", Severity::info, task.line,
             "task " + task.title + " has " + std::to_string(deadline.date_count) +
                 " dates; the latest is its deadline: " + deadline.text);
    task.deadline = std::move(deadline);
}

void DocumentReader::read_clauses() {
    ClauseScope scope;
    scope.first_is_lead = options_.first_is_lead;
    for (DraftTask& task : tasks_) {
        if (task.clauses.empty() && task.has_later_units) {
            // A rider reaches the tasks that have no clause of their own too.
            for (const ClauseAssignment& later : scope.later_units)
                task.assignments.push_back(later);
        }
        for (const std::string_view clause : task.clauses) read_clause_of(task, clause, scope);
        read_deadline(task, {});
    }
}

}  // namespace planloom::chinese
