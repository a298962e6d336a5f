#include "html_parts.hpp"

#include <algorithm>
#include <span>

namespace planloom::report {
namespace {

constexpr std::size_t findings_in_sight = 6;

/// The findings of one rule; they lie next to each other in the result.
struct Group {
    const Rule* rule = nullptr;
    std::span<const Finding> findings;
    Severity severity = Severity::info;
};

std::vector<Group> group(const CheckResult& checked) {
    std::vector<Group> groups;
    const std::span<const Finding> all = checked.findings;
    for (std::size_t begin = 0; begin < all.size();) {
        Group next{find_rule(all[begin].rule), {}, Severity::info};
        std::size_t end = begin;
        for (; end < all.size() && all[end].rule == all[begin].rule; ++end) {
            next.severity = std::max(next.severity, all[end].severity);
        }
        next.findings = all.subspan(begin, end - begin);
        groups.push_back(next);
        begin = end;
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.severity > b.severity; });
    return groups;
}

const RuleText& words_of(const Page& page, const Rule& rule) {
    return page.is_zh() ? rule.zh : rule.en;
}

void write_badge(Page& page, Severity severity) {
    page.rawf("<span class=\"badge {}\">", to_string(severity));
    page.say(severity_name(severity));
    page.raw("</span>");
}

void write_overview(Page& page, std::span<const Group> groups) {
    page.raw("<div class=\"scroll\"><table class=\"overview\"><caption>");
    page.say(phrases::rule_overview);
    page.raw("</caption><thead><tr>");
    page.element("th scope=\"col\"", phrases::severity);
    page.raw("<th scope=\"col\" colspan=\"2\">");
    page.say(phrases::rule);
    page.raw("</th>");
    page.element("th scope=\"col\" class=\"number\"", phrases::found);
    page.raw("</tr></thead><tbody>\n");
    for (const Group& each : groups) {
        page.raw("<tr><td>");
        write_badge(page, each.severity);
        page.rawf("</td><td class=\"key\">{0}</td><th scope=\"row\"><a href=\"#{0}\">",
                  each.rule->id);
        page.text(words_of(page, *each.rule).title);
        page.rawf("</a></th><td class=\"number\">{}</td></tr>\n", each.findings.size());
    }
    page.raw("</tbody></table></div>\n");
}

void write_items(Page& page, std::span<const Finding> findings) {
    page.raw("<ul class=\"found\">\n");
    for (const Finding& each : findings) {
        page.raw("<li>");
        page.text(message(each, page.language()));
        if (!each.subjects.empty()) {
            page.rawf(" <a class=\"go\" href=\"#{}\" aria-label=\"",
                      Page::anchor(each.subjects[0]));
            page.say(phrases::go);
            page.raw("\">→</a>");
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

void write_group(Page& page, const Group& group) {
    const RuleText& words = words_of(page, *group.rule);
    page.rawf("<article class=\"rule\" id=\"{}\">\n<h3>", group.rule->id);
    write_badge(page, group.severity);
    page.rawf(" <span class=\"key\">{}</span> ", group.rule->id);
    page.text(words.title);
    page.rawf(" <span class=\"many\">{}</span></h3>\n", group.findings.size());
    page.raw("<dl class=\"advice\"><dt>");
    page.say(phrases::why);
    page.raw("</dt><dd>");
    page.text(words.why);
    page.raw("</dd><dt>");
    page.say(phrases::fix);
    page.raw("</dt><dd>");
    page.text(words.fix);
    page.raw("</dd></dl>\n");
    const std::size_t shown = std::min(group.findings.size(), page.max_rows());
    if (shown <= findings_in_sight) {
        write_items(page, group.findings.first(shown));
    } else {
        page.raw("<details><summary>");
        page.say(phrases::show_all, shown);
        page.raw("</summary>\n");
        write_items(page, group.findings.first(shown));
        page.raw("</details>\n");
    }
    if (shown < group.findings.size()) {
        page.leave_out(std::string(group.rule->id) + page.words(phrases::colon) +
                       page.count(group.findings.size() - shown, nouns::finding));
    }
    page.raw("</article>\n");
}

void write_not_evaluated(Page& page) {
    const std::vector<NotEvaluated>& silent = page.facts().checked.not_evaluated;
    if (silent.empty()) return;
    page.raw("<details class=\"silent\"><summary>");
    page.say(phrases::not_evaluated);
    page.rawf(" <span class=\"many\">{}</span></summary>\n", silent.size());
    page.element("p", phrases::not_evaluated_why);
    page.raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\" colspan=\"2\">");
    page.say(phrases::rule);
    page.raw("</th>");
    page.element("th scope=\"col\"", phrases::reason);
    page.raw("</tr></thead><tbody>\n");
    for (const NotEvaluated& each : silent) {
        page.rawf("<tr><td class=\"key\">{}</td><th scope=\"row\">", each.rule);
        if (const Rule* rule = find_rule(each.rule)) page.text(words_of(page, *rule).title);
        page.raw("</th><td>");
        page.text(message(each, page.language()));
        page.raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div></details>\n");
}

}  // namespace

void write_findings(Page& page) {
    page.open_section("findings", phrases::findings);
    const std::vector<Group> groups = group(page.facts().checked);
    if (groups.empty()) {
        page.element("p", phrases::no_findings);
    } else {
        write_overview(page, groups);
    }
    for (const Group& each : groups) write_group(page, each);
    write_not_evaluated(page);
    page.close_section();
}

}  // namespace planloom::report
