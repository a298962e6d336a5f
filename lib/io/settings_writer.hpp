// Settings of checks as JSON.
#pragma once

#include <planloom/model/check_settings.hpp>

#include <cstddef>
#include <string>

namespace planloom::detail {

/// Appends an object over several lines.
/// @param indent  of its fields, in spaces
void write_settings(std::string& out, std::size_t indent, const CheckSettings& settings);

}  // namespace planloom::detail
