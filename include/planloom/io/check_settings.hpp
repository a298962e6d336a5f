// Rule files: how a plan is to be checked, as JSON or YAML. The same fields stand in a plan's own
// JSON as `checks`. For what they mean see <planloom/model/check_settings.hpp>, for whether they
// can be followed <planloom/coverage/settings.hpp>.
#pragma once

#include <planloom/io/json.hpp>
#include <planloom/model/check_settings.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace planloom {

/// Bounds on rule files: people write them by hand.
[[nodiscard]] constexpr Limits rule_file_limits() noexcept {
    return {.depth = 32, .bytes = std::size_t{4} << 20, .errors = 1000};
}

/// Reads settings from UTF-8 text: JSON where its first character that is no space is a brace, else
/// YAML 1.2. Of YAML only what JSON has too is taken: anchors, aliases, tags and a second document
/// are refused. `off` and `on`, `no` and `yes`, `false` and `true` say whether a rule runs; what
/// else stands without quotes is a text or a number as its place asks.
/// @throws ReadError  every fault at once, with JSON pointer and line
/// @complexity O(bytes)
[[nodiscard]] CheckSettings read_check_settings(std::string_view text,
                                                const Limits& limits = rule_file_limits());

/// Reads a rule file; `-` is standard input.
/// @throws IoError, ReadError
[[nodiscard]] CheckSettings read_check_settings_file(const std::string& path,
                                                     const Limits& limits = rule_file_limits());

/// Writes the canonical form: read_check_settings(write_check_settings(s)) == s for settings
/// without faults.
[[nodiscard]] std::string write_check_settings(const CheckSettings& settings);

}  // namespace planloom
