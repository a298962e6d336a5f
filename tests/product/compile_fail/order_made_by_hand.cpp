// expected: private
#include <planloom/order/order.hpp>

planloom::Order order_of(const planloom::PlanGraph& graph) {
#ifdef CORRECTED
    return planloom::topological_order(graph);
#else
    return planloom::Order(graph);
#endif
}
