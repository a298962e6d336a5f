// A node of any kind: a requirement, a goal, a task or a unit. Where the kind is known, use the ids
// of <planloom/core/id.hpp>.
#pragma once

#include <planloom/core/id.hpp>

#include <compare>
#include <cstdint>
#include <string_view>

namespace planloom {

/// The four kinds of node.
enum class NodeKind : std::uint8_t { requirement, goal, task, unit };

/// The word for a kind in JSON and in text: `requirement`, `goal`, `task`, `unit`.
[[nodiscard]] constexpr std::string_view word(NodeKind kind) noexcept {
    constexpr std::string_view all[] = {"requirement", "goal", "task", "unit"};
    return all[static_cast<std::size_t>(kind)];
}

/// A node of any kind, by the id that it has among its kind. Sorts by kind, then plan order.
struct Node {
    NodeKind kind = NodeKind::task;
    std::uint32_t index = 0;

    constexpr Node() noexcept = default;
    constexpr Node(NodeKind of, std::uint32_t at) noexcept : kind(of), index(at) {}
    constexpr Node(RequirementId id) noexcept : kind(NodeKind::requirement), index(id.value()) {}
    constexpr Node(GoalId id) noexcept : kind(NodeKind::goal), index(id.value()) {}
    constexpr Node(TaskId id) noexcept : kind(NodeKind::task), index(id.value()) {}
    constexpr Node(UnitId id) noexcept : kind(NodeKind::unit), index(id.value()) {}

    [[nodiscard]] constexpr RequirementId requirement() const noexcept {
        return RequirementId(index);
    }
    [[nodiscard]] constexpr GoalId goal() const noexcept { return GoalId(index); }
    [[nodiscard]] constexpr TaskId task() const noexcept { return TaskId(index); }
    [[nodiscard]] constexpr UnitId unit() const noexcept { return UnitId(index); }

    friend constexpr auto operator<=>(Node, Node) noexcept = default;
};

}  // namespace planloom
