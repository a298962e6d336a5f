#include <planloom/core/duration.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/io/mermaid.hpp>
#include <planloom/model/views.hpp>

#include <algorithm>

namespace planloom {
namespace {

/// Text inside the quotes of a label: what Mermaid or the page could read as its own becomes an
/// entity in Mermaid's spelling.
std::string escape_label(std::string_view text) {
    std::string out;
    for (const char c : escape_controls(text)) {
        if (std::string_view("\"#&<>`;[]{}()|\\").find(c) == std::string_view::npos)
            out += c;
        else
            out += '#' + std::to_string(static_cast<unsigned char>(c)) + ';';
    }
    return out;
}

std::string label_of(const Plan& plan, TaskId task) {
    const std::string_view key = plan.key(task);
    const std::string_view title = plan.title(task);
    return key == title ? escape_label(key) : escape_label(key) + ' ' + escape_label(title);
}

/// What stands on a link: nothing for finish-to-start without lag.
std::string link_label(const Plan& plan, DependencyId link) {
    const DependencyTable& table = plan.dependency_table();
    const LinkType type = table.type[link.index()];
    const Minutes lag = table.lag[link.index()];
    std::string label;
    if (type != LinkType::finish_to_start || lag != 0) label = word(type);
    if (lag != 0) label += (lag > 0 ? "+" : "") + format_duration(lag, plan.head().work);
    return label.empty() ? label : "|\"" + label + "\"|";
}

}  // namespace

std::string write_mermaid(const PlanGraph& graph, const MermaidOptions& options) {
    const Plan& plan = graph.plan();
    const std::size_t drawn = std::min(options.max_tasks, graph.task_count());
    // Keys may hold anything; a letter and the row number is a name that Mermaid takes.
    const auto name = [](TaskId task) { return 't' + std::to_string(task.index()); };
    std::string out = "flowchart LR\n";
    for (const TaskNode node : IdRange<TaskNode>(drawn)) {
        const TaskId task = graph.task(node);
        const bool is_milestone = plan.task(task).is_milestone();
        out += "    " + name(task) + (is_milestone ? "{{\"" : "[\"") + label_of(plan, task) +
               (is_milestone ? "\"}}\n" : "\"]\n");
    }
    if (drawn < graph.task_count())
        out += "    left_out[\"" + std::to_string(graph.task_count() - drawn) +
               " more tasks are left out\"]\n";
    for (const TaskNode from : IdRange<TaskNode>(drawn)) {
        const std::span<const TaskNode> next = graph.successors(from);
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (next[i].index() >= drawn) continue;
            const DependencyId link = graph.successor_links(from)[i];
            const bool is_soft = plan.dependency_table().is_soft[link.index()] != 0;
            out += "    " + name(graph.task(from)) + (is_soft ? " -.->" : " -->") +
                   link_label(plan, link) + ' ' + name(graph.task(next[i])) + '\n';
        }
    }
    return out;
}

}  // namespace planloom
