#include "json_kinds.hpp"

#include <algorithm>
#include <string_view>

namespace planloom::detail {
namespace {

/// Whether the row may be added; its key is then set, from its title where it has none.
bool is_complete(Reading& reading, std::string_view kind) {
    RowDraft& row = reading.draft().row;
    if (!row.key.is_given) {
        if (!row.title.is_given && !reading.saw("key") && !reading.saw("title"))
            reading.fault_below("", row.line, "missing_key",
                                std::string(kind) + " has neither key nor title");
        row.key = row.title;
        row.title = Slice();
    }
    return reading.end_row();
}

void add_attributes(Reading& reading, Node node) {
    const Draft& draft = reading.draft();
    for (const AttributeDraft& attribute : draft.attributes)
        reading.builder().add_attribute(node, draft[attribute.name], draft[attribute.value]);
}

void add_implements(Reading& reading, Node node) {
    const Draft& draft = reading.draft();
    for (const ImplementsDraft& each : draft.implements)
        reading.builder().implement(node, draft[each.requirement], each.line,
                                    draft[each.confirmed]);
}

NewTask new_task(const Draft& draft) {
    const RowDraft& row = draft.row;
    NewTask task;
    task.key = draft[row.key];
    task.title = draft[row.title];
    task.text = draft[row.text];
    task.section = draft[row.section];
    task.deliverable = draft[row.deliverable];
    task.parent = draft.given(row.parent);
    task.is_milestone = row.is_milestone;
    task.is_joint = row.is_joint;
    task.duration = row.duration;
    task.optimistic = row.optimistic;
    task.pessimistic = row.pessimistic;
    task.is_elapsed = row.is_elapsed;
    task.start_no_earlier = row.start_no_earlier;
    task.start_no_later = row.start_no_later;
    task.finish_no_earlier = row.finish_no_earlier;
    task.finish_no_later = row.finish_no_later;
    task.must_start = row.must_start;
    task.must_finish = row.must_finish;
    task.is_late = row.is_late;
    task.calendar = draft[row.calendar];
    task.due = row.due;
    task.due_text = draft[row.due_text];
    task.due_every = draft[row.due_every];
    task.is_ongoing = row.is_ongoing;
    task.status = row.status;
    task.progress = row.progress;
    task.actual_start = row.actual_start;
    task.actual_finish = row.actual_finish;
    task.baseline_start = row.baseline_start;
    task.baseline_finish = row.baseline_finish;
    task.baseline_duration = row.baseline_duration;
    task.level = draft[row.level];
    task.evidence = draft[row.evidence];
    task.plan_filed = row.plan_filed;
    task.is_local = row.is_local;
    task.is_external = row.is_external;
    task.former_key = draft[row.former_key];
    task.line = row.line;
    return task;
}

void add_shares(PlanBuilder& builder, TaskId task, Draft& draft) {
    // Fields of an object have no order that means something; the roles have.
    std::stable_sort(draft.shares.begin(), draft.shares.end(),
                     [](const ShareDraft& a, const ShareDraft& b) { return a.role < b.role; });
    for (const std::vector<ShareDraft>* shares : {&draft.shares, &draft.assigned})
        for (const ShareDraft& share : *shares)
            builder.assign(task, draft[share.unit], share.role,
                           {.amount = share.amount,
                            .is_open = share.is_open,
                            .is_inferred = share.is_inferred,
                            .text = draft[share.text],
                            .line = share.line});
}

}  // namespace

void end_requirement(Reading& reading) {
    if (!is_complete(reading, "a requirement")) return;
    const Draft& draft = reading.draft();
    const RowDraft& row = draft.row;
    NewRequirement requirement;
    requirement.key = draft[row.key];
    requirement.title = draft[row.title];
    requirement.text = draft[row.text];
    requirement.source = draft[row.source];
    requirement.kind = row.requirement_kind;
    requirement.is_optional = row.is_optional;
    requirement.raised_by = draft[row.raised_by];
    requirement.round = row.round;
    requirement.disposition = row.disposition;
    requirement.reason = draft[row.reason];
    requirement.line = row.line;
    add_attributes(reading, reading.builder().add_requirement(requirement));
}

void end_goal(Reading& reading) {
    if (!is_complete(reading, "a goal")) return;
    const Draft& draft = reading.draft();
    const RowDraft& row = draft.row;
    NewGoal goal;
    goal.key = draft[row.key];
    goal.title = draft[row.title];
    goal.text = draft[row.text];
    goal.section = draft[row.section];
    goal.parent = draft.given(row.parent);
    goal.owner = draft.given(row.owner);
    goal.horizon = row.horizon;
    goal.support = row.support;
    goal.support_count = row.support_count;
    goal.declared_tasks = row.declared_tasks;
    goal.is_closed = row.is_closed;
    goal.is_local = row.is_local;
    goal.former_key = draft[row.former_key];
    goal.line = row.line;
    PlanBuilder& builder = reading.builder();
    const GoalId id = builder.add_goal(goal);
    for (const Slice need : draft.needs) builder.add_need(id, draft[need]);
    for (const IndicatorDraft& indicator : draft.indicators)
        builder.add_indicator(id, {.title = draft[indicator.title],
                                   .measure = draft[indicator.measure],
                                   .baseline = draft[indicator.baseline],
                                   .target = draft[indicator.target],
                                   .actual = draft[indicator.actual],
                                   .due = indicator.due,
                                   .source = draft[indicator.source],
                                   .kind = indicator.kind,
                                   .aggregation = indicator.aggregation,
                                   .line = indicator.line});
    add_implements(reading, id);
    add_attributes(reading, id);
}

void end_unit(Reading& reading) {
    if (!is_complete(reading, "a unit")) return;
    const Draft& draft = reading.draft();
    const RowDraft& row = draft.row;
    NewUnit unit;
    unit.key = draft[row.key];
    unit.title = draft[row.title];
    unit.level = draft[row.level];
    unit.region = draft[row.region];
    unit.duty = draft[row.duty];
    unit.parent = draft.given(row.parent);
    unit.kind = row.unit_kind;
    unit.capacity = row.capacity;
    unit.exists_from = row.exists_from;
    unit.exists_until = row.exists_until;
    unit.calendar = draft[row.calendar];
    unit.successor = draft[row.successor];
    unit.former_key = draft[row.former_key];
    unit.line = row.line;
    PlanBuilder& builder = reading.builder();
    const UnitId id = builder.add_unit(unit);
    for (const Slice alias : draft.aliases) builder.add_alias(id, draft[alias]);
    add_attributes(reading, id);
}

void end_task(Reading& reading) {
    if (!is_complete(reading, "a task")) return;
    Draft& draft = reading.draft();
    PlanBuilder& builder = reading.builder();
    const TaskId id = builder.add_task(new_task(draft));
    for (const Slice tag : draft.tags) builder.add_tag(id, draft[tag]);
    for (const ReportDraft& report : draft.reports)
        builder.add_report(id, {report.date, report.progress, draft[report.text], report.line});
    for (const ExtensionDraft& extension : draft.extensions)
        builder.add_extension(id, {extension.recorded, extension.from, extension.until,
                                   draft[extension.reason], extension.line});
    for (const ServesDraft& serves : draft.serves)
        builder.serve(id, draft[serves.goal], serves.role, serves.weight, serves.line);
    add_shares(builder, id, draft);
    for (const LinkDraft& link : draft.links)
        builder.depend(id, draft[link.task],
                       {link.type, link.lag, link.max_lag, link.is_elapsed, link.is_soft,
                        draft[link.reason], link.line});
    for (const RefinesDraft& refines : draft.refines)
        builder.refine(id, draft[refines.plan], draft[refines.task], refines.line);
    add_implements(reading, id);
    add_attributes(reading, id);
}

}  // namespace planloom::detail
