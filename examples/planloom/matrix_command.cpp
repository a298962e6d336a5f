// matrix: who does what and what serves what, as a table, as CSV or as JSON.
#include <planloom/coverage/matrix.hpp>

#include "commands.hpp"
#include "matrix_text.hpp"
#include "nodes.hpp"

#include <string>
#include <utility>

namespace planloom::tool {
namespace {

Json cell_json(const Plan& plan, const Matrix& matrix, Node row, const Cell& cell) {
    Json json;
    json["row"] = plan.key(row);
    json["column"] = plan.key(matrix.columns()[cell.column]);
    json["marks"] = mark_words(matrix.kind(), cell.marks);
    json["count"] = cell.count;
    json["direct"] = cell.is_direct;
    return json;
}

std::string as_json(const Plan& plan, const Matrix& matrix) {
    Json json;
    json["kind"] = word(matrix.kind());
    json["rows"] = keys_of(plan, matrix.rows());
    json["columns"] = keys_of(plan, matrix.columns());
    json["cells"] = Json::array();
    for (std::size_t row = 0; row < matrix.rows().size(); ++row) {
        for (const Cell& cell : matrix.row(row))
            json["cells"].push_back(cell_json(plan, matrix, matrix.rows()[row], cell));
    }
    json["row_totals"] = matrix.row_totals();
    json["column_totals"] = matrix.column_totals();
    return to_text(json);
}

}  // namespace

int run_matrix(Session& session) {
    const Arguments& arguments = session.arguments();
    const PlanGraph graph = session.read_graph();
    const Matrix result = matrix(graph, arguments.matrix);
    const Plan& plan = graph.plan();
    if (session.wants_json()) {
        session.emit(as_json(plan, result));
    } else if (arguments.format == Format::csv) {
        session.emit(
            matrix_csv(plan, result, session.language(),
                       {.raw = arguments.raw, .byte_order_mark = arguments.byte_order_mark}));
    } else {
        session.emit(matrix_text(plan, result, session.language(), session.width()));
    }
    return exit_clean;
}

}  // namespace planloom::tool
