// The answer to a query in the forms that the tool writes.
#pragma once

#include <planloom/query/query.hpp>

#include "session.hpp"

#include <string>
#include <vector>

namespace planloom::tool {

/// An answer, and what it was asked of.
struct QueryAnswer {
    const query::Query& query;
    const query::Result& result;
    const PlanGraph& graph;
    const query::Context& context;

    /// The plan in which a node was found.
    [[nodiscard]] const Plan& plan_of(const query::Found& found) const {
        return found.revision ? context.revisions[*found.revision].graph->plan() : graph.plan();
    }
};

[[nodiscard]] std::string query_table(const Session& session, const QueryAnswer& answer);
/// Keys, one a line, each with its kind where the plan has it for several nodes.
[[nodiscard]] std::string query_ids(const QueryAnswer& answer);
[[nodiscard]] std::string query_csv(const Session& session, const QueryAnswer& answer);
[[nodiscard]] std::string query_json(const Session& session, const QueryAnswer& answer);
/// Paths, one a line: those of a query for paths, else one for each node that has one.
[[nodiscard]] std::string query_paths(const Session& session, const QueryAnswer& answer,
                                      bool in_words);
/// The nodes found, with the relations between them, as a drawing.
[[nodiscard]] std::string query_drawing(const Session& session, const QueryAnswer& answer,
                                        bool as_mermaid);

}  // namespace planloom::tool
