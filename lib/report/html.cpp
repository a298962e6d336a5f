#include <planloom/report/html.hpp>
#include <planloom/version.hpp>

#include "html_parts.hpp"

#include <utility>

namespace planloom {
namespace {

using namespace report;  // NOLINT(google-build-using-namespace): the parts of this very page

struct Part {
    std::string_view id;
    const Phrase& heading;
};

constexpr Part parts[] = {{"summary", phrases::summary},
                          {"contents", phrases::what},
                          {"findings", phrases::findings},
                          {"coverage", phrases::coverage},
                          {"responsibility", phrases::responsibility},
                          {"coordination", phrases::coordination},
                          {"order", phrases::order},
                          {"schedule", phrases::schedule},
                          {"units", phrases::dependence}};

std::string title_of(const Page& page) {
    const PlanHead& head = page.plan().head();
    if (!head.title.empty()) return head.title;
    return head.key.empty() ? page.words(phrases::untitled) : head.key;
}

void write_head(Page& page) {
    page.rawf("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
              page.is_zh() ? "zh-CN" : "en");
    page.raw(
        "<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    page.text(title_of(page));
    page.raw(" · ");
    page.say(phrases::report);
    page.raw("</title>\n<style>\n");
    page.raw(style());
    page.raw("</style>\n</head>\n<body id=\"top\">\n");
}

void write_banner(Page& page) {
    const std::string& why = page.plan().head().illustrative;
    if (why.empty()) return;
    page.raw("<div class=\"banner\" role=\"note\"><strong>");
    page.say(phrases::illustrative);
    page.raw("</strong> <span>");
    page.text(why);
    page.raw("</span></div>\n<div class=\"each-page\" aria-hidden=\"true\">");
    page.say(phrases::illustrative);
    page.raw("</div>\n");
}

void write_identity(Page& page) {
    const PlanHead& head = page.plan().head();
    page.raw("<header class=\"masthead\">\n<p class=\"kind\">");
    page.say(phrases::report);
    page.raw("</p>\n<h1><bdi>");
    page.text(title_of(page));
    page.raw("</bdi></h1>\n<dl class=\"identity\">\n");
    const auto item = [&](const Phrase& name, std::string_view value) {
        if (value.empty()) return;
        page.raw("<div>");
        page.element("dt", name);
        page.raw("<dd><bdi>");
        page.text(value);
        page.raw("</bdi></dd></div>\n");
    };
    item(phrases::number, head.number);
    item(phrases::source, head.source);
    std::string based_on;
    for (const std::string& each : head.based_on) {
        if (!based_on.empty()) based_on += page.words(phrases::comma);
        based_on += each;
    }
    item(phrases::based_on, based_on);
    page.raw("</dl>\n</header>\n");
}

void write_navigation(Page& page) {
    page.raw("<nav class=\"toc\" aria-labelledby=\"h-toc\"><h2 id=\"h-toc\">");
    page.say(phrases::contents);
    page.raw("</h2><ol>\n");
    for (const Part& part : parts) {
        if (part.id == "schedule" && !page.facts().schedule) continue;
        if (part.id == "coordination" && page.plan().units().size() < 2) continue;
        page.rawf("<li><a href=\"#{}\">", part.id);
        page.say(part.heading);
        page.raw("</a></li>\n");
    }
    page.raw("</ol></nav>\n");
}

void write_foot(Page& page) {
    page.raw("<footer>\n");
    if (page.left_out().empty()) {
        page.element("p", phrases::nothing_left_out);
    } else {
        page.element("h2", phrases::left_out);
        page.raw("<ul>\n");
        for (const std::string& each : page.left_out()) {
            page.raw("<li>");
            page.text(each);
            page.raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    page.element("p", phrases::made_by, PLANLOOM_VERSION);
    page.raw("</footer>\n</main>\n</div>\n</body>\n</html>\n");
}

}  // namespace

std::string write_html(const PlanGraph& graph, const HtmlOptions& options, Monitor* monitor) {
    const std::string_view language =
        options.language.empty() ? graph.plan().head().language : options.language;
    const Facts facts(graph, options.max_rows, monitor);
    Page page(graph, facts, language.starts_with("zh"), options.max_rows);
    write_head(page);
    write_banner(page);
    page.raw("<div class=\"frame\">\n");
    write_navigation(page);
    page.raw("<main>\n");
    write_identity(page);
    write_summary(page);
    write_contents(page);
    write_findings(page);
    write_coverage(page);
    write_responsibility(page);
    write_coordination(page);
    write_waves(page);
    write_schedule(page);
    write_units(page);
    write_foot(page);
    return std::move(page).take();
}

}  // namespace planloom
