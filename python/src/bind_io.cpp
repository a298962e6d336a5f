#include "bindings.hpp"

#include <planloom/io/dot.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/json.hpp>
#include <planloom/io/ledger.hpp>
#include <planloom/io/read.hpp>
#include <planloom/io/text.hpp>

#include "arguments.hpp"
#include "io.hpp"
#include "monitor.hpp"
#include "values.hpp"

#include <string>
#include <utility>

namespace planloom::python {
namespace {

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

/// The format of a name.
Format named_format(const py::object& format, const std::string& file) {
    if (!format.is_none()) return format_argument(format.cast<py::str>());
    if (const std::optional<Format> named = format_of_name(file)) return *named;
    refuse("bad_word", "path", '"' + file + '"',
           "a name that says a format, or a format beside it");
}

Written written_as(const Plan& plan, Format format, const std::string& file) {
    if (format != Format::csv || !file.ends_with(".tsv")) return write_as(plan, format);
    LedgerTable table = write_ledger(plan);
    return {ledger_csv(table, {.separator = '\t', .has_crlf = true}), std::move(table.notes)};
}

constexpr const char* reading_raises = R"(
Raises:
    IoError: The file cannot be read.
    ReadError: Every fault at once, with its place.
    Error: The format is only written, `unreadable_format`; an option says nothing of plans in this
        format, `unused_option`.)";

void bind_options(py::module_& module) {
    def_reader(module, "read",
               std::string(R"(Reads a plan from a file in any format.

What the reader guessed or kept aside is in the plan's `notes`.

Args:
    path: The file; `-` is standard input.
    format: One of format_words(); told from the name, else from the content, when None.)") +
                   read_arguments_doc + reading_raises,
               with_read_arguments<const py::object&, const std::optional<py::str>&>(
                   [](const py::object& path, const std::optional<py::str>& format,
                      const ReadArguments& given) {
                       const std::string file = path_argument(path);
                       const PlanReader reader(given);
                       std::optional<Format> wanted;
                       if (format) wanted = format_argument(*format);
                       return handle_of(without_lock([&](Monitor* monitor) {
                           std::string bytes = read_bytes(file);
                           const Format found = wanted ? *wanted : format_of(file, bytes);
                           return reader.read(std::move(bytes), found, file, monitor);
                       }));
                   }),
               py::arg("path"), py::arg("format") = py::none(), py::kw_only());
    def_reader(module, "read_bytes_as",
               std::string(R"(Reads bytes as a plan.

Args:
    data: The bytes of a file.
    format: One of format_words().
    name: Of the file, for its ending and for places in notes.)") +
                   read_arguments_doc + reading_raises,
               with_read_arguments<const py::bytes&, const py::str&, const py::str&>(
                   [](const py::bytes& bytes, const py::str& format, const py::str& name,
                      const ReadArguments& given) {
                       std::string content = bytes;
                       const Format wanted = format_argument(format);
                       const std::string file{view(name)};
                       const PlanReader reader(given);
                       return handle_of(without_lock([&](Monitor* monitor) {
                           return reader.read(std::move(content), wanted, file, monitor);
                       }));
                   }),
               py::arg("data"), py::arg("format"), py::kw_only(), py::arg("name") = "");
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
        "format_of",
        [](const py::object& name, const py::bytes& data) {
            return text(word(format_of(path_argument(name), bytes_argument(data))));
        },
        py::arg("name"), py::arg("data") = py::bytes(),
        R"(The format of a file, told from its name, else from its content.

Args:
    name: A path.
    data: The bytes of the file, or its beginning.

Returns:
    One of format_words(); planloom JSON where nothing else is recognised.)");
    module.def(
        "write",
        [](const py::object& path, const PlanHandle& handle, const py::object& format) {
            const std::string file = path_argument(path);
            const PlanPtr plan = handle.plan;
            const Format wanted = named_format(format, file);
            return diagnostic_list(without_lock([&](Monitor*) {
                Written written = written_as(*plan, wanted, file);
                save(file, written.bytes);
                return std::move(written.notes);
            }));
        },
        py::arg("path"), py::arg("plan"), py::arg("format") = py::none(),
        R"(Writes a plan in some format to a file as one step.

Args:
    path: The file; `-` is standard output.
    format: One of format_words(); told from the name when None.

Returns:
    A note for all that the format cannot hold.

Raises:
    ReadError: The name says no format.
    InvalidPlan: The plan has structural faults, and the format draws its graph.
    IoError: The file cannot be written; the old one is as it was.
    Error: The format is only read; the code is `unwritable_format`.)");
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
    bind_options(module);
    bind_document(module);
    bind_ledger(module);
}

}  // namespace planloom::python
