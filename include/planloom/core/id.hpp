// Dense numbers of the library, one type per kind of thing, with the ranges, maps and sets over
// them. For the text a person uses to name a thing, see Plan::find_task and its siblings.
#pragma once

#include <planloom/core/contract.hpp>

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <vector>

namespace planloom {

/// A dense number of one kind of thing. Never leaves a process: files and messages use keys.
template <class Tag>
class Id {
public:
    using value_type = std::uint32_t;

    /// The id of nothing.
    constexpr Id() noexcept = default;
    /// @param index  below 2^32; 2^32 - 1 makes the id of nothing
    constexpr explicit Id(std::size_t index) : value_(static_cast<value_type>(index)) {
        PLANLOOM_EXPECTS(index <= invalid);
    }

    [[nodiscard]] constexpr std::size_t index() const noexcept { return value_; }
    [[nodiscard]] constexpr value_type value() const noexcept { return value_; }
    [[nodiscard]] constexpr bool is_valid() const noexcept { return value_ != invalid; }

    friend constexpr auto operator<=>(Id, Id) noexcept = default;

private:
    static constexpr value_type invalid = std::numeric_limits<value_type>::max();
    value_type value_ = invalid;
};

using RequirementId = Id<struct RequirementTag>;
using GoalId = Id<struct GoalTag>;
using TaskId = Id<struct TaskTag>;
using UnitId = Id<struct UnitTag>;
using IndicatorId = Id<struct IndicatorTag>;
using ServesId = Id<struct ServesTag>;
using AssignmentId = Id<struct AssignmentTag>;
using DependencyId = Id<struct DependencyTag>;
using ImplementsId = Id<struct ImplementsTag>;
using RefinesId = Id<struct RefinesTag>;
using ReportId = Id<struct ReportTag>;
using ExtensionId = Id<struct ExtensionTag>;

/// A task's place in the layout of a frozen graph; see PlanGraph::node.
using TaskNode = Id<struct TaskNodeTag>;

/// The ids from `first` up to, not including, `last`.
template <class IdType>
class IdRange {
public:
    class iterator {
    public:
        using iterator_concept = std::forward_iterator_tag;
        using iterator_category = std::input_iterator_tag;
        using value_type = IdType;
        using difference_type = std::ptrdiff_t;
        using pointer = const IdType*;
        using reference = IdType;

        constexpr iterator() noexcept = default;
        constexpr explicit iterator(std::size_t index) noexcept : index_(index) {}
        constexpr IdType operator*() const { return IdType(index_); }
        constexpr iterator& operator++() noexcept {
            ++index_;
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            iterator before = *this;
            ++index_;
            return before;
        }
        friend constexpr bool operator==(iterator, iterator) noexcept = default;

    private:
        std::size_t index_ = 0;
    };

    constexpr IdRange() noexcept = default;
    constexpr explicit IdRange(std::size_t count) noexcept : last_(count) {}
    constexpr IdRange(std::size_t first, std::size_t last) : first_(first), last_(last) {
        PLANLOOM_EXPECTS(first <= last);
    }

    [[nodiscard]] constexpr iterator begin() const noexcept { return iterator(first_); }
    [[nodiscard]] constexpr iterator end() const noexcept { return iterator(last_); }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return last_ - first_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return first_ == last_; }
    [[nodiscard]] constexpr IdType operator[](std::size_t i) const {
        PLANLOOM_EXPECTS(i < size());
        return IdType(first_ + i);
    }

private:
    std::size_t first_ = 0;
    std::size_t last_ = 0;
};

/// One value for every id below a count fixed when it is made.
template <class IdType, class T>
class IdMap {
public:
    IdMap() = default;
    explicit IdMap(std::size_t count, const T& value = T()) : values_(count, value) {}

    [[nodiscard]] decltype(auto) operator[](IdType id) {
        PLANLOOM_EXPECTS(id.index() < values_.size());
        return values_[id.index()];
    }
    [[nodiscard]] decltype(auto) operator[](IdType id) const {
        PLANLOOM_EXPECTS(id.index() < values_.size());
        return values_[id.index()];
    }
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    [[nodiscard]] const std::vector<T>& values() const noexcept { return values_; }

    friend bool operator==(const IdMap&, const IdMap&) = default;

private:
    std::vector<T> values_;
};

/// A set of ids, one bit each.
template <class IdType>
class IdSet {
public:
    IdSet() = default;
    explicit IdSet(std::size_t count) : bits_((count + 63) / 64, 0), count_(count) {}

    [[nodiscard]] bool contains(IdType id) const noexcept {
        return id.index() < count_ && ((bits_[id.index() / 64] >> (id.index() % 64)) & 1U) != 0;
    }
    /// @return whether the id was new.
    bool insert(IdType id) {
        PLANLOOM_EXPECTS(id.index() < count_);
        const std::uint64_t bit = std::uint64_t{1} << (id.index() % 64);
        std::uint64_t& word = bits_[id.index() / 64];
        const bool is_new = (word & bit) == 0;
        word |= bit;
        return is_new;
    }
    void erase(IdType id) {
        PLANLOOM_EXPECTS(id.index() < count_);
        bits_[id.index() / 64] &= ~(std::uint64_t{1} << (id.index() % 64));
    }
    /// @complexity O(capacity / 64)
    [[nodiscard]] std::size_t size() const noexcept {
        std::size_t total = 0;
        for (const std::uint64_t word : bits_)
            total += static_cast<std::size_t>(std::popcount(word));
        return total;
    }
    [[nodiscard]] std::size_t capacity() const noexcept { return count_; }

    friend bool operator==(const IdSet&, const IdSet&) = default;

private:
    std::vector<std::uint64_t> bits_;
    std::size_t count_ = 0;
};

}  // namespace planloom
