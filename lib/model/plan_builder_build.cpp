#include <planloom/model/plan_builder.hpp>

#include <algorithm>
#include <numeric>

namespace planloom {
namespace {

using Field = DanglingRef::Field;

/// The order that sorts rows by `owner`, rows of one owner as they came; empty if they are sorted.
template <class Owner>
std::vector<std::uint32_t> sorting_order(const Column<Owner>& owner, std::size_t count) {
    bool is_sorted = true;
    for (std::size_t row = 1; row < count && is_sorted; ++row)
        is_sorted = !(owner[row] < owner[row - 1]);
    if (is_sorted) return {};
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return owner[a] < owner[b]; });
    return order;
}

template <class Table>
void permute(Table& table, const std::vector<std::uint32_t>& order) {
    if (order.empty()) return;
    Table::visit(table, [&](std::string_view, auto& column) { column.permute(order); });
    table.line.permute(order);
}

/// Sorts a relation by its owner and moves the references that dangle from it along.
template <class Table, class Owner>
void sort_table(Table& table, const Column<Owner>& owner, std::optional<Field> field,
                std::vector<DanglingRef>& dangling) {
    const std::vector<std::uint32_t> order = sorting_order(owner, table.count);
    if (order.empty()) return;
    permute(table, order);
    if (!field) return;
    std::vector<std::uint32_t> new_row(order.size());
    for (std::uint32_t row = 0; row < order.size(); ++row) new_row[order[row]] = row;
    for (DanglingRef& ref : dangling)
        if (ref.field == *field) ref.row = new_row[ref.row];
}

template <class Table>
void settle_table(Table& table) {
    Table::visit(table, [&](std::string_view, auto& column) { column.settle(table.count); });
    table.line.settle(table.count);
}

void sort_texts(std::vector<RowText>& texts) {
    std::stable_sort(texts.begin(), texts.end(),
                     [](const RowText& a, const RowText& b) { return a.row < b.row; });
    texts.shrink_to_fit();
}

bool names_unit(Field field) {
    return field == Field::goal_owner || field == Field::unit_parent ||
           field == Field::assignment_unit;
}

}  // namespace

std::optional<std::uint32_t> PlanBuilder::find_exact(Field field, std::string_view key) const {
    switch (field) {
        case Field::goal_parent:
        case Field::serves_goal:
            return plan_.goal_index_.find(key, plan_.texts_, plan_.goals_.key);
        case Field::task_parent:
        case Field::dependency_predecessor:
            return plan_.task_index_.find(key, plan_.texts_, plan_.tasks_.key);
        case Field::goal_owner:
        case Field::unit_parent:
        case Field::assignment_unit:
            return plan_.unit_index_.find(key, plan_.texts_, plan_.units_.key);
        case Field::implements_requirement:
            return plan_.requirement_index_.find(key, plan_.texts_, plan_.requirements_.key);
    }
    return std::nullopt;
}

void PlanBuilder::set_reference(Field field, std::size_t row, std::uint32_t target) {
    switch (field) {
        case Field::goal_parent:
            return plan_.goals_.parent.set(row, GoalId(target));
        case Field::goal_owner:
            return plan_.goals_.owner.set(row, UnitId(target));
        case Field::task_parent:
            return plan_.tasks_.parent.set(row, TaskId(target));
        case Field::unit_parent:
            return plan_.units_.parent.set(row, UnitId(target));
        case Field::serves_goal:
            return plan_.serves_.goal.set(row, GoalId(target));
        case Field::assignment_unit:
            return plan_.assignments_.unit.set(row, UnitId(target));
        case Field::dependency_predecessor:
            return plan_.dependencies_.predecessor.set(row, TaskId(target));
        case Field::implements_requirement:
            return plan_.implements_.requirement.set(row, RequirementId(target));
    }
}

void PlanBuilder::refer(Field field, std::size_t row, std::string_view key) {
    // A key that is there already can be resolved at once, since the first row with a key wins. An
    // alias cannot: a unit of that very name may still come.
    if (const auto target = find_exact(field, key)) {
        set_reference(field, row, *target);
    } else {
        pending_.push_back({field, static_cast<std::uint32_t>(row), pending_texts_.add(key)});
    }
}

void PlanBuilder::mention_units() {
    for (const DanglingRef& ref : pending_) {
        if (ref.field != Field::goal_owner && ref.field != Field::assignment_unit) continue;
        const std::string_view key = pending_texts_[ref.key];
        if (!plan_.find_unit(key)) add_unit({.key = key});
    }
}

void PlanBuilder::resolve() {
    for (const DanglingRef& ref : pending_) {
        const std::string_view key = pending_texts_[ref.key];
        if (const auto target = find_exact(ref.field, key)) {
            set_reference(ref.field, ref.row, *target);
        } else if (const auto unit = names_unit(ref.field) ? plan_.find_unit(key) : std::nullopt) {
            set_reference(ref.field, ref.row, unit->value());
            Column<TextRef>& text = plan_.assignments_.text;
            if (ref.field == Field::assignment_unit && text[ref.row].length == 0)
                text.set(ref.row, keep(key));
        } else {
            plan_.dangling_.push_back({ref.field, ref.row, keep(key)});
        }
    }
    pending_.clear();
}

void PlanBuilder::sort_relations() {
    std::vector<DanglingRef>& dangling = plan_.dangling_;
    sort_table(plan_.indicators_, plan_.indicators_.goal, std::nullopt, dangling);
    sort_table(plan_.serves_, plan_.serves_.task, Field::serves_goal, dangling);
    sort_table(plan_.assignments_, plan_.assignments_.task, Field::assignment_unit, dangling);
    sort_table(plan_.dependencies_, plan_.dependencies_.successor, Field::dependency_predecessor,
               dangling);
    sort_table(plan_.implements_, plan_.implements_.node, Field::implements_requirement, dangling);
    sort_table(plan_.refines_, plan_.refines_.task, std::nullopt, dangling);
    sort_table(plan_.reports_, plan_.reports_.task, std::nullopt, dangling);
    sort_table(plan_.extensions_, plan_.extensions_.task, std::nullopt, dangling);
    std::sort(dangling.begin(), dangling.end(), [](const DanglingRef& a, const DanglingRef& b) {
        return std::pair(a.field, a.row) < std::pair(b.field, b.row);
    });
    for (std::vector<RowText>* texts :
         {&plan_.requirement_attributes_, &plan_.goal_attributes_, &plan_.task_attributes_,
          &plan_.unit_attributes_, &plan_.tags_, &plan_.needs_, &plan_.aliases_})
        sort_texts(*texts);
}

void PlanBuilder::settle() {
    settle_table(plan_.requirements_);
    settle_table(plan_.goals_);
    settle_table(plan_.indicators_);
    settle_table(plan_.tasks_);
    settle_table(plan_.units_);
    settle_table(plan_.serves_);
    settle_table(plan_.assignments_);
    settle_table(plan_.dependencies_);
    settle_table(plan_.implements_);
    settle_table(plan_.refines_);
    settle_table(plan_.reports_);
    settle_table(plan_.extensions_);
    plan_.texts_.shrink();
}

Plan PlanBuilder::build() && {
    plan_.alias_index_ = KeyIndex();
    plan_.alias_keys_ = Column<TextRef>();
    plan_.alias_units_ = Column<UnitId>();
    sort_texts(plan_.aliases_);
    for (std::uint32_t row = 0; row < plan_.aliases_.size(); ++row) {
        const RowText& alias = plan_.aliases_[row];
        plan_.alias_index_.insert(row, plan_.texts_[alias.value], plan_.texts_, plan_.alias_keys_);
        plan_.alias_keys_.set(row, alias.value);
        plan_.alias_units_.set(row, UnitId(alias.row));
    }
    if (units_by_mention_) mention_units();
    resolve();
    sort_relations();
    settle();
    return std::move(plan_);
}

}  // namespace planloom
