// The best repairs of a small knot.
#include "knot.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace planloom {
namespace {

using Arcs = std::uint64_t;  ///< a set of arcs, one bit each

Arcs bit(std::size_t arc) {
    return Arcs{1} << arc;
}

/// Finds circles in a knot of at most 64 arcs.
class SmallKnot {
public:
    explicit SmallKnot(const Knot& knot) : before_(knot.arcs().size(), 0) {
        const std::vector<KnotArc>& arcs = knot.arcs();
        const auto after = make_rows<TaskId, TaskId>(
            knot.node_count(), knot.ways().size(),
            [&](std::size_t i) { return TaskId(knot.ways()[i].first); },
            [&](std::size_t i) { return TaskId(knot.ways()[i].second); });
        for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
            IdSet<TaskId> is_reached(knot.node_count());
            std::vector<TaskId> open{TaskId(arcs[arc].to)};
            is_reached.insert(open.back());
            while (!open.empty()) {
                const TaskId node = open.back();
                open.pop_back();
                for (const TaskId next : after[node])
                    if (is_reached.insert(next)) open.push_back(next);
            }
            for (std::size_t next = 0; next < arcs.size(); ++next)
                if (is_reached.contains(TaskId(arcs[next].from))) before_[next] |= bit(arc);
        }
    }

    /// The arcs of some circle among `kept`; none if there is no circle.
    [[nodiscard]] Arcs circle(Arcs kept) const {
        // Arcs that none leads to go, until every arc has a way back.
        Arcs open = kept;
        for (bool is_changed = true; is_changed;) {
            is_changed = false;
            for (Arcs left = open; left != 0; left &= left - 1) {
                const auto arc = static_cast<std::size_t>(std::countr_zero(left));
                if ((before_[arc] & open) != 0) continue;
                open &= ~bit(arc);
                is_changed = true;
            }
        }
        if (open == 0) return 0;
        const auto step = [&](std::size_t arc) {
            return static_cast<std::size_t>(std::countr_zero(before_[arc] & open));
        };
        Arcs seen = 0;
        auto arc = static_cast<std::size_t>(std::countr_zero(open));
        for (; (seen & bit(arc)) == 0; arc = step(arc)) seen |= bit(arc);
        Arcs circle = 0;
        for (; (circle & bit(arc)) == 0; arc = step(arc)) circle |= bit(arc);
        return circle;
    }

    /// Whether none of `removed` can be put back alone.
    [[nodiscard]] bool is_minimal(Arcs removed, Arcs all) const {
        for (Arcs left = removed; left != 0; left &= left - 1)
            if (circle((all & ~removed) | (left & -left)) == 0) return false;
        return true;
    }

private:
    /// Of each arc, those that lead to where it begins.
    std::vector<Arcs> before_;
};

std::vector<bool> as_marks(Arcs arcs, std::size_t count) {
    std::vector<bool> marks(count);
    for (std::size_t arc = 0; arc < count; ++arc) marks[arc] = (arcs & bit(arc)) != 0;
    return marks;
}

/// The best repairs so far.
class Best {
public:
    Best(const Knot& knot, std::size_t count) : knot_(knot), count_(count) {}

    [[nodiscard]] bool may_take(RepairCost cost) const {
        return repairs_.size() < count_ || cost <= worst_;
    }
    void take(Arcs removed, RepairCost cost) {
        Repair repair = knot_.repair(as_marks(removed, knot_.arcs().size()));
        const auto key = [](const Repair& each) { return std::tie(each.cost, each.remove); };
        const auto place =
            std::upper_bound(repairs_.begin(), repairs_.end(), repair,
                             [&](const Repair& a, const Repair& b) { return key(a) < key(b); });
        costs_.insert(costs_.begin() + (place - repairs_.begin()), cost);
        repairs_.insert(place, std::move(repair));
        if (repairs_.size() > count_) {
            repairs_.pop_back();
            costs_.pop_back();
        }
        worst_ = costs_.back();
    }
    [[nodiscard]] std::vector<Repair> repairs() && { return std::move(repairs_); }

private:
    const Knot& knot_;
    std::size_t count_;
    std::vector<Repair> repairs_;
    /// Their costs without the links of tasks to themselves.
    std::vector<RepairCost> costs_;
    RepairCost worst_;
};

}  // namespace

FoundRepairs best_repairs(const Knot& knot, std::size_t count, std::uint64_t choices,
                          Monitor* monitor) {
    struct Choice {
        Arcs removed = 0;
        Arcs kept = 0;
        RepairCost cost;
    };
    const SmallKnot small(knot);
    const std::size_t arcs = knot.arcs().size();
    const Arcs all = arcs == 64 ? ~Arcs{0} : bit(arcs) - 1;
    Best best(knot, count);
    std::vector<Choice> open = {Choice()};
    while (!open.empty() && choices > 0) {
        if ((--choices & 0xFFFU) == 0) report_progress(monitor, 0, 0);
        const Choice choice = open.back();
        open.pop_back();
        if (!best.may_take(choice.cost)) continue;
        const Arcs circle = small.circle(all & ~choice.removed);
        if (circle == 0) {
            if (small.is_minimal(choice.removed, all)) best.take(choice.removed, choice.cost);
            continue;
        }
        Arcs kept = choice.kept;
        for (Arcs left = circle & ~choice.kept; left != 0; left &= left - 1) {
            const auto arc = static_cast<std::size_t>(std::countr_zero(left));
            const RepairCost& cost = knot.arcs()[arc].cost;
            open.push_back({choice.removed | bit(arc),
                            kept,
                            {choice.cost.hard_links + cost.hard_links,
                             choice.cost.soft_links + cost.soft_links}});
            kept |= bit(arc);
        }
    }
    return {std::move(best).repairs(), open.empty()};
}

}  // namespace planloom
