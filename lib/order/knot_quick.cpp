// A repair of a large knot, by the order of Eades, Lin and Smyth.
#include <planloom/order/live_order.hpp>

#include "knot.hpp"

#include <algorithm>

namespace planloom {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;

/// Takes tasks off a knot of hard links: those that nothing leads to go to the front, those that
/// lead nowhere to the back; else the one with the largest surplus of links out goes to the front.
/// Tasks of equal surplus stand in a list, so that the work is linear.
class Peeling {
public:
    explicit Peeling(const Knot& knot)
        : knot_(knot),
          in_(knot.node_count(), 0),
          out_(knot.node_count(), 0),
          previous_(knot.node_count(), none),
          next_(knot.node_count(), none),
          is_taken_(knot.node_count(), false) {
        index_arcs();
        std::uint32_t most = 0;
        for (std::size_t task = 0; task < in_.size(); ++task)
            most = std::max({most, in_[task], out_[task]});
        middle_ = most;
        lists_.assign(2 * std::size_t{most} + 1, none);
        for (std::uint32_t task = static_cast<std::uint32_t>(in_.size()); task-- > 0;)
            put_in_list(task);
        for (std::uint32_t task = 0; task < in_.size(); ++task) note_if_bare(task);
    }

    std::vector<std::uint32_t> run() {
        std::vector<std::uint32_t> front, back;
        for (std::size_t left = in_.size(); left > 0; --left) {
            const std::uint32_t task = choose();
            (in_[task] != 0 && out_[task] == 0 ? back : front).push_back(task);
            take(task);
        }
        front.insert(front.end(), back.rbegin(), back.rend());
        return front;
    }

private:
    void index_arcs() {
        const std::vector<KnotArc>& arcs = knot_.arcs();
        first_out_.assign(in_.size() + 1, 0);
        first_in_.assign(in_.size() + 1, 0);
        for (const KnotArc& arc : arcs) {
            ++first_out_[arc.from + 1];
            ++first_in_[arc.to + 1];
            out_[arc.from] += hard_links(arc);
            in_[arc.to] += hard_links(arc);
        }
        for (std::size_t i = 0; i < in_.size(); ++i) {
            first_out_[i + 1] += first_out_[i];
            first_in_[i + 1] += first_in_[i];
        }
        arcs_in_.resize(arcs.size());
        std::vector<std::uint32_t> place(first_in_.begin(), first_in_.end() - 1);
        for (std::uint32_t arc = 0; arc < arcs.size(); ++arc) arcs_in_[place[arcs[arc].to]++] = arc;
    }

    static std::uint32_t hard_links(const KnotArc& arc) {
        return static_cast<std::uint32_t>(arc.cost.hard_links);
    }

    std::uint32_t choose() {
        while (!bare_.empty()) {
            const std::uint32_t task = bare_.back();
            bare_.pop_back();
            if (!is_taken_[task]) return task;
        }
        while (lists_[highest_] == none) --highest_;
        return lists_[highest_];
    }

    void take(std::uint32_t task) {
        is_taken_[task] = true;
        take_from_list(task);
        for (std::size_t arc = first_out_[task]; arc < first_out_[task + 1]; ++arc)
            lessen(in_, knot_.arcs()[arc].to, knot_.arcs()[arc]);
        for (std::size_t i = first_in_[task]; i < first_in_[task + 1]; ++i)
            lessen(out_, knot_.arcs()[arcs_in_[i]].from, knot_.arcs()[arcs_in_[i]]);
    }

    void lessen(std::vector<std::uint32_t>& count, std::uint32_t task, const KnotArc& arc) {
        if (is_taken_[task] || !arc.is_hard()) return;
        take_from_list(task);
        count[task] -= hard_links(arc);
        put_in_list(task);
        note_if_bare(task);
    }

    void note_if_bare(std::uint32_t task) {
        if (in_[task] == 0 || out_[task] == 0) bare_.push_back(task);
    }

    [[nodiscard]] std::size_t list_of(std::uint32_t task) const {
        return std::size_t{middle_} + out_[task] - in_[task];
    }
    void put_in_list(std::uint32_t task) {
        const std::size_t list = list_of(task);
        previous_[task] = none;
        next_[task] = lists_[list];
        if (next_[task] != none) previous_[next_[task]] = task;
        lists_[list] = task;
        highest_ = std::max(highest_, list);
    }
    void take_from_list(std::uint32_t task) {
        (previous_[task] != none ? next_[previous_[task]] : lists_[list_of(task)]) = next_[task];
        if (next_[task] != none) previous_[next_[task]] = previous_[task];
    }

    const Knot& knot_;
    std::vector<std::uint32_t> first_out_, first_in_, arcs_in_;
    std::vector<std::uint32_t> in_, out_;
    std::vector<std::uint32_t> lists_, previous_, next_;
    std::uint32_t middle_ = 0;
    std::size_t highest_ = 0;
    std::vector<std::uint32_t> bare_;
    std::vector<bool> is_taken_;
};

}  // namespace

Repair quick_repair(const Knot& knot, std::uint64_t links, Monitor* monitor) {
    const std::vector<std::uint32_t> sequence = Peeling(knot).run();
    std::vector<TaskId> place(sequence.size());
    LiveOrder order;
    for (const std::uint32_t task : sequence) place[task] = order.add_task();

    for (const auto& [from, to] : knot.ways()) (void)order.add_link(place[from], place[to]);

    const std::vector<KnotArc>& arcs = knot.arcs();
    std::vector<bool> is_removed(arcs.size(), true);
    bool is_minimal = true;
    const auto put_in = [&](std::size_t arc) {
        const TaskId from = place[arcs[arc].from];
        const TaskId to = place[arcs[arc].to];
        if (order.links_looked_at() >= links && !order.before(from, to)) {
            is_minimal = false;
            return;
        }
        is_removed[arc] = !order.add_link(from, to).is_accepted();
    };
    // Hard links that run forward, hard links that run back, soft links.
    for (const int turn : {0, 1, 2}) {
        for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
            if ((arc & 0xFFFU) == 0) report_progress(monitor, arc, arcs.size());
            if (arcs[arc].is_hard() != (turn < 2)) continue;
            const bool is_forward = place[arcs[arc].from] < place[arcs[arc].to];
            if (turn == 2 || is_forward == (turn == 0)) put_in(arc);
        }
    }
    Repair repair = knot.repair(is_removed);
    repair.is_minimal = is_minimal;
    return repair;
}

}  // namespace planloom
