// The declared table of what each relation passes on, looked up by edge.
#pragma once

#include <planloom/impact/impact.hpp>

namespace planloom {

/// The line of the declared table for a unit's role in a task.
[[nodiscard]] const Transmission& transmission_of(Role role) noexcept;
/// The line for a hard or a soft link.
[[nodiscard]] const Transmission& transmission_of_link(bool is_soft) noexcept;
/// The line for a task's role in a goal.
[[nodiscard]] const Transmission& transmission_of(ServesRole role) noexcept;
/// The line for a relation that has only one.
[[nodiscard]] const Transmission& transmission_of(Relation relation) noexcept;

/// What a line passes on from a source in a state.
[[nodiscard]] constexpr Effect passed_on(const Transmission& line, Effect source) noexcept {
    switch (source) {
        case Effect::stopped:
            return line.of_stopped;
        case Effect::incomplete:
            return line.of_incomplete;
        case Effect::weakened:
            return line.of_weakened;
        case Effect::none:
            break;
    }
    return Effect::none;
}

}  // namespace planloom
