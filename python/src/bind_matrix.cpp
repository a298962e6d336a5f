#include "bindings.hpp"

#include <planloom/coverage/matrix_evidence.hpp>
#include <planloom/coverage/matrix_marks.hpp>
#include <planloom/coverage/matrix_view.hpp>
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

MatrixKind kind_argument(const py::str& given) {
    std::vector<std::string_view> words;
    for (const MatrixKind kind : matrix_kinds) words.push_back(word(kind));
    return matrix_kinds[word_index("kind", view(given), words)];
}

MarkStyle style_argument(const py::str& given) {
    std::vector<std::string_view> words;
    for (const MarkStyle style : mark_styles) words.push_back(word(style));
    return mark_styles[word_index("marks", view(given), words)];
}

/// Whether the value of a cell is what it counts, not its marks.
bool wants_counts(const py::str& values) {
    constexpr std::array<std::string_view, 2> words = {"marks", "counts"};
    return word_index("values", view(values), words) == 1;
}

py::tuple marks_value(MatrixKind kind, std::uint32_t marks) {
    py::list all;
    const std::span<const std::string_view> words = mark_words(kind);
    for (std::size_t bit = 0; bit < words.size(); ++bit)
        if ((marks >> bit & 1U) != 0) all.append(text(words[bit]));
    return py::tuple(all);
}

py::array dense_array(const MatrixHandle& handle, const py::str& values) {
    const bool is_of_counts = wants_counts(values);
    const std::size_t rows = handle.matrix->rows().size();
    const std::size_t columns = handle.matrix->columns().size();
    const py::array marks = py::module_::import("numpy").attr("zeros")(
        py::make_tuple(rows, columns), py::arg("dtype") = py::dtype::of<std::uint32_t>());
    auto* items = static_cast<std::uint32_t*>(const_cast<void*>(marks.data()));
    for (std::size_t row = 0; row < rows; ++row)
        for (const Cell& cell : handle.matrix->row(row))
            items[row * columns + cell.column] = is_of_counts ? cell.count : cell.marks;
    return marks;
}

py::array numbers(std::vector<std::uint32_t> values) {
    const auto owner = std::make_shared<const std::vector<std::uint32_t>>(std::move(values));
    return shared_array(py::dtype::of<std::uint32_t>(), std::span<const std::uint32_t>(*owner),
                        owner);
}

py::tuple coordinates(const MatrixHandle& handle, const py::str& values) {
    const bool is_of_counts = wants_counts(values);
    std::vector<std::uint32_t> rows, columns, marks;
    for (std::size_t row = 0; row < handle.matrix->rows().size(); ++row) {
        for (const Cell& cell : handle.matrix->row(row)) {
            rows.push_back(static_cast<std::uint32_t>(row));
            columns.push_back(cell.column);
            marks.push_back(is_of_counts ? cell.count : cell.marks);
        }
    }
    return py::make_tuple(numbers(std::move(rows)), numbers(std::move(columns)),
                          numbers(std::move(marks)));
}

py::object sparse(const MatrixHandle& handle, const py::str& values) {
    const py::tuple cells = coordinates(handle, values);
    return py::module_::import("planloom._columns")
        .attr("sparse")(cells[0], cells[1], cells[2], handle.matrix->rows().size(),
                        handle.matrix->columns().size());
}

/// The words of a cell as text.
py::str cell_words(const MatrixHandle& handle, const Cell& cell, MarkStyle style,
                   std::string_view language) {
    if (style != MarkStyle::key)
        return text(marks_text(handle.matrix->kind(), cell.marks, style, language));
    return py::str(py::str(", ").attr("join")(marks_value(handle.matrix->kind(), cell.marks)));
}

py::list evidence_list(const MatrixHandle& handle, std::size_t row, std::size_t column) {
    const Plan& plan = handle.plan();
    py::list all;
    for (const Evidence& each : cell_evidence(*handle.graph, *handle.matrix, row, column)) {
        switch (each.kind) {
            case EvidenceKind::serves:
                all.append(row_value(plan, ServesId(each.row)));
                break;
            case EvidenceKind::assignment:
                all.append(row_value(plan, AssignmentId(each.row)));
                break;
            case EvidenceKind::implements:
                all.append(row_value(plan, ImplementsId(each.row)));
                break;
            case EvidenceKind::task:
                all.append(node_value(plan, TaskId(each.row)));
                break;
            case EvidenceKind::dependency:
                all.append(row_value(plan, DependencyId(each.row)));
                break;
        }
    }
    return all;
}

/// Sums of one kind, reshaped to one row for each row or column of the matrix.
py::object sums(std::vector<std::uint32_t> values, std::size_t rows, std::size_t marks) {
    return numbers(std::move(values)).attr("reshape")(rows, marks);
}

py::object margins_value(const MatrixHandle& handle) {
    const Matrix& matrix = *handle.matrix;
    MatrixMargins found = without_lock([&](Monitor*) { return margins(matrix); });
    const auto fraction = [](const Fraction& each) {
        return value_class("Fraction")(each.part, each.whole);
    };
    py::dict marks;
    for (std::size_t bit = 0; bit < found.mark_count; ++bit)
        marks[text(mark_words(matrix.kind())[bit])] = found.marks[bit];
    return value_class("Margins")(
        fraction(found.rows), fraction(found.columns), fraction(found.cells), found.count, marks,
        sums(std::move(found.row_marks), matrix.rows().size(), found.mark_count),
        sums(std::move(found.column_marks), matrix.columns().size(), found.mark_count));
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

py::object grid_frame(const MatrixHandle& handle, MarkStyle style, std::string_view language) {
    const Matrix& matrix = *handle.matrix;
    const std::size_t columns = matrix.columns().size();
    std::vector<py::list> cells(columns);
    for (std::size_t row = 0; row < matrix.rows().size(); ++row) {
        for (py::list& column : cells) column.append(py::str());
        for (const Cell& cell : matrix.row(row))
            cells[cell.column][row] = cell_words(handle, cell, style, language);
    }
    return py::module_::import("planloom._columns")
        .attr("grid")(keys_of(handle.plan(), matrix.rows()),
                      keys_of(handle.plan(), matrix.columns()), cells);
}

/// One row for each cell that is not empty.
py::object long_frame(const MatrixHandle& handle, MarkStyle style, std::string_view language) {
    const Matrix& matrix = *handle.matrix;
    py::list rows, columns, marks, counts, direct;
    for (std::size_t row = 0; row < matrix.rows().size(); ++row) {
        for (const Cell& cell : matrix.row(row)) {
            rows.append(text(handle.plan().key(matrix.rows()[row])));
            columns.append(text(handle.plan().key(matrix.columns()[cell.column])));
            marks.append(cell_words(handle, cell, style, language));
            counts.append(cell.count);
            direct.append(cell.is_direct);
        }
    }
    py::dict all;
    all["row"] = rows;
    all["column"] = columns;
    all["marks"] = marks;
    all["count"] = counts;
    all["is_direct"] = direct;
    return py::module_::import("planloom._columns").attr("frame")(all);
}

py::object frame(const MatrixHandle& handle, bool is_long, const py::str& marks,
                 const py::str& language) {
    const MarkStyle style = style_argument(marks);
    const std::string_view code = language_argument(language);
    return is_long ? long_frame(handle, style, code) : grid_frame(handle, style, code);
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
        "`goal-task`, `task-unit`, `goal-unit`, `requirement-task` or `unit-unit`.");
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
        "task answers it itself, `goal` when a goal that it serves does. Of units and units: "
        "`shared` when both take part in a task, `leads` when the row leads one in which the "
        "column takes another part, `hands_on` when a link hands work on from the row to the "
        "column.");
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
    type.def(
        "evidence",
        [](const MatrixHandle& handle, const py::str& row, const py::str& column) {
            const Matrix& matrix = *handle.matrix;
            return evidence_list(handle, place_of(handle.plan(), matrix.rows(), view(row)),
                                 place_of(handle.plan(), matrix.columns(), view(column)));
        },
        py::arg("row"), py::arg("column"),
        R"(The relations behind a cell, as many as its count: none if it is empty.

A task that two units share is a `Node`.)");
    type.def_property_readonly("margins", &margins_value,
                               "Sums along rows and columns, and how many are not empty.");
    type.def("to_numpy", &dense_array, py::arg("values") = "marks",
             R"(The matrix as a dense array; it may be large.

Args:
    values: `marks` for the bits of `mark_words`, `counts` for how many relations stand behind.)");
    type.def("to_coo", &coordinates, py::arg("values") = "marks",
             R"(The cells that are not empty as three arrays: row, column, value.

Args:
    values: `marks` or `counts`.)");
    type.def("to_scipy", &sparse, py::arg("values") = "counts",
             R"(The matrix as a `scipy.sparse.csr_array`.

Args:
    values: `marks` or `counts`.

Raises:
    ImportError: SciPy is not installed.)");
    type.def("to_pandas", &frame, py::kw_only(), py::arg("long") = false, py::arg("marks") = "keys",
             py::arg("language") = "en",
             R"(A table with keys as index and columns, and what the marks say in each cell.

Args:
    long: One row for each cell that is not empty, with `row`, `column`, `marks`, `count` and
        `is_direct`, instead of a grid.
    marks: `keys` for the words of `mark_words`, joined by commas; `signs`, `words` or `raci`.
    language: `en` or `zh`, of signs and words.

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
    kind: `goal-task`, `task-unit`, `goal-unit`, `requirement-task` or `unit-unit`.)");
    bind_coordination(module);
}

}  // namespace planloom::python
