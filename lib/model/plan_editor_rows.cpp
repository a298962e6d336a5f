#include "plan_editor.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace planloom {
namespace {

using Field = DanglingRef::Field;

constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

template <class Table>
void permute(Table& table, const std::vector<std::uint32_t>& order) {
    Table::visit(table, [&](std::string_view, auto& column) { column.permute(order); });
    table.line.permute(order);
    table.count = order.size();
}

/// Where each old row is now; no_row for those that went.
std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order, std::size_t count) {
    std::vector<std::uint32_t> place(count, no_row);
    for (std::uint32_t row = 0; row < order.size(); ++row) place[order[row]] = row;
    return place;
}

/// The first ancestor that stays; none for a circle of rows that go.
template <class IdType, class IsGone>
IdType staying(const Column<IdType>& parent, IdType id, std::size_t count, IsGone&& is_gone) {
    for (std::size_t step = 0; id.is_valid() && is_gone(id); ++step) {
        if (step == count) return {};
        id = parent[id.index()];
    }
    return id;
}

}  // namespace

Node PlanEditor::moved(Node node) const {
    const std::vector<std::uint32_t>& place = moved_[static_cast<std::size_t>(node.kind)];
    return place.empty() ? node : Node{node.kind, place[node.index]};
}

std::vector<std::uint32_t> PlanEditor::order_of(NodeKind kind) const {
    // Rows that follow another are children of it; -1 stands for the place before all.
    std::map<std::int64_t, std::vector<std::uint32_t>> followers;
    std::set<std::uint32_t> placed;
    for (const auto& [node, added] : added_)
        if (node.kind == kind && added.place) {
            followers[*added.place].push_back(node.index);
            placed.insert(node.index);
        }
    std::vector<std::uint32_t> order, open;
    const auto emit_followers = [&](std::int64_t row) {
        if (const auto found = followers.find(row); found != followers.end())
            open.insert(open.end(), found->second.rbegin(), found->second.rend());
        while (!open.empty()) {
            const std::uint32_t next = open.back();
            open.pop_back();
            order.push_back(next);
            if (const auto found = followers.find(next); found != followers.end())
                open.insert(open.end(), found->second.rbegin(), found->second.rend());
        }
    };
    emit_followers(-1);
    for (std::uint32_t row = 0; row < count(kind); ++row) {
        if (placed.contains(row)) continue;
        if (!removed_.contains({kind, row})) order.push_back(row);
        emit_followers(row);
    }
    // Added rows that follow each other in a circle come last.
    if (!placed.empty()) {
        std::vector<bool> is_there(count(kind), false);
        for (const std::uint32_t row : order) is_there[row] = true;
        for (const std::uint32_t row : placed)
            if (!is_there[row]) order.push_back(row);
    }
    return order;
}

void PlanEditor::remove_rows() {
    for (std::size_t i = 0; i < edits_.size(); ++i)
        if (const auto* gone = std::get_if<RemoveRow>(&edits_[i]))
            if (targets_[i].is_found)
                removed_rows_[static_cast<std::size_t>(gone->row.kind)].insert(targets_[i].row);
}

void PlanEditor::lift_children() {
    const auto lift = [&](auto& table) {
        using IdType = std::remove_cvref_t<decltype(table.parent.default_value())>;
        const auto is_gone = [&](IdType id) { return removed_.contains(Node(id)); };
        const Column<IdType> parents = table.parent;
        for (std::uint32_t row = 0; row < table.count; ++row)
            if (parents[row].is_valid() && is_gone(parents[row]))
                table.parent.set(row, staying(parents, parents[row], table.count, is_gone));
    };
    lift(plan_.goals_);
    lift(plan_.tasks_);
    lift(plan_.units_);
    for (std::uint32_t row = 0; row < plan_.goals_.count; ++row)
        if (const UnitId owner = plan_.goals_.owner[row];
            owner.is_valid() && removed_.contains(Node(owner)))
            plan_.goals_.owner.set(row, UnitId());
}

void PlanEditor::move_nodes() {
    if (!removed_.empty()) lift_children();
    const auto move = [&](NodeKind kind, auto& table) {
        const auto is_of_kind = [&](const auto& each) { return each.kind == kind; };
        const bool changes = std::any_of(removed_.begin(), removed_.end(), is_of_kind) ||
                             std::any_of(added_.begin(), added_.end(),
                                         [&](const auto& each) { return each.first.kind == kind; });
        if (!changes) return;
        const std::vector<std::uint32_t> order = order_of(kind);
        moved_[static_cast<std::size_t>(kind)] = inverse(order, table.count);
        permute(table, order);
    };
    move(NodeKind::requirement, plan_.requirements_);
    move(NodeKind::goal, plan_.goals_);
    move(NodeKind::task, plan_.tasks_);
    move(NodeKind::unit, plan_.units_);
    move_references();
    move_relations();
    move_texts();
}

void PlanEditor::move_references() {
    const auto move = [&](auto& column, std::size_t count) {
        using IdType = std::remove_cvref_t<decltype(column.default_value())>;
        for (std::uint32_t row = 0; row < count; ++row)
            if (column[row].is_valid()) column.set(row, IdType(moved(Node(column[row])).index));
    };
    move(plan_.goals_.parent, plan_.goals_.count);
    move(plan_.goals_.owner, plan_.goals_.count);
    move(plan_.tasks_.parent, plan_.tasks_.count);
    move(plan_.units_.parent, plan_.units_.count);
    // What dangles from a node goes where it goes.
    std::map<std::pair<Field, std::uint32_t>, TextRef> all;
    for (const auto& [place, key] : dangling_) {
        std::uint32_t row = place.second;
        if (place.first == Field::goal_parent || place.first == Field::goal_owner)
            row = moved(Node(GoalId(row))).index;
        else if (place.first == Field::task_parent)
            row = moved(Node(TaskId(row))).index;
        else if (place.first == Field::unit_parent)
            row = moved(Node(UnitId(row))).index;
        if (row != no_row) all[{place.first, row}] = key;
    }
    dangling_ = std::move(all);
}

void PlanEditor::move_relations() {
    const auto move = [&](auto& table, auto& owner, std::optional<RowKind> kind,
                          std::optional<Field> field, auto&& other_is_gone, auto&& other_moves) {
        using Owner = std::remove_cvref_t<decltype(owner.default_value())>;
        static const std::set<std::uint32_t> none;
        const std::set<std::uint32_t>& gone =
            kind ? removed_rows_[static_cast<std::size_t>(*kind)] : none;
        std::vector<std::uint32_t> order;
        order.reserve(table.count);
        for (std::uint32_t row = 0; row < table.count; ++row)
            if (!gone.contains(row) && !removed_.contains(Node(owner[row])) && !other_is_gone(row))
                order.push_back(row);
        for (const std::uint32_t row : order) {
            const Node to = moved(Node(owner[row]));
            if constexpr (std::is_same_v<Owner, Node>) {
                owner.set(row, to);
            } else {
                owner.set(row, Owner(to.index));
            }
            other_moves(row);
        }
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return owner[a] < owner[b]; });
        const std::vector<std::uint32_t> place = inverse(order, table.count);
        permute(table, order);
        if (!field) return;
        std::map<std::pair<Field, std::uint32_t>, TextRef> all;
        for (const auto& [at, key] : dangling_) {
            if (at.first != *field) {
                all[at] = key;
            } else if (place[at.second] != no_row) {
                all[{at.first, place[at.second]}] = key;
            }
        }
        dangling_ = std::move(all);
    };
    const auto move_both = [&](auto& table, auto& owner, auto& other, RowKind kind, Field field) {
        using Other = std::remove_cvref_t<decltype(other.default_value())>;
        move(
            table, owner, kind, field,
            [&](std::uint32_t row) {
                return other[row].is_valid() && removed_.contains(Node(other[row]));
            },
            [&](std::uint32_t row) {
                if (other[row].is_valid()) other.set(row, Other(moved(Node(other[row])).index));
            });
    };
    const auto move_own = [&](auto& table, auto& owner) {
        move(
            table, owner, std::nullopt, std::nullopt, [](std::uint32_t) { return false; },
            [](std::uint32_t) {});
    };
    move_both(plan_.serves_, plan_.serves_.task, plan_.serves_.goal, RowKind::serves,
              Field::serves_goal);
    move_both(plan_.assignments_, plan_.assignments_.task, plan_.assignments_.unit,
              RowKind::assignment, Field::assignment_unit);
    move_both(plan_.dependencies_, plan_.dependencies_.successor, plan_.dependencies_.predecessor,
              RowKind::dependency, Field::dependency_predecessor);
    move_both(plan_.implements_, plan_.implements_.node, plan_.implements_.requirement,
              RowKind::implements, Field::implements_requirement);
    move_own(plan_.indicators_, plan_.indicators_.goal);
    move_own(plan_.refines_, plan_.refines_.task);
    move_own(plan_.reports_, plan_.reports_.task);
    move_own(plan_.extensions_, plan_.extensions_.task);
}

void PlanEditor::move_texts() {
    const auto move = [&](std::vector<RowText>& all, NodeKind kind, std::optional<RowKind> rows) {
        std::vector<RowText> kept;
        kept.reserve(all.size());
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            const std::uint32_t row = moved({kind, all[i].row}).index;
            if (row == no_row ||
                (rows && removed_rows_[static_cast<std::size_t>(*rows)].contains(i)))
                continue;
            kept.push_back({row, all[i].name, all[i].value});
        }
        std::stable_sort(kept.begin(), kept.end(),
                         [](const RowText& a, const RowText& b) { return a.row < b.row; });
        all = std::move(kept);
    };
    move(plan_.requirement_attributes_, NodeKind::requirement, std::nullopt);
    move(plan_.goal_attributes_, NodeKind::goal, std::nullopt);
    move(plan_.task_attributes_, NodeKind::task, std::nullopt);
    move(plan_.unit_attributes_, NodeKind::unit, std::nullopt);
    move(plan_.tags_, NodeKind::task, RowKind::tag);
    move(plan_.needs_, NodeKind::goal, RowKind::need);
    move(plan_.aliases_, NodeKind::unit, RowKind::alias);
}

void PlanEditor::index_keys() {
    const auto index = [&](KeyIndex& keys, const Column<TextRef>& column, std::size_t count) {
        keys = KeyIndex();
        for (std::uint32_t row = 0; row < count; ++row)
            keys.insert(row, plan_.text(column[row]), plan_.texts_, column);
    };
    index(plan_.requirement_index_, plan_.requirements_.key, plan_.requirements_.count);
    index(plan_.goal_index_, plan_.goals_.key, plan_.goals_.count);
    index(plan_.task_index_, plan_.tasks_.key, plan_.tasks_.count);
    index(plan_.unit_index_, plan_.units_.key, plan_.units_.count);
}

void PlanEditor::add_rows() {
    std::map<std::pair<RowKind, Node>, std::vector<std::size_t>> added;
    std::vector<std::pair<std::string, std::size_t>> keys;
    for (std::size_t i = 0; i < edits_.size(); ++i)
        if (const auto* add = std::get_if<AddRow>(&edits_[i]))
            if (targets_[i].is_found && !is_repeated_[i] && !removed_.contains(targets_[i].node) &&
                !(targets_[i].other && removed_.contains(*targets_[i].other)))
                added[{add->row.kind, moved(targets_[i].node)}].push_back(i);
    if (added.empty()) return;
    // The other end by the key that it has now.
    const auto key_of = [&](std::size_t edit) {
        const std::optional<Node> other = targets_[edit].other;
        return other ? std::string(plan_.key(moved(*other)))
                     : std::get<AddRow>(edits_[edit]).row.target;
    };
    for (const auto& [place, edits] : added)
        for (const std::size_t i : edits) keys.emplace_back(key_of(i), i);
    PlanBuilder builder(std::move(plan_));
    for (const auto& [key, i] : keys) {
        const RowName& row = std::get<AddRow>(edits_[i]).row;
        switch (const Node owner = moved(targets_[i].node); row.kind) {
            case RowKind::serves:
                builder.serve(owner.task(), key);
                break;
            case RowKind::assignment:
                builder.assign(owner.task(), key, row.role.value_or(Role::lead));
                break;
            case RowKind::dependency:
                builder.depend(owner.task(), key);
                break;
            case RowKind::implements:
                builder.implement(owner, key);
                break;
            case RowKind::tag:
                builder.add_tag(owner.task(), key);
                break;
            case RowKind::need:
                builder.add_need(owner.goal(), key);
                break;
            case RowKind::alias:
                builder.add_alias(owner.unit(), key);
                break;
        }
    }
    plan_ = std::move(builder).build();
    dangling_.clear();
    for (const DanglingRef& ref : plan_.dangling_) dangling_[{ref.field, ref.row}] = ref.key;
    for (const auto& [place, edits] : added) {
        std::size_t row = rows_of(place.first, place.second).second - edits.size();
        for (const std::size_t i : edits) {
            for (const auto& [field, value] : std::get<AddRow>(edits_[i]).fields)
                set_row_field(i, place.first, static_cast<std::uint32_t>(row), field, value);
            ++row;
        }
    }
    keep_dangling();
}

}  // namespace planloom
