#include <planloom/io/document.hpp>
#include <planloom/io/docx.hpp>
#include <planloom/io/dot.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/graphml.hpp>
#include <planloom/io/json_graph.hpp>
#include <planloom/io/mermaid.hpp>
#include <planloom/io/mspdi.hpp>
#include <planloom/io/psplib.hpp>
#include <planloom/io/stratml.hpp>
#include <planloom/io/taskjuggler.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/views.hpp>

#include "json_text.hpp"
#include "limits.hpp"
#include "xml_document.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <memory>

namespace planloom {
namespace {

constexpr std::array<std::string_view, 15> all_words = {
    "json",       "document", "docx", "psplib", "rcpsp-max", "taskjuggler", "dot",    "mermaid",
    "json-graph", "csv",      "xlsx", "ods",    "stratml",   "mspdi",       "graphml"};

constexpr std::pair<std::string_view, Format> endings[] = {
    {".json", Format::json},       {".txt", Format::document},   {".docx", Format::docx},
    {".sm", Format::psplib},       {".mm", Format::psplib},      {".sch", Format::rcpsp_max},
    {".tjp", Format::taskjuggler}, {".dot", Format::dot},        {".gv", Format::dot},
    {".mmd", Format::mermaid},     {".jgf", Format::json_graph}, {".csv", Format::csv},
    {".tsv", Format::csv},         {".xlsx", Format::xlsx},      {".ods", Format::ods},
    {".stratml", Format::stratml}, {".graphml", Format::graphml}};

/// XML by its root element; nothing for a root that is none of a plan.
std::optional<Format> format_of_xml(std::string_view head) noexcept {
    const detail::XmlRoot root = detail::find_xml_root(head);
    if (root.name == "StrategicPlan" || root.name == "PerformancePlanOrReport")
        return Format::stratml;
    // Build files of Visual Studio have a root of this name too, in a namespace of their own.
    const bool may_be_project =
        root.name_space.empty() || root.name_space == "http://schemas.microsoft.com/project";
    if (root.name == "Project" && may_be_project) return Format::mspdi;
    if (root.name == "graphml") return Format::graphml;
    return std::nullopt;
}

/// @throws ReadError  for XML where planloom JSON was expected
void refuse_xml(std::string_view text) {
    if (!detail::begins_like_xml(text)) return;
    throw ReadError(
        {{"unknown_format", Severity::error, "", 1,
          "the file is XML with the root " + detail::quoted(detail::find_xml_root(text).name) +
              "; expected StrategicPlan, PerformancePlanOrReport, Project or graphml"}});
}

Written written_text(WrittenText written) {
    return {std::move(written.text), std::move(written.notes)};
}

/// Numbers that Chinese documents give their sections.
bool has_chinese_sections(std::string_view text) {
    for (const std::string_view mark : {"一、", "（一）", "(一)"})
        if (text.find(mark) != std::string_view::npos) return true;
    return false;
}

/// The names of the parts stand last in an archive, and those of archives inside it before.
Format format_of_archive(std::string_view bytes) noexcept {
    constexpr std::pair<std::string_view, Format> marks[] = {
        {"word/document.xml", Format::docx},
        {"xl/workbook.xml", Format::xlsx},
        {"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Format::ods}};
    Format format = Format::docx;
    std::size_t last = 0;
    for (const auto& [mark, each] : marks) {
        const std::size_t at = bytes.rfind(mark);
        if (at == std::string_view::npos || at < last) continue;
        last = at;
        format = each;
    }
    return format;
}

/// Whether one of the first lines holds headers of a ledger.
bool begins_like_ledger(std::string_view head) noexcept {
    constexpr std::size_t most_lines = 20;
    constexpr std::size_t most_bytes = 16384;
    try {
        std::string_view lines = head.substr(0, most_bytes);
        if (lines.size() < head.size() || lines.size() == most_bytes)
            lines = lines.substr(0, lines.rfind('\n') + 1);
        // Half of the last character may be cut off, in UTF-16.
        if (lines.starts_with("\xFF\xFE") && lines.size() % 2 == 1)
            lines = head.substr(0, lines.size() + 1);
        const std::string text = decode_text(std::string(lines)).text;
        std::size_t begin = 0;
        const char separator = detect_ledger_dialect(text).separator;
        for (std::size_t i = 0; i < most_lines && begin < text.size(); ++i) {
            std::size_t end = text.find('\n', begin);
            if (end == std::string::npos) end = text.size();
            std::string_view line = std::string_view(text).substr(begin, end - begin);
            begin = end + 1;
            std::size_t known = 0;
            while (!line.empty()) {
                const std::size_t cut = std::min(line.find(separator), line.size());
                std::string_view cell = line.substr(0, cut);
                while (!cell.empty() && (cell.back() == '"' || cell.back() == '\r'))
                    cell.remove_suffix(1);
                while (!cell.empty() && cell.front() == '"') cell.remove_prefix(1);
                if (recognize_header(cell)) ++known;
                line.remove_prefix(std::min(cut + 1, line.size()));
            }
            if (known >= 2) return true;
        }
    } catch (const std::exception&) {
        // What cannot be decoded is no text.
    }
    return false;
}

/// Files beside the one at hand; what leads out of its directory is not followed.
std::optional<std::string> read_beside(const std::string& name, const std::string& included) {
    namespace fs = std::filesystem;
    const fs::path relative = fs::path(included).lexically_normal();
    if (name == "-" || relative.is_absolute() || relative.begin() == relative.end() ||
        *relative.begin() == "..")
        return std::nullopt;
    const fs::path path = fs::path(name).parent_path() / relative;
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) return std::nullopt;
    return decode_text(read_bytes(path.string())).text;
}

Written drawn(const Plan& plan, std::string (*write)(const PlanGraph&), std::string_view loss) {
    // The graph only borrows the plan for the length of this call.
    const PlanGraph graph = freeze(std::shared_ptr<const Plan>(std::shared_ptr<void>(), &plan));
    Written written{write(graph), {}};
    written.notes.push_back({"details_left_out", Severity::info, "", 0, std::string(loss)});
    return written;
}

}  // namespace

std::vector<std::string_view> format_words() {
    return {all_words.begin(), all_words.end()};
}

std::string_view word(Format format) noexcept {
    return all_words[static_cast<std::size_t>(format)];
}

std::optional<Format> parse_format(std::string_view word) noexcept {
    for (std::size_t i = 0; i < all_words.size(); ++i)
        if (all_words[i] == word) return static_cast<Format>(i);
    return std::nullopt;
}

std::optional<Format> format_of_name(std::string_view name) noexcept {
    for (const auto& [ending, format] : endings) {
        if (name.size() <= ending.size()) continue;
        const std::string_view last = name.substr(name.size() - ending.size());
        bool is_same = true;
        for (std::size_t i = 0; i < ending.size(); ++i)
            is_same = is_same && std::tolower(static_cast<unsigned char>(last[i])) == ending[i];
        if (is_same) return format;
    }
    return std::nullopt;
}

Format format_of_content(std::string_view bytes) noexcept {
    const std::string_view head = bytes.substr(0, std::size_t{64} << 10);
    if (head.starts_with("PK\x03\x04")) return format_of_archive(bytes);
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || head[first] == '{' || head[first] == '[')
        return Format::json;
    if (detail::begins_like_xml(head)) return format_of_xml(head).value_or(Format::json);
    if (head.find("jobs (incl. supersource/sink") != std::string_view::npos) return Format::psplib;
    if (head.starts_with("project ") || head.find("\nproject ") != std::string_view::npos)
        return Format::taskjuggler;
    if (begins_like_ledger(head)) return Format::csv;
    return has_chinese_sections(head) ? Format::document : Format::json;
}

Format format_of(std::string_view name, std::string_view bytes) noexcept {
    const std::optional<Format> named = format_of_name(name);
    if (named && *named != Format::document) return *named;
    const Format found = format_of_content(bytes);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool is_json = first != std::string_view::npos && bytes[first] == '{';
    // A text may well hold a table.
    const bool is_text = (found == Format::json && !is_json) || found == Format::csv;
    return named && is_text ? Format::document : found;
}

bool is_ledger(Format format) noexcept {
    return format == Format::csv || format == Format::xlsx || format == Format::ods;
}

std::vector<Sheet> read_sheets_as(std::string bytes, Format format, const Limits& limits) {
    detail::require_size(bytes, limits);
    if (format == Format::xlsx) return read_xlsx(bytes);
    if (format == Format::ods) return read_ods(bytes);
    const DecodedText decoded = decode_text(std::move(bytes));
    return {read_csv_sheet(decoded.text, detect_ledger_dialect(decoded.text))};
}

ReadResult read_bytes_as(std::string bytes, Format format, const std::string& name,
                         const Limits& limits, Monitor* monitor) {
    if (format == Format::docx)
        return read_document(docx_text(bytes), {.name = name, .limits = limits});
    if (format == Format::xlsx || format == Format::ods)
        return read_ledger(read_sheets_as(std::move(bytes), format, limits), {.limits = limits});
    const DecodedText decoded = decode_text(std::move(bytes));
    ReadResult result;
    switch (format) {
        case Format::json:
            refuse_xml(decoded.text);
            result = read_json(decoded.text, limits, monitor);
            break;
        case Format::document:
            result = read_document(decoded.text, {.name = name, .limits = limits});
            break;
        case Format::psplib:
            result = read_psplib(decoded.text, limits);
            break;
        case Format::rcpsp_max:
            result = read_rcpsp_max(decoded.text, limits);
            break;
        case Format::taskjuggler: {
            TaskJugglerOptions options;
            options.limits = limits;
            options.include = [&](const std::string& included) {
                return read_beside(name, included);
            };
            result = read_taskjuggler(decoded.text, options);
            break;
        }
        case Format::csv:
            detail::require_size(decoded.text, limits);
            result =
                read_ledger({read_csv_sheet(decoded.text, detect_ledger_dialect(decoded.text))},
                            {.limits = limits});
            break;
        case Format::stratml:
            result = read_stratml(decoded.text, limits);
            break;
        case Format::mspdi:
            result = read_mspdi(decoded.text, limits);
            break;
        case Format::graphml:
            result = read_graphml(decoded.text, limits);
            break;
        default:
            throw Error("unreadable_format", "plans are written as " + std::string(word(format)) +
                                                 " and not read from it");
    }
    // Only this encoding is a guess: any bytes may happen to be text of it.
    if (decoded.encoding == "gb18030")
        result.notes.push_back(
            {"encoding", Severity::info, "", 0, "the file is not UTF-8; it was read as GB18030"});
    return result;
}

Written write_as(const Plan& plan, Format format) {
    constexpr std::string_view picture =
        "a picture of tasks and links holds nothing else of a plan";
    switch (format) {
        case Format::json:
            return {write_json(plan), {}};
        case Format::taskjuggler:
            return written_text(write_taskjuggler(plan));
        case Format::stratml:
            return written_text(write_stratml(plan));
        case Format::mspdi:
            return written_text(write_mspdi(plan));
        case Format::graphml:
            return written_text(write_graphml(plan));
        case Format::csv: {
            LedgerTable table = write_ledger(plan);
            // Excel takes text without the mark for the encoding of the country.
            const bool has_bom = plan.head().language.starts_with("zh");
            return {ledger_csv(table, {.separator = ',', .has_crlf = true, .has_bom = has_bom}),
                    std::move(table.notes)};
        }
        case Format::xlsx: {
            LedgerTable table = write_ledger(plan);
            return {ledger_xlsx(table), std::move(table.notes)};
        }
        case Format::dot:
            return drawn(
                plan, [](const PlanGraph& graph) { return write_dot(graph); }, picture);
        case Format::mermaid:
            return drawn(
                plan, [](const PlanGraph& graph) { return write_mermaid(graph); }, picture);
        case Format::json_graph:
            return drawn(plan, &write_json_graph,
                         "a graph holds keys, titles and relations, and no other field");
        default:
            throw Error("unwritable_format", "plans are read from " + std::string(word(format)) +
                                                 " and not written as it");
    }
}

}  // namespace planloom
