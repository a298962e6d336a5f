#include "html_drawing.hpp"

#include <planloom/core/display.hpp>

#include <algorithm>
#include <utility>

namespace planloom::report {
namespace {

// In pixels of the drawing.
constexpr double box_width = 196;
constexpr double column_gap = 72;
constexpr double row_gap = 14;
constexpr double padding = 10;
constexpr double line_height = 17;
constexpr double head_height = 40;
constexpr double edge = 6;

constexpr std::size_t title_lines = 3;
constexpr std::size_t title_columns = 26;

}  // namespace

Drawing::Drawing(Page& page)
    : page_(page),
      graph_(page.graph()),
      drawn_(std::min(page.graph().task_count(), page.max_rows())),
      y_(drawn_),
      knot_of_(drawn_),
      wave_of_(drawn_) {
    std::uint32_t number = 0;
    for (const IdRange<TaskNode>& knot : graph_.knots()) {
        ++number;
        for (const TaskNode node : knot) {
            if (node.index() < drawn_) knot_of_[node.index()] = number;
        }
    }
    for (const TaskNode node : IdRange<TaskNode>(drawn_)) {
        const std::string_view title = page.plan().title(graph_.task(node));
        lines_ = std::max(lines_, wrap(title, title_columns, title_lines).size());
    }
    box_height_ = static_cast<double>(lines_ + 2) * line_height + 1.4 * padding;
    place_boxes();
    find_arrows();
    spread_ports();
}

double Drawing::x_of(TaskNode node) const {
    return edge + static_cast<double>(wave_of_[node.index()]) * (box_width + column_gap);
}

void Drawing::place_boxes() {
    std::size_t waves = 0;
    double bottom = 0;
    for (std::size_t wave = 0; wave < graph_.wave_count(); ++wave) {
        std::vector<TaskNode> nodes;
        for (const TaskNode node : graph_.wave(wave)) {
            if (node.index() < drawn_) nodes.push_back(node);
        }
        if (nodes.empty()) break;
        ++waves;
        sort_wave(wave, nodes);
        double y = head_height;
        for (const TaskNode node : nodes) {
            wave_of_[node.index()] = wave;
            y_[node.index()] = y;
            y += box_height_ + row_gap;
        }
        bottom = std::max(bottom, y);
    }
    width_ = static_cast<double>(waves) * (box_width + column_gap) - column_gap / 3 + 2 * edge;
    height_ = bottom - row_gap + edge;
}

/// By the middle of what a task waits for, so that fewer arrows cross; ties stay in plan order.
void Drawing::sort_wave(std::size_t wave, std::vector<TaskNode>& nodes) const {
    if (wave == 0) return;
    std::vector<std::pair<double, TaskNode>> middles;
    for (const TaskNode node : nodes) {
        double sum = 0;
        std::size_t count = 0;
        for (const TaskNode before : graph_.predecessors(node)) {
            if (before.index() >= graph_.wave(wave)[0].index()) continue;
            sum += y_[before.index()];
            ++count;
        }
        middles.emplace_back(count > 0 ? sum / static_cast<double>(count) : 0, node);
    }
    std::stable_sort(middles.begin(), middles.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i] = middles[i].second;
}

void Drawing::find_arrows() {
    for (const TaskNode from : IdRange<TaskNode>(drawn_)) {
        const auto successors = graph_.successors(from);
        const auto links = graph_.successor_links(from);
        for (std::size_t i = 0; i < successors.size(); ++i) {
            if (successors[i].index() >= drawn_) continue;
            const std::uint32_t knot = knot_of_[from.index()];
            arrows_.push_back({from, successors[i], links[i],
                               knot != 0 && knot == knot_of_[successors[i].index()], 0, 0});
        }
    }
}

/// Gives every arrow a place of its own on the side of its box, in the order of the other ends.
void Drawing::spread_ports() {
    const auto spread = [&](auto end, auto other, auto place) {
        std::vector<std::size_t> order(arrows_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const TaskNode node_a = arrows_[a].*end, node_b = arrows_[b].*end;
            if (node_a != node_b) return node_a < node_b;
            return y_[(arrows_[a].*other).index()] < y_[(arrows_[b].*other).index()];
        });
        for (std::size_t begin = 0; begin < order.size();) {
            const TaskNode node = arrows_[order[begin]].*end;
            std::size_t last = begin;
            while (last < order.size() && arrows_[order[last]].*end == node) ++last;
            const double step = box_height_ / static_cast<double>(last - begin + 1);
            for (std::size_t i = begin; i < last; ++i) {
                arrows_[order[i]].*place =
                    y_[node.index()] + step * static_cast<double>(i - begin + 1);
            }
            begin = last;
        }
    };
    spread(&Arrow::from, &Arrow::to, &Arrow::from_y);
    spread(&Arrow::to, &Arrow::from, &Arrow::to_y);
}

void Drawing::write() {
    page_.rawf(
        "<div class=\"scroll drawing\"><svg viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
        "height=\"{1:.0f}\" role=\"group\" aria-label=\"",
        width_, height_);
    page_.say(phrases::drawing, page_.count(drawn_, nouns::task),
              page_.count(graph_.wave_count(), nouns::wave));
    page_.raw("\">\n<defs>");
    for (const std::string_view name : {"arrow", "alarm"}) {
        page_.rawf(
            "<marker id=\"m-{0}\" class=\"m-{0}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
            "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8Z\"/>"
            "</marker>",
            name);
    }
    page_.raw("</defs>\n");
    write_heads();
    for (const Arrow& arrow : arrows_) write_arrow(arrow);
    for (const TaskNode node : IdRange<TaskNode>(drawn_)) write_box(node);
    page_.raw("</svg></div>\n");
    if (graph_.task_count() > drawn_) {
        page_.leave_out(page_.words(phrases::drawing_cut,
                                    page_.count(graph_.task_count() - drawn_, nouns::task)));
    }
}

void Drawing::write_heads() {
    std::size_t wave = 0;
    for (const TaskNode node : IdRange<TaskNode>(drawn_)) {
        if (node != graph_.wave(wave)[0]) continue;
        page_.rawf("<text class=\"wave-no\" x=\"{:.0f}\" y=\"18\">", x_of(node));
        page_.say(phrases::wave, wave + 1);
        page_.rawf(" · {}</text>\n", graph_.wave(wave).size());
        if (++wave == graph_.wave_count()) break;
    }
}

void Drawing::write_arrow(const Arrow& arrow) {
    const double start = x_of(arrow.from) + box_width;
    const bool runs_back = arrow.is_circular;
    const double end = runs_back ? x_of(arrow.to) + box_width : x_of(arrow.to);
    const double to_y = arrow.from == arrow.to ? arrow.from_y + 14 : arrow.to_y;
    const double pull =
        runs_back ? column_gap * 0.7 : std::max(column_gap * 0.6, (end - start) / 3);
    const bool is_soft = page_.plan().dependency_table().is_soft[arrow.link.index()] != 0;
    page_.rawf("<path class=\"link{}{}\" marker-end=\"url(#m-{})\" ", is_soft ? " soft" : "",
               runs_back ? " alarm" : "", runs_back ? "alarm" : "arrow");
    page_.rawf("d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\"/>\n", start,
               arrow.from_y, start + pull, arrow.from_y, runs_back ? end + pull : end - pull, to_y,
               end, to_y);
    const std::string words = label(arrow);
    if (words.empty()) return;
    page_.rawf("<text class=\"link-label{}\" x=\"{:.1f}\" y=\"{:.1f}\">", runs_back ? " alarm" : "",
               runs_back ? start + pull / 2 : (start + end) / 2, (arrow.from_y + to_y) / 2 - 3);
    page_.text(words);
    page_.raw("</text>\n");
}

std::string Drawing::label(const Arrow& arrow) const {
    std::string out = page_.link_words(arrow.link);
    if (arrow.is_circular) {
        if (!out.empty()) out += ' ';
        out += page_.words(phrases::knot);
    }
    return out;
}

void Drawing::write_box(TaskNode node) {
    const TaskId task = graph_.task(node);
    const double x = x_of(node);
    const double y = y_[node.index()];
    const bool is_knot = knot_of_[node.index()] != 0;
    page_.rawf(
        "<a href=\"#{}\" class=\"box{}\"><rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" "
        "height=\"{:.1f}\" rx=\"4\"/>",
        Page::anchor(task), is_knot ? " alarm" : "", x, y, box_width, box_height_);
    write_lines(node, x + padding, y + padding / 2);
    page_.raw("</a>\n");
}

/// Always as many lines, empty ones too, so that no text of the plan changes the markup.
void Drawing::write_lines(TaskNode node, double x, double y) {
    const Plan& plan = page_.plan();
    const TaskId task = graph_.task(node);
    const auto line = [&](std::string_view css_class, std::size_t number, std::string_view text) {
        page_.rawf("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">", css_class, x,
                   y + static_cast<double>(number + 1) * line_height - 4);
        page_.text(text);
        page_.raw("</text>");
    };
    std::string key;
    if (plan.key(task) != plan.title(task)) key = fit(plan.key(task), title_columns - 6);
    if (knot_of_[node.index()] != 0) key += " ⟲ " + page_.words(phrases::knot);
    line("box-key", 0, key);
    std::vector<std::string> lines = wrap(plan.title(task), title_columns, title_lines);
    const std::size_t count = lines.size();
    lines.resize(title_lines);
    for (std::size_t i = 0; i < title_lines; ++i) line("box-title", i + 1, lines[i]);
    line("box-lead", count + 1, lead(task));
}

std::string Drawing::lead(TaskId task) const {
    const AssignmentTable& table = page_.plan().assignment_table();
    if (table.count == 0) return {};
    std::string out;
    for (const AssignmentId id : page_.plan().assignments(task)) {
        if (table.role[id.index()] != Role::lead || !table.unit[id.index()].is_valid()) continue;
        if (!out.empty()) out += page_.words(phrases::comma);
        out += page_.plan().title(table.unit[id.index()]);
    }
    if (out.empty()) return page_.words(phrases::lead_missing);
    return fit(page_.words(phrases::role_marks[0]) + " " + out, title_columns);
}

}  // namespace planloom::report
