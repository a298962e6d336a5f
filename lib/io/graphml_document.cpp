#include "graphml_document.hpp"

#include "json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace planloom::detail::graphml {
namespace {

struct Key {
    std::string name;
    Type type = Type::text;
    std::optional<std::string> otherwise;
    bool is_for_nodes = false, is_for_edges = false;
};

/// A boolean as XML Schema has it, and as NetworkX writes it.
std::optional<std::string> as_boolean(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (text == "true" || text == "1") return "true";
    if (text == "false" || text == "0") return "false";
    return std::nullopt;
}

bool is_of_type(std::string_view text, Type type) {
    const char* const end = text.data() + text.size();
    if (text.starts_with('+')) text.remove_prefix(1);
    if (type == Type::integer) {
        std::int64_t value = 0;
        const auto result = std::from_chars(text.data(), end, value);
        return result.ec == std::errc() && result.ptr == end;
    }
    if (type == Type::number) {
        double value = 0;
        const auto result = std::from_chars(text.data(), end, value);
        return result.ec == std::errc() && result.ptr == end && std::isfinite(value);
    }
    return true;
}

class Reader {
public:
    explicit Reader(const XmlDocument& xml) : xml_(xml) {}

    Graph read() {
        const pugi::xml_node root = xml_.root();
        if (local_name(root) != "graphml")
            throw ReadError(
                {{"wrong_root", Severity::error, "", xml_.line(root),
                  "expected <graphml>, found <" + std::string(local_name(root)) + '>'}});
        std::size_t graphs = 0;
        for (const pugi::xml_node child : root.children()) {
            if (local_name(child) == "key") read_key(child);
            graphs += local_name(child) == "graph" ? 1U : 0U;
        }
        const pugi::xml_node first = child_of(root, "graph");
        if (!first)
            throw ReadError({{"missing_graph", Severity::error, "", xml_.line(root),
                              "the file has no <graph>"}});
        for (const auto& [id, key] : keys_)
            if (key.otherwise) defaults_.push_back(&key);
        read_nodes(first);
        for (const auto& [node, is_directed] : edges_) read_edge(node, is_directed);
        count("graph_left_out", graphs - 1, "further graphs are left out");
        count("hyperedge_left_out", hyperedges_, "hyperedges are left out");
        count("undirected_edge_left_out", undirected_, "edges without a direction are left out");
        if (undirected_ > 0 && graph_.edges.empty())
            fault("undirected_graph", first,
                  "no edge has a direction, so nothing says what comes first");
        return std::move(graph_);
    }

private:
    void fault(const char* code, pugi::xml_node node, std::string message) {
        graph_.faults.push_back({code, Severity::error, "", xml_.line(node), std::move(message)});
    }
    void count(const char* code, std::size_t number, const std::string& what) {
        if (number > 0)
            graph_.notes.push_back(
                {code, Severity::warning, "", 0, std::to_string(number) + ' ' + what});
    }

    void read_key(pugi::xml_node node) {
        Key key;
        const std::string id(attribute_of(node, "id"));
        key.name = attribute_of(node, "attr.name");
        if (key.name.empty()) key.name = id;
        const std::string_view type = attribute_of(node, "attr.type");
        if (type == "boolean")
            key.type = Type::boolean;
        else if (type == "int" || type == "long")
            key.type = Type::integer;
        else if (type == "float" || type == "double")
            key.type = Type::number;
        else if (!type.empty() && type != "string")
            fault("bad_value", node, "expected an attr.type of GraphML, found " + quoted(type));
        const std::string_view owner = attribute_of(node, "for");
        const bool is_for_all = owner.empty() || owner == "all";
        key.is_for_nodes = is_for_all || owner == "node";
        key.is_for_edges = is_for_all || owner == "edge";
        if (const pugi::xml_node otherwise = child_of(node, "default"))
            key.otherwise = checked(otherwise, key, text_of(otherwise));
        if (key.is_for_nodes) graph_.types.emplace(key.name, key.type);
        if (!keys_.emplace(id, std::move(key)).second)
            fault("duplicate_key", node, "the key " + quoted(id) + " stands twice");
    }

    std::string checked(pugi::xml_node node, const Key& key, std::string text) {
        if (key.type == Type::text) return text;
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        if (first == std::string::npos) return {};
        text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
        if (key.type == Type::boolean) {
            if (auto value = as_boolean(text)) return *value;
        } else if (is_of_type(text, key.type)) {
            return text.starts_with('+') ? text.substr(1) : text;
        }
        constexpr std::array<std::string_view, 3> words = {"true or false", "a whole number",
                                                           "a finite number"};
        fault("bad_value", node,
              quoted(key.name) + ": expected " +
                  std::string(words[static_cast<std::size_t>(key.type)]) + ", found " +
                  quoted(text));
        return {};
    }

    /// The label within the drawing data of yEd.
    static std::string drawn_label(pugi::xml_node data) {
        pugi::xml_node at = data;
        while (at) {
            const std::string_view name = local_name(at);
            if (name == "NodeLabel" || name == "EdgeLabel") return trimmed_text_of(at);
            if (at.first_child()) {
                at = at.first_child();
                continue;
            }
            while (at != data && !at.next_sibling()) at = at.parent();
            if (at == data) break;
            at = at.next_sibling();
        }
        return {};
    }

    Data data_of(pugi::xml_node owner) {
        Data data;
        for (const pugi::xml_node node : owner.children()) {
            if (local_name(node) != "data") continue;
            const std::string_view id = attribute_of(node, "key");
            const auto key = keys_.find(id);
            if (key == keys_.end()) {
                fault("unknown_key", node, "data names the unknown key " + quoted(id));
                continue;
            }
            const auto children = node.children();
            const bool is_drawing = std::any_of(
                children.begin(), children.end(),
                [](const pugi::xml_node child) { return child.type() == pugi::node_element; });
            if (is_drawing) {
                if (std::string label = drawn_label(node); !label.empty())
                    data.emplace("label", std::move(label));
                continue;
            }
            std::string value = checked(node, key->second, text_of(node));
            if (!data.emplace(key->second.name, std::move(value)).second)
                fault("duplicate_key", node,
                      "the data " + quoted(key->second.name) + " stands twice");
        }
        for (const Key* const key : defaults_) {
            const bool is_meant = local_name(owner) == "node"
                                      ? key->is_for_nodes
                                      : local_name(owner) == "edge" && key->is_for_edges;
            spent_ += key->name.size() + key->otherwise->size() + 1;
            if (is_meant) data.emplace(key->name, *key->otherwise);
            // A small file must not grow without bound by its defaults.
            if (spent_ > most_growth * xml_.size() + least_budget)
                throw ReadError({{"limit_bytes", Severity::error, "", xml_.line(owner),
                                  "the defaults of keys make the file more than " +
                                      std::to_string(most_growth) + " times as large"}});
        }
        return data;
    }

    /// Nodes of the graph and of the graphs within its nodes; edges are gathered, since they may
    /// come before the nodes that they name.
    void read_nodes(pugi::xml_node first) {
        struct Open {
            pugi::xml_node at;
            std::size_t parent;
            bool is_directed;
        };
        const auto is_directed = [](pugi::xml_node graph) {
            return attribute_of(graph, "edgedefault") != "undirected";
        };
        graph_.data = data_of(first);
        std::vector<Open> open{{first.first_child(), no_node, is_directed(first)}};
        while (!open.empty()) {
            const pugi::xml_node node = open.back().at;
            if (!node) {
                open.pop_back();
                continue;
            }
            open.back().at = node.next_sibling();
            const std::string_view name = local_name(node);
            if (name == "hyperedge") ++hyperedges_;
            if (name == "edge") edges_.emplace_back(node, open.back().is_directed);
            if (name != "node") continue;
            const std::string id(attribute_of(node, "id"));
            if (!index_.emplace(id, graph_.nodes.size()).second)
                fault("duplicate_key", node, "the node " + quoted(id) + " stands twice");
            graph_.nodes.push_back({id, data_of(node), open.back().parent, xml_.line(node)});
            if (const pugi::xml_node inner = child_of(node, "graph"))
                open.push_back({inner.first_child(), graph_.nodes.size() - 1, is_directed(inner)});
        }
    }

    std::size_t end_of(pugi::xml_node edge, const char* end) {
        const std::string_view id = attribute_of(edge, end);
        const auto found = index_.find(id);
        if (found != index_.end()) return found->second;
        fault("unknown_node", edge, std::string(end) + ": unknown node " + quoted(id));
        return no_node;
    }

    void read_edge(pugi::xml_node node, bool is_directed) {
        const std::string_view said = attribute_of(node, "directed");
        const std::size_t source = end_of(node, "source");
        const std::size_t target = end_of(node, "target");
        if (said == "false" || (said.empty() && !is_directed)) {
            ++undirected_;
            return;
        }
        if (source != no_node && target != no_node)
            graph_.edges.push_back({source, target, data_of(node), xml_.line(node)});
    }

    static constexpr std::size_t most_growth = 64;
    static constexpr std::size_t least_budget = std::size_t{1} << 20;

    const XmlDocument& xml_;
    Graph graph_;
    std::size_t spent_ = 0;
    std::map<std::string, Key, std::less<>> keys_;
    std::vector<const Key*> defaults_;
    std::map<std::string, std::size_t, std::less<>> index_;
    std::vector<std::pair<pugi::xml_node, bool>> edges_;
    std::size_t hyperedges_ = 0, undirected_ = 0;
};

}  // namespace

Graph read_graph(const XmlDocument& xml) {
    return Reader(xml).read();
}

}  // namespace planloom::detail::graphml
