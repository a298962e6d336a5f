// expected: deleted
#include <planloom/graph/plan_graph.hpp>

std::size_t tasks_of(const planloom::PlanGraph& graph) {
#ifdef CORRECTED
    const planloom::PlanGraph& same = graph;
#else
    const planloom::PlanGraph same = graph;
#endif
    return same.task_count();
}
