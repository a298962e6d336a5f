// A program of somebody else that links planloom and needs code out of the compiled library.
#include <planloom/planloom.hpp>
#include <planloom/version.hpp>

#include <iostream>
#include <utility>

int main() {
    planloom::PlanBuilder builder;
    const planloom::TaskId walls = builder.add_task({.key = "walls"});
    builder.add_task({.key = "foundation"});
    builder.depend(walls, "foundation");

    const planloom::PlanGraph graph = planloom::freeze(std::move(builder).build());
    const planloom::Order order = planloom::topological_order(graph);
    if (graph.plan().key(planloom::Node(order.tasks().front())) != "foundation") return 1;

    std::cout << "planloom " << PLANLOOM_VERSION << ": " << order.wave_count() << " waves\n";
    return 0;
}
