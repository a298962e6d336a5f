// What the parts of the HTML report share: the page under construction and the facts on it.
#pragma once

#include <planloom/coverage/check.hpp>
#include <planloom/coverage/matrix.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/impact/impact.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/schedule.hpp>

#include "html_words.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::report {

/// What is affected, and the path on which the harm came.
struct Effects {
    Affected affected;
    std::vector<Step> path;
};

/// The effects of one unit's failure, cut to what one card shows.
struct UnitCard {
    UnitId unit;
    std::vector<Effects> shown;
    std::vector<Notice> notify;
    std::size_t affected = 0;    ///< all of them, shown or not
    std::size_t blocked = 0;     ///< tasks that stop
    std::size_t lost = 0;        ///< goals that stop
    std::size_t unanswered = 0;  ///< requirements that stop
    [[nodiscard]] std::size_t stopped() const noexcept { return blocked + lost + unanswered; }
};

/// A node of a forest in the order in which a reader meets it: parents before their children.
template <class IdType>
struct Outline {
    std::vector<IdType> order;
    IdMap<IdType, std::uint32_t> depth;
};

/// What several parts of the page ask, computed once.
struct Facts {
    explicit Facts(const PlanGraph& graph, std::size_t max_rows, Monitor* monitor);

    CheckResult checked;
    Matrix goal_task, task_unit, requirement_task;
    Outline<GoalId> goals;
    Outline<TaskId> tasks;
    /// The goal under which a task is listed: the first that it, or else its parent, serves. Not
    /// valid for a task that serves none.
    IdMap<TaskId, GoalId> home;
    std::size_t leaf_count = 0;      ///< tasks without subtasks
    std::size_t led_count = 0;       ///< of these, with a lead unit
    std::size_t dated_count = 0;     ///< of these, with a deadline or going on for good
    std::size_t answered_count = 0;  ///< requirements with a task or a goal that implements them
    /// Units whose failure reaches something, by stopped nodes from the most, then plan order.
    std::vector<UnitCard> cards;
    std::vector<UnitId> harmless;  ///< units whose failure reaches nothing
    std::size_t unasked = 0;       ///< units beyond the limit
    /// Where some task takes time and dates can hold the links.
    std::optional<Schedule> schedule;
};

/// The page as it is written. Markup of the report's own goes through `raw`; whatever comes from
/// the plan goes through `text` or a function that calls it.
class Page {
public:
    Page(const PlanGraph& graph, const Facts& facts, bool is_zh, std::size_t max_rows);

    [[nodiscard]] const PlanGraph& graph() const noexcept { return graph_; }
    [[nodiscard]] const Plan& plan() const noexcept { return graph_.plan(); }
    [[nodiscard]] const Facts& facts() const noexcept { return facts_; }
    [[nodiscard]] bool is_zh() const noexcept { return is_zh_; }
    [[nodiscard]] std::string_view language() const noexcept { return is_zh_ ? "zh" : "en"; }
    [[nodiscard]] std::size_t max_rows() const noexcept { return max_rows_; }
    [[nodiscard]] std::string take() && { return std::move(out_); }
    /// Where markup is written to by functions that know no page.
    [[nodiscard]] std::string& out() noexcept { return out_; }

    void raw(std::string_view markup) { out_ += markup; }
    /// Markup with numbers in it.
    template <class... Args>
    void rawf(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }
    /// Any text, escaped; control characters and those of writing direction as codes.
    void text(std::string_view text);
    /// A long text of the plan in a paragraph that keeps its line ends; nothing when it is empty.
    void paragraph(std::string_view text, std::string_view css_class);

    /// A phrase of the report in its language, as plain text.
    template <class... Args>
    [[nodiscard]] std::string words(const Phrase& phrase, const Args&... args) const {
        return fmt::format(fmt::runtime(is_zh_ ? phrase.zh : phrase.en), args...);
    }
    template <class... Args>
    void say(const Phrase& phrase, const Args&... args) {
        text(words(phrase, args...));
    }
    /// A phrase between tags, `<name>...</name>`; `opening` may carry attributes.
    template <class... Args>
    void element(std::string_view name, const Phrase& phrase, const Args&... args) {
        out_ += '<';
        out_ += name;
        out_ += '>';
        say(phrase, args...);
        out_ += "</";
        out_ += name.substr(0, name.find(' '));
        out_ += ">\n";
    }
    /// A number with its noun: `1 task`, `2 tasks`, `2 项任务`.
    [[nodiscard]] std::string count(std::size_t number, const Noun& noun) const;
    /// `3 of 4 (75 %)`; says so where there is nothing to measure.
    [[nodiscard]] std::string share(std::size_t part, std::size_t whole) const;
    /// Up to `limit` titles as a list in words, and how many more there are.
    [[nodiscard]] std::string list(const std::vector<Node>& nodes, std::size_t limit) const;

    /// The title of a node, set apart from the direction of the text around it.
    void title(Node node);
    /// The title as a link to where the node stands on the page.
    void link(Node node);
    /// The key where it says more than the title, as a label before the title.
    void key(Node node);
    [[nodiscard]] bool has_keys(NodeKind kind) const noexcept {
        return has_keys_[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] static std::string anchor(Node node);
    [[nodiscard]] std::string due(TaskId task) const;
    /// A length of working time, `12 days` where it is whole days.
    [[nodiscard]] std::string length(Minutes minutes, const WorkTime& work) const;
    /// The duration of a task, `12 days` where it is whole days; empty where none was given.
    [[nodiscard]] std::string duration(TaskId task) const;
    /// The type and lag of a link, `SS+2d`; empty for a plain one.
    [[nodiscard]] std::string link_words(DependencyId link) const;
    /// The units of a task, grouped by role.
    void roles(TaskId task);

    /// Opens a numbered section with its heading; close_section ends it.
    void open_section(std::string_view id, const Phrase& heading, std::string_view css_class = "");
    void close_section() { raw("</section>\n"); }
    /// Notes, here and in the foot of the page, that something is not shown.
    void leave_out(const std::string& what);
    [[nodiscard]] const std::vector<std::string>& left_out() const noexcept { return left_out_; }

private:
    void open_user_text();

    const PlanGraph& graph_;
    const Facts& facts_;
    bool is_zh_;
    bool is_foreign_;  ///< the plan is written in another language than the page
    std::size_t max_rows_;
    bool has_keys_[4] = {};
    int sections_ = 0;
    std::string out_;
    std::vector<std::string> left_out_;
};

/// Any text, escaped; control characters and those of writing direction as codes.
void append_text(std::string& out, std::string_view text);

[[nodiscard]] std::string_view style() noexcept;
[[nodiscard]] const Phrase& severity_name(Severity severity) noexcept;

void write_summary(Page& page);
void write_contents(Page& page);
// Parts of the contents.
void write_requirements(Page& page);
void write_consultation(Page& page);
void write_findings(Page& page);
void write_coverage(Page& page);
void write_responsibility(Page& page);
void write_coordination(Page& page);
void write_waves(Page& page);
void write_schedule(Page& page);
void write_units(Page& page);

}  // namespace planloom::report
