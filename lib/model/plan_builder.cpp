#include <planloom/core/contract.hpp>
#include <planloom/core/error.hpp>
#include <planloom/model/plan_builder.hpp>

namespace planloom {
namespace {

using Field = DanglingRef::Field;

/// Opens one more row of a table.
template <class Table>
std::uint32_t new_row(Table& table) {
    constexpr std::size_t most = 0xFFFFFFFEU;
    if (table.count >= most) throw Error("limit_rows", "more than 4,294,967,294 rows of one kind");
    return static_cast<std::uint32_t>(table.count++);
}

}  // namespace

PlanBuilder::PlanBuilder(Plan plan) : plan_(std::move(plan)) {
    for (const DanglingRef& ref : plan_.dangling_)
        pending_.push_back({ref.field, ref.row, pending_texts_.add(plan_.texts_[ref.key])});
    plan_.dangling_.clear();
}

TextRef PlanBuilder::keep(std::string_view text) {
    return text.empty() ? TextRef() : plan_.texts_.add(text);
}

TextRef PlanBuilder::keep_title(std::string_view title, std::string_view key) {
    return title == key ? TextRef() : keep(title);
}

RequirementId PlanBuilder::add_requirement(const NewRequirement& row) {
    RequirementTable& table = plan_.requirements_;
    const std::uint32_t at = new_row(table);
    plan_.requirement_index_.insert(at, row.key, plan_.texts_, table.key);
    table.key.set(at, keep(row.key));
    table.title.set(at, keep_title(row.title, row.key));
    table.text.set(at, keep(row.text));
    table.source.set(at, keep(row.source));
    table.raised_by.set(at, keep(row.raised_by));
    table.reason.set(at, keep(row.reason));
    table.kind.set(at, row.kind);
    table.disposition.set(at, row.disposition);
    table.is_optional.set(at, row.is_optional ? 1 : 0);
    table.round.set(at, row.round);
    table.line.set(at, row.line);
    return RequirementId(at);
}

GoalId PlanBuilder::add_goal(const NewGoal& row) {
    GoalTable& table = plan_.goals_;
    const std::uint32_t at = new_row(table);
    plan_.goal_index_.insert(at, row.key, plan_.texts_, table.key);
    table.key.set(at, keep(row.key));
    table.title.set(at, keep_title(row.title, row.key));
    table.text.set(at, keep(row.text));
    table.section.set(at, keep(row.section));
    if (row.parent) refer(Field::goal_parent, at, *row.parent);
    if (row.owner) refer(Field::goal_owner, at, *row.owner);
    table.horizon.set(at, row.horizon.date);
    table.horizon_precision.set(at, row.horizon.precision);
    table.support.set(at, row.support);
    table.support_count.set(at, row.support_count);
    table.declared_tasks.set(at, row.declared_tasks);
    table.is_closed.set(at, row.is_closed ? 1 : 0);
    table.is_local.set(at, row.is_local ? 1 : 0);
    table.former_key.set(at, keep(row.former_key));
    table.line.set(at, row.line);
    return GoalId(at);
}

TaskId PlanBuilder::add_task(const NewTask& row) {
    TaskTable& table = plan_.tasks_;
    const std::uint32_t at = new_row(table);
    plan_.task_index_.insert(at, row.key, plan_.texts_, table.key);
    table.key.set(at, keep(row.key));
    table.title.set(at, keep_title(row.title, row.key));
    table.text.set(at, keep(row.text));
    table.section.set(at, keep(row.section));
    table.deliverable.set(at, keep(row.deliverable));
    if (row.parent) refer(Field::task_parent, at, *row.parent);
    table.is_milestone.set(at, row.is_milestone ? 1 : 0);
    table.is_joint.set(at, row.is_joint ? 1 : 0);
    table.duration.set(at, row.duration);
    table.optimistic.set(at, row.optimistic);
    table.pessimistic.set(at, row.pessimistic);
    table.is_elapsed.set(at, row.is_elapsed ? 1 : 0);
    table.start_no_earlier.set(at, row.start_no_earlier);
    table.start_no_later.set(at, row.start_no_later);
    table.finish_no_earlier.set(at, row.finish_no_earlier);
    table.finish_no_later.set(at, row.finish_no_later);
    table.must_start.set(at, row.must_start);
    table.must_finish.set(at, row.must_finish);
    table.is_late.set(at, row.is_late ? 1 : 0);
    table.calendar.set(at, keep(row.calendar));
    table.due.set(at, row.due.date);
    table.due_precision.set(at, row.due.precision);
    table.due_text.set(at, keep(row.due_text));
    table.due_every.set(at, keep(row.due_every));
    table.is_ongoing.set(at, row.is_ongoing ? 1 : 0);
    table.status.set(at, row.status);
    table.progress.set(at, row.progress);
    table.actual_start.set(at, row.actual_start);
    table.actual_finish.set(at, row.actual_finish);
    table.baseline_start.set(at, row.baseline_start);
    table.baseline_finish.set(at, row.baseline_finish);
    table.baseline_duration.set(at, row.baseline_duration);
    table.level.set(at, keep(row.level));
    table.evidence.set(at, keep(row.evidence));
    table.plan_filed.set(at, row.plan_filed);
    table.is_local.set(at, row.is_local ? 1 : 0);
    table.is_external.set(at, row.is_external ? 1 : 0);
    table.former_key.set(at, keep(row.former_key));
    table.line.set(at, row.line);
    return TaskId(at);
}

UnitId PlanBuilder::add_unit(const NewUnit& row) {
    UnitTable& table = plan_.units_;
    const std::uint32_t at = new_row(table);
    plan_.unit_index_.insert(at, row.key, plan_.texts_, table.key);
    table.key.set(at, keep(row.key));
    table.title.set(at, keep_title(row.title, row.key));
    table.level.set(at, keep(row.level));
    table.region.set(at, keep(row.region));
    table.duty.set(at, keep(row.duty));
    if (row.parent) refer(Field::unit_parent, at, *row.parent);
    table.kind.set(at, row.kind);
    table.capacity.set(at, row.capacity);
    table.exists_from.set(at, row.exists_from);
    table.exists_until.set(at, row.exists_until);
    table.calendar.set(at, keep(row.calendar));
    table.successor.set(at, keep(row.successor));
    table.former_key.set(at, keep(row.former_key));
    table.line.set(at, row.line);
    return UnitId(at);
}

void PlanBuilder::add_indicator(GoalId goal, const NewIndicator& row) {
    PLANLOOM_EXPECTS(goal.index() < plan_.goals_.count);
    IndicatorTable& table = plan_.indicators_;
    const std::uint32_t at = new_row(table);
    table.goal.set(at, goal);
    table.title.set(at, keep(row.title));
    table.measure.set(at, keep(row.measure));
    table.baseline.set(at, keep(row.baseline));
    table.target.set(at, keep(row.target));
    table.actual.set(at, keep(row.actual));
    table.due.set(at, row.due.date);
    table.due_precision.set(at, row.due.precision);
    table.source.set(at, keep(row.source));
    table.kind.set(at, row.kind);
    table.aggregation.set(at, row.aggregation);
    table.line.set(at, row.line);
}

void PlanBuilder::serve(TaskId task, std::string_view goal, ServesRole role, double weight,
                        std::uint32_t line) {
    PLANLOOM_EXPECTS(task.index() < plan_.tasks_.count);
    ServesTable& table = plan_.serves_;
    const std::uint32_t at = new_row(table);
    table.task.set(at, task);
    refer(Field::serves_goal, at, goal);
    table.role.set(at, role);
    table.weight.set(at, weight);
    table.line.set(at, line);
}

void PlanBuilder::assign(TaskId task, std::string_view unit, Role role, const Share& share) {
    PLANLOOM_EXPECTS(task.index() < plan_.tasks_.count);
    AssignmentTable& table = plan_.assignments_;
    const std::uint32_t at = new_row(table);
    table.task.set(at, task);
    refer(Field::assignment_unit, at, unit);
    table.role.set(at, role);
    table.amount.set(at, share.amount);
    table.is_open.set(at, share.is_open ? 1 : 0);
    table.is_inferred.set(at, share.is_inferred ? 1 : 0);
    table.text.set(at, keep(share.text));
    table.line.set(at, share.line);
}

void PlanBuilder::depend(TaskId successor, std::string_view predecessor, const Link& link) {
    PLANLOOM_EXPECTS(successor.index() < plan_.tasks_.count);
    DependencyTable& table = plan_.dependencies_;
    const std::uint32_t at = new_row(table);
    table.successor.set(at, successor);
    refer(Field::dependency_predecessor, at, predecessor);
    table.type.set(at, link.type);
    table.lag.set(at, link.lag);
    table.max_lag.set(at, link.max_lag);
    table.is_elapsed.set(at, link.is_elapsed ? 1 : 0);
    table.is_soft.set(at, link.is_soft ? 1 : 0);
    table.reason.set(at, keep(link.reason));
    table.line.set(at, link.line);
}

void PlanBuilder::implement(Node goal_or_task, std::string_view requirement, std::uint32_t line,
                            std::string_view confirmed) {
    PLANLOOM_EXPECTS(goal_or_task.kind == NodeKind::goal || goal_or_task.kind == NodeKind::task);
    ImplementsTable& table = plan_.implements_;
    const std::uint32_t at = new_row(table);
    table.node.set(at, goal_or_task);
    refer(Field::implements_requirement, at, requirement);
    table.confirmed.set(at, keep(confirmed));
    table.line.set(at, line);
}

void PlanBuilder::refine(TaskId task, std::string_view plan, std::string_view target,
                         std::uint32_t line) {
    PLANLOOM_EXPECTS(task.index() < plan_.tasks_.count);
    RefinesTable& table = plan_.refines_;
    const std::uint32_t at = new_row(table);
    table.task.set(at, task);
    table.plan.set(at, keep(plan));
    table.target.set(at, keep(target));
    table.line.set(at, line);
}

void PlanBuilder::add_report(TaskId task, const NewReport& row) {
    PLANLOOM_EXPECTS(task.index() < plan_.tasks_.count);
    ReportTable& table = plan_.reports_;
    const std::uint32_t at = new_row(table);
    table.task.set(at, task);
    table.date.set(at, row.date);
    table.progress.set(at, row.progress);
    table.text.set(at, keep(row.text));
    table.line.set(at, row.line);
}

void PlanBuilder::add_extension(TaskId task, const NewExtension& row) {
    PLANLOOM_EXPECTS(task.index() < plan_.tasks_.count);
    ExtensionTable& table = plan_.extensions_;
    const std::uint32_t at = new_row(table);
    table.task.set(at, task);
    table.recorded.set(at, row.recorded);
    table.from.set(at, row.from);
    table.until.set(at, row.until);
    table.reason.set(at, keep(row.reason));
    table.line.set(at, row.line);
}

void PlanBuilder::add_need(GoalId goal, std::string_view tag) {
    plan_.needs_.push_back({goal.value(), TextRef(), keep(tag)});
}

void PlanBuilder::add_tag(TaskId task, std::string_view tag) {
    plan_.tags_.push_back({task.value(), TextRef(), keep(tag)});
}

void PlanBuilder::add_alias(UnitId unit, std::string_view alias) {
    const TextRef text = keep(alias);
    plan_.aliases_.push_back({unit.value(), TextRef(), text});
}

void PlanBuilder::add_attribute(Node node, std::string_view name, std::string_view json) {
    const RowText row{node.index, keep(name), keep(json)};
    switch (node.kind) {
        case NodeKind::requirement:
            plan_.requirement_attributes_.push_back(row);
            break;
        case NodeKind::goal:
            plan_.goal_attributes_.push_back(row);
            break;
        case NodeKind::task:
            plan_.task_attributes_.push_back(row);
            break;
        case NodeKind::unit:
            plan_.unit_attributes_.push_back(row);
            break;
    }
}

}  // namespace planloom
