#include <planloom/core/utf8.hpp>

#include "html_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace planloom::report {
namespace {

/// Elapsed time runs day and night.
constexpr WorkTime calendar_time{.minutes_per_day = 1440, .days_per_week = 7};

/// Marks of writing direction beyond those that escape_controls shows.
bool is_direction_mark(std::string_view text) noexcept {
    return text.starts_with("\xE2\x80\x8E") || text.starts_with("\xE2\x80\x8F") ||
           text.starts_with("\xD8\x9C");
}

/// @param shown  as escape_controls makes it
void append_escaped(std::string& out, std::string_view shown) {
    for (std::size_t i = 0; i < shown.size(); ++i) {
        switch (shown[i]) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                if (is_direction_mark(shown.substr(i))) {
                    std::size_t end = i;
                    const char32_t c = next_code_point(shown, end);
                    fmt::format_to(std::back_inserter(out), "\\u{{{:04X}}}",
                                   static_cast<std::uint32_t>(c));
                    i = end - 1;
                } else {
                    out += shown[i];
                }
        }
    }
}

bool is_language_tag(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

template <class Ids>
bool any_title(const Plan& plan, Ids ids) {
    for (const auto id : ids) {
        if (plan.key(id) != plan.title(id)) return true;
    }
    return false;
}

const Phrase* recurrence(std::string_view every) noexcept {
    if (every == "year") return &phrases::every_year;
    if (every == "half") return &phrases::every_half;
    if (every == "quarter") return &phrases::every_quarter;
    if (every == "month") return &phrases::every_month;
    if (every == "week") return &phrases::every_week;
    return nullptr;
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
    append_escaped(out, escape_controls(text));
}

Page::Page(const PlanGraph& graph, const Facts& facts, bool is_zh, std::size_t max_rows)
    : graph_(graph), facts_(facts), is_zh_(is_zh), max_rows_(max_rows) {
    const std::string& tag = plan().head().language;
    is_foreign_ = is_language_tag(tag) && !std::string_view(tag).starts_with(language());
    has_keys_[0] = any_title(plan(), plan().requirements());
    has_keys_[1] = any_title(plan(), plan().goals());
    has_keys_[2] = any_title(plan(), plan().tasks());
    has_keys_[3] = any_title(plan(), plan().units());
}

void Page::text(std::string_view text) {
    append_text(out_, text);
}

void Page::paragraph(std::string_view text, std::string_view css_class) {
    if (text.empty()) return;
    rawf("<p class=\"{}\"", css_class);
    if (is_foreign_) rawf(" lang=\"{}\"", plan().head().language);
    raw(">");
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r')) line.remove_suffix(1);
        this->text(line);
        if (end < text.size()) raw("\n");
        begin = end + 1;
    }
    raw("</p>\n");
}

std::string Page::count(std::size_t number, const Noun& noun) const {
    if (is_zh_) return fmt::format("{} {}", number, noun.zh);
    return fmt::format("{} {}", number, number == 1 ? noun.one : noun.many);
}

std::string Page::share(std::size_t part, std::size_t whole) const {
    if (whole == 0) return words(phrases::nothing_to_measure);
    return words(phrases::share, part, whole, (part * 200 + whole) / (whole * 2));
}

std::string Page::list(const std::vector<Node>& nodes, std::size_t limit) const {
    std::string out;
    for (std::size_t i = 0; i < std::min(limit, nodes.size()); ++i) {
        if (i > 0) out += words(phrases::comma);
        out += plan().title(nodes[i]);
    }
    if (nodes.size() > limit) out += words(phrases::and_more, nodes.size() - limit);
    return out;
}

void Page::open_user_text() {
    if (is_foreign_) {
        rawf("<bdi lang=\"{}\">", plan().head().language);
    } else {
        raw("<bdi>");
    }
}

void Page::title(Node node) {
    open_user_text();
    text(plan().title(node));
    raw("</bdi>");
}

void Page::link(Node node) {
    rawf("<a href=\"#{}\">", anchor(node));
    title(node);
    raw("</a>");
}

void Page::key(Node node) {
    if (plan().key(node) == plan().title(node)) return;
    raw("<span class=\"key\">");
    text(plan().key(node));
    raw("</span> ");
}

std::string Page::anchor(Node node) {
    return fmt::format("{}-{}", word(node.kind), node.index + 1);
}

std::string Page::due(TaskId task) const {
    const TaskView view = plan().task(task);
    std::string out(view.due_text());
    if (out.empty()) out = to_string(view.due());
    const auto add = [&](const Phrase& phrase) {
        if (!out.empty()) out += words(phrases::comma);
        out += words(phrase);
    };
    if (const Phrase* every = recurrence(view.due_every())) add(*every);
    if (view.is_ongoing() && view.due_text().empty()) add(phrases::ongoing);
    return out;
}

std::string Page::length(Minutes minutes, const WorkTime& work) const {
    if (minutes < 0 || !is_valid(work) || minutes % work.minutes_per_day != 0)
        return format_duration(minutes, work);
    return count(static_cast<std::size_t>(minutes / work.minutes_per_day), nouns::day);
}

std::string Page::duration(TaskId task) const {
    const TaskView view = plan().task(task);
    if (!view.duration()) return {};
    const std::string out =
        length(*view.duration(), view.is_elapsed() ? calendar_time : plan().head().work);
    return view.is_elapsed() ? words(phrases::elapsed, out) : out;
}

std::string Page::link_words(DependencyId link) const {
    const DependencyTable& table = plan().dependency_table();
    const std::size_t row = link.index();
    std::string out;
    if (table.type[row] != LinkType::finish_to_start) out += word(table.type[row]);
    if (table.lag[row] == 0) return out;
    if (table.lag[row] > 0) out += '+';
    const bool is_elapsed = table.is_elapsed[row] != 0;
    out += format_duration(table.lag[row], is_elapsed ? calendar_time : plan().head().work);
    return is_elapsed ? words(phrases::elapsed, out) : out;
}

void Page::roles(TaskId task) {
    const AssignmentTable& table = plan().assignment_table();
    std::array<std::vector<AssignmentId>, std::size(phrases::roles)> by_role;
    for (const AssignmentId id : plan().assignments(task)) {
        by_role[static_cast<std::size_t>(table.role[id.index()])].push_back(id);
    }
    for (std::size_t role = 0; role < by_role.size(); ++role) {
        if (by_role[role].empty()) continue;
        raw(role == 0 ? "<span class=\"duty lead\"><b>" : "<span class=\"duty\"><b>");
        say(phrases::roles[role]);
        raw("</b> ");
        for (std::size_t i = 0; i < by_role[role].size(); ++i) {
            const std::size_t row = by_role[role][i].index();
            if (i > 0) say(phrases::comma);
            if (table.unit[row].is_valid()) title(table.unit[row]);
            if (table.is_open[row] != 0) say(phrases::and_others);
        }
        raw("</span> ");
    }
}

void Page::open_section(std::string_view id, const Phrase& heading, std::string_view css_class) {
    rawf("<section id=\"{}\" class=\"part {}\" aria-labelledby=\"h-{}\">\n", id, css_class, id);
    rawf("<h2 id=\"h-{}\"><span class=\"no\">{}</span> ", id, ++sections_);
    say(heading);
    raw("</h2>\n");
}

void Page::leave_out(const std::string& what) {
    raw("<p class=\"notice\" role=\"note\">");
    text(what);
    raw("</p>\n");
    left_out_.push_back(what);
}

const Phrase& severity_name(Severity severity) noexcept {
    if (severity == Severity::error) return phrases::error;
    return severity == Severity::warning ? phrases::warning : phrases::info;
}

}  // namespace planloom::report
