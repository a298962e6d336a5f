#include <planloom/graph/influence.hpp>
#include <planloom/io/json_graph.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/plans.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace planloom {
namespace {

TEST(WriteJsonGraph, HoldsEveryNodeAndEdgeOnce) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.has_faults = true}), Faults::skip);
        const auto json = nlohmann::json::parse(write_json_graph(graph)).at("graph");
        EXPECT_EQ(json.at("nodes").size(), graph.influence().node_count());
        EXPECT_EQ(json.at("edges").size(), graph.influence().edge_count());
        for (const auto& edge : json.at("edges")) {
            EXPECT_TRUE(json.at("nodes").contains(edge.at("source").get<std::string>()));
            EXPECT_TRUE(json.at("nodes").contains(edge.at("target").get<std::string>()));
        }
    }
}

TEST(WriteJsonGraph, SaysWhatALinkIs) {
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "b\"\n"}), "a", {.lag = -60, .is_soft = true});
    builder.add_task({.key = "a"});
    const auto json = nlohmann::json::parse(write_json_graph(freeze(std::move(builder).build())));
    const auto& edge = json.at("graph").at("edges").at(0);
    EXPECT_EQ(edge.at("source"), "task:a");
    EXPECT_EQ(edge.at("target"), "task:b\"\n");
    EXPECT_EQ(edge.at("metadata").at("lag"), -60);
    EXPECT_EQ(edge.at("metadata").at("soft"), true);
}

}  // namespace
}  // namespace planloom
