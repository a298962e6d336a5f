#include "engine.hpp"

#include "settings.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace planloom::coverage {
namespace {

template <class T>
void append(std::vector<T>& all, std::vector<T>&& more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

}  // namespace

Engine::Engine(const PlanGraph& graph, const CheckOptions& options, const CheckSettings& settings,
               const Choice& choice, Monitor* monitor)
    : facts_(graph, options, monitor),
      settings_(settings),
      choice_(choice),
      monitor_(monitor),
      selector_(facts_) {
    facts_.profile = choice.profile;
    result_.profile = choice.profile;
    result_.waivers = settings.waivers;
    result_.gate = settings.gate.value_or(CheckGate{
        choice.profile == Profile::strict ? Severity::warning : Severity::error, std::nullopt});
}

CheckResult Engine::run(std::size_t waivers_in_plan) {
    const std::array<Family, 11> all = families();
    for (std::size_t i = 0; i + 1 < all.size(); ++i) run_family(all[i]);
    // The rules on waivers judge what the others found, but stand before those of the plan's own.
    const std::size_t findings = result_.findings.size();
    const std::size_t not_evaluated = result_.not_evaluated.size();
    const std::size_t ran = result_.ran.size();
    run_custom_rules();
    const WaiverUses uses = apply_waivers(facts_, result_, waivers_in_plan, selector_);
    facts_.waivers = &uses;
    const auto move_before = [](auto& list, std::size_t first, std::size_t end) {
        std::rotate(list.begin() + static_cast<std::ptrdiff_t>(first),
                    list.begin() + static_cast<std::ptrdiff_t>(end), list.end());
    };
    const std::size_t findings_end = result_.findings.size();
    const std::size_t not_evaluated_end = result_.not_evaluated.size();
    const std::size_t ran_end = result_.ran.size();
    run_family(all.back());
    move_before(result_.findings, findings, findings_end);
    move_before(result_.not_evaluated, not_evaluated, not_evaluated_end);
    move_before(result_.ran, ran, ran_end);
    return std::move(result_);
}

void Engine::run_family(const Family& family) {
    for (const RuleCode& code : family.code) {
        const Rule& rule = rules()[next_];
        report_progress(monitor_, next_, choice_.rules.size());
        if (!choice_.rules[next_++]) continue;
        result_.ran.emplace_back(rule.id);
        RuleRun run(facts_, rule, setting_of(settings_, rule.id), monitor_);
        code.run(run);
        append(result_.findings, run.take_findings());
        if (run.ratio()) result_.ratios.push_back(*run.ratio());
        if (!run.reason().en.empty())
            result_.not_evaluated.push_back(
                {std::string(rule.id), std::string(run.reason().en), std::string(run.reason().zh)});
    }
}

void Engine::run_custom_rules() {
    for (std::size_t i = 0; i < settings_.custom.size(); ++i) {
        if (!choice_.custom[i]) continue;
        const CustomRule& rule = settings_.custom[i];
        result_.ran.push_back(rule.id);
        CustomResult found = run_custom(facts_, rule, setting_of(settings_, rule.id), selector_);
        append(result_.findings, std::move(found.findings));
        append(result_.ratios, std::move(found.ratios));
        if (found.not_evaluated) result_.not_evaluated.push_back(std::move(*found.not_evaluated));
    }
}

}  // namespace planloom::coverage
