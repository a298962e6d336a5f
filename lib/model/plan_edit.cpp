#include <planloom/core/contract.hpp>
#include <planloom/model/plan_edit.hpp>

#include "plan_editor.hpp"

namespace planloom {
namespace {

/// How many rows of one owner up to and including `row` are alike.
template <class IdType, class Alike>
std::uint32_t place_among(IdRange<IdType> rows, IdType row, Alike&& is_alike) {
    std::uint32_t place = 0;
    for (const IdType each : rows) {
        if (each == row) return place;
        if (is_alike(each.index())) ++place;
    }
    return place;
}

template <class IdType>
std::string target_key(const Plan& plan, IdType id, DanglingRef::Field field, std::size_t row) {
    return std::string(id.is_valid() ? plan.key(Node(id)) : plan.dangling_key(field, row));
}

}  // namespace

NodeName name_of(const Plan& plan, Node node) {
    const std::string_view key = plan.key(node);
    NodeName name{node.kind, std::string(key)};
    const auto count_earlier = [&](auto first) {
        if (first && first->value() != node.index)
            for (std::uint32_t row = first->value(); row < node.index; ++row)
                if (plan.key({node.kind, row}) == key) ++name.nth;
    };
    switch (node.kind) {
        case NodeKind::requirement:
            count_earlier(plan.find_requirement(key));
            break;
        case NodeKind::goal:
            count_earlier(plan.find_goal(key));
            break;
        case NodeKind::task:
            count_earlier(plan.find_task(key));
            break;
        case NodeKind::unit:
            count_earlier(plan.find_unit(key));
            break;
    }
    return name;
}

RowName name_of(const Plan& plan, ServesId row) {
    constexpr auto field = DanglingRef::Field::serves_goal;
    const ServesTable& table = plan.serves_table();
    const TaskId task = table.task[row.index()];
    const std::string key = target_key(plan, table.goal[row.index()], field, row.index());
    return {RowKind::serves, name_of(plan, Node(task)), key, std::nullopt,
            place_among(plan.serves(task), row, [&](std::size_t each) {
                return target_key(plan, table.goal[each], field, each) == key;
            })};
}

RowName name_of(const Plan& plan, AssignmentId row) {
    constexpr auto field = DanglingRef::Field::assignment_unit;
    const AssignmentTable& table = plan.assignment_table();
    const TaskId task = table.task[row.index()];
    const Role role = table.role[row.index()];
    const std::string key = target_key(plan, table.unit[row.index()], field, row.index());
    return {RowKind::assignment, name_of(plan, Node(task)), key, role,
            place_among(plan.assignments(task), row, [&](std::size_t each) {
                return table.role[each] == role &&
                       target_key(plan, table.unit[each], field, each) == key;
            })};
}

RowName name_of(const Plan& plan, DependencyId row) {
    constexpr auto field = DanglingRef::Field::dependency_predecessor;
    const DependencyTable& table = plan.dependency_table();
    const TaskId task = table.successor[row.index()];
    const std::string key = target_key(plan, table.predecessor[row.index()], field, row.index());
    return {RowKind::dependency, name_of(plan, Node(task)), key, std::nullopt,
            place_among(plan.predecessors(task), row, [&](std::size_t each) {
                return target_key(plan, table.predecessor[each], field, each) == key;
            })};
}

RowName name_of(const Plan& plan, ImplementsId row) {
    constexpr auto field = DanglingRef::Field::implements_requirement;
    const ImplementsTable& table = plan.implements_table();
    const Node node = table.node[row.index()];
    const std::string key = target_key(plan, table.requirement[row.index()], field, row.index());
    return {RowKind::implements, name_of(plan, node), key, std::nullopt,
            place_among(plan.implements(node), row, [&](std::size_t each) {
                return target_key(plan, table.requirement[each], field, each) == key;
            })};
}

Plan apply_edits(const Plan& plan, std::span<const PlanEdit> edits) {
    return PlanEditor(plan, edits).apply();
}

}  // namespace planloom
