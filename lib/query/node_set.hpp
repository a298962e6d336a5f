// Sets of nodes of any kind, one bit each.
#pragma once

#include <planloom/core/contract.hpp>
#include <planloom/model/plan.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom::query::detail {

inline constexpr std::array all_kinds = {NodeKind::requirement, NodeKind::goal, NodeKind::task,
                                         NodeKind::unit};

/// A number for every node of a plan, in the order in which nodes sort.
class Universe {
public:
    explicit Universe(const Plan& plan) {
        const std::size_t counts[] = {plan.requirements().size(), plan.goals().size(),
                                      plan.tasks().size(), plan.units().size()};
        for (std::size_t i = 0; i < 4; ++i)
            first_[i + 1] = first_[i] + static_cast<std::uint32_t>(counts[i]);
    }

    [[nodiscard]] std::uint32_t count() const noexcept { return first_[4]; }
    [[nodiscard]] std::uint32_t first(NodeKind kind) const noexcept {
        return first_[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] std::uint32_t end(NodeKind kind) const noexcept {
        return first_[static_cast<std::size_t>(kind) + 1];
    }
    [[nodiscard]] std::uint32_t number(Node node) const noexcept {
        return first(node.kind) + node.index;
    }
    [[nodiscard]] Node node(std::uint32_t number) const noexcept {
        std::size_t kind = 0;
        while (number >= first_[kind + 1]) ++kind;
        Node node;
        node.kind = static_cast<NodeKind>(kind);
        node.index = number - first_[kind];
        return node;
    }

private:
    std::array<std::uint32_t, 5> first_{};
};

class NodeSet {
public:
    NodeSet() = default;
    explicit NodeSet(std::size_t count) : words_((count + 63) / 64, 0) {}

    [[nodiscard]] bool contains(std::uint32_t number) const noexcept {
        return ((words_[number / 64] >> (number % 64)) & 1U) != 0;
    }
    /// @return whether the number was new
    bool insert(std::uint32_t number) noexcept {
        const std::uint64_t bit = std::uint64_t{1} << (number % 64);
        const bool is_new = (words_[number / 64] & bit) == 0;
        words_[number / 64] |= bit;
        return is_new;
    }
    void erase(std::uint32_t number) noexcept {
        words_[number / 64] &= ~(std::uint64_t{1} << (number % 64));
    }
    void fill(std::uint32_t first, std::uint32_t end) noexcept {
        for (std::uint32_t i = first; i < end;) {
            if (i % 64 == 0 && end - i >= 64) {
                words_[i / 64] = ~std::uint64_t{0};
                i += 64;
            } else {
                insert(i++);
            }
        }
    }

    NodeSet& operator|=(const NodeSet& other) noexcept {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
        return *this;
    }
    NodeSet& operator&=(const NodeSet& other) noexcept {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
        return *this;
    }
    NodeSet& operator-=(const NodeSet& other) noexcept {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
        return *this;
    }

    [[nodiscard]] std::size_t size() const noexcept {
        std::size_t total = 0;
        for (const std::uint64_t word : words_)
            total += static_cast<std::size_t>(std::popcount(word));
        return total;
    }
    /// Whether it was made without a count, and so can hold nothing.
    [[nodiscard]] bool has_no_room() const noexcept { return words_.empty(); }
    [[nodiscard]] bool is_empty() const noexcept {
        for (const std::uint64_t word : words_)
            if (word != 0) return false;
        return true;
    }

    /// Calls `visit` with every number, from the least.
    template <class Visit>
    void each(Visit&& visit) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
                visit(static_cast<std::uint32_t>(i * 64 +
                                                 static_cast<std::size_t>(std::countr_zero(word))));
    }

private:
    std::vector<std::uint64_t> words_;
};

}  // namespace planloom::query::detail
