// Compressed rows: for every id of one kind, a run of items that lie end to end in memory.
#pragma once

#include <planloom/core/contract.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace planloom {

/// For every `From`, a span of `Item`. Immutable.
template <class From, class Item>
class Rows {
public:
    Rows() = default;
    /// @param offsets  one more than there are rows; offsets[i] to offsets[i + 1] is row i
    Rows(std::vector<std::uint32_t> offsets, std::vector<Item> items)
        : offsets_(std::move(offsets)), items_(std::move(items)) {
        PLANLOOM_EXPECTS(!offsets_.empty() && offsets_.back() == items_.size());
    }

    [[nodiscard]] std::span<const Item> operator[](From from) const noexcept {
        return std::span<const Item>(items_).subspan(
            offsets_[from.index()], offsets_[from.index() + 1] - offsets_[from.index()]);
    }
    [[nodiscard]] std::size_t row_count() const noexcept {
        return offsets_.empty() ? 0 : offsets_.size() - 1;
    }
    [[nodiscard]] std::span<const Item> items() const noexcept { return items_; }
    [[nodiscard]] std::span<const std::uint32_t> offsets() const noexcept { return offsets_; }

private:
    std::vector<std::uint32_t> offsets_;
    std::vector<Item> items_;
};

/// Rows from (row, item) pairs given by two callables over 0..count-1; a row id that is not valid
/// is left out. Items of one row keep the order in which they are given.
/// @complexity O(rows + count)
template <class From, class Item, class RowOf, class ItemOf>
[[nodiscard]] Rows<From, Item> make_rows(std::size_t rows, std::size_t count, RowOf&& row_of,
                                         ItemOf&& item_of) {
    std::vector<std::uint32_t> offsets(rows + 1, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const From from = row_of(i);
        if (from.is_valid()) ++offsets[from.index() + 1];
    }
    for (std::size_t i = 0; i < rows; ++i) offsets[i + 1] += offsets[i];
    std::vector<Item> items(offsets[rows]);
    std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
    for (std::size_t i = 0; i < count; ++i) {
        const From from = row_of(i);
        if (from.is_valid()) items[next[from.index()]++] = item_of(i);
    }
    return Rows<From, Item>(std::move(offsets), std::move(items));
}

}  // namespace planloom
