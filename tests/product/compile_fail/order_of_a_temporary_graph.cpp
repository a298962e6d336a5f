// expected: deleted
#include <planloom/order/order.hpp>

#include <utility>

std::size_t waves(planloom::Plan plan) {
    const planloom::PlanGraph graph = planloom::freeze(std::move(plan));
#ifdef CORRECTED
    return planloom::topological_order(graph).wave_count();
#else
    return planloom::topological_order(planloom::freeze(graph.shared_plan())).wave_count();
#endif
}
