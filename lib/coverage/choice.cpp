#include "choice.hpp"

#include <planloom/core/key_index.hpp>
#include <planloom/coverage/settings.hpp>

#include "settings.hpp"

#include <algorithm>
#include <utility>

namespace planloom::coverage {
namespace {

std::size_t place_of(const Rule& rule) {
    return static_cast<std::size_t>(&rule - rules().data());
}

[[noreturn]] void throw_unknown(std::string_view wanted, const CheckSettings& settings) {
    std::vector<std::string_view> names;
    for (const Rule& each : rules()) {
        names.push_back(each.id);
        names.push_back(each.name);
    }
    for (const CustomRule& each : settings.custom) names.push_back(each.id);
    const std::optional<std::size_t> near = nearest(wanted, names);
    throw UnknownKey("rule", wanted, near ? names[*near] : std::string_view());
}

/// Marks one rule.
/// @return whether there is such a rule
bool mark(Choice& choice, std::string_view name, const CheckSettings& settings, bool is_on) {
    if (const Rule* rule = find_rule(name)) {
        choice.rules[place_of(*rule)] = is_on;
        return true;
    }
    for (std::size_t i = 0; i < settings.custom.size(); ++i) {
        if (settings.custom[i].id != name) continue;
        choice.custom[i] = is_on;
        return true;
    }
    return false;
}

}  // namespace

Choice choose(const CheckOptions& options, const CheckSettings& settings) {
    const std::span<const Rule> all = rules();
    Choice choice;
    choice.profile =
        options.profile.value_or(parse_profile(settings.profile).value_or(Profile::policy));
    choice.rules.assign(all.size(), false);
    choice.custom.assign(settings.custom.size(), options.only.empty());
    for (const std::string& wanted : options.only)
        if (!mark(choice, wanted, settings, true)) throw_unknown(wanted, settings);
    if (!options.only.empty()) return choice;
    for (std::size_t i = 0; i < all.size(); ++i)
        choice.rules[i] = choice.profile == Profile::strict ||
                          (all[i].profiles >> static_cast<unsigned>(choice.profile) & 1U) != 0;
    for (const RuleSetting& each : settings.rules)
        if (each.is_on) static_cast<void>(mark(choice, each.rule, settings, *each.is_on));
    return choice;
}

void require_valid(const CheckSettings& plan, const CheckSettings& file) {
    if (plan.is_empty() && file.is_empty()) return;
    std::vector<Diagnostic> faults = find_faults(plan, file.custom, "/checks");
    std::vector<Diagnostic> others = find_faults(file, plan.custom);
    // A rule of the file may not take the name of one of the plan's.
    for (const CustomRule& each : file.custom)
        for (const CustomRule& own : plan.custom)
            if (each.id == own.id)
                others.push_back({"duplicate_rule", Severity::error, "/custom", each.line,
                                  "the plan has a rule \"" + each.id + "\" already"});
    faults.insert(faults.end(), std::make_move_iterator(others.begin()),
                  std::make_move_iterator(others.end()));
    if (!faults.empty()) throw InvalidSettings(std::move(faults));
}

}  // namespace planloom::coverage
