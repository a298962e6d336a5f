#include <planloom/core/duration.hpp>

#include <cstddef>

namespace planloom {
namespace {

// Sums are kept in 10^-9 minutes: max_minutes in them, twice, fits 64 bits without a sign.
constexpr std::uint64_t scale = 1'000'000'000;
constexpr std::uint64_t limit = static_cast<std::uint64_t>(max_minutes);

/// One number with its unit, and how much of the text it took.
struct Part {
    std::uint64_t amount = 0;  // in 10^-9 minutes
    std::uint64_t rank = 0;    // of the unit: m is 0, w is 3
    std::size_t length = 0;
};

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

std::optional<Part> parse_part(std::string_view text, const WorkTime& work) noexcept {
    std::size_t i = 0;
    std::uint64_t whole = 0;
    for (; i < text.size() && is_digit(text[i]); ++i) {
        whole = whole * 10 + static_cast<std::uint64_t>(text[i] - '0');
        if (whole > limit) return std::nullopt;
    }
    if (i == 0) return std::nullopt;
    std::uint64_t decimals = 0;
    if (i < text.size() && text[i] == '.') {
        std::uint64_t place = scale / 10;
        const std::size_t first = ++i;
        for (; i < text.size() && is_digit(text[i]); ++i, place /= 10) {
            if (place == 0) return std::nullopt;
            decimals += place * static_cast<std::uint64_t>(text[i] - '0');
        }
        if (i == first) return std::nullopt;
    }
    if (i == text.size()) return std::nullopt;
    const auto day = static_cast<std::uint64_t>(work.minutes_per_day);
    const std::uint64_t units[] = {1, 60, day,
                                   day * static_cast<std::uint64_t>(work.days_per_week)};
    const std::size_t rank = std::string_view("mhdw").find(text[i]);
    if (rank == std::string_view::npos || whole > limit / units[rank]) return std::nullopt;
    return Part{(whole * scale + decimals) * units[rank], rank, i + 1};
}

}  // namespace

bool is_valid(const WorkTime& work) noexcept {
    return work.minutes_per_day >= 1 && work.minutes_per_day <= 24 * 60 &&
           work.days_per_week >= 1 && work.days_per_week <= 7;
}

std::optional<Minutes> parse_duration(std::string_view text, const WorkTime& work) noexcept {
    if (!is_valid(work)) return std::nullopt;
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    std::uint64_t total = 0;
    std::uint64_t above = 4;
    while (!text.empty()) {
        const std::optional<Part> part = parse_part(text, work);
        if (!part || part->rank >= above) return std::nullopt;
        above = part->rank;
        total += part->amount;
        if (total > limit * scale) return std::nullopt;
        text.remove_prefix(part->length);
    }
    if (total % scale != 0) return std::nullopt;
    const auto minutes = static_cast<Minutes>(total / scale);
    return is_negative ? -minutes : minutes;
}

std::string format_duration(Minutes minutes, const WorkTime& work) {
    const Minutes day = is_valid(work) ? work.minutes_per_day : 0;
    if (day != 0 && minutes % day == 0) return std::to_string(minutes / day) + "d";
    if (minutes % 60 == 0) return std::to_string(minutes / 60) + "h";
    return std::to_string(minutes) + "m";
}

}  // namespace planloom
