// The same question put to planloom and to Boost.
#pragma once

#include "support/cases.hpp"

#include <functional>
#include <string>
#include <vector>

namespace planloom::bench {

struct Pair {
    std::string question;
    std::vector<Shape> shapes;
    std::function<void(const Case&)> ours;
    std::function<void(const Case&)> boosts;
    /// Whether both answer alike; asked once for each case before the clock runs.
    std::function<bool(const Case&)> agree;
};

// One for each file of pairs.
[[nodiscard]] std::vector<Pair> graph_pairs();
[[nodiscard]] std::vector<Pair> view_pairs();
[[nodiscard]] std::vector<Pair> impact_pairs();

}  // namespace planloom::bench
