// Queries asked in tests, with answers in keys.
#pragma once

#include <planloom/query/query.hpp>

#include "support/matchers.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::query::testing {

using Keys = std::vector<std::string>;

/// The keys of what is found, in order.
inline Keys ask(const PlanGraph& graph, std::string_view text, const Context& context = {}) {
    Keys keys;
    for (const Found& each : run(text, graph, context).found) {
        const Plan& plan =
            each.revision ? context.revisions[*each.revision].graph->plan() : graph.plan();
        keys.emplace_back(plan.key(each.node));
    }
    return keys;
}

/// The same, sorted.
inline Keys ask_sorted(const PlanGraph& graph, std::string_view text, const Context& context = {}) {
    Keys keys = ask(graph, text, context);
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// The keys along a path.
inline Keys along(const Plan& plan, const Path& path) {
    Keys keys{std::string(plan.key(path.start))};
    for (const Step& step : path.steps) keys.emplace_back(plan.key(step.to));
    return keys;
}

/// The faults of a call; none if it throws none.
template <class Call>
std::vector<Fault> faults_of(Call&& call) {
    try {
        (void)call();
    } catch (const QueryError& error) {
        return error.faults();
    }
    return {};
}

inline std::vector<Fault> faults_of_text(std::string_view text) {
    return faults_of([&] { return compile(text); });
}

}  // namespace planloom::query::testing
