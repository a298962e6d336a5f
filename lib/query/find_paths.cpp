// Paths along influence, the shortest first. The distance to the goal is known for every node, so a
// path is only followed where it leads there.
#include "evaluator.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace planloom::query::detail {
namespace {

class Search {
public:
    Search(Ground& ground, const NodeSet& to, std::uint64_t most_steps, Monitor* monitor)
        : ground_(ground),
          universe_(ground.universe()),
          distance_(ground.ways().distances(Web::influence, to, monitor)),
          on_path_(universe_.count()),
          left_(most_steps),
          has_one_target_(to.size() == 1),
          pulse_(monitor) {}

    /// Nodes from which a target can be reached, by key.
    [[nodiscard]] std::vector<std::uint32_t> starts(const NodeSet& from) const {
        std::vector<std::uint32_t> starts;
        from.each([&](std::uint32_t number) {
            if (distance_[number] != no_node) starts.push_back(number);
        });
        std::sort(starts.begin(), starts.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return is_before(a, b); });
        return starts;
    }
    [[nodiscard]] std::uint32_t distance(std::uint32_t number) const { return distance_[number]; }

    [[nodiscard]] Path shortest(std::uint32_t start) {
        Path path{universe_.node(start)};
        for (std::uint32_t at = start; distance_[at] > 0;) {
            std::vector<Way> ways = ground_.ways().steps_from(Web::influence, at);
            std::erase_if(ways, [&](const Way& way) { return !leads_on(at, way); });
            const Way way = *std::min_element(
                ways.begin(), ways.end(),
                [&](const Way& a, const Way& b) { return is_before(a.to, b.to); });
            path.steps.push_back(step(at, way));
            at = way.to;
        }
        return path;
    }

    /// How many shortest paths there are from nodes that are equally far; nothing if that takes
    /// too long.
    [[nodiscard]] std::optional<std::uint64_t> count_shortest(
        const std::vector<std::uint32_t>& starts) {
        std::map<std::uint32_t, std::uint64_t> layer;
        for (const std::uint32_t start : starts) layer[start] = 1;
        for (std::uint32_t left = distance_[starts.front()]; left > 0; --left) {
            std::map<std::uint32_t, std::uint64_t> next;
            for (const auto& [number, count] : layer) {
                for (const Way& way : ground_.ways().steps_from(Web::influence, number)) {
                    if (left_ == 0) return std::nullopt;
                    --left_;
                    pulse_.beat();
                    if (!leads_on(number, way)) continue;
                    std::uint64_t& sum = next[way.to];
                    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
                    sum = count > most - sum ? most : sum + count;
                }
            }
            layer = std::move(next);
        }
        std::uint64_t total = 0;
        for (const auto& [number, count] : layer)
            total = count > std::numeric_limits<std::uint64_t>::max() - total
                        ? std::numeric_limits<std::uint64_t>::max()
                        : total + count;
        return total;
    }

    /// Paths by length, then by the keys along them, none of which meets a node twice.
    ///
    /// A path begun is as long as it is when it goes on the shortest way. Those of one length are
    /// taken in the order of their keys and followed along nodes that keep that length; turns that
    /// lengthen the path wait until their length is due. (The idea of Yen 1971, with exact
    /// distances in the place of searches.)
    [[nodiscard]] PathSearch all(const std::vector<std::uint32_t>& starts, std::size_t count) {
        for (const std::uint32_t start : starts)
            waiting_[distance_[start]].push_back(add({start, no_node, {}, 0}));
        PathSearch search;
        while (!waiting_.empty()) {
            const std::uint64_t length = waiting_.begin()->first;
            std::vector<std::uint32_t> due = std::move(waiting_.begin()->second);
            waiting_.erase(waiting_.begin());
            std::sort(due.begin(), due.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return comes_before(a, b); });
            for (const std::uint32_t begun : due) {
                if (follow(begun, length, count, search)) continue;
                search.is_cut = true;
                return search;
            }
        }
        return search;
    }

private:
    /// The end of a path that was begun, and what it goes on from.
    struct Begun {
        std::uint32_t number = 0;
        std::uint32_t before = no_node;
        Way by = {};
        std::uint32_t depth = 0;
    };

    std::uint32_t add(const Begun& begun) {
        begun_.push_back(begun);
        return static_cast<std::uint32_t>(begun_.size() - 1);
    }

    [[nodiscard]] bool leads_on(std::uint32_t from, const Way& way) const {
        return distance_[way.to] != no_node && distance_[way.to] + 1 == distance_[from];
    }

    [[nodiscard]] Step step(std::uint32_t from, const Way& way) const {
        return {universe_.node(from), universe_.node(way.to), way.relation, way.row};
    }

    [[nodiscard]] bool is_before(std::uint32_t a, std::uint32_t b) const {
        const Plan& plan = ground_.plan();
        return std::pair(plan.key(universe_.node(a)), a) <
               std::pair(plan.key(universe_.node(b)), b);
    }

    /// Whether the keys along one path come before those of another of the same length to be.
    [[nodiscard]] bool comes_before(std::uint32_t a, std::uint32_t b) const {
        while (begun_[a].depth > begun_[b].depth) a = begun_[a].before;
        while (begun_[b].depth > begun_[a].depth) b = begun_[b].before;
        std::uint32_t x = begun_[a].number;
        std::uint32_t y = begun_[b].number;
        while (a != b && a != no_node && b != no_node) {
            if (begun_[a].number != begun_[b].number) {
                x = begun_[a].number;
                y = begun_[b].number;
            }
            a = begun_[a].before;
            b = begun_[b].before;
        }
        return x != y && is_before(x, y);
    }

    /// @return false when the bound on paths or on steps was reached
    bool follow(std::uint32_t begun, std::uint64_t length, std::size_t count, PathSearch& search) {
        std::vector<std::uint32_t> marked;
        for (std::uint32_t at = begun_[begun].before; at != no_node; at = begun_[at].before) {
            on_path_.insert(begun_[at].number);
            marked.push_back(begun_[at].number);
        }
        const bool goes_on = walk(begun, length, count, search);
        for (const std::uint32_t number : marked) on_path_.erase(number);
        return goes_on;
    }

    bool walk(std::uint32_t begun, std::uint64_t length, std::size_t count, PathSearch& search) {
        std::vector<std::uint32_t> open{begun};
        while (!open.empty()) {
            const std::uint32_t at = open.back();
            open.pop_back();
            const std::uint32_t number = begun_[at].number;
            pulse_.beat();
            if (left_ == 0) return false;
            --left_;
            if (distance_[number] == 0) {
                if (search.paths.size() == count) return false;
                search.paths.push_back(path_to(at));
                if (has_one_target_) continue;
            }
            turn(at, length, open);
        }
        return true;
    }

    void turn(std::uint32_t at, std::uint64_t length, std::vector<std::uint32_t>& open) {
        const Begun from = begun_[at];
        std::vector<Way> ways = ground_.ways().steps_from(Web::influence, from.number);
        std::erase_if(ways, [&](const Way& way) { return distance_[way.to] == no_node; });
        std::sort(ways.begin(), ways.end(),
                  [&](const Way& a, const Way& b) { return is_before(b.to, a.to); });
        for (const Way& way : ways) {
            if (way.to == from.number || is_on(at, way.to)) continue;
            const std::uint64_t whole = from.depth + 1 + distance_[way.to];
            const std::uint32_t next = add({way.to, at, way, from.depth + 1});
            if (whole == length)
                open.push_back(next);
            else
                waiting_[whole].push_back(next);
        }
    }

    /// Whether a path meets a node. What was walked along the shortest way is looked through as far
    /// back as the marks, or to where all nodes are farther from the target.
    [[nodiscard]] bool is_on(std::uint32_t at, std::uint32_t number) const {
        if (on_path_.contains(number)) return true;
        for (; at != no_node && !on_path_.contains(begun_[at].number) &&
               distance_[begun_[at].number] <= distance_[number];
             at = begun_[at].before) {
            if (begun_[at].number == number) return true;
        }
        return false;
    }

    [[nodiscard]] Path path_to(std::uint32_t at) const {
        Path path;
        for (; begun_[at].before != no_node; at = begun_[at].before)
            path.steps.push_back(step(begun_[begun_[at].before].number, begun_[at].by));
        path.start = universe_.node(begun_[at].number);
        std::reverse(path.steps.begin(), path.steps.end());
        return path;
    }

    Ground& ground_;
    const Universe& universe_;
    std::vector<std::uint32_t> distance_;
    NodeSet on_path_;
    std::uint64_t left_;
    bool has_one_target_;
    Pulse pulse_;
    std::vector<Begun> begun_;
    std::map<std::uint64_t, std::vector<std::uint32_t>> waiting_;
};

}  // namespace

PathSearch find_paths(Ground& ground, const NodeSet& from, const NodeSet& to, std::size_t count,
                      bool only_shortest, std::uint64_t most_steps, Monitor* monitor) {
    Search search(ground, to, most_steps, monitor);
    std::vector<std::uint32_t> starts = search.starts(from);
    if (starts.empty()) return {};
    if (!only_shortest) return search.all(starts, count);
    const std::uint32_t nearest = search.distance(*std::min_element(
        starts.begin(), starts.end(),
        [&](std::uint32_t a, std::uint32_t b) { return search.distance(a) < search.distance(b); }));
    std::erase_if(starts, [&](std::uint32_t start) { return search.distance(start) != nearest; });
    PathSearch found;
    found.paths.push_back(search.shortest(starts.front()));
    found.shortest = search.count_shortest(starts);
    found.is_cut = found.shortest != std::uint64_t{1};
    return found;
}

}  // namespace planloom::query::detail
