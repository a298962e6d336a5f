// What a rule sees of the plan, and how it says what it found.
#pragma once

#include <planloom/coverage/check.hpp>
#include <planloom/model/views.hpp>

#include "../graph/forest.hpp"

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

/// What several rules ask, found once.
struct Facts {
    explicit Facts(const PlanGraph& frozen)
        : graph(frozen),
          plan(frozen.plan()),
          goals(frozen, plan.goals()),
          tasks(frozen, plan.tasks()),
          units(frozen, plan.units()) {}

    const PlanGraph& graph;
    const Plan& plan;
    Forest<GoalId> goals;
    Forest<TaskId> tasks;
    Forest<UnitId> units;
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
    /// The place below the first subject, such as `/parent`, or a whole pointer without a subject.
    std::string place = {};
    /// The line of the first subject where it is 0.
    std::uint32_t line = 0;
};

/// One rule at work on one plan.
class RuleRun {
public:
    RuleRun(const Facts& facts, const Rule& rule, Monitor* monitor) noexcept
        : facts_(&facts), rule_(&rule), monitor_(monitor) {}

    [[nodiscard]] const Facts& facts() const noexcept { return *facts_; }
    [[nodiscard]] const Plan& plan() const noexcept { return facts_->plan; }
    [[nodiscard]] const PlanGraph& graph() const noexcept { return facts_->graph; }
    [[nodiscard]] Monitor* monitor() const noexcept { return monitor_; }

    /// The key of a node as it stands in a message.
    [[nodiscard]] std::string name(Node node) const;
    void report(Draft draft);
    /// Says that there was nothing to look at.
    void skip(std::string_view reason) { reason_ = reason; }

    /// The findings so far, by plan order of the subjects.
    [[nodiscard]] std::vector<Finding> take_findings();
    /// Empty if the rule had something to look at.
    [[nodiscard]] std::string_view reason() const noexcept { return reason_; }

private:
    const Facts* facts_;
    const Rule* rule_;
    Monitor* monitor_;
    std::vector<Finding> findings_;
    std::string_view reason_;
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
[[nodiscard]] Family text_family() noexcept;

/// All families, by id.
[[nodiscard]] std::array<Family, 5> families() noexcept;

/// The rows behind keys that lead from one to the next, as in `A → B → A`; long ones are cut short.
[[nodiscard]] std::string chain_text(std::span<const std::string> keys);

/// The words that a message translates; the value itself where there is nothing to translate.
[[nodiscard]] std::string_view in_words(std::string_view field, std::string_view value,
                                        bool is_chinese) noexcept;

}  // namespace planloom::coverage
