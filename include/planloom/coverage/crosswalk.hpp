// How a plan takes up what stands above it: the clauses of a parent policy, or the plan of the
// level above. For many plans of several levels see <planloom/coverage/cascade.hpp>.
#pragma once

#include <planloom/core/date.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/model/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace planloom {

/// How an item of the level above is taken up.
enum class Uptake : std::uint8_t {
    exact,    ///< under the same title
    renamed,  ///< by a link, or a title that is similar, under another title
    missing,  ///< not at all
    added     ///< nothing above asks for what the plan has here
};

/// The word for an uptake: `exact`, `renamed`, `missing`, `added`.
[[nodiscard]] std::string_view word(Uptake uptake) noexcept;

/// One item of the level above and what takes it up, or one item that is the plan's own.
struct CrosswalkRow {
    Uptake uptake = Uptake::missing;
    /// In the plan above; a clause is a requirement of the plan itself. None for `added`.
    std::optional<Node> above;
    /// Goals and tasks of the plan, the most similar first; empty for `missing`.
    std::vector<Node> local;
    /// Whether the plan itself says so (`implements`, `refines`) and titles were not needed.
    bool is_declared = false;
    /// The similarity of the titles, 0 to 1, of the first of `local`.
    double similarity = 0;
    /// What is due above and, latest of all that takes it up, here; not set where nothing is.
    DatePeriod due_above, due_here;
    /// Whether the plan is due after what it takes up.
    bool is_later = false;
    /// Whether a lead above is none here, by key or title; false where either names none.
    bool has_other_lead = false;

    friend bool operator==(const CrosswalkRow&, const CrosswalkRow&) = default;
};

/// The rows by the order of the plan above, then what was added by the order of the plan.
struct Crosswalk {
    std::vector<CrosswalkRow> rows;
    [[nodiscard]] std::size_t count(Uptake uptake) const noexcept;
    /// Items above: all rows but what was added.
    [[nodiscard]] std::size_t items() const noexcept;
    /// Items above that are taken up.
    [[nodiscard]] std::size_t taken_up() const noexcept;
    [[nodiscard]] std::size_t later() const noexcept;

    friend bool operator==(const Crosswalk&, const Crosswalk&) = default;
};

struct CrosswalkOptions {
    /// From which similarity of titles (shared pairs of neighbouring characters, Jaccard) an item
    /// that no link names counts as renamed; above 1 for never.
    double similar = 0.5;
};

/// Holds a plan against the clauses that it lists (requirements that are no comments and no
/// problems). A clause is taken up by what implements it; where nothing does, by the goal or task
/// of the same or a similar title. `added` are goals and tasks at the top that implement nothing,
/// serve nothing that does, and have no part that does.
/// @complexity O((n + r) log n) for n nodes and r relations, and the pairs of titles that share a
///             rare pair of characters
[[nodiscard]] Crosswalk crosswalk(const Plan& plan, const CrosswalkOptions& options = {},
                                  Monitor* monitor = nullptr);

/// Holds a plan against the plan above. Its items are the goals without subgoals and the tasks
/// without subtasks that are not cancelled; where it has goals but no tasks, its goals alone. They
/// are taken up by tasks that `refine` them, by what implements a requirement with their key or
/// title, then by titles.
[[nodiscard]] Crosswalk crosswalk(const Plan& above, const Plan& plan,
                                  const CrosswalkOptions& options = {}, Monitor* monitor = nullptr);

}  // namespace planloom
