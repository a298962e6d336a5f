// What a rule sees of the plan, and how it says what it found.
#pragma once

#include <planloom/core/contract.hpp>
#include <planloom/coverage/check.hpp>
#include <planloom/impact/failure_points.hpp>
#include <planloom/model/plan_match.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/schedule.hpp>

#include "../graph/forest.hpp"
#include "reasons.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::coverage {

/// The day that counts as today; not set when nobody said.
[[nodiscard]] inline Date today(const PlanHead& head, const CheckOptions& options) {
    if (options.as_of.is_set()) return options.as_of;
    return head.status_date.is_set() ? head.status_date.date() : Date();
}

struct WaiverUses;

/// What several rules ask, found once.
class Facts {
public:
    Facts(const PlanGraph& frozen, const CheckOptions& how, Monitor* asks)
        : graph(frozen),
          plan(frozen.plan()),
          options(how),
          monitor(asks),
          as_of(today(plan.head(), how)),
          goals(frozen, plan.goals()),
          tasks(frozen, plan.tasks()),
          units(frozen, plan.units()) {}

    const PlanGraph& graph;
    const Plan& plan;
    const CheckOptions& options;
    Monitor* monitor;
    /// The day that counts as today; not set when nobody said.
    Date as_of;
    Forest<GoalId> goals;
    Forest<TaskId> tasks;
    Forest<UnitId> units;
    Profile profile = Profile::policy;
    /// What became of the waivers; there once all rules but those on waivers have run.
    const WaiverUses* waivers = nullptr;

    /// Which rows of the earlier revision are which here; only where there is one.
    [[nodiscard]] const PlanMatch& match() const {
        PLANLOOM_EXPECTS(options.before != nullptr);
        if (!match_) match_.emplace(*options.before, plan);
        return *match_;
    }

    /// The dates of the plan, computed once; nullptr where no task has a duration, or where links
    /// run in circles or can hold at no time: `schedule_reason` says which.
    [[nodiscard]] const Schedule* schedule() const;
    [[nodiscard]] const Reason& schedule_reason() const noexcept { return schedule_reason_; }

    /// Single points of failure, found once.
    [[nodiscard]] const FailurePoints& failures() const;

private:
    mutable std::optional<FailurePoints> failures_;
    mutable std::optional<PlanMatch> match_;
    mutable std::optional<Schedule> schedule_;
    mutable Reason schedule_reason_;
    mutable bool is_scheduled_ = false;
};

/// What a rule says of one finding; the engine adds the rest.
struct Draft {
    std::vector<Node> subjects;
    std::vector<std::pair<std::string, std::string>> arguments = {};
    std::vector<std::string> witness = {};
    /// The rule's own where it is not said.
    std::optional<Severity> severity = {};
    /// What tells two findings with the same subjects apart.
    std::string discriminator = {};
    /// Whether it speaks of the plan as a whole: then the subjects do not count for the
    /// fingerprint.
    bool is_plan_wide = false;
    /// The place below the first subject, such as `/parent`, or a whole pointer without a subject.
    std::string place = {};
    /// The line of the first subject where it is 0.
    std::uint32_t line = 0;
    /// What mends it without a decision of a person.
    std::vector<PlanEdit> edits = {};
};

/// One rule at work on one plan.
class RuleRun {
public:
    /// @param setting  what plan and rule file say of the rule, or nullptr
    RuleRun(const Facts& facts, const Rule& rule, const RuleSetting* setting,
            Monitor* monitor) noexcept
        : facts_(&facts), rule_(&rule), setting_(setting), monitor_(monitor) {}

    [[nodiscard]] const Facts& facts() const noexcept { return *facts_; }
    [[nodiscard]] const Plan& plan() const noexcept { return facts_->plan; }
    [[nodiscard]] const PlanGraph& graph() const noexcept { return facts_->graph; }
    [[nodiscard]] Monitor* monitor() const noexcept { return monitor_; }

    /// The key of a node as it stands in a message.
    [[nodiscard]] std::string name(Node node) const;
    void report(Draft draft);
    /// Says that there was nothing to look at.
    void skip(const Reason& reason) { reason_ = reason; }
    /// Says what was counted; nothing to count is for skip().
    void count(Ratio ratio);
    /// A number of the rule: what the settings say, else its own.
    [[nodiscard]] double number(std::string_view name) const;
    /// The words of the rule: what the settings say, else its own.
    [[nodiscard]] std::vector<std::string> words() const;
    /// The day that counts as today; not set when nobody said.
    [[nodiscard]] Date as_of() const noexcept { return facts_->as_of; }
    /// The earlier revision, or nullptr.
    [[nodiscard]] const Plan* before() const noexcept { return facts_->options.before; }

    /// The findings so far, by plan order of the subjects.
    [[nodiscard]] std::vector<Finding> take_findings();
    /// Empty if the rule had something to look at.
    [[nodiscard]] const Reason& reason() const noexcept { return reason_; }
    [[nodiscard]] const std::optional<Ratio>& ratio() const noexcept { return ratio_; }

private:
    const Facts* facts_;
    const Rule* rule_;
    const RuleSetting* setting_;
    Monitor* monitor_;
    std::vector<Finding> findings_;
    Reason reason_;
    std::optional<Ratio> ratio_;
};

/// The code of a rule; a reference, so that there is none without.
struct RuleCode {
    std::string_view id;
    void (&run)(RuleRun&);
};

/// The rules of one hundred of ids, and their code, one by one.
struct Family {
    std::span<const Rule> rules;
    std::span<const RuleCode> code;
};

/// Lists of one family that stand in several headers, one after another.
template <class T, std::size_t... Counts>
[[nodiscard]] constexpr auto join(const std::array<T, Counts>&... lists) {
    std::array<T, (Counts + ...)> all{};
    std::size_t next = 0;
    const auto append = [&](const auto& list) {
        for (const T& each : list) all[next++] = each;
    };
    (append(lists), ...);
    return all;
}

/// Whether words and code stand side by side; a family that fails this does not compile.
template <std::size_t Rules, std::size_t Codes>
[[nodiscard]] constexpr bool match(const std::array<Rule, Rules>& rules,
                                   const std::array<RuleCode, Codes>& code) {
    if (Rules != Codes) return false;
    for (std::size_t i = 0; i < Rules; ++i)
        if (rules[i].id != code[i].id) return false;
    return true;
}

[[nodiscard]] Family structure_family() noexcept;
[[nodiscard]] Family coverage_family() noexcept;
[[nodiscard]] Family ownership_family() noexcept;
[[nodiscard]] Family time_family() noexcept;
[[nodiscard]] Family network_family() noexcept;
[[nodiscard]] Family resilience_family() noexcept;
[[nodiscard]] Family supervision_family() noexcept;
[[nodiscard]] Family text_family() noexcept;
[[nodiscard]] Family consultation_family() noexcept;
[[nodiscard]] Family revision_family() noexcept;
[[nodiscard]] Family waiver_family() noexcept;

/// All families, by id.
[[nodiscard]] std::array<Family, 11> families() noexcept;

/// The rows behind keys that lead from one to the next, as in `A → B → A`; long ones are cut short.
[[nodiscard]] std::string chain_text(std::span<const std::string> keys);

/// The words that a message translates; the value itself where there is nothing to translate.
[[nodiscard]] std::string_view in_words(std::string_view field, std::string_view value,
                                        bool is_chinese) noexcept;

}  // namespace planloom::coverage
