#include <planloom/report/matrix_html.hpp>

#include "html_parts.hpp"
#include "html_table.hpp"

#include <limits>

namespace planloom {

std::string matrix_html(std::span<const MatrixTable> tables, std::string_view title,
                        std::string_view language) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    out += language.starts_with("zh") ? "zh-CN" : "en";
    out +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>";
    report::append_text(out, title);
    out += "</title>\n<style>\n";
    out += report::style();
    out += "</style>\n</head>\n<body id=\"top\">\n<main>\n<h1><bdi>";
    report::append_text(out, title);
    out += "</bdi></h1>\n";
    for (const MatrixTable& table : tables) {
        out += "<section>\n";
        report::append_table(out, table, "matrix", std::numeric_limits<std::size_t>::max());
        report::append_notes(out, table);
        out += "</section>\n";
    }
    out += "</main>\n</body>\n</html>\n";
    return out;
}

}  // namespace planloom
