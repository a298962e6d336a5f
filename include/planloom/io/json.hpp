// The native format: planloom JSON, version 1. The schema is plan.schema.json beside this header.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/model/plan.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// A plan and what the reader has to say about it: things that were guessed or kept aside, such as
/// a field it does not know (`unknown_field`, kept as an attribute). Never errors.
struct ReadResult {
    Plan plan;
    std::vector<Diagnostic> notes;
};

/// A plan as text of a format, and a note for all that this format cannot hold.
struct WrittenText {
    std::string text;
    std::vector<Diagnostic> notes;
};

/// Bounds on what a reader accepts; each is named in the error that it causes.
struct Limits {
    std::size_t depth = 128;  ///< of nested values
    std::size_t bytes = std::size_t{16} << 30;
    std::size_t errors = 1000;  ///< listed; the rest are counted
};

/// Reads planloom JSON from UTF-8 text in one pass; in two, where the work time comes after a
/// duration and is not the usual one. Short forms are read too, as the schema has them. References
/// that name nothing are no error here, see find_faults.
/// @throws ReadError  every fault at once, with JSON pointer and line
/// @complexity O(bytes)
[[nodiscard]] ReadResult read_json(std::string_view text, const Limits& limits = {},
                                   Monitor* monitor = nullptr);

/// Writes the canonical form: fixed order of fields, defaults left out, two spaces, LF, a final
/// newline. read_json(write_json(p)).plan == p, and write_json(read_json(s).plan) == s for
/// canonical s.
[[nodiscard]] std::string write_json(const Plan& plan);

/// The JSON Schema (2020-12) of the format, as text.
[[nodiscard]] std::string_view json_schema() noexcept;

}  // namespace planloom
