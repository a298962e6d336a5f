#include "json_text.hpp"
#include "json_writing.hpp"

#include <algorithm>
#include <string>

namespace planloom::detail {

using Field = DanglingRef::Field;

std::optional<std::string_view> Writing::dangling(Field field, std::size_t row) const {
    const std::span<const DanglingRef> all = plan_.dangling();
    if (all.empty()) return std::nullopt;
    const auto before = [](const DanglingRef& ref, std::pair<Field, std::size_t> place) {
        return std::pair<Field, std::size_t>(ref.field, ref.row) < place;
    };
    const auto found = std::lower_bound(all.begin(), all.end(), std::pair(field, row), before);
    if (found == all.end() || found->field != field || found->row != row) return std::nullopt;
    return plan_.text(found->key);
}

bool Writing::has_dangling_units() const {
    const std::span<const DanglingRef> all = plan_.dangling();
    return std::any_of(all.begin(), all.end(), [](const DanglingRef& ref) {
        return ref.field == Field::goal_owner || ref.field == Field::assignment_unit;
    });
}

std::string_view Writing::goal_of(ServesId id) const {
    const GoalId goal = plan_.serves_table().goal[id.index()];
    if (goal.is_valid()) return plan_.key(goal);
    return dangling(Field::serves_goal, id.index()).value_or(std::string_view());
}

std::string_view Writing::unit_of(AssignmentId id) const {
    const UnitId unit = plan_.assignment_table().unit[id.index()];
    if (unit.is_valid()) return unit_names_[unit.index()];
    return dangling(Field::assignment_unit, id.index()).value_or(std::string_view());
}

std::string_view Writing::predecessor_of(DependencyId id) const {
    const TaskId task = plan_.dependency_table().predecessor[id.index()];
    if (task.is_valid()) return plan_.key(task);
    return dangling(Field::dependency_predecessor, id.index()).value_or(std::string_view());
}

std::string_view Writing::requirement_of(ImplementsId id) const {
    const RequirementId requirement = plan_.implements_table().requirement[id.index()];
    if (requirement.is_valid()) return plan_.key(requirement);
    return dangling(Field::implements_requirement, id.index()).value_or(std::string_view());
}

void Writing::write_reference(ObjectLines& lines, std::string_view name, Field field, Node node,
                              std::optional<std::string_view> key) {
    if (!key) key = dangling(field, node.index);
    if (key) lines.text(name, *key);
}

void Writing::write_texts(ObjectLines& lines, std::string_view name,
                          const std::vector<std::string_view>& texts) {
    if (texts.empty()) return;
    if (texts.size() == 1) return lines.text(name, texts.front());
    std::string& out = lines.field(name);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out += i == 0 ? "[" : ", ";
        append_json_string(out, texts[i]);
    }
    out += ']';
}

void Writing::write_texts(ObjectLines& lines, std::string_view name,
                          std::span<const RowText> texts) {
    if (texts.empty()) return;
    std::vector<std::string_view> list;
    for (const RowText& text : texts) list.push_back(plan_.text(text.value));
    write_texts(lines, name, list);
}

void Writing::write_implements(ObjectLines& lines, Node node) {
    const IdRange<ImplementsId> ids = plan_.implements(node);
    if (ids.begin() == ids.end()) return;
    const Column<TextRef>& confirmed = plan_.implements_table().confirmed;
    const auto is_plain = [&](ImplementsId id) { return confirmed[id.index()].length == 0; };
    if (std::all_of(ids.begin(), ids.end(), is_plain)) {
        std::vector<std::string_view> keys;
        for (const ImplementsId id : ids) keys.push_back(requirement_of(id));
        return write_texts(lines, "implements", keys);
    }
    ListLines list(lines.field("implements"), lines.indent() + 2);
    for (const ImplementsId id : ids) {
        std::string& out = list.element();
        if (is_plain(id)) {
            append_json_string(out, requirement_of(id));
            continue;
        }
        InlineObject object(out);
        object.text("requirement", requirement_of(id));
        object.text("confirmed", plan_.text(confirmed[id.index()]));
        object.close();
    }
    list.close();
}

void Writing::write_attributes(ObjectLines& lines, Node node) {
    const std::span<const RowText> attributes = plan_.attributes(node);
    if (attributes.empty()) return;
    ListLines list = ListLines::braces(lines.field("attributes"), lines.indent() + 2);
    for (const RowText& attribute : attributes) {
        std::string& out = list.element();
        append_json_string(out, plan_.text(attribute.name));
        out += ": ";
        out += plan_.text(attribute.value);
    }
    list.close();
}

}  // namespace planloom::detail
