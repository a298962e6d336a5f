// What the command order tells beside the order itself.
#pragma once

#include <planloom/order/order.hpp>

#include "nodes.hpp"
#include "session.hpp"

#include <string>

namespace planloom::tool {

/// Adds what was asked for: redundant links, what is ready, the width.
void add_order_extras(Session& session, const Order& order, Json& json);
[[nodiscard]] std::string order_extras_text(Session& session, const Order& order);

/// Which links to take out so that there is an order, one advice for each knot.
[[nodiscard]] Json repairs_json(Session& session, const PlanGraph& graph);
void tell_repairs(Session& session, const PlanGraph& graph);

}  // namespace planloom::tool
