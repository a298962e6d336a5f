// The waves of a plan as a drawing: a column for each wave, a box for each task, arrows for links.
#pragma once

#include "html_parts.hpp"

#include <string>
#include <vector>

namespace planloom::report {

/// Inline SVG. Tasks beyond the limit of the page are not drawn, and the page says so.
class Drawing {
public:
    explicit Drawing(Page& page);
    void write();

private:
    struct Arrow {
        TaskNode from, to;
        DependencyId link;
        bool is_circular = false;
        double from_y = 0, to_y = 0;
    };

    void place_boxes();
    void sort_wave(std::size_t wave, std::vector<TaskNode>& nodes) const;
    void find_arrows();
    void spread_ports();
    void write_heads();
    void write_arrow(const Arrow& arrow);
    void write_box(TaskNode node);
    void write_lines(TaskNode node, double x, double y);
    [[nodiscard]] std::string label(const Arrow& arrow) const;
    [[nodiscard]] std::string lead(TaskId task) const;
    [[nodiscard]] double x_of(TaskNode node) const;

    Page& page_;
    const PlanGraph& graph_;
    std::size_t drawn_;
    std::size_t lines_ = 1;  ///< of the longest title
    double box_height_ = 0;
    double width_ = 0, height_ = 0;
    std::vector<double> y_;               ///< of each box drawn, by its place in the layout
    std::vector<std::uint32_t> knot_of_;  ///< number of the knot, 0 for none
    std::vector<std::size_t> wave_of_;
    std::vector<Arrow> arrows_;
};

}  // namespace planloom::report
