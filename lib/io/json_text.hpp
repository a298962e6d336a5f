// Pieces of JSON text that the reader and the writer have in common.
#pragma once

#include <string>
#include <string_view>

namespace planloom::detail {

/// Appends a text as a JSON string in the form of RFC 8785: UTF-8 as it is, control characters by
/// their short escape or as \u001f.
void append_json_string(std::string& out, std::string_view text);

/// Whether a text is a number of the JSON grammar.
[[nodiscard]] bool is_json_number(std::string_view text) noexcept;

/// `/name` with the escapes of a JSON pointer.
[[nodiscard]] std::string pointer_to(std::string_view name);

/// A text in quotes for a message, cut where it is long.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace planloom::detail
