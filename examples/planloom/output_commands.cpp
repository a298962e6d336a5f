// report, schema and format: texts that the library makes, sent where they are wanted.
#include <planloom/io/json.hpp>
#include <planloom/report/html.hpp>

#include "commands.hpp"

#include <string>
#include <string_view>

namespace planloom::tool {

int run_report(Session& session) {
    const PlanGraph graph = session.read_graph();
    HtmlOptions options;
    // The readers of a report speak the plan's language, not that of whoever runs the tool.
    if (session.arguments().has_language) options.language = session.language().code();
    session.progress().stage(session.language().pick("writing the report", "正在生成报告"));
    session.emit(write_html(graph, options, &session.progress()));
    return exit_clean;
}

int run_schema(Session& session) {
    session.emit(json_schema());
    return exit_clean;
}

int run_format(Session& session) {
    const ReadResult read = session.read();
    session.tell(read.notes);
    session.emit(write_json(read.plan));
    return exit_clean;
}

}  // namespace planloom::tool
