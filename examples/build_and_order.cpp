// Builds a small plan in code, freezes it and prints the order in which its tasks can be done.
#include <planloom/planloom.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <utility>

int main() {
    try {
        planloom::PlanBuilder builder;
        builder.add_goal({.key = "dry", .title = "a house that keeps the rain out"});
        builder.add_unit({.key = "mason"});
        builder.add_unit({.key = "carpenter"});

        // References are by key and may come before what they name.
        const planloom::TaskId roof = builder.add_task({.key = "roof"});
        builder.depend(roof, "walls");
        builder.serve(roof, "dry");
        builder.assign(roof, "carpenter", planloom::Role::lead);
        const planloom::TaskId walls = builder.add_task({.key = "walls"});
        builder.depend(walls, "foundation");
        builder.serve(walls, "dry");
        builder.assign(walls, "mason", planloom::Role::lead);
        builder.add_task({.key = "foundation"});
        builder.add_task({.key = "order the tiles"});

        const planloom::PlanGraph graph = planloom::freeze(std::move(builder).build());
        const planloom::Order order = planloom::topological_order(graph);
        for (std::size_t wave = 0; wave < order.wave_count(); ++wave) {
            std::cout << "wave " << wave + 1 << ':';
            for (const planloom::TaskId task : order.wave(wave))
                std::cout << "  " << graph.plan().key(task);
            std::cout << '\n';
        }
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
