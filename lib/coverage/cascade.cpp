#include <planloom/coverage/cascade.hpp>
#include <planloom/model/views.hpp>

#include "../core/parallel.hpp"
#include "../graph/forest.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace planloom {
namespace coverage {
namespace {

using Names = std::map<std::string, std::uint32_t, std::less<>>;

constexpr std::uint32_t nowhere = 0xFFFF'FFFF;

/// Plans by the names that others give them; of two with one name the first.
Names names_of(std::span<const Plan* const> plans) {
    Names names;
    for (std::uint32_t i = 0; i < plans.size(); ++i) {
        const PlanHead& head = plans[i]->head();
        for (const std::string* name : {&head.key, &head.number, &head.title})
            if (!name->empty()) names.emplace(*name, i);
    }
    return names;
}

/// Which plan stands above which.
class Above {
public:
    Above(std::span<const Plan* const> plans, Cascade& cascade)
        : names_(names_of(plans)), above_(plans.size(), nowhere) {
        std::set<std::string> unknown;
        for (std::uint32_t i = 0; i < plans.size(); ++i) above_[i] = find(*plans[i], i, unknown);
        cascade.unknown.assign(unknown.begin(), unknown.end());
        cut_circles(cascade);
    }

    [[nodiscard]] std::uint32_t operator[](std::size_t plan) const noexcept { return above_[plan]; }

private:
    std::uint32_t find(const Plan& plan, std::uint32_t self, std::set<std::string>& unknown) const {
        const RefinesTable& refines = plan.refines_table();
        std::map<std::uint32_t, std::size_t> votes;
        std::vector<std::uint32_t> order;
        for (std::size_t row = 0; row < refines.count; ++row) {
            const auto named = names_.find(plan.text(refines.plan[row]));
            if (named == names_.end()) {
                unknown.emplace(plan.text(refines.plan[row]));
            } else if (named->second != self && ++votes[named->second] == 1) {
                order.push_back(named->second);
            }
        }
        const auto most = std::max_element(
            order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return votes.at(a) < votes.at(b); });
        if (most != order.end()) return *most;
        for (const std::string& name : plan.head().based_on) {
            const auto named = names_.find(name);
            if (named == names_.end()) {
                unknown.insert(name);
            } else if (named->second != self) {
                return named->second;
            }
        }
        return nowhere;
    }

    /// Lets every plan of a circle stand at the top.
    void cut_circles(Cascade& cascade) {
        // 0 not seen, 1 on the way, 2 done.
        std::vector<std::uint8_t> state(above_.size(), 0);
        std::vector<std::uint32_t> way;
        for (std::uint32_t plan = 0; plan < above_.size(); ++plan) {
            way.clear();
            std::uint32_t at = plan;
            for (; at != nowhere && state[at] == 0; at = above_[at]) {
                state[at] = 1;
                way.push_back(at);
            }
            if (at != nowhere && state[at] == 1)
                cascade.circular.insert(cascade.circular.end(),
                                        std::find(way.begin(), way.end(), at), way.end());
            for (const std::uint32_t each : way) state[each] = 2;
        }
        std::sort(cascade.circular.begin(), cascade.circular.end());
        for (const std::uint32_t each : cascade.circular) above_[each] = nowhere;
    }

    Names names_;
    std::vector<std::uint32_t> above_;
};

/// Places of plans so that each comes after the one above it.
std::vector<std::uint32_t> set_depths(const Above& above, Cascade& cascade) {
    std::vector<std::vector<std::uint32_t>> below(cascade.plans.size());
    std::vector<std::uint32_t> order;
    for (std::uint32_t plan = 0; plan < cascade.plans.size(); ++plan) {
        cascade.plans[plan].plan = plan;
        if (above[plan] == nowhere) {
            order.push_back(plan);
        } else {
            cascade.plans[plan].above = above[plan];
            below[above[plan]].push_back(plan);
        }
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        const std::uint32_t plan = order[next];
        for (const std::uint32_t each : below[plan]) {
            cascade.plans[each].depth = cascade.plans[plan].depth + 1;
            order.push_back(each);
        }
    }
    return order;
}

void count(const Crosswalk& crosswalk, CascadePlan& plan) {
    for (const CrosswalkRow& row : crosswalk.rows) {
        plan.items += row.above ? 1 : 0;
        plan.exact += row.uptake == Uptake::exact ? 1 : 0;
        plan.renamed += row.uptake == Uptake::renamed ? 1 : 0;
        plan.missing += row.uptake == Uptake::missing ? 1 : 0;
        plan.added += row.uptake == Uptake::added ? 1 : 0;
        plan.later += row.is_later ? 1 : 0;
        plan.other_lead += row.has_other_lead ? 1 : 0;
    }
}

std::vector<CascadeLevel> sum_levels(std::span<const Plan* const> plans, const Cascade& cascade) {
    std::vector<CascadeLevel> levels;
    std::vector<std::set<std::string>> names;
    for (const CascadePlan& plan : cascade.plans) {
        if (levels.size() <= plan.depth) {
            levels.resize(plan.depth + 1);
            names.resize(plan.depth + 1);
        }
        CascadeLevel& level = levels[plan.depth];
        level.plans += 1;
        level.items += plan.items;
        level.taken_up += plan.exact + plan.renamed;
        level.renamed += plan.renamed;
        level.missing += plan.missing;
        level.added += plan.added;
        level.later += plan.later;
        level.complete += plan.above && plan.missing == 0 ? 1 : 0;
        const std::vector<std::string>& own = plans[plan.plan]->head().levels;
        if (!own.empty()) names[plan.depth].insert(own.front());
    }
    for (std::size_t depth = 0; depth < levels.size(); ++depth)
        if (names[depth].size() == 1) levels[depth].name = *names[depth].begin();
    return levels;
}

/// Follows the items of the plans at the top down through those below.
class Descent {
public:
    Descent(std::span<const Plan* const> plans, const std::vector<Crosswalk>& crosswalks,
            Cascade& cascade)
        : plans_(plans), crosswalks_(crosswalks), cascade_(cascade), origins_(plans.size()) {}

    void follow(const std::vector<std::uint32_t>& order) {
        std::vector<std::uint32_t> left(plans_.size(), 0);
        for (const CascadePlan& plan : cascade_.plans)
            if (plan.above) ++left[*plan.above];
        for (const std::uint32_t plan : order) {
            const std::optional<std::uint32_t> above = cascade_.plans[plan].above;
            if (!above) continue;
            if (!cascade_.plans[*above].above && origins_[*above].empty()) begin(*above, plan);
            step(*above, plan);
            if (--left[*above] == 0) Origins().swap(origins_[*above]);
        }
    }

private:
    /// For each node of a plan, by kind and number, the items of the top that it carries on.
    using Origins = std::map<Node, std::vector<std::uint32_t>>;

    /// The items of a plan at the top are what the plans below it are held against.
    void begin(std::uint32_t top, std::uint32_t below) {
        for (const CrosswalkRow& row : crosswalks_[below].rows) {
            if (!row.above) continue;
            const std::size_t depths = cascade_.levels.size();
            origins_[top][*row.above] = {static_cast<std::uint32_t>(cascade_.items.size())};
            cascade_.items.push_back({top, *row.above, std::vector<std::uint32_t>(depths, 0),
                                      std::vector<std::uint32_t>(depths, 0)});
        }
    }

    void step(std::uint32_t above, std::uint32_t plan) {
        const std::uint32_t depth = cascade_.plans[plan].depth;
        std::set<std::uint32_t> reached, taken_up;
        Origins carried;
        for (const CrosswalkRow& row : crosswalks_[plan].rows) {
            if (!row.above) continue;
            const auto found = origins_[above].find(*row.above);
            if (found == origins_[above].end()) continue;
            reached.insert(found->second.begin(), found->second.end());
            if (row.local.empty()) continue;
            taken_up.insert(found->second.begin(), found->second.end());
            for (const Node node : row.local)
                carried[node].insert(carried[node].end(), found->second.begin(),
                                     found->second.end());
        }
        for (const std::uint32_t item : reached) ++cascade_.items[item].reached[depth];
        for (const std::uint32_t item : taken_up) ++cascade_.items[item].taken_up[depth];
        origins_[plan] = spread(*plans_[plan], std::move(carried));
    }

    /// What a goal or task carries on, all below it carries on.
    static Origins spread(const Plan& plan, Origins carried) {
        const PlanGraph graph =
            freeze(std::shared_ptr<const Plan>(std::shared_ptr<const Plan>(), &plan), Faults::skip);
        const auto hand_down = [&](Node from, Node to) {
            const auto found = carried.find(from);
            if (found == carried.end()) return;
            const std::vector<std::uint32_t> items = found->second;
            std::vector<std::uint32_t>& own = carried[to];
            own.insert(own.end(), items.begin(), items.end());
            std::sort(own.begin(), own.end());
            own.erase(std::unique(own.begin(), own.end()), own.end());
        };
        for (const GoalId goal : parents_first(graph, plan.goals()))
            if (const GoalId parent = graph.parent(goal); parent.is_valid())
                hand_down(parent, goal);
        for (std::size_t row = 0; row < plan.serves_table().count; ++row)
            if (const GoalId goal = plan.serves_table().goal[row]; goal.is_valid())
                hand_down(goal, plan.serves_table().task[row]);
        for (const TaskId task : parents_first(graph, plan.tasks()))
            if (const TaskId parent = graph.parent(task); parent.is_valid())
                hand_down(parent, task);
        return carried;
    }

    std::span<const Plan* const> plans_;
    const std::vector<Crosswalk>& crosswalks_;
    Cascade& cascade_;
    std::vector<Origins> origins_;
};

}  // namespace
}  // namespace coverage

Cascade cascade(std::span<const Plan* const> plans, const CascadeOptions& options,
                Monitor* monitor) {
    Cascade answer;
    answer.plans.resize(plans.size());
    const coverage::Above above(plans, answer);
    const std::vector<std::uint32_t> order = coverage::set_depths(above, answer);
    std::vector<Crosswalk> crosswalks(plans.size());
    detail::for_each_piece(plans.size(), options.threads, monitor, [&](std::size_t plan) {
        if (const std::optional<std::uint32_t> upper = answer.plans[plan].above)
            crosswalks[plan] = crosswalk(*plans[*upper], *plans[plan], options.crosswalk);
    });
    for (std::size_t plan = 0; plan < plans.size(); ++plan)
        coverage::count(crosswalks[plan], answer.plans[plan]);
    answer.levels = coverage::sum_levels(plans, answer);
    coverage::Descent(plans, crosswalks, answer).follow(order);
    std::stable_sort(answer.items.begin(), answer.items.end(),
                     [](const CascadeItem& a, const CascadeItem& b) { return a.plan < b.plan; });
    return answer;
}

}  // namespace planloom
