// convert and import: plans from one format into another, with all that did not fit; headers: what
// is known of ledgers.
#include <planloom/core/utf8.hpp>
#include <planloom/io/document.hpp>
#include <planloom/io/docx.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/ledger.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/views.hpp>
#include <planloom/report/table.hpp>

#include "commands.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

planloom::Format require_format(const std::string& word, Language language) {
    if (const auto format = parse_format(word)) return *format;
    std::string words;
    for (const std::string_view each : format_words())
        words += (words.empty() ? "" : ", ") + std::string(each);
    throw UsageError(language.say("\"{0}\" is no format, expected one of {1}",
                                  "“{0}”不是可用的格式，应为 {1} 之一", word, words));
}

planloom::Format source_format(const Arguments& arguments, std::string_view bytes) {
    return arguments.from_format.empty()
               ? format_of(arguments.plan, bytes)
               : require_format(arguments.from_format, arguments.language);
}

planloom::Format target_format(const Arguments& arguments) {
    if (!arguments.to_format.empty())
        return require_format(arguments.to_format, arguments.language);
    if (const auto format = format_of_name(arguments.output)) return *format;
    throw UsageError(arguments.language.say("the name \"{0}\" says no format, add --to",
                                            "从文件名“{0}”看不出格式，请加 --to",
                                            escape_controls(arguments.output)));
}

LedgerOptions ledger_options(const Arguments& arguments) {
    LedgerOptions options;
    options.sheet = arguments.sheet;
    options.header_row = arguments.header_row;
    options.first_is_lead = arguments.first_is_lead;
    if (!arguments.mapping.empty())
        options.mapping = parse_ledger_mapping(decode_text(read_bytes(arguments.mapping)).text);
    return options;
}

/// The lines of separated text end as Windows has them, which is what RFC 4180 asks for.
CsvDialect target_dialect(const Arguments& arguments, const LedgerTable& table) {
    CsvDialect dialect{.separator = ',', .has_crlf = true, .has_bom = arguments.byte_order_mark};
    if (arguments.output.ends_with(".tsv")) dialect.separator = '\t';
    if (arguments.no_byte_order_mark || arguments.byte_order_mark) return dialect;
    // Excel takes text without the mark for the encoding of the country.
    for (const LedgerRow& row : table.rows)
        for (const std::string& cell : row.cells)
            for (const char c : cell)
                dialect.has_bom = dialect.has_bom || static_cast<unsigned char>(c) >= 0x80;
    return dialect;
}

/// Writes a ledger over another one: what the plan does not change stays as it is there.
Written write_like(const Plan& plan, const std::string& name, std::string bytes,
                   planloom::Format to, const Arguments& arguments) {
    const planloom::Format format = format_of(name, bytes);
    if (!is_ledger(format))
        throw UsageError(
            arguments.language.say("\"{0}\" is no ledger", "“{0}”不是台账", escape_controls(name)));
    const LedgerOptions options = ledger_options(arguments);
    const bool is_other_table =
        name.ends_with(".tsv") != arguments.output.ends_with(".tsv") && arguments.output != "-";
    if (format == planloom::Format::csv && to == planloom::Format::csv && !is_other_table) {
        std::optional<bool> mark;
        if (arguments.byte_order_mark || arguments.no_byte_order_mark)
            mark = arguments.byte_order_mark;
        LedgerText text = update_ledger_csv(bytes, plan, options, mark);
        return {std::move(text.bytes), std::move(text.notes)};
    }
    LedgerTable table = update_ledger(read_sheets_as(std::move(bytes), format), plan, options);
    std::string written = to == planloom::Format::xlsx
                              ? ledger_xlsx(table)
                              : ledger_csv(table, target_dialect(arguments, table));
    return {std::move(written), std::move(table.notes)};
}

Written write_converted(const Plan& plan, const std::string& bytes, planloom::Format from,
                        planloom::Format to, const Arguments& arguments) {
    if (!is_ledger(to)) return write_as(plan, to);
    if (!arguments.like.empty())
        return write_like(plan, arguments.like, read_bytes(arguments.like), to, arguments);
    if (is_ledger(from)) return write_like(plan, arguments.plan, bytes, to, arguments);
    if (to != planloom::Format::csv) return write_as(plan, to);
    LedgerTable table = write_ledger(plan);
    return {ledger_csv(table, target_dialect(arguments, table)), std::move(table.notes)};
}

/// What was understood beside what was written.
std::string review_table(const std::vector<Excerpt>& excerpts, const Session& session) {
    const Language language = session.language();
    TextTable table({language.pick("line", "行"), language.pick("found", "识别结果"),
                     language.pick("source", "原文")});
    table.align_right(0);
    for (const Excerpt& each : excerpts)
        table.add({each.line == 0 ? std::string() : std::to_string(each.line),
                   (each.assignment.is_valid() ? "  " : "") + escape_controls(each.found),
                   escape_controls(each.source)});
    return table.to_string(session.width());
}

}  // namespace

int run_convert(Session& session) {
    const Arguments& arguments = session.arguments();
    if (arguments.byte_order_mark && arguments.no_byte_order_mark)
        throw UsageError(session.language().pick("--bom and --no-bom exclude each other",
                                                 "--bom 与 --no-bom 不能同时使用"));
    const planloom::Format to = target_format(arguments);
    const std::string bytes = read_bytes(arguments.plan);
    const planloom::Format from = source_format(arguments, bytes);
    const ReadResult read =
        is_ledger(from) ? read_ledger(read_sheets_as(bytes, from), ledger_options(arguments))
                        : read_bytes_as(bytes, from, arguments.plan, {}, &session.progress());
    session.tell(read.notes);
    const Written written = write_converted(read.plan, bytes, from, to, arguments);
    session.tell(written.notes);
    session.emit(written.bytes);
    return exit_clean;
}

int run_import(Session& session) {
    const Arguments& arguments = session.arguments();
    std::string bytes = read_bytes(arguments.plan);
    const planloom::Format from = source_format(arguments, bytes);
    if (is_ledger(from)) {
        const LedgerOptions options = ledger_options(arguments);
        const std::vector<Sheet> sheets = read_sheets_as(std::move(bytes), from);
        const ReadResult read = read_ledger(sheets, options);
        session.tell(read.notes);
        session.emit(arguments.review ? review_table(review_ledger(sheets, options), session)
                                      : write_json(read.plan));
        return exit_clean;
    }
    if (from != planloom::Format::document && from != planloom::Format::docx)
        throw UsageError(session.language().pick(
            "import takes a policy document or a ledger; for other formats use convert",
            "import 只读政策文件和台账；其他格式请用 convert"));
    const std::string text =
        from == planloom::Format::docx ? docx_text(bytes) : decode_text(std::move(bytes)).text;
    const ReadResult read =
        read_document(text, {.name = arguments.plan, .first_is_lead = arguments.first_is_lead});
    session.tell(read.notes);
    session.emit(arguments.review ? review_table(review(read, text), session)
                                  : write_json(read.plan));
    return exit_clean;
}

int run_headers(Session& session) {
    const Language language = session.language();
    if (session.wants_json()) {
        nlohmann::ordered_json fields = nlohmann::ordered_json::object();
        for (const LedgerHeader& each : ledger_headers())
            fields[std::string(word(each.field))].push_back(std::string(each.header));
        session.emit(fields.dump(2) + '\n');
        return exit_clean;
    }
    TextTable table({language.pick("field", "含义"), language.pick("headers", "表头")});
    std::string headers;
    const std::span<const LedgerHeader> all = ledger_headers();
    for (std::size_t i = 0; i < all.size(); ++i) {
        headers += (headers.empty() ? "" : ", ") + std::string(all[i].header);
        if (i + 1 < all.size() && all[i + 1].field == all[i].field) continue;
        table.add({std::string(word(all[i].field)), headers});
        headers.clear();
    }
    session.emit(table.to_string(session.terminal_width()));
    return exit_clean;
}

}  // namespace planloom::tool
