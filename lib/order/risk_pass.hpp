// Passes over a program for one block of samples at once: forward to the finishes, back to what is
// critical. In working minutes, where one calendar governs all; else by the calendars.
#pragma once

#include "risk_program.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom::detail {

/// Lanes of whole minutes in `Value`, which holds them all exactly.
template <class Value>
class WorkPass {
public:
    using Time = Value;

    explicit WorkPass(const RiskProgram& program, const RiskDurations& durations);

    /// What a caller fills with the drawn durations of a node.
    [[nodiscard]] Value* durations(std::size_t place) {
        return duration_.data() + place * lane_count;
    }
    /// @return whether links can hold, by lane
    Lanes<std::uint8_t> forward();
    /// Of a place, or a group.
    [[nodiscard]] const Value* finish(std::size_t place) const {
        return finish_.data() + place * lane_count;
    }
    /// The last finish of all leaves.
    [[nodiscard]] Lanes<Value> end() const;
    /// Counts for each place in how many of the lanes that hold it is critical.
    void count_critical(const Lanes<Value>& end, const Lanes<std::uint8_t>& holds,
                        std::span<std::uint32_t> counts);
    [[nodiscard]] static Minutes to_minutes(Value time);
    [[nodiscard]] static double to_work(const RiskProgram&, Value time) {
        return static_cast<double>(time);
    }

private:
    using Mask = Lanes<std::int32_t>;
    /// What the passes need of an arc, and of a node.
    struct Step {
        std::uint32_t from = 0;
        bool is_from_start = false, is_to_finish = false;
        Value lag = 0;
    };
    struct Stop {
        Value lower_start = 0, lower_finish = 0;
        std::uint32_t first = 0;
        bool moves = false, has_finish = false, is_last = false;
    };

    void add_stop(const RiskNode& node);
    void put(std::size_t place);
    void solve(const RiskKnot& knot, Lanes<std::uint8_t>& holds);
    void mark_last(std::size_t place, const Lanes<Value>& end);
    bool pass_on(std::size_t place, const RiskKnot& within);
    void count(std::size_t place, std::span<std::uint32_t> counts);

    const RiskProgram& program_;
    std::vector<Step> steps_;
    /// By place, and one more, which ends the steps.
    std::vector<Stop> stops_;
    std::vector<std::uint32_t> last_;
    std::vector<Value> duration_, finish_;
    std::vector<Mask> mask_;
    std::vector<std::uint8_t> is_marked_;
};

/// Lanes of moments. The same as pass_forward and pass_backward, but that nothing is wanted of the
/// finishes other than the end, and what is fixed holds back nothing before it.
class ClockPass {
public:
    using Time = Minutes;

    explicit ClockPass(const RiskProgram& program, const RiskDurations& durations);

    [[nodiscard]] Minutes* durations(std::size_t place) {
        return duration_.data() + place * lane_count;
    }
    Lanes<std::uint8_t> forward();
    [[nodiscard]] const Minutes* finish(std::size_t place) const {
        return finish_.data() + place * lane_count;
    }
    [[nodiscard]] Lanes<Minutes> end() const;
    void count_critical(const Lanes<Minutes>& end, const Lanes<std::uint8_t>& holds,
                        std::span<std::uint32_t> counts);
    [[nodiscard]] static Minutes to_minutes(Minutes time) { return time; }
    [[nodiscard]] static double to_work(const RiskProgram& program, Minutes time) {
        return static_cast<double>(program.network->clocks.front().work(time) - program.base);
    }

private:
    void put(std::size_t place, std::size_t lane);
    void put_free(const RiskNode& node, std::size_t at, Minutes start, Minutes finish);
    void solve(const RiskKnot& knot, Lanes<std::uint8_t>& holds);
    /// @return whether a bound of a place in the knot fell
    bool pull(std::size_t place, std::size_t lane, Minutes end, const RiskKnot& within);
    [[nodiscard]] NodeState latest(std::size_t place, std::size_t lane, Minutes end) const;

    const RiskProgram& program_;
    std::vector<Minutes> duration_, start_, finish_, latest_start_, latest_finish_;
};

}  // namespace planloom::detail
