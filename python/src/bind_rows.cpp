// The views: one row of a plan with its texts.
#include "rows.hpp"

namespace planloom::python {
namespace {

using Field = DanglingRef::Field;
using RequirementRow = RowHandle<RequirementView>;
using GoalRow = RowHandle<GoalView>;
using TaskRow = RowHandle<TaskView>;
using UnitRow = RowHandle<UnitView>;

py::list implemented(const Plan& plan, Node node) {
    py::list keys;
    for (const ImplementsId id : plan.implements(node)) {
        keys.append(reference_value(plan, plan.implements_table().requirement[id.index()],
                                    Field::implements_requirement, id.index()));
    }
    return keys;
}

py::list text_values(const Plan& plan, std::span<const RowText> texts) {
    py::list list;
    for (const RowText& each : texts) list.append(text(plan.text(each.value)));
    return list;
}

void bind_requirement(py::module_& module) {
    RowClass<RequirementView>(module, "RequirementView",
                              "What the plan must answer: a clause of a parent policy, a problem, "
                              "a comment.")
        .field("text", &RequirementView::text, "The full text.")
        .field("source", &RequirementView::source, "Where the requirement comes from.")
        .field("raised_by", &RequirementView::raised_by, "Who made the comment.")
        .field("reason", &RequirementView::reason, "Why the comment was not adopted.")
        .field("kind", &RequirementView::kind, "`clause`, `problem` or `comment`.")
        .property(
            "disposition",
            [](const RequirementRow& row) -> py::object {
                const Disposition disposition = row.view().disposition();
                if (disposition == Disposition::none) return py::none();
                return text(word(disposition));
            },
            "What became of a comment: `open`, `adopted`, `partly` or `rejected`; None where "
            "nothing was said.")
        .field("is_optional", &RequirementView::is_optional, "Whether the plan may leave it out.")
        .field("round", &RequirementView::round, "The consultation round, from 1, or None.");
}

void bind_goal(py::module_& module) {
    RowClass<GoalView>(module, "GoalView", "What the plan is to reach.")
        .field("text", &GoalView::text, "The full text.")
        .field("section", &GoalView::section, "The section of the document.")
        .reference("parent", &GoalView::parent, Field::goal_parent,
                   "The key of the goal above, or None.")
        .reference("owner", &GoalView::owner, Field::goal_owner,
                   "The key of the unit that answers for the goal, or None.")
        .field("horizon", &GoalView::horizon, "By when the goal is to be reached, or None.")
        .field("support", &GoalView::support,
               "How many of its necessary supports must hold: `all`, `any` or `at_least`.")
        .field("support_count", &GoalView::support_count,
               "The k of \"at least k\"; None for the other rules.")
        .field("declared_tasks", &GoalView::declared_tasks,
               "How many tasks the document says the goal has, or None.")
        .field("is_closed", &GoalView::is_closed, "Whether the goal takes no further tasks.")
        .field("is_local", &GoalView::is_local, "Whether the plan set the goal by itself.")
        .field("former_key", &GoalView::former_key,
               "The key in an earlier revision; empty if it is the same.")
        .property(
            "needs",
            [](const GoalRow& row) {
                return text_values(row.plan(), row.plan().needs(row.view().id()));
            },
            "The tags that its tasks must bear between them.")
        .property(
            "implements", [](const GoalRow& row) { return implemented(row.plan(), row.node()); },
            "The keys of the requirements that the goal answers.")
        .property(
            "indicators",
            [](const GoalRow& row) {
                return row_list(row.plan(), row.plan().indicators(row.view().id()));
            },
            "By what the goal is measured.");
}

void bind_task_relations(RowClass<TaskView>& type) {
    type.property(
            "serves",
            [](const TaskRow& row) {
                return row_list(row.plan(), row.plan().serves(row.view().id()));
            },
            "How the task serves goals, in the order as written.")
        .property(
            "assignments",
            [](const TaskRow& row) {
                return row_list(row.plan(), row.plan().assignments(row.view().id()));
            },
            "What units do for the task, in the order as written.")
        .property(
            "predecessors",
            [](const TaskRow& row) {
                return row_list(row.plan(), row.plan().predecessors(row.view().id()));
            },
            "The links that hold the task back, in the order as written.")
        .property(
            "implements", [](const TaskRow& row) { return implemented(row.plan(), row.node()); },
            "The keys of the requirements that the task answers.")
        .property(
            "refines",
            [](const TaskRow& row) {
                return row_list(row.plan(), row.plan().refines(row.view().id()));
            },
            "The tasks of higher-level plans that the task refines.")
        .property(
            "tags",
            [](const TaskRow& row) {
                return text_values(row.plan(), row.plan().tags(row.view().id()));
            },
            "The tags, in the order as written.")
        .property(
            "reports",
            [](const TaskRow& row) {
                return row_list(row.plan(), row.plan().reports(row.view().id()));
            },
            "What was reported of the task, in the order as written.")
        .property(
            "extensions",
            [](const TaskRow& row) {
                return row_list(row.plan(), row.plan().extensions(row.view().id()));
            },
            "How the deadline was put off, in the order as written.");
}

void bind_task(py::module_& module) {
    RowClass<TaskView> type(module, "TaskView", "What is to be done.");
    type.field("text", &TaskView::text, "The full text.")
        .field("section", &TaskView::section, "The section of the document.")
        .field("deliverable", &TaskView::deliverable, "What the task hands over.")
        .reference("parent", &TaskView::parent, Field::task_parent,
                   "The key of the task above, or None.")
        .field("is_milestone", &TaskView::is_milestone, "Whether it is a point in time.")
        .field("is_joint", &TaskView::is_joint,
               "Whether several leads share the task by declaration.")
        .field("duration", &TaskView::duration,
               "The duration, or the likely one of three points, in minutes of work, or None.")
        .field("optimistic", &TaskView::optimistic,
               "The shortest of three points, in minutes of work, or None.")
        .field("pessimistic", &TaskView::pessimistic,
               "The longest of three points, in minutes of work, or None.")
        .field("is_elapsed", &TaskView::is_elapsed,
               "Whether the durations run through nights and holidays instead of counting working "
               "time.")
        .field("start_no_earlier", &TaskView::start_no_earlier, "A date, or None.")
        .field("start_no_later", &TaskView::start_no_later, "A date, or None.")
        .field("finish_no_earlier", &TaskView::finish_no_earlier, "A date, or None.")
        .field("finish_no_later", &TaskView::finish_no_later, "A date, or None.")
        .field("must_start", &TaskView::must_start, "A date, or None.")
        .field("must_finish", &TaskView::must_finish, "A date, or None.")
        .field("is_late", &TaskView::is_late,
               "Whether the task is to be done as late as its successors allow.")
        .field("calendar", &TaskView::calendar, "The key of a calendar; empty for the plan's.")
        .field("due", &TaskView::due, "The deadline with its precision, or None.")
        .field("due_text", &TaskView::due_text,
               "The deadline as it was written, such as 2025年底前.")
        .field("due_every", &TaskView::due_every,
               "How often the deadline comes back, such as `year`; empty when it does not.")
        .field("is_ongoing", &TaskView::is_ongoing, "Whether the task goes on without an end.")
        .field("status", &TaskView::status, "`not_started`, `in_progress`, `done` or `cancelled`.")
        .field("is_open", &TaskView::is_open, "Whether it is neither done nor cancelled.")
        .field("progress", &TaskView::progress, "Per cent, 0 to 100, or None.")
        .field("actual_start", &TaskView::actual_start, "A date, or None.")
        .field("actual_finish", &TaskView::actual_finish, "A date, or None.")
        .field("baseline_start", &TaskView::baseline_start, "A date, or None.")
        .field("baseline_finish", &TaskView::baseline_finish, "A date, or None.")
        .field("baseline_duration", &TaskView::baseline_duration, "Minutes of work, or None.")
        .field("level", &TaskView::level,
               "The level of government at which the task is done; empty when not said.")
        .field("evidence", &TaskView::evidence, "What proves that the task is done.")
        .field("plan_filed", &TaskView::plan_filed,
               "When the lead handed in its own plan for the task, or None.")
        .field("is_local", &TaskView::is_local, "Whether the plan set the task by itself.")
        .field("is_external", &TaskView::is_external,
               "Whether others do it, out of reach of who answers for the plan.")
        .field("former_key", &TaskView::former_key,
               "The key in an earlier revision; empty if it is the same.");
    bind_task_relations(type);
}

void bind_unit(py::module_& module) {
    RowClass<UnitView>(module, "UnitView", "Who does it.")
        .field("level", &UnitView::level, "One of the plan's levels.")
        .field("region", &UnitView::region, "Where the unit acts.")
        .field("duty", &UnitView::duty, "What the unit is there for.")
        .reference("parent", &UnitView::parent, Field::unit_parent,
                   "The key of the unit above, or None.")
        .field("kind", &UnitView::kind,
               "`unit`, or `group` for a class of bodies such as 各市州政府.")
        .property(
            "capacity",
            [](const UnitRow& row) -> py::object {
                const double capacity = row.view().capacity();
                if (capacity == 0) return py::none();
                return py::float_(capacity);
            },
            "How many tasks the unit can carry at a time, or None.")
        .field("exists_from", &UnitView::exists_from, "A date, or None.")
        .field("exists_until", &UnitView::exists_until, "A date, or None.")
        .field("calendar", &UnitView::calendar, "The key of a calendar; empty for the plan's.")
        .field("successor", &UnitView::successor,
               "The key of the unit that takes over when this one ends; empty when not said.")
        .field("former_key", &UnitView::former_key,
               "The key in an earlier revision; empty if it is the same.")
        .property(
            "aliases",
            [](const UnitRow& row) {
                return text_values(row.plan(), row.plan().aliases(row.view().id()));
            },
            "Other names of the unit.");
}

}  // namespace

void bind_rows(py::module_& module) {
    bind_requirement(module);
    bind_goal(module);
    bind_task(module);
    bind_unit(module);
}

}  // namespace planloom::python
