// Changes to a plan as values: what a rule proposes as a mend, what a merge takes over, what a
// what-if supposes. They name rows by their keys, so they hold for other revisions of the plan too.
// For making a plan from nothing see <planloom/model/plan_builder.hpp>.
#pragma once

#include <planloom/core/date.hpp>
#include <planloom/model/plan.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace planloom {

/// A node by what a person calls it.
struct NodeName {
    NodeKind kind = NodeKind::task;
    std::string key;
    /// Which of the rows with this key, from 0.
    std::uint32_t nth = 0;

    friend bool operator==(const NodeName&, const NodeName&) = default;
};

/// What hangs on a node: the rows of a relation, and lists of texts.
enum class RowKind : std::uint8_t { serves, assignment, dependency, implements, tag, need, alias };

/// A row by its ends.
struct RowName {
    RowKind kind = RowKind::dependency;
    /// The task that serves or is assigned; the successor; the goal or task that implements; what
    /// bears the text.
    NodeName owner;
    /// The key of the goal, unit, predecessor or requirement, or what stands there and names
    /// nothing; the text itself.
    std::string target;
    /// The role of an assignment; any when not said.
    std::optional<Role> role = {};
    /// Which of the owner's rows that fit, in the order as written, from 0.
    std::uint32_t nth = 0;

    friend bool operator==(const RowName&, const RowName&) = default;
};

/// The name of a node.
/// @complexity O(1) expected, but O(n) where an earlier row has the same key
[[nodiscard]] NodeName name_of(const Plan& plan, Node node);
/// The name of a row.
/// @complexity as above, and O(rows of the owner)
[[nodiscard]] RowName name_of(const Plan& plan, ServesId row);
[[nodiscard]] RowName name_of(const Plan& plan, AssignmentId row);
[[nodiscard]] RowName name_of(const Plan& plan, DependencyId row);
[[nodiscard]] RowName name_of(const Plan& plan, ImplementsId row);

/// What a field is set to: nothing, yes or no, a number, a text, a key or the word of an
/// enumeration, or a date. Nothing stands for the value that a new row has.
using FieldValue =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, DatePeriod>;

/// Sets a field of a node. Fields have the names of the columns in <planloom/model/tables.hpp>;
/// the precision of `due` and `horizon` goes with the date, and the key is for RenameNode.
struct SetField {
    NodeName node;
    std::string field;
    FieldValue value;

    friend bool operator==(const SetField&, const SetField&) = default;
};

/// Gives a node another key. What refers to it goes on doing so, the plan's own waivers included.
struct RenameNode {
    NodeName node;
    std::string key;

    friend bool operator==(const RenameNode&, const RenameNode&) = default;
};

/// Adds a node with a new key and nothing else; other edits may name it.
struct AddNode {
    NodeKind kind = NodeKind::task;
    std::string key;
    /// The key of the node of its kind that it follows; last when not said, first when empty.
    std::optional<std::string> after = {};

    friend bool operator==(const AddNode&, const AddNode&) = default;
};

/// Takes a node away, and all rows that name it at either end. Its children become its parent's.
struct RemoveNode {
    NodeName node;

    friend bool operator==(const RemoveNode&, const RemoveNode&) = default;
};

/// Adds a row as the last of its owner. `nth` does not count. A target may name nothing.
struct AddRow {
    RowName row;
    /// Further fields, as in SetRowField.
    std::vector<std::pair<std::string, FieldValue>> fields = {};

    friend bool operator==(const AddRow&, const AddRow&) = default;
};

struct RemoveRow {
    RowName row;

    friend bool operator==(const RemoveRow&, const RemoveRow&) = default;
};

/// Sets a field of a row of a relation. `goal`, `unit`, `predecessor` and `requirement` take the
/// key of another target, which may name nothing.
struct SetRowField {
    RowName row;
    std::string field;
    FieldValue value;

    friend bool operator==(const SetRowField&, const SetRowField&) = default;
};

using PlanEdit =
    std::variant<SetField, RenameNode, AddNode, RemoveNode, AddRow, RemoveRow, SetRowField>;

/// The plan after all edits at once: every name is that of the plan as it was, or that of an added
/// node. Rows that are not named keep their order, and their line where they were written. An edit
/// that stands twice counts once.
/// @throws InvalidEdit  with every fault at once: `unknown_task` and the like, `no_such_row`,
///                      `no_such_field`, `bad_value`, `duplicate_key`, and `edit_conflict` where
///                      two edits disagree on one field or one speaks of what another takes away
/// @complexity O(size of the plan + e log e) for e edits, and the rows of the owners that are named
[[nodiscard]] Plan apply_edits(const Plan& plan, std::span<const PlanEdit> edits);

}  // namespace planloom
