// The fields of nodes as GraphML names them, once for reading and for writing.
#pragma once

#include <planloom/model/plan_builder.hpp>

#include <string_view>
#include <type_traits>

namespace planloom::detail::graphml {

constexpr std::string_view name_space = "http://graphml.graphdrawing.org/xmlns";

/// Calls `field(name, column, member)` for every field of a kind that is one value, and
/// `field(name, column, precision, member)` for one that is a period.
template <class Field>
void visit_fields(const RequirementTable*, Field&& field) {
    using Table = RequirementTable;
    using Row = NewRequirement;
    field("text", &Table::text, &Row::text);
    field("source", &Table::source, &Row::source);
    field("requirement_kind", &Table::kind, &Row::kind);
    field("optional", &Table::is_optional, &Row::is_optional);
    field("raised_by", &Table::raised_by, &Row::raised_by);
    field("round", &Table::round, &Row::round);
    field("disposition", &Table::disposition, &Row::disposition);
    field("reason", &Table::reason, &Row::reason);
}

template <class Field>
void visit_fields(const GoalTable*, Field&& field) {
    using Table = GoalTable;
    using Row = NewGoal;
    field("text", &Table::text, &Row::text);
    field("section", &Table::section, &Row::section);
    field("horizon", &Table::horizon, &Table::horizon_precision, &Row::horizon);
    field("support", &Table::support, &Row::support);
    field("support_count", &Table::support_count, &Row::support_count);
    field("declared_tasks", &Table::declared_tasks, &Row::declared_tasks);
}

template <class Field>
void visit_fields(const TaskTable*, Field&& field) {
    using Table = TaskTable;
    using Row = NewTask;
    field("text", &Table::text, &Row::text);
    field("section", &Table::section, &Row::section);
    field("deliverable", &Table::deliverable, &Row::deliverable);
    field("milestone", &Table::is_milestone, &Row::is_milestone);
    field("joint", &Table::is_joint, &Row::is_joint);
    field("duration", &Table::duration, &Row::duration);
    field("optimistic", &Table::optimistic, &Row::optimistic);
    field("pessimistic", &Table::pessimistic, &Row::pessimistic);
    field("elapsed", &Table::is_elapsed, &Row::is_elapsed);
    field("start_no_earlier", &Table::start_no_earlier, &Row::start_no_earlier);
    field("start_no_later", &Table::start_no_later, &Row::start_no_later);
    field("finish_no_earlier", &Table::finish_no_earlier, &Row::finish_no_earlier);
    field("finish_no_later", &Table::finish_no_later, &Row::finish_no_later);
    field("must_start", &Table::must_start, &Row::must_start);
    field("must_finish", &Table::must_finish, &Row::must_finish);
    field("as_late_as_possible", &Table::is_late, &Row::is_late);
    field("calendar", &Table::calendar, &Row::calendar);
    field("due", &Table::due, &Table::due_precision, &Row::due);
    field("due_text", &Table::due_text, &Row::due_text);
    field("due_every", &Table::due_every, &Row::due_every);
    field("ongoing", &Table::is_ongoing, &Row::is_ongoing);
    field("status", &Table::status, &Row::status);
    field("progress", &Table::progress, &Row::progress);
    field("actual_start", &Table::actual_start, &Row::actual_start);
    field("actual_finish", &Table::actual_finish, &Row::actual_finish);
}

template <class Field>
void visit_fields(const UnitTable*, Field&& field) {
    using Table = UnitTable;
    using Row = NewUnit;
    field("level", &Table::level, &Row::level);
    field("region", &Table::region, &Row::region);
    field("duty", &Table::duty, &Row::duty);
    field("unit_kind", &Table::kind, &Row::kind);
    field("capacity", &Table::capacity, &Row::capacity);
    field("exists_from", &Table::exists_from, &Row::exists_from);
    field("exists_until", &Table::exists_until, &Row::exists_until);
    field("calendar", &Table::calendar, &Row::calendar);
}

/// The attr.type of a field.
template <class Value>
[[nodiscard]] constexpr std::string_view type_word() noexcept {
    if constexpr (std::is_same_v<Value, bool>)
        return "boolean";
    else if constexpr (std::is_same_v<Value, Minutes>)
        return "long";
    else if constexpr (std::is_same_v<Value, std::int32_t>)
        return "int";
    else if constexpr (std::is_same_v<Value, double>)
        return "double";
    else
        return "string";
}

}  // namespace planloom::detail::graphml
