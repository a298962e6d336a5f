#include <planloom/core/error.hpp>
#include <planloom/model/plan.hpp>
#include <planloom/model/views.hpp>

#include <algorithm>

namespace planloom {
namespace {

/// The row in `keys` most like `key`, as text; empty if none is near.
std::string_view nearest_key(const TextArena& texts, const Column<TextRef>& keys, std::size_t count,
                             std::string_view key) {
    std::vector<std::string_view> candidates;
    candidates.reserve(std::min<std::size_t>(count, 20'000));
    for (std::size_t row = 0; row < count && row < 20'000; ++row)
        candidates.push_back(texts[keys[row]]);
    const std::optional<std::size_t> best = nearest(key, candidates);
    return best ? candidates[*best] : std::string_view();
}

template <class IdType>
std::optional<IdType> as_id(std::optional<std::uint32_t> row) noexcept {
    return row ? std::optional<IdType>(IdType(*row)) : std::nullopt;
}

/// The first of 0..count-1 for which `is_before` no longer holds.
template <class Predicate>
std::size_t partition_row(std::size_t count, Predicate&& is_before) noexcept {
    std::size_t first = 0;
    for (std::size_t length = count; length > 0;) {
        const std::size_t half = length / 2;
        if (is_before(first + half)) {
            first += half + 1;
            length -= half + 1;
        } else {
            length = half;
        }
    }
    return first;
}

/// The rows of a table sorted by `owner` that belong to one owner.
template <class IdType, class Owner>
IdRange<IdType> rows_of(const Column<Owner>& owner, std::size_t count, Owner wanted) noexcept {
    return {partition_row(count, [&](std::size_t row) { return owner[row] < wanted; }),
            partition_row(count, [&](std::size_t row) { return owner[row] <= wanted; })};
}

std::span<const RowText> texts_of(const std::vector<RowText>& all, std::uint32_t row) noexcept {
    const auto below = [](const RowText& a, std::uint32_t b) { return a.row < b; };
    const auto above = [](std::uint32_t a, const RowText& b) { return a < b.row; };
    const auto first = std::lower_bound(all.begin(), all.end(), row, below);
    const auto last = std::upper_bound(first, all.end(), row, above);
    return {first, last};
}

}  // namespace

std::optional<RequirementId> Plan::find_requirement(std::string_view key) const noexcept {
    return as_id<RequirementId>(requirement_index_.find(key, texts_, requirements_.key));
}

std::optional<GoalId> Plan::find_goal(std::string_view key) const noexcept {
    return as_id<GoalId>(goal_index_.find(key, texts_, goals_.key));
}

std::optional<TaskId> Plan::find_task(std::string_view key) const noexcept {
    return as_id<TaskId>(task_index_.find(key, texts_, tasks_.key));
}

std::optional<UnitId> Plan::find_unit(std::string_view key) const noexcept {
    if (const auto row = unit_index_.find(key, texts_, units_.key)) return UnitId(*row);
    if (const auto row = alias_index_.find(key, texts_, alias_keys_)) return alias_units_[*row];
    return std::nullopt;
}

RequirementView Plan::requirement(std::string_view key) const {
    if (const auto id = find_requirement(key)) return {*this, *id};
    throw UnknownKey("requirement", key,
                     nearest_key(texts_, requirements_.key, requirements_.count, key));
}

GoalView Plan::goal(std::string_view key) const {
    if (const auto id = find_goal(key)) return {*this, *id};
    throw UnknownKey("goal", key, nearest_key(texts_, goals_.key, goals_.count, key));
}

TaskView Plan::task(std::string_view key) const {
    if (const auto id = find_task(key)) return {*this, *id};
    throw UnknownKey("task", key, nearest_key(texts_, tasks_.key, tasks_.count, key));
}

UnitView Plan::unit(std::string_view key) const {
    if (const auto id = find_unit(key)) return {*this, *id};
    throw UnknownKey("unit", key, nearest_key(texts_, units_.key, units_.count, key));
}

std::vector<Node> Plan::find_nodes(std::string_view key) const {
    const auto collect = [this](std::string_view text, std::optional<NodeKind> kind) {
        std::vector<Node> nodes;
        const auto wanted = [&](NodeKind k) { return !kind || *kind == k; };
        if (const auto id = find_requirement(text); id && wanted(NodeKind::requirement))
            nodes.emplace_back(*id);
        if (const auto id = find_goal(text); id && wanted(NodeKind::goal)) nodes.emplace_back(*id);
        if (const auto id = find_task(text); id && wanted(NodeKind::task)) nodes.emplace_back(*id);
        if (const auto id = find_unit(text); id && wanted(NodeKind::unit)) nodes.emplace_back(*id);
        return nodes;
    };
    std::vector<Node> nodes = collect(key, std::nullopt);
    const std::size_t colon = key.find(':');
    if (!nodes.empty() || colon == std::string_view::npos) return nodes;
    for (const NodeKind kind :
         {NodeKind::requirement, NodeKind::goal, NodeKind::task, NodeKind::unit})
        if (key.substr(0, colon) == word(kind)) return collect(key.substr(colon + 1), kind);
    return nodes;
}

Node Plan::node(std::string_view key) const {
    const std::vector<Node> nodes = find_nodes(key);
    if (nodes.size() == 1) return nodes.front();
    if (nodes.empty()) {
        std::vector<std::string_view> candidates;
        for (const auto& [keys, count] :
             {std::pair(&requirements_.key, requirements_.count),
              std::pair(&goals_.key, goals_.count), std::pair(&tasks_.key, tasks_.count),
              std::pair(&units_.key, units_.count)})
            candidates.push_back(nearest_key(texts_, *keys, count, key));
        const std::optional<std::size_t> best = nearest(key, candidates);
        throw UnknownKey("node", key, best ? candidates[*best] : std::string_view());
    }
    std::string kinds;
    for (const Node node : nodes) {
        if (!kinds.empty()) kinds += " and ";
        kinds += word(node.kind);
    }
    throw Error("ambiguous_key", '"' + std::string(key) + "\" names a " + kinds +
                                     "; write the kind before it, as in \"" +
                                     std::string(word(nodes.front().kind)) + ':' +
                                     std::string(key) + '"');
}

std::string_view Plan::key(Node node) const noexcept {
    switch (node.kind) {
        case NodeKind::requirement:
            return texts_[requirements_.key[node.index]];
        case NodeKind::goal:
            return texts_[goals_.key[node.index]];
        case NodeKind::task:
            return texts_[tasks_.key[node.index]];
        case NodeKind::unit:
            return texts_[units_.key[node.index]];
    }
    return {};
}

std::string_view Plan::title(Node node) const noexcept {
    TextRef title;
    switch (node.kind) {
        case NodeKind::requirement:
            title = requirements_.title[node.index];
            break;
        case NodeKind::goal:
            title = goals_.title[node.index];
            break;
        case NodeKind::task:
            title = tasks_.title[node.index];
            break;
        case NodeKind::unit:
            title = units_.title[node.index];
            break;
    }
    return title.length != 0 ? texts_[title] : key(node);
}

std::string Plan::pointer(Node node) const {
    return '/' + std::string(word(node.kind)) + "s/" + std::to_string(node.index);
}

std::uint32_t Plan::line(Node node) const noexcept {
    switch (node.kind) {
        case NodeKind::requirement:
            return requirements_.line[node.index];
        case NodeKind::goal:
            return goals_.line[node.index];
        case NodeKind::task:
            return tasks_.line[node.index];
        case NodeKind::unit:
            return units_.line[node.index];
    }
    return 0;
}

IdRange<ServesId> Plan::serves(TaskId task) const noexcept {
    return rows_of<ServesId>(serves_.task, serves_.count, task);
}

IdRange<AssignmentId> Plan::assignments(TaskId task) const noexcept {
    return rows_of<AssignmentId>(assignments_.task, assignments_.count, task);
}

IdRange<DependencyId> Plan::predecessors(TaskId task) const noexcept {
    return rows_of<DependencyId>(dependencies_.successor, dependencies_.count, task);
}

IdRange<ImplementsId> Plan::implements(Node node) const noexcept {
    return rows_of<ImplementsId>(implements_.node, implements_.count, node);
}

IdRange<RefinesId> Plan::refines(TaskId task) const noexcept {
    return rows_of<RefinesId>(refines_.task, refines_.count, task);
}

IdRange<IndicatorId> Plan::indicators(GoalId goal) const noexcept {
    return rows_of<IndicatorId>(indicators_.goal, indicators_.count, goal);
}

IdRange<ReportId> Plan::reports(TaskId task) const noexcept {
    return rows_of<ReportId>(reports_.task, reports_.count, task);
}

IdRange<ExtensionId> Plan::extensions(TaskId task) const noexcept {
    return rows_of<ExtensionId>(extensions_.task, extensions_.count, task);
}

std::span<const RowText> Plan::attributes(Node node) const noexcept {
    switch (node.kind) {
        case NodeKind::requirement:
            return texts_of(requirement_attributes_, node.index);
        case NodeKind::goal:
            return texts_of(goal_attributes_, node.index);
        case NodeKind::task:
            return texts_of(task_attributes_, node.index);
        case NodeKind::unit:
            return texts_of(unit_attributes_, node.index);
    }
    return {};
}

std::span<const RowText> Plan::tags(TaskId task) const noexcept {
    return texts_of(tags_, task.value());
}

std::span<const RowText> Plan::needs(GoalId goal) const noexcept {
    return texts_of(needs_, goal.value());
}

std::span<const RowText> Plan::aliases(UnitId unit) const noexcept {
    return texts_of(aliases_, unit.value());
}

std::string_view Plan::dangling_key(DanglingRef::Field field, std::size_t row) const noexcept {
    const auto below = [](const DanglingRef& a,
                          const std::pair<DanglingRef::Field, std::size_t>& b) {
        return std::pair<DanglingRef::Field, std::size_t>(a.field, a.row) < b;
    };
    const auto found =
        std::lower_bound(dangling_.begin(), dangling_.end(), std::pair(field, row), below);
    if (found == dangling_.end() || found->field != field || found->row != row) return {};
    return texts_[found->key];
}

}  // namespace planloom
