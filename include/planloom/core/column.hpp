// Columns of a table, and the arena in which their texts lie.
#pragma once

#include <planloom/core/contract.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom {

/// One value per row; costs nothing while every row has the default value.
template <class T>
class Column {
public:
    Column() = default;
    explicit Column(T default_value) : default_(default_value) {}

    [[nodiscard]] T operator[](std::size_t row) const noexcept {
        return row < values_.size() ? values_[row] : default_;
    }
    void set(std::size_t row, T value) {
        if (row >= values_.size()) {
            if (value == default_) return;
            values_.resize(row + 1, default_);
        }
        values_[row] = value;
    }
    /// The rows stored so far; rows beyond it have the default value.
    [[nodiscard]] std::span<const T> stored() const noexcept { return values_; }
    [[nodiscard]] T default_value() const noexcept { return default_; }

    /// Fills the column to `rows` values, or drops it if all are the default.
    /// @param rows  not less than the rows stored
    void settle(std::size_t rows) {
        PLANLOOM_EXPECTS(rows >= values_.size());
        bool is_default = true;
        for (const T& value : values_) is_default = is_default && value == default_;
        if (is_default) {
            std::vector<T>().swap(values_);
        } else {
            values_.resize(rows, default_);
            values_.shrink_to_fit();
        }
    }
    /// Row i takes the value of row `from[i]`; rows that `from` does not name are dropped.
    void permute(std::span<const std::uint32_t> from) {
        if (values_.empty()) return;
        std::vector<T> moved(from.size(), default_);
        for (std::size_t i = 0; i < from.size(); ++i) moved[i] = (*this)[from[i]];
        values_ = std::move(moved);
    }

private:
    T default_{};
    std::vector<T> values_;
};

/// Where a text lies in a TextArena. The default is the empty text.
struct TextRef {
    std::uint64_t offset : 40 = 0;
    std::uint64_t length : 24 = 0;

    friend bool operator==(TextRef a, TextRef b) noexcept {
        return a.offset == b.offset && a.length == b.length;
    }
};

/// A reference whose offset and length fit their fields.
/// @throws Error  `limit_text` when the length is beyond 2^24 - 1 bytes, or the end of the text
///                beyond 2^40 bytes
[[nodiscard]] TextRef make_text_ref(std::size_t offset, std::size_t length);

/// Texts laid end to end. Views stay valid until the arena is changed or dies.
class TextArena {
public:
    /// The longest single text, in bytes.
    static constexpr std::size_t max_length = (std::size_t{1} << 24) - 1;

    /// The most that all texts of one arena may take, in bytes.
    static constexpr std::size_t max_size = std::size_t{1} << 40;

    /// Lays a copy of the text into the arena, unless the text already lies in it.
    /// @throws Error  `limit_text` when the text is longer than max_length or the arena would grow
    ///                beyond max_size; the arena is then unchanged
    [[nodiscard]] TextRef add(std::string_view text);
    [[nodiscard]] std::string_view operator[](TextRef ref) const noexcept {
        return {bytes_.data() + ref.offset, ref.length};
    }
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
    void shrink() { bytes_.shrink_to_fit(); }

private:
    std::vector<char> bytes_;
};

}  // namespace planloom
