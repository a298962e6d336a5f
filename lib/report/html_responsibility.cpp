#include "html_matrix.hpp"

#include <algorithm>
#include <array>

namespace planloom::report {
namespace {

constexpr std::size_t role_count = std::size(phrases::roles);
constexpr std::size_t idle_in_a_sentence = 30;

class Responsibility {
public:
    explicit Responsibility(Page& page)
        : page_(page), plan_(page.plan()), matrix_(page.facts().task_unit) {
        const AssignmentTable& table = plan_.assignment_table();
        load_.assign(plan_.units().size(), {});
        for (std::size_t i = 0; i < table.count; ++i) {
            const auto role = static_cast<std::size_t>(table.role[i]);
            used_[role] = true;
            if (table.unit[i].is_valid()) ++load_[table.unit[i].index()][role];
        }
    }

    void write() {
        page_.open_section("responsibility", phrases::responsibility);
        if (matrix_.cell_count() == 0) {
            page_.element("p", phrases::no_assignments,
                          page_.share(plan_.tasks().size(), plan_.tasks().size()));
        } else {
            write_legend();
            write_grid();
            write_load();
        }
        write_idle();
        page_.close_section();
    }

private:
    void write_legend() {
        page_.raw("<p class=\"legend\">");
        page_.say(phrases::legend);
        for (std::size_t role = 0; role < role_count; ++role) {
            if (!used_[role]) continue;
            page_.rawf(" <span><b class=\"{}\">", role == 0 ? "lead" : "");
            page_.say(phrases::role_marks[role]);
            page_.raw("</b> ");
            page_.say(phrases::roles[role]);
            page_.raw("</span>");
        }
        page_.raw("</p>\n");
    }

    void write_grid() {
        std::vector<Node> columns = leave_out_empty(matrix_.columns(), matrix_.column_totals());
        Grid grid(
            page_, std::move(columns),
            [&](TaskId task, Node unit) { write_cell(task, unit.unit()); },
            [&](TaskId task) { page_.roles(task); }, [&](TaskId task) { write_lead(task); });
        grid.write({phrases::responsibility_caption, phrases::unit_signs, phrases::lead_column,
                    nouns::unit, page_.words(phrases::tasks_per_unit),
                    [&](Node unit) { return matrix_.column_totals()[unit.index]; }});
    }

    void write_cell(TaskId task, UnitId unit) {
        const Cell* cell = matrix_.find(task.index(), unit.index());
        if (cell == nullptr) {
            page_.raw("<td></td>");
            return;
        }
        page_.raw((cell->marks & 1U) != 0 ? "<td class=\"lead\">" : "<td class=\"own\">");
        for (std::size_t role = 0; role < role_count; ++role) {
            if ((cell->marks >> role & 1U) != 0) page_.say(phrases::role_marks[role]);
        }
        page_.raw("</td>");
    }

    void write_lead(TaskId task) {
        std::size_t leads = 0;
        for (const Cell& cell : matrix_.row(task.index())) leads += cell.marks & 1U;
        if (leads == 0 && page_.graph().is_leaf(task)) {
            page_.element("strong class=\"flag\"", phrases::lead_missing);
        } else if (leads > 1) {
            page_.say(phrases::lead_several, leads);
        } else {
            page_.rawf("{}", leads == 1 ? "✓" : "");
        }
    }

    void write_load() {
        page_.raw("<div class=\"scroll\"><table class=\"load\"><caption>");
        page_.say(phrases::load_caption);
        page_.raw("</caption><thead><tr>");
        page_.element("th scope=\"col\"", phrases::unit);
        for (std::size_t role = 0; role < role_count; ++role) {
            if (used_[role])
                page_.element("th scope=\"col\" class=\"number\"", phrases::roles[role]);
        }
        page_.element("th scope=\"col\" class=\"number\"", phrases::total);
        page_.raw("</tr></thead><tbody>\n");
        std::array<std::size_t, role_count> sums{};
        std::size_t rows = 0;
        for (const UnitId unit : plan_.units()) {
            const auto& load = load_[unit.index()];
            if (matrix_.column_totals()[unit.index()] == 0) continue;
            for (std::size_t role = 0; role < role_count; ++role) sums[role] += load[role];
            if (++rows > page_.max_rows()) continue;
            page_.raw("<tr><th scope=\"row\">");
            page_.title(unit);
            page_.raw("</th>");
            write_numbers(load);
            page_.raw("</tr>\n");
        }
        page_.raw("</tbody><tfoot><tr><th scope=\"row\">");
        page_.say(phrases::total);
        page_.raw("</th>");
        write_numbers(sums);
        page_.raw("</tr></tfoot></table></div>\n");
        if (rows > page_.max_rows()) {
            page_.leave_out(page_.words(phrases::load_caption) + page_.words(phrases::colon) +
                            page_.count(rows - page_.max_rows(), nouns::row));
        }
    }

    void write_numbers(const std::array<std::size_t, role_count>& numbers) {
        std::size_t sum = 0;
        for (std::size_t role = 0; role < role_count; ++role) {
            sum += numbers[role];
            if (!used_[role]) continue;
            if (numbers[role] == 0) {
                page_.raw("<td class=\"number none\">–</td>");
            } else {
                page_.rawf("<td class=\"number\">{}</td>", numbers[role]);
            }
        }
        page_.rawf("<td class=\"number sum\">{}</td>", sum);
    }

    void write_idle() {
        std::vector<Node> idle;
        for (const UnitId unit : plan_.units()) {
            if (matrix_.column_totals()[unit.index()] == 0) idle.emplace_back(unit);
        }
        if (idle.empty()) return;
        page_.element("p", phrases::idle_units, page_.list(idle, idle_in_a_sentence));
    }

    Page& page_;
    const Plan& plan_;
    const Matrix& matrix_;
    std::array<bool, role_count> used_{};
    std::vector<std::array<std::size_t, role_count>> load_;
};

}  // namespace

void write_responsibility(Page& page) {
    Responsibility(page).write();
}

}  // namespace planloom::report
