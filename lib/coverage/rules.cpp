#include <planloom/coverage/rules.hpp>

#include "rule_run.hpp"

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

const Rule* find_rule(std::string_view id_or_name) noexcept {
    for (const Rule& rule : rules())
        if (rule.id == id_or_name || rule.name == id_or_name) return &rule;
    return nullptr;
}

}  // namespace planloom
