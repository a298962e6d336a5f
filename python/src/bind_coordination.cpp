#include "bindings.hpp"

#include <planloom/coverage/coordination.hpp>
#include <planloom/io/matrix_file.hpp>
#include <planloom/model/views.hpp>
#include <planloom/report/matrix_html.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "monitor.hpp"
#include "types.hpp"
#include "values.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom::python {
namespace {

struct CoordinationHandle {
    GraphPtr graph;
    std::shared_ptr<const Coordination> units;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
};

GroupAxis axis_argument(const py::str& given) {
    std::vector<std::string_view> words;
    for (const GroupAxis axis : group_axes) words.push_back(word(axis));
    return group_axes[word_index("axis", view(given), words)];
}

template <class T>
py::array column(const CoordinationHandle& handle, T CoordinationCell::*field) {
    const auto values = std::make_shared<std::vector<T>>();
    values->reserve(handle.units->cell_count());
    for (const UnitId unit : handle.plan().units())
        for (const CoordinationCell& cell : handle.units->row(unit)) values->push_back(cell.*field);
    return shared_array(py::dtype::of<T>(), std::span<const T>(*values), values);
}

py::array rows(const CoordinationHandle& handle) {
    const auto values = std::make_shared<std::vector<std::uint32_t>>();
    for (const UnitId unit : handle.plan().units())
        values->insert(values->end(), handle.units->row(unit).size(), unit.value());
    return shared_array(py::dtype::of<std::uint32_t>(), std::span<const std::uint32_t>(*values),
                        values);
}

py::dict cells(const CoordinationHandle& handle) {
    py::dict all;
    all["row"] = rows(handle);
    all["column"] = column(handle, &CoordinationCell::column);
    all["shared"] = column(handle, &CoordinationCell::shared);
    all["leads"] = column(handle, &CoordinationCell::leads);
    all["links"] = column(handle, &CoordinationCell::links);
    all["hand_offs"] = column(handle, &CoordinationCell::hand_offs);
    return all;
}

py::object frame(const CoordinationHandle& handle) {
    const py::list keys = key_list(handle.plan(), handle.plan().units());
    py::dict all = cells(handle);
    for (const char* name : {"row", "column"}) {
        py::list names;
        for (const py::handle place : all[name])
            names.append(keys[py::cast<std::size_t>(place.attr("item")())]);
        all[name] = names;
    }
    return py::module_::import("planloom._columns").attr("frame")(all);
}

py::object count_value(const Crossings& found, const CrossingCount& count) {
    if (!found.is_evaluated()) return py::none();
    return value_class("CrossingCount")(count.inside, count.crossing, count.unknown);
}

py::object crossings_value(const Crossings& found) {
    py::list pairs;
    for (const GroupPair& each : found.pairs)
        pairs.append(value_class("GroupPair")(text(found.groups[each.from]),
                                              text(found.groups[each.to]), each.tasks,
                                              each.hand_offs));
    return value_class("Crossings")(text(word(found.axis)), text_list(found.groups),
                                    count_value(found, found.tasks), found.single_tasks,
                                    count_value(found, found.hand_offs), pairs,
                                    found.left_out_tasks, found.left_out_links);
}

struct Wanted {
    std::vector<MatrixKind> kinds;
    LayoutOptions layout;
    MatrixTableOptions table;
};

std::vector<MatrixTable> tables_of(const PlanGraph& graph, const Wanted& wanted) {
    std::vector<MatrixTable> tables;
    for (const MatrixKind kind : wanted.kinds) {
        const Matrix cells = matrix(graph, kind);
        tables.push_back(
            matrix_table(graph, cells, lay_out(graph, cells, wanted.layout), wanted.table));
    }
    return tables;
}

py::bytes written(const GraphHandle& handle, const py::str& format, const py::object& kinds,
                  const py::str& language, const py::str& marks, const std::optional<py::str>& by,
                  const std::optional<py::str>& unit, const std::optional<py::str>& goal) {
    constexpr std::array<std::string_view, 3> formats = {"xlsx", "html", "csv"};
    const std::size_t wanted_format = word_index("format", view(format), formats);
    std::vector<std::string_view> kind_words, style_words;
    for (const MatrixKind kind : matrix_kinds) kind_words.push_back(word(kind));
    for (const MarkStyle style : mark_styles) style_words.push_back(word(style));
    Wanted wanted;
    if (kinds.is_none()) {
        wanted.kinds.assign(std::begin(matrix_kinds), std::end(matrix_kinds));
    } else {
        for (const std::string& each : texts(kinds))
            wanted.kinds.push_back(matrix_kinds[word_index("kinds", each, kind_words)]);
    }
    if (wanted.kinds.empty() || (wanted_format == 2 && wanted.kinds.size() != 1))
        refuse("kinds", "kinds", std::to_string(wanted.kinds.size()) + " matrices",
               wanted_format == 2 ? "one for csv" : "one or more");
    const Plan& plan = handle.plan();
    if (by) wanted.layout.rows_by = wanted.layout.columns_by = axis_argument(*by);
    if (unit) wanted.layout.unit = plan.unit(view(*unit)).id();
    if (goal) wanted.layout.goal = plan.goal(view(*goal)).id();
    wanted.table = {.language = language_argument(language),
                    .marks = mark_styles[word_index("marks", view(marks), style_words)],
                    .has_mark_totals = true};
    const GraphPtr graph = handle.graph;
    return py::bytes(without_lock([&](Monitor*) {
        const std::vector<MatrixTable> tables = tables_of(*graph, wanted);
        if (wanted_format == 0) return matrix_xlsx(tables, wanted.table.language);
        if (wanted_format == 2) return matrix_csv(tables.front());
        const std::string& title = graph->plan().head().title;
        return matrix_html(tables, title.empty() ? tables.front().name : title,
                           wanted.table.language);
    }));
}

}  // namespace

void bind_coordination(py::module_& module) {
    py::class_<CoordinationHandle> type = answer_class<CoordinationHandle>(
        module, "Coordination",
        R"(Which units work together, and which hand work on to which.

Tasks are shared by units that take part in any role. A hand-off is a link from a task that one unit
leads to one that the other leads; one on a summary task counts for each pair of its leaves.)");
    type.def("__len__",
             [](const CoordinationHandle& handle) { return handle.units->cell_count(); });
    type.def("cells", &cells,
             R"(Arrays by name, one value for each pair of units that have to do with each other.

`row` and `column` are places among the units of the plan; `shared` counts tasks, `leads` those of
them that the row leads and the column does not, `links` the links as written, `hand_offs` the pairs
of leaves that they join. On the diagonal stand the unit's own tasks.)");
    type.def_property_readonly(
        "left_out_tasks",
        [](const CoordinationHandle& handle) {
            return key_list(handle.plan(), handle.units->left_out_tasks());
        },
        "Tasks with more units than the bound, whose pairs are missing.");
    type.def_property_readonly(
        "left_out_links",
        [](const CoordinationHandle& handle) {
            return row_list(handle.plan(), handle.units->left_out_links());
        },
        "Links between more units than the bound, whose pairs are missing.");
    type.def("to_pandas", &frame,
             R"(The cells as a table, units by their keys.

Raises:
    ImportError: pandas is not installed.)");
    module.def(
        "coordination",
        [](const GraphHandle& handle, std::size_t max_units_per_task,
           std::size_t max_pairs_per_link) {
            const GraphPtr graph = handle.graph;
            const CoordinationOptions options{max_units_per_task, max_pairs_per_link};
            return CoordinationHandle{
                graph, without_lock([&](Monitor*) {
                    return std::make_shared<const Coordination>(coordination(*graph, options));
                })};
        },
        py::arg("graph"), py::kw_only(),
        py::arg("max_units_per_task") = CoordinationOptions().max_units_per_task,
        py::arg("max_pairs_per_link") = CoordinationOptions().max_pairs_per_link,
        R"(Counts the tasks that units share and the work that they hand on to each other.

Args:
    max_units_per_task: A task with more units is left out and listed.
    max_pairs_per_link: A link between more pairs of lead units is left out and listed.)");
    module.def(
        "crossings",
        [](const GraphHandle& handle, const py::str& axis) {
            const GraphPtr graph = handle.graph;
            const GroupAxis wanted = axis_argument(axis);
            return crossings_value(without_lock(
                [&](Monitor*) { return crossings(*graph, coordination(*graph), wanted); }));
        },
        py::arg("graph"), py::arg("axis"),
        R"(Counts how much work stays inside groups and how much crosses them.

Args:
    axis: Of units `level`, `region`, `parent` (the department) or `system` (their attribute
        `system`); of tasks `goal` or `section`.)");
    module.def("write_matrices", &written, py::arg("graph"), py::arg("format") = "xlsx",
               py::kw_only(), py::arg("kinds") = py::none(), py::arg("language") = "en",
               py::arg("marks") = "words", py::arg("by") = py::none(), py::arg("unit") = py::none(),
               py::arg("goal") = py::none(),
               R"(Matrices as a file for people: their totals, empty columns hidden and counted.

Args:
    format: `xlsx`, `html` or, for one matrix, `csv`.
    kinds: One or more of the kinds of `matrix`; None for all.
    language: `en` or `zh`.
    marks: `keys`, `signs`, `words` or `raci`.
    by: Groups rows or columns, as in `crossings`.
    unit: Only what this unit takes part in: its job sheet.
    goal: Only this goal and what lies below it; not for `unit-unit`.)");
}

}  // namespace planloom::python
