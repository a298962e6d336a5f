// The formats in which a plan can be read or written, and how one is told from its name and
// content.
#pragma once

#include <planloom/io/json.hpp>
#include <planloom/io/ledger.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

enum class Format : std::uint8_t {
    json,         ///< planloom JSON; in and out
    document,     ///< the text of a policy document; in
    docx,         ///< a policy document as a Word file; in
    psplib,       ///< PSPLIB, `.sm` and `.mm`; in
    rcpsp_max,    ///< RCPSP/max, `.sch`; in
    taskjuggler,  ///< TaskJuggler 3, `.tjp`; in and out
    dot,          ///< Graphviz; out
    mermaid,      ///< Mermaid flowchart; out
    json_graph,   ///< JSON Graph Format 2; out
    csv,          ///< a ledger as separated text, `.csv` and `.tsv`; in and out
    xlsx,         ///< a ledger as an Office Open XML workbook; in and out
    ods,          ///< a ledger as an OpenDocument spreadsheet; in
    stratml,      ///< StratML (ISO 17469), Part 1 and Part 2; in and out
    mspdi,        ///< Microsoft Project XML; in and out
    graphml       ///< GraphML; in and out
};

/// The words of the formats in the order of their enumerators, as the tool takes them.
[[nodiscard]] std::vector<std::string_view> format_words();
[[nodiscard]] std::string_view word(Format format) noexcept;
[[nodiscard]] std::optional<Format> parse_format(std::string_view word) noexcept;

/// The format that the ending of a file name stands for, or nothing. Case does not count.
[[nodiscard]] std::optional<Format> format_of_name(std::string_view name) noexcept;

/// The format of a text or of bytes by what stands at their beginning (of XML by its root element);
/// planloom JSON where nothing else is recognised, since its reader says best what is wrong.
[[nodiscard]] Format format_of_content(std::string_view bytes) noexcept;

/// The format by name where the name says it, else by content. `.txt` says little: such a file that
/// begins like JSON or like a project is one.
[[nodiscard]] Format format_of(std::string_view name, std::string_view bytes) noexcept;

/// Reads bytes as a plan.
/// @param name  of the file, for its ending and for places in notes; includes of TaskJuggler are
///              looked for in its directory and below
/// @throws ReadError; Error `unreadable_format` for a format that is only written
[[nodiscard]] ReadResult read_bytes_as(std::string bytes, Format format, const std::string& name,
                                       const Limits& limits = {}, Monitor* monitor = nullptr);

/// Whether plans stand in a format as rows of sheets.
[[nodiscard]] bool is_ledger(Format format) noexcept;

/// Reads bytes as sheets.
/// @param format  for which is_ledger
/// @throws ReadError
[[nodiscard]] std::vector<Sheet> read_sheets_as(std::string bytes, Format format,
                                                const Limits& limits = {});

/// A plan in some format, and a note for all that this format cannot hold.
struct Written {
    std::string bytes;
    std::vector<Diagnostic> notes;
};

/// Writes a plan.
/// @throws InvalidPlan  for a plan with structural faults, where the format draws its graph
/// @throws Error        `unwritable_format` for a format that is only read
[[nodiscard]] Written write_as(const Plan& plan, Format format);

}  // namespace planloom
