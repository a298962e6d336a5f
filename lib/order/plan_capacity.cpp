#include <planloom/core/error.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/capacity_explain.hpp>
#include <planloom/order/plan_capacity.hpp>

#include "network.hpp"
#include "placement.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace planloom {
namespace {

using detail::Arc;
using detail::Clock;
using detail::End;
using detail::Network;
using detail::no_moment;
using detail::Part;

/// Amounts are decimal numbers; the engine counts whole ones.
constexpr double scale = 1000;

bool takes_capacity(Role role) noexcept {
    return role == Role::lead || role == Role::co_lead || role == Role::responsible ||
           role == Role::implement;
}

/// A plan as numbers: each node of its network an activity, each unit with a capacity a resource.
class PlanProblem {
public:
    explicit PlanProblem(const Schedule& schedule)
        : schedule_(schedule), network_(schedule.passes().network) {
        origin_ = network_.clocks.front().work(schedule.start());
        find_units();
        add_activities();
        add_arcs();
        add_demands();
    }

    [[nodiscard]] const CapacityInput& input() const noexcept { return input_; }
    [[nodiscard]] const std::vector<UnitId>& units() const noexcept { return units_; }
    [[nodiscard]] Minutes moment_of_start(Minutes time) const {
        return network_.clocks.front().start_of(time + origin_);
    }
    [[nodiscard]] Minutes moment_of_finish(Minutes time) const {
        return network_.clocks.front().end_of(time + origin_);
    }
    [[nodiscard]] Minutes time_of(Minutes moment) const {
        return network_.clocks.front().work(moment) - origin_;
    }

private:
    void find_units() {
        const Plan& plan = schedule_.graph().plan();
        resource_of_.assign(plan.units().size(), none);
        for (const UnitId unit : plan.units()) {
            const UnitView view = plan.unit(unit);
            if (view.capacity() <= 0) continue;
            resource_of_[unit.index()] = static_cast<std::uint32_t>(units_.size());
            units_.push_back(unit);
            input_.resources.push_back(steps_of(view));
        }
    }

    [[nodiscard]] std::vector<CapacityStep> steps_of(const UnitView& unit) const {
        const auto amount = static_cast<std::int64_t>(std::floor(unit.capacity() * scale + 1e-6));
        std::vector<CapacityStep> steps;
        if (!network_.has_dates || !unit.exists_from().is_set())
            steps.push_back({since_ever, amount});
        else
            steps.push_back({time_of(DateTime(unit.exists_from(), 0).minutes()), amount});
        if (!network_.has_dates || !unit.exists_until().is_set()) return steps;
        const Minutes until = time_of(DateTime(unit.exists_until(), minutes_of_day).minutes());
        if (steps.front().time >= until) return {};
        steps.push_back({until, 0});
        return steps;
    }

    void add_activities() {
        const detail::Forward& early = schedule_.passes().early;
        const std::size_t count = network_.node_count();
        input_.durations.assign(count, 0);
        input_.releases.assign(count, since_ever);
        input_.pins.assign(count, std::nullopt);
        for (std::uint32_t node = 0; node < count; ++node) {
            if (network_.part[node] != Part::leaf) continue;
            const detail::Bounds& bounds = network_.bound(node);
            const Minutes start = detail::time_of(network_, early.at, node, End::start);
            const bool is_pinned = bounds.actual_start != no_moment ||
                                   bounds.fixed_start != no_moment ||
                                   bounds.fixed_finish != no_moment;
            input_.durations[node] = time_of(early.at[node].finish) - time_of(start);
            if (is_pinned)
                input_.pins[node] = time_of(start);
            else
                input_.releases[node] = time_of(std::max(network_.start, bounds.lower_start));
            if (!is_pinned && bounds.lower_finish != no_moment)
                input_.releases[node] = std::max(
                    input_.releases[node], time_of(bounds.lower_finish) - input_.durations[node]);
        }
        // A gate is wherever its arcs put it.
        for (Minutes& release : input_.releases)
            if (release == since_ever) release = -max_minutes / 2;
    }

    void add_arcs() {
        for (const Arc& arc : network_.arcs) {
            if (arc.is_reversed || input_.pins[arc.to]) continue;
            const Minutes from = arc.from_end == End::finish ? input_.durations[arc.from] : 0;
            const Minutes to = arc.to_end == End::finish ? input_.durations[arc.to] : 0;
            input_.arcs.push_back({arc.from, arc.to, from - to + lag_of(arc)});
        }
    }

    /// The lag in working minutes of the plan, which for another clock hangs on the moment.
    [[nodiscard]] Minutes lag_of(const Arc& arc) const {
        if (arc.clock == 0 || arc.lag == 0) return arc.lag;
        const Minutes from =
            detail::time_of(network_, schedule_.passes().early.at, arc.from, arc.from_end);
        if (from == no_moment) return arc.lag;
        return time_of(network_.clocks[arc.clock].ahead(from, arc.lag)) - time_of(from);
    }

    void add_demands() {
        const AssignmentTable& table = schedule_.graph().plan().assignment_table();
        for (std::size_t row = 0; row < table.count; ++row) {
            const UnitId unit = table.unit[row];
            const auto task = static_cast<std::uint32_t>(table.task[row].index());
            if (!unit.is_valid() || resource_of_[unit.index()] == none ||
                !takes_capacity(table.role[row]) || network_.part[task] != Part::leaf)
                continue;
            input_.demands.push_back(
                {task, resource_of_[unit.index()],
                 static_cast<std::int64_t>(std::ceil(table.amount[row] * scale - 1e-6))});
        }
    }

    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    const Schedule& schedule_;
    const Network& network_;
    Minutes origin_ = 0;
    CapacityInput input_;
    std::vector<UnitId> units_;
    std::vector<std::uint32_t> resource_of_;
};

bool has_one_clock(const Network& network) {
    for (std::uint32_t node = 0; node < network.task_count; ++node)
        if (network.part[node] == Part::leaf && network.clock[node] != 0) return false;
    return std::all_of(network.arcs.begin(), network.arcs.end(),
                       [](const Arc& arc) { return arc.clock == 0 || arc.lag == 0; });
}

class PlanSearch {
public:
    PlanSearch(const Schedule& schedule, const CapacityOptions& options, Monitor* monitor)
        : schedule_(schedule),
          network_(schedule.passes().network),
          options_(options),
          monitor_(monitor),
          numbers_(schedule) {}

    PlanCapacity run() {
        const CapacityProblem problem = make_problem();
        const CapacitySchedule found = find_schedule(problem, options_, monitor_);
        result_.units = numbers_.units();
        result_.schedules = found.schedules;
        result_.seed = options_.seed;
        const std::size_t count = network_.task_count;
        result_.start.assign(count, no_minutes);
        result_.finish.assign(count, no_minutes);
        result_.waits.resize(count);
        std::vector<Minutes> times = found.start;
        const bool is_exact = has_one_clock(network_);
        if (!is_exact) times = place_on_clocks(problem, found);
        for (std::uint32_t node = 0; node < count; ++node)
            if (network_.part[node] == Part::leaf) set(node, times[node], is_exact);
        roll_up();
        set_bound(found, is_exact);
        if (is_exact) explain_waits(problem, found.start);
        check_max_lags();
        return std::move(result_);
    }

private:
    [[nodiscard]] CapacityProblem make_problem() const {
        try {
            return CapacityProblem(numbers_.input());
        } catch (const NeverFitsError& error) {
            throw UnitTooSmall(schedule_.graph().plan(), error, numbers_.units());
        }
    }

    void set(std::uint32_t node, Minutes time, bool is_exact) {
        if (time == no_start) {
            result_.unplaced.emplace_back(node);
            return;
        }
        const Minutes duration = numbers_.input().durations[node];
        const std::size_t row = node;
        if (!is_exact) {
            result_.start[row] = time;
            result_.finish[row] = placed_finish_[row];
        } else if (time == numbers_.time_of(schedule_.early_start()[row])) {
            result_.start[row] = schedule_.early_start()[row];
            result_.finish[row] = schedule_.early_finish()[row];
        } else {
            result_.start[row] =
                duration > 0 ? numbers_.moment_of_start(time) : numbers_.moment_of_finish(time);
            result_.finish[row] = numbers_.moment_of_finish(time + duration);
        }
    }

    std::vector<Minutes> place_on_clocks(const CapacityProblem& problem,
                                         const CapacitySchedule& found) {
        detail::Placement placement(schedule_, problem);
        const std::vector<std::uint32_t> order = detail::order_of(problem, found.start);
        placement.place(order, monitor_);
        placed_finish_ = placement.finishes();
        return placement.starts();
    }

    void roll_up() {
        for (const TaskId task : detail::summaries_from_below(schedule_.graph()))
            for (const TaskId child : schedule_.graph().children(task)) {
                const Minutes start = result_.start[child.index()];
                if (start == no_minutes) continue;
                Minutes& first = result_.start[task.index()];
                Minutes& last = result_.finish[task.index()];
                first = first == no_minutes ? start : std::min(first, start);
                last = std::max(last, result_.finish[child.index()]);
            }
    }

    void set_bound(const CapacitySchedule& found, bool is_exact) {
        result_.end = schedule_.start();
        for (const Minutes finish : result_.finish) result_.end = std::max(result_.end, finish);
        result_.lower_bound = schedule_.finish();
        result_.bound_kind = CapacityBoundKind::critical_path;
        if (is_exact && found.bound.finish > numbers_.time_of(schedule_.finish())) {
            result_.lower_bound = numbers_.moment_of_finish(found.bound.finish);
            result_.bound_kind = found.bound.kind;
        }
        result_.is_optimal = result_.unplaced.empty() &&
                             schedule_.work_between(result_.lower_bound, result_.end) == 0;
    }

    void explain_waits(const CapacityProblem& problem, const std::vector<Minutes>& start) {
        for (std::uint32_t node = 0; node < network_.task_count; ++node) {
            if (network_.part[node] != Part::leaf || start[node] == no_start ||
                result_.start[node] == schedule_.early_start()[node])
                continue;
            const CapacityReason reason = explain(problem, start, node);
            if (!reason.blockers.empty()) result_.waits[node] = wait_of(reason.blockers.front());
        }
    }

    [[nodiscard]] CapacityWait wait_of(const Blocker& blocker) const {
        CapacityWait wait;
        for (const std::uint32_t activity : blocker.activities)
            if (activity < network_.task_count) wait.tasks.emplace_back(activity);
        if (blocker.kind == BlockerKind::resource || blocker.kind == BlockerKind::capacity)
            wait.unit = numbers_.units()[blocker.resource];
        wait.kind = blocker.kind == BlockerKind::resource   ? CapacityWait::Kind::unit
                    : blocker.kind == BlockerKind::capacity ? CapacityWait::Kind::too_small
                    : blocker.kind == BlockerKind::arc      ? CapacityWait::Kind::link
                                                            : CapacityWait::Kind::none;
        return wait;
    }

    void check_max_lags() {
        std::vector<detail::NodeState> at(network_.node_count());
        for (std::uint32_t node = 0; node < network_.task_count; ++node)
            if (network_.part[node] == Part::leaf && result_.start[node] != no_minutes)
                at[node] = {result_.start[node], result_.finish[node]};
        for (const Arc& arc : network_.arcs) {
            if (!arc.is_reversed || network_.part[arc.from] != Part::leaf ||
                network_.part[arc.to] != Part::leaf)
                continue;
            const Minutes from = at[arc.from].at(arc.from_end);
            const Minutes to = at[arc.to].at(arc.to_end);
            if (from == no_moment || to == no_moment) continue;
            const Clock& clock = network_.clocks[arc.clock];
            if (clock.work(to) < clock.work(from) + arc.lag)
                result_.broken_max_lags.push_back(arc.link);
        }
        std::sort(result_.broken_max_lags.begin(), result_.broken_max_lags.end());
    }

    const Schedule& schedule_;
    const Network& network_;
    const CapacityOptions& options_;
    Monitor* monitor_;
    PlanProblem numbers_;
    PlanCapacity result_;
    std::vector<Minutes> placed_finish_;
};

std::string too_small_text(const Plan& plan, const NeverFitsError& error,
                           const std::vector<UnitId>& units) {
    std::string text = "units are too small: ";
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < error.demands().size() && i < shown; ++i) {
        const NeverFits& each = error.demands()[i];
        if (i > 0) text += "; ";
        text += std::string(plan.key(TaskId(each.activity))) + " takes " +
                std::to_string(static_cast<double>(each.amount) / scale) + " of " +
                std::string(plan.key(units[each.resource])) + ", which has at most " +
                std::to_string(static_cast<double>(each.capacity) / scale);
    }
    if (error.demands().size() > shown)
        text += "; and " + std::to_string(error.demands().size() - shown) + " more";
    return text;
}

}  // namespace

std::string_view word(CapacityWait::Kind kind) noexcept {
    static constexpr std::array<std::string_view, 4> all = {"none", "link", "unit", "too_small"};
    return all[static_cast<std::size_t>(kind)];
}

UnitTooSmall::UnitTooSmall(const Plan& plan, const NeverFitsError& error,
                           const std::vector<UnitId>& units)
    : Error("never_fits", too_small_text(plan, error, units)) {
    for (const NeverFits& each : error.demands())
        cases_.push_back({TaskId(each.activity), units[each.resource]});
}

PlanCapacity schedule_capacity(const Schedule& schedule, const CapacityOptions& options,
                               Monitor* monitor) {
    return PlanSearch(schedule, options, monitor).run();
}

}  // namespace planloom
