#include "bindings.hpp"

#include <planloom/coverage/support.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "schedule.hpp"
#include "types.hpp"
#include "values.hpp"

#include <string>
#include <utility>
#include <vector>

namespace planloom::python {
namespace {

/// The formulas and the graph that they borrow from.
struct SupportHandle {
    GraphPtr graph;
    std::shared_ptr<const SupportFormulas> formulas;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
};

/// A report and the graph that it borrows from.
struct GoalCoverageHandle {
    GraphPtr graph;
    std::shared_ptr<const GoalCoverageReport> report;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
};

std::vector<TaskId> tasks_named(const Plan& plan, const py::object& keys) {
    std::vector<TaskId> tasks;
    for (const std::string& key : texts(keys)) tasks.push_back(plan.task(key).id());
    return tasks;
}

/// By goal key, whether it holds when some tasks do not and of others it is not known.
py::dict truths(const SupportHandle& handle, const py::object& failed, const py::object& unknown) {
    const Plan& plan = handle.plan();
    std::vector<Truth> tasks(plan.tasks().size(), Truth::yes);
    for (const TaskId task : tasks_named(plan, unknown)) tasks[task.index()] = Truth::unknown;
    for (const TaskId task : tasks_named(plan, failed)) tasks[task.index()] = Truth::no;
    const IdMap<GoalId, Truth> found =
        without_lock([&](Monitor*) { return handle.formulas->evaluate(tasks); });
    py::dict answer;
    for (const GoalId goal : plan.goals()) answer[text(plan.key(goal))] = text(word(found[goal]));
    return answer;
}

py::list lost_without(const SupportHandle& handle, const py::object& keys) {
    const std::vector<TaskId> tasks = tasks_named(handle.plan(), keys);
    return key_list(handle.plan(), without_lock([&](Monitor*) {
                        SupportState state(*handle.formulas);
                        return state.lost_without(tasks);
                    }));
}

py::object horizon_value(const GoalCoverageHandle& handle, const HorizonCoverage& horizon) {
    const bool is_timed = horizon.reason == NotTimed::timed;
    return value_class("HorizonCoverage")(
        text(word(horizon.reason)), is_timed ? py::object(text(word(horizon.in_time))) : py::none(),
        date_value(horizon.horizon), date_value(horizon.earliest), horizon.is_lower_bound,
        optional_value(horizon.spare_work), optional_value(horizon.spare_days),
        task_key(handle.plan(), horizon.last));
}

py::object goal_value(const GoalCoverageHandle& handle, const GoalCoverage& goal) {
    py::list tags;
    for (const std::string_view tag : goal.missing_tags) tags.append(text(tag));
    return value_class("GoalCoverage")(
        text(handle.plan().key(goal.goal)), text(word(goal.shallow)), text(word(goal.deep)),
        goal.is_reached, goal.is_soft, goal.supports, goal.needed, goal.holding, goal.open,
        horizon_value(handle, goal.horizon), py::tuple(key_list(handle.plan(), goal.unwanted)),
        py::tuple(tags));
}

py::list goals(const GoalCoverageHandle& handle) {
    py::list all;
    for (const GoalCoverage& goal : handle.report->goals()) all.append(goal_value(handle, goal));
    return all;
}

py::list missing(const GoalCoverageHandle& handle) {
    py::list all;
    const py::object type = value_class("MissingFact");
    for (const MissingFact& fact : handle.report->missing())
        all.append(type(task_key(handle.plan(), fact.task), text(word(fact.field)), fact.involved,
                        fact.settles, fact.settles_next));
    return all;
}

GoalCoverageHandle covered(const GraphHandle& graph, bool by_horizon, const py::object& start,
                           const py::object& status_date, const py::object& count) {
    GoalCoverageOptions options;
    options.by_horizon = by_horizon;
    options.schedule.start = moment_argument("start", start);
    options.schedule.status_date = moment_argument("status_date", status_date);
    options.missing = size_argument("missing", count);
    return {graph.graph, without_lock([&](Monitor* monitor) {
                return std::make_shared<const GoalCoverageReport>(
                    goal_coverage(*graph.graph, options, monitor));
            })};
}

void bind_formulas(py::module_& module) {
    auto type = called_class<SupportHandle>(
        module, "SupportFormulas",
        R"(The support of goals as formulas over tasks.

Args:
    graph: The plan.
    gaps: Whether tasks that are cancelled, and goals that nothing serves, `fail` or are
        `left_out`.)",
        [](const GraphHandle& graph, const py::str& gaps) {
            static constexpr std::string_view all[] = {"fail", "left_out"};
            const auto kind = static_cast<Gaps>(word_index("gaps", view(gaps), all));
            return SupportHandle{graph.graph,
                                 std::make_shared<const SupportFormulas>(*graph.graph, kind)};
        },
        py::arg("graph"), py::kw_only(), py::arg("gaps") = "fail");
    type.def(
        "text",
        [](const SupportHandle& handle, const py::str& goal, bool is_full) {
            const GoalId id = handle.plan().goal(view(goal)).id();
            return text(is_full ? handle.formulas->full_text(id) : handle.formulas->text(id));
        },
        py::arg("goal"), py::kw_only(), py::arg("is_full") = false,
        R"(The formula of a goal, such as `all(T1, any(T2, T3), G1.1)`.

Args:
    goal: Its key.
    is_full: Whether the formula of every subgoal stands behind its key.

Raises:
    UnknownKey: No goal has this key.)");
    type.def("evaluate", &truths, py::kw_only(), py::arg("failed") = py::tuple(),
             py::arg("unknown") = py::tuple(),
             R"(By key of the goal, whether it holds: `yes`, `no` or `unknown`.

Args:
    failed: Keys of tasks that do not hold.
    unknown: Keys of tasks of which it is not known.

Raises:
    UnknownKey: No task has such a key.)");
    type.def("lost_without", &lost_without, py::arg("tasks"),
             R"(The keys of the goals that turn to `no` when none of these tasks holds.

Raises:
    UnknownKey: No task has such a key.)");
}

}  // namespace

void bind_support(py::module_& module) {
    bind_formulas(module);
    auto type = answer_class<GoalCoverageHandle>(
        module, "GoalCoverageReport",
        "How far every goal is covered, by when, and which missing facts would tell.");
    type.def_property_readonly("goals", &goals, "A `GoalCoverage` for each goal, in plan order.");
    type.def("__len__",
             [](const GoalCoverageHandle& handle) { return handle.report->goals().size(); });
    type.def(
        "__getitem__",
        [](const GoalCoverageHandle& handle, const py::str& goal) {
            return goal_value(handle, handle.report->of(handle.plan().goal(view(goal)).id()));
        },
        py::arg("goal"),
        R"(The answer for one goal.

Raises:
    UnknownKey: No goal has this key.)");
    type.def(
        "path",
        [](const GoalCoverageHandle& handle, const py::str& goal) {
            return key_list(handle.plan(),
                            handle.report->path(handle.plan().goal(view(goal)).id()));
        },
        py::arg("goal"),
        R"(The keys of the tasks that decide when a goal is reached, each waiting for the one before.

Raises:
    UnknownKey: No goal has this key.)");
    type.def_property_readonly("missing", &missing,
                               "The missing facts that decide most goals, best first.");
    type.def_property_readonly(
        "missing_count",
        [](const GoalCoverageHandle& handle) { return handle.report->missing_count(); },
        "How many missing facts there are on which a goal rests that is not decided.");
    type.def_property_readonly(
        "undecided_count",
        [](const GoalCoverageHandle& handle) { return handle.report->undecided_count(); },
        "How many goals are not decided.");
    type.def("__repr__", [](const GoalCoverageHandle& handle) {
        return "<planloom.GoalCoverageReport: " + std::to_string(handle.report->goals().size()) +
               " goals, " + std::to_string(handle.report->count(CoverageState::covered)) +
               " covered, " + std::to_string(handle.report->undecided_count()) + " undecided>";
    });
    module.def("goal_coverage", &covered, py::arg("graph"), py::kw_only(),
               py::arg("by_horizon") = true, py::arg("start") = py::none(),
               py::arg("status_date") = py::none(),
               py::arg("missing") = GoalCoverageOptions().missing,
               R"(Holds every goal against the formula of its support, and against its horizon.

Args:
    graph: The plan.
    by_horizon: Whether to ask if goals are reached in time.
    start: When work begins; the plan's own start if None.
    status_date: Up to when progress is known; the plan's own if None.
    missing: How many missing facts to list at most.)");
}

}  // namespace planloom::python
