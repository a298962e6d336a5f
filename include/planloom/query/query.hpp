// Selects parts of a plan by a text such as `led_by(省大数据局) & status:open - before(T9)`. The
// language is described, with examples, in examples/planloom/QUERY.md. For what may be asked about
// beyond the plan see <planloom/query/context.hpp>.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/impact/impact.hpp>
#include <planloom/query/context.hpp>
#include <planloom/query/query_error.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::query {

namespace detail {
struct Syntax;
}

/// The longest text that is read, in bytes.
inline constexpr std::size_t max_query_length = 65'536;
/// How deeply brackets, functions and the like may stand in each other.
inline constexpr std::size_t max_query_depth = 200;

/// A path from a node, which may have no step.
struct Path {
    Node start;
    std::vector<Step> steps = {};

    [[nodiscard]] Node end() const noexcept { return steps.empty() ? start : steps.back().to; }

    friend bool operator==(const Path&, const Path&) = default;
};

/// A node that a query found.
struct Found {
    /// The revision whose node it is: none for the plan that was asked, else the place in
    /// Context::revisions of one that has a node which the plan lacks.
    std::optional<std::size_t> revision = {};
    Node node;
    /// Why it was found, if Context::explain asks for it and the query is such that there is a
    /// reason: the path from or to what was named.
    std::optional<Path> why = {};

    friend bool operator==(const Found&, const Found&) = default;
};

struct Result {
    /// Nodes of the plan by kind (requirement, goal, task, unit), then plan order, then those of
    /// other revisions likewise; the first Context::max_nodes of them.
    std::vector<Found> found = {};
    std::size_t total = 0;
    /// Whether the query asks for paths: `path`, `paths` or `cycles` is its outermost part.
    bool is_path = false;
    /// The shortest first, and of equally long ones the first by the keys along it.
    std::vector<Path> paths = {};
    /// Of `path`: how many paths are as short as the one given, at most 2^64 - 1; nothing if the
    /// search for the number was cut off by Context::max_path_steps.
    std::optional<std::uint64_t> shortest_paths = {};
    /// Whether there are, or may be, more paths than are listed.
    bool are_paths_cut = false;
    std::vector<Fault> warnings = {};

    [[nodiscard]] bool is_cut() const noexcept { return found.size() < total; }
};

/// A query that was read. Immutable; may be run on many graphs, from several threads at once.
class Query {
public:
    [[nodiscard]] const std::string& text() const noexcept;
    /// The query in its canonical form: compile(describe()) == *this, and equal queries have equal
    /// descriptions.
    [[nodiscard]] std::string describe() const;
    /// What was read but is easily misread, such as `|` and `-` side by side.
    [[nodiscard]] const std::vector<Fault>& warnings() const noexcept;

    /// Whether both are built alike; spaces, needless brackets and quotes do not count.
    friend bool operator==(const Query& a, const Query& b) noexcept;

private:
    friend Query compile(std::string_view text);
    friend Result run(const Query& query, const PlanGraph& graph, const Context& context,
                      Monitor* monitor);
    explicit Query(std::shared_ptr<const detail::Syntax> syntax) noexcept;

    std::shared_ptr<const detail::Syntax> syntax_;
};

/// Reads a query.
/// @throws QueryError  with every fault that does not hide behind another
/// @complexity O(length)
[[nodiscard]] Query compile(std::string_view text);

/// Asks a plan. Circles are no obstacle, and the answer is always the same.
/// @throws QueryError  for names that name nothing in the plan, all at once, and for what the
///                     context does not hold
/// @throws InfeasibleLinks, UnfitForLive and others of schedule()  where dates are asked for and
///                     there are none
/// @throws Interrupted
/// @complexity O(n + r) for each part of the query, for n nodes and r relations, but: paths O(n + r
///             + k l) for k paths of length l, within Context::max_path_steps; critical, times the
///             goals that it is asked for; top O(n log n)
[[nodiscard]] Result run(const Query& query, const PlanGraph& graph, const Context& context = {},
                         Monitor* monitor = nullptr);

/// Compiles and asks.
[[nodiscard]] Result run(std::string_view text, const PlanGraph& graph, const Context& context = {},
                         Monitor* monitor = nullptr);

}  // namespace planloom::query
