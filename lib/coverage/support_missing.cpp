#include "support_times.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

namespace planloom::coverage {
namespace {

constexpr std::size_t word_bits = 64;

/// Goals with the same question.
struct Group {
    Minutes until = never;
    std::size_t first = 0, last = 0;  ///< of the questions
    /// By fact, how many goals of the group it decides now.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> gains;
};

class Ranking {
public:
    Ranking(const SupportFormulas& formulas, const FactNet& net, std::span<const Span> spans,
            std::span<const Question> questions, std::span<const std::uint8_t> is_open_goal)
        : formulas_(formulas),
          graph_(formulas.graph()),
          plan_(graph_.plan()),
          net_(net),
          spans_(spans.begin(), spans.end()),
          is_open_goal_(is_open_goal),
          questions_(questions.begin(), questions.end()),
          fact_count_(net.facts().size()),
          is_given_(fact_count_, false),
          involved_(fact_count_, 0),
          shares_(fact_count_, 0) {
        std::sort(questions_.begin(), questions_.end(), [](const Question& a, const Question& b) {
            return a.until != b.until ? a.until < b.until : a.goal < b.goal;
        });
        group_of_.assign(plan_.goals().size(), no_group);
        for (std::size_t i = 0; i < questions_.size(); ++i) {
            if (groups_.empty() || groups_.back().until != questions_[i].until)
                groups_.push_back({questions_[i].until, i, i, {}});
            ++groups_.back().last;
            group_of_[questions_[i].goal.index()] = static_cast<std::uint32_t>(groups_.size() - 1);
        }
        words_ = (groups_.size() + word_bits - 1) / word_bits;
        groups_of_fact_.assign(fact_count_ * words_, 0);
        // Where times are not asked for, all hold from the start.
        spans_.resize(plan_.tasks().size(), {from_the_start, from_the_start, from_the_start});
        // Parents stand before what is under them.
        for (const TaskId task : plan_.tasks())
            if (!graph_.parent(task).is_valid()) tasks_.push_back(task);
        for (std::size_t next = 0; next < tasks_.size(); ++next) {
            const std::span<const TaskId> children = graph_.children(tasks_[next]);
            tasks_.insert(tasks_.end(), children.begin(), children.end());
        }
    }

    /// @return how many facts have any question that rests on them
    std::size_t find_involved(Monitor* monitor) {
        const auto formula_alone = [](const Question& question) { return question.until == never; };
        const auto timed = static_cast<std::size_t>(
            std::find_if(questions_.begin(), questions_.end(), formula_alone) - questions_.begin());
        for (std::size_t first = 0; first < questions_.size();) {
            report_progress(monitor, first, questions_.size());
            const std::size_t end = first < timed ? timed : questions_.size();
            const std::size_t last = std::min(end, first + word_bits);
            mark(first, last, first < timed);
            first = last;
        }
        return static_cast<std::size_t>(std::count_if(involved_.begin(), involved_.end(),
                                                      [](std::size_t count) { return count > 0; }));
    }

    std::vector<MissingFact> rank(std::size_t count, Monitor* monitor) {
        sort_events();
        std::vector<std::size_t> gain(fact_count_, 0), alone;
        std::vector<bool> is_stale(groups_.size(), true);
        std::vector<MissingFact> ranked;
        for (std::size_t place = 0; place < count; ++place) {
            report_progress(monitor, place, count);
            renew(is_stale, gain);
            if (place == 0) alone = gain;
            const std::uint32_t best = choose(gain);
            if (best == no_fact) break;
            const Fact& fact = net_.facts()[best];
            ranked.push_back({fact.task, fact.field, involved_[best], alone[best], gain[best]});
            give(best);
            changed_ = shares_[best];
            for (std::size_t group = 0; group < groups_.size(); ++group)
                is_stale[group] = concerns(best, group);
        }
        return ranked;
    }

private:
    static constexpr std::uint32_t no_group = 0xFFFFFFFFU;

    [[nodiscard]] bool concerns(std::uint32_t fact, std::size_t group) const {
        return ((groups_of_fact_[fact * words_ + group / word_bits] >> (group % word_bits)) & 1U) !=
               0;
    }
    [[nodiscard]] bool is_open(TaskId task, bool with_times) const {
        if (net_.lacks_lead(task)) return true;
        const Span& span = spans_[task.index()];
        return with_times && span.least != span.most;
    }

    /// Hands the questions of one word down to the facts.
    void mark(std::size_t first, std::size_t last, bool with_times) {
        std::vector<std::uint64_t> goals(plan_.goals().size(), 0);
        std::vector<std::uint64_t> tasks(plan_.tasks().size(), 0);
        for (std::size_t i = first; i < last; ++i)
            goals[questions_[i].goal.index()] |= std::uint64_t{1} << (i - first);
        const std::span<const GoalId> order = formulas_.children_first();
        for (std::size_t i = order.size(); i-- > 0;) {
            const std::uint64_t marks = goals[order[i].index()];
            if (marks == 0) continue;
            const SupportFormula formula = formulas_.formula(order[i]);
            for (const GoalId subgoal : formula.subgoals)
                if (is_open_goal_[subgoal.index()] != 0) goals[subgoal.index()] |= marks;
            for (const TaskId task : formula.necessary) tasks[task.index()] |= marks;
            for (const TaskId task : formula.alternatives) tasks[task.index()] |= marks;
            if (!formula.is_soft()) continue;
            for (const TaskId task : formula.supporting) tasks[task.index()] |= marks;
        }
        hand_to_parts(tasks, with_times);
        const std::vector<std::uint64_t> facts = net_.marks_of_facts(tasks, with_times);
        for (std::size_t fact = 0; fact < fact_count_; ++fact) {
            const std::uint64_t marks = facts[fact];
            involved_[fact] += static_cast<std::size_t>(std::popcount(marks));
            shares_[fact] |= std::rotl(marks, static_cast<int>(first / word_bits % word_bits));
            for (std::uint64_t left = marks; left != 0; left &= left - 1) {
                const std::size_t question =
                    first + static_cast<std::size_t>(std::countr_zero(left));
                const std::size_t group = group_of_[questions_[question].goal.index()];
                groups_of_fact_[fact * words_ + group / word_bits] |= std::uint64_t{1}
                                                                      << (group % word_bits);
            }
        }
    }

    void hand_to_parts(std::vector<std::uint64_t>& tasks, bool with_times) const {
        for (const TaskId task : tasks_) {
            std::uint64_t& marks = tasks[task.index()];
            if (marks == 0) continue;
            const bool is_done = plan_.task_table().status[task.index()] == TaskStatus::done;
            if (graph_.is_leaf(task)) {
                if (formulas_.is_cancelled(task) || !is_open(task, with_times)) marks = 0;
            } else if (!is_done) {
                for (const TaskId child : graph_.children(task))
                    if (!formulas_.is_cancelled(child)) tasks[child.index()] |= marks;
            }
        }
    }

    /// Whether a task holds by itself, and not by what is under it.
    [[nodiscard]] bool stands_alone(TaskId task) const {
        return !formulas_.is_cancelled(task) &&
               (graph_.is_leaf(task) ||
                plan_.task_table().status[task.index()] == TaskStatus::done);
    }

    /// The moments at which what is known of tasks changes.
    void sort_events() {
        for (const TaskId task : plan_.tasks()) {
            if (!stands_alone(task)) continue;
            const Span& span = spans_[task.index()];
            events_.emplace_back(span.least, task);
            if (span.well != span.least) events_.emplace_back(span.well, task);
            if (span.most != span.least && span.most != never)
                events_.emplace_back(span.most, task);
        }
        std::sort(events_.begin(), events_.end());
    }

    [[nodiscard]] Truth truth(TaskId task, Minutes until) const {
        const Span& span = spans_[task.index()];
        if (until == never) {
            const std::uint32_t open = leads_open_[task.index()];
            return open == no_fact ? Truth::yes : Truth::unknown;
        }
        if (span.least > until) return Truth::no;
        return span.most <= until ? Truth::yes : Truth::unknown;
    }

    [[nodiscard]] SupportState state_at(Minutes until) const {
        std::vector<Truth> truths(plan_.tasks().size(), Truth::yes);
        for (const TaskId task : plan_.tasks())
            if (stands_alone(task)) truths[task.index()] = truth(task, until);
        return SupportState(formulas_, truths);
    }

    void renew(const std::vector<bool>& is_stale, std::vector<std::size_t>& gain);
    void renew(Group& group, SupportState& state, std::size_t place,
               const Rows<TaskId, TaskId>& tasks_of_fact, std::vector<std::size_t>& gain);
    [[nodiscard]] std::uint32_t count_decided(const Group& group, SupportState& state,
                                              std::size_t place, std::span<const TaskId> tasks,
                                              std::vector<TaskTruth>& well) const;

    [[nodiscard]] std::uint32_t choose(const std::vector<std::size_t>& gain) const {
        std::uint32_t best = no_fact;
        for (std::uint32_t fact = 0; fact < fact_count_; ++fact) {
            if (is_given_[fact] || involved_[fact] == 0) continue;
            if (best == no_fact || is_better(fact, best, gain)) best = fact;
        }
        return best;
    }
    [[nodiscard]] bool is_better(std::uint32_t a, std::uint32_t b,
                                 const std::vector<std::size_t>& gain) const {
        if (gain[a] != gain[b]) return gain[a] > gain[b];
        if (involved_[a] != involved_[b]) return involved_[a] > involved_[b];
        const Fact& left = net_.facts()[a];
        const Fact& right = net_.facts()[b];
        // What the plan itself does not say is its start, and goes before what tasks do not.
        const auto row = [](const Fact& fact) {
            return fact.task.is_valid() ? fact.task.index() + 1 : 0;
        };
        if (row(left) != row(right)) return row(left) < row(right);
        return left.field < right.field;
    }

    void give(std::uint32_t fact) {
        is_given_[fact] = true;
        for (const TaskId task : plan_.tasks()) {
            Span& span = spans_[task.index()];
            if (times_open_[task.index()] == fact) span.least = span.most = span.well;
        }
    }

    const SupportFormulas& formulas_;
    const PlanGraph& graph_;
    const Plan& plan_;
    const FactNet& net_;
    std::vector<Span> spans_;
    std::span<const std::uint8_t> is_open_goal_;
    std::vector<Question> questions_;
    std::size_t fact_count_;
    std::vector<bool> is_given_;
    std::vector<std::size_t> involved_;
    /// Bits of the questions that rest on each fact, 64 for all: facts without a common bit have no
    /// common question.
    std::vector<std::uint64_t> shares_;
    std::uint64_t changed_ = ~std::uint64_t{0};
    std::vector<std::uint32_t> group_of_;
    std::vector<Group> groups_;
    std::size_t words_ = 0;
    std::vector<std::uint64_t> groups_of_fact_;
    std::vector<TaskId> tasks_;
    std::vector<std::pair<Minutes, TaskId>> events_;
    std::vector<std::uint32_t> leads_open_, times_open_;
};

void Ranking::renew(const std::vector<bool>& is_stale, std::vector<std::size_t>& gain) {
    const auto tasks_of = [&](const std::vector<std::uint32_t>& open) {
        return make_rows<TaskId, TaskId>(
            fact_count_, open.size(),
            [&](std::size_t i) { return open[i] < fact_count_ ? TaskId(open[i]) : TaskId(); },
            [](std::size_t i) { return TaskId(i); });
    };
    leads_open_ = net_.open_facts(is_given_, false);
    const bool has_times = !groups_.empty() && groups_.front().until != never;
    times_open_ = has_times ? net_.open_facts(is_given_, true) : leads_open_;
    const Rows<TaskId, TaskId> by_time = tasks_of(times_open_);
    std::optional<SupportState> state;
    std::size_t next = 0;
    for (std::size_t place = 0; place < groups_.size(); ++place) {
        Group& group = groups_[place];
        if (!is_stale[place]) continue;
        if (group.until == never) {
            SupportState formula_state = state_at(never);
            renew(group, formula_state, place, tasks_of(leads_open_), gain);
            continue;
        }
        const bool is_first = !state;
        if (is_first) state.emplace(state_at(group.until));
        for (; next < events_.size() && events_[next].first <= group.until; ++next)
            if (const TaskId task = events_[next].second; !is_first)
                state->set(task, truth(task, group.until));
        renew(group, *state, place, by_time, gain);
    }
}

void Ranking::renew(Group& group, SupportState& state, std::size_t place,
                    const Rows<TaskId, TaskId>& tasks_of_fact, std::vector<std::size_t>& gain) {
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> before = std::move(group.gains);
    group.gains.clear();
    auto old = before.begin();
    std::vector<TaskTruth> well;
    for (std::uint32_t fact = 0; fact < fact_count_; ++fact) {
        const bool had = old != before.end() && old->first == fact;
        const std::uint32_t was = had ? (old++)->second : 0;
        if (!concerns(fact, place)) continue;
        std::uint32_t decided = was;
        if (is_given_[fact] || (shares_[fact] & changed_) != 0) {
            decided = is_given_[fact]
                          ? 0
                          : count_decided(group, state, place, tasks_of_fact[TaskId(fact)], well);
            gain[fact] = gain[fact] - was + decided;
        }
        if (decided > 0) group.gains.emplace_back(fact, decided);
    }
}

/// How many goals of a group hold for certain if what is open of these tasks turns out well.
std::uint32_t Ranking::count_decided(const Group& group, SupportState& state, std::size_t place,
                                     std::span<const TaskId> tasks,
                                     std::vector<TaskTruth>& well) const {
    well.clear();
    for (const TaskId task : tasks)
        if (truth(task, group.until) == Truth::unknown &&
            (group.until == never || spans_[task.index()].well <= group.until))
            well.push_back({task, Truth::yes});
    if (well.empty()) return 0;
    // Truths only rise here, so that a goal that changes from unknown holds.
    const std::vector<GoalId> changed = state.changed_with(well);
    return static_cast<std::uint32_t>(
        std::count_if(changed.begin(), changed.end(), [&](GoalId goal) {
            return group_of_[goal.index()] == place && state.of(goal) == Truth::unknown;
        }));
}

}  // namespace

std::vector<MissingFact> rank_facts(const SupportFormulas& formulas, const FactNet& net,
                                    std::span<const Span> spans,
                                    std::span<const Question> questions,
                                    std::span<const std::uint8_t> is_open_goal, std::size_t count,
                                    std::size_t& total, Monitor* monitor) {
    total = 0;
    if (questions.empty() || net.facts().empty()) return {};
    Ranking ranking(formulas, net, spans, questions, is_open_goal);
    total = ranking.find_involved(monitor);
    return ranking.rank(count, monitor);
}

}  // namespace planloom::coverage
