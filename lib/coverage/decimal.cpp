#include "decimal.hpp"

#include <algorithm>
#include <limits>

namespace planloom::coverage {
namespace {

constexpr std::int64_t one = 1'000'000'000'000'000'000;
constexpr std::size_t fraction_digits = 18;
constexpr std::size_t whole_digits = 15;

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) noexcept {
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view before = text.substr(0, point);
    const std::string_view after = text.substr(std::min(point + 1, text.size()));
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if ((before.empty() && after.empty()) || before.size() > whole_digits ||
        after.size() > fraction_digits || !std::all_of(before.begin(), before.end(), is_digit) ||
        !std::all_of(after.begin(), after.end(), is_digit))
        return std::nullopt;
    Decimal number;
    for (const char c : before) number.whole_ = number.whole_ * 10 + (c - '0');
    for (std::size_t i = 0; i < fraction_digits; ++i)
        number.fraction_ = number.fraction_ * 10 + (i < after.size() ? after[i] - '0' : 0);
    return is_negative ? number.negated() : number;
}

Decimal Decimal::negated() const noexcept {
    Decimal number;
    number.whole_ = fraction_ == 0 ? -whole_ : -whole_ - 1;
    number.fraction_ = fraction_ == 0 ? 0 : one - fraction_;
    return number;
}

bool Decimal::add(Decimal other) noexcept {
    constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() / 2;
    if (whole_ > limit || whole_ < -limit || other.whole_ > limit || other.whole_ < -limit)
        return false;
    whole_ += other.whole_;
    fraction_ += other.fraction_;
    if (fraction_ >= one) {
        fraction_ -= one;
        ++whole_;
    }
    return true;
}

// NOLINTNEXTLINE(misc-no-recursion): once, for what is not negative
std::string Decimal::text() const {
    if (whole_ < 0) return '-' + negated().text();
    std::string text = std::to_string(whole_);
    if (fraction_ == 0) return text;
    std::string digits = std::to_string(fraction_);
    digits.insert(0, fraction_digits - digits.size(), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    return text + '.' + digits;
}

double Decimal::approximate() const noexcept {
    return static_cast<double>(whole_) + static_cast<double>(fraction_) / static_cast<double>(one);
}

}  // namespace planloom::coverage
