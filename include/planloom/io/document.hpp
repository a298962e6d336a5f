// Plans out of the running text of Chinese policy documents: sections become goals, numbered items
// with a responsibility clause tasks. For text out of a Word file see <planloom/io/docx.hpp>, for
// bytes in other encodings decode_text in <planloom/io/text.hpp>.
#pragma once

#include <planloom/io/json.hpp>
#include <planloom/model/node.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

struct DocumentOptions {
    /// The name of the file, for the places in notes and for the plan's source.
    std::string_view name = {};
    /// The first unit of each list is the lead, as a cover letter may say.
    bool first_is_lead = false;
    /// Numbered items without a clause are tasks too, wherever they stand. Else they are tasks only
    /// beside items that have one.
    bool items_without_clause = false;
    /// The year that 年底前 means; 0 for the year of the document's number or date.
    int year = 0;
    Limits limits = {};
};

/// Reads a plan out of the text of a policy document or of its explanation.
///
/// - Sections that hold tasks are goals, as are sections that state an aim; stages such as 到2025年
/// in
///   these are goals with a horizon.
/// - Tasks are numbered items with a clause; the pieces that end in a clause, where one item has
///   several; the list 一是…二是… behind 安排7项工作任务; or, in a document without any of
///   these, the lowest numbered items of the sections on tasks.
/// - Numbers of other documents (国发〔2022〕14号) are requirements and `based_on`; they are
/// optional,
///   since their own clauses do not stand in this text.
/// - Counts that the text declares go to `declared` and `declared_tasks`, a consultation to
///   `consultation`.
///
/// Notes say what was guessed and which parts of the text are in no goal and no task; each names
/// its line. Nothing is added that the text does not say.
/// @throws ReadError  `encoding` for text that is not UTF-8 or holds a NUL, `limit_bytes`
/// @complexity O(length) for text, O(n log n) for n tasks
[[nodiscard]] ReadResult read_document(std::string_view utf8_text,
                                       const DocumentOptions& options = {});

/// A task or one of its assignments, with the text from which it was read.
struct Excerpt {
    TaskId task;
    /// Not valid for the row of the task itself.
    AssignmentId assignment;
    /// Of the source, from 1; 0 when not known.
    std::uint32_t line = 0;
    /// What was understood, such as `1 拓展两个市场` or `lead 税务总局`.
    std::string found;
    /// The line of the source in which it stands.
    std::string source;
};

/// The tasks and assignments of a plan beside the lines from which they were read, for a person to
/// compare.
/// @param utf8_text  that the plan was read from
/// @complexity O(length + rows)
[[nodiscard]] std::vector<Excerpt> review(const ReadResult& result, std::string_view utf8_text);

}  // namespace planloom
