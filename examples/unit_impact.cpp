// Says what happens to a plan when one unit fails: which tasks and goals, why, and who must know.
#include <planloom/planloom.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

int main(int count, char** words) {
    try {
        const std::string path = count > 2 ? words[1] : "examples/plans/house.json";
        const std::string unit = count > 2 ? words[2] : "mason";
        planloom::ReadResult read = planloom::read_plan(path);
        const planloom::PlanGraph graph = planloom::freeze(std::move(read.plan));
        const planloom::Plan& plan = graph.plan();

        planloom::Cause cause;
        cause.failed_units = {plan.unit(unit).id()};
        const planloom::Impact impact = planloom::impact(graph, cause);
        for (const planloom::Affected& each : impact.affected) {
            std::cout << planloom::word(each.node.kind) << ' ' << plan.key(each.node) << " is "
                      << planloom::word(each.effect, each.node.kind) << ", because "
                      << planloom::sentence(graph, impact.path(each)) << '\n';
        }
        for (const planloom::Notice& each : impact.notify)
            std::cout << "tell " << plan.key(each.unit) << '\n';
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
