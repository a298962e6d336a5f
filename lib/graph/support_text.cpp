#include <planloom/graph/support.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace planloom {
namespace {

/// Writes parts with what stands between them.
class FormulaText {
public:
    explicit FormulaText(const Plan& plan) : plan_(plan) {}

    void open(std::string_view opening) {
        text_ += opening;
        is_first_ = true;
    }
    void close(char closing) {
        text_ += closing;
        is_first_ = false;
    }
    void part(Node node) {
        if (!is_first_) text_ += ", ";
        text_ += plan_.key(node);
        is_first_ = false;
    }
    void parts(std::span<const TaskId> tasks) {
        for (const TaskId task : tasks) part(task);
    }
    void any(std::span<const TaskId> tasks) {
        if (!is_first_) text_ += ", ";
        open("any(");
        parts(tasks);
        close(')');
    }
    void raw(std::string_view text) { text_ += text; }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    const Plan& plan_;
    std::string text_;
    bool is_first_ = true;
};

/// Begins a formula and writes all of it but its subgoals.
/// @return the closing text, none for a formula that ends here
bool begin(FormulaText& out, const SupportFormula& formula, SupportRule rule) {
    if (formula.is_empty()) {
        out.raw("none");
        return false;
    }
    if (formula.is_soft()) {
        out.open("any supporting (");
        out.parts(formula.supporting);
        out.close(')');
        return false;
    }
    const bool is_only_alternatives = formula.support_count() == 1 && !formula.alternatives.empty();
    if (is_only_alternatives && formula.needed == 1) {
        out.open("any(");
        out.parts(formula.alternatives);
        out.close(')');
        return false;
    }
    if (rule == SupportRule::all) out.open("all(");
    if (rule == SupportRule::any) out.open("any(");
    if (rule == SupportRule::at_least)
        out.open("at_least " + std::to_string(formula.needed) + " of (");
    out.parts(formula.necessary);
    if (!formula.alternatives.empty()) out.any(formula.alternatives);
    return true;
}

struct Level {
    std::span<const GoalId> subgoals;
    std::size_t next = 0;
};

}  // namespace

std::string SupportFormulas::write(GoalId goal, bool is_full) const {
    const Plan& plan = graph_->plan();
    FormulaText out(plan);
    std::vector<Level> levels;
    const auto enter = [&](GoalId entered) {
        const SupportFormula parts = formula(entered);
        if (begin(out, parts, plan.goal_table().support[entered.index()]))
            levels.push_back({parts.subgoals, 0});
    };
    enter(goal);
    while (!levels.empty()) {
        if (levels.back().next == levels.back().subgoals.size()) {
            out.close(')');
            levels.pop_back();
            continue;
        }
        const GoalId subgoal = levels.back().subgoals[levels.back().next++];
        out.part(subgoal);
        if (!is_full) continue;
        out.raw(": ");
        enter(subgoal);
    }
    return out.take();
}

}  // namespace planloom
