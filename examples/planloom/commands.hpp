// The commands of the tool, one file each. Each returns the exit code.
#pragma once

#include <planloom/coverage/rules.hpp>

#include "session.hpp"

#include <string_view>

namespace planloom::tool {

/// The rule with this id or name.
/// @throws UnknownKey  with the nearest id or name
[[nodiscard]] const Rule& require_rule(std::string_view id_or_name);

int run_check(Session& session);
int run_order(Session& session);
int run_schedule(Session& session);
int run_risk(Session& session);
int run_impact(Session& session);
int run_explain(Session& session);
int run_coverage(Session& session);
int run_matrix(Session& session);
int run_query(Session& session);
int run_stats(Session& session);
int run_draw(Session& session);
int run_report(Session& session);
int run_rules(Session& session);
int run_schema(Session& session);
int run_format(Session& session);
int run_convert(Session& session);
int run_import(Session& session);
int run_headers(Session& session);

}  // namespace planloom::tool
