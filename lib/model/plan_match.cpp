#include <planloom/model/plan_match.hpp>
#include <planloom/model/views.hpp>

namespace planloom {
namespace {

constexpr std::uint32_t nobody = 0xFFFF'FFFF;

std::size_t count_of(const Plan& plan, NodeKind kind) noexcept {
    switch (kind) {
        case NodeKind::requirement:
            return plan.requirements().size();
        case NodeKind::goal:
            return plan.goals().size();
        case NodeKind::task:
            return plan.tasks().size();
        case NodeKind::unit:
            return plan.units().size();
    }
    return 0;
}

Node node_of(NodeKind kind, std::size_t index) noexcept {
    Node node;
    node.kind = kind;
    node.index = static_cast<std::uint32_t>(index);
    return node;
}

template <class IdType>
std::optional<Node> as_node(std::optional<IdType> id) noexcept {
    return id ? std::optional<Node>(*id) : std::nullopt;
}

/// The first row of a kind with a key; aliases do not count.
std::optional<Node> find(const Plan& plan, NodeKind kind, std::string_view key) noexcept {
    switch (kind) {
        case NodeKind::requirement:
            return as_node(plan.find_requirement(key));
        case NodeKind::goal:
            return as_node(plan.find_goal(key));
        case NodeKind::task:
            return as_node(plan.find_task(key));
        case NodeKind::unit: {
            const std::optional<UnitId> unit = plan.find_unit(key);
            return unit && plan.key(*unit) == key ? std::optional<Node>(*unit) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::string_view former_key(const Plan& plan, Node node) noexcept {
    switch (node.kind) {
        case NodeKind::goal:
            return plan.goal(node.goal()).former_key();
        case NodeKind::task:
            return plan.task(node.task()).former_key();
        case NodeKind::unit:
            return plan.unit(node.unit()).former_key();
        case NodeKind::requirement:
            break;
    }
    return {};
}

constexpr std::array<NodeKind, 4> kinds = {NodeKind::requirement, NodeKind::goal, NodeKind::task,
                                           NodeKind::unit};

}  // namespace

PlanMatch::PlanMatch(const Plan& before, const Plan& now,
                     const std::vector<std::pair<Node, Node>>& renamed)
    : before_(&before), now_(&now) {
    for (const NodeKind kind : kinds) match_kind(kind);
    for (const auto& [earlier, later] : renamed)
        if (earlier.kind == later.kind) pair(earlier, later);
}

void PlanMatch::pair(Node earlier, Node later) noexcept {
    const auto kind = static_cast<std::size_t>(earlier.kind);
    std::uint32_t& there = later_[kind][earlier.index];
    std::uint32_t& back = earlier_[kind][later.index];
    if (there != nobody || back != nobody) return;
    there = later.index;
    back = earlier.index;
}

void PlanMatch::match_kind(NodeKind kind) {
    const auto at = static_cast<std::size_t>(kind);
    later_[at].assign(count_of(*before_, kind), nobody);
    earlier_[at].assign(count_of(*now_, kind), nobody);
    for (std::size_t row = 0; row < earlier_[at].size(); ++row) {
        const Node later = node_of(kind, row);
        const std::string_view key = now_->key(later);
        // Only the first of several rows with a key is what the key names.
        if (find(*now_, kind, key) != later) continue;
        if (const std::optional<Node> earlier = find(*before_, kind, key)) pair(*earlier, later);
    }
    for (std::size_t row = 0; row < earlier_[at].size(); ++row) {
        const Node later = node_of(kind, row);
        const std::string_view key = former_key(*now_, later);
        if (key.empty()) continue;
        if (const std::optional<Node> earlier = find(*before_, kind, key)) pair(*earlier, later);
    }
}

std::optional<Node> PlanMatch::later(Node earlier) const noexcept {
    const std::uint32_t row = later_[static_cast<std::size_t>(earlier.kind)][earlier.index];
    return row == nobody ? std::nullopt : std::optional<Node>(node_of(earlier.kind, row));
}

std::optional<Node> PlanMatch::earlier(Node later) const noexcept {
    const std::uint32_t row = earlier_[static_cast<std::size_t>(later.kind)][later.index];
    return row == nobody ? std::nullopt : std::optional<Node>(node_of(later.kind, row));
}

std::vector<Node> PlanMatch::removed() const {
    std::vector<Node> all;
    for (const NodeKind kind : kinds)
        for (std::size_t row = 0; row < later_[static_cast<std::size_t>(kind)].size(); ++row)
            if (const Node node = node_of(kind, row); !later(node)) all.push_back(node);
    return all;
}

std::vector<Node> PlanMatch::added() const {
    std::vector<Node> all;
    for (const NodeKind kind : kinds)
        for (std::size_t row = 0; row < earlier_[static_cast<std::size_t>(kind)].size(); ++row)
            if (const Node node = node_of(kind, row); !earlier(node)) all.push_back(node);
    return all;
}

std::vector<std::pair<Node, Node>> PlanMatch::renamed() const {
    std::vector<std::pair<Node, Node>> all;
    for (const NodeKind kind : kinds)
        for (std::size_t row = 0; row < earlier_[static_cast<std::size_t>(kind)].size(); ++row) {
            const Node now = node_of(kind, row);
            const std::optional<Node> then = earlier(now);
            if (then && before_->key(*then) != now_->key(now)) all.emplace_back(*then, now);
        }
    return all;
}

}  // namespace planloom
