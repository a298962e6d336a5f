// The relations between a builder's rows, and what hangs on one row.
#include "bindings.hpp"

#include "arguments.hpp"
#include "builder.hpp"

namespace planloom::python {
namespace {

void bind_relations(Builder& type) {
    type.def(
        "serve",
        [](KeyedBuilder& builder, const py::str& task, const py::str& goal, const py::str& role,
           double weight) {
            builder.rows().serve(builder.task(view(task)), view(goal),
                                 word_argument<ServesRole>("role", role),
                                 positive_argument("weight", weight));
        },
        py::arg("task"), py::arg("goal"), py::kw_only(), py::arg("role") = "necessary",
        py::arg("weight") = 1.0,
        R"(Says that a task serves a goal.

Args:
    task: The key of a task that was added.
    goal: The key of a goal, which may be added later.
    role: `necessary`, `alternative` or `supporting`.
    weight: Above 0.

Raises:
    UnknownKey: The task was not added.
    ReadError: A value is not what it should be.)");
    type.def(
        "assign",
        [](KeyedBuilder& builder, const py::str& task, const py::str& unit, const py::str& role,
           double amount, bool is_open, bool is_inferred, const py::str& text) {
            builder.rows().assign(builder.task(view(task)), view(unit),
                                  word_argument<Role>("role", role),
                                  {.amount = positive_argument("amount", amount),
                                   .is_open = is_open,
                                   .is_inferred = is_inferred,
                                   .text = view(text)});
        },
        py::arg("task"), py::arg("unit"), py::arg("role"), py::kw_only(), py::arg("amount") = 1.0,
        py::arg("is_open") = false, py::arg("is_inferred") = false, py::arg("text") = "",
        R"(Gives a unit a role in a task.

Args:
    task: The key of a task that was added.
    unit: The key or an alias of a unit, which may be added later.
    role: `lead`, `co_lead`, `responsible`, `support`, `guide`, `implement`, `supervise`, `consult` or
        `inform`.
    amount: How much of the unit's capacity the task takes while it runs, above 0.
    is_open: Whether the list goes on without naming more (等).
    is_inferred: Whether the role was taken from the place in the list.
    text: The unit as it was written, where that is not its key.

Raises:
    UnknownKey: The task was not added.
    ReadError: The role is none.)");
}

void bind_links(Builder& type) {
    type.def(
        "depend",
        [](KeyedBuilder& builder, const py::str& task, const py::str& after, const py::str& ends,
           const py::object& lag, const py::object& max_lag, bool is_elapsed, bool is_soft,
           const py::str& reason) {
            Link link;
            link.type = word_argument<LinkType>("type", ends);
            link.lag = minutes_argument("lag", lag, builder.work());
            if (!max_lag.is_none())
                link.max_lag = minutes_argument("max_lag", max_lag, builder.work());
            link.is_elapsed = is_elapsed;
            link.is_soft = is_soft;
            link.reason = view(reason);
            builder.rows().depend(builder.task(view(task)), view(after), link);
        },
        py::arg("task"), py::arg("after"), py::kw_only(), py::arg("type") = "FS",
        py::arg("lag") = 0, py::arg("max_lag") = py::none(), py::arg("is_elapsed") = false,
        py::arg("is_soft") = false, py::arg("reason") = "",
        R"(Says that a task waits for another.

Args:
    task: The key of a task that was added.
    after: The key of its predecessor, which may be added later.
    type: Which ends are tied: `FS`, `SS`, `FF` or `SF`.
    lag: A text such as `2d` or minutes of work, negative for a lead.
    max_lag: The most that may lie between, or None.
    is_elapsed: Whether the lags run through nights and holidays.
    is_soft: Whether the link is a wish.
    reason: Why.

Raises:
    UnknownKey: The task was not added.
    ReadError: A value is not what it should be.)");
    type.def(
        "implement",
        [](KeyedBuilder& builder, const py::str& node, const py::str& requirement,
           const py::str& confirmed) {
            const std::string_view key = view(node);
            const Node given = builder.node(key);
            if (given.kind != NodeKind::goal && given.kind != NodeKind::task)
                refuse("bad_word", "node", std::string("a ") + std::string(word(given.kind)),
                       "a goal or a task");
            builder.rows().implement(given, view(requirement), 0, view(confirmed));
        },
        py::arg("node"), py::arg("requirement"), py::kw_only(), py::arg("confirmed") = "",
        R"(Says that a goal or a task answers a requirement.

Args:
    node: The key of a goal or task that was added; `goal:key` where it names both.
    requirement: The key of a requirement, which may be added later.
    confirmed: The fingerprint of the requirement when somebody last confirmed the link.

Raises:
    UnknownKey: The node was not added.
    Error: The key names several nodes; the code is `ambiguous_key`.)");
    type.def(
        "refine",
        [](KeyedBuilder& builder, const py::str& task, const py::str& plan, const py::str& target) {
            builder.rows().refine(builder.task(view(task)), view(plan), view(target));
        },
        py::arg("task"), py::arg("plan"), py::arg("target"),
        R"(Says that a task refines a task of a higher-level plan.

Args:
    task: The key of a task that was added.
    plan: The key of the higher-level plan.
    target: The key of the task there.

Raises:
    UnknownKey: The task was not added.)");
}

void bind_extras(Builder& type) {
    type.def(
        "add_tag",
        [](KeyedBuilder& builder, const py::str& task, const py::str& tag) {
            builder.rows().add_tag(builder.task(view(task)), view(tag));
        },
        py::arg("task"), py::arg("tag"), "Tags a task that was added.");
    type.def(
        "add_alias",
        [](KeyedBuilder& builder, const py::str& unit, const py::str& alias) {
            builder.rows().add_alias(builder.unit(view(unit)), view(alias));
        },
        py::arg("unit"), py::arg("alias"), "Gives another name to a unit that was added.");
    type.def(
        "add_need",
        [](KeyedBuilder& builder, const py::str& goal, const py::str& tag) {
            builder.rows().add_need(builder.goal(view(goal)), view(tag));
        },
        py::arg("goal"), py::arg("tag"),
        "Says that the tasks of a goal that was added must bear a tag between them.");
    type.def(
        "add_report",
        [](KeyedBuilder& builder, const py::str& task, const py::object& date,
           std::optional<std::int64_t> progress, const py::str& report) {
            builder.rows().add_report(builder.task(view(task)),
                                      {.date = date_argument("date", date),
                                       .progress = count_argument("progress", progress, 0, 100),
                                       .text = view(report)});
        },
        py::arg("task"), py::arg("date"), py::kw_only(), py::arg("progress") = py::none(),
        py::arg("text") = "",
        R"(Says what was reported of a task that was added.

Args:
    date: The day of the report.
    progress: Per cent, 0 to 100, or None.

Raises:
    UnknownKey: The task was not added.
    ReadError: A value is not what it should be.)");
    type.def(
        "add_extension",
        [](KeyedBuilder& builder, const py::str& task, const py::object& until,
           const py::object& recorded, const py::object& from, const py::str& reason) {
            builder.rows().add_extension(builder.task(view(task)),
                                         {.recorded = date_argument("recorded", recorded),
                                          .from = date_argument("from_", from),
                                          .until = date_argument("until", until),
                                          .reason = view(reason)});
        },
        py::arg("task"), py::arg("until"), py::kw_only(), py::arg("recorded") = py::none(),
        py::arg("from_") = py::none(), py::arg("reason") = "",
        R"(Says that the deadline of a task that was added was put off.

Args:
    until: The deadline after.
    recorded: The day on which it was granted.
    from_: The deadline before.

Raises:
    UnknownKey: The task was not added.
    ReadError: A value is not what it should be.)");
    type.def(
        "add_attribute",
        [](KeyedBuilder& builder, const py::str& node, const py::str& name,
           const py::object& value) {
            const std::string json = json_argument(value);
            builder.rows().add_attribute(builder.node(view(node)), view(name), json);
        },
        py::arg("node"), py::arg("name"), py::arg("value"),
        R"(Hangs a free attribute on a node that was added.

Args:
    node: Its key; `task:key` where it names several nodes.
    name: The name of the attribute.
    value: Of any type that JSON has.)");
    type.def(
        "add_units_by_mention",
        [](KeyedBuilder& builder, bool on) { builder.rows().add_units_by_mention(on); },
        py::arg("on") = true,
        R"(Has units added that are named by an assignment or as an owner and were never added.

They are added in the order of their first mention, when the plan is built.)");
}

}  // namespace

void bind_builder_relations(Builder& type) {
    bind_relations(type);
    bind_links(type);
    bind_extras(type);
}

}  // namespace planloom::python
