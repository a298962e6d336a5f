// Baselines as files of JSON, sorted so that they can be compared line by line. For what they are
// see <planloom/coverage/gate.hpp>.
#pragma once

#include <planloom/coverage/gate.hpp>

#include <string>
#include <string_view>

namespace planloom {

/// Writes a baseline, one entry on each line. The text does not depend on the order of the plan.
[[nodiscard]] std::string write_baseline(const Baseline& baseline);

/// Reads what write_baseline writes.
/// @throws ReadError  every fault at once, with JSON pointer and line
[[nodiscard]] Baseline read_baseline(std::string_view text);

/// Reads a file; `-` is standard input.
/// @throws IoError, ReadError
[[nodiscard]] Baseline read_baseline_file(const std::string& path);

}  // namespace planloom
