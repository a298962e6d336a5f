// Times of day as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace planloom::detail {

inline std::optional<int> read_two_digits(std::string_view text) noexcept {
    if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/// The minute of the day that `HH:MM` or `H:MM` means, from 0 to 1440, or nothing.
inline std::optional<int> read_clock(std::string_view text) noexcept {
    const bool is_short = text.size() == 4;
    if (!is_short && text.size() != 5) return std::nullopt;
    const std::size_t colon = is_short ? 1 : 2;
    if (text[colon] != ':') return std::nullopt;
    const std::optional<int> minute = read_two_digits(text.substr(colon + 1));
    std::optional<int> hour;
    if (!is_short)
        hour = read_two_digits(text.substr(0, 2));
    else if (text[0] >= '0' && text[0] <= '9')
        hour = text[0] - '0';
    if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 1440) return std::nullopt;
    return *hour * 60 + *minute;
}

inline void append_clock(std::string& out, int minute) {
    out += static_cast<char>('0' + minute / 600);
    out += static_cast<char>('0' + minute / 60 % 10);
    out += ':';
    out += static_cast<char>('0' + minute % 60 / 10);
    out += static_cast<char>('0' + minute % 10);
}

}  // namespace planloom::detail
