// The links from one task to one other, held against each other.
#pragma once

#include <planloom/core/id.hpp>

#include "link_force.hpp"

#include <array>
#include <span>
#include <vector>

namespace planloom {

/// Of the links between the same two tasks, which ones another one makes redundant.
class LinkGroup {
public:
    explicit LinkGroup(const Forces& forces) : forces_(forces) {}

    /// @param links  all links from one task to one other, in plan order
    void take(std::span<const DependencyId> links);
    [[nodiscard]] bool is_covered(DependencyId link) const;

private:
    void cover_maxima(std::span<const DependencyId> links);

    const Forces& forces_;
    /// The strongest link of each type, strength and scale; the others of its class cannot do more.
    std::array<DependencyId, 16> strongest_;
    std::vector<DependencyId> covered_maxima_;
};

}  // namespace planloom
