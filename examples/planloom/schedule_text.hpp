// A schedule as a person reads it on a terminal.
#pragma once

#include <planloom/order/critical.hpp>
#include <planloom/order/plan_capacity.hpp>

#include "session.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::tool {

/// A date to be held, and how far each task can slip before it is missed, by TaskId; no floats
/// where they were not asked for.
struct WantedTarget {
    ScheduleTarget target;
    std::vector<Minutes> floats;
};

/// What the command schedule found out.
struct ScheduleAnswer {
    const Schedule& schedule;
    std::vector<SchedulePath> paths;
    std::vector<WantedTarget> targets;
    /// Of the task that was asked about; empty where none was.
    std::vector<ScheduleStep> why;
    Minutes drag = 0;
    /// Where it was asked for.
    std::optional<PlanCapacity> capacity;
};

[[nodiscard]] std::string_view conflict_word(ScheduleConflict::Kind kind);

[[nodiscard]] std::string schedule_text(const Session& session, const ScheduleAnswer& answer);

}  // namespace planloom::tool
