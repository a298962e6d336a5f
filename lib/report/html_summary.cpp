#include "html_parts.hpp"

#include <algorithm>
#include <map>

namespace planloom::report {
namespace {

constexpr std::size_t names_in_a_sentence = 4;

class Summary {
public:
    explicit Summary(Page& page) : page_(page), plan_(page.plan()), facts_(page.facts()) {}

    void write() {
        page_.open_section("summary", phrases::summary);
        write_figures();
        page_.raw("<ul class=\"sentences\">\n");
        say_what_there_is();
        say_who();
        say_order();
        say_goals();
        say_deadlines();
        say_findings();
        page_.raw("</ul>\n");
        page_.close_section();
    }

private:
    template <class... Args>
    void sentence(const Phrase& phrase, const Args&... args) {
        page_.element("li", phrase, args...);
    }
    std::string tasks(std::size_t number) const { return page_.count(number, nouns::task); }
    /// Where there are summary tasks, it is said that only their parts are counted.
    std::string leaves() const {
        const bool all = facts_.leaf_count == plan_.tasks().size();
        return page_.count(facts_.leaf_count, all ? nouns::task : nouns::leaf_task);
    }

    void figure(std::size_t number, const Phrase& name, std::string_view css_class = "") {
        page_.rawf("<div class=\"figure {}\"><dd>{}</dd><dt>", css_class, number);
        page_.say(name);
        page_.raw("</dt></div>\n");
    }

    void write_figures() {
        page_.raw("<dl class=\"figures\">\n");
        figure(plan_.requirements().size(), phrases::requirements);
        figure(plan_.goals().size(), phrases::goals);
        figure(plan_.tasks().size(), phrases::tasks);
        figure(plan_.units().size(), phrases::units);
        figure(page_.graph().link_count(), phrases::links);
        figure(page_.graph().wave_count(), phrases::waves);
        figure(facts_.checked.count(Severity::error), phrases::errors, "error");
        figure(facts_.checked.count(Severity::warning), phrases::warnings, "warning");
        figure(facts_.checked.count(Severity::info), phrases::infos, "info");
        page_.raw("</dl>\n");
    }

    void say_what_there_is() {
        sentence(phrases::size, page_.count(plan_.goals().size(), nouns::goal),
                 tasks(plan_.tasks().size()), page_.count(plan_.units().size(), nouns::unit));
        if (const std::int32_t declared = plan_.head().declared.tasks; declared != no_number) {
            const std::string said = tasks(static_cast<std::size_t>(declared));
            if (static_cast<std::size_t>(declared) == plan_.tasks().size()) {
                sentence(phrases::declared_right, said);
            } else {
                sentence(phrases::declared_wrong, said, plan_.tasks().size());
            }
        }
        if (!plan_.requirements().empty()) {
            sentence(phrases::answered,
                     page_.share(facts_.answered_count, plan_.requirements().size()));
        }
    }

    void say_who() {
        if (facts_.leaf_count == 0) return;
        if (plan_.assignment_table().count == 0) sentence(phrases::no_roles);
        if (facts_.led_count == facts_.leaf_count) {
            sentence(phrases::all_led);
        } else {
            sentence(phrases::no_lead, facts_.leaf_count - facts_.led_count, leaves());
        }
        if (facts_.cards.empty() || facts_.cards.front().stopped() == 0) return;
        const UnitCard& worst = facts_.cards.front();
        if (facts_.cards.size() > 1 && facts_.cards[1].stopped() == worst.stopped()) return;
        sentence(phrases::worst_unit, plan_.title(worst.unit), tasks(worst.blocked),
                 page_.count(worst.lost, nouns::goal));
    }

    void say_order() {
        const PlanGraph& graph = page_.graph();
        if (graph.task_count() == 0) return;
        if (graph.link_count() == 0) {
            sentence(phrases::no_links, tasks(graph.task_count()));
            return;
        }
        std::size_t ready = graph.wave(0).size();
        for (const IdRange<TaskNode>& knot : graph.knots()) {
            if (graph.wave_of(knot[0]) == 0) ready -= knot.size();
        }
        sentence(phrases::in_waves, page_.count(graph.link_count(), nouns::link),
                 page_.count(graph.wave_count(), nouns::wave), tasks(ready));
        if (graph.has_cycles()) {
            sentence(phrases::circles, page_.count(graph.knots().size(), nouns::circle));
        }
    }

    void say_goals() {
        if (plan_.goals().empty()) return;
        std::vector<Node> unserved;
        std::map<Date, std::pair<std::string, bool>> horizons;
        for (const GoalId goal : plan_.goals()) {
            const bool is_served = facts_.goal_task.row_totals()[goal.index()] > 0;
            if (!is_served) unserved.emplace_back(goal);
            const DatePeriod horizon = plan_.goal(goal).horizon();
            if (!horizon.date.is_set()) continue;
            auto& [text, any] = horizons[horizon.date];
            text = to_string(horizon);
            any = any || is_served;
        }
        if (unserved.empty()) {
            sentence(phrases::goals_all_served);
        } else {
            sentence(phrases::goals_without_task, unserved.size(),
                     page_.count(plan_.goals().size(), nouns::goal),
                     page_.list(unserved, names_in_a_sentence));
        }
        for (const auto& [date, horizon] : horizons) {
            if (!horizon.second) sentence(phrases::horizon_without_task, horizon.first);
        }
        const auto per_task = facts_.goal_task.column_totals();
        const auto strays = std::count(per_task.begin(), per_task.end(), 0U);
        if (strays > 0) {
            sentence(phrases::tasks_without_goal, strays, tasks(plan_.tasks().size()));
        }
    }

    void say_deadlines() {
        if (facts_.leaf_count == 0) return;
        if (facts_.dated_count == 0) {
            sentence(phrases::no_deadlines);
            return;
        }
        sentence(phrases::some_deadlines, facts_.dated_count, leaves());
        DatePeriod last_due, last_horizon;
        for (const TaskId task : plan_.tasks()) {
            const DatePeriod due = plan_.task(task).due();
            if (plan_.task(task).is_ongoing()) return;
            if (due.date > last_due.date) last_due = due;
        }
        for (const GoalId goal : plan_.goals()) {
            const DatePeriod horizon = plan_.goal(goal).horizon();
            if (horizon.date > last_horizon.date) last_horizon = horizon;
        }
        if (last_due.date.is_set() && last_horizon.date > last_due.date) {
            sentence(phrases::last_horizon, to_string(last_due), to_string(last_horizon));
        }
    }

    void say_findings() {
        const CheckResult& checked = facts_.checked;
        const std::size_t silent = checked.not_evaluated.size();
        sentence(phrases::finding_counts,
                 page_.count(rules().size() - std::min(rules().size(), silent), nouns::rule),
                 page_.count(checked.count(Severity::error), nouns::error),
                 page_.count(checked.count(Severity::warning), nouns::warning),
                 page_.count(checked.count(Severity::info), nouns::info),
                 page_.count(silent, nouns::rule));
    }

    Page& page_;
    const Plan& plan_;
    const Facts& facts_;
};

}  // namespace

void write_summary(Page& page) {
    Summary(page).write();
}

}  // namespace planloom::report
