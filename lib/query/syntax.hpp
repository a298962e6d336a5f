// A query as it was read: a tree laid flat, each part with its place in the text.
#pragma once

#include <planloom/query/query_error.hpp>

#include "fields.hpp"
#include "functions.hpp"
#include "pattern.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace planloom::query::detail {

using PartId = std::uint32_t;
inline constexpr PartId no_part = 0xFFFFFFFFU;

enum class Compare : std::uint8_t {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    has,   ///< holds this text, or has it in its list
    given  ///< has any value; true
};

[[nodiscard]] std::string_view sign(Compare compare) noexcept;

enum class PartKind : std::uint8_t {
    everything,  ///< `*`
    name,        ///< a key or a pattern of keys, perhaps of one kind
    test,        ///< one field held against a value
    named_set,   ///< `$name`
    chain,       ///< children joined by `|` and `-`, from left to right
    meet,        ///< children joined by `&`
    around,      ///< `n<x>m`
    call,
    let,      ///< children: the bound set, the body
    at,       ///< `x @ older..newer`
    either,   ///< children joined by `or`
    both,     ///< children joined by `and`
    negation  ///< `not`
};

/// An argument that is no set, as it was written.
struct Value {
    Pattern text = {};
    std::uint64_t number = 0;
    Compare compare = Compare::less;
    bool is_negative = false;

    friend bool operator==(const Value&, const Value&) = default;
};

struct Part {
    PartKind kind = PartKind::everything;
    Place place = {};
    std::vector<PartId> children = {};
    /// Of a name: the text. Of a test: the value. Of a named set and of let: its name.
    Pattern text = {};
    std::optional<NodeKind> of = {};   ///< of a name such as `goal:G1`
    FieldId field = FieldId::key;      ///< of a test
    std::string attribute = {};        ///< of a test of a free attribute: its name
    Compare compare = Compare::equal;  ///< of a test
    std::vector<bool> is_minus = {};   ///< of a chain, for each child but the first
    // Of `around`: how many steps, nothing for all; and whether that side is asked for at all.
    bool has_before = false, has_after = false;
    std::optional<std::uint64_t> steps_before = {}, steps_after = {};
    Function function = Function::before;  ///< of a call
    /// Of a call: one for each argument, sets included.
    std::vector<Value> values = {};
    std::string older = {}, newer = {};  ///< of `at`; both empty when not said
    bool is_range = false;               ///< of `at`
};

struct Syntax {
    std::string text;
    std::vector<Part> parts;
    PartId root = no_part;
    std::vector<Fault> warnings;

    [[nodiscard]] const Part& at(PartId id) const noexcept { return parts[id]; }
};

/// @throws QueryError
[[nodiscard]] Syntax parse(std::string_view text);
[[nodiscard]] std::string describe(const Syntax& syntax);
[[nodiscard]] bool is_same(const Syntax& a, const Syntax& b) noexcept;

}  // namespace planloom::query::detail
