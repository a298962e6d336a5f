// Whether what is said of how to check a plan can be followed. For the settings themselves see
// <planloom/model/check_settings.hpp>, for reading them <planloom/io/check_settings.hpp>.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/model/check_settings.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace planloom {

/// Every fault of the settings at once: `unknown_profile`, `unknown_rule`, `unknown_parameter`,
/// `bad_parameter`, `duplicate_rule`, `bad_rule_id`, `missing_field`, `bad_field`, `bad_query`,
/// `unknown_relation`. What is unknown comes with the nearest that is known.
/// @param others  rules of the plan's own that stand elsewhere and may be spoken of too
/// @param where  what stands before the JSON pointers, such as `/checks`
[[nodiscard]] std::vector<Diagnostic> find_faults(const CheckSettings& settings,
                                                  std::span<const CustomRule> others = {},
                                                  std::string_view where = {});

/// @throws InvalidSettings  holding find_faults(settings), if there are any
void require_valid(const CheckSettings& settings);

}  // namespace planloom
