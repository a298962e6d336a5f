#include <planloom/model/vocabulary.hpp>

#include "plan_editor.hpp"

#include <cmath>
#include <iterator>
#include <limits>
#include <type_traits>

namespace planloom {
namespace {

using Field = DanglingRef::Field;

template <class IdType>
std::optional<Node> as_node(std::optional<IdType> id) {
    return id ? std::optional<Node>(*id) : std::nullopt;
}

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

/// The precision that goes with a date; nullptr where it has none.
template <class Table>
Column<DatePrecision>* precision_of(Table& table, std::string_view field) {
    if constexpr (requires { table.due_precision; })
        if (field == "due") return &table.due_precision;
    if constexpr (requires { table.horizon_precision; })
        if (field == "horizon") return &table.horizon_precision;
    return nullptr;
}

}  // namespace

template <class T>
std::string_view PlanEditor::store(Column<T>& column, std::uint32_t row, const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) {
        column.set(row, column.default_value());
        return {};
    }
    if constexpr (std::is_same_v<T, TextRef>) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) return "a text";
        column.set(row, text->empty() ? TextRef() : plan_.texts_.add(*text));
    } else if constexpr (std::is_same_v<T, Date>) {
        const auto* date = std::get_if<DatePeriod>(&value);
        if (date == nullptr) return "a date";
        column.set(row, date->date);
    } else if constexpr (std::is_same_v<T, std::uint8_t>) {
        const auto* flag = std::get_if<bool>(&value);
        if (flag == nullptr) return "true or false";
        column.set(row, *flag ? 1 : 0);
    } else if constexpr (std::is_enum_v<T>) {
        const auto* text = std::get_if<std::string>(&value);
        const std::optional<T> found = text != nullptr ? parse_word<T>(*text) : std::nullopt;
        if (!found) return "one of the words of the field";
        column.set(row, *found);
    } else if constexpr (std::is_same_v<T, double>) {
        const auto* whole = std::get_if<std::int64_t>(&value);
        const auto* number = std::get_if<double>(&value);
        if (whole == nullptr && (number == nullptr || !std::isfinite(*number) || *number < 0))
            return "a number from 0";
        column.set(row, whole != nullptr ? static_cast<double>(*whole) : *number);
    } else {
        const auto* whole = std::get_if<std::int64_t>(&value);
        if (whole == nullptr || *whole <= std::numeric_limits<T>::min() ||
            *whole > std::numeric_limits<T>::max())
            return "a whole number";
        column.set(row, static_cast<T>(*whole));
    }
    return {};
}

template <class Table>
void PlanEditor::set_column(std::size_t edit, Table& table, std::uint32_t row,
                            std::string_view field, const FieldValue& value) {
    bool is_known = false;
    std::vector<std::string_view> names;
    Table::visit(table, [&](std::string_view name, auto& column) {
        using T = std::remove_cvref_t<decltype(column.default_value())>;
        constexpr bool is_plain =
            !std::is_same_v<T, Node> && !std::is_same_v<T, DatePrecision> && !requires(T id) {
            id.is_valid();
        };
        if constexpr (is_plain) {
            if (name == "key") return;
            names.push_back(name);
            if (name != field) return;
            is_known = true;
            const std::string_view expected = store(column, row, value);
            if (!expected.empty())
                fault(edit, "bad_value",
                      "field " + quoted(field) + " takes " + std::string(expected));
        }
    });
    if (!is_known) {
        const std::optional<std::size_t> near = nearest(field, names);
        fault(edit, "no_such_field",
              "there is no field " + quoted(field) +
                  (near ? "; the nearest is " + quoted(names[*near]) : std::string()));
        return;
    }
    if (Column<DatePrecision>* precision = precision_of(table, field)) {
        const auto* date = std::get_if<DatePeriod>(&value);
        precision->set(row, date != nullptr ? date->precision : DatePrecision::day);
    }
}

void PlanEditor::refer(std::size_t edit, Field field, std::uint32_t row, const FieldValue& value) {
    const auto* key = std::get_if<std::string>(&value);
    const bool is_none = std::holds_alternative<std::monostate>(value);
    const bool may_be_none = field == Field::goal_parent || field == Field::goal_owner ||
                             field == Field::task_parent || field == Field::unit_parent;
    if (key == nullptr && !(is_none && may_be_none))
        return fault(edit, "bad_value", "a reference takes a key");
    std::optional<Node> node;
    if (key != nullptr) {
        if (field == Field::goal_parent || field == Field::serves_goal)
            node = as_node(plan_.find_goal(*key));
        else if (field == Field::task_parent || field == Field::dependency_predecessor)
            node = as_node(plan_.find_task(*key));
        else if (field == Field::implements_requirement)
            node = as_node(plan_.find_requirement(*key));
        else
            node = as_node(plan_.find_unit(*key));
    }
    if (node && removed_.contains(*node))
        return fault(edit, "edit_conflict", quoted(*key) + " is taken away by another edit");
    const auto set_id = [&](auto& column) {
        using IdType = std::remove_cvref_t<decltype(column.default_value())>;
        column.set(row, node ? IdType(node->index) : IdType());
    };
    switch (field) {
        case Field::goal_parent:
            set_id(plan_.goals_.parent);
            break;
        case Field::goal_owner:
            set_id(plan_.goals_.owner);
            break;
        case Field::task_parent:
            set_id(plan_.tasks_.parent);
            break;
        case Field::unit_parent:
            set_id(plan_.units_.parent);
            break;
        case Field::serves_goal:
            set_id(plan_.serves_.goal);
            break;
        case Field::assignment_unit:
            set_id(plan_.assignments_.unit);
            break;
        case Field::dependency_predecessor:
            set_id(plan_.dependencies_.predecessor);
            break;
        case Field::implements_requirement:
            set_id(plan_.implements_.requirement);
            break;
    }
    dangling_.erase({field, row});
    if (key != nullptr && !node) dangling_[{field, row}] = plan_.texts_.add(*key);
}

void PlanEditor::set_node_field(std::size_t edit, const SetField& set) {
    const Node node = targets_[edit].node;
    const std::uint32_t row = node.index;
    switch (node.kind) {
        case NodeKind::requirement:
            return set_column(edit, plan_.requirements_, row, set.field, set.value);
        case NodeKind::goal:
            if (set.field == "parent") return refer(edit, Field::goal_parent, row, set.value);
            if (set.field == "owner") return refer(edit, Field::goal_owner, row, set.value);
            return set_column(edit, plan_.goals_, row, set.field, set.value);
        case NodeKind::task:
            if (set.field == "parent") return refer(edit, Field::task_parent, row, set.value);
            return set_column(edit, plan_.tasks_, row, set.field, set.value);
        case NodeKind::unit:
            if (set.field == "parent") return refer(edit, Field::unit_parent, row, set.value);
            return set_column(edit, plan_.units_, row, set.field, set.value);
    }
}

void PlanEditor::set_row_field(std::size_t edit, RowKind kind, std::uint32_t row,
                               std::string_view field, const FieldValue& value) {
    switch (kind) {
        case RowKind::serves:
            if (field == "goal") return refer(edit, Field::serves_goal, row, value);
            return set_column(edit, plan_.serves_, row, field, value);
        case RowKind::assignment:
            if (field == "unit") return refer(edit, Field::assignment_unit, row, value);
            return set_column(edit, plan_.assignments_, row, field, value);
        case RowKind::dependency:
            if (field == "predecessor")
                return refer(edit, Field::dependency_predecessor, row, value);
            return set_column(edit, plan_.dependencies_, row, field, value);
        case RowKind::implements:
            if (field == "requirement")
                return refer(edit, Field::implements_requirement, row, value);
            return set_column(edit, plan_.implements_, row, field, value);
        case RowKind::tag:
        case RowKind::need:
        case RowKind::alias:
            return fault(edit, "no_such_field", "a text has no fields");
    }
}

void PlanEditor::set_fields() {
    for (std::size_t i = 0; i < edits_.size(); ++i) {
        if (!targets_[i].is_found || is_repeated_[i]) continue;
        if (const auto* set = std::get_if<SetField>(&edits_[i])) set_node_field(i, *set);
        if (const auto* set = std::get_if<SetRowField>(&edits_[i]))
            set_row_field(i, set->row.kind, targets_[i].row, set->field, set->value);
    }
}

void PlanEditor::check_added_rows() {
    for (std::size_t i = 0; i < edits_.size(); ++i) {
        const auto* add = std::get_if<AddRow>(&edits_[i]);
        if (add == nullptr || !targets_[i].is_found) continue;
        // One row beyond the last takes what is tried; it goes when the rows are put in order.
        constexpr std::string_view ends[] = {"goal", "unit", "predecessor", "requirement"};
        const std::size_t counts[] = {plan_.serves_.count, plan_.assignments_.count,
                                      plan_.dependencies_.count, plan_.implements_.count};
        const auto kind = static_cast<std::size_t>(add->row.kind);
        for (const auto& [field, value] : add->fields) {
            if (kind < std::size(ends) && field == ends[kind]) {
                fault(i, "no_such_field", "field " + quoted(field) + " is the target of the row");
            } else {
                const std::size_t row = kind < std::size(counts) ? counts[kind] : 0;
                set_row_field(i, add->row.kind, static_cast<std::uint32_t>(row), field, value);
            }
        }
    }
}

bool PlanEditor::names(NodeKind kind, std::string_view key, Node node) const {
    switch (kind) {
        case NodeKind::requirement:
            return as_node(plan_.find_requirement(key)) == node;
        case NodeKind::goal:
            return as_node(plan_.find_goal(key)) == node;
        case NodeKind::task:
            return as_node(plan_.find_task(key)) == node;
        case NodeKind::unit:
            return as_node(plan_.find_unit(key)) == node;
    }
    return false;
}

void PlanEditor::rename() {
    // All at once, so that two nodes may change keys with each other.
    std::map<std::pair<NodeKind, std::string>, std::string> keys;
    std::map<std::string, std::string> subjects;
    std::map<std::pair<NodeKind, std::string>, std::size_t> taken;
    std::set<Node> renamed;
    std::vector<std::size_t> edits;
    for (std::size_t i = 0; i < edits_.size(); ++i)
        if (std::holds_alternative<RenameNode>(edits_[i]) && targets_[i].is_found &&
            !is_repeated_[i]) {
            edits.push_back(i);
            renamed.insert(targets_[i].node);
        }
    for (const std::size_t i : edits) {
        const Node node = targets_[i].node;
        const std::string from(plan_.key(node));
        const std::string& to = std::get<RenameNode>(edits_[i]).key;
        const auto [same, is_new] = taken.try_emplace({node.kind, to}, i);
        if (!is_new) conflict(i, same->second);
        for (const Node other : plan_.find_nodes(to))
            if (other.kind == node.kind && plan_.key(other) == to && !renamed.contains(other) &&
                !removed_.contains(other))
                fault(i, "duplicate_key",
                      "there is a " + std::string(word(node.kind)) + ' ' + quoted(to) + " already");
        if (!names(node.kind, from, node)) continue;
        keys[{node.kind, from}] = to;
        if (plan_.find_nodes(from).size() == 1) subjects[from] = to;
    }
    for (const std::size_t i : edits)
        set_key(targets_[i].node, std::get<RenameNode>(edits_[i]).key);
    if (!keys.empty()) rename_in_texts(keys, subjects);
}

void PlanEditor::set_key(Node node, std::string_view key) {
    const TextRef text = key.empty() ? TextRef() : plan_.texts_.add(key);
    switch (node.kind) {
        case NodeKind::requirement:
            return plan_.requirements_.key.set(node.index, text);
        case NodeKind::goal:
            return plan_.goals_.key.set(node.index, text);
        case NodeKind::task:
            return plan_.tasks_.key.set(node.index, text);
        case NodeKind::unit:
            return plan_.units_.key.set(node.index, text);
    }
}

void PlanEditor::rename_in_texts(
    const std::map<std::pair<NodeKind, std::string>, std::string>& keys,
    const std::map<std::string, std::string>& subjects) {
    PlanHead& head = plan_.head_;
    const auto follow = [&](NodeKind kind, std::string& text) {
        if (const auto found = keys.find({kind, text}); found != keys.end()) text = found->second;
    };
    for (Dropped& each : head.dropped) follow(each.kind, each.replaced_by);
    for (AskedUnits& each : head.asked)
        for (std::string& unit : each.units) follow(NodeKind::unit, unit);
    for (Waiver& each : head.checks.waivers)
        if (const auto found = subjects.find(each.subject); found != subjects.end())
            each.subject = found->second;
    for (std::uint32_t row = 0; row < plan_.units_.count; ++row) {
        std::string text(plan_.text(plan_.units_.successor[row]));
        if (text.empty()) continue;
        follow(NodeKind::unit, text);
        plan_.units_.successor.set(row, plan_.texts_.add(text));
    }
}

}  // namespace planloom
