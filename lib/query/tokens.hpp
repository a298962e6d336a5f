// The text of a query in pieces.
#pragma once

#include <planloom/query/query_error.hpp>

#include "pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::query::detail {

enum class TokenKind : std::uint8_t {
    name,
    open,
    close,
    comma,
    bar,
    minus,
    amp,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    at,
    dollar,
    colon,
    dots,
    end
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::size_t offset = 0;
    std::size_t length = 0;
    /// Of a name.
    Pattern text = {};
    /// Of a name: whether a part of it was in quotes.
    bool is_quoted = false;
    /// Whether it stands right behind the token before it.
    bool is_glued = false;
};

/// The tokens of a text, the last of kind end. Faults of single characters are added to `faults`,
/// and the character is left out.
///
/// Names need no quotes if they consist of letters, digits, `_ . / ·` and the like and of whatever
/// lies beyond ASCII but white space and the full-width forms of signs; of `-` between two such
/// characters; and of round brackets, full-width ones too, behind such a character and closed
/// within the name, unless a function's name stands before them. At the beginning of a value behind
/// a colon brackets may stand too.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text, std::vector<Fault>& faults);

/// The whole number that a name without quotes is, if it is one.
[[nodiscard]] std::optional<std::uint64_t> number_of(const Token& token);

/// Whether a name needs no quotes.
/// @param is_value  whether it stands behind a colon
[[nodiscard]] bool is_bare(const Pattern& text, bool is_value);

/// A place with its column.
[[nodiscard]] Place place_of(std::string_view text, std::size_t offset, std::size_t length);

}  // namespace planloom::query::detail
