#include "rule_text.hpp"

#include <charconv>
#include <cmath>

namespace planloom::coverage {

std::string list_text(std::span<const std::string> names) {
    constexpr std::size_t shown = 5;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < shown; ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > shown ? text + ", …" : text;
}

std::string count_text(std::size_t count) {
    return count == 0 ? std::string() : std::to_string(count);
}

std::string number_text(double value) {
    char digits[32] = {};
    const double rounded = std::round(value * 10) / 10;
    const auto end = std::to_chars(digits, digits + sizeof digits, rounded);
    return end.ec == std::errc() ? std::string(digits, end.ptr) : std::to_string(rounded);
}

}  // namespace planloom::coverage
