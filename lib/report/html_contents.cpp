#include "html_parts.hpp"

#include <algorithm>

namespace planloom::report {
namespace {

constexpr std::uint32_t deepest_indent = 6;

/// The goals in outline order, each with the tasks that are listed under it.
class Contents {
public:
    explicit Contents(Page& page) : page_(page), plan_(page.plan()), facts_(page.facts()) {
        for (const TaskId task : plan_.tasks()) {
            const TaskView view = plan_.task(task);
            has_units_ = has_units_ || !plan_.assignments(task).empty();
            has_due_ = has_due_ || !page.due(task).empty();
            has_status_ = has_status_ || view.status() != TaskStatus::not_started ||
                          view.progress().has_value();
            has_duration_ = has_duration_ || view.duration().has_value();
        }
    }

    void write() {
        page_.open_section("contents", phrases::what);
        page_.paragraph(plan_.head().text, "lead-text");
        page_.element("h3", phrases::goal_tree);
        if (plan_.goals().empty() && plan_.tasks().empty()) {
            page_.element("p", phrases::no_goal_no_task);
        }
        sort_tasks();
        write_goals();
        write_requirements(page_);
        write_consultation(page_);
        page_.close_section();
    }

private:
    /// Tasks by home goal in outline order; those without one come last.
    void sort_tasks() {
        starts_.assign(plan_.goals().size() + 2, 0);
        const auto slot = [&](TaskId task) {
            const GoalId home = facts_.home[task];
            return home.is_valid() ? home.index() : plan_.goals().size();
        };
        for (const TaskId task : facts_.tasks.order) ++starts_[slot(task) + 1];
        for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
        sorted_.resize(facts_.tasks.order.size());
        std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
        for (const TaskId task : facts_.tasks.order) sorted_[next[slot(task)]++] = task;
    }
    std::span<const TaskId> tasks_at(std::size_t slot) const {
        return std::span<const TaskId>(sorted_).subspan(starts_[slot],
                                                        starts_[slot + 1] - starts_[slot]);
    }

    void write_goals() {
        std::size_t goals = 0;
        for (const GoalId goal : facts_.goals.order) {
            if (++goals > page_.max_rows()) break;
            write_goal(goal);
        }
        const std::span<const TaskId> strays = tasks_at(plan_.goals().size());
        if (!strays.empty()) {
            page_.raw("<article class=\"goal d0\" id=\"no-goal\">\n");
            page_.element("h4", phrases::no_goal);
            write_tasks(strays);
            page_.raw("</article>\n");
        }
        leave_out(plan_.goals().size(), page_.max_rows(), nouns::goal);
        leave_out(tasks_, page_.max_rows(), nouns::task);
    }

    void leave_out(std::size_t number, std::size_t limit, const Noun& noun) {
        if (number <= limit) return;
        page_.leave_out(page_.words(phrases::what) + page_.words(phrases::colon) +
                        page_.count(number - limit, noun));
    }

    void write_goal(GoalId goal) {
        page_.rawf("<article class=\"goal d{}\" id=\"{}\">\n<h4>",
                   std::min(facts_.goals.depth[goal], deepest_indent), Page::anchor(goal));
        page_.key(goal);
        page_.title(goal);
        page_.raw("</h4>\n");
        write_goal_facts(goal);
        page_.paragraph(plan_.goal(goal).text(), "text");
        write_indicators(goal);
        const std::span<const TaskId> own = tasks_at(goal.index());
        if (!own.empty()) write_tasks(own);
        write_guests(goal);
        const std::uint32_t served = facts_.goal_task.row_totals()[goal.index()];
        if (served == 0) {
            page_.element("p class=\"empty\"", phrases::no_own_task);
        } else if (own.empty() && page_.graph().serves(goal).empty()) {
            page_.element("p class=\"meta\"", phrases::only_subgoals,
                          page_.count(served, nouns::task));
        }
        page_.raw("</article>\n");
    }

    void write_goal_facts(GoalId goal) {
        const GoalView view = plan_.goal(goal);
        page_.raw("<p class=\"meta\">");
        const auto item = [&](const std::string& words) {
            page_.raw("<span>");
            page_.text(words);
            page_.raw("</span> ");
        };
        if (view.horizon().date.is_set()) {
            item(page_.words(phrases::horizon, to_string(view.horizon())));
        }
        const std::span<const TaskId> own = tasks_at(goal.index());
        if (!own.empty()) {
            item(page_.count(own.size(), nouns::task));
        }
        if (view.declared_tasks()) item(page_.words(phrases::declared, *view.declared_tasks()));
        if (!view.section().empty()) item(page_.words(phrases::section, view.section()));
        if (view.support() == SupportRule::any) item(page_.words(phrases::supports_any));
        if (view.support() == SupportRule::at_least) {
            item(page_.words(phrases::supports_at_least, view.support_count().value_or(1)));
        }
        write_related(phrases::owner, view.owner());
        if (page_.graph().parent(goal).is_valid()) {
            page_.raw("<span>");
            page_.say(phrases::subgoal_of);
            page_.link(page_.graph().parent(goal));
            page_.raw("</span> ");
        }
        page_.raw("</p>\n");
    }

    void write_related(const Phrase& name, std::optional<UnitId> unit) {
        if (!unit) return;
        page_.raw("<span>");
        page_.say(name);
        page_.title(*unit);
        page_.raw("</span> ");
    }

    void write_indicators(GoalId goal) {
        const IdRange<IndicatorId> rows = plan_.indicators(goal);
        if (rows.empty()) return;
        const IndicatorTable& table = plan_.indicator_table();
        page_.raw("<div class=\"scroll\"><table class=\"indicators\"><thead><tr>");
        for (const Phrase* head : {&phrases::indicator, &phrases::measure, &phrases::baseline,
                                   &phrases::target, &phrases::actual, &phrases::due}) {
            page_.element("th scope=\"col\"", *head);
        }
        page_.raw("</tr></thead><tbody>\n");
        for (const IndicatorId id : rows) {
            const std::size_t row = id.index();
            page_.raw("<tr><th scope=\"row\">");
            page_.text(plan_.text(table.title[row]));
            page_.raw("</th>");
            for (const Column<TextRef>* column :
                 {&table.measure, &table.baseline, &table.target, &table.actual}) {
                cell(plan_.text((*column)[row]));
            }
            cell(to_string(DatePeriod{table.due[row], table.due_precision[row]}));
            page_.raw("</tr>\n");
        }
        page_.raw("</tbody></table></div>\n");
    }

    void cell(std::string_view text, std::string_view css_class = "") {
        page_.rawf("<td class=\"{}\">", css_class);
        page_.text(text);
        page_.raw("</td>");
    }

    void write_tasks(std::span<const TaskId> tasks) {
        page_.raw("<div class=\"scroll\"><table class=\"tasks\"><thead><tr>");
        if (page_.has_keys(NodeKind::task)) page_.element("th scope=\"col\"", phrases::key);
        page_.element("th scope=\"col\"", phrases::task);
        if (has_units_) page_.element("th scope=\"col\"", phrases::who);
        if (has_duration_) page_.element("th scope=\"col\"", phrases::duration);
        if (has_due_) page_.element("th scope=\"col\"", phrases::due);
        if (has_status_) page_.element("th scope=\"col\"", phrases::status);
        page_.raw("</tr></thead><tbody>\n");
        for (const TaskId task : tasks) {
            if (++tasks_ > page_.max_rows()) continue;
            write_task(task);
        }
        page_.raw("</tbody></table></div>\n");
    }

    void write_task(TaskId task) {
        const TaskView view = plan_.task(task);
        page_.rawf("<tr id=\"{}\">", Page::anchor(task));
        if (page_.has_keys(NodeKind::task)) {
            page_.raw("<td class=\"key\">");
            page_.text(view.key());
            page_.raw("</td>");
        }
        page_.rawf("<th scope=\"row\" class=\"d{}\">",
                   std::min(facts_.tasks.depth[task], deepest_indent));
        page_.title(task);
        if (view.is_milestone()) page_.element("span class=\"tag\"", phrases::milestone);
        page_.paragraph(view.text(), "text");
        if (!view.deliverable().empty()) {
            page_.raw("<p class=\"text\">");
            page_.say(phrases::deliverable);
            page_.text(view.deliverable());
            page_.raw("</p>");
        }
        page_.raw("</th>");
        if (has_units_) {
            page_.raw("<td>");
            page_.roles(task);
            page_.raw("</td>");
        }
        if (has_duration_) cell(page_.duration(task), "short");
        if (has_due_) cell(page_.due(task), "due");
        if (has_status_) cell(status(view), "short");
        page_.raw("</tr>\n");
    }

    std::string status(const TaskView& view) const {
        constexpr const Phrase* names[] = {&phrases::not_started, &phrases::in_progress,
                                           &phrases::done, &phrases::cancelled};
        std::string out = page_.words(*names[static_cast<std::size_t>(view.status())]);
        if (view.progress()) out += fmt::format(" {} %", *view.progress());
        return out;
    }

    /// Tasks that serve the goal and are listed under another one.
    void write_guests(GoalId goal) {
        std::vector<TaskId> guests;
        for (const ServesId id : page_.graph().serves(goal)) {
            const TaskId task = plan_.serves_table().task[id.index()];
            if (facts_.home[task] != goal) guests.push_back(task);
        }
        if (guests.empty()) return;
        page_.raw("<p class=\"meta\">");
        page_.say(phrases::also_serves);
        for (std::size_t i = 0; i < guests.size(); ++i) {
            if (i > 0) page_.say(phrases::comma);
            page_.link(guests[i]);
        }
        page_.raw("</p>\n");
    }

    Page& page_;
    const Plan& plan_;
    const Facts& facts_;
    bool has_units_ = false, has_due_ = false, has_status_ = false, has_duration_ = false;
    std::vector<std::size_t> starts_;
    std::vector<TaskId> sorted_;
    std::size_t tasks_ = 0;
};

}  // namespace

void write_contents(Page& page) {
    Contents(page).write();
}

}  // namespace planloom::report
