#include "transmission.hpp"

namespace planloom {
namespace {

using enum Effect;
using enum Relation;

// Roles come first, in the order of Role; transmission_of counts on it.
constexpr Transmission table[] = {
    {assigned, "lead", stopped, none, none},
    {assigned, "co_lead", stopped, none, none},
    {assigned, "responsible", stopped, none, none},
    {assigned, "support", weakened, none, none},
    {assigned, "guide", none, none, none},
    {assigned, "implement", stopped, none, none},
    {assigned, "supervise", none, none, none},
    {assigned, "consult", none, none, none},
    {assigned, "inform", none, none, none},
    {depends, "hard", stopped, weakened, none},
    {depends, "soft", weakened, none, none},
    {serves, "necessary", stopped, incomplete, weakened},
    {serves, "alternative", stopped, incomplete, weakened},
    {serves, "supporting", stopped, weakened, none},
    {owns, "", weakened, none, none},
    {part_of_task, "", stopped, incomplete, weakened},
    {part_of_goal, "", stopped, incomplete, weakened},
    {implements, "", stopped, incomplete, weakened},
};

constexpr std::size_t first_link = 9;
constexpr std::size_t first_serves = 11;

}  // namespace

std::span<const Transmission> transmission() noexcept {
    return table;
}

const Transmission& transmission_of(Role role) noexcept {
    return table[static_cast<std::size_t>(role)];
}

const Transmission& transmission_of_link(bool is_soft) noexcept {
    return table[first_link + (is_soft ? 1 : 0)];
}

const Transmission& transmission_of(ServesRole role) noexcept {
    return table[first_serves + static_cast<std::size_t>(role)];
}

const Transmission& transmission_of(Relation relation) noexcept {
    for (const Transmission& line : table)
        if (line.relation == relation) return line;
    return table[0];
}

}  // namespace planloom
