// Which goals and tasks of a plan take up which items of what stands above it.
#pragma once

#include <planloom/coverage/crosswalk.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace planloom::coverage {

/// What the level above asks for.
struct Item {
    Node node;
    std::string title;  ///< as comparable_title gives it
    DatePeriod due;
    /// Names under which its leads are known there.
    std::vector<std::string> leads;
};

/// Goals and tasks of the plan that may take something up, in plan order, goals first.
class Takers {
public:
    explicit Takers(const Plan& plan);

    [[nodiscard]] std::span<const Node> nodes() const noexcept { return nodes_; }
    [[nodiscard]] const std::string& title(std::size_t taker) const noexcept {
        return titles_[taker];
    }
    [[nodiscard]] const std::vector<std::string>& titles() const noexcept { return titles_; }
    [[nodiscard]] std::size_t of(Node node) const noexcept;

private:
    std::vector<Node> nodes_;
    std::vector<std::string> titles_;
    std::size_t goals_;
};

/// Who takes up an item.
struct Taken {
    std::vector<std::uint32_t> takers;
    bool is_declared = false;
};

/// Gives items that nobody declares the taker of the same title, else the most similar one that
/// takes up nothing; the best pairs first, ties by item, then taker.
void match_titles(std::span<const Item> items, const Takers& takers, double similar,
                  std::vector<Taken>& taken, Monitor* monitor);

/// The rows for the items, then for what is the plan's own.
[[nodiscard]] Crosswalk make_crosswalk(const PlanGraph& graph, std::span<const Item> items,
                                       const Takers& takers, std::vector<Taken> taken);

}  // namespace planloom::coverage
