// Strategic plans and performance reports in StratML (ISO 17469-1, and Part 2 of ANSI/AIIM 22).
#pragma once

#include <planloom/io/json.hpp>

#include <string_view>

namespace planloom {

/// Reads Part 1 (`StrategicPlan`) and Part 2 (`PerformancePlanOrReport`) by local names, whatever
/// the namespace, with the element names of older files too.
///
/// Goals and objectives become goals, an objective below its goal; an `Identifier` is the key.
/// Organizations and named stakeholders become units; the only performer of a goal becomes its
/// owner, and nobody is made responsible for a task, since the standard has none. Indicators keep
/// their dimension, unit, first target with its end, and first actual result. Everything else
/// stays in attributes: `stakeholders`, `indicators`, `sequence` and `other_information` of a goal,
/// `vision`, `mission`, `values` and the administrative dates of the plan.
/// @throws ReadError  with the line; `duplicate_key` for an identifier that two goals or two
///                    organizations have
/// @complexity O(bytes)
[[nodiscard]] ReadResult read_stratml(std::string_view text, const Limits& limits = {});

/// Writes Part 1 where the plan was read from one and needs no more, else Part 2. Goals below
/// objectives move up to their goal, a task becomes an objective of the first goal that it serves
/// and its units become performers; a note counts each thing that is changed or left out. Keys
/// that are no xsd:ID are written with `_x0020_` for a blank and so on, and read back.
/// @complexity O(nodes + relations)
[[nodiscard]] WrittenText write_stratml(const Plan& plan);

}  // namespace planloom
