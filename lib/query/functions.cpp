#include "functions.hpp"

#include <algorithm>
#include <array>

namespace planloom::query::detail {
namespace {

using enum Argument;

// By Function.
constexpr std::array table = {
    Signature{Function::before, "before", {set, number}, 2, 1, "before(x[, n])"},
    Signature{Function::after, "after", {set, number}, 2, 1, "after(x[, n])"},
    Signature{Function::goals, "goals", {set}, 1, 0, "goals(x)"},
    Signature{Function::tasks, "tasks", {set}, 1, 0, "tasks(x)"},
    Signature{Function::units, "units", {set, role}, 2, 1, "units(x[, role])"},
    Signature{Function::requirements, "requirements", {set}, 1, 0, "requirements(x)"},
    Signature{Function::led_by, "led_by", {set}, 1, 0, "led_by(x)"},
    Signature{Function::up, "up", {set, number}, 2, 1, "up(x[, n])"},
    Signature{Function::down, "down", {set, number}, 2, 1, "down(x[, n])"},
    Signature{Function::path, "path", {set, set}, 2, 0, "path(a, b)"},
    Signature{Function::paths, "paths", {set, set, number}, 3, 1, "paths(a, b[, k])"},
    Signature{Function::between, "between", {set, set}, 2, 0, "between(a, b)"},
    Signature{Function::common, "common", {set, set}, 2, 0, "common(a, b)"},
    Signature{Function::roots, "roots", {set}, 1, 0, "roots(x)"},
    Signature{Function::leaves, "leaves", {set}, 1, 0, "leaves(x)"},
    Signature{Function::cycles, "cycles", {set}, 1, 0, "cycles(x)"},
    Signature{Function::critical, "critical", {set, duration}, 2, 2, "critical([x[, float]])"},
    Signature{Function::slack, "slack", {set, relation, duration}, 3, 0, "slack(x, op, float)"},
    Signature{Function::where, "where", {predicate, set}, 2, 1, "where(predicate[, x])"},
    Signature{Function::top, "top", {set, Argument::field, number}, 3, 0, "top(x, field, k)"},
    Signature{Function::broken_by,
              "broken_by",
              {cause, effect},
              2,
              1,
              "broken_by(fail(x) | drop(x) | slip(x, length)[, effect])"},
    Signature{Function::findings, "findings", {rule}, 1, 0, "findings(rule)"},
    Signature{Function::is_new, "new", {set}, 1, 0, "new(x)"},
    Signature{Function::gone, "gone", {set}, 1, 0, "gone(x)"},
    Signature{Function::changed, "changed", {set, Argument::changed}, 2, 1, "changed(x[, field])"},
    Signature{Function::same, "same", {set}, 1, 0, "same(x)"},
    Signature{Function::fail, "fail", {set}, 1, 0, "fail(x)"},
    Signature{Function::drop, "drop", {set}, 1, 0, "drop(x)"},
    Signature{Function::slip, "slip", {set, duration}, 2, 0, "slip(x, length)"},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].function) != i) return false;
    return true;
}
static_assert(is_in_order());

}  // namespace

std::span<const Signature> signatures() noexcept {
    return table;
}

const Signature* find_function(std::string_view name) noexcept {
    const auto* const found = std::find_if(
        table.begin(), table.end(), [&](const Signature& each) { return each.name == name; });
    return found == table.end() ? nullptr : &*found;
}

const Signature& signature(Function function) noexcept {
    return table[static_cast<std::size_t>(function)];
}

}  // namespace planloom::query::detail
