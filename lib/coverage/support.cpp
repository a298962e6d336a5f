#include <planloom/coverage/support.hpp>
#include <planloom/model/calendars.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/critical.hpp>

#include "support_times.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace planloom {
namespace {

using coverage::FactNet;
using coverage::from_the_start;
using coverage::never;
using coverage::Span;

/// When a goal is reached, and by which task.
struct Reach {
    Minutes moment = never;
    TaskId last;

    friend auto operator<=>(const Reach&, const Reach&) = default;
};

struct GoalReach {
    Reach least, most;
};

/// The moment at which `needed` supports hold.
Reach moment_of(const SupportFormula& formula, std::span<const Span> spans,
                std::span<const GoalReach> goals, Minutes Span::*end, Reach GoalReach::*goal_end,
                std::vector<Reach>& scratch) {
    scratch.clear();
    const auto of = [&](TaskId task) { return Reach{spans[task.index()].*end, task}; };
    const auto earliest = [&](std::span<const TaskId> tasks) {
        Reach best;
        for (const TaskId task : tasks)
            if (const Reach reach = of(task); reach.moment != never) best = std::min(best, reach);
        return best;
    };
    if (formula.is_soft()) return earliest(formula.supporting);
    for (const TaskId task : formula.necessary) scratch.push_back(of(task));
    for (const GoalId goal : formula.subgoals) scratch.push_back(goals[goal.index()].*goal_end);
    if (!formula.alternatives.empty()) scratch.push_back(earliest(formula.alternatives));
    if (formula.needed == 0 || formula.needed > scratch.size()) return {};
    const auto at = scratch.begin() + static_cast<std::ptrdiff_t>(formula.needed - 1);
    std::nth_element(scratch.begin(), at, scratch.end());
    return at->moment == never ? Reach{} : *at;
}

std::vector<GoalReach> reaches(const SupportFormulas& formulas, std::span<const Span> spans) {
    std::vector<GoalReach> goals(formulas.graph().plan().goals().size());
    std::vector<Reach> scratch;
    for (const GoalId goal : formulas.children_first()) {
        const SupportFormula formula = formulas.formula(goal);
        goals[goal.index()] = {
            moment_of(formula, spans, goals, &Span::least, &GoalReach::least, scratch),
            moment_of(formula, spans, goals, &Span::most, &GoalReach::most, scratch)};
    }
    return goals;
}

/// Work that ends at midnight ends on the day before.
Date day_of(Minutes moment) {
    return DateTime(moment - 1).date();
}

/// Goals that rest on a task with a duration or a date.
std::vector<std::uint8_t> goals_with_times(const SupportFormulas& formulas) {
    const PlanGraph& graph = formulas.graph();
    const Plan& plan = graph.plan();
    std::vector<std::uint8_t> tasks(plan.tasks().size(), 0), goals(plan.goals().size(), 0);
    std::vector<std::uint8_t> is_above(plan.tasks().size(), 0);
    for (const TaskId task : plan.tasks()) {
        if (formulas.is_cancelled(task) || !coverage::says_time(plan, task)) continue;
        // What lies above has been told by the first task that came this way.
        for (TaskId at = task; at.is_valid() && is_above[at.index()] == 0; at = graph.parent(at))
            tasks[at.index()] = is_above[at.index()] = 1;
    }
    for (const GoalId goal : formulas.children_first()) {
        std::uint8_t& has = goals[goal.index()];
        for (const ServesId row : graph.serves(goal))
            has |= tasks[plan.serves_table().task[row.index()].index()];
        if (const GoalId parent = graph.parent(goal); parent.is_valid())
            goals[parent.index()] |= has;
    }
    return goals;
}

CoverageState state_of(std::size_t needed, std::size_t holding, std::size_t open,
                       bool is_done_for) noexcept {
    if (holding >= needed) return CoverageState::covered;
    if (holding + open >= needed)
        return holding > 0 ? CoverageState::possible : CoverageState::unknown;
    return is_done_for ? CoverageState::partial : CoverageState::uncovered;
}

class CoverageMaker {
public:
    CoverageMaker(const PlanGraph& graph, const GoalCoverageOptions& options, Monitor* monitor)
        : graph_(graph),
          plan_(graph.plan()),
          options_(options),
          monitor_(monitor),
          formulas_(graph) {}

    /// @return the reason why no goal has a time, `timed` if it may have one
    NotTimed schedule_plan(std::shared_ptr<const Schedule>& schedule) const {
        if (!options_.by_horizon) return NotTimed::not_asked;
        ScheduleOptions options = options_.schedule;
        options.default_duration = 0;
        try {
            schedule =
                std::make_shared<const Schedule>(planloom::schedule(graph_, options, monitor_));
            const DateTime status =
                options.status_date.is_set() ? options.status_date : plan_.head().status_date;
            if (!schedule->has_dates() && status.is_set()) {
                options.start = status;
                schedule =
                    std::make_shared<const Schedule>(planloom::schedule(graph_, options, monitor_));
            }
        } catch (const InfeasibleLinks&) {
            return NotTimed::bad_links;
        }
        if (!schedule->has_dates()) schedule.reset();
        return NotTimed::timed;
    }

    std::vector<GoalCoverage> cover(const FactNet& net) {
        find_truths(net);
        std::vector<GoalCoverage> goals(plan_.goals().size());
        std::vector<std::uint8_t> is_done_for(goals.size(), 0);
        for (const GoalId goal : formulas_.children_first()) {
            GoalCoverage& own = goals[goal.index()];
            own.goal = goal;
            const bool has_direct = has_live_task(goal);
            if (has_direct) is_done_for[goal.index()] = 1;
            cover_deep(own, is_done_for[goal.index()] != 0);
            cover_shallow(own, has_direct);
            find_unwanted(own);
            if (const GoalId parent = graph_.parent(goal); parent.is_valid())
                is_done_for[parent.index()] |= is_done_for[goal.index()];
        }
        return goals;
    }

    void time(std::vector<GoalCoverage>& goals, NotTimed reason, const FactNet& net) {
        for (GoalCoverage& goal : goals) goal.horizon.reason = reason;
        for (GoalCoverage& goal : goals)
            goal.horizon.horizon = plan_.goal(goal.goal).horizon().date;
        if (reason != NotTimed::timed) return;
        spans_ = net.spans();
        reaches_ = reaches(formulas_, spans_);
        const std::vector<std::uint8_t> has_times = goals_with_times(formulas_);
        const Calendar calendar = make_calendar(plan_.head(), plan_.head().calendar);
        for (GoalCoverage& goal : goals)
            time_goal(goal.horizon, reaches_[goal.goal.index()], has_times[goal.goal.index()] != 0,
                      calendar);
    }

    /// What is not decided, and by goal whether anything of it is open.
    std::vector<coverage::Question> questions(std::span<const GoalCoverage> goals,
                                              std::vector<std::uint8_t>& is_open) const {
        std::vector<coverage::Question> questions;
        is_open.assign(goals.size(), 0);
        for (const GoalCoverage& goal : goals) {
            const std::size_t at = goal.goal.index();
            const bool is_formula_open = truths_[goal.goal] == Truth::unknown;
            const HorizonCoverage& horizon = goal.horizon;
            is_open[at] = is_formula_open || (!reaches_.empty() && reaches_[at].least.moment !=
                                                                       reaches_[at].most.moment);
            if (horizon.reason == NotTimed::timed && horizon.in_time == Truth::unknown)
                questions.push_back({goal.goal, coverage::end_of_day(horizon.horizon)});
            else if (is_formula_open)
                questions.push_back({goal.goal, never});
        }
        return questions;
    }

    [[nodiscard]] const SupportFormulas& formulas() const noexcept { return formulas_; }
    [[nodiscard]] std::span<const Span> spans() const noexcept { return spans_; }

private:
    void find_truths(const FactNet& net) {
        std::vector<Truth> planned(plan_.tasks().size(), Truth::yes), done = planned;
        for (const TaskId task : plan_.tasks()) {
            if (net.lacks_lead(task)) planned[task.index()] = Truth::unknown;
            if (graph_.is_leaf(task) && plan_.task(task).is_open()) done[task.index()] = Truth::no;
        }
        tasks_ = formulas_.task_truths(planned);
        truths_ = formulas_.evaluate(planned);
        reached_ = formulas_.evaluate(done);
    }

    [[nodiscard]] bool has_live_task(GoalId goal) const {
        const std::span<const ServesId> rows = graph_.serves(goal);
        return std::any_of(rows.begin(), rows.end(), [&](ServesId row) {
            return !formulas_.is_cancelled(plan_.serves_table().task[row.index()]);
        });
    }

    struct Tally {
        std::size_t supports = 0, holding = 0, open = 0;
        void add(Truth truth) {
            ++supports;
            if (truth == Truth::yes) ++holding;
            if (truth == Truth::unknown) ++open;
        }
    };

    [[nodiscard]] Truth best_of(std::span<const TaskId> tasks) const {
        Truth best = Truth::no;
        for (const TaskId task : tasks) best = std::max(best, tasks_[task]);
        return best;
    }

    [[nodiscard]] Tally tally(const SupportFormula& formula) const {
        Tally tally;
        for (const TaskId task : formula.necessary) tally.add(tasks_[task]);
        for (const GoalId goal : formula.subgoals) tally.add(truths_[goal]);
        if (!formula.alternatives.empty()) tally.add(best_of(formula.alternatives));
        if (formula.is_soft()) tally.add(best_of(formula.supporting));
        return tally;
    }

    void cover_deep(GoalCoverage& goal, bool is_done_for) const {
        const SupportFormula formula = formulas_.formula(goal.goal);
        const Tally counts = tally(formula);
        goal.is_soft = formula.is_soft();
        goal.is_reached = reached_[goal.goal] == Truth::yes;
        goal.supports = counts.supports;
        goal.needed = formula.needed;
        goal.holding = counts.holding;
        goal.open = counts.open;
        goal.deep = state_of(goal.needed, goal.holding, goal.open, is_done_for);
    }

    void cover_shallow(GoalCoverage& goal, bool is_done_for) const {
        SupportFormula formula = formulas_.formula(goal.goal);
        formula.subgoals = {};
        const Tally counts = tally(formula);
        const bool is_all = plan_.goal(goal.goal).support() == SupportRule::all;
        const std::size_t needed = formula.is_soft() ? 1
                                   : is_all          ? std::max<std::size_t>(1, counts.supports)
                                                     : formula.needed;
        goal.shallow = state_of(needed, counts.holding, counts.open, is_done_for);
    }

    [[nodiscard]] bool bears(TaskId task, std::string_view tag) const {
        const std::span<const RowText> tags = plan_.tags(task);
        return std::any_of(tags.begin(), tags.end(),
                           [&](const RowText& own) { return plan_.text(own.value) == tag; });
    }

    void find_unwanted(GoalCoverage& goal) const {
        const std::span<const RowText> needs = plan_.needs(goal.goal);
        const bool is_closed = plan_.goal(goal.goal).is_closed();
        if (needs.empty() && !is_closed) return;
        std::vector<std::uint8_t> is_borne(needs.size(), 0);
        for (const ServesId row : graph_.serves(goal.goal)) {
            const TaskId task = plan_.serves_table().task[row.index()];
            if (formulas_.is_cancelled(task)) continue;
            bool bears_any = needs.empty();
            for (std::size_t i = 0; i < needs.size(); ++i) {
                if (!bears(task, plan_.text(needs[i].value))) continue;
                bears_any = true;
                is_borne[i] = 1;
            }
            const bool is_unwanted = !bears_any || (is_closed && plan_.task(task).is_open());
            if (is_unwanted && (goal.unwanted.empty() || goal.unwanted.back() != task))
                goal.unwanted.push_back(task);
        }
        for (std::size_t i = 0; i < needs.size(); ++i)
            if (is_borne[i] == 0) goal.missing_tags.push_back(plan_.text(needs[i].value));
    }

    static void time_goal(HorizonCoverage& goal, const GoalReach& reach, bool has_times,
                          const Calendar& calendar) {
        const bool is_certain = reach.most.moment != never;
        const Reach& shown = is_certain ? reach.most : reach.least;
        if (reach.least.moment != never && !has_times) {
            goal.reason = NotTimed::no_times;
            return;
        }
        if (shown.moment != never && shown.moment != from_the_start) {
            goal.earliest = day_of(shown.moment);
            goal.is_lower_bound = !is_certain;
            goal.last = shown.last;
        }
        if (!goal.horizon.is_set()) {
            goal.reason = NotTimed::no_horizon;
            return;
        }
        const Minutes end = coverage::end_of_day(goal.horizon);
        goal.in_time = reach.most.moment <= end   ? Truth::yes
                       : reach.least.moment > end ? Truth::no
                                                  : Truth::unknown;
        if (!goal.earliest.is_set()) return;
        goal.spare_work = calendar.work_between(DateTime(shown.moment), DateTime(end));
        goal.spare_days = std::int64_t{goal.horizon.days()} - goal.earliest.days();
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    const GoalCoverageOptions& options_;
    Monitor* monitor_;
    SupportFormulas formulas_;
    IdMap<TaskId, Truth> tasks_;
    IdMap<GoalId, Truth> truths_, reached_;
    std::vector<Span> spans_;
    std::vector<GoalReach> reaches_;
};

}  // namespace

std::string_view word(CoverageState state) noexcept {
    static constexpr std::array<std::string_view, 5> words{"covered", "possible", "unknown",
                                                           "partial", "uncovered"};
    return words[static_cast<std::size_t>(state)];
}

std::string_view word(NotTimed reason) noexcept {
    static constexpr std::array<std::string_view, 5> words{"timed", "not_asked", "no_horizon",
                                                           "no_times", "bad_links"};
    return words[static_cast<std::size_t>(reason)];
}

std::string_view word(FactField field) noexcept {
    static constexpr std::array<std::string_view, 4> words{"lead", "duration", "due", "start"};
    return words[static_cast<std::size_t>(field)];
}

std::size_t GoalCoverageReport::count(CoverageState deep) const noexcept {
    return static_cast<std::size_t>(
        std::count_if(goals_.begin(), goals_.end(),
                      [deep](const GoalCoverage& goal) { return goal.deep == deep; }));
}

std::vector<TaskId> GoalCoverageReport::path(GoalId goal) const {
    const TaskId last = of(goal).horizon.last;
    if (!last.is_valid()) return {};
    if (schedule_ == nullptr || !schedule_->takes_part(last)) return {last};
    std::vector<TaskId> tasks;
    for (const ScheduleStep& step : why(*schedule_, last)) tasks.push_back(step.task);
    std::reverse(tasks.begin(), tasks.end());
    return tasks;
}

GoalCoverageReport goal_coverage(const PlanGraph& graph, const GoalCoverageOptions& options,
                                 Monitor* monitor) {
    GoalCoverageReport report;
    CoverageMaker maker(graph, options, monitor);
    const NotTimed reason = maker.schedule_plan(report.schedule_);
    const FactNet net(maker.formulas(), report.schedule_.get(), reason == NotTimed::timed);
    report.goals_ = maker.cover(net);
    maker.time(report.goals_, reason, net);
    std::vector<std::uint8_t> is_open;
    const std::vector<coverage::Question> questions = maker.questions(report.goals_, is_open);
    report.undecided_count_ = questions.size();
    report.missing_ = coverage::rank_facts(maker.formulas(), net, maker.spans(), questions, is_open,
                                           options.missing, report.missing_count_, monitor);
    return report;
}

}  // namespace planloom
