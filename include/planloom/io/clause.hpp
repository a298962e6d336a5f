// Responsibility clauses of Chinese plans, such as （财政部、税务总局负责）: who does what for a
// task. For whole documents see <planloom/io/document.hpp>.
#pragma once

#include <planloom/model/vocabulary.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// One unit that a clause names.
struct ClauseAssignment {
    /// The name as written, without the brackets behind it.
    std::string written;
    /// The name with the prefix that it left out: 教育厅 after 省财政厅 is 省教育厅.
    std::string name;
    /// Other names of the same body, from the brackets behind the name.
    std::vector<std::string> aliases;
    Role role = Role::responsible;
    /// The place in the clause, from 1.
    std::size_t position = 0;
    /// Whether the list goes on behind this unit without naming more (等).
    bool is_open = false;
    /// Whether the name is a class of bodies, such as 各市州政府.
    bool is_group = false;
    /// Whether the name was completed with a prefix.
    bool is_expanded = false;
    /// Whether the role was not written: the unit is the lead because it is listed first.
    bool is_inferred = false;
    /// The part of the clause that says it.
    std::string text;
};

/// Something in a clause that was guessed or could not be read.
struct ClauseNote {
    /// `unit_prefix_guessed`, `role_guessed`, `unit_split_guessed`, `unit_name_doubtful`,
    /// `person_dropped`, `rider_unread`, `clause_text_unread` or `unbalanced_bracket`.
    std::string code;
    std::string message;
};

/// What stands in one clause.
struct Clause {
    std::vector<ClauseAssignment> assignments;
    /// Whether several units share the task by declaration: 按职责分工, 共同, or several leads.
    bool is_joint = false;
    /// Whether the clause says that there is no unit (无, —).
    bool is_none = false;
    /// What follows a label of time, such as 完成时限; empty if nothing does.
    std::string deadline;
    std::vector<ClauseNote> notes;
};

/// What earlier clauses of a document say about later ones.
struct ClauseScope {
    /// The unit that is listed first is the lead (列第一位者为牵头单位，下同).
    bool first_is_lead = false;
    /// Units that every later clause has as well (以下均需试点城市政府落实，不再列出).
    std::vector<ClauseAssignment> later_units;
};

/// Reads a clause, without its outer brackets, by these rules: `、` separates peers, `，` begins a
/// new group or another level of government, `；` a new part, `。` a rider. A name is never cut at
/// 和, except before 各 and 有关. Brackets behind a name hold its other names. 等 leaves a list
/// open.
/// @param scope  is read, and takes what the clause says about later ones; units that it holds
///               before the call come last in the answer
/// @complexity O(length); no recursion
[[nodiscard]] Clause read_clause(std::string_view text, ClauseScope& scope);

/// Whether a text in brackets is a responsibility clause and not a remark: it has a label or a verb
/// of responsibility, and its names look like names of bodies.
/// @complexity O(length)
[[nodiscard]] bool is_clause(std::string_view text);

}  // namespace planloom
