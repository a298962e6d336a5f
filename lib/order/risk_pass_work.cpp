#include "risk_pass.hpp"

#include <algorithm>
#include <limits>

namespace planloom::detail {
namespace {

template <class Value>
Value to_value(Minutes time) {
    return time == no_moment ? -std::numeric_limits<Value>::infinity() : static_cast<Value>(time);
}

template <class Value>
void raise(Value* __restrict to, const Value* __restrict from, Value lag) {
    for (std::size_t i = 0; i < lane_count; ++i) {
        const Value time = from[i] + lag;
        to[i] = time > to[i] ? time : to[i];
    }
}

/// From the starts of what takes a duration.
template <class Value>
void raise(Value* __restrict to, const Value* __restrict from, const Value* __restrict duration,
           Value lag) {
    for (std::size_t i = 0; i < lane_count; ++i) {
        const Value time = from[i] - duration[i] + lag;
        to[i] = time > to[i] ? time : to[i];
    }
}

}  // namespace

template <class Value>
WorkPass<Value>::WorkPass(const RiskProgram& program, const RiskDurations& durations)
    : program_(program),
      duration_(program.nodes.size() * lane_count),
      finish_((program.nodes.size() + program.groups.count()) * lane_count,
              -std::numeric_limits<Value>::infinity()),
      mask_(program.nodes.size()),
      is_marked_(program.nodes.size()) {
    for (std::size_t place = 0; place < program.nodes.size(); ++place) {
        const RiskNode& node = program.nodes[place];
        add_stop(node);
        if (node.is_last) last_.push_back(static_cast<std::uint32_t>(place));
        Value* const first = &duration_[place * lane_count];
        std::fill(first, first + lane_count, static_cast<Value>(durations.model(node.node).likely));
        Value* const finish = &finish_[place * lane_count];
        if (node.kind == RiskNode::Kind::constant || node.kind == RiskNode::Kind::fixed_finish)
            std::fill(finish, finish + lane_count, to_value<Value>(node.lower_finish));
    }
    stops_.emplace_back();
    stops_.back().first = static_cast<std::uint32_t>(steps_.size());
}

template <class Value>
void WorkPass<Value>::add_stop(const RiskNode& node) {
    Stop stop;
    stop.lower_start = to_value<Value>(node.lower_start);
    stop.lower_finish = to_value<Value>(node.lower_finish);
    stop.first = static_cast<std::uint32_t>(steps_.size());
    stop.moves = node.kind == RiskNode::Kind::free || node.kind == RiskNode::Kind::gate ||
                 node.kind == RiskNode::Kind::fixed_start;
    stop.has_finish = node.lower_finish != no_moment;
    stop.is_last = node.is_last && node.kind != RiskNode::Kind::constant;
    for (std::uint32_t each = node.first_arc; each < node.last_arc; ++each) {
        const RiskArc& arc = program_.arcs[each];
        steps_.push_back({arc.from, arc.from_end == End::start, arc.to_end == End::finish,
                          static_cast<Value>(arc.lag)});
        stop.has_finish = stop.has_finish || arc.to_end == End::finish;
    }
    stops_.push_back(stop);
}

template <class Value>
Minutes WorkPass<Value>::to_minutes(Value time) {
    return time == -std::numeric_limits<Value>::infinity() ? no_moment : static_cast<Minutes>(time);
}

template <class Value>
void WorkPass<Value>::put(std::size_t place) {
    const Stop& stop = stops_[place];
    if (!stop.moves) return;
    Value start[lane_count];
    Value finish[lane_count];
    std::fill_n(start, lane_count, stop.lower_start);
    if (stop.has_finish) std::fill_n(finish, lane_count, stop.lower_finish);
    for (std::uint32_t each = stop.first; each < (&stop + 1)->first; ++each) {
        const Step& step = steps_[each];
        const Value* const from = &finish_[step.from * lane_count];
        Value* const to = step.is_to_finish ? finish : start;
        if (step.is_from_start)
            raise(to, from, &duration_[step.from * lane_count], step.lag);
        else
            raise(to, from, step.lag);
    }
    const Value* const duration = &duration_[place * lane_count];
    Value* const to = &finish_[place * lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) to[i] = start[i] + duration[i];
    if (stop.has_finish)
        for (std::size_t i = 0; i < lane_count; ++i) to[i] = finish[i] > to[i] ? finish[i] : to[i];
}

/// Rounds as in pass_forward; a lane that still moves after as many as there are nodes never stops.
template <class Value>
void WorkPass<Value>::solve(const RiskKnot& knot, Lanes<std::uint8_t>& holds) {
    for (std::size_t place = knot.first; place < knot.last; ++place)
        if (stops_[place].moves)
            std::fill_n(&finish_[place * lane_count], lane_count,
                        -std::numeric_limits<Value>::infinity());
    Lanes<std::uint8_t> moves{};
    for (std::size_t round = 0; round <= knot.last - knot.first + 1U; ++round) {
        moves = {};
        for (std::size_t place = knot.first; place < knot.last; ++place) {
            const Value* const finish = &finish_[place * lane_count];
            Lanes<Value> before;
            std::copy_n(finish, lane_count, before.begin());
            put(place);
            for (std::size_t i = 0; i < lane_count; ++i)
                moves[i] = static_cast<std::uint8_t>(moves[i] | (finish[i] != before[i]));
        }
        if (std::none_of(moves.begin(), moves.end(), [](auto each) { return each != 0; })) return;
    }
    for (std::size_t i = 0; i < lane_count; ++i)
        if (moves[i] != 0) holds[i] = 0;
}

template <class Value>
Lanes<std::uint8_t> WorkPass<Value>::forward() {
    Lanes<std::uint8_t> holds;
    holds.fill(1);
    auto knot = program_.knots.begin();
    for (std::size_t place = 0; place < program_.nodes.size(); ++place) {
        if (knot != program_.knots.end() && place == knot->first) {
            solve(*knot, holds);
            place = knot->last - 1;
            ++knot;
        } else {
            put(place);
        }
    }
    for (std::size_t group = 0; group < program_.groups.count(); ++group) {
        Value* const to = &finish_[(program_.nodes.size() + group) * lane_count];
        std::fill_n(to, lane_count, -std::numeric_limits<Value>::infinity());
        for (const std::uint32_t source : program_.groups[group])
            raise(to, &finish_[source * lane_count], Value{0});
    }
    return holds;
}

template <class Value>
Lanes<Value> WorkPass<Value>::end() const {
    Lanes<Value> end;
    end.fill(-std::numeric_limits<Value>::infinity());
    for (const std::uint32_t place : last_) raise(end.data(), finish(place), Value{0});
    return end;
}

template <class Value>
void WorkPass<Value>::mark_last(std::size_t place, const Lanes<Value>& end) {
    if (!stops_[place].is_last) return;
    const Value* const finish = &finish_[place * lane_count];
    std::int32_t any = 0;
    Mask found;
    for (std::size_t i = 0; i < lane_count; ++i) found[i] = finish[i] == end[i] ? 1 : 0;
    for (std::size_t i = 0; i < lane_count; ++i) any |= found[i];
    if (any == 0) return;
    is_marked_[place] = 1;
    for (std::size_t i = 0; i < lane_count; ++i) mask_[place][i] |= found[i];
}

/// Marks what the marked lanes of a node wait for.
/// @return whether a place of the knot was marked in more lanes
template <class Value>
bool WorkPass<Value>::pass_on(std::size_t place, const RiskKnot& within) {
    const Stop& stop = stops_[place];
    const Value* const finish = &finish_[place * lane_count];
    const Value* const duration = &duration_[place * lane_count];
    Value start[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) start[i] = finish[i] - duration[i];
    bool is_more = false;
    for (std::uint32_t each = stop.first; each < (&stop + 1)->first; ++each) {
        const Step& arc = steps_[each];
        Value from[lane_count];
        const Value* const before = &finish_[arc.from * lane_count];
        for (std::size_t i = 0; i < lane_count; ++i) from[i] = before[i] + arc.lag;
        if (arc.is_from_start) {
            const Value* const length = &duration_[arc.from * lane_count];
            for (std::size_t i = 0; i < lane_count; ++i) from[i] -= length[i];
        }
        const Value* const to = arc.is_to_finish ? finish : start;
        Mask found;
        std::int32_t any = 0;
        for (std::size_t i = 0; i < lane_count; ++i)
            found[i] = mask_[place][i] & static_cast<std::int32_t>(from[i] == to[i]);
        for (std::size_t i = 0; i < lane_count; ++i) any |= found[i];
        if (any == 0) continue;
        Mask& mask = mask_[arc.from];
        std::int32_t news = 0;
        for (std::size_t i = 0; i < lane_count; ++i) news |= found[i] & ~mask[i];
        for (std::size_t i = 0; i < lane_count; ++i) mask[i] |= found[i];
        is_marked_[arc.from] = 1;
        is_more = is_more || (news != 0 && arc.from >= within.first && arc.from < within.last);
    }
    return is_more;
}

template <class Value>
void WorkPass<Value>::count(std::size_t place, std::span<std::uint32_t> counts) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < lane_count; ++i) sum += mask_[place][i];
    counts[place] += static_cast<std::uint32_t>(sum);
    mask_[place] = {};
    is_marked_[place] = 0;
}

template <class Value>
void WorkPass<Value>::count_critical(const Lanes<Value>& end, const Lanes<std::uint8_t>& holds,
                                     std::span<std::uint32_t> counts) {
    Lanes<Value> wanted = end;
    for (std::size_t i = 0; i < lane_count; ++i)
        if (holds[i] == 0) wanted[i] = std::numeric_limits<Value>::quiet_NaN();
    auto knot = program_.knots.rbegin();
    for (std::size_t place = program_.nodes.size(); place-- > 0;) {
        if (knot != program_.knots.rend() && place + 1 == knot->last) {
            for (std::size_t each = knot->first; each < knot->last; ++each) mark_last(each, wanted);
            for (bool is_more = true; is_more;) {
                is_more = false;
                for (std::size_t each = knot->last; each-- > knot->first;)
                    if (is_marked_[each] != 0) is_more |= pass_on(each, *knot);
            }
            for (std::size_t each = knot->first; each < knot->last; ++each)
                if (is_marked_[each] != 0) count(each, counts);
            place = knot->first;
            ++knot;
            continue;
        }
        mark_last(place, wanted);
        if (is_marked_[place] == 0) continue;
        pass_on(place, RiskKnot());
        count(place, counts);
    }
}

template class WorkPass<float>;
template class WorkPass<double>;

}  // namespace planloom::detail
