#include <planloom/core/display.hpp>
#include <planloom/io/dot.hpp>
#include <planloom/model/views.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace planloom {
namespace {

constexpr std::size_t label_width = 24;
constexpr std::size_t label_lines = 4;

// Graphviz takes no font by itself that has Chinese letters.
constexpr std::string_view preamble = R"(  rankdir=LR;
  charset="UTF-8";
  nodesep=0.25;
  ranksep=0.7;
  fontname="Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,sans-serif";
  node [fontname="Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,sans-serif", fontsize=10, shape=box, style="rounded,filled", fillcolor="#f4f6f8", color="#5b6775", fontcolor="#1d2733"];
  edge [fontname="Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,sans-serif", fontsize=9, color="#5b6775", fontcolor="#1d2733"];
)";

/// Text inside the quotes of a label. A backslash begins an escape there and `&` an entity.
std::string escape_label(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"') out += '\\';
        out += c;
        if (c == '&') out += "amp;";
    }
    return out;
}

std::string label_lines_of(std::string_view text) {
    std::string out;
    for (const std::string& line : wrap(text, label_width, label_lines)) {
        if (!out.empty()) out += "\\n";
        out += escape_label(line);
    }
    return out;
}

std::string_view role_word(Role role, bool is_zh) {
    constexpr std::string_view zh[] = {"牵头", "共同牵头", "责任", "配合", "指导",
                                       "落实", "督办",     "商请", "知会"};
    return is_zh ? zh[static_cast<std::size_t>(role)] : word(role);
}

class Writer {
public:
    Writer(const PlanGraph& graph, const DotOptions& options)
        : graph_(graph),
          plan_(graph.plan()),
          options_(options),
          drawn_(std::min(options.max_tasks, graph.task_count())) {}

    std::string write() {
        out_ = "digraph plan {\n";
        out_ += preamble;
        add_tasks();
        if (options_.all_kinds) add_other_kinds();
        add_links();
        if (options_.all_kinds) add_other_relations();
        return std::move(out_ += "}\n");
    }

private:
    std::string_view say(std::string_view en, std::string_view zh) const {
        return is_zh() ? zh : en;
    }
    bool is_zh() const { return options_.language.starts_with("zh"); }
    bool is_drawn(TaskNode node) const { return node.index() < drawn_; }
    bool is_drawn(TaskId task) const { return is_drawn(graph_.node(task)); }
    bool is_drawn(Node node) const { return node.kind != NodeKind::task || is_drawn(node.task()); }

    /// Keys may hold anything; a letter and the row number is a name that DOT takes unquoted.
    static std::string name(Node node) {
        return fmt::format("{}{}", word(node.kind).substr(0, 1), node.index);
    }

    void add_node(Node node, std::string_view attributes) {
        std::string label = label_lines_of(plan_.title(node));
        if (plan_.key(node) != plan_.title(node)) {
            label = escape_label(fit(plan_.key(node), label_width)) + "\\n" + label;
        }
        out_ += fmt::format("  {} [label=\"{}\"{}];\n", name(node), label, attributes);
    }

    void add_edge(Node from, Node to, std::string_view attributes) {
        if (!is_drawn(from) || !is_drawn(to)) return;
        out_ += fmt::format("  {} -> {}{};\n", name(from), name(to), attributes);
    }

    void add_tasks() {
        for (std::size_t wave = 0; wave < graph_.wave_count(); ++wave) {
            std::string same;
            for (const TaskNode node : graph_.wave(wave)) {
                if (!is_drawn(node)) break;
                const TaskId task = graph_.task(node);
                add_node(task, plan_.task(task).is_milestone() ? ", shape=diamond" : "");
                same += " " + name(task) + ";";
            }
            if (!same.empty()) out_ += "  { rank=same;" + same + " }\n";
        }
        const std::size_t left_out = graph_.task_count() - drawn_;
        if (left_out > 0) {
            out_ += fmt::format(
                "  left_out [label=\"{}\", shape=note, style=dashed];\n",
                fmt::format(fmt::runtime(say("{} more tasks are left out", "另有 {} 项任务未画出")),
                            left_out));
        }
    }

    void add_links() {
        std::vector<std::uint32_t> knot_of(drawn_, 0);
        std::uint32_t number = 0;
        for (const IdRange<TaskNode>& knot : graph_.knots()) {
            ++number;
            for (const TaskNode node : knot) {
                if (is_drawn(node)) knot_of[node.index()] = number;
            }
        }
        for (const TaskNode from : IdRange<TaskNode>(drawn_)) {
            const auto successors = graph_.successors(from);
            const auto links = graph_.successor_links(from);
            for (std::size_t i = 0; i < successors.size(); ++i) {
                if (!is_drawn(successors[i])) continue;
                const bool is_circular = knot_of[from.index()] != 0 &&
                                         knot_of[from.index()] == knot_of[successors[i].index()];
                add_edge(graph_.task(from), graph_.task(successors[i]),
                         link_attributes(links[i], is_circular));
            }
        }
    }

    std::string link_attributes(DependencyId link, bool is_circular) const {
        const DependencyTable& table = plan_.dependency_table();
        const std::size_t row = link.index();
        std::string label;
        if (table.type[row] != LinkType::finish_to_start) label += word(table.type[row]);
        if (table.lag[row] != 0) {
            label += table.lag[row] > 0 ? "+" : "";
            const bool is_elapsed = table.is_elapsed[row] != 0;
            label +=
                format_duration(table.lag[row], is_elapsed ? WorkTime{1440, 7} : plan_.head().work);
            if (is_elapsed) label += say(" elapsed", " 日历时间");
        }
        if (is_circular) label += label.empty() ? say("circle", "循环") : say(" circle", " 循环");
        std::string attributes = label.empty() ? "" : "label=\"" + escape_label(label) + "\"";
        const auto add = [&](std::string_view attribute) {
            if (!attributes.empty()) attributes += ", ";
            attributes += attribute;
        };
        if (table.is_soft[row] != 0) add("style=dashed");
        if (is_circular) add(R"(color="#c02020", fontcolor="#c02020", penwidth=2)");
        return attributes.empty() ? "" : " [" + attributes + "]";
    }

    void add_other_kinds() {
        for (const RequirementId id : plan_.requirements()) {
            add_node(id, R"(, shape=note, style=filled, fillcolor="#ffffff")");
        }
        for (const GoalId id : plan_.goals()) {
            add_node(id, R"(, shape=ellipse, style=filled, fillcolor="#e3edf7")");
        }
        for (const UnitId id : plan_.units()) {
            add_node(id, R"(, style=filled, fillcolor="#fbf3e0")");
        }
    }

    void add_other_relations() {
        const AssignmentTable& assigned = plan_.assignment_table();
        for (std::size_t i = 0; i < assigned.count; ++i) {
            if (!assigned.unit[i].is_valid()) continue;
            add_edge(assigned.unit[i], assigned.task[i],
                     fmt::format(" [label=\"{}\", color=\"#8a5a00\", arrowhead=none]",
                                 role_word(assigned.role[i], is_zh())));
        }
        for (const TaskId task : plan_.tasks()) {
            if (graph_.parent(task).is_valid()) {
                add_edge(task, graph_.parent(task), " [style=dotted, arrowhead=odiamond]");
            }
        }
        const ServesTable& serves = plan_.serves_table();
        for (std::size_t i = 0; i < serves.count; ++i) {
            if (!serves.goal[i].is_valid()) continue;
            add_edge(serves.task[i], serves.goal[i], R"( [color="#1f4e79", arrowhead=empty])");
        }
        for (const GoalId goal : plan_.goals()) {
            if (graph_.parent(goal).is_valid()) {
                add_edge(goal, graph_.parent(goal), R"( [color="#1f4e79", arrowhead=odiamond])");
            }
        }
        const ImplementsTable& implements = plan_.implements_table();
        for (std::size_t i = 0; i < implements.count; ++i) {
            if (!implements.requirement[i].is_valid()) continue;
            add_edge(implements.node[i], implements.requirement[i], " [style=dotted]");
        }
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    const DotOptions& options_;
    std::size_t drawn_;
    std::string out_;
};

}  // namespace

std::string write_dot(const PlanGraph& graph, const DotOptions& options) {
    return Writer(graph, options).write();
}

}  // namespace planloom
