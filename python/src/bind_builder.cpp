#include "bindings.hpp"

#include "arguments.hpp"
#include "builder.hpp"
#include "types.hpp"
#include "values.hpp"

#include <array>

namespace planloom::python {
namespace {

using Text = std::optional<py::str>;

void bind_requirement(Builder& type) {
    type.def(
        "add_requirement",
        [](KeyedBuilder& builder, const py::str& key, const py::str& title, const py::str& text,
           const py::str& source, const py::str& kind, bool is_optional, const py::str& raised_by,
           std::optional<std::int64_t> round, const Text& disposition, const py::str& reason) {
            NewRequirement row{.key = view(key)};
            row.title = view(title);
            row.text = view(text);
            row.source = view(source);
            row.kind = word_argument<RequirementKind>("kind", kind);
            row.is_optional = is_optional;
            row.raised_by = view(raised_by);
            row.round = count_argument("round", round, 1, 2'147'483'647);
            if (disposition)
                row.disposition = word_argument<Disposition>("disposition", *disposition);
            row.reason = view(reason);
            builder.add(row);
            return key;
        },
        py::arg("key"), py::kw_only(), py::arg("title") = "", py::arg("text") = "",
        py::arg("source") = "", py::arg("kind") = "clause", py::arg("is_optional") = false,
        py::arg("raised_by") = "", py::arg("round") = py::none(),
        py::arg("disposition") = py::none(), py::arg("reason") = "",
        R"(Adds a requirement.

Args:
    key: The key.
    kind: `clause`, `problem` or `comment`.
    round: The consultation round, from 1.
    disposition: `open`, `adopted`, `partly` or `rejected`.

Returns:
    The key.

Raises:
    ReadError: A value is not what it should be.)");
}

/// The enumerator that a word names, or what stands for nothing said.
template <class Enum>
Enum stated(const char* name, const Text& word, Enum none) {
    return word ? word_argument<Enum>(name, *word) : none;
}

void bind_goal(Builder& type) {
    type.def(
        "add_goal",
        [](KeyedBuilder& builder, const py::str& key, const py::str& title, const py::str& text,
           const py::str& section, const Text& parent, const Text& owner, const py::object& horizon,
           const py::str& support, std::optional<std::int64_t> support_count,
           std::optional<std::int64_t> declared_tasks, bool is_closed, bool is_local,
           const py::str& former_key) {
            NewGoal row{.key = view(key)};
            row.title = view(title);
            row.text = view(text);
            row.section = view(section);
            row.parent = view(parent);
            row.owner = view(owner);
            row.horizon = period_argument("horizon", horizon);
            row.support = word_argument<SupportRule>("support", support);
            row.support_count = count_argument("support_count", support_count, 1, 2'147'483'647);
            if ((row.support == SupportRule::at_least) != support_count.has_value()) {
                refuse("bad_number", "support_count", support_count ? "a number" : "None",
                       "a number with support at_least, and with no other");
            }
            row.declared_tasks = count_argument("declared_tasks", declared_tasks, 0, 2'147'483'647);
            row.is_closed = is_closed;
            row.is_local = is_local;
            row.former_key = view(former_key);
            builder.add(row);
            return key;
        },
        py::arg("key"), py::kw_only(), py::arg("title") = "", py::arg("text") = "",
        py::arg("section") = "", py::arg("parent") = py::none(), py::arg("owner") = py::none(),
        py::arg("horizon") = py::none(), py::arg("support") = "all",
        py::arg("support_count") = py::none(), py::arg("declared_tasks") = py::none(),
        py::arg("is_closed") = false, py::arg("is_local") = false, py::arg("former_key") = "",
        R"(Adds a goal.

Args:
    key: The key.
    parent: The key of the goal above, which may be added later.
    owner: The key of a unit, which may be added later.
    horizon: A date such as `2025`, a `datetime.date` or a `DatePeriod`.
    support: How many of its necessary supports must hold: `all`, `any` or `at_least`.
    support_count: The k of `at_least`.
    declared_tasks: How many tasks the document says the goal has.
    is_closed: Whether the goal takes no further tasks.
    is_local: Whether the plan set the goal by itself (自选动作).
    former_key: The key in an earlier revision.

Returns:
    The key.

Raises:
    ReadError: A value is not what it should be.)");
    type.def(
        "add_indicator",
        [](KeyedBuilder& builder, const py::str& goal, const py::str& title, const py::str& measure,
           const py::object& baseline, const py::object& target, const py::object& actual,
           const py::object& due, const py::str& source, const Text& kind,
           const Text& aggregation) {
            const std::string numbers[] = {decimal_argument("baseline", baseline),
                                           decimal_argument("target", target),
                                           decimal_argument("actual", actual)};
            builder.rows().add_indicator(
                builder.goal(view(goal)),
                {.title = view(title),
                 .measure = view(measure),
                 .baseline = numbers[0],
                 .target = numbers[1],
                 .actual = numbers[2],
                 .due = period_argument("due", due),
                 .source = view(source),
                 .kind = stated("kind", kind, IndicatorKind::none),
                 .aggregation = stated("aggregation", aggregation, Aggregation::none)});
        },
        py::arg("goal"), py::kw_only(), py::arg("title") = "", py::arg("measure") = "",
        py::arg("baseline") = py::none(), py::arg("target") = py::none(),
        py::arg("actual") = py::none(), py::arg("due") = py::none(), py::arg("source") = "",
        py::arg("kind") = py::none(), py::arg("aggregation") = py::none(),
        R"(Says by what a goal is measured.

Args:
    goal: The key of a goal that was added.
    measure: The unit of measurement, such as `%`.
    baseline: A number, or its decimal text so that no digit is lost.
    target: Likewise.
    actual: Likewise.
    due: A date such as `2025`.
    source: Where the numbers come from.
    kind: `input`, `activity`, `output`, `outcome` or `impact`.
    aggregation: How the indicators of the same title of the subgoals make it up: `sum`, `least`,
        `greatest` or `mean`.

Raises:
    UnknownKey: The goal was not added.
    ReadError: A value is not what it should be.)");
}

struct TaskTimes {
    py::object duration, optimistic, pessimistic;
    py::object start_no_earlier, start_no_later, finish_no_earlier, finish_no_later;
    py::object must_start, must_finish, due;
    py::object actual_start, actual_finish;
};

void set_times(NewTask& row, const TaskTimes& times, const WorkTime& work) {
    row.duration = duration_argument("duration", times.duration, work);
    row.optimistic = duration_argument("optimistic", times.optimistic, work);
    row.pessimistic = duration_argument("pessimistic", times.pessimistic, work);
    row.start_no_earlier = date_argument("start_no_earlier", times.start_no_earlier);
    row.start_no_later = date_argument("start_no_later", times.start_no_later);
    row.finish_no_earlier = date_argument("finish_no_earlier", times.finish_no_earlier);
    row.finish_no_later = date_argument("finish_no_later", times.finish_no_later);
    row.must_start = date_argument("must_start", times.must_start);
    row.must_finish = date_argument("must_finish", times.must_finish);
    row.due = period_argument("due", times.due);
    row.actual_start = date_argument("actual_start", times.actual_start);
    row.actual_finish = date_argument("actual_finish", times.actual_finish);
}

std::string_view recurrence(const Text& every) {
    static constexpr std::array<std::string_view, 5> all = {"year", "half", "quarter", "month",
                                                            "week"};
    if (!every) return {};
    return all.at(word_index("due_every", view(*every), all));
}

void bind_task(Builder& type) {
    type.def(
        "add_task",
        [](KeyedBuilder& builder, const py::str& key, const py::str& title, const py::str& text,
           const py::str& section, const py::str& deliverable, const Text& parent,
           bool is_milestone, bool is_joint, const py::object& duration,
           const py::object& optimistic, const py::object& pessimistic, bool is_elapsed,
           const py::object& start_no_earlier, const py::object& start_no_later,
           const py::object& finish_no_earlier, const py::object& finish_no_later,
           const py::object& must_start, const py::object& must_finish, bool is_late,
           const py::str& calendar, const py::object& due, const py::str& due_text,
           const Text& due_every, bool is_ongoing, const py::str& status,
           std::optional<std::int64_t> progress, const py::object& actual_start,
           const py::object& actual_finish, const py::object& baseline_start,
           const py::object& baseline_finish, const py::object& baseline_duration,
           const py::str& level, const py::str& evidence, const py::object& plan_filed,
           bool is_local, bool is_external, const py::str& former_key) {
            NewTask row{.key = view(key)};
            row.title = view(title);
            row.text = view(text);
            row.section = view(section);
            row.deliverable = view(deliverable);
            row.parent = view(parent);
            row.is_milestone = is_milestone;
            row.is_joint = is_joint;
            set_times(row,
                      {duration, optimistic, pessimistic, start_no_earlier, start_no_later,
                       finish_no_earlier, finish_no_later, must_start, must_finish, due,
                       actual_start, actual_finish},
                      builder.work());
            row.is_elapsed = is_elapsed;
            row.is_late = is_late;
            row.calendar = view(calendar);
            row.due_text = view(due_text);
            row.due_every = recurrence(due_every);
            row.is_ongoing = is_ongoing;
            row.status = word_argument<TaskStatus>("status", status);
            row.progress = count_argument("progress", progress, 0, 100);
            row.baseline_start = date_argument("baseline_start", baseline_start);
            row.baseline_finish = date_argument("baseline_finish", baseline_finish);
            row.baseline_duration =
                duration_argument("baseline_duration", baseline_duration, builder.work());
            row.level = view(level);
            row.evidence = view(evidence);
            row.plan_filed = date_argument("plan_filed", plan_filed);
            row.is_local = is_local;
            row.is_external = is_external;
            row.former_key = view(former_key);
            builder.add(row);
            return key;
        },
        py::arg("key"), py::kw_only(), py::arg("title") = "", py::arg("text") = "",
        py::arg("section") = "", py::arg("deliverable") = "", py::arg("parent") = py::none(),
        py::arg("is_milestone") = false, py::arg("is_joint") = false,
        py::arg("duration") = py::none(), py::arg("optimistic") = py::none(),
        py::arg("pessimistic") = py::none(), py::arg("is_elapsed") = false,
        py::arg("start_no_earlier") = py::none(), py::arg("start_no_later") = py::none(),
        py::arg("finish_no_earlier") = py::none(), py::arg("finish_no_later") = py::none(),
        py::arg("must_start") = py::none(), py::arg("must_finish") = py::none(),
        py::arg("is_late") = false, py::arg("calendar") = "", py::arg("due") = py::none(),
        py::arg("due_text") = "", py::arg("due_every") = py::none(), py::arg("is_ongoing") = false,
        py::arg("status") = "not_started", py::arg("progress") = py::none(),
        py::arg("actual_start") = py::none(), py::arg("actual_finish") = py::none(),
        py::arg("baseline_start") = py::none(), py::arg("baseline_finish") = py::none(),
        py::arg("baseline_duration") = py::none(), py::arg("level") = "", py::arg("evidence") = "",
        py::arg("plan_filed") = py::none(), py::arg("is_local") = false,
        py::arg("is_external") = false, py::arg("former_key") = "",
        R"(Adds a task.

Durations are texts such as `10d`, by the work time that the head has now, or minutes of work. Dates are
texts or `datetime.date`; `due` may be a period such as `2025-06` too.

Args:
    key: The key.
    parent: The key of the task above, which may be added later.
    duration: The duration, or the likely one of three points.
    is_elapsed: Whether the durations run through nights and holidays.
    is_late: Whether the task is to be done as late as its successors allow.
    calendar: The key of a calendar of the head; the plan's where it is empty.
    due_text: The deadline as it was written.
    due_every: How often the deadline comes back: `year`, `half`, `quarter`, `month` or `week`.
    status: `not_started`, `in_progress`, `done` or `cancelled`.
    progress: Per cent, 0 to 100.
    baseline_start: What was agreed before work began; likewise `baseline_finish` and
        `baseline_duration`.
    level: The level of government at which the task is done.
    evidence: What proves that the task is done (佐证).
    plan_filed: When the lead handed in its own plan for the task (实施方案).
    is_local: Whether the plan set the task by itself (自选动作).
    is_external: Whether others do it, out of reach of who answers for the plan.
    former_key: The key in an earlier revision.

Returns:
    The key.

Raises:
    ReadError: A value is not what it should be.)");
}

void bind_unit(Builder& type) {
    type.def(
        "add_unit",
        [](KeyedBuilder& builder, const py::str& key, const py::str& title, const py::str& level,
           const py::str& region, const py::str& duty, const Text& parent, const py::str& kind,
           std::optional<double> capacity, const py::object& exists_from,
           const py::object& exists_until, const py::str& calendar, const py::str& successor,
           const py::str& former_key) {
            NewUnit row{.key = view(key)};
            row.title = view(title);
            row.level = view(level);
            row.region = view(region);
            row.duty = view(duty);
            row.parent = view(parent);
            row.kind = word_argument<UnitKind>("kind", kind);
            if (capacity) row.capacity = positive_argument("capacity", *capacity);
            row.exists_from = date_argument("exists_from", exists_from);
            row.exists_until = date_argument("exists_until", exists_until);
            row.calendar = view(calendar);
            row.successor = view(successor);
            row.former_key = view(former_key);
            builder.add(row);
            return key;
        },
        py::arg("key"), py::kw_only(), py::arg("title") = "", py::arg("level") = "",
        py::arg("region") = "", py::arg("duty") = "", py::arg("parent") = py::none(),
        py::arg("kind") = "unit", py::arg("capacity") = py::none(),
        py::arg("exists_from") = py::none(), py::arg("exists_until") = py::none(),
        py::arg("calendar") = "", py::arg("successor") = "", py::arg("former_key") = "",
        R"(Adds a unit.

Args:
    key: The key.
    parent: The key of the unit above, which may be added later.
    kind: `unit`, or `group` for a class of bodies.
    capacity: How many tasks the unit can carry at a time, above 0.
    calendar: The key of a calendar of the head; the plan's where it is empty.
    successor: The key of the unit that takes over when this one ends.
    former_key: The key in an earlier revision.

Returns:
    The key.

Raises:
    ReadError: A value is not what it should be.)");
}

}  // namespace

void bind_builder(py::module_& module) {
    Builder type = called_class<KeyedBuilder>(
        module, "PlanBuilder", R"(Collects rows and hands out the Plan.

`PlanBuilder()` begins with nothing, `PlanBuilder(plan)` goes on from a plan, which does not change.

References are by key and may come before what they name; those that name nothing are kept as
written.

Example:
    >>> builder = planloom.PlanBuilder()
    >>> builder.add_goal("G1", title="open data")
    >>> builder.add_task("T1", title="survey", duration="10d", due="2025-06")
    >>> builder.serve("T1", "G1")
    >>> builder.assign("T1", "data bureau", role="lead")
    >>> builder.add_unit("data bureau")
    >>> plan = builder.build())",
        [](const PlanHandle* plan) {
            return plan == nullptr ? KeyedBuilder() : KeyedBuilder(*plan->plan);
        },
        py::arg("plan") = py::none());
    type.def_property(
        "head", [](KeyedBuilder& builder) { return head_value(builder.rows().head()); },
        [](KeyedBuilder& builder, const py::object& head) {
            builder.rows().head() = head_argument(head);
        },
        "What the plan says of itself, a `PlanHead` to be set as a whole.");
    bind_requirement(type);
    bind_goal(type);
    bind_task(type);
    bind_unit(type);
    bind_builder_relations(type);
    type.def(
        "build",
        [](const KeyedBuilder& builder) {
            return PlanHandle{std::make_shared<const Plan>(builder.build())};
        },
        R"(A plan of all that was added so far; the builder can go on.)");
}

}  // namespace planloom::python
