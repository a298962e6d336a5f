// What a query may ask for beyond the plan: findings, other revisions, sets with a name.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/order/schedule.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::query {

/// How two revisions of a plan hang together. Implementations are immutable and outlive no plan.
class Changes {
public:
    Changes() = default;
    Changes(const Changes&) = delete;
    Changes& operator=(const Changes&) = delete;
    virtual ~Changes() = default;

    /// What a node of the older plan is in the newer one; nothing if it is gone.
    [[nodiscard]] virtual std::optional<Node> newer(Node older) const = 0;
    /// What a node of the newer plan was in the older one; nothing if it is new.
    [[nodiscard]] virtual std::optional<Node> older(Node newer) const = 0;
    /// The fields in which a node of the newer plan differs from what it was, such as `due`,
    /// `duration`, `after`, `lead`; in no fixed order, and none for a new node.
    [[nodiscard]] virtual std::vector<std::string_view> changed_fields(Node newer) const = 0;
    /// Every field that changed_fields may name.
    [[nodiscard]] virtual std::span<const std::string_view> fields() const = 0;
};

/// A node that has another key than before.
struct Rename {
    NodeKind kind = NodeKind::task;
    std::string older;
    std::string newer;
};

/// Changes as PlanMatch finds them: nodes are the same by their key, else by the former key that
/// the newer plan names, else by a rename. Fields are those of changed_fields() without `is_` and
/// `_precision`, and beside `assigned` each role in which units differ. Borrows from both plans.
/// @complexity O(n + r) expected for n nodes and r relations
[[nodiscard]] std::unique_ptr<const Changes> compare_by_key(const Plan& older, const Plan& newer,
                                                            std::span<const Rename> renames = {});

/// What a rule of a check found.
struct RuleSubjects {
    std::string rule;  ///< the id, such as `PL301`
    std::string name;  ///< such as `no-lead`
    std::vector<Node> subjects = {};
    /// Why the rule had nothing to look at; empty where it had.
    std::string not_evaluated = {};
};

/// Another revision of the plan, by its name.
struct Revision {
    std::string name;
    /// Outlives the run.
    const PlanGraph* graph = nullptr;
};

struct Context {
    /// All rules that there are, with what they found in the plan; called at most once in a run,
    /// and only by queries with `findings`. Without it they are refused.
    std::function<std::vector<RuleSubjects>(Monitor*)> findings = {};
    std::vector<Revision> revisions = {};
    /// The revision that new, gone, changed and same compare with where the query does not say; if
    /// empty, the only one.
    std::string before = {};
    /// How revisions hang together; compare_by_key if empty.
    std::function<std::shared_ptr<const Changes>(const Plan& older, const Plan& newer)> changes =
        {};
    /// What `$name` stands for.
    std::vector<std::pair<std::string, std::vector<Node>>> sets = {};
    ScheduleOptions schedule = {};
    /// How many nodes are listed at most; Result::total counts them all.
    std::size_t max_nodes = std::numeric_limits<std::size_t>::max();
    /// How many paths `paths` and `cycles` list at most, whatever the query asks for.
    std::size_t max_paths = 100;
    /// How many nodes the search for paths may look at.
    std::uint64_t max_path_steps = 1'000'000;
    /// Whether each node that is found comes with a path that shows why, where there is one.
    bool explain = false;
};

}  // namespace planloom::query
