// What tests say in keys instead of ids.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/model/plan.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {

/// The keys of ids or nodes, in their order.
template <class Range>
[[nodiscard]] std::vector<std::string> keys_of(const Plan& plan, const Range& nodes) {
    std::vector<std::string> keys;
    for (const auto node : nodes) keys.emplace_back(plan.key(Node(node)));
    return keys;
}

/// The code of the Error that a call throws; empty if it throws none.
template <class Call>
[[nodiscard]] std::string error_code(Call&& call) {
    try {
        (void)call();
    } catch (const Error& error) {
        return error.code();
    }
    return {};
}

/// The codes of diagnostics, in their order.
[[nodiscard]] inline std::vector<std::string> codes_of(const std::vector<Diagnostic>& diagnostics) {
    std::vector<std::string> codes;
    for (const Diagnostic& each : diagnostics) codes.push_back(each.code);
    return codes;
}

}  // namespace planloom::testing
