#include "io.hpp"

#include <planloom/io/docx.hpp>
#include <planloom/io/json.hpp>
#include <planloom/io/text.hpp>

#include "arguments.hpp"
#include "values.hpp"

#include <memory>
#include <optional>

namespace planloom::python {
namespace {

LedgerField field_argument(const py::str& word) {
    if (const std::optional<LedgerField> field = parse_ledger_field(view(word))) return *field;
    std::vector<std::string_view> words;
    for (const LedgerHeader& each : ledger_headers())
        if (words.empty() || words.back() != planloom::word(each.field))
            words.push_back(planloom::word(each.field));
    return static_cast<LedgerField>(word_index("mapping", view(word), words));
}

/// A whole number from 1, or 0 for None.
std::uint32_t place_argument(std::string_view argument, const py::object& value, std::size_t most) {
    if (value.is_none()) return 0;
    const std::size_t number = size_argument(argument, value);
    if (number < 1 || number > most) {
        refuse("bad_number", argument, std::to_string(number),
               "a whole number from 1 to " + std::to_string(most));
    }
    return static_cast<std::uint32_t>(number);
}

}  // namespace

std::string path_argument(const py::object& path) {
    const py::bytes bytes = py::module_::import("os").attr("fsencode")(path);
    std::string text = bytes;
    if (text.find('\0') != std::string::npos) throw py::value_error("a path with a null byte");
    return text;
}

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

py::object written_value(const Written& written) {
    return value_class("Written")(py::bytes(written.bytes), diagnostic_list(written.notes));
}

PlanReader::PlanReader(const ReadArguments& given) {
    ledger_.sheet = view(given.sheet);
    ledger_.header_row = place_argument("header_row", given.header_row, 0xFFFFFFFF);
    ledger_.first_is_lead = given.first_is_lead;
    ledger_.year = static_cast<int>(place_argument("year", given.year, 9999));
    ledger_.limits = limits_argument(given.limits);
    if (given.mapping.is_none()) return;
    for (const auto& [header, field] : py::dict(given.mapping)) {
        ledger_.mapping.columns.insert_or_assign(std::string(view(header.cast<py::str>())),
                                                 field_argument(field.cast<py::str>()));
    }
}

DocumentOptions PlanReader::document(std::string_view name) const noexcept {
    return {.name = name,
            .first_is_lead = ledger_.first_is_lead,
            .year = ledger_.year,
            .limits = ledger_.limits};
}

void PlanReader::require_use(Format format) const {
    if (is_ledger(format)) return;
    const bool is_document = format == Format::document || format == Format::docx;
    const bool is_unused[] = {
        !ledger_.sheet.empty(), ledger_.header_row != 0, !ledger_.mapping.columns.empty(),
        ledger_.first_is_lead && !is_document, ledger_.year != 0 && !is_document};
    constexpr std::string_view names[] = {"sheet", "header_row", "mapping", "first_is_lead",
                                          "year"};
    for (std::size_t i = 0; i < std::size(names); ++i) {
        if (!is_unused[i]) continue;
        throw Error("unused_option", std::string(names[i]) + " says nothing of a plan as " +
                                         std::string(word(format)));
    }
}

ReadResult PlanReader::read(std::string bytes, Format format, const std::string& name,
                            Monitor* monitor) const {
    require_use(format);
    const bool has_options = !ledger_.sheet.empty() || ledger_.header_row != 0 ||
                             !ledger_.mapping.columns.empty() || ledger_.first_is_lead ||
                             ledger_.year != 0;
    if (!has_options) return read_bytes_as(std::move(bytes), format, name, ledger_.limits, monitor);
    if (is_ledger(format))
        return read_ledger(read_sheets_as(std::move(bytes), format, ledger_.limits), ledger_);
    const std::string text =
        format == Format::docx ? docx_text(bytes) : decode_text(std::move(bytes)).text;
    return read_document(text, document(name));
}

}  // namespace planloom::python
