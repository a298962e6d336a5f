// Where a reader stands in a text. The lexer knows its own place but does not tell it with its
// events, so it reads through an iterator that moves a cursor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string_view>

namespace planloom::detail {

class Cursor {
public:
    explicit Cursor(std::string_view text) noexcept
        : begin_(text.data()), end_(text.data() + text.size()), at_(begin_), counted_(begin_) {}

    [[nodiscard]] bool is_at_end() const noexcept { return at_ == end_; }
    [[nodiscard]] std::size_t offset() const noexcept {
        return static_cast<std::size_t>(at_ - begin_);
    }
    [[nodiscard]] std::size_t size() const noexcept {
        return static_cast<std::size_t>(end_ - begin_);
    }
    [[nodiscard]] const char& get() const noexcept { return *at_; }
    void advance() noexcept { ++at_; }

    /// The line, from 1, of the token that was read last. Counts on from the last call, so that all
    /// calls together pass over the text once.
    [[nodiscard]] std::uint32_t line() noexcept {
        while (counted_ < token_end()) {
            const auto left = static_cast<std::size_t>(token_end() - counted_);
            const auto* newline = static_cast<const char*>(std::memchr(counted_, '\n', left));
            if (newline == nullptr) {
                counted_ = token_end();
                break;
            }
            ++line_;
            counted_ = newline + 1;
        }
        return line_;
    }
    /// The number that was read last, as written. Sets the mark that the lexer is one character
    /// ahead, as it is after numbers.
    [[nodiscard]] std::string_view take_number() noexcept {
        is_ahead_ = !is_at_end() || (at_ != begin_ && !is_of_number(at_[-1]));
        const char* first = token_end();
        while (first != begin_ && is_of_number(first[-1])) --first;
        return {first, static_cast<std::size_t>(token_end() - first)};
    }
    /// Takes back the mark of take_number.
    void leave_number() noexcept { is_ahead_ = false; }

private:
    [[nodiscard]] static bool is_of_number(char c) noexcept {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }
    [[nodiscard]] const char* token_end() const noexcept { return is_ahead_ ? at_ - 1 : at_; }

    const char* begin_;
    const char* end_;
    const char* at_;
    const char* counted_;
    std::uint32_t line_ = 1;
    bool is_ahead_ = false;
};

/// Reads characters through a cursor. All iterators over one cursor stand at the same place; any of
/// them is past the end when the cursor is.
class CursorIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    explicit CursorIterator(Cursor& cursor) noexcept : cursor_(&cursor) {}

    reference operator*() const noexcept { return cursor_->get(); }
    CursorIterator& operator++() noexcept {
        cursor_->advance();
        return *this;
    }
    friend bool operator==(CursorIterator a, CursorIterator) noexcept {
        return a.cursor_->is_at_end();
    }
    friend bool operator!=(CursorIterator a, CursorIterator) noexcept {
        return !a.cursor_->is_at_end();
    }

private:
    Cursor* cursor_;
};

}  // namespace planloom::detail
