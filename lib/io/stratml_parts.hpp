// What the reader and the writer of StratML have in common.
#pragma once

#include <planloom/core/date.hpp>

#include "attribute_json.hpp"

#include <string>
#include <string_view>

namespace planloom::detail {

/// What the columns of an indicator take from its results.
struct StratmlResults {
    std::string target, actual;
    DatePeriod due;
    bool has_target = false, has_actual = false;

    /// Whether these columns alone give the same results.
    [[nodiscard]] bool is_said_by(const Json& instances) const;
};

/// The results that an indicator has by its columns alone.
[[nodiscard]] Json plain_instances(bool has_target, bool has_actual);

/// A stakeholder of whom nothing is said but that he performs.
[[nodiscard]] Json plain_performer(const std::string& unit);

/// The key of the only unit among stakeholders that has the role of a performer; else empty.
[[nodiscard]] std::string only_performer(const Json& stakeholders);

/// Whether a text is a decimal number as a plan holds it.
[[nodiscard]] bool is_decimal(std::string_view text) noexcept;

}  // namespace planloom::detail
