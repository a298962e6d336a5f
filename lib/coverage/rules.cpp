#include <planloom/coverage/rules.hpp>

#include "rule_run.hpp"
#include "rules_left_out.hpp"

#include <vector>

namespace planloom {

std::span<const Rule> rules() noexcept {
    static const std::vector<Rule> all = [] {
        std::vector<Rule> joined;
        for (const coverage::Family& family : coverage::families())
            joined.insert(joined.end(), family.rules.begin(), family.rules.end());
        return joined;
    }();
    return all;
}

std::span<const LeftOutRule> rules_left_out() noexcept {
    return coverage::left_out;
}

std::string_view word(Profile profile) noexcept {
    constexpr std::array<std::string_view, 5> all = {"policy", "schedule", "supervision",
                                                     "revision", "strict"};
    return all[static_cast<std::size_t>(profile)];
}

std::optional<Profile> parse_profile(std::string_view text) noexcept {
    for (const Profile each : {Profile::policy, Profile::schedule, Profile::supervision,
                               Profile::revision, Profile::strict})
        if (word(each) == text) return each;
    return std::nullopt;
}

const Rule* find_rule(std::string_view id_or_name) noexcept {
    for (const Rule& rule : rules())
        if (rule.id == id_or_name || rule.name == id_or_name) return &rule;
    return nullptr;
}

}  // namespace planloom
