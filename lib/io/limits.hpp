// Bounds that every reader of text keeps in the same way.
#pragma once

#include <planloom/io/json.hpp>

#include <string>
#include <string_view>

namespace planloom::detail {

/// @throws ReadError  `limit_bytes` when the text is longer than the limits allow
inline void require_size(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes)
        throw ReadError({{"limit_bytes", Severity::error, "", 0,
                          "expected at most " + std::to_string(limits.bytes) + " bytes, found " +
                              std::to_string(text.size())}});
}

}  // namespace planloom::detail
