// Reads a plan and names, for every knot of tasks that wait for each other, a shortest circle.
#include <planloom/planloom.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

int main(int count, char** words) {
    try {
        const std::string path = count > 1 ? words[1] : "examples/plans/circle.json";
        planloom::ReadResult read = planloom::read_plan(path);
        // A graph may hold circles, so that they can be looked for.
        const planloom::PlanGraph graph = planloom::freeze(std::move(read.plan));
        const planloom::Plan& plan = graph.plan();
        for (const planloom::Cycle& cycle : planloom::find_cycles(graph)) {
            std::cout << planloom::to_string(plan, cycle) << '\n';
            for (const planloom::DependencyId link : cycle.links) {
                std::cout << "  line " << plan.dependency_table().line[link.index()] << ": "
                          << plan.text(plan.dependency_table().reason[link.index()]) << '\n';
            }
        }
        if (!graph.has_cycles()) std::cout << "no circles\n";
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
