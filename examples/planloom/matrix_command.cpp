// matrix: who does what, what serves what and who works with whom, as a table, as CSV, as a
// workbook, as a page or as JSON.
#include <planloom/coverage/matrix_view.hpp>
#include <planloom/io/matrix_file.hpp>
#include <planloom/model/views.hpp>
#include <planloom/report/matrix_html.hpp>

#include "commands.hpp"
#include "matrix_text.hpp"
#include "nodes.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

constexpr std::size_t most_cells = 100'000'000;

Format wanted_format(const Arguments& arguments) {
    if (arguments.has_format) return arguments.format;
    constexpr std::array<std::pair<std::string_view, Format>, 4> endings = {
        {{".xlsx", Format::xlsx},
         {".html", Format::html},
         {".csv", Format::csv},
         {".json", Format::json}}};
    for (const auto& [ending, format] : endings)
        if (std::string_view(arguments.output).ends_with(ending)) return format;
    return Format::text;
}

/// Whether grouping by an axis changes anything about rows or columns.
bool has_axis(MatrixKind kind, GroupAxis axis) {
    switch (kind) {
        case MatrixKind::task_unit:
        case MatrixKind::unit_unit:
            return true;
        case MatrixKind::goal_unit:
            return is_of_units(axis) || axis == GroupAxis::goal;
        case MatrixKind::goal_task:
        case MatrixKind::requirement_task:
            break;
    }
    return !is_of_units(axis);
}

class MatrixCommand {
public:
    explicit MatrixCommand(Session& session)
        : session_(session),
          arguments_(session.arguments()),
          language_(session.language()),
          format_(wanted_format(arguments_)) {}

    int run() {
        check_arguments();
        graph_.emplace(session_.read_graph());
        if (!arguments_.unit.empty()) options_.unit = graph_->plan().unit(arguments_.unit).id();
        if (!arguments_.goal.empty()) options_.goal = graph_->plan().goal(arguments_.goal).id();
        options_.rows_by = options_.columns_by = arguments_.by;
        // Data keep every column, as long as all rows are there too.
        const bool is_data = format_ == Format::csv || format_ == Format::json;
        const bool is_whole = arguments_.unit.empty() && arguments_.goal.empty();
        options_.hide_empty_columns = !(is_data && is_whole);
        if (arguments_.all) {
            write_all();
        } else if (arguments_.matrix == MatrixKind::unit_unit && arguments_.by) {
            write_crossings();
        } else {
            write_matrix();
        }
        return exit_clean;
    }

private:
    void check_arguments() const {
        const bool is_grid = !arguments_.all && arguments_.matrix == MatrixKind::unit_unit;
        if (is_grid && !arguments_.goal.empty())
            throw UsageError(
                language_.pick("--goal does not go with unit-unit", "--goal 不能用于 unit-unit"));
        if (is_grid && arguments_.by && !arguments_.unit.empty())
            throw UsageError(language_.pick("unit-unit --by counts the whole plan, without --unit",
                                            "unit-unit --by 统计整个方案，不能与 --unit 合用"));
        if (!arguments_.all && arguments_.by && !has_axis(arguments_.matrix, *arguments_.by))
            throw UsageError(language_.say("{0} has no rows or columns to group by {1}",
                                           "{0} 没有可按 {1} 分组的行或列", word(arguments_.matrix),
                                           word(*arguments_.by)));
        if (arguments_.all && (format_ == Format::csv || format_ == Format::json))
            throw UsageError(language_.pick("--all goes with xlsx, html or text",
                                            "--all 只能用于 xlsx、html 或 text"));
        if (arguments_.has_evidence && format_ != Format::json)
            throw UsageError(
                language_.pick("--evidence goes with json", "--evidence 只能用于 json"));
    }

    [[nodiscard]] MarkStyle marks(MarkStyle otherwise) const {
        return arguments_.marks.value_or(otherwise);
    }

    [[nodiscard]] CsvDialect dialect() const {
        return {.separator = ',', .has_crlf = true, .has_bom = arguments_.byte_order_mark};
    }

    void write_matrix() {
        const Matrix cells = matrix(*graph_, arguments_.matrix);
        const MatrixLayout layout = lay_out(*graph_, cells, options_);
        if (format_ == Format::json)
            return session_.emit(matrix_json(*graph_, cells, layout, arguments_.has_evidence));
        if (format_ == Format::text)
            return session_.emit(matrix_text(graph_->plan(), cells, layout, marks(MarkStyle::sign),
                                             language_, session_.width()));
        if (format_ == Format::csv) {
            require_few_cells(layout);
            // Marks as people read them come with heads that they read.
            MatrixTableOptions options{.marks = marks(MarkStyle::key)};
            if (options.marks != MarkStyle::key) options.language = language_.code();
            const MatrixTable table = matrix_table(*graph_, cells, layout, options);
            return session_.emit(matrix_csv(table, dialect(), arguments_.raw));
        }
        std::vector<MatrixTable> tables = {table_of(cells, layout)};
        if (arguments_.matrix == MatrixKind::unit_unit) add_coordination(tables);
        write_tables(tables);
    }

    [[nodiscard]] MatrixTable table_of(const Matrix& cells, const MatrixLayout& layout) const {
        require_few_cells(layout);
        return matrix_table(*graph_, cells, layout,
                            {.language = language_.code(),
                             .marks = marks(MarkStyle::word),
                             .has_mark_totals = true});
    }

    void require_few_cells(const MatrixLayout& layout) const {
        const std::size_t columns = layout.columns.size();
        if (columns == 0 || layout.rows.size() <= most_cells / columns) return;
        throw UsageError(language_.say(
            "{0} rows by {1} columns are more than the {2} cells that a table may have; --format "
            "json writes only those that are not empty",
            "{0} 行 {1} 列，超过表格最多 {2} 格；--format json 只写非空格", layout.rows.size(),
            columns, most_cells));
    }

    [[nodiscard]] std::vector<Crossings> crossings_of(const Coordination& units,
                                                      std::optional<GroupAxis> only) const {
        std::vector<Crossings> all;
        for (const GroupAxis axis : group_axes)
            if (!only || axis == *only) all.push_back(crossings(*graph_, units, axis));
        return all;
    }

    void add_coordination(std::vector<MatrixTable>& tables) const {
        const Coordination units = coordination(*graph_);
        const std::vector<Crossings> axes = crossings_of(units, std::nullopt);
        tables.push_back(coordination_table(*graph_, units, language_.code()));
        tables.push_back(crossings_table(axes, language_.code()));
        tables.push_back(crossing_pairs_table(axes, language_.code()));
    }

    void write_crossings() {
        const Coordination units = coordination(*graph_);
        const std::vector<Crossings> axes = crossings_of(units, arguments_.by);
        if (format_ == Format::json) return session_.emit(crossings_json(*graph_, units, axes));
        if (format_ == Format::csv)
            return session_.emit(matrix_csv(crossing_pairs_table(axes), dialect(), arguments_.raw));
        const std::vector<MatrixTable> tables = {crossings_table(axes, language_.code()),
                                                 crossing_pairs_table(axes, language_.code())};
        if (format_ != Format::text) return write_tables(tables);
        std::string text = table_text(tables[0], session_.width());
        if (!axes.front().pairs.empty()) text += "\n" + table_text(tables[1], session_.width());
        session_.emit(text);
    }

    void write_all() {
        std::vector<MatrixTable> tables;
        std::string text;
        for (const MatrixKind kind : matrix_kinds) {
            // Units hold no tasks by which a goal could choose.
            if (kind == MatrixKind::unit_unit && options_.goal.is_valid()) continue;
            const Matrix cells = matrix(*graph_, kind);
            const MatrixLayout layout = lay_out(*graph_, cells, options_);
            if (format_ == Format::text)
                text += std::string(word(kind)) + "\n\n" +
                        matrix_text(graph_->plan(), cells, layout, marks(MarkStyle::sign),
                                    language_, session_.width()) +
                        "\n";
            else
                tables.push_back(table_of(cells, layout));
        }
        if (format_ == Format::text) return session_.emit(text);
        if (!options_.goal.is_valid()) add_coordination(tables);
        write_tables(tables);
    }

    void write_tables(const std::vector<MatrixTable>& tables) {
        if (format_ == Format::xlsx) return session_.emit(matrix_xlsx(tables, language_.code()));
        const PlanHead& head = graph_->plan().head();
        const std::string title = head.title.empty() ? head.key : head.title;
        session_.emit(
            matrix_html(tables, title.empty() ? tables.front().name : title, language_.code()));
    }

    Session& session_;
    const Arguments& arguments_;
    Language language_;
    Format format_;
    LayoutOptions options_;
    std::optional<PlanGraph> graph_;
};

}  // namespace

int run_matrix(Session& session) {
    return MatrixCommand(session).run();
}

}  // namespace planloom::tool
