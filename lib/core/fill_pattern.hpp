// Sentences with two places to fill.
#pragma once

#include <string>
#include <string_view>

namespace planloom::detail {

/// The pattern with the first text where `{}` stands and the second where `[]` does.
[[nodiscard]] inline std::string fill_pattern(std::string_view pattern, std::string_view first,
                                              std::string_view second) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::string_view two = pattern.substr(i, 2);
        if (two == "{}" || two == "[]") {
            text += two == "{}" ? first : second;
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace planloom::detail
