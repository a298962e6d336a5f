#include <planloom/io/document.hpp>
#include <planloom/io/docx.hpp>
#include <planloom/io/dot.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/json_graph.hpp>
#include <planloom/io/mermaid.hpp>
#include <planloom/io/psplib.hpp>
#include <planloom/io/taskjuggler.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/views.hpp>

#include <array>
#include <cctype>
#include <filesystem>
#include <memory>

namespace planloom {
namespace {

constexpr std::array<std::string_view, 9> all_words = {"json",   "document",  "docx",
                                                       "psplib", "rcpsp-max", "taskjuggler",
                                                       "dot",    "mermaid",   "json-graph"};

constexpr std::pair<std::string_view, Format> endings[] = {
    {".json", Format::json},       {".txt", Format::document},  {".docx", Format::docx},
    {".sm", Format::psplib},       {".mm", Format::psplib},     {".sch", Format::rcpsp_max},
    {".tjp", Format::taskjuggler}, {".dot", Format::dot},       {".gv", Format::dot},
    {".mmd", Format::mermaid},     {".jgf", Format::json_graph}};

/// Numbers that Chinese documents give their sections.
bool has_chinese_sections(std::string_view text) {
    for (const std::string_view mark : {"一、", "（一）", "(一)"})
        if (text.find(mark) != std::string_view::npos) return true;
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
    if (head.starts_with("PK\x03\x04")) return Format::docx;
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || head[first] == '{' || head[first] == '[')
        return Format::json;
    if (head.find("jobs (incl. supersource/sink") != std::string_view::npos) return Format::psplib;
    if (head.starts_with("project ") || head.find("\nproject ") != std::string_view::npos)
        return Format::taskjuggler;
    return has_chinese_sections(head) ? Format::document : Format::json;
}

Format format_of(std::string_view name, std::string_view bytes) noexcept {
    const std::optional<Format> named = format_of_name(name);
    if (named && *named != Format::document) return *named;
    const Format found = format_of_content(bytes);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool is_json = first != std::string_view::npos && bytes[first] == '{';
    return named && found == Format::json && !is_json ? Format::document : found;
}

ReadResult read_bytes_as(std::string bytes, Format format, const std::string& name,
                         const Limits& limits, Monitor* monitor) {
    if (format == Format::docx)
        return read_document(docx_text(bytes), {.name = name, .limits = limits});
    const DecodedText decoded = decode_text(std::move(bytes));
    ReadResult result;
    switch (format) {
        case Format::json:
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
        case Format::taskjuggler: {
            WrittenText written = write_taskjuggler(plan);
            return {std::move(written.text), std::move(written.notes)};
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
