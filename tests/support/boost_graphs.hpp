// What tests of the door to Boost.Graph share.
#pragma once

#include <planloom/graph/boost.hpp>

#include "support/plans.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace planloom::testing {

/// A vector over the vertices as a property map.
template <class T, class G>
auto map_of(std::vector<T>& values, const G& view) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, view));
}

template <class Pair>
auto list(const Pair& range) {
    std::vector<typename Pair::first_type::value_type> all;
    for (auto at = range.first; at != range.second; ++at) all.push_back(*at);
    return all;
}

/// Calls `law` with 200 random plans that are frozen, half of them with circles if so wished.
/// @param has_subtasks  false where all circles must run along links as they are written
template <class Law>
void on_random_plans(bool may_have_cycles, const Law& law, bool has_subtasks = true) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const bool has_cycles = may_have_cycles && seed % 2 == 0;
        law(freeze(random_plan(seed, {.has_cycles = has_cycles, .has_subtasks = has_subtasks})),
            seed);
    }
}

}  // namespace planloom::testing
