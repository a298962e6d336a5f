// draw: the tasks and their links as a drawing.
#include <planloom/io/dot.hpp>

#include "commands.hpp"
#include "process.hpp"

#include <string>
#include <string_view>

namespace planloom::tool {

int run_draw(Session& session) {
    const Arguments& arguments = session.arguments();
    const PlanGraph graph = session.read_graph();
    const std::string dot = write_dot(graph, {.all_kinds = arguments.all_kinds,
                                              .max_tasks = arguments.max_tasks,
                                              .language = session.language().code()});
    if (arguments.format != Format::svg) {
        session.emit(dot);
        return exit_clean;
    }
    session.progress().stage(session.language().pick("drawing", "正在绘图"));
    session.emit(run_graphviz(dot, session.language(), session.progress()));
    return exit_clean;
}

}  // namespace planloom::tool
