#include "html_matrix.hpp"

#include <algorithm>

namespace planloom::report {
namespace {

constexpr const Phrase* marks[] = {&phrases::necessary_mark, &phrases::alternative_mark,
                                   &phrases::supporting_mark};
constexpr const Phrase* names[] = {&phrases::necessary, &phrases::alternative,
                                   &phrases::supporting};

void write_cell(Page& page, TaskId task, GoalId goal) {
    const Cell* cell = page.facts().goal_task.find(goal.index(), task.index());
    if (cell == nullptr) {
        page.raw("<td></td>");
        return;
    }
    page.raw(cell->is_direct ? "<td class=\"own\">" : "<td class=\"passed\">(");
    for (std::size_t role = 0; role < std::size(marks); ++role) {
        if ((cell->marks >> role & 1U) != 0) page.say(*marks[role]);
    }
    page.raw(cell->is_direct ? "</td>" : ")</td>");
}

void write_list(Page& page, TaskId task) {
    const ServesTable& table = page.plan().serves_table();
    bool is_first = true;
    for (const ServesId id : page.plan().serves(task)) {
        if (!table.goal[id.index()].is_valid()) continue;
        if (!is_first) page.say(phrases::comma);
        is_first = false;
        page.link(table.goal[id.index()]);
        page.raw(" (");
        page.say(*names[static_cast<std::size_t>(table.role[id.index()])]);
        page.raw(")");
    }
}

void write_legend(Page& page) {
    page.raw("<p class=\"legend\">");
    page.say(phrases::legend);
    for (std::size_t role = 0; role < std::size(marks); ++role) {
        page.raw(" <span><b>");
        page.say(*marks[role]);
        page.raw("</b> ");
        page.say(*names[role]);
        page.raw("</span>");
    }
    page.raw(" <span>");
    page.say(phrases::through_subgoal);
    page.raw("</span></p>\n");
}

void write_ratios(Page& page) {
    const Facts& facts = page.facts();
    const auto filled = [](std::span<const std::uint32_t> totals) {
        const auto empty = std::count(totals.begin(), totals.end(), 0U);
        return totals.size() - static_cast<std::size_t>(empty);
    };
    const auto share = [&](std::span<const std::uint32_t> totals) {
        return page.share(filled(totals), totals.size());
    };
    page.raw("<ul class=\"sentences\">\n");
    page.element("li", phrases::goals_covered, share(facts.goal_task.row_totals()));
    page.element("li", phrases::tasks_covered, share(facts.goal_task.column_totals()));
    const std::size_t requirements = page.plan().requirements().size();
    if (requirements == 0) {
        page.element("li", phrases::no_requirements);
    } else {
        page.element("li", phrases::requirements_covered,
                     page.share(facts.answered_count, requirements));
        page.element("li", phrases::requirements_reached,
                     share(facts.requirement_task.row_totals()));
    }
    page.raw("</ul>\n");
}

void write_unanswered(Page& page) {
    std::vector<Node> unanswered;
    for (const RequirementId id : page.plan().requirements()) {
        if (page.graph().implements(id).empty()) unanswered.emplace_back(id);
    }
    if (unanswered.empty()) return;
    page.element("p", phrases::unanswered, page.list(unanswered, page.max_rows()));
}

}  // namespace

void write_coverage(Page& page) {
    page.open_section("coverage", phrases::coverage);
    write_ratios(page);
    write_unanswered(page);
    const Matrix& matrix = page.facts().goal_task;
    if (matrix.cell_count() == 0) {
        page.element("p", phrases::no_serves);
    } else {
        std::vector<Node> columns(page.facts().goals.order.begin(), page.facts().goals.order.end());
        write_legend(page);
        Grid grid(
            page, std::move(columns),
            [&](TaskId task, Node goal) { write_cell(page, task, goal.goal()); },
            [&](TaskId task) { write_list(page, task); },
            [&](TaskId task) { page.rawf("{}", matrix.column_totals()[task.index()]); });
        grid.write({phrases::coverage_caption, phrases::goal_signs, phrases::goals_per_task,
                    nouns::goal, page.words(phrases::tasks_per_goal, page.plan().tasks().size()),
                    [&](Node goal) { return matrix.row_totals()[goal.index]; }});
    }
    page.close_section();
}

}  // namespace planloom::report
