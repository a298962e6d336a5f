// What the plan and a rule file say of the rules, made one.
#pragma once

#include <planloom/coverage/rules.hpp>
#include <planloom/model/check_settings.hpp>

#include <string_view>

namespace planloom::coverage {

/// The settings of a plan under those of a rule file: what the file says of a rule goes before what
/// the plan says of it, field by field; rules of the plan's own and waivers of both hold.
[[nodiscard]] CheckSettings merge(const CheckSettings& plan, const CheckSettings& file);

/// What is said of a rule by its id or name, or nullptr.
[[nodiscard]] const RuleSetting* setting_of(const CheckSettings& settings, std::string_view id);

}  // namespace planloom::coverage
