// Decimal numbers as plans write them, added and compared without loss.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace planloom::coverage {

/// A decimal number of at most 15 digits before and 18 after the point.
class Decimal {
public:
    Decimal() = default;
    /// Reads `12`, `-3.50` or `+.5`, in digits of ASCII.
    /// @return nothing for another text, an exponent and more digits included
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text) noexcept;

    [[nodiscard]] Decimal negated() const noexcept;
    /// @return whether the sum can be told; else it is left as it is. Sums of 9000 numbers can
    bool add(Decimal other) noexcept;
    /// The shortest text that reads back as the same number.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] double approximate() const noexcept;

    friend auto operator<=>(const Decimal&, const Decimal&) = default;

private:
    // The value is whole_ + fraction_ / 10^18; the fraction is never negative.
    std::int64_t whole_ = 0;
    std::int64_t fraction_ = 0;
};

}  // namespace planloom::coverage
