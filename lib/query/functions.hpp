// The functions of the query language and what they take.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace planloom::query::detail {

enum class Function : std::uint8_t {
    before,
    after,
    goals,
    tasks,
    units,
    requirements,
    led_by,
    up,
    down,
    path,
    paths,
    between,
    common,
    roots,
    leaves,
    cycles,
    critical,
    slack,
    where,
    top,
    broken_by,
    findings,
    is_new,
    gone,
    changed,
    same,
    // Only within broken_by.
    fail,
    drop,
    slip
};

/// What an argument is.
enum class Argument : std::uint8_t {
    set,
    number,    ///< a whole number
    duration,  ///< such as `10d`
    relation,  ///< `<`, `<=`, `>`, `>=`, `=` or `!=`
    role,      ///< `lead`, `support`, ... or `owner`
    field,     ///< a field by which nodes can be ranked, with `-` for the least first
    changed,   ///< the name of a field that may change
    rule,      ///< the id or name of a rule
    cause,     ///< fail(...), drop(...) or slip(...)
    effect,    ///< `weakened`, `incomplete` or `stopped`
    predicate
};

struct Signature {
    Function function;
    std::string_view name;
    /// At most three kinds of arguments, the last `optional` of which may be left out.
    Argument arguments[3];
    std::uint8_t count;
    std::uint8_t optional;
    /// How it is written, for messages.
    std::string_view usage;
};

[[nodiscard]] std::span<const Signature> signatures() noexcept;
/// The function with this name, or nullptr.
[[nodiscard]] const Signature* find_function(std::string_view name) noexcept;
[[nodiscard]] const Signature& signature(Function function) noexcept;

}  // namespace planloom::query::detail
