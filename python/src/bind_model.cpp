#include "bindings.hpp"

#include <planloom/core/utf8.hpp>
#include <planloom/model/faults.hpp>

#include "arguments.hpp"
#include "columns.hpp"
#include "monitor.hpp"
#include "rows.hpp"
#include "types.hpp"
#include "values.hpp"

#include <string>

namespace planloom::python {
namespace {

/// `plan.task(key)`, `plan.task(id)`, `plan.find_task(key)` and `plan.tasks()` of one kind of node.
template <class View, class IdType>
struct Lookup {
    using Handle = RowHandle<View>;
    using Range = IdRange<IdType> (Plan::*)() const noexcept;
    using ByKey = View (Plan::*)(std::string_view) const;
    using ById = View (Plan::*)(IdType) const noexcept;
    using Find = std::optional<IdType> (Plan::*)(std::string_view) const noexcept;

    Range range;
    ByKey by_key;
    ById by_id;
    Find find;

    void bind(py::class_<PlanHandle>& plan, const std::string& one, const std::string& all) const {
        const Lookup self = *this;
        plan.def(
            one.c_str(),
            [self](const PlanHandle& handle, const py::str& key) {
                return Handle(handle.plan, (*handle.plan.*self.by_key)(view(key)));
            },
            py::arg("key"),
            ("The first " + one + " with a key, or the " + one + R"( with a number.

Args:
    key: The key, or the number of the row; negative numbers count from the end.

Raises:
    UnknownKey: No row has the key; the error names the nearest.
    IndexError: There is no row with the number.)")
                .c_str());
        plan.def(
            one.c_str(),
            [self](const PlanHandle& handle, std::int64_t id) {
                const IdType row = row_argument(id, (*handle.plan.*self.range)());
                return Handle(handle.plan, (*handle.plan.*self.by_id)(row));
            },
            py::arg("key"));
        plan.def(("find_" + one).c_str(),
                 [self](const PlanHandle& handle, const py::str& key) -> py::object {
                     const std::optional<IdType> id = (*handle.plan.*self.find)(view(key));
                     if (!id) return py::none();
                     return py::cast(Handle(handle.plan, (*handle.plan.*self.by_id)(*id)));
                 },
                 py::arg("key"), ("The first " + one + " with a key, or None.").c_str());
        plan.def(
            all.c_str(),
            [self](const PlanHandle& handle) {
                py::list list;
                for (const IdType id : (*handle.plan.*self.range)())
                    list.append(Handle(handle.plan, (*handle.plan.*self.by_id)(id)));
                return list;
            },
            ("All " + all + ", in plan order.").c_str());
    }
};

py::dict counts(const Plan& plan) {
    py::dict all;
    all["requirements"] = plan.requirements().size();
    all["goals"] = plan.goals().size();
    all["tasks"] = plan.tasks().size();
    all["units"] = plan.units().size();
    all["assignments"] = plan.assignment_table().count;
    all["dependencies"] = plan.dependency_table().count;
    all["serves"] = plan.serves_table().count;
    all["implements"] = plan.implements_table().count;
    all["refines"] = plan.refines_table().count;
    all["indicators"] = plan.indicator_table().count;
    all["unknown_references"] = plan.dangling().size();
    return all;
}

std::string describe(const Plan& plan) {
    const std::string& title = plan.head().title.empty() ? plan.head().key : plan.head().title;
    return "<planloom.Plan \"" + escape_controls(title) +
           "\": " + std::to_string(plan.requirements().size()) + " requirements, " +
           std::to_string(plan.goals().size()) + " goals, " + std::to_string(plan.tasks().size()) +
           " tasks, " + std::to_string(plan.units().size()) + " units>";
}

void bind_lookups(py::class_<PlanHandle>& type) {
    Lookup<RequirementView, RequirementId>{&Plan::requirements, &Plan::requirement,
                                           &Plan::requirement, &Plan::find_requirement}
        .bind(type, "requirement", "requirements");
    Lookup<GoalView, GoalId>{&Plan::goals, &Plan::goal, &Plan::goal, &Plan::find_goal}.bind(
        type, "goal", "goals");
    Lookup<TaskView, TaskId>{&Plan::tasks, &Plan::task, &Plan::task, &Plan::find_task}.bind(
        type, "task", "tasks");
    Lookup<UnitView, UnitId>{&Plan::units, &Plan::unit, &Plan::unit, &Plan::find_unit}.bind(
        type, "unit", "units");
    type.def(
        "find_nodes",
        [](const PlanHandle& handle, const py::str& key) {
            return node_list(*handle.plan, handle.plan->find_nodes(view(key)));
        },
        py::arg("key"),
        R"(Every node with this key: a key may name a goal and a task at once.

`kind:key` (such as `task:T1`) narrows it to one kind, unless a node has that whole text as its key.)");
    type.def(
        "node",
        [](const PlanHandle& handle, const py::str& key) {
            return node_value(*handle.plan, handle.plan->node(view(key)));
        },
        py::arg("key"),
        R"(The only node that find_nodes gives.

Raises:
    UnknownKey: There is none.
    Error: There are several; the code is `ambiguous_key`.)");
}

void bind_columns(py::class_<PlanHandle>& type) {
    type.def(
        "columns",
        [](const py::object& self, const py::str& table) {
            const py::tuple names = column_names(*self.cast<const PlanHandle&>().plan, view(table));
            return py::module_::import("planloom._columns").attr("Columns")(self, table, names);
        },
        py::arg("table"),
        R"(The columns of a table, by name, each made when it is asked for.

Args:
    table: `requirements`, `goals`, `indicators`, `tasks`, `units`, `serves`, `assignments`,
        `dependencies`, `implements` or `refines`.

Returns:
    A mapping of names to NumPy arrays that cannot be written to. Numbers share the plan's memory
    and keep it alive.)");
    type.def("_column", [](const PlanHandle& handle, const py::str& table, const py::str& name) {
        return column_values(handle.plan, view(table), view(name));
    });
    type.def("_codes", [](const PlanHandle& handle, const py::str& table, const py::str& name) {
        return column_codes(handle.plan, view(table), view(name));
    });
    type.def("_words", [](const PlanHandle& handle, const py::str& table, const py::str& name) {
        return column_words(*handle.plan, view(table), view(name));
    });
}

void bind_protocols(py::class_<PlanHandle>& type) {
    type.def("__eq__", [](const PlanHandle& a, const py::object& b) -> py::object {
        if (!py::isinstance<PlanHandle>(b))
            return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        const PlanPtr other = b.cast<const PlanHandle&>().plan;
        return py::bool_(without_lock([&, plan = a.plan](Monitor*) { return *plan == *other; }));
    });
    type.def("__repr__", [](const PlanHandle& handle) { return text(describe(*handle.plan)); });
    type.def("__copy__", [](const py::object& self) { return self; });
    type.def("__deepcopy__", [](const py::object& self, const py::object&) { return self; });
    type.def("__reduce__", [](const PlanHandle& handle) {
        const PlanPtr plan = handle.plan;
        const std::string json = without_lock([&](Monitor*) { return write_json(*plan); });
        const py::object read = py::module_::import("planloom._core").attr("read_json");
        return py::make_tuple(read, py::make_tuple(py::bytes(json)));
    });
}

}  // namespace

void bind_model(py::module_& module) {
    bind_rows(module);
    py::class_<PlanHandle> type = called_class<PlanHandle>(
        module, "Plan", R"(Goals, tasks, units, requirements and their relations, in columns.

It may be wrong (a key twice, a reference to nothing, a circle): for the faults see find_faults. It does
not change once built. Two plans are equal when they say the same in the same order.

Plans pickle as planloom JSON. Do not unpickle what strangers sent: pickles can run code; their
planloom JSON cannot.)",
        [] { return PlanHandle(); });
    type.def_property_readonly(
        "head", [](const PlanHandle& handle) { return head_value(handle.plan->head()); },
        "What the plan says of itself.");
    type.def_property_readonly(
        "notes", [](const PlanHandle& handle) { return diagnostic_list(handle.notes); },
        "What the reader guessed or kept aside, such as a field that it does not know; never "
        "errors.");
    type.def_property_readonly(
        "counts", [](const PlanHandle& handle) { return counts(*handle.plan); },
        "How many rows each table has, and how many references name nothing.");
    bind_lookups(type);
    bind_columns(type);
    bind_protocols(type);

    module.def(
        "find_faults",
        [](const PlanHandle& handle) {
            const PlanPtr plan = handle.plan;
            return diagnostic_list(without_lock([&](Monitor*) { return find_faults(*plan); }));
        },
        py::arg("plan"),
        R"(Every structural fault at once.

The codes are `duplicate_key`, `unknown_goal`, `unknown_task`, `unknown_unit`,
`unknown_requirement` and `hierarchy_cycle`. A circle of dependencies is none of them.)");
    module.def(
        "require_valid",
        [](const PlanHandle& handle) {
            const PlanPtr plan = handle.plan;
            without_lock([&](Monitor*) { require_valid(*plan); });
        },
        py::arg("plan"),
        R"(Refuses a plan with structural faults.

Raises:
    InvalidPlan: Holding find_faults(plan), if there are any.)");
}

}  // namespace planloom::python
