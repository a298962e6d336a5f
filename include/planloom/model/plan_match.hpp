// Which rows of two revisions of a plan are the same thing, and in which fields they differ. For
// what a difference means see <planloom/revision/plan_diff.hpp>.
#pragma once

#include <planloom/model/node.hpp>
#include <planloom/model/plan.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom {

/// Pairs the rows of two plans, kind by kind: rows with the same key, else the later row with the
/// earlier one that its `former_key` names, else what the caller says. Of several rows with one key
/// the first is meant. Borrows both plans.
class PlanMatch {
public:
    /// @param renamed  further pairs, earlier row and later row of one kind; those of rows that
    /// have
    ///                 a partner already are passed over
    /// @complexity O(n) expected
    PlanMatch(const Plan& before, const Plan& now,
              const std::vector<std::pair<Node, Node>>& renamed = {});

    [[nodiscard]] const Plan& before() const noexcept { return *before_; }
    [[nodiscard]] const Plan& now() const noexcept { return *now_; }

    /// The later row of an earlier one, or nothing.
    [[nodiscard]] std::optional<Node> later(Node earlier) const noexcept;
    /// The earlier row of a later one, or nothing.
    [[nodiscard]] std::optional<Node> earlier(Node later) const noexcept;
    /// Rows without a partner, by kind and plan order.
    [[nodiscard]] std::vector<Node> removed() const;
    [[nodiscard]] std::vector<Node> added() const;
    /// Pairs whose keys differ, by the later row.
    [[nodiscard]] std::vector<std::pair<Node, Node>> renamed() const;

private:
    void pair(Node earlier, Node later) noexcept;
    void match_kind(NodeKind kind);

    const Plan* before_;
    const Plan* now_;
    std::array<std::vector<std::uint32_t>, 4> later_, earlier_;
};

/// The fields in which the later row differs from its earlier one, by the names that they have in
/// the columns (`title`, `due`, `status`, ...), then those of its relations: `serves`, `assigned`,
/// `after`, `implements`, `refines`, `tags`, `indicators`, `needs`, `aliases`, `reports`,
/// `extensions`, `attributes`. References count as the same when they name the same thing in both
/// plans. A new key alone, and the former key, are no difference. Empty for a row without an
/// earlier one.
/// @complexity O(columns + relations of the row)
[[nodiscard]] std::vector<std::string_view> changed_fields(const PlanMatch& match, Node later);

}  // namespace planloom
