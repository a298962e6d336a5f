#include "risk_pass.hpp"

#include <algorithm>

namespace planloom::detail {

ClockPass::ClockPass(const RiskProgram& program, const RiskDurations& durations)
    : program_(program),
      duration_(program.nodes.size() * lane_count),
      start_(program.nodes.size() * lane_count, no_moment),
      finish_((program.nodes.size() + program.groups.count()) * lane_count, no_moment),
      latest_start_(program.nodes.size() * lane_count),
      latest_finish_(program.nodes.size() * lane_count) {
    for (std::size_t place = 0; place < program.nodes.size(); ++place)
        std::fill_n(&duration_[place * lane_count], lane_count,
                    durations.model(program.nodes[place].node).likely);
}

void ClockPass::put(std::size_t place, std::size_t lane) {
    const RiskNode& node = program_.nodes[place];
    const Network& network = *program_.network;
    const std::size_t at = place * lane_count + lane;
    const Clock& clock = network.clocks[node.clock];
    switch (node.kind) {
        case RiskNode::Kind::none:
            return;
        case RiskNode::Kind::constant:
            start_[at] = node.lower_start;
            finish_[at] = node.lower_finish;
            return;
        case RiskNode::Kind::fixed_start:
            start_[at] = node.lower_start;
            finish_[at] = clock.ahead(node.lower_start, duration_[at]);
            return;
        case RiskNode::Kind::fixed_finish:
            start_[at] = clock.back(node.lower_finish, duration_[at]);
            finish_[at] = node.lower_finish;
            return;
        default:
            break;
    }
    Minutes start = node.lower_start;
    Minutes finish = node.lower_finish;
    for (std::uint32_t each = node.first_arc; each < node.last_arc; ++each) {
        const RiskArc& arc = program_.arcs[each];
        const std::size_t before = arc.from * lane_count + lane;
        const Minutes from = arc.from_end == End::start ? start_[before] : finish_[before];
        if (from == no_moment) continue;
        Minutes& bound = arc.to_end == End::start ? start : finish;
        const Clock& of_lag = network.clocks[arc.clock];
        Minutes moment = of_lag.ahead(from, arc.lag);
        if (network.starts_at_once && arc.is_reversed && arc.lag != 0)
            moment = of_lag.next_work(moment);
        bound = std::max(bound, moment);
    }
    if (node.kind == RiskNode::Kind::gate)
        start_[at] = finish_[at] = start;
    else
        put_free(node, at, start, finish);
}

void ClockPass::put_free(const RiskNode& node, std::size_t at, Minutes start, Minutes finish) {
    const Clock& clock = program_.network->clocks[node.clock];
    const Minutes duration = duration_[at];
    const Minutes held = start;
    if (duration > 0) start = clock.next_work(start);
    if (finish != no_moment)
        start = std::max(start, duration > 0 ? clock.back(finish, duration) : finish);
    start_[at] = start;
    finish_[at] = clock.ahead(start, duration);
    if (finish > finish_[at] && clock.work(finish) == clock.work(finish_[at])) finish_[at] = finish;
    if (program_.network->starts_at_once && clock.work(held) == clock.work(start))
        start_[at] = held;
}

void ClockPass::solve(const RiskKnot& knot, Lanes<std::uint8_t>& holds) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
        if (holds[lane] == 0) continue;
        for (std::size_t place = knot.first; place < knot.last; ++place)
            start_[place * lane_count + lane] = finish_[place * lane_count + lane] = no_moment;
        bool moves = true;
        // As many rounds as pass_forward has the patience for.
        const std::size_t rounds = 4 * std::size_t{knot.last - knot.first} + 100;
        for (std::size_t round = 0; moves && round <= rounds; ++round) {
            moves = false;
            for (std::size_t place = knot.first; place < knot.last; ++place) {
                const std::size_t at = place * lane_count + lane;
                const NodeState before{start_[at], finish_[at]};
                put(place, lane);
                moves = moves || before.start != start_[at] || before.finish != finish_[at];
            }
        }
        if (moves) holds[lane] = 0;
    }
}

Lanes<std::uint8_t> ClockPass::forward() {
    Lanes<std::uint8_t> holds;
    holds.fill(1);
    auto knot = program_.knots.begin();
    for (std::size_t place = 0; place < program_.nodes.size(); ++place) {
        if (knot != program_.knots.end() && place == knot->first) {
            solve(*knot, holds);
            place = knot->last - 1;
            ++knot;
            continue;
        }
        for (std::size_t lane = 0; lane < lane_count; ++lane)
            if (holds[lane] != 0) put(place, lane);
    }
    for (std::size_t group = 0; group < program_.groups.count(); ++group)
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            Minutes last = no_moment;
            for (const std::uint32_t source : program_.groups[group])
                last = std::max(last, finish_[source * lane_count + lane]);
            finish_[(program_.nodes.size() + group) * lane_count + lane] = last;
        }
    return holds;
}

Lanes<Minutes> ClockPass::end() const {
    Lanes<Minutes> end;
    end.fill(no_moment);
    for (std::size_t place = 0; place < program_.nodes.size(); ++place)
        if (program_.nodes[place].is_last)
            for (std::size_t lane = 0; lane < lane_count; ++lane)
                end[lane] = std::max(end[lane], finish(place)[lane]);
    return end;
}

/// As in pass_backward.
NodeState ClockPass::latest(std::size_t place, std::size_t lane, Minutes end) const {
    const RiskNode& node = program_.nodes[place];
    const std::size_t at = place * lane_count + lane;
    Minutes start = latest_start_[at];
    Minutes finish = latest_finish_[at];
    const bool is_gate = node.kind == RiskNode::Kind::gate;
    if (!is_gate) finish = std::min(finish, end);
    const Minutes duration = duration_[at];
    if (is_gate || duration == 0) {
        start = std::min(start, finish);
        return {start, start};
    }
    const Clock& clock = program_.network->clocks[node.clock];
    if (start != never) {
        const Minutes work = clock.work(start);
        const Minutes begun = clock.start_of(work);
        start = begun <= start ? begun : clock.start_of(work - 1);
    }
    start = std::min(start, clock.back(finish, duration));
    return {start, std::min(finish, clock.latest_of(clock.work(start) + duration))};
}

bool ClockPass::pull(std::size_t place, std::size_t lane, Minutes end, const RiskKnot& within) {
    const RiskNode& node = program_.nodes[place];
    if (node.first_arc == node.last_arc) return false;
    const NodeState late = latest(place, lane, end);
    bool is_more = false;
    for (std::uint32_t each = node.first_arc; each < node.last_arc; ++each) {
        const RiskArc& arc = program_.arcs[each];
        const Minutes to = late.at(arc.to_end);
        if (to == never) continue;
        const std::size_t before = arc.from * lane_count + lane;
        Minutes& bound =
            arc.from_end == End::start ? latest_start_[before] : latest_finish_[before];
        const Minutes moment = program_.network->clocks[arc.clock].back(to, arc.lag);
        if (moment >= bound) continue;
        bound = moment;
        is_more = is_more || (arc.from >= within.first && arc.from < within.last);
    }
    return is_more;
}

void ClockPass::count_critical(const Lanes<Minutes>& end, const Lanes<std::uint8_t>& holds,
                               std::span<std::uint32_t> counts) {
    std::fill(latest_start_.begin(), latest_start_.end(), never);
    std::fill(latest_finish_.begin(), latest_finish_.end(), never);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
        if (holds[lane] == 0) continue;
        auto knot = program_.knots.rbegin();
        for (std::size_t place = program_.nodes.size(); place-- > 0;) {
            if (knot == program_.knots.rend() || place + 1 != knot->last) {
                pull(place, lane, end[lane], RiskKnot());
                continue;
            }
            for (bool is_more = true; is_more;) {
                is_more = false;
                for (std::size_t each = knot->last; each-- > knot->first;)
                    is_more |= pull(each, lane, end[lane], *knot);
            }
            place = knot->first;
            ++knot;
        }
        for (std::size_t place = 0; place < program_.nodes.size(); ++place) {
            const RiskNode& node = program_.nodes[place];
            if (node.kind == RiskNode::Kind::none || node.kind == RiskNode::Kind::gate ||
                node.kind == RiskNode::Kind::constant)
                continue;
            const Clock& clock = program_.network->clocks[node.clock];
            const Minutes late = latest(place, lane, end[lane]).finish;
            if (clock.work(late) <= clock.work(finish_[place * lane_count + lane])) ++counts[place];
        }
    }
}

}  // namespace planloom::detail
