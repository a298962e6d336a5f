#include <planloom/graph/influence.hpp>
#include <planloom/io/json_graph.hpp>
#include <planloom/model/faults.hpp>
#include <planloom/model/views.hpp>

#include "json_text.hpp"

#include <algorithm>

namespace planloom {
namespace {

using detail::append_json_string;

class JsonGraph {
public:
    explicit JsonGraph(const PlanGraph& graph) : graph_(graph), plan_(graph.plan()) {
        for (const auto& [later, earlier] : find_duplicate_keys(plan_)) is_taken_.push_back(later);
        std::sort(is_taken_.begin(), is_taken_.end());
    }

    std::string write() {
        out_ = "{\n  \"graph\": {\n    \"id\": ";
        append_json_string(out_, plan_.head().key);
        out_ += ",\n    \"label\": ";
        append_json_string(out_, plan_.head().title);
        out_ += ",\n    \"directed\": true,\n    \"type\": \"plan\",\n    \"nodes\": {";
        const InfluenceGraph& influence = graph_.influence();
        const IdRange<InfluenceNode> nodes(influence.node_count());
        for (const InfluenceNode node : nodes) write_node(influence.node(node), node == nodes[0]);
        out_ += nodes.empty() ? "},\n    \"edges\": [" : "\n    },\n    \"edges\": [";
        for (const InfluenceNode from : nodes)
            for (const InfluenceEdge& edge : influence.out(from))
                write_edge(influence.node(from), influence.node(edge.node), edge);
        out_ += is_first_edge_ ? "]\n  }\n}\n" : "\n    ]\n  }\n}\n";
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string name(Node node) const {
        std::string text = std::string(word(node.kind)) + ':' + std::string(plan_.key(node));
        if (std::binary_search(is_taken_.begin(), is_taken_.end(), node))
            text += '#' + std::to_string(node.index);
        return text;
    }

    void write_node(Node node, bool is_first) {
        out_ += is_first ? "\n      " : ",\n      ";
        append_json_string(out_, name(node));
        out_ += ": {\"label\": ";
        append_json_string(out_, plan_.title(node));
        out_ += ", \"metadata\": {\"kind\": ";
        append_json_string(out_, word(node.kind));
        out_ += "}}";
    }

    void write_edge(Node from, Node to, const InfluenceEdge& edge) {
        out_ += is_first_edge_ ? "\n      {\"source\": " : ",\n      {\"source\": ";
        is_first_edge_ = false;
        append_json_string(out_, name(from));
        out_ += ", \"target\": ";
        append_json_string(out_, name(to));
        out_ += ", \"relation\": ";
        append_json_string(out_, word(edge.relation));
        if (edge.relation == Relation::depends) {
            const DependencyTable& table = plan_.dependency_table();
            out_ += ", \"metadata\": {\"type\": ";
            append_json_string(out_, word(table.type[edge.row]));
            out_ += ", \"lag\": " + std::to_string(table.lag[edge.row]);
            out_ += table.is_soft[edge.row] != 0 ? ", \"soft\": true}" : ", \"soft\": false}";
        } else if (edge.relation == Relation::assigned) {
            out_ += ", \"metadata\": {\"role\": ";
            append_json_string(out_, word(plan_.assignment_table().role[edge.row]));
            out_ += '}';
        }
        out_ += '}';
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    std::vector<Node> is_taken_;
    std::string out_;
    bool is_first_edge_ = true;
};

}  // namespace

std::string write_json_graph(const PlanGraph& graph) {
    return JsonGraph(graph).write();
}

}  // namespace planloom
