#include "arguments.hpp"
#include "path.hpp"
#include "types.hpp"
#include "values.hpp"

#include <string>

namespace planloom::python {
namespace {

py::list path_nodes(const PathHandle& path) {
    std::vector<Node> nodes{path.start};
    for (const Step& step : path.steps) nodes.push_back(step.to);
    return node_list(path.plan(), nodes);
}

py::list path_steps(const PathHandle& path) {
    py::list steps;
    const py::object type = value_class("Step");
    for (const Step& step : path.steps) {
        steps.append(type(node_value(path.plan(), step.from), node_value(path.plan(), step.to),
                          text(word(step.relation))));
    }
    return steps;
}

py::dict path_dict(const PathHandle& path, std::string_view language) {
    py::dict answer;
    answer["from"] = text(path.plan().key(path.start));
    answer["from_kind"] = text(word(path.start.kind));
    answer["to"] = text(path.plan().key(path.end()));
    answer["to_kind"] = text(word(path.end().kind));
    answer["path"] = path_keys(path);
    answer["steps"] = step_dicts(path, language);
    answer["sentence"] = path_sentence(path, language);
    return answer;
}

}  // namespace

py::list path_keys(const PathHandle& path) {
    py::list keys;
    keys.append(text(path.plan().key(path.start)));
    for (const Step& step : path.steps) keys.append(text(path.plan().key(step.to)));
    return keys;
}

py::list step_dicts(const PathHandle& path, std::string_view language) {
    py::list steps;
    for (const Step& step : path.steps) {
        py::dict each;
        each["from"] = text(path.plan().key(step.from));
        each["from_kind"] = text(word(step.from.kind));
        each["relation"] = text(word(step.relation));
        each["to"] = text(path.plan().key(step.to));
        each["to_kind"] = text(word(step.to.kind));
        each["sentence"] = text(sentence(*path.graph, step, language));
        steps.append(each);
    }
    return steps;
}

py::str path_sentence(const PathHandle& path, std::string_view language) {
    return text(sentence(*path.graph, path.steps, language));
}

void bind_path(py::module_& module) {
    py::class_<PathHandle> type =
        answer_class<PathHandle>(module, "Path", "A path along which harm travels.");
    type.def("__len__", [](const PathHandle& path) { return path.steps.size(); });
    type.def("__bool__", [](const PathHandle&) { return true; });
    type.def("__str__", [](const PathHandle& path) { return path_sentence(path, "en"); });
    type.def("__repr__", [](const PathHandle& path) {
        return "<planloom.Path " + std::string(py::str(py::repr(path_keys(path)))) + ">";
    });
    type.def_property_readonly("keys", &path_keys,
                               "The keys of its nodes, one more than it has steps.");
    type.def_property_readonly("nodes", &path_nodes, "Its nodes, one more than it has steps.");
    type.def_property_readonly("steps", &path_steps, "Its steps, which may be none.");
    type.def(
        "sentence",
        [](const PathHandle& path, const py::str& language) {
            return path_sentence(path, language_argument(language));
        },
        py::arg("language") = "en", "The path in words, in `en` or `zh`; empty without a step.");
    type.def(
        "to_dict",
        [](const PathHandle& path, const py::str& language) {
            return path_dict(path, language_argument(language));
        },
        py::arg("language") = "en",
        "As the tool's JSON: both ends, `path`, `steps` and `sentence`.");
}

}  // namespace planloom::python
