// Why an activity of a capacity-limited schedule does not start earlier, and whether a schedule
// keeps what its problem asks.
#pragma once

#include <planloom/order/capacity.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace planloom {

/// What can hold an activity.
enum class BlockerKind : std::uint8_t {
    /// It has a given start.
    pin,
    /// It may not start before this time.
    release,
    /// An arc from an activity that starts too late for it.
    arc,
    /// The resource has the capacity, but others use it.
    resource,
    /// The resource itself has too little capacity before this time.
    capacity
};

/// The word for a kind in JSON and in text, as the enumerator is spelt.
[[nodiscard]] std::string_view to_string(BlockerKind kind) noexcept;

/// One thing that by itself forbids an activity to start a minute earlier.
struct Blocker {
    BlockerKind kind = BlockerKind::release;
    /// The minute at which the conflict would be: for resource and capacity the minute before the
    /// start, else the start.
    Minutes time = 0;
    /// For arc, the place in the problem's arcs.
    std::uint32_t arc = 0;
    /// For resource and capacity.
    std::uint32_t resource = 0;
    /// For resource and capacity: how much the activity asks for.
    std::int64_t amount = 0;
    /// For resource and capacity: what the resource has at `time`, and what others use of it.
    std::int64_t capacity = 0;
    std::int64_t used = 0;
    /// For arc, where it comes from; for resource, all that use the resource at `time`, in plan
    /// order.
    std::vector<std::uint32_t> activities{};

    friend bool operator==(const Blocker&, const Blocker&) = default;
};

/// Why an activity starts when it does.
struct CapacityReason {
    /// Nothing else moved, when pins, release and arcs would let it start.
    Minutes ready = 0;
    /// Each of them would have to go before it could start a minute earlier: releases first, then
    /// arcs as they stand in the problem, then resources. Empty if nothing holds it there, which
    /// never is so in a schedule of schedule_serial, schedule_parallel, justify or find_schedule.
    std::vector<Blocker> blockers{};

    friend bool operator==(const CapacityReason&, const CapacityReason&) = default;
};

/// Why an activity does not start a minute earlier in a schedule, the others staying where they
/// are.
/// @param start  the start of every activity, without violations; the activity itself has one
/// @complexity O(arcs to it + users of its resources)
[[nodiscard]] CapacityReason explain(const CapacityProblem& problem, std::span<const Minutes> start,
                                     std::uint32_t activity);

/// A chain that fixes the finish: from an activity that nothing before it holds to one that ends
/// last, each held by the one before by an arc or by a resource. The chain follows the first arc,
/// else the first resource and of its users the one that ends last.
/// @complexity O(n) and per activity of the chain as explain
[[nodiscard]] std::vector<std::uint32_t> critical_sequence(const CapacityProblem& problem,
                                                           std::span<const Minutes> start);

/// What a schedule breaks.
enum class ViolationKind : std::uint8_t { arc, release, pin, overload, unplaced };

/// The word for a kind in JSON and in text, as the enumerator is spelt.
[[nodiscard]] std::string_view to_string(ViolationKind kind) noexcept;

/// One thing in which a schedule is not what the problem asks.
struct Violation {
    ViolationKind kind = ViolationKind::arc;
    /// The activity; for overload all that use the resource at that time, in plan order.
    std::vector<std::uint32_t> activities{};
    /// For arc, the place in the problem's arcs.
    std::uint32_t arc = 0;
    /// For overload.
    std::uint32_t resource = 0;
    /// When it happens, half-open: for overload as long as the same activities meet the same
    /// capacity, else the start that was found and the earliest that is allowed.
    Minutes from = 0;
    Minutes to = 0;
    /// For overload.
    std::int64_t used = 0;
    std::int64_t capacity = 0;
    /// Whether pins alone are the cause, so that the scheduling functions let it be: what is done
    /// is done.
    bool is_pinned = false;

    friend bool operator==(const Violation&, const Violation&) = default;
};

/// Everything in which a schedule is not what its problem asks: arcs, then releases, pins and
/// missing starts by activity, then overloads by resource and time. Shares no code with what makes
/// schedules.
/// @complexity O(e + q log q) for q demands, and for each overload the demands on its resource
[[nodiscard]] std::vector<Violation> find_violations(const CapacityProblem& problem,
                                                     std::span<const Minutes> start);

}  // namespace planloom
