#include <planloom/core/key_index.hpp>
#include <planloom/coverage/rules.hpp>
#include <planloom/coverage/settings.hpp>
#include <planloom/query/query.hpp>

#include "relations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace planloom {
namespace {

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

std::string listed(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

/// `PL` and digits: the form of the ids of the library.
bool is_reserved(std::string_view id) noexcept {
    return id.size() > 2 && id.starts_with("PL") &&
           id.substr(2).find_first_not_of("0123456789") == std::string_view::npos;
}

class FaultsOfSettings {
public:
    FaultsOfSettings(const CheckSettings& settings, std::span<const CustomRule> others,
                     std::string_view where)
        : settings_(settings), where_(where) {
        for (const CustomRule& each : others) custom_.emplace(each.id, 0);
        for (const CustomRule& each : settings.custom) custom_.emplace(each.id, 0);
    }

    [[nodiscard]] std::vector<Diagnostic> find() {
        if (!settings_.profile.empty() && !parse_profile(settings_.profile)) {
            std::vector<std::string_view> names;
            for (const Profile each : all_profiles) names.push_back(word(each));
            unknown("/profile", 0, "unknown_profile", "profile", settings_.profile, names);
        }
        check_rules();
        for (std::size_t i = 0; i < settings_.custom.size(); ++i) check_custom(i);
        for (std::size_t i = 0; i < settings_.waivers.size(); ++i) check_waiver(i);
        return std::move(faults_);
    }

private:
    static constexpr Profile all_profiles[] = {Profile::policy, Profile::schedule,
                                               Profile::supervision, Profile::revision,
                                               Profile::strict};

    void fault(const std::string& place, std::uint32_t line, std::string code,
               std::string message) {
        faults_.push_back(
            {std::move(code), Severity::error, where_ + place, line, std::move(message)});
    }

    void unknown(const std::string& place, std::uint32_t line, std::string code,
                 std::string_view what, std::string_view found,
                 const std::vector<std::string_view>& names) {
        std::string text = "unknown " + std::string(what) + ' ' + quoted(found);
        if (const std::optional<std::size_t> near = nearest(found, names))
            text += "; did you mean " + quoted(names[*near]);
        if (names.size() <= 20) text += "; expected one of " + listed(names);
        fault(place, line, std::move(code), std::move(text));
    }

    [[nodiscard]] bool is_custom(std::string_view id) const {
        return custom_.find(std::string(id)) != custom_.end();
    }

    void unknown_rule(const std::string& place, std::uint32_t line, std::string_view rule) {
        if (rule.empty()) return fault(place, line, "missing_field", "no rule is named");
        std::vector<std::string_view> names;
        for (const Rule& each : rules()) {
            names.push_back(each.id);
            names.push_back(each.name);
        }
        for (const auto& [id, unused] : custom_) names.push_back(id);
        unknown(place, line, "unknown_rule", "rule", rule, names);
    }

    void check_rules() {
        std::map<std::string, std::size_t> seen;
        for (const RuleSetting& each : settings_.rules) {
            const std::string place = "/rules/" + each.rule;
            const Rule* rule = find_rule(each.rule);
            const std::string id(rule != nullptr ? rule->id : std::string_view(each.rule));
            if (rule == nullptr && !is_custom(each.rule))
                unknown_rule(place, each.line, each.rule);
            else if (!seen.emplace(id, 0).second)
                fault(place, each.line, "duplicate_rule", "rule " + id + " is set twice");
            else
                check_parameters(place, each, rule);
        }
    }

    void check_parameters(const std::string& place, const RuleSetting& setting, const Rule* rule) {
        std::vector<std::string_view> names;
        if (rule != nullptr) {
            for (const RuleNumber& each : rule->numbers)
                if (!each.name.empty()) names.push_back(each.name);
            if (!rule->words.name.empty()) names.push_back(rule->words.name);
        }
        const auto check_name = [&](std::string_view name) {
            if (std::find(names.begin(), names.end(), name) != names.end()) return true;
            const std::string text = place + '/' + std::string(name);
            if (names.empty())
                fault(text, setting.line, "unknown_parameter",
                      "rule " + setting.rule + " takes no parameter " + quoted(name) +
                          ", it takes none");
            else
                unknown(text, setting.line, "unknown_parameter",
                        "parameter of rule " + setting.rule, name, names);
            return false;
        };
        for (const auto& [name, value] : setting.numbers) {
            if (!check_name(name)) continue;
            const std::string text = fmt::format("{}/{}", place, name);
            if (rule->words.name == name)
                fault(text, setting.line, "bad_parameter",
                      "parameter " + quoted(name) + " takes a list of words, found a number");
            else if (!std::isfinite(value) || value < 0)
                fault(text, setting.line, "bad_parameter",
                      "parameter " + quoted(name) + " takes a number from 0");
        }
        for (const auto& [name, words] : setting.words)
            if (check_name(name) && rule->words.name != name)
                fault(fmt::format("{}/{}", place, name), setting.line, "bad_parameter",
                      "parameter " + quoted(name) + " takes a number, found words");
    }

    void check_query(const std::string& place, std::uint32_t line, const std::string& text) {
        try {
            static_cast<void>(query::compile(text));
        } catch (const query::QueryError& error) {
            for (const query::Fault& each : error.faults())
                fault(place, line, "bad_query",
                      each.message + " at column " + std::to_string(each.place.column) + " of " +
                          quoted(text) +
                          (each.nearest.empty() ? std::string()
                                                : "; did you mean " + quoted(each.nearest)));
        }
    }

    void check_custom(std::size_t i) {
        const CustomRule& rule = settings_.custom[i];
        const std::string place = "/custom/" + std::to_string(i);
        if (rule.id.empty())
            fault(place + "/id", rule.line, "missing_field", "a rule has no id");
        else if (is_reserved(rule.id) || find_rule(rule.id) != nullptr)
            fault(place + "/id", rule.line, "bad_rule_id",
                  "the id " + quoted(rule.id) + " belongs to the library");
        else if (++custom_[rule.id] > 1)
            fault(place + "/id", rule.line, "duplicate_rule",
                  "there are two rules with the id " + quoted(rule.id));
        if (rule.select.empty())
            fault(place + "/select", rule.line, "missing_field",
                  "rule " + quoted(rule.id) + " selects nothing");
        else
            check_query(place + "/select", rule.line, rule.select);
        if (!rule.target.empty()) check_query(place + "/target", rule.line, rule.target);
        check_relation(place, rule);
        check_bounds(place, rule);
    }

    void check_relation(const std::string& place, const CustomRule& rule) {
        const std::vector<std::string_view> names = coverage::relation_names();
        if (rule.relation.empty())
            fault(
                place + "/relation", rule.line, "missing_field",
                "rule " + quoted(rule.id) + " names no relation, expected one of " + listed(names));
        else if (std::find(names.begin(), names.end(), rule.relation) == names.end())
            unknown(place + "/relation", rule.line, "unknown_relation", "relation", rule.relation,
                    names);
        else if (rule.relation == "self" && rule.target.empty())
            fault(place + "/target", rule.line, "missing_field",
                  "the relation \"self\" needs a target");
        else if (rule.shape == RuleShape::allowed && rule.target.empty())
            fault(place + "/target", rule.line, "missing_field",
                  "a rule of what is allowed needs a target");
    }

    void check_bounds(const std::string& place, const CustomRule& rule) {
        if (rule.min < 1)
            fault(place + "/min", rule.line, "bad_field",
                  "found " + std::to_string(rule.min) + ", expected a whole number from 1");
        if (rule.max && *rule.max < rule.min)
            fault(place + "/max", rule.line, "bad_field",
                  "found " + std::to_string(*rule.max) + ", expected at least the minimum, " +
                      std::to_string(rule.min));
        const bool is_ratio = rule.shape == RuleShape::ratio;
        for (const auto& [name, share] :
             {std::pair("at_least", rule.at_least), std::pair("at_most", rule.at_most)}) {
            const std::string text = fmt::format("{}/{}", place, name);
            if (share && !is_ratio)
                fault(text, rule.line, "bad_field",
                      quoted(name) + " belongs to the shape \"ratio\"");
            else if (share && !(*share >= 0 && *share <= 1))
                fault(text, rule.line, "bad_field", "expected a share from 0 to 1");
        }
        if (is_ratio && !rule.at_least && !rule.at_most)
            fault(place, rule.line, "missing_field",
                  "the shape \"ratio\" needs \"at_least\" or \"at_most\"");
        if (rule.at_least && rule.at_most && *rule.at_least > *rule.at_most)
            fault(place + "/at_most", rule.line, "bad_field",
                  "the greatest share is below the least");
    }

    void check_waiver(std::size_t i) {
        const Waiver& waiver = settings_.waivers[i];
        const std::string place = "/waivers/" + std::to_string(i);
        const Rule* rule = find_rule(waiver.rule);
        if (rule == nullptr && !is_custom(waiver.rule))
            unknown_rule(place + "/rule", waiver.line, waiver.rule);
        else if (rule != nullptr && rule->id.starts_with("PL83"))
            fault(place + "/rule", waiver.line, "bad_field",
                  "rule " + std::string(rule->id) + " watches over waivers and cannot be waived");
        if (!waiver.subject.empty() && !waiver.scope.empty())
            fault(place + "/scope", waiver.line, "bad_field",
                  "a waiver has a subject or a scope, found both");
        if (!waiver.scope.empty()) check_query(place + "/scope", waiver.line, waiver.scope);
    }

    const CheckSettings& settings_;
    std::string where_;
    /// The ids of all rules of the plan's own, and how many of these settings have each.
    std::map<std::string, int> custom_;
    std::vector<Diagnostic> faults_;
};

}  // namespace

std::vector<Diagnostic> find_faults(const CheckSettings& settings,
                                    std::span<const CustomRule> others, std::string_view where) {
    return FaultsOfSettings(settings, others, where).find();
}

void require_valid(const CheckSettings& settings) {
    std::vector<Diagnostic> faults = find_faults(settings);
    if (!faults.empty()) throw InvalidSettings(std::move(faults));
}

}  // namespace planloom
