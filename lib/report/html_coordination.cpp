#include <planloom/coverage/coordination.hpp>
#include <planloom/io/matrix_file.hpp>

#include "html_parts.hpp"
#include "html_table.hpp"

namespace planloom::report {
namespace {

void write_table(Page& page, const MatrixTable& table) {
    constexpr std::size_t without_items = 1;
    if (table.rows.size() > without_items) {
        const std::size_t left_out =
            append_table(page.out(), table, "matrix listed", page.max_rows());
        if (left_out != 0)
            page.leave_out(table.name + page.words(phrases::colon) +
                           page.count(left_out, nouns::row));
    }
    append_notes(page.out(), table);
}

}  // namespace

/// A single unit works with nobody.
void write_coordination(Page& page) {
    if (page.plan().units().size() < 2) return;
    const Coordination units = coordination(page.graph());
    std::vector<Crossings> axes;
    for (const GroupAxis axis : group_axes) axes.push_back(crossings(page.graph(), units, axis));
    page.open_section("coordination", phrases::coordination);
    page.element("p", phrases::coordination_explained);
    write_table(page, crossings_table(axes, page.language()));
    write_table(page, crossing_pairs_table(axes, page.language()));
    write_table(page, coordination_table(page.graph(), units, page.language()));
    page.close_section();
}

}  // namespace planloom::report
