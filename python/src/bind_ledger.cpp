#include "bindings.hpp"

#include <planloom/io/docx.hpp>
#include <planloom/io/ledger.hpp>
#include <planloom/io/text.hpp>

#include "arguments.hpp"
#include "io.hpp"
#include "monitor.hpp"
#include "values.hpp"

#include <optional>

namespace planloom::python {
namespace {

py::list header_list() {
    py::list list;
    const py::object type = value_class("LedgerHeader");
    for (const LedgerHeader& each : ledger_headers())
        list.append(type(text(word(each.field)), text(each.header)));
    return list;
}

/// Of separated text what the plan does not change stays as it is to the byte.
Written updated(std::string bytes, Format format, const Plan& plan, const LedgerOptions& options) {
    if (format == Format::csv) {
        LedgerText text = update_ledger_csv(bytes, plan, options);
        return {std::move(text.bytes), std::move(text.notes)};
    }
    LedgerTable table =
        update_ledger(read_sheets_as(std::move(bytes), format, options.limits), plan, options);
    return {ledger_xlsx(table), std::move(table.notes)};
}

Format ledger_format(const py::str& given) {
    const Format format = format_argument(given);
    if (!is_ledger(format)) refuse("bad_word", "format", word(format), "csv, xlsx or ods");
    return format;
}

/// A plan, and what was understood of its source.
struct Reviewed {
    ReadResult read;
    std::vector<Excerpt> excerpts;
};

Reviewed reviewed(std::string bytes, Format format, const std::string& name,
                  const PlanReader& reader) {
    if (is_ledger(format)) {
        const std::vector<Sheet> sheets =
            read_sheets_as(std::move(bytes), format, reader.ledger().limits);
        return {read_ledger(sheets, reader.ledger()), review_ledger(sheets, reader.ledger())};
    }
    const std::string text =
        format == Format::docx ? docx_text(bytes) : decode_text(std::move(bytes)).text;
    Reviewed result{read_document(text, reader.document(name)), {}};
    result.excerpts = review(result.read, text);
    return result;
}

py::list excerpt_list(const Plan& plan, const std::vector<Excerpt>& excerpts) {
    py::list list;
    const py::object type = value_class("Excerpt");
    for (const Excerpt& each : excerpts) {
        const py::object assignment =
            each.assignment.is_valid() ? row_value(plan, each.assignment) : py::object(py::none());
        list.append(type(text(plan.key(Node(each.task))), assignment, each.line, text(each.found),
                         text(each.source)));
    }
    return list;
}

py::list review_of(const py::bytes& data, const py::str& format, const py::str& name,
                   const ReadArguments& given) {
    std::string bytes = data;
    const Format wanted = format_argument(format);
    if (!is_ledger(wanted) && wanted != Format::document && wanted != Format::docx)
        refuse("bad_word", "format", word(wanted), "document, docx, csv, xlsx or ods");
    const std::string file{view(name)};
    const PlanReader reader(given);
    reader.require_use(wanted);
    const Reviewed result =
        without_lock([&](Monitor*) { return reviewed(std::move(bytes), wanted, file, reader); });
    return excerpt_list(result.read.plan, result.excerpts);
}

}  // namespace

void bind_ledger(py::module_& module) {
    module.def("ledger_headers", &header_list,
               R"(Every header of a ledger that is recognised by itself, field after field.

The first Chinese and the first English one of each field are those that are written. Spaces, case, `_`,
`-` and what stands in brackets do not count.)");
    module.def(
        "recognize_header",
        [](const py::str& header) -> py::object {
            const std::optional<LedgerField> field = recognize_header(view(header));
            if (!field) return py::none();
            return text(word(*field));
        },
        py::arg("header"), "The field that a header of a ledger stands for by itself, or None.");
    def_reader(
        module, "update_ledger",
        std::string(
            R"(The ledger that a plan was read from, with the cells changed in which the plan differs now.

Tasks are told by their keys, new ones come last, those that are gone lose their row. Separated text
stays as it is otherwise, in its encoding too; a workbook is written as `xlsx`.

Args:
    data: The bytes of the ledger; read with the options with which the plan was read.
    format: Of the bytes: `csv`, `xlsx` or `ods`.
    plan: The plan as it is now.)") +
            read_arguments_doc + R"(
Returns:
    The bytes, and a note for all of the plan that a ledger does not hold.

Raises:
    ReadError: The bytes are no such ledger, or the format is none.)",
        with_read_arguments<const py::bytes&, const py::str&, const PlanHandle&>(
            [](const py::bytes& data, const py::str& format, const PlanHandle& handle,
               const ReadArguments& given) {
                std::string bytes = data;
                const Format wanted = ledger_format(format);
                const PlanPtr plan = handle.plan;
                const PlanReader reader(given);
                return written_value(without_lock([&](Monitor*) {
                    return updated(std::move(bytes), wanted, *plan, reader.ledger());
                }));
            }),
        py::arg("data"), py::arg("format"), py::arg("plan"), py::kw_only());
    def_reader(module, "review",
               std::string(
                   R"(The tasks and assignments of a plan beside the text from which they are read.

For a person to compare: each excerpt says what was understood, and what stands there.

Args:
    data: The bytes of a policy document or of a ledger.
    format: `document`, `docx`, `csv`, `xlsx` or `ods`.
    name: Of the file, for places in notes.)") +
                   read_arguments_doc + R"(
Raises:
    ReadError: The bytes are no such file, or the format is none.)",
               with_read_arguments<const py::bytes&, const py::str&, const py::str&>(&review_of),
               py::arg("data"), py::arg("format"), py::kw_only(), py::arg("name") = "");
}

}  // namespace planloom::python
