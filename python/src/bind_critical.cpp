#include "bindings.hpp"

#include <planloom/model/views.hpp>
#include <planloom/order/critical.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "monitor.hpp"
#include "schedule.hpp"
#include "values.hpp"

#include <limits>
#include <optional>

namespace planloom::python {
namespace {

TaskId task_of(const ScheduleHandle& handle, const py::str& key) {
    return handle.plan().task(view(key)).id();
}

py::object path_value(const Plan& plan, const SchedulePath& path) {
    py::list links;
    for (const DependencyId link : path.links) links.append(link_value(plan, link));
    return value_class("SchedulePath")(key_list(plan, path.tasks), links, path.slack);
}

py::list paths(const ScheduleHandle& handle, const py::object& count, const py::object& slack) {
    const std::size_t most = size_argument("count", count);
    const Minutes limit =
        slack.is_none() ? max_minutes : minutes_argument("slack", slack, handle.plan().head().work);
    const ScheduleHandle kept = handle;
    const std::vector<SchedulePath> found =
        without_lock([&](Monitor*) { return critical_paths(kept.it(), most, limit); });
    py::list list;
    for (const SchedulePath& each : found) list.append(path_value(handle.plan(), each));
    return list;
}

Minutes drag_of(const ScheduleHandle& handle, const py::str& key) {
    const TaskId task = task_of(handle, key);
    const ScheduleHandle kept = handle;
    return without_lock([&](Monitor* monitor) { return drag(kept.it(), task, monitor); });
}

py::list reasons(const ScheduleHandle& handle, const py::str& key) {
    const Schedule& schedule = handle.it();
    py::list list;
    const py::object type = value_class("ScheduleStep");
    for (const ScheduleStep& step : why(schedule, task_of(handle, key))) {
        list.append(
            type(task_key(handle.plan(), step.task), driver_value(handle.plan(), step.driver),
                 text(sentence(schedule, step, "en")), text(sentence(schedule, step, "zh"))));
    }
    return list;
}

py::object no_reason(const ScheduleHandle& handle, const py::str& key) {
    const TaskId task = task_of(handle, key);
    const ScheduleHandle kept = handle;
    const WhyNotCritical answer =
        without_lock([&](Monitor*) { return why_not_critical(kept.it(), task); });
    return value_class("WhyNotCritical")(answer.margin, path_value(handle.plan(), answer.path));
}

py::object target_value(const Plan& plan, const ScheduleTarget& target) {
    return value_class("ScheduleTarget")(
        target.is_plan ? py::object(py::none()) : node_value(plan, target.node), target.deadline,
        target.finish, task_key(plan, target.last), target.margin);
}

py::list target_list(const ScheduleHandle& handle) {
    py::list list;
    for (const ScheduleTarget& each : targets(handle.it()))
        list.append(target_value(handle.plan(), each));
    return list;
}

/// From a `ScheduleTarget`, of which only the node and the deadline count.
ScheduleTarget target_argument(const ScheduleHandle& handle, const py::object& value) {
    if (!py::isinstance(value, value_class("ScheduleTarget")))
        throw py::type_error("expected a ScheduleTarget");
    ScheduleTarget target;
    const Plan& plan = handle.plan();
    const py::object node = value.attr("node");
    target.is_plan = node.is_none();
    if (!target.is_plan) {
        const auto kind = node.attr("kind").cast<py::str>();
        const auto key = node.attr("key").cast<py::str>();
        if (view(kind) == word(NodeKind::goal)) {
            target.node = plan.goal(view(key)).id();
        } else if (view(kind) == word(NodeKind::task)) {
            target.node = plan.task(view(key)).id();
        } else {
            refuse("bad_word", "node", view(kind), "a goal or a task");
        }
    }
    target.deadline = moment_of(handle.it(), value.attr("deadline").cast<std::int64_t>());
    if (target.deadline == no_minutes)
        refuse("bad_number", "deadline", "no_minutes", "a moment of the schedule");
    return target;
}

py::array floats_to(const ScheduleHandle& handle, const py::object& value) {
    const ScheduleTarget target = target_argument(handle, value);
    const ScheduleHandle kept = handle;
    const auto owner = std::make_shared<const std::vector<Minutes>>(
        without_lock([&](Monitor* monitor) { return float_to(kept.it(), target, monitor); }));
    return shared_array(py::dtype::of<Minutes>(), std::span<const Minutes>(*owner), owner);
}

void bind_reasons(ScheduleType& type) {
    type.def("why", &reasons, py::arg("task"),
             R"(Why a task is where it is, in steps with a sentence each.

The task itself, what drives it, what drives that, and so on to where nothing but the plan's start, a
constraint or a fact does.

Args:
    task: The key of a task.

Returns:
    The steps; none for a task that is cancelled.

Raises:
    UnknownKey: There is no such task.)");
    type.def("why_not_critical", &no_reason, py::arg("task"),
             R"(Why a task that is not critical is not.

Args:
    task: The key of a task.

Returns:
    How much more time it could take, and the longest path through it, which would then decide the
    end.

Raises:
    UnknownKey: There is no such task.)");
}

void bind_targets(ScheduleType& type) {
    type.def("targets", &target_list,
             "Every date that the plan names: horizons of goals and due dates of tasks, by plan "
             "order, and the end of the plan last.");
    type.def("float_to", &floats_to, py::arg("target"),
             R"(How far each task can slip, in working minutes, before a target is missed.

Args:
    target: One of targets(), or such a value with another deadline.

Returns:
    An array by plan order: `no_minutes` for tasks on which the target does not depend.

Raises:
    UnknownKey: The target names nothing.)");
}

}  // namespace

void bind_critical(ScheduleType& type) {
    type.def(
        "critical_paths", &paths, py::arg("count") = 1, py::arg("slack") = py::none(),
        R"(The chains that decide when the plan ends, least slack first, then from the back by plan order.

Args:
    count: How many at most.
    slack: The greatest slack of a chain to be listed, in working minutes or as a text such as
        `2d`; any when None.

Returns:
    Paths; the first has no slack.)");
    type.def("drag", &drag_of, py::arg("task"),
             R"(By how many working minutes the plan would end earlier if the task took no time.

Args:
    task: The key of a task.

Returns:
    Minutes; 0 for tasks off every critical path.

Raises:
    UnknownKey: There is no such task.)");
    bind_reasons(type);
    bind_targets(type);
}

}  // namespace planloom::python
