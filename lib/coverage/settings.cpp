#include "settings.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// Puts the second list before the first, name by name.
template <class Value>
void overlay(std::vector<std::pair<std::string, Value>>& under,
             const std::vector<std::pair<std::string, Value>>& over) {
    for (const auto& entry : over) {
        const auto found = std::find_if(under.begin(), under.end(), [&](const auto& each) {
            return each.first == entry.first;
        });
        if (found == under.end()) {
            under.push_back(entry);
        } else {
            found->second = entry.second;
        }
    }
}

void overlay(RuleSetting& under, const RuleSetting& over) {
    if (over.is_on) under.is_on = over.is_on;
    if (over.severity) under.severity = over.severity;
    overlay(under.numbers, over.numbers);
    overlay(under.words, over.words);
    under.line = over.line;
}

/// The id of a rule, whether it is said by id or by name.
std::string_view id_of(std::string_view id_or_name) noexcept {
    const Rule* rule = find_rule(id_or_name);
    return rule == nullptr ? id_or_name : rule->id;
}

void add(std::vector<RuleSetting>& settings, const std::vector<RuleSetting>& over) {
    for (const RuleSetting& each : over) {
        const auto found = std::find_if(
            settings.begin(), settings.end(),
            [&](const RuleSetting& under) { return id_of(under.rule) == id_of(each.rule); });
        if (found == settings.end()) {
            settings.push_back(each);
        } else {
            overlay(*found, each);
        }
    }
}

}  // namespace

CheckSettings merge(const CheckSettings& plan, const CheckSettings& file) {
    CheckSettings merged;
    merged.profile = file.profile.empty() ? plan.profile : file.profile;
    add(merged.rules, plan.rules);
    add(merged.rules, file.rules);
    merged.custom = plan.custom;
    merged.custom.insert(merged.custom.end(), file.custom.begin(), file.custom.end());
    merged.waivers = plan.waivers;
    merged.waivers.insert(merged.waivers.end(), file.waivers.begin(), file.waivers.end());
    merged.gate = file.gate ? file.gate : plan.gate;
    return merged;
}

const RuleSetting* setting_of(const CheckSettings& settings, std::string_view id) {
    for (const RuleSetting& each : settings.rules)
        if (id_of(each.rule) == id) return &each;
    return nullptr;
}

}  // namespace planloom::coverage
