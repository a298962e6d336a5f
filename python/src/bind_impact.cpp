#include "bindings.hpp"

#include <planloom/impact/explain.hpp>
#include <planloom/impact/impact.hpp>
#include <planloom/model/views.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "path.hpp"
#include "types.hpp"
#include "values.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace planloom::python {
namespace {

// As in the tool: a path of a million steps tells nobody more than its end does.
constexpr std::size_t steps_in_dict = 100;

struct ImpactHandle {
    GraphPtr graph;
    std::shared_ptr<const Impact> impact;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
};

/// One node of an impact.
struct AffectedHandle {
    ImpactHandle whole;
    std::size_t place;

    [[nodiscard]] const Affected& it() const noexcept { return whole.impact->affected[place]; }
    [[nodiscard]] const Plan& plan() const noexcept { return whole.plan(); }
    [[nodiscard]] PathHandle path() const { return path_of(whole.impact->path(it())); }
    /// The last steps of the path, at most so many.
    [[nodiscard]] PathHandle end_of_path(std::size_t most) const {
        std::vector<Step> steps(std::min<std::size_t>(it().steps, most));
        const Affected* at = &it();
        for (std::size_t i = steps.size(); i > 0; --i) {
            steps[i - 1] = at->last;
            if (i > 1) at = whole.impact->find(at->last.from);
        }
        return path_of(std::move(steps));
    }
    [[nodiscard]] PathHandle path_of(std::vector<Step> steps) const {
        const Node start = steps.empty() ? it().node : steps.front().from;
        return {whole.graph, start, std::move(steps)};
    }
};

py::dict affected_dict(const AffectedHandle& affected, std::string_view language) {
    const Affected& it = affected.it();
    const PathHandle path = affected.end_of_path(steps_in_dict);
    py::dict answer;
    answer["kind"] = text(word(it.node.kind));
    answer["key"] = text(affected.plan().key(it.node));
    answer["title"] = text(affected.plan().title(it.node));
    answer["effect"] = text(word(it.effect, it.node.kind));
    answer["severity"] = text(to_string(severity(it.effect)));
    answer["share"] = it.share;
    answer["path"] = path_keys(path);
    answer["steps"] = step_dicts(path, language);
    answer["earlier_steps"] = it.steps - path.steps.size();
    answer["sentence"] = path_sentence(path, language);
    return answer;
}

py::list affected_list(const ImpactHandle& handle) {
    py::list all;
    for (std::size_t place = 0; place < handle.impact->affected.size(); ++place)
        all.append(AffectedHandle{handle, place});
    return all;
}

py::list notices(const ImpactHandle& handle) {
    py::list all;
    const py::object type = value_class("Notice");
    for (const Notice& each : handle.impact->notify) {
        all.append(type(text(handle.plan().key(Node(each.unit))),
                        key_list(handle.plan(), each.tasks), key_list(handle.plan(), each.goals)));
    }
    return all;
}

py::dict impact_dict(const ImpactHandle& handle, std::string_view language) {
    const Plan& plan = handle.plan();
    py::dict cause;
    cause["units"] = key_list(plan, handle.impact->cause.failed_units);
    cause["tasks"] = key_list(plan, handle.impact->cause.dropped_tasks);
    py::list affected;
    for (std::size_t place = 0; place < handle.impact->affected.size(); ++place)
        affected.append(affected_dict({handle, place}, language));
    py::list notify, all_notices;
    for (const Notice& each : handle.impact->notify) {
        notify.append(text(plan.key(Node(each.unit))));
        py::dict notice;
        notice["unit"] = text(plan.key(Node(each.unit)));
        notice["tasks"] = key_list(plan, each.tasks);
        notice["goals"] = key_list(plan, each.goals);
        all_notices.append(notice);
    }
    py::dict answer;
    answer["cause"] = cause;
    answer["affected"] = affected;
    answer["notify"] = notify;
    answer["notices"] = all_notices;
    return answer;
}

py::object impact_frame(const ImpactHandle& handle) {
    py::dict columns;
    for (const char* name : {"kind", "key", "title", "effect", "severity", "share", "steps"})
        columns[name] = py::list();
    const auto add = [&](const char* name, const py::object& value) {
        columns[name].cast<py::list>().append(value);
    };
    for (const Affected& each : handle.impact->affected) {
        add("kind", text(word(each.node.kind)));
        add("key", text(handle.plan().key(each.node)));
        add("title", text(handle.plan().title(each.node)));
        add("effect", text(word(each.effect, each.node.kind)));
        add("severity", text(to_string(severity(each.effect))));
        add("share", py::float_(each.share));
        add("steps", py::int_(each.steps));
    }
    return py::module_::import("planloom._columns").attr("frame")(columns);
}

ImpactHandle impact_of(const GraphHandle& handle, const py::object& failed_units,
                       const py::object& dropped_tasks) {
    Cause cause;
    for (const std::string& key : texts(failed_units))
        cause.failed_units.push_back(handle.plan().unit(key).id());
    for (const std::string& key : texts(dropped_tasks))
        cause.dropped_tasks.push_back(handle.plan().task(key).id());
    const GraphPtr graph = handle.graph;
    return {graph, without_lock([&](Monitor* monitor) {
                return std::make_shared<const Impact>(impact(*graph, cause, monitor));
            })};
}

void bind_affected(py::module_& module) {
    py::class_<AffectedHandle> type =
        answer_class<AffectedHandle>(module, "Affected", "A node that the cause reaches.");
    type.def_property_readonly(
        "kind", [](const AffectedHandle& handle) { return text(word(handle.it().node.kind)); },
        "`task`, `goal` or `requirement`.");
    type.def_property_readonly(
        "key",
        [](const AffectedHandle& handle) { return text(handle.plan().key(handle.it().node)); },
        "The key of the node.");
    type.def_property_readonly(
        "title",
        [](const AffectedHandle& handle) { return text(handle.plan().title(handle.it().node)); },
        "The title of the node, or its key.");
    type.def_property_readonly(
        "effect",
        [](const AffectedHandle& handle) {
            return text(word(handle.it().effect, handle.it().node.kind));
        },
        "What happens to it: `weakened`, `incomplete`, or `blocked` for a task, `lost` for a goal, "
        "`unanswered` for a requirement.");
    type.def_property_readonly(
        "severity",
        [](const AffectedHandle& handle) { return text(to_string(severity(handle.it().effect))); },
        "How much the effect weighs.");
    type.def_property_readonly(
        "share", [](const AffectedHandle& handle) { return handle.it().share; },
        "The share of what the node rests on that is stopped or incomplete, 0 to 1.");
    type.def_property_readonly("path", &AffectedHandle::path,
                               "From the cause to the node, the fewest steps.");
    type.def(
        "to_dict",
        [](const AffectedHandle& handle, const py::str& language) {
            return affected_dict(handle, language_argument(language));
        },
        py::arg("language") = "en",
        "As the tool's JSON: of a path only the last 100 steps, and how many are earlier.");
    type.def("__repr__", [](const AffectedHandle& handle) {
        return "<planloom.Affected " + std::string(word(handle.it().node.kind)) + " " +
               std::string(py::str(py::repr(text(handle.plan().key(handle.it().node))))) + " " +
               std::string(word(handle.it().effect, handle.it().node.kind)) + ">";
    });
}

void bind_whole(py::module_& module) {
    py::class_<ImpactHandle> type =
        answer_class<ImpactHandle>(module, "Impact", "What a cause does.");
    type.def_property_readonly(
        "cause",
        [](const ImpactHandle& handle) {
            const Cause& cause = handle.impact->cause;
            return value_class("Cause")(key_list(handle.plan(), cause.failed_units),
                                        key_list(handle.plan(), cause.dropped_tasks));
        },
        "What was assumed to happen.");
    type.def_property_readonly(
        "affected", &affected_list,
        "By effect from the heaviest, then kind (task, goal, requirement), then plan order.");
    type.def_property_readonly("notify", &notices,
                               "The units that must be told, in plan order, and of what.");
    type.def(
        "find",
        [](const ImpactHandle& handle, const py::str& node) -> std::optional<AffectedHandle> {
            const Affected* found = handle.impact->find(handle.plan().node(view(node)));
            if (found == nullptr) return std::nullopt;
            return AffectedHandle{handle,
                                  static_cast<std::size_t>(found - handle.impact->affected.data())};
        },
        py::arg("node"), "What happens to a node, or None if nothing does.");
    type.def(
        "to_dict",
        [](const ImpactHandle& handle, const py::str& language) {
            return impact_dict(handle, language_argument(language));
        },
        py::arg("language") = "en",
        "As the tool's JSON: `cause`, `affected`, `notify` and `notices`.");
    type.def("to_pandas", &impact_frame,
             R"(A row for each affected node.

Raises:
    ImportError: pandas is not installed.)");
    type.def("__repr__", [](const ImpactHandle& handle) {
        return "<planloom.Impact: " + std::to_string(handle.impact->affected.size()) +
               " affected, " + std::to_string(handle.impact->notify.size()) + " to notify>";
    });
}

NodeKind target_kind(Relation relation) {
    switch (relation) {
        case Relation::owns:
        case Relation::serves:
        case Relation::part_of_goal:
            return NodeKind::goal;
        case Relation::implements:
            return NodeKind::requirement;
        default:
            return NodeKind::task;
    }
}

py::list transmissions() {
    py::list lines;
    const py::object type = value_class("Transmission");
    for (const Transmission& line : transmission()) {
        const NodeKind kind = target_kind(line.relation);
        lines.append(type(text(word(line.relation)), text(line.when),
                          text(word(line.of_stopped, kind)), text(word(line.of_incomplete, kind)),
                          text(word(line.of_weakened, kind))));
    }
    return lines;
}

}  // namespace

void bind_impact(py::module_& module) {
    bind_path(module);
    bind_affected(module);
    bind_whole(module);
    module.def("impact", &impact_of, py::arg("graph"), py::kw_only(),
               py::arg("failed_units") = py::tuple(), py::arg("dropped_tasks") = py::tuple(),
               R"(What the cause does.

Units pass harm on by their role, tasks by hard and soft links, to parents, goals and requirements; the
declared table is transmission(). Circles are no obstacle.

Args:
    failed_units: The keys of the units that fail; one key or several.
    dropped_tasks: The keys of the tasks that are dropped; one key or several.

Raises:
    UnknownKey: A key names nothing.)");
    module.def(
        "explain",
        [](const GraphHandle& handle, const py::str& from,
           const py::str& to) -> std::optional<PathHandle> {
            const GraphPtr graph = handle.graph;
            const Node start = graph->plan().node(view(from));
            const Node end = graph->plan().node(view(to));
            auto steps = without_lock([&](Monitor*) { return explain(*graph, start, end); });
            if (!steps) return std::nullopt;
            return PathHandle{graph, start, std::move(*steps)};
        },
        py::arg("graph"), py::arg("source"), py::arg("target"),
        R"(The path along which one node can harm another: the fewest steps.

Args:
    source: The key of a node of any kind; `task:key` where it names several.
    target: Likewise.

Returns:
    The path, without a step when both are the same node; None when there is none.

Raises:
    UnknownKey: A key names nothing.)");
    module.def(
        "reach",
        [](const GraphHandle& handle, const py::str& from) {
            const GraphPtr graph = handle.graph;
            const Node start = graph->plan().node(view(from));
            return node_list(graph->plan(),
                             without_lock([&](Monitor*) { return reach(*graph, start); }));
        },
        py::arg("graph"), py::arg("source"),
        R"(Every node that a node can reach along influence, without itself unless it lies on a circle.

Args:
    source: The key of a node of any kind; `task:key` where it names several.

Raises:
    UnknownKey: The key names nothing.)");
    module.def("transmission", &transmissions, "The declared table that impact follows.");
}

}  // namespace planloom::python
