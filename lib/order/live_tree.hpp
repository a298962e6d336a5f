// The greatest of many moments, and of each run of them, while they change.
#pragma once

#include "network.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <vector>

namespace planloom::detail {

/// A tournament: the greatest of all in O(1), of a run and after a change in O(log n). All are
/// no_moment at first.
class MaxTree {
public:
    explicit MaxTree(std::size_t count = 1)
        : size_(std::bit_ceil(std::max<std::size_t>(count, 1))), at_(2 * size_, no_moment) {}

    [[nodiscard]] std::size_t capacity() const noexcept { return size_; }
    [[nodiscard]] Minutes top() const noexcept { return at_[1]; }
    [[nodiscard]] Minutes leaf(std::size_t i) const noexcept { return at_[size_ + i]; }

    void set(std::size_t i, Minutes value) noexcept {
        i += size_;
        at_[i] = value;
        while (i > 1) {
            i /= 2;
            const Minutes greater = std::max(at_[2 * i], at_[2 * i + 1]);
            if (at_[i] == greater) return;
            at_[i] = greater;
        }
    }

    /// @param last  not included
    [[nodiscard]] Minutes most(std::size_t first, std::size_t last) const noexcept {
        Minutes most = no_moment;
        for (first += size_, last += size_; first < last; first /= 2, last /= 2) {
            if (first % 2 == 1) most = std::max(most, at_[first++]);
            if (last % 2 == 1) most = std::max(most, at_[--last]);
        }
        return most;
    }

    /// The same moments with room for twice as many.
    [[nodiscard]] MaxTree doubled() const {
        MaxTree tree(2 * size_);
        for (std::size_t i = 0; i < size_; ++i)
            if (leaf(i) != no_moment) tree.set(i, leaf(i));
        return tree;
    }

private:
    std::size_t size_;
    std::vector<Minutes> at_;
};

}  // namespace planloom::detail
