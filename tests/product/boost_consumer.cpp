// A program of somebody else that runs one of Boost's algorithms on a plan.
#include <planloom/graph/boost.hpp>
#include <planloom/model/plan_builder.hpp>

#include <boost/graph/topological_sort.hpp>

#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

int main() {
    planloom::PlanBuilder builder;
    const planloom::TaskId walls = builder.add_task({.key = "walls"});
    const planloom::TaskId foundation = builder.add_task({.key = "foundation"});
    builder.depend(walls, "foundation");

    const planloom::PlanGraph graph = planloom::freeze(std::move(builder).build());
    const auto view = planloom::dependency_view(graph);
    std::vector<std::size_t> last_first;
    boost::topological_sort(view, std::back_inserter(last_first));
    return view[last_first.back()] == foundation ? 0 : 1;
}
