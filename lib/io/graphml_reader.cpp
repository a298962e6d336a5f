#include <planloom/io/graphml.hpp>
#include <planloom/model/plan_builder.hpp>

#include "attribute_json.hpp"
#include "graphml_document.hpp"
#include "graphml_fields.hpp"
#include "graphml_values.hpp"
#include "json_text.hpp"

#include <algorithm>
#include <array>

namespace planloom {
namespace {

using namespace detail::graphml;  // NOLINT(google-build-using-namespace): its own parts
using detail::Json;

/// A graph that write_graphml wrote, and perhaps another program changed.
class OwnReader {
public:
    explicit OwnReader(Graph& graph) : graph_(graph), values_(graph) {}

    Plan read() {
        read_head();
        const std::size_t count = graph_.nodes.size();
        parents_.assign(count, no_node);
        owners_.assign(count, no_node);
        rows_.resize(count);
        is_missing_.assign(count, false);
        for (const GraphEdge& edge : graph_.edges) {
            const std::string_view kind = values_.text(edge.data, "kind");
            if (kind == "contains") parents_[edge.target] = edge.source;
            if (kind == "owns") owners_[edge.target] = edge.source;
        }
        for (std::size_t node = 0; node < count; ++node) add_node(node);
        for (const GraphEdge& edge : graph_.edges) add_edge(edge);
        values_.require_faultless();
        return std::move(builder_).build();
    }

private:
    void read_head() {
        const auto head = graph_.data.find("head");
        if (head == graph_.data.end()) return;
        ReadResult read = read_json(head->second);
        builder_.head() = read.plan.head();
    }

    [[nodiscard]] std::string_view key_of(std::size_t node) const {
        return values_.text(graph_.nodes[node].data, "key");
    }
    [[nodiscard]] std::optional<std::string_view> reference(std::size_t node) const {
        return node == no_node ? std::nullopt : std::optional(key_of(node));
    }

    void add_node(std::size_t at) {
        const GraphNode& node = graph_.nodes[at];
        const std::string_view kind = values_.text(node.data, "kind");
        const std::string_view label = values_.text(node.data, "label");
        const auto begin = [&](auto row) {
            row.key = key_of(at);
            row.title = label;
            row.line = node.line;
            return row;
        };
        if (kind == "requirement") {
            auto row = begin(NewRequirement());
            values_.fill(node, static_cast<const RequirementTable*>(nullptr), row);
            rows_[at] = builder_.add_requirement(row);
        } else if (kind == "goal") {
            auto row = begin(NewGoal());
            row.parent = reference(parents_[at]);
            row.owner = reference(owners_[at]);
            values_.fill(node, static_cast<const GoalTable*>(nullptr), row);
            rows_[at] = builder_.add_goal(row);
            add_indicators(node, rows_[at].goal());
        } else if (kind == "unit") {
            auto row = begin(NewUnit());
            row.parent = reference(parents_[at]);
            values_.fill(node, static_cast<const UnitTable*>(nullptr), row);
            rows_[at] = builder_.add_unit(row);
            for (const std::string& alias : values_.texts(node, "aliases"))
                builder_.add_alias(rows_[at].unit(), alias);
        } else if (kind == "task") {
            auto row = begin(NewTask());
            row.parent = reference(parents_[at]);
            values_.fill(node, static_cast<const TaskTable*>(nullptr), row);
            rows_[at] = builder_.add_task(row);
            add_task_lists(node, rows_[at].task());
        } else {
            is_missing_[at] = true;
            if (kind != "missing")
                values_.fault(node.line,
                              "kind: expected requirement, goal, task, unit or missing, found " +
                                  detail::quoted(kind));
            return;
        }
        values_.add_attributes(builder_, rows_[at], node);
    }

    void add_task_lists(const GraphNode& node, TaskId task) {
        for (const std::string& tag : values_.texts(node, "tags")) builder_.add_tag(task, tag);
        const Json refines = values_.json(node, "refines");
        for (const Json& each : detail::items_of(refines))
            builder_.refine(task, detail::text_field(each, "plan"),
                            detail::text_field(each, "task"), node.line);
    }

    void add_indicators(const GraphNode& node, GoalId goal) {
        const Json list = values_.json(node, "indicators");
        for (const Json& each : detail::items_of(list)) {
            const std::string title = detail::text_field(each, "title");
            const std::string measure = detail::text_field(each, "measure");
            const std::string baseline = detail::text_field(each, "baseline");
            const std::string target = detail::text_field(each, "target");
            const std::string actual = detail::text_field(each, "actual");
            const std::string due = detail::text_field(each, "due");
            const std::optional<DatePeriod> period = parse_date(due);
            if (!due.empty() && !period)
                values_.fault(node.line,
                              "indicators: expected a date, found " + detail::quoted(due));
            const std::string source = detail::text_field(each, "source");
            const std::string kind = detail::text_field(each, "kind");
            const std::string aggregation = detail::text_field(each, "aggregation");
            builder_.add_indicator(
                goal,
                {.title = title,
                 .measure = measure,
                 .baseline = baseline,
                 .target = target,
                 .actual = actual,
                 .due = period.value_or(DatePeriod()),
                 .source = source,
                 .kind = parse_word<IndicatorKind>(kind).value_or(IndicatorKind::none),
                 .aggregation = parse_word<Aggregation>(aggregation).value_or(Aggregation::none),
                 .line = node.line});
        }
    }

    /// Whether an end of an edge is of a kind, or names nothing.
    [[nodiscard]] bool is_kind(std::size_t node, NodeKind kind) const {
        return !is_missing_[node] && rows_[node].kind == kind;
    }
    [[nodiscard]] bool may_be(std::size_t node, NodeKind kind) const {
        return is_missing_[node] || rows_[node].kind == kind;
    }

    void add_edge(const GraphEdge& edge) {
        const std::string_view kind = values_.text(edge.data, "kind");
        const std::size_t from = edge.source;
        const std::size_t to = edge.target;
        bool is_sound = true;
        if (kind == "contains" || kind == "owns") {
            is_sound = kind == "owns" ? may_be(from, NodeKind::unit) && is_kind(to, NodeKind::goal)
                                      : !is_missing_[to] && may_be(from, rows_[to].kind);
        } else if (kind == "serves") {
            is_sound = is_kind(from, NodeKind::task) && may_be(to, NodeKind::goal);
            if (is_sound)
                builder_.serve(rows_[from].task(), key_of(to),
                               values_.word_of<ServesRole>(edge, "role", ServesRole()),
                               values_.number(edge, "weight", 1.0), edge.line);
        } else if (kind == "assigned") {
            is_sound = is_kind(from, NodeKind::task) && may_be(to, NodeKind::unit);
            if (is_sound)
                builder_.assign(rows_[from].task(), key_of(to),
                                values_.word_of<Role>(edge, "role", Role::responsible),
                                {.amount = values_.number(edge, "amount", 1.0),
                                 .is_open = values_.flag(edge, "open"),
                                 .text = values_.text(edge.data, "text"),
                                 .line = edge.line});
        } else if (kind == "depends") {
            is_sound = may_be(from, NodeKind::task) && is_kind(to, NodeKind::task);
            if (is_sound)
                builder_.depend(rows_[to].task(), key_of(from),
                                {.type = values_.word_of<LinkType>(edge, "type", LinkType()),
                                 .lag = values_.minutes(edge, "lag", 0),
                                 .max_lag = values_.minutes(edge, "max_lag", no_minutes),
                                 .is_elapsed = values_.flag(edge, "elapsed"),
                                 .is_soft = values_.flag(edge, "soft"),
                                 .reason = values_.text(edge.data, "reason"),
                                 .line = edge.line});
        } else if (kind == "implements") {
            is_sound = (is_kind(from, NodeKind::task) || is_kind(from, NodeKind::goal)) &&
                       may_be(to, NodeKind::requirement);
            if (is_sound) builder_.implement(rows_[from], key_of(to), edge.line);
        } else {
            values_.fault(edge.line,
                          "kind: expected depends, serves, assigned, implements, "
                          "contains or owns, found " +
                              detail::quoted(kind));
        }
        if (!is_sound)
            values_.fault(edge.line, "an edge of the kind " + detail::quoted(kind) +
                                         " does not lead between " +
                                         detail::quoted(graph_.nodes[from].id) + " and " +
                                         detail::quoted(graph_.nodes[to].id));
    }

    Graph& graph_;
    Values values_;
    PlanBuilder builder_;
    std::vector<std::size_t> parents_, owners_;
    std::vector<Node> rows_;
    std::vector<bool> is_missing_;
};

/// A graph of anyone else: its nodes are tasks.
class ForeignReader {
public:
    explicit ForeignReader(Graph& graph) : graph_(graph), values_(graph) {}

    Plan read() {
        constexpr std::array<std::string_view, 4> labels = {"label", "title", "name", "Label"};
        for (const auto& [name, value] : graph_.data) {
            if (std::find(labels.begin(), labels.end(), name) != labels.end()) {
                if (builder_.head().title.empty()) builder_.head().title = value;
            } else if (!value.empty()) {
                builder_.head().attributes.emplace_back(name, Json(value).dump());
            }
        }
        for (const GraphNode& node : graph_.nodes) {
            std::string_view title;
            std::string_view used;
            for (const std::string_view label : labels) {
                if (!title.empty()) break;
                title = values_.text(node.data, label);
                used = label;
            }
            NewTask row{.key = node.id, .title = title, .line = node.line};
            if (node.parent != no_node) row.parent = graph_.nodes[node.parent].id;
            const TaskId task = builder_.add_task(row);
            for (const auto& [name, value] : node.data)
                if (name != used && !value.empty())
                    builder_.add_attribute(task, name, values_.as_json(name, value));
        }
        for (const GraphEdge& edge : graph_.edges) add_edge(edge);
        const auto note = [&](const char* code, std::size_t count, const std::string& what) {
            if (count > 0)
                graph_.notes.push_back(
                    {code, Severity::info, "", 0, std::to_string(count) + ' ' + what});
        };
        note("nodes_as_tasks", graph_.nodes.size(), "nodes are read as tasks");
        note("edges_as_links", graph_.edges.size(), "edges are read as links");
        note("edge_data_left_out", data_left_out_, "data of edges are left out");
        values_.require_faultless();
        return std::move(builder_).build();
    }

private:
    void add_edge(const GraphEdge& edge) {
        const std::string_view label = values_.text(edge.data, "label");
        const auto type = parse_word<LinkType>(values_.text(edge.data, "type"));
        for (const auto& [name, value] : edge.data)
            if (name != "label" && !(name == "type" && type) && !value.empty()) ++data_left_out_;
        builder_.depend(TaskId(edge.target), graph_.nodes[edge.source].id,
                        {.type = type.value_or(LinkType()), .reason = label, .line = edge.line});
    }

    Graph& graph_;
    Values values_;
    PlanBuilder builder_;
    std::size_t data_left_out_ = 0;
};

}  // namespace

ReadResult read_graphml(std::string_view text, const Limits& limits) {
    detail::XmlOptions options;
    options.limits = limits;
    const detail::XmlDocument xml(std::string(text), options);
    Graph graph = read_graph(xml);
    if (!graph.faults.empty()) {
        limit_faults(graph.faults, limits.errors);
        throw ReadError(std::move(graph.faults));
    }
    ReadResult result;
    const bool is_own = graph.data.contains("planloom");
    result.plan = is_own ? OwnReader(graph).read() : ForeignReader(graph).read();
    result.notes = std::move(graph.notes);
    return result;
}

}  // namespace planloom
