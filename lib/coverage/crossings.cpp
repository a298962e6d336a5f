#include <planloom/coverage/coordination.hpp>

#include "link_ends.hpp"
#include "participants.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace planloom {
namespace {

constexpr std::uint64_t key(std::uint32_t from, std::uint32_t to) noexcept {
    return std::uint64_t{from} << 32U | to;
}

/// Counts by pair. Entries of one pair are made one now and then, so that memory stays near the
/// number of different pairs.
class PairCounts {
public:
    struct Entry {
        std::uint64_t key = 0;
        std::uint64_t count = 0;
    };

    void add(std::uint32_t from, std::uint32_t to, std::uint64_t count) {
        entries_.push_back({key(from, to), count});
        if (entries_.size() < limit_) return;
        unite();
        limit_ = std::max(least, 2 * entries_.size());
    }
    /// By pair, each once.
    [[nodiscard]] std::vector<Entry> take() && {
        unite();
        return std::move(entries_);
    }

private:
    static constexpr std::size_t least = 1U << 16U;

    void unite() {
        std::sort(entries_.begin(), entries_.end(),
                  [](const Entry& a, const Entry& b) { return a.key < b.key; });
        std::size_t last = 0;
        for (std::size_t i = 1; i < entries_.size(); ++i) {
            if (entries_[i].key == entries_[last].key)
                entries_[last].count += entries_[i].count;
            else
                entries_[++last] = entries_[i];
        }
        if (!entries_.empty()) entries_.resize(last + 1);
    }

    std::vector<Entry> entries_;
    std::size_t limit_ = least;
};

class CrossingMaker {
public:
    CrossingMaker(const PlanGraph& graph, GroupAxis axis, const CoordinationOptions& options)
        : graph_(graph), options_(options) {
        result_.axis = axis;
    }

    Crossings of_units(const Coordination& units) {
        Groups groups = unit_groups(graph_, result_.axis);
        if (!groups.is_evaluated()) return std::move(result_);
        result_.groups = std::move(groups.titles);
        count_tasks_of_units(groups.of);
        count_cells(units, groups.of);
        result_.left_out_links = units.left_out_links().size();
        return finish();
    }

    Crossings of_tasks() {
        TaskGroupSets sets = task_group_sets(graph_, result_.axis);
        if (sets.titles.empty()) return std::move(result_);
        result_.groups = std::move(sets.titles);
        count_tasks(sets.of);
        count_links(sets.of);
        return finish();
    }

private:
    void count_tasks_of_units(const std::vector<std::uint32_t>& group_of) {
        const Rows<TaskId, Participant> parts = participants(graph_);
        std::vector<std::uint32_t> groups;
        for (const TaskId task : graph_.plan().tasks()) {
            if (parts[task].size() > options_.max_units_per_task) {
                ++result_.left_out_tasks;
                continue;
            }
            if (parts[task].size() < 2) {
                ++result_.single_tasks;
                continue;
            }
            bool is_unknown = false;
            groups.clear();
            for (const Participant& each : parts[task]) {
                const std::uint32_t group = group_of[each.unit.index()];
                if (group == no_group)
                    is_unknown = true;
                else
                    groups.push_back(group);
            }
            std::sort(groups.begin(), groups.end());
            groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
            tally(groups, is_unknown);
        }
    }

    void count_tasks(const Rows<TaskId, std::uint32_t>& sets) {
        for (const TaskId task : graph_.plan().tasks()) {
            const std::span<const std::uint32_t> groups = sets[task];
            if (groups.size() > options_.max_units_per_task)
                ++result_.left_out_tasks;
            else
                tally(groups, groups.empty());
        }
    }

    void tally(std::span<const std::uint32_t> groups, bool is_unknown) {
        if (groups.size() < 2) {
            ++(is_unknown ? result_.tasks.unknown : result_.tasks.inside);
            return;
        }
        ++result_.tasks.crossing;
        for (const std::uint32_t from : groups)
            for (const std::uint32_t to : groups)
                if (from != to) tasks_.add(from, to, 1);
    }

    void count_cells(const Coordination& units, const std::vector<std::uint32_t>& group_of) {
        for (const UnitId unit : graph_.plan().units()) {
            const std::uint32_t from = group_of[unit.index()];
            for (const CoordinationCell& cell : units.row(unit)) {
                if (cell.hand_offs == 0) continue;
                const std::uint32_t to = group_of[cell.column];
                if (from == no_group || to == no_group) {
                    result_.hand_offs.unknown += cell.hand_offs;
                } else if (from == to) {
                    result_.hand_offs.inside += cell.hand_offs;
                } else {
                    result_.hand_offs.crossing += cell.hand_offs;
                    hand_offs_.add(from, to, cell.hand_offs);
                }
            }
        }
    }

    /// Leaves with the same groups are alike, so links are counted between kinds of leaves.
    void count_links(const Rows<TaskId, std::uint32_t>& sets) {
        std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
        std::vector<std::vector<std::uint32_t>> kinds;
        std::vector<std::uint32_t> offsets = {0};
        std::vector<std::uint32_t> labels;
        for (const TaskId task : graph_.plan().tasks()) {
            if (graph_.is_leaf(task) && sets[task].size() <= options_.max_units_per_task) {
                std::vector<std::uint32_t> kind(sets[task].begin(), sets[task].end());
                const auto [found, is_new] =
                    numbers.emplace(std::move(kind), static_cast<std::uint32_t>(kinds.size()));
                if (is_new) kinds.push_back(found->first);
                labels.push_back(found->second);
            }
            offsets.push_back(static_cast<std::uint32_t>(labels.size()));
        }
        const LinkEnds ends(graph_, {std::move(offsets), std::move(labels)});
        const DependencyTable& table = graph_.plan().dependency_table();
        PairCounts pairs;
        for (std::size_t row = 0; row < table.count; ++row) {
            if (!table.predecessor[row].is_valid()) continue;
            const std::span<const LabelCount> from = ends.at(table.predecessor[row]);
            const std::span<const LabelCount> to = ends.at(table.successor[row]);
            if (!to.empty() && from.size() > options_.max_pairs_per_link / to.size()) {
                ++result_.left_out_links;
                continue;
            }
            for (const LabelCount& a : from)
                for (const LabelCount& b : to)
                    pairs.add(a.label, b.label, std::uint64_t{a.count} * b.count);
        }
        for (const PairCounts::Entry& each : std::move(pairs).take())
            hand_on(kinds[each.key >> 32U], kinds[each.key & 0xFFFFFFFFU], each.count);
    }

    void hand_on(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to,
                 std::uint64_t count) {
        if (from.empty() || to.empty()) {
            result_.hand_offs.unknown += count;
            return;
        }
        const bool is_inside = std::any_of(from.begin(), from.end(), [&](std::uint32_t group) {
            return std::binary_search(to.begin(), to.end(), group);
        });
        (is_inside ? result_.hand_offs.inside : result_.hand_offs.crossing) += count;
        if (is_inside) return;
        for (const std::uint32_t a : from)
            for (const std::uint32_t b : to) hand_offs_.add(a, b, count);
    }

    Crossings finish() {
        const std::vector<PairCounts::Entry> tasks = std::move(tasks_).take();
        const std::vector<PairCounts::Entry> hand_offs = std::move(hand_offs_).take();
        auto task = tasks.begin();
        auto hand_off = hand_offs.begin();
        while (task != tasks.end() || hand_off != hand_offs.end()) {
            const bool has_task =
                task != tasks.end() && (hand_off == hand_offs.end() || task->key <= hand_off->key);
            const bool has_hand_off =
                hand_off != hand_offs.end() && (task == tasks.end() || hand_off->key <= task->key);
            const std::uint64_t pair = has_task ? task->key : hand_off->key;
            result_.pairs.push_back({static_cast<std::uint32_t>(pair >> 32U),
                                     static_cast<std::uint32_t>(pair & 0xFFFFFFFFU),
                                     has_task ? (task++)->count : 0,
                                     has_hand_off ? (hand_off++)->count : 0});
        }
        return std::move(result_);
    }

    const PlanGraph& graph_;
    const CoordinationOptions& options_;
    Crossings result_;
    PairCounts tasks_, hand_offs_;
};

}  // namespace

Crossings crossings(const PlanGraph& graph, const Coordination& units, GroupAxis axis,
                    const CoordinationOptions& options) {
    CrossingMaker maker(graph, axis, options);
    return is_of_units(axis) ? maker.of_units(units) : maker.of_tasks();
}

}  // namespace planloom
