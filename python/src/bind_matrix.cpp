#include "bindings.hpp"

#include <planloom/coverage/matrix.hpp>
#include <planloom/model/views.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "monitor.hpp"
#include "types.hpp"
#include "values.hpp"

#include <array>
#include <string>

namespace planloom::python {
namespace {

struct MatrixHandle {
    GraphPtr graph;
    std::shared_ptr<const Matrix> matrix;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
};

constexpr std::array<MatrixKind, 4> kinds = {MatrixKind::goal_task, MatrixKind::task_unit,
                                             MatrixKind::goal_unit, MatrixKind::requirement_task};

MatrixKind kind_argument(const py::str& given) {
    if (const std::optional<MatrixKind> kind = parse_matrix_kind(view(given))) return *kind;
    std::array<std::string_view, kinds.size()> words;
    for (std::size_t i = 0; i < kinds.size(); ++i) words.at(i) = word(kinds.at(i));
    return kinds.at(word_index("kind", view(given), words));
}

/// The words of the bits of a mark.
std::span<const std::string_view> mark_words(MatrixKind kind) {
    // Who answers the requirement: the task itself, or a goal that it serves.
    static constexpr std::array<std::string_view, 2> answers = {"task", "goal"};
    switch (kind) {
        case MatrixKind::goal_task:
            return words<ServesRole>();
        case MatrixKind::task_unit:
        case MatrixKind::goal_unit:
            return words<Role>();
        case MatrixKind::requirement_task:
            break;
    }
    return answers;
}

py::tuple marks_value(MatrixKind kind, std::uint32_t marks) {
    py::list all;
    const std::span<const std::string_view> words = mark_words(kind);
    for (std::size_t bit = 0; bit < words.size(); ++bit)
        if ((marks >> bit & 1U) != 0) all.append(text(words[bit]));
    return py::tuple(all);
}

py::array dense(const MatrixHandle& handle) {
    const std::size_t rows = handle.matrix->rows().size();
    const std::size_t columns = handle.matrix->columns().size();
    const py::array marks = py::module_::import("numpy").attr("zeros")(
        py::make_tuple(rows, columns), py::arg("dtype") = py::dtype::of<std::uint32_t>());
    auto* items = static_cast<std::uint32_t*>(const_cast<void*>(marks.data()));
    for (std::size_t row = 0; row < rows; ++row)
        for (const Cell& cell : handle.matrix->row(row))
            items[row * columns + cell.column] = cell.marks;
    return marks;
}

py::array numbers(std::vector<std::uint32_t> values) {
    const auto owner = std::make_shared<const std::vector<std::uint32_t>>(std::move(values));
    return shared_array(py::dtype::of<std::uint32_t>(), std::span<const std::uint32_t>(*owner),
                        owner);
}

py::tuple coordinates(const MatrixHandle& handle) {
    std::vector<std::uint32_t> rows, columns, marks;
    for (std::size_t row = 0; row < handle.matrix->rows().size(); ++row) {
        for (const Cell& cell : handle.matrix->row(row)) {
            rows.push_back(static_cast<std::uint32_t>(row));
            columns.push_back(cell.column);
            marks.push_back(cell.marks);
        }
    }
    return py::make_tuple(numbers(std::move(rows)), numbers(std::move(columns)),
                          numbers(std::move(marks)));
}

py::list keys_of(const Plan& plan, std::span<const Node> nodes) {
    py::list keys;
    for (const Node node : nodes) keys.append(text(plan.key(node)));
    return keys;
}

/// The place of a node among the rows or columns, which hold all nodes of one kind in plan order.
std::size_t place_of(const Plan& plan, std::span<const Node> nodes, std::string_view key) {
    for (std::size_t place = 0; place < nodes.size(); ++place)
        if (plan.key(nodes[place]) == key) return place;
    throw UnknownKey(nodes.empty() ? std::string_view("node") : word(nodes.front().kind), key, {});
}

py::object frame(const MatrixHandle& handle) {
    const Matrix& matrix = *handle.matrix;
    const std::size_t columns = matrix.columns().size();
    std::vector<py::list> cells(columns);
    for (std::size_t row = 0; row < matrix.rows().size(); ++row) {
        for (py::list& column : cells) column.append(py::str());
        for (const Cell& cell : matrix.row(row)) {
            const py::str joined =
                py::str(", ").attr("join")(marks_value(matrix.kind(), cell.marks));
            cells[cell.column][row] = joined;
        }
    }
    return py::module_::import("planloom._columns")
        .attr("grid")(keys_of(handle.plan(), matrix.rows()),
                      keys_of(handle.plan(), matrix.columns()), cells);
}

}  // namespace

void bind_matrix(py::module_& module) {
    py::class_<MatrixHandle> type =
        answer_class<MatrixHandle>(module, "Matrix",
                                   R"(A sparse matrix of who does what or what serves what.

Rows and columns are nodes in plan order. The value of a cell is a number with one bit for each word
of `mark_words`.)");
    type.def_property_readonly(
        "kind", [](const MatrixHandle& handle) { return text(word(handle.matrix->kind())); },
        "`goal-task`, `task-unit`, `goal-unit` or `requirement-task`.");
    type.def_property_readonly(
        "rows",
        [](const MatrixHandle& handle) { return keys_of(handle.plan(), handle.matrix->rows()); },
        "The keys of the rows.");
    type.def_property_readonly(
        "columns",
        [](const MatrixHandle& handle) { return keys_of(handle.plan(), handle.matrix->columns()); },
        "The keys of the columns.");
    type.def_property_readonly(
        "shape",
        [](const MatrixHandle& handle) {
            return py::make_tuple(handle.matrix->rows().size(), handle.matrix->columns().size());
        },
        "How many rows and columns there are.");
    type.def_property_readonly(
        "cell_count", [](const MatrixHandle& handle) { return handle.matrix->cell_count(); },
        "How many cells are not empty.");
    type.def_property_readonly(
        "mark_words",
        [](const MatrixHandle& handle) {
            py::list all;
            for (const std::string_view each : mark_words(handle.matrix->kind()))
                all.append(text(each));
            return py::tuple(all);
        },
        "The words of the bits of a cell, from the lowest. Of requirements and tasks: `task` when "
        "the "
        "task answers it itself, `goal` when a goal that it serves does.");
    type.def_property_readonly(
        "row_totals",
        [](const MatrixHandle& handle) {
            return shared_array(py::dtype::of<std::uint32_t>(), handle.matrix->row_totals(),
                                handle.matrix);
        },
        "Cells that are not empty, per row.");
    type.def_property_readonly(
        "column_totals",
        [](const MatrixHandle& handle) {
            return shared_array(py::dtype::of<std::uint32_t>(), handle.matrix->column_totals(),
                                handle.matrix);
        },
        "Cells that are not empty, per column.");
    type.def(
        "cell",
        [](const MatrixHandle& handle, const py::str& row, const py::str& column) -> py::object {
            const Matrix& matrix = *handle.matrix;
            const Cell* cell = matrix.find(place_of(handle.plan(), matrix.rows(), view(row)),
                                           place_of(handle.plan(), matrix.columns(), view(column)));
            if (cell == nullptr) return py::none();
            return value_class("Cell")(marks_value(matrix.kind(), cell->marks), cell->count,
                                       cell->is_direct);
        },
        py::arg("row"), py::arg("column"),
        "The cell of a row and a column, or None if it is empty.");
    type.def("to_numpy", &dense, "All marks as a dense array; it may be large.");
    type.def("to_coo", &coordinates,
             R"(The cells that are not empty as three arrays: row, column, marks.

With SciPy: `coo_array((marks, (row, column)), shape=matrix.shape)`.)");
    type.def("to_pandas", &frame,
             R"(A table with the words of each cell, joined by commas.

Raises:
    ImportError: pandas is not installed.)");
    type.def("__repr__", [](const MatrixHandle& handle) {
        return "<planloom.Matrix " + std::string(word(handle.matrix->kind())) + ": " +
               std::to_string(handle.matrix->rows().size()) + " x " +
               std::to_string(handle.matrix->columns().size()) + ", " +
               std::to_string(handle.matrix->cell_count()) + " cells>";
    });

    module.def(
        "matrix",
        [](const GraphHandle& handle, const py::str& kind) {
            const GraphPtr graph = handle.graph;
            const MatrixKind wanted = kind_argument(kind);
            return MatrixHandle{graph, without_lock([&](Monitor*) {
                                    return std::make_shared<const Matrix>(matrix(*graph, wanted));
                                })};
        },
        py::arg("graph"), py::arg("kind"),
        R"(Builds a matrix over all goals, tasks, units or requirements of the plan.

A goal's row holds the tasks (or their units) of the goal itself and of all its subgoals.

Args:
    kind: `goal-task`, `task-unit`, `goal-unit` or `requirement-task`.)");
}

}  // namespace planloom::python
