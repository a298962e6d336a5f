// A value of JSON that is no object and no list.
#pragma once

#include <cstdint>
#include <string_view>

namespace planloom::detail {

struct Value {
    enum class Type : std::uint8_t { text, number, flag, null };
    Type type = Type::null;
    /// The text itself; anything else as it was written.
    std::string_view text = "null";

    [[nodiscard]] bool flag() const noexcept { return text == "true"; }
};

}  // namespace planloom::detail
