#include "bindings.hpp"

#include <planloom/io/dot.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/json.hpp>
#include <planloom/io/read.hpp>
#include <planloom/io/text.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "values.hpp"

#include <string>
#include <utility>

namespace planloom::python {
namespace {

/// The bytes of a path: a text, bytes, or what os.fspath takes.
std::string path_argument(const py::object& path) {
    const py::bytes bytes = py::module_::import("os").attr("fsencode")(path);
    std::string text = bytes;
    if (text.find('\0') != std::string::npos) throw py::value_error("a path with a null byte");
    return text;
}

/// The bytes of a text or of bytes, which must live as long as they are used.
std::string_view bytes_argument(const py::object& value) {
    if (py::isinstance<py::str>(value)) return view(py::reinterpret_borrow<py::str>(value));
    if (!py::isinstance<py::bytes>(value))
        throw py::type_error("expected a text or bytes, found " +
                             std::string(py::str(py::type::of(value))));
    return py::reinterpret_borrow<py::bytes>(value);
}

Limits limits_argument(const py::object& value) {
    Limits limits;
    if (value.is_none()) return limits;
    limits.depth = size_argument("depth", value.attr("depth"));
    limits.bytes = size_argument("bytes", value.attr("bytes"));
    limits.errors = size_argument("errors", value.attr("errors"));
    return limits;
}

Format format_argument(const py::str& given) {
    if (const std::optional<Format> format = parse_format(view(given))) return *format;
    const std::vector<std::string_view> words = format_words();
    return static_cast<Format>(word_index("format", view(given), words));
}

PlanHandle handle_of(ReadResult read) {
    return {std::make_shared<const Plan>(std::move(read.plan)), std::move(read.notes)};
}

std::string json_of(const PlanHandle& handle) {
    const PlanPtr plan = handle.plan;
    return without_lock([&](Monitor*) { return write_json(*plan); });
}

void bind_reading(py::module_& module) {
    module.def(
        "read_json",
        [](const py::object& json, const py::object& limits) {
            const std::string_view bytes = bytes_argument(json);
            const Limits bounds = limits_argument(limits);
            return handle_of(
                without_lock([&](Monitor* monitor) { return read_json(bytes, bounds, monitor); }));
        },
        py::arg("text"), py::kw_only(), py::arg("limits") = py::none(),
        R"(Reads planloom JSON in one pass.

References that name nothing are no error here, see find_faults. What the reader remarked is in the
plan's `notes`.

Args:
    text: A text, or bytes of UTF-8.
    limits: Bounds on what is accepted, a `Limits`.

Raises:
    ReadError: Every fault at once, with JSON pointer and line.)");
    module.def(
        "read_plan",
        [](const py::object& path, const py::object& limits) {
            const std::string file = path_argument(path);
            const Limits bounds = limits_argument(limits);
            return handle_of(
                without_lock([&](Monitor* monitor) { return read_plan(file, bounds, monitor); }));
        },
        py::arg("path"), py::kw_only(), py::arg("limits") = py::none(),
        R"(Reads a plan from a file; the format is told from its name, else from its content.

Args:
    path: The file; `-` is standard input.
    limits: Bounds on what is accepted, a `Limits`.

Raises:
    IoError: The file cannot be read.
    ReadError: Every fault at once, with JSON pointer and line.)");
}

py::object written_value(const Written& written) {
    return value_class("Written")(py::bytes(written.bytes), diagnostic_list(written.notes));
}

void bind_formats(py::module_& module) {
    module.def(
        "format_words",
        [] {
            py::list all;
            for (const std::string_view each : format_words()) all.append(text(each));
            return py::tuple(all);
        },
        "The formats in which a plan can be read or written.");
    module.def(
        "read_bytes_as",
        [](const py::bytes& bytes, const py::str& format, const py::str& name,
           const py::object& limits) {
            std::string content = bytes;
            const Format wanted = format_argument(format);
            const std::string file{view(name)};
            const Limits bounds = limits_argument(limits);
            return handle_of(without_lock([&](Monitor* monitor) {
                return read_bytes_as(std::move(content), wanted, file, bounds, monitor);
            }));
        },
        py::arg("data"), py::arg("format"), py::kw_only(), py::arg("name") = "",
        py::arg("limits") = py::none(),
        R"(Reads bytes as a plan.

Args:
    data: The bytes of a file.
    format: One of format_words().
    name: Of the file, for its ending and for places in notes.
    limits: Bounds on what is accepted, a `Limits`.

Raises:
    ReadError: Every fault at once, with its place.
    Error: The format is only written; the code is `unreadable_format`.)");
    module.def(
        "write_as",
        [](const PlanHandle& handle, const py::str& format) {
            const PlanPtr plan = handle.plan;
            const Format wanted = format_argument(format);
            return written_value(without_lock([&](Monitor*) { return write_as(*plan, wanted); }));
        },
        py::arg("plan"), py::arg("format"),
        R"(Writes a plan in some format.

Args:
    format: One of format_words().

Returns:
    The bytes, and a note for all that the format cannot hold.

Raises:
    InvalidPlan: The plan has structural faults, and the format draws its graph.
    Error: The format is only read; the code is `unwritable_format`.)");
}

void bind_writing(py::module_& module) {
    module.def(
        "write_json", [](const PlanHandle& handle) { return text(json_of(handle)); },
        py::arg("plan"),
        R"(Writes the canonical form: fixed order of fields, defaults left out.

`read_json(write_json(plan)) == plan`, always.)");
    module.def(
        "write_plan",
        [](const py::object& path, const PlanHandle& handle) {
            const std::string file = path_argument(path);
            const PlanPtr plan = handle.plan;
            without_lock([&](Monitor*) { write_plan(file, *plan); });
        },
        py::arg("path"), py::arg("plan"),
        R"(Writes a plan as planloom JSON to a file as one step; `-` is standard output.

Raises:
    IoError: The file cannot be written; the old one is as it was.)");
    module.def(
        "save",
        [](const py::object& path, const py::object& content) {
            const std::string file = path_argument(path);
            const std::string_view bytes = bytes_argument(content);
            without_lock([&](Monitor*) { save(file, bytes); });
        },
        py::arg("path"), py::arg("content"),
        R"(Replaces a file as one step; `-` is standard output.

Args:
    path: The file.
    content: A text, which becomes UTF-8, or bytes.

Raises:
    IoError: The file cannot be written; the old one is as it was.)");
    module.def(
        "json_schema", [] { return text(json_schema()); },
        "The JSON Schema (2020-12) of planloom JSON, as text.");
    module.def(
        "write_dot",
        [](const GraphHandle& handle, bool all_kinds, std::size_t max_tasks,
           const py::str& language) {
            const GraphPtr graph = handle.graph;
            const DotOptions options{all_kinds, max_tasks, language_argument(language)};
            return text(without_lock([&](Monitor*) { return write_dot(*graph, options); }));
        },
        py::arg("graph"), py::kw_only(), py::arg("all_kinds") = false,
        py::arg("max_tasks") = DotOptions().max_tasks, py::arg("language") = "en",
        R"(Tasks by wave from left to right with their links, in Graphviz's DOT language.

Args:
    all_kinds: Whether goals, units and requirements are drawn too.
    max_tasks: Tasks beyond this many are left out, and a node says how many.
    language: Of the words on the drawing: `en` or `zh`.)");
}

}  // namespace

void bind_io(py::module_& module) {
    bind_reading(module);
    bind_formats(module);
    bind_writing(module);
}

}  // namespace planloom::python
