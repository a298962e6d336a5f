#include "bindings.hpp"

#include <planloom/model/views.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "monitor.hpp"
#include "types.hpp"
#include "values.hpp"

#include <array>
#include <string>

namespace planloom::python {
namespace {

using Graph = py::class_<GraphHandle>;

GraphHandle frozen(const PlanHandle& handle, Faults faults) {
    const PlanPtr plan = handle.plan;
    return {without_lock([&](Monitor* monitor) {
        return std::make_shared<const PlanGraph>(freeze(plan, faults, monitor));
    })};
}

GraphHandle freeze_plan(const PlanHandle& handle, const py::str& faults) {
    static constexpr std::array<std::string_view, 2> words = {"refuse", "skip"};
    return frozen(handle, static_cast<Faults>(word_index("faults", view(faults), words)));
}

TaskNode task_node(const GraphHandle& handle, const py::str& key) {
    return handle.graph->node(handle.plan().task(view(key)).id());
}

py::list keys_of(const GraphHandle& handle, std::span<const TaskNode> nodes) {
    py::list keys;
    for (const TaskNode node : nodes)
        keys.append(text(handle.plan().key(Node(handle.graph->task(node)))));
    return keys;
}

py::list keys_of(const GraphHandle& handle, IdRange<TaskNode> nodes) {
    py::list keys;
    for (const TaskNode node : nodes)
        keys.append(text(handle.plan().key(Node(handle.graph->task(node)))));
    return keys;
}

py::object parent_of(const GraphHandle& handle, const py::str& key) {
    const PlanGraph& graph = *handle.graph;
    const Node node = handle.plan().node(view(key));
    const auto named = [&](auto id) -> py::object {
        if (!id.is_valid()) return py::none();
        return text(handle.plan().key(Node(id)));
    };
    switch (node.kind) {
        case NodeKind::goal:
            return named(graph.parent(node.goal()));
        case NodeKind::task:
            return named(graph.parent(node.task()));
        case NodeKind::unit:
            return named(graph.parent(node.unit()));
        case NodeKind::requirement:
            break;
    }
    return py::none();
}

py::list children_of(const GraphHandle& handle, const py::str& key) {
    const PlanGraph& graph = *handle.graph;
    const Plan& plan = handle.plan();
    const Node node = plan.node(view(key));
    switch (node.kind) {
        case NodeKind::goal:
            return key_list(plan, graph.children(node.goal()));
        case NodeKind::task:
            return key_list(plan, graph.children(node.task()));
        case NodeKind::unit:
            return key_list(plan, graph.children(node.unit()));
        case NodeKind::requirement:
            break;
    }
    return py::list();
}

void bind_links(Graph& type) {
    type.def(
        "successors",
        [](const GraphHandle& handle, const py::str& task) {
            return keys_of(handle, handle.graph->successors(task_node(handle, task)));
        },
        py::arg("task"),
        "The keys of the tasks that wait for a task, in layout order; one entry for each link.");
    type.def(
        "predecessors",
        [](const GraphHandle& handle, const py::str& task) {
            return keys_of(handle, handle.graph->predecessors(task_node(handle, task)));
        },
        py::arg("task"),
        "The keys of the tasks that a task waits for, in layout order; one entry for each link.");
    type.def(
        "successor_links",
        [](const GraphHandle& handle, const py::str& task) {
            return row_list(handle.plan(), handle.graph->successor_links(task_node(handle, task)));
        },
        py::arg("task"), "The links behind successors, in the same order.");
    type.def(
        "predecessor_links",
        [](const GraphHandle& handle, const py::str& task) {
            return row_list(handle.plan(),
                            handle.graph->predecessor_links(task_node(handle, task)));
        },
        py::arg("task"), "The links behind predecessors, in the same order.");
    type.def(
        "wave_of",
        [](const GraphHandle& handle, const py::str& task) {
            return handle.graph->wave_of(task_node(handle, task));
        },
        py::arg("task"),
        "How many links the longest chain has that leads to a task, circles counted as one node.");
    type.def(
        "wave",
        [](const GraphHandle& handle, std::int64_t wave) {
            const auto count = static_cast<std::int64_t>(handle.graph->wave_count());
            if (wave < -count || wave >= count)
                throw py::index_error("wave " + std::to_string(wave) + " of " +
                                      std::to_string(count));
            return keys_of(handle, handle.graph->wave(
                                       static_cast<std::size_t>(wave < 0 ? wave + count : wave)));
        },
        py::arg("wave"), "The keys of the tasks of a wave, in plan order.");
    type.def_property_readonly(
        "knots",
        [](const GraphHandle& handle) {
            py::list knots;
            for (const IdRange<TaskNode>& knot : handle.graph->knots())
                knots.append(keys_of(handle, knot));
            return knots;
        },
        "The keys of the tasks of each knot: tasks that wait for each other.");
}

void bind_relations(Graph& type) {
    type.def(
        "serves",
        [](const GraphHandle& handle, const py::str& goal) {
            return row_list(handle.plan(),
                            handle.graph->serves(handle.plan().goal(view(goal)).id()));
        },
        py::arg("goal"), "How tasks serve a goal, in plan order.");
    type.def(
        "assignments",
        [](const GraphHandle& handle, const py::str& unit) {
            return row_list(handle.plan(),
                            handle.graph->assignments(handle.plan().unit(view(unit)).id()));
        },
        py::arg("unit"), "What a unit does for tasks, in plan order.");
    type.def(
        "implements",
        [](const GraphHandle& handle, const py::str& requirement) {
            return row_list(handle.plan(), handle.graph->implements(
                                               handle.plan().requirement(view(requirement)).id()));
        },
        py::arg("requirement"), "What answers a requirement, in plan order.");
    type.def("parent", &parent_of, py::arg("node"),
             R"(The key of the node above, or None.

Args:
    node: The key of a goal, task or unit; `goal:key` where it names several nodes.)");
    type.def("children", &children_of, py::arg("node"),
             R"(The keys of the nodes right below, in plan order.

Args:
    node: The key of a goal, task or unit; `goal:key` where it names several nodes.)");
    type.def(
        "is_leaf",
        [](const GraphHandle& handle, const py::str& task) {
            return handle.graph->is_leaf(handle.plan().task(view(task)).id());
        },
        py::arg("task"), "Whether a task has no subtasks.");
}

void bind_arrays(Graph& type) {
    type.def_property_readonly(
        "layout",
        [](const GraphHandle& handle) { return id_array(handle.graph->layout(), handle.graph); },
        "The numbers of the plan's tasks in layout order, as an array that shares the memory.");
    type.def_property_readonly(
        "successor_rows",
        [](const GraphHandle& handle) {
            const Rows<TaskNode, TaskNode>& rows = handle.graph->successor_rows();
            return py::make_tuple(
                shared_array(py::dtype::of<std::uint32_t>(), rows.offsets(), handle.graph),
                id_array(rows.items(), handle.graph));
        },
        R"(All links as compressed rows over places in the layout.

Two arrays that share the memory: task number i of the layout is followed by
`items[offsets[i]:offsets[i + 1]]`. They are the `indptr` and `indices` of a SciPy matrix.)");
}

}  // namespace

void bind_graph(py::module_& module) {
    Graph type = answer_class<GraphHandle>(
        module, "PlanGraph",
        R"(The frozen plan: keys resolved, relations in compressed rows both ways.

It may hold circles of dependencies; each strong component with a circle is a knot. It does not change,
and may be asked from several threads at once.)");
    type.def_property_readonly(
        "plan", [](const GraphHandle& handle) { return PlanHandle{handle.graph->shared_plan()}; },
        "The plan that was frozen.");
    type.def_property_readonly(
        "task_count", [](const GraphHandle& handle) { return handle.graph->task_count(); },
        "How many tasks there are.");
    type.def_property_readonly(
        "link_count", [](const GraphHandle& handle) { return handle.graph->link_count(); },
        "How many links between tasks there are.");
    type.def_property_readonly(
        "wave_count", [](const GraphHandle& handle) { return handle.graph->wave_count(); },
        "How many waves there are.");
    type.def_property_readonly(
        "has_cycles", [](const GraphHandle& handle) { return handle.graph->has_cycles(); },
        "Whether tasks wait for each other in a circle.");
    bind_links(type);
    bind_relations(type);
    bind_arrays(type);
    type.def("__repr__", [](const GraphHandle& handle) {
        return "<planloom.PlanGraph: " + std::to_string(handle.graph->task_count()) + " tasks, " +
               std::to_string(handle.graph->link_count()) + " links, " +
               std::to_string(handle.graph->wave_count()) + " waves>";
    });
    type.def("__copy__", [](const py::object& self) { return self; });
    type.def("__deepcopy__", [](const py::object& self, const py::object&) { return self; });
    // A sound plan freezes the same with either word.
    type.def("__reduce__", [](const GraphHandle& handle) {
        const py::object freeze = py::module_::import("planloom._core").attr("freeze");
        return py::make_tuple(freeze,
                              py::make_tuple(PlanHandle{handle.graph->shared_plan()}, "skip"));
    });

    const char* const doc = R"(Freezes a plan.

Args:
    faults: What to do with structural faults (see find_faults): `refuse` them, or `skip` what is faulty.

Raises:
    InvalidPlan: With every structural fault, when they are to be refused.)";
    module.def("freeze", &freeze_plan, py::arg("plan"), py::arg("faults") = "refuse", doc);
    py::object plan = module.attr("Plan");
    plan.attr("freeze") = py::cpp_function(&freeze_plan, py::name("freeze"), py::is_method(plan),
                                           py::arg("faults") = "refuse", doc);
}

}  // namespace planloom::python
