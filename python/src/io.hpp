// What reading and writing share: paths, bytes, formats, and how a plan is to be read.
#pragma once

#include "bindings.hpp"

#include <planloom/io/document.hpp>
#include <planloom/io/format.hpp>

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::python {

/// The bytes of a path: a text, bytes, or what os.fspath takes.
[[nodiscard]] std::string path_argument(const py::object& path);
/// The bytes of a text or of bytes, which must live as long as they are used.
[[nodiscard]] std::string_view bytes_argument(const py::object& value);
/// From a `Limits`, or None.
[[nodiscard]] Limits limits_argument(const py::object& value);
[[nodiscard]] Format format_argument(const py::str& given);

[[nodiscard]] PlanHandle handle_of(ReadResult read);
[[nodiscard]] py::object written_value(const Written& written);

/// The keyword arguments that say how a plan is to be read.
struct ReadArguments {
    py::str sheet;
    py::object header_row, mapping;
    bool first_is_lead = false;
    py::object year, limits;
};

/// Reads bytes with options that fit their format.
class PlanReader {
public:
    explicit PlanReader(const ReadArguments& given);

    /// @throws Error  `unused_option` for an option that the format has no use for
    [[nodiscard]] ReadResult read(std::string bytes, Format format, const std::string& name,
                                  Monitor* monitor) const;
    /// @throws Error  `unused_option`
    void require_use(Format format) const;
    [[nodiscard]] const LedgerOptions& ledger() const noexcept { return ledger_; }
    [[nodiscard]] DocumentOptions document(std::string_view name) const noexcept;

private:
    LedgerOptions ledger_;
};

/// A function that takes the types Front and then ReadArguments, with these taken apart for Python.
template <class... Front, class Function>
[[nodiscard]] auto with_read_arguments(Function function) {
    return [function](Front... front, const py::str& sheet, const py::object& header_row,
                      const py::object& mapping, bool first_is_lead, const py::object& year,
                      const py::object& limits) {
        return function(front...,
                        ReadArguments{sheet, header_row, mapping, first_is_lead, year, limits});
    };
}

/// Adds a function made by with_read_arguments; `arguments` are those of Front, and py::kw_only.
template <class Function, class... Arguments>
void def_reader(py::module_& module, const char* name, const std::string& doc, Function&& function,
                const Arguments&... arguments) {
    module.def(name, std::forward<Function>(function), arguments..., py::arg("sheet") = "",
               py::arg("header_row") = py::none(), py::arg("mapping") = py::none(),
               py::arg("first_is_lead") = false, py::arg("year") = py::none(),
               py::arg("limits") = py::none(), doc.c_str());
}

/// The lines of a docstring on ReadArguments.
inline constexpr const char* read_arguments_doc = R"(
    sheet: Of a ledger, the only sheet to read; all that hold a ledger when empty.
    header_row: Of a ledger, the row of the headers, from 1; found when None.
    mapping: Of a ledger, a dict of headers as written and the fields that they stand for, the words
        of ledger_headers().
    first_is_lead: Of a ledger or document, whether the first unit of a list is the lead.
    year: Of a ledger or document, the year that 年底前 means; looked for when None.
    limits: Bounds on what is accepted, a `Limits`.
)";

void bind_document(py::module_& module);
void bind_ledger(py::module_& module);

}  // namespace planloom::python
