#include "strongest_path.hpp"

#include <algorithm>
#include <tuple>

namespace planloom {

StrongestPath::StrongestPath(const PlanGraph& graph, const Forces& forces)
    : graph_(graph), forces_(forces), reached_(2 * graph.task_count()) {}

void StrongestPath::prepare() {
    labels_ = make_reach_labels(graph_.successor_rows(), graph_.predecessor_rows());
    earliest_[0] = earliest(Scale::working);
    if (forces_.has_elapsed()) earliest_[1] = earliest(Scale::elapsed);
}

/// When each event can be at the earliest: no path between two events asks for more than the time
/// between these.
std::vector<Minutes> StrongestPath::earliest(Scale scale) const {
    std::vector<Minutes> time(2 * graph_.task_count(), 0);
    for (const TaskNode node : graph_.nodes()) {
        time[finish(node)] =
            std::max(time[finish(node)], time[start(node)] + forces_.duration(node, scale));
        const std::span<const TaskNode> next = graph_.successors(node);
        for (std::size_t i = 0; i < next.size(); ++i) {
            const DependencyId link = graph_.successor_links(node)[i];
            Minutes& at = time[end(link, next[i])];
            at = std::max(at, time[start(node) + (forces_.is_from_finish(link) ? 1U : 0U)] +
                                  forces_.lag(link, scale));
        }
    }
    return time;
}

bool StrongestPath::is_met(DependencyId link) {
    for (const Scale scale : {Scale::working, Scale::elapsed}) {
        if (scale == Scale::elapsed && !forces_.has_elapsed()) break;
        if (forces_.satisfies(link, scale, most({link, scale, true, {}}))) return true;
    }
    return false;
}

std::vector<DependencyId> StrongestPath::replacement(DependencyId link,
                                                     std::span<const DependencyId> without) {
    for (const Scale scale : {Scale::working, Scale::elapsed}) {
        if (scale == Scale::elapsed && !forces_.has_elapsed()) break;
        if (forces_.satisfies(link, scale, most({link, scale, false, without})))
            return path_to(end(link, forces_.successor(link)));
    }
    return {};
}

Minutes StrongestPath::most(const Question& question) {
    if (++search_ == 0) {
        for (Reached& each : reached_) each.search = 0;
        search_ = 1;
    }
    const TaskNode last = forces_.successor(question.link);
    open_.clear();
    offer(begin(question.link), {0, 0, 0, no_event, {}});
    while (!open_.empty()) {
        std::pop_heap(open_.begin(), open_.end(), std::greater<>());
        const TaskNode node = open_.back();
        open_.pop_back();
        const Reached& at_start = reached_[start(node)];
        if (at_start.search == search_)
            offer(finish(node), {at_start.force + forces_.duration(node, question.scale),
                                 at_start.links,
                                 0,
                                 start(node),
                                 {}});
        if (node != last) follow(question, node, last);
    }
    const Reached& at_end = reached_[end(question.link, last)];
    return at_end.search == search_ ? at_end.force : no_force;
}

/// Goes along the links of a task whose own times are final.
void StrongestPath::follow(const Question& question, TaskNode node, TaskNode last) {
    const std::span<const TaskNode> row = graph_.successors(node);
    const bool is_hard = !forces_.is_soft(question.link);
    const bool skips_last =
        question.over_another_task && node == forces_.predecessor(question.link);
    for (std::size_t i = 0; i < row.size() && row[i] <= last; ++i) {
        const TaskNode next = row[i];
        const DependencyId link = graph_.successor_links(node)[i];
        if (link == question.link || (skips_last && next == last)) continue;
        if (is_hard && forces_.is_soft(link)) continue;
        if (next != last && !labels_.empty() &&
            !labels_[next.index()].may_reach(labels_[last.index()]))
            continue;
        const Event from = start(node) + (forces_.is_from_finish(link) ? 1U : 0U);
        const Reached& here = reached_[from];
        const Minutes lag = forces_.lag(link, question.scale);
        if (here.search != search_ || lag == no_force) continue;
        const Event to = end(link, next);
        if (!may_help(question, to, here.force + lag)) continue;
        if (std::binary_search(question.without.begin(), question.without.end(), link)) continue;
        offer(to, {here.force + lag, here.links + 1, 0, from, link});
    }
}

bool StrongestPath::may_help(const Question& question, Event event, Minutes force) const {
    const std::vector<Minutes>& earliest = earliest_[question.scale == Scale::elapsed ? 1 : 0];
    if (earliest.empty()) return true;
    const Event goal = end(question.link, forces_.successor(question.link));
    return forces_.satisfies(question.link, question.scale,
                             force + earliest[goal] - earliest[event]);
}

/// Keeps the stronger of two ways to an event, then the one of more links, then a hard link.
void StrongestPath::offer(Event event, const Reached& reached) {
    Reached& kept = reached_[event];
    if (kept.search == search_) {
        const auto is_hard = [this](const Reached& each) {
            return each.link.is_valid() && !forces_.is_soft(each.link);
        };
        if (std::tuple(kept.force, kept.links, is_hard(kept)) >=
            std::tuple(reached.force, reached.links, is_hard(reached)))
            return;
    } else {
        const Reached& other = reached_[event ^ 1U];
        // The finish is offered once more when its task is taken from the heap.
        if (other.search != search_) {
            open_.push_back(task(event));
            std::push_heap(open_.begin(), open_.end(), std::greater<>());
        }
    }
    kept = reached;
    kept.search = search_;
}

std::vector<DependencyId> StrongestPath::path_to(Event event) const {
    std::vector<DependencyId> links;
    for (; event != no_event; event = reached_[event].from)
        if (reached_[event].link.is_valid()) links.push_back(reached_[event].link);
    std::reverse(links.begin(), links.end());
    return links;
}

}  // namespace planloom
