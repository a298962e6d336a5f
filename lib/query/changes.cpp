// Two revisions held against each other by the keys of their nodes.
#include <planloom/model/plan_match.hpp>
#include <planloom/model/views.hpp>
#include <planloom/query/context.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace planloom::query {
namespace {

/// The field under which a column counts: a date and its precision are one field, and a flag goes
/// by the name that it has in queries.
std::string_view field_of(std::string_view column) {
    constexpr std::string_view precision = "_precision";
    if (column.ends_with(precision)) column.remove_suffix(precision.size());
    if (column.starts_with("is_")) column.remove_prefix(3);
    return column;
}

std::optional<Node> find(const Plan& plan, NodeKind kind, const std::string& key) {
    std::vector<Node> nodes = plan.find_nodes(key);
    std::erase_if(nodes, [&](Node node) { return node.kind != kind || plan.key(node) != key; });
    return nodes.empty() ? std::nullopt : std::optional<Node>(nodes.front());
}

std::vector<std::pair<Node, Node>> pairs_of(const Plan& older, const Plan& newer,
                                            std::span<const Rename> renames) {
    std::vector<std::pair<Node, Node>> pairs;
    for (const Rename& each : renames) {
        const std::optional<Node> was = find(older, each.kind, each.older);
        const std::optional<Node> is = find(newer, each.kind, each.newer);
        if (was && is) pairs.emplace_back(*was, *is);
    }
    return pairs;
}

class ByKey final : public Changes {
public:
    ByKey(const Plan& older, const Plan& newer, std::span<const Rename> renames)
        : match_(older, newer, pairs_of(older, newer, renames)) {
        std::set<std::string_view> all = {"serves",  "assigned", "after",      "implements",
                                          "refines", "tags",     "needs",      "indicators",
                                          "aliases", "reports",  "extensions", "attributes"};
        const auto add = [&](std::string_view column, const auto&) {
            all.insert(field_of(column));
        };
        RequirementTable::visit(newer.requirement_table(), add);
        GoalTable::visit(newer.goal_table(), add);
        TaskTable::visit(newer.task_table(), add);
        UnitTable::visit(newer.unit_table(), add);
        for (const std::string_view role : words<Role>()) all.insert(role);
        fields_.assign(all.begin(), all.end());
    }

    [[nodiscard]] std::optional<Node> newer(Node older) const override {
        return match_.later(older);
    }
    [[nodiscard]] std::optional<Node> older(Node newer) const override {
        return match_.earlier(newer);
    }
    [[nodiscard]] std::span<const std::string_view> fields() const override { return fields_; }

    [[nodiscard]] std::vector<std::string_view> changed_fields(Node node) const override {
        std::vector<std::string_view> changed;
        const auto note = [&](std::string_view field) {
            if (std::find(changed.begin(), changed.end(), field) == changed.end())
                changed.push_back(field);
        };
        for (const std::string_view column : planloom::changed_fields(match_, node)) {
            if (column == "title" && goes_by_key(node)) continue;
            note(field_of(column));
            if (column != "assigned") continue;
            const std::span<const std::string_view> roles = words<Role>();
            for (std::size_t i = 0; i < roles.size(); ++i)
                if (is_other_role(node.task(), static_cast<Role>(i))) note(roles[i]);
        }
        return changed;
    }

private:
    /// Whether a node has no title but its key, before and now: then a new key is no new title.
    [[nodiscard]] bool goes_by_key(Node node) const {
        const std::optional<Node> was = match_.earlier(node);
        const Plan& before = match_.before();
        const Plan& now = match_.now();
        return was && before.title(*was) == before.key(*was) && now.title(node) == now.key(node);
    }

    /// A unit in a role: the unit as it is in the newer plan, else the key that it had.
    using Member = std::tuple<std::optional<Node>, std::string, double, bool>;

    [[nodiscard]] std::vector<Member> members(const Plan& plan, TaskId task, Role role,
                                              bool is_older) const {
        std::vector<Member> all;
        const AssignmentTable& table = plan.assignment_table();
        for (const AssignmentId id : plan.assignments(task)) {
            const std::size_t row = id.index();
            if (table.role[row] != role) continue;
            const UnitId unit = table.unit[row];
            std::optional<Node> now;
            if (unit.is_valid()) now = is_older ? match_.later(Node(unit)) : Node(unit);
            std::string key;
            if (!now)
                key = unit.is_valid() ? plan.key(Node(unit))
                                      : plan.dangling_key(DanglingRef::Field::assignment_unit, row);
            all.emplace_back(now, key, table.amount[row], table.is_open[row] != 0);
        }
        return all;
    }

    [[nodiscard]] bool is_other_role(TaskId task, Role role) const {
        const std::optional<Node> was = match_.earlier(Node(task));
        return was && members(match_.before(), was->task(), role, true) !=
                          members(match_.now(), task, role, false);
    }

    PlanMatch match_;
    std::vector<std::string_view> fields_;
};

}  // namespace

std::unique_ptr<const Changes> compare_by_key(const Plan& older, const Plan& newer,
                                              std::span<const Rename> renames) {
    return std::make_unique<const ByKey>(older, newer, renames);
}

}  // namespace planloom::query
