// Plans for tests: drawn ones, and random ones for laws and oracles.
#pragma once

#include <planloom/model/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace planloom::testing {

/// What a random plan is made of. The counts are upper bounds: a plan has between none and that
/// many rows of each kind.
struct PlanOptions {
    std::size_t requirements = 8;
    std::size_t goals = 10;
    std::size_t tasks = 30;
    std::size_t units = 6;
    /// Links in a hundred tasks.
    int links_per_hundred = 150;
    /// Whether links may run in circles, a task on itself included, as they stand or handed down
    /// from summary tasks.
    bool has_cycles = false;
    /// Whether tasks may have subtasks.
    bool has_subtasks = true;
    /// Whether keys may stand twice, references may name nothing and parents may run in circles.
    bool has_faults = false;
};

/// A random plan: trees of goals, tasks and units that are not sorted by plan order, links of all
/// types with and without lag, all roles, dates of all precisions. Keys are `R1`, `G1`, `T1`, `U1`
/// and so on in plan order. The same seed gives the same plan on every machine.
[[nodiscard]] Plan random_plan(std::uint64_t seed, const PlanOptions& options = {});

/// Tasks and nothing else, named by their links, in the order of their first mention:
/// `plan_of_links({{"A", "B"}})` has the task A and, after it, B. An empty second name adds the
/// task without a link.
[[nodiscard]] Plan plan_of_links(
    std::initializer_list<std::pair<std::string_view, std::string_view>> links);

/// The tasks T1 to Tn, each a successor of the one before it.
[[nodiscard]] Plan chain_plan(std::size_t count);

/// The tasks T1 to Tn and the goals G1 to Gn, each the parent of the next; Tn serves Gn.
[[nodiscard]] Plan deep_plan(std::size_t depth);

/// A hut: two goals, five tasks, three units and a clause, without a fault or a finding.
///
///     survey -> foundation -> walls -> roof        roof, doors serve "shelter";
///                                \---> doors       shelter is part of "home"
[[nodiscard]] Plan hut_plan();

}  // namespace planloom::testing
