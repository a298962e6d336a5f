#include <planloom/core/utf8.hpp>
#include <planloom/io/document.hpp>

#include "../core/chinese_text.hpp"
#include "document_reader.hpp"

#include <algorithm>

namespace planloom {
namespace chinese {

DocumentReader::DocumentReader(std::string text, const DocumentOptions& options)
    : text_(std::move(text)), options_(options) {}

void DocumentReader::note(std::string_view code, Severity severity, std::uint32_t line,
                          std::string message) {
    if (notes_.size() >= options_.limits.errors) {
        ++notes_left_out_;
        return;
    }
    std::string where;
    if (!options_.name.empty() && line > 0)
        where = std::string(options_.name) + ':' + std::to_string(line);
    notes_.push_back({std::string(code), severity, std::move(where), line, std::move(message)});
}

void DocumentReader::note_unused() {
    // Sections whose whole branch is in no goal and no task.
    std::vector<bool> is_used(sections_.size(), false);
    for (std::size_t at = sections_.size(); at-- > 1;) {
        const Part& part = parts_[at];
        if (part.is_goal || part.is_task || part.first_task < part.end_task) is_used[at] = true;
        if (is_used[at]) is_used[sections_[at].parent] = true;
    }
    if (!sections_[0].text.empty() && parts_[0].pieces.list.empty())
        note("text_not_taken", Severity::info, sections_[0].line,
             "only facts about the document were taken from the text before the first heading, "
             "lines " +
                 std::to_string(sections_[0].line) + " to " +
                 std::to_string(sections_[0].last_line()));
    std::size_t end = 0;  // of the branch that was noted last
    for (std::size_t at = 1; at < sections_.size(); ++at) {
        if (at < end || is_used[at]) continue;
        end = at + 1;
        while (end < sections_.size() && sections_[end].rank > sections_[at].rank) ++end;
        // What stands below a task belongs to it.
        bool is_of_task = false;
        for (std::size_t up = sections_[at].parent; up > 0; up = sections_[up].parent)
            is_of_task = is_of_task || parts_[up].is_task;
        note("text_not_taken", Severity::info, sections_[at].line,
             section_title(at) +
                 (is_of_task ? " stands below a task and was not taken, lines "
                             : " is no goal and no task, lines ") +
                 std::to_string(sections_[at].line) + " to " +
                 std::to_string(sections_[end - 1].last_line()));
        for (std::size_t below = at; below < end && !is_of_task; ++below)
            for (const FoundDeadline& found : find_deadlines(sections_[below].text, year_))
                if (!is_aim_title(sections_[below].title))
                    note("deadline_not_taken", Severity::info,
                         sections_[below].line_at(found.offset),
                         section_title(below) +
                             " is no task but has a deadline: " + found.deadline.text);
    }
    for (std::size_t at = 1; at < sections_.size(); ++at) {
        const Pieces& pieces = parts_[at].pieces;
        if (pieces.list.empty() || pieces.rest_begin >= sections_[at].text.size()) continue;
        const std::string_view rest =
            trim(std::string_view(sections_[at].text).substr(pieces.rest_begin));
        if (!rest.empty())
            note("text_not_taken", Severity::info, sections_[at].line_at(pieces.rest_begin),
                 "text behind the last clause of " + section_title(at) + ": " +
                     std::string(first_chars(rest, 40)));
    }
}

ReadResult DocumentReader::read() && {
    facts_ = find_facts(text_);
    year_ = options_.year != 0 ? options_.year : facts_.year;
    sections_ = make_outline(text_);
    find_all_pieces();
    find_first_is_lead();
    choose_tasks();
    choose_goals();
    read_clauses();
    make_keys();
    add_head();
    find_declared();
    add_requirements();
    add_goals();
    add_units();
    add_tasks();
    note_unused();
    ReadResult result;
    result.plan = std::move(builder_).build();
    std::stable_sort(notes_.begin(), notes_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
    if (notes_left_out_ > 0)
        notes_.push_back({"notes_left_out",
                          Severity::info,
                          {},
                          0,
                          std::to_string(notes_left_out_) + " more notes are not listed"});
    result.notes = std::move(notes_);
    return result;
}

}  // namespace chinese

ReadResult read_document(std::string_view utf8_text, const DocumentOptions& options) {
    const auto refuse = [&](std::string code, std::size_t offset, std::string message) {
        const auto newlines = std::count(
            utf8_text.begin(), utf8_text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
        throw ReadError({{std::move(code), Severity::error, std::string(options.name),
                          static_cast<std::uint32_t>(newlines + 1), std::move(message)}});
    };
    if (utf8_text.size() > options.limits.bytes)
        refuse("limit_bytes", 0,
               "the text has " + std::to_string(utf8_text.size()) + " bytes, at most " +
                   std::to_string(options.limits.bytes) + " are read");
    if (const auto bad = find_invalid_utf8(utf8_text))
        refuse("encoding", *bad, "byte " + std::to_string(*bad) + " is not UTF-8");
    if (const std::size_t nul = utf8_text.find('\0'); nul != std::string_view::npos)
        refuse("encoding", nul, "byte " + std::to_string(nul) + " is a NUL, expected text");
    return chinese::DocumentReader(chinese::clean(utf8_text), options).read();
}

std::vector<Excerpt> review(const ReadResult& result, std::string_view utf8_text) {
    const Plan& plan = result.plan;
    const std::string clean = chinese::clean(utf8_text);
    const auto lines = chinese::lines_of(clean);
    const auto source_of = [&](std::uint32_t number) {
        const auto found = std::lower_bound(
            lines.begin(), lines.end(), number,
            [](const auto& line, std::uint32_t wanted) { return line.second < wanted; });
        const bool is_there = found != lines.end() && found->second == number;
        return is_there ? std::string(found->first) : std::string();
    };
    std::vector<Excerpt> rows;
    for (const TaskId task : plan.tasks()) {
        const std::uint32_t line = plan.line(task);
        const std::string key(plan.key(task));
        const std::string title(plan.title(task));
        std::string label = key;
        if (key != title) label.append(" ").append(title);
        rows.push_back({task, {}, line, label, source_of(line)});
        for (const AssignmentId each : plan.assignments(task)) {
            const AssignmentTable& table = plan.assignment_table();
            const std::size_t row = each.index();
            std::string found(word(table.role[row]));
            found += ' ';
            found += table.unit[row].is_valid()
                         ? plan.key(table.unit[row])
                         : plan.dangling_key(DanglingRef::Field::assignment_unit, row);
            if (table.is_open[row] != 0) found += " 等";
            const std::uint32_t place = table.line[row];
            const std::string_view text = plan.text(table.text[row]);
            rows.push_back({task, each, place, std::move(found),
                            text.empty() ? source_of(place) : std::string(text)});
        }
    }
    return rows;
}

}  // namespace planloom
