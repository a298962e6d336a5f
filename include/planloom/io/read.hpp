// One front for reading and writing plans, format by name and content.
#pragma once

#include <planloom/io/json.hpp>

#include <string>

namespace planloom {

/// Reads a plan from a file; `-` is standard input. The format is told from the file's name, else
/// from its content; to name it see read_bytes_as in <planloom/io/format.hpp>.
/// @throws IoError, ReadError
[[nodiscard]] ReadResult read_plan(const std::string& path, const Limits& limits = {},
                                   Monitor* monitor = nullptr);

/// Writes a plan as planloom JSON to a file as one step (see save); `-` is standard output.
/// @throws IoError
void write_plan(const std::string& path, const Plan& plan);

}  // namespace planloom
