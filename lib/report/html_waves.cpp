#include <planloom/core/display.hpp>
#include <planloom/order/cycles.hpp>

#include "html_drawing.hpp"
#include "html_parts.hpp"

#include <algorithm>

namespace planloom::report {
namespace {

void write_one_wave(Page& page) {
    const std::size_t tasks = page.graph().task_count();
    page.element("p", phrases::no_order_needed, page.count(tasks, nouns::task));
    page.raw("<div class=\"wave\"><h3>");
    page.say(phrases::wave, 1);
    page.rawf(" <span class=\"many\">{}</span></h3>\n<ul>\n", tasks);
    std::size_t rows = 0;
    for (const TaskId task : page.graph().layout()) {
        if (++rows > page.max_rows()) break;
        page.raw("<li>");
        page.key(task);
        page.link(task);
        page.raw("</li>\n");
    }
    page.raw("</ul></div>\n");
    if (tasks > page.max_rows()) {
        page.leave_out(page.words(phrases::order) + page.words(phrases::colon) +
                       page.count(tasks - page.max_rows(), nouns::task));
    }
}

void write_circles(Page& page) {
    if (!page.graph().has_cycles()) return;
    page.element("h3 class=\"alarm\"", phrases::circle_list);
    page.element("p", phrases::circle_explained);
    page.raw("<ul class=\"circles\">\n");
    std::size_t rows = 0;
    const std::vector<Cycle> cycles = find_cycles(page.graph());
    for (const Cycle& cycle : cycles) {
        if (++rows > page.max_rows()) break;
        page.raw("<li>");
        page.text(to_string(page.plan(), cycle));
        std::string above;
        for (const TaskId task : handed_down_from(page.plan(), cycle)) {
            if (!above.empty()) above += ", ";
            above += page.plan().key(task);
        }
        if (!above.empty()) page.say(phrases::circle_through, above);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
    if (cycles.size() > page.max_rows()) {
        page.leave_out(page.words(phrases::circle_list) + page.words(phrases::colon) +
                       page.count(cycles.size() - page.max_rows(), nouns::circle));
    }
}

}  // namespace

void write_waves(Page& page) {
    page.open_section("order", phrases::order, "wide");
    if (page.graph().task_count() == 0) {
        page.element("p", phrases::no_tasks);
    } else if (page.graph().link_count() == 0) {
        write_one_wave(page);
    } else {
        page.element("p", phrases::order_explained);
        write_circles(page);
        Drawing(page).write();
    }
    page.close_section();
}

}  // namespace planloom::report
