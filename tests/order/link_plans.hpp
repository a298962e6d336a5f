// Plans of tasks and links by number, for tests of what links ask for.
#pragma once

#include <planloom/graph/plan_graph.hpp>
#include <planloom/model/plan_builder.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace planloom::testing {

/// A link between two tasks, by their numbers.
struct Row {
    std::size_t from = 0;
    std::size_t to = 0;
    Link link = {};
};

/// Tasks with these durations, named by their numbers.
inline PlanGraph graph_of(const std::vector<Minutes>& durations, const std::vector<Row>& rows) {
    PlanBuilder builder;
    for (std::size_t i = 0; i < durations.size(); ++i)
        builder.add_task({.key = std::to_string(i), .duration = durations[i]});
    for (const Row& row : rows) builder.depend(TaskId(row.to), std::to_string(row.from), row.link);
    return freeze(std::move(builder).build());
}

/// Each link as `0>1`.
inline std::vector<std::string> texts(const PlanGraph& graph,
                                      const std::vector<DependencyId>& links) {
    std::vector<std::string> all;
    const DependencyTable& table = graph.plan().dependency_table();
    for (const DependencyId link : links)
        all.push_back(std::string(graph.plan().key(table.predecessor[link.index()])) + ">" +
                      std::string(graph.plan().key(table.successor[link.index()])));
    return all;
}

}  // namespace planloom::testing
