// The command line: which commands and options there are, read with CLI11.
#pragma once

#include "arguments.hpp"
#include "session.hpp"

#include <optional>

namespace planloom::tool {

/// What to run, with which arguments.
struct CommandLine {
    Arguments arguments;
    int (*run)(Session& session) = nullptr;
};

/// Reads the command line. Prints help and version itself, and then there is nothing to run.
/// @throws UsageError  for a command line that cannot be meant
[[nodiscard]] std::optional<CommandLine> read_command_line(int count, const char* const* words,
                                                           Language language);

/// The language that the command line names, or else the environment. Looked for before the command
/// line is read, so that help and faults in it are told in that language.
[[nodiscard]] Language wanted_language(int count, const char* const* words);

}  // namespace planloom::tool
