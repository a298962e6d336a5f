// The values of a node's fields.
#pragma once

#include <planloom/model/views.hpp>

#include "fields.hpp"
#include "ground.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace planloom::query::detail {

/// The number of a section in its head: `六` of `六、数据` and of `(六)数据`; empty if there is
/// none.
[[nodiscard]] std::string_view section_number(std::string_view section) noexcept;

/// The text that a node has in a field; empty if none.
[[nodiscard]] std::string_view text_value(const Ground& ground, FieldId field, Node node);
[[nodiscard]] bool has_flag(const Ground& ground, FieldId field, Node node);
/// A number, minutes of a duration, or days of a date.
[[nodiscard]] std::optional<double> number_value(Ground& ground, FieldId field, Node node);
/// A free attribute: the text of a JSON string, else the JSON itself.
[[nodiscard]] std::optional<std::string> attribute_text(const Ground& ground, std::string_view name,
                                                        Node node);
[[nodiscard]] std::optional<double> as_number(const std::string& text);

/// The texts of a field that may have several.
template <class Visit>
void each_text(const Ground& ground, FieldId field, Node node, Visit&& visit) {
    const Plan& plan = ground.plan();
    if (field == FieldId::tag) {
        for (const RowText& tag : plan.tags(node.task())) visit(plan.text(tag.value));
    } else if (field == FieldId::alias) {
        for (const RowText& alias : plan.aliases(node.unit())) visit(plan.text(alias.value));
    } else {
        visit(text_value(ground, field, node));
    }
}

/// The nodes that a field names: a parent, an owner, units in a role.
template <class Visit>
void each_node(const Ground& ground, FieldId field, Node node, Visit&& visit) {
    const Plan& plan = ground.plan();
    const auto given = [&](auto id) {
        if (id.is_valid()) visit(Node(id));
    };
    if (field == FieldId::owner) {
        given(plan.goal_table().owner[node.index]);
    } else if (field == FieldId::parent) {
        if (node.kind == NodeKind::goal) given(ground.graph().parent(node.goal()));
        if (node.kind == NodeKind::task) given(ground.graph().parent(node.task()));
        if (node.kind == NodeKind::unit) given(ground.graph().parent(node.unit()));
    } else {
        const std::optional<Role> role = role_of(field);
        const AssignmentTable& table = plan.assignment_table();
        for (const AssignmentId row : plan.assignments(node.task()))
            if (!role || table.role[row.index()] == *role) given(table.unit[row.index()]);
    }
}

/// The words that a field holds.
template <class Visit>
void each_word(const Ground& ground, FieldId field, Node node, Visit&& visit) {
    const Plan& plan = ground.plan();
    switch (field) {
        case FieldId::kind:
            visit(planloom::word(node.kind));
            return;
        case FieldId::status:
            visit(planloom::word(plan.task(node.task()).status()));
            if (plan.task(node.task()).is_open()) visit(std::string_view("open"));
            return;
        case FieldId::type:
            visit(planloom::word(plan.requirement(node.requirement()).kind()));
            return;
        case FieldId::disposition:
            visit(planloom::word(plan.requirement(node.requirement()).disposition()));
            return;
        case FieldId::support_rule:
            visit(planloom::word(plan.goal(node.goal()).support()));
            return;
        default:
            break;
    }
    for (const AssignmentId row : ground.graph().assignments(node.unit()))
        visit(planloom::word(plan.assignment_table().role[row.index()]));
}

}  // namespace planloom::query::detail
