#include "bindings.hpp"

#include <planloom/coverage/rule_subjects.hpp>
#include <planloom/query/query.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "path.hpp"
#include "types.hpp"
#include "values.hpp"

#include <functional>
#include <optional>
#include <string>

namespace planloom::python {
namespace {

/// A result and what it was asked of.
struct Asked {
    GraphPtr graph;
    /// In the order of Context::revisions.
    std::vector<std::pair<std::string, GraphPtr>> revisions;
    query::Query query;
    query::Result result;
    bool explain = false;
};

struct ResultHandle {
    std::shared_ptr<const Asked> asked;

    [[nodiscard]] const query::Result& it() const noexcept { return asked->result; }
    [[nodiscard]] PathHandle path(const query::Path& path) const {
        return {asked->graph, path.start, path.steps};
    }
};

/// One node of a result.
struct FoundHandle {
    ResultHandle whole;
    std::size_t place;

    [[nodiscard]] const query::Found& it() const noexcept { return whole.it().found[place]; }
    [[nodiscard]] const Plan& plan() const noexcept {
        const GraphPtr& graph =
            it().revision ? whole.asked->revisions[*it().revision].second : whole.asked->graph;
        return graph->plan();
    }
    [[nodiscard]] py::object revision() const {
        if (!it().revision) return py::none();
        return text(whole.asked->revisions[*it().revision].first);
    }
    [[nodiscard]] std::optional<PathHandle> because() const {
        if (!it().why) return std::nullopt;
        return whole.path(*it().why);
    }
};

py::list fault_list(const std::vector<query::Fault>& faults) {
    py::list all;
    for (const query::Fault& each : faults) all.append(query_fault_value(each));
    return all;
}

py::list found_list(const ResultHandle& handle) {
    py::list all;
    for (std::size_t place = 0; place < handle.it().found.size(); ++place)
        all.append(FoundHandle{handle, place});
    return all;
}

py::list keys_found(const ResultHandle& handle) {
    py::list all;
    for (std::size_t place = 0; place < handle.it().found.size(); ++place) {
        const FoundHandle found{handle, place};
        all.append(text(found.plan().key(found.it().node)));
    }
    return all;
}

py::list nodes_found(const ResultHandle& handle) {
    py::list all;
    for (std::size_t place = 0; place < handle.it().found.size(); ++place) {
        const FoundHandle found{handle, place};
        all.append(node_value(found.plan(), found.it().node));
    }
    return all;
}

py::dict path_dict(const PathHandle& path, std::string_view language) {
    py::dict answer;
    answer["path"] = path_keys(path);
    answer["steps"] = step_dicts(path, language);
    answer["sentence"] = path_sentence(path, language);
    return answer;
}

py::list warning_dicts(const ResultHandle& handle) {
    py::list all;
    for (const query::Fault& each : handle.it().warnings) {
        py::dict warning;
        warning["code"] = text(each.code);
        warning["column"] = each.place.column;
        warning["offset"] = each.place.offset;
        warning["length"] = each.place.length;
        warning["message"] = text(each.message);
        all.append(warning);
    }
    return all;
}

py::dict result_dict(const ResultHandle& handle, std::string_view language) {
    py::dict answer;
    answer["query"] = text(handle.asked->query.describe());
    answer["total"] = handle.it().total;
    answer["is_cut"] = handle.it().is_cut();
    py::list found;
    for (std::size_t place = 0; place < handle.it().found.size(); ++place) {
        const FoundHandle each{handle, place};
        py::dict node;
        node["kind"] = text(word(each.it().node.kind));
        node["key"] = text(each.plan().key(each.it().node));
        node["title"] = text(each.plan().title(each.it().node));
        node["revision"] = each.revision();
        if (handle.asked->explain) {
            node["because"] = py::none();
            if (const std::optional<PathHandle> path = each.because())
                node["because"] = path_dict(*path, language);
        }
        found.append(node);
    }
    answer["found"] = found;
    if (handle.it().is_path) {
        py::list paths;
        for (const query::Path& each : handle.it().paths)
            paths.append(path_dict(handle.path(each), language));
        answer["paths"] = paths;
        answer["shortest_paths"] = optional_value(handle.it().shortest_paths);
        answer["are_paths_cut"] = handle.it().are_paths_cut;
    }
    answer["warnings"] = warning_dicts(handle);
    return answer;
}

py::object result_frame(const ResultHandle& handle) {
    py::dict columns;
    for (const char* name : {"kind", "key", "title", "revision"}) columns[name] = py::list();
    const auto add = [&](const char* name, const py::object& value) {
        columns[name].cast<py::list>().append(value);
    };
    for (std::size_t place = 0; place < handle.it().found.size(); ++place) {
        const FoundHandle each{handle, place};
        add("kind", text(word(each.it().node.kind)));
        add("key", text(each.plan().key(each.it().node)));
        add("title", text(each.plan().title(each.it().node)));
        add("revision", each.revision());
    }
    return py::module_::import("planloom._columns").attr("frame")(columns);
}

query::Query query_argument(const py::object& value) {
    if (py::isinstance<query::Query>(value)) return value.cast<query::Query>();
    return query::compile(view(value.cast<py::str>()));
}

/// Sets given by the keys of their members.
void add_sets(const Plan& plan, const py::object& sets, query::Context& context) {
    if (sets.is_none()) return;
    for (const auto& [name, members] : sets.attr("items")().cast<py::iterable>().cast<py::dict>()) {
        std::vector<Node> nodes;
        for (const std::string& key : texts(members.cast<py::object>()))
            nodes.push_back(plan.node(key));
        context.sets.emplace_back(std::string(view(name.cast<py::str>())), std::move(nodes));
    }
}

ResultHandle ask(const GraphHandle& handle, const py::object& given, const py::object& revisions,
                 const py::str& before, const py::object& sets, const py::object& start,
                 const py::object& status_date, const py::object& max_nodes,
                 const py::object& max_paths, bool explain) {
    const GraphPtr graph = handle.graph;
    const query::Query query = query_argument(given);
    std::vector<std::pair<std::string, GraphPtr>> others;
    query::Context context;
    if (!revisions.is_none()) {
        for (const auto& [name, other] : py::dict(revisions)) {
            others.emplace_back(std::string(view(name.cast<py::str>())),
                                other.cast<GraphHandle>().graph);
            context.revisions.push_back({others.back().first, others.back().second.get()});
        }
    }
    context.before = std::string(view(before));
    add_sets(graph->plan(), sets, context);
    context.schedule.start = moment_argument("start", start);
    context.schedule.status_date = moment_argument("status_date", status_date);
    if (!max_nodes.is_none()) context.max_nodes = size_argument("max_nodes", max_nodes);
    context.max_paths = size_argument("max_paths", max_paths);
    context.explain = explain;
    context.findings = [&graph](Monitor* monitor) { return rule_subjects(*graph, monitor); };
    query::Result result =
        without_lock([&](Monitor* monitor) { return run(query, *graph, context, monitor); });
    return {std::make_shared<const Asked>(
        Asked{graph, std::move(others), query, std::move(result), explain})};
}

void bind_query_class(py::module_& module) {
    py::class_<query::Query> type =
        answer_class<query::Query>(module, "Query", "A query that was read.");
    type.def_property_readonly(
        "text", [](const query::Query& it) { return text(it.text()); }, "The text as given.");
    type.def_property_readonly(
        "warnings", [](const query::Query& it) { return fault_list(it.warnings()); },
        "What was read but is easily misread, such as `|` and `-` side by side.");
    type.def(
        "describe", [](const query::Query& it) { return text(it.describe()); },
        "The query in its canonical form; equal queries have equal ones.");
    type.def("__eq__", [](const query::Query& a, const py::object& b) -> py::object {
        if (!py::isinstance<query::Query>(b))
            return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        return py::bool_(a == b.cast<query::Query>());
    });
    type.def("__hash__", [](const query::Query& it) { return py::hash(text(it.describe())); });
    type.def("__str__", [](const query::Query& it) { return text(it.text()); });
    type.def("__repr__", [](const query::Query& it) {
        return "<planloom.Query " + std::string(py::str(py::repr(text(it.describe())))) + ">";
    });
}

void bind_found(py::module_& module) {
    py::class_<FoundHandle> type =
        answer_class<FoundHandle>(module, "QueryFound", "A node that a query found.");
    type.def_property_readonly(
        "kind", [](const FoundHandle& it) { return text(word(it.it().node.kind)); },
        "`requirement`, `goal`, `task` or `unit`.");
    type.def_property_readonly(
        "key", [](const FoundHandle& it) { return text(it.plan().key(it.it().node)); },
        "The key of the node.");
    type.def_property_readonly(
        "title", [](const FoundHandle& it) { return text(it.plan().title(it.it().node)); },
        "The title of the node, or its key.");
    type.def_property_readonly(
        "node", [](const FoundHandle& it) { return node_value(it.plan(), it.it().node); },
        "Kind and key.");
    type.def_property_readonly("revision", &FoundHandle::revision,
                               "The revision that has the node, where the plan itself has not.");
    type.def_property_readonly(
        "because", &FoundHandle::because,
        "The path that shows why, where `explain` asked for it and there is one.");
    type.def("__repr__", [](const FoundHandle& it) {
        return "<planloom.QueryFound " + std::string(word(it.it().node.kind)) + " " +
               std::string(py::str(py::repr(text(it.plan().key(it.it().node))))) + ">";
    });
}

void bind_result(py::module_& module) {
    py::class_<ResultHandle> type =
        answer_class<ResultHandle>(module, "QueryResult", "What a query found.");
    type.def_property_readonly(
        "found", &found_list,
        "By kind (requirement, goal, task, unit), then plan order, at most `max_nodes`.");
    type.def_property_readonly("keys", &keys_found, "The keys of what was found.");
    type.def_property_readonly("nodes", &nodes_found, "Kinds and keys of what was found.");
    type.def_property_readonly(
        "total", [](const ResultHandle& it) { return it.it().total; }, "How many there are.");
    type.def_property_readonly(
        "is_cut", [](const ResultHandle& it) { return it.it().is_cut(); },
        "Whether fewer are listed than there are.");
    type.def_property_readonly(
        "paths",
        [](const ResultHandle& it) {
            py::list all;
            for (const query::Path& each : it.it().paths) all.append(it.path(each));
            return all;
        },
        "The paths that `path`, `paths` or `cycles` found, the shortest first.");
    type.def_property_readonly(
        "shortest_paths",
        [](const ResultHandle& it) { return optional_value(it.it().shortest_paths); },
        "Of `path`: how many paths are as short as the one given; None if that is not known.");
    type.def_property_readonly(
        "are_paths_cut", [](const ResultHandle& it) { return it.it().are_paths_cut; },
        "Whether there are, or may be, more paths than are listed.");
    type.def_property_readonly(
        "warnings", [](const ResultHandle& it) { return fault_list(it.it().warnings); },
        "What is right and easily misread, and what was left out.");
    type.def("__len__", [](const ResultHandle& it) { return it.it().found.size(); });
    type.def("__iter__", [](const ResultHandle& it) { return py::iter(found_list(it)); });
    type.def(
        "to_dict",
        [](const ResultHandle& it, const py::str& language) {
            return result_dict(it, language_argument(language));
        },
        py::arg("language") = "en", "As the tool's JSON.");
    type.def("to_pandas", &result_frame,
             R"(A row for each node that was found.

Raises:
    ImportError: pandas is not installed.)");
    type.def("__repr__", [](const ResultHandle& it) {
        return "<planloom.QueryResult: " + std::to_string(it.it().total) + " found>";
    });
}

}  // namespace

void bind_query(py::module_& module) {
    bind_query_class(module);
    bind_found(module);
    bind_result(module);
    module.def(
        "compile_query", [](const py::str& given) { return query::compile(view(given)); },
        py::arg("text"), R"(Reads a query, to ask it of several plans.

Raises:
    QueryError: With every fault that does not hide behind another.)");
    module.def("query", &ask, py::arg("graph"), py::arg("query"), py::kw_only(),
               py::arg("revisions") = py::none(), py::arg("before") = "",
               py::arg("sets") = py::none(), py::arg("start") = py::none(),
               py::arg("status_date") = py::none(), py::arg("max_nodes") = py::none(),
               py::arg("max_paths") = 100, py::arg("explain") = false,
               R"(Selects parts of a plan, as in `led_by(省大数据局) & status:open`.

Circles are no obstacle, and the answer is always the same.

Args:
    query: A text, or what compile_query made of one.
    revisions: Other revisions of the plan by name, for `x @ name`, `new(x)` and the like.
    before: The revision that `new`, `gone`, `changed` and `same` compare with; the only one if not
        said.
    sets: The keys that `$name` stands for, by name.
    start: When work begins, for what asks for dates; by default what the plan says.
    status_date: Up to when progress is known; by default what the plan says.
    max_nodes: How many nodes are listed at most; all if not said.
    max_paths: How many paths are listed at most.
    explain: Give each node with the path that shows why, where there is one.

Raises:
    QueryError: With every fault of the query, unknown names included.
    InfeasibleLinks: Dates are asked for and there are none.)");
}

}  // namespace planloom::python
