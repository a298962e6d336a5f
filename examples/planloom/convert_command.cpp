// convert and import: plans from one format into another, with all that did not fit.
#include <planloom/core/utf8.hpp>
#include <planloom/io/document.hpp>
#include <planloom/io/docx.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/views.hpp>
#include <planloom/report/table.hpp>

#include "commands.hpp"

#include <string>
#include <string_view>
#include <utility>

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

/// What was understood beside what was written.
std::string review_table(const ReadResult& read, std::string_view text, const Session& session) {
    const Language language = session.language();
    TextTable table({language.pick("line", "行"), language.pick("found", "识别结果"),
                     language.pick("source", "原文")});
    table.align_right(0);
    for (const Excerpt& each : review(read, text))
        table.add({each.line == 0 ? std::string() : std::to_string(each.line),
                   (each.assignment.is_valid() ? "  " : "") + escape_controls(each.found),
                   escape_controls(each.source)});
    return table.to_string(session.width());
}

}  // namespace

int run_convert(Session& session) {
    const Arguments& arguments = session.arguments();
    const planloom::Format to = target_format(arguments);
    std::string bytes = read_bytes(arguments.plan);
    const planloom::Format from = source_format(arguments, bytes);
    const ReadResult read =
        read_bytes_as(std::move(bytes), from, arguments.plan, {}, &session.progress());
    session.tell(read.notes);
    const Written written = write_as(read.plan, to);
    session.tell(written.notes);
    session.emit(written.bytes);
    return exit_clean;
}

int run_import(Session& session) {
    const Arguments& arguments = session.arguments();
    std::string bytes = read_bytes(arguments.plan);
    const planloom::Format from = source_format(arguments, bytes);
    if (from != planloom::Format::document && from != planloom::Format::docx)
        throw UsageError(
            session.language().pick("import takes a policy document; for other formats use convert",
                                    "import 只读政策文件；其他格式请用 convert"));
    const std::string text =
        from == planloom::Format::docx ? docx_text(bytes) : decode_text(std::move(bytes)).text;
    const ReadResult read =
        read_document(text, {.name = arguments.plan, .first_is_lead = arguments.first_is_lead});
    session.tell(read.notes);
    session.emit(arguments.review ? review_table(read, text, session) : write_json(read.plan));
    return exit_clean;
}

}  // namespace planloom::tool
