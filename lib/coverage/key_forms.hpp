// Keys in the forms in which they are compared.
#pragma once

#include <string>
#include <string_view>

namespace planloom::coverage {

/// The key in Unicode's NFC without white space at its ends.
/// @complexity O(length)
[[nodiscard]] std::string composed_form(std::string_view key);

/// The key in NFKC without white space at its ends: full-width letters become ordinary ones.
/// @complexity O(length)
[[nodiscard]] std::string compatible_form(std::string_view key);

}  // namespace planloom::coverage
