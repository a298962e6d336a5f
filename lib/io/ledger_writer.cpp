#include <planloom/core/error.hpp>
#include <planloom/model/views.hpp>

#include "ledger_reader.hpp"
#include "ledger_render.hpp"
#include "ledger_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace planloom {
namespace ledger {
namespace {

using enum LedgerField;

constexpr auto written_fields = std::to_array<LedgerField>(
    {key,         goal,        title,        text,      lead,     co_lead,      responsible,
     support,     guide,       implement,    supervise, consult,  inform,       start,
     due,         duration,    predecessors, status,    progress, actual_start, actual_finish,
     deliverable, requirement, tags,         milestone, parent,   section});

/// 一 to 九十九.
std::string chinese_number(std::size_t number) {
    constexpr std::array<std::string_view, 10> digits = {"",   "一", "二", "三", "四",
                                                         "五", "六", "七", "八", "九"};
    constexpr std::size_t ten = 10;
    if (number >= ten * ten) return std::to_string(number);
    std::string result;
    if (number >= 2 * ten) result += digits[number / ten];
    if (number >= ten) result += "十";
    return result.append(digits[number % ten]);
}

/// Writes a plan with the usual columns.
class Writer {
public:
    explicit Writer(const Plan& plan) : plan_(plan), is_chinese_(writes_chinese(plan)) {}

    LedgerTable write() {
        has_sections_ = find_sections();
        choose_columns();
        if (!plan_.head().title.empty())
            table_.rows.push_back({LedgerRowKind::title, {plan_.head().title}});
        LedgerRow header{LedgerRowKind::header, {}};
        for (const auto& [field, name] : columns_) header.cells.push_back(name);
        table_.rows.push_back(std::move(header));
        for (const TaskId task : plan_.tasks()) {
            if (has_sections_) begin_sections(task);
            LedgerRow row;
            for (const auto& [field, name] : columns_)
                row.cells.push_back(render(plan_, task, field, name, is_chinese_));
            table_.rows.push_back(std::move(row));
        }
        note_losses(table_, plan_, {});
        return std::move(table_);
    }

private:
    [[nodiscard]] std::optional<GoalId> goal_of(TaskId task) const {
        const auto rows = plan_.serves(task);
        if (rows.size() != 1) return std::nullopt;
        const GoalId goal = plan_.serves_table().goal[(*rows.begin()).index()];
        return goal.is_valid() ? std::optional(goal) : std::nullopt;
    }
    [[nodiscard]] std::vector<GoalId> path_of(GoalId goal) const {
        constexpr std::size_t deepest = 3;
        std::vector<GoalId> path{goal};
        while (path.size() < deepest) {
            const auto above = plan_.goal(path.back()).parent();
            if (!above) break;
            path.push_back(*above);
        }
        std::reverse(path.begin(), path.end());
        return path;
    }

    /// Whether the goals can stand as rows above their tasks: each task serves one, those of one
    /// goal stand together, and goals are nested at most two deep.
    [[nodiscard]] bool find_sections() const {
        std::set<GoalId> seen;
        std::optional<GoalId> now;
        for (const TaskId task : plan_.tasks()) {
            const bool is_below = plan_.task(task).parent().has_value();
            if (is_below && plan_.serves(task).size() == 0 && now) continue;
            const std::optional<GoalId> goal = goal_of(task);
            if (!goal) return false;
            if (goal == now) continue;
            if (!seen.insert(*goal).second || path_of(*goal).size() > 2) return false;
            for (const GoalId each : path_of(*goal))
                if (plan_.title(each).find('\n') != std::string_view::npos) return false;
            now = goal;
        }
        return now.has_value();
    }

    void begin_sections(TaskId task) {
        const std::optional<GoalId> goal = goal_of(task);
        if (!goal || goal == now_) return;
        now_ = goal;
        std::size_t depth = 0;
        for (const GoalId each : path_of(*goal)) {
            ++depth;
            if (!opened_.insert(each).second) continue;
            counts_[depth - 1] += 1;
            if (depth == 1) counts_[1] = 0;
            LedgerRow row{LedgerRowKind::section, {heading(each, depth)}};
            row.cells.resize(columns_.size());
            table_.rows.push_back(std::move(row));
        }
    }

    [[nodiscard]] std::string heading(GoalId goal, std::size_t depth) const {
        const std::string title(plan_.title(goal));
        std::string section(plan_.goal(goal).section());
        const Heading own = parse_heading(section);
        if (own.title == title && own.level == static_cast<int>(depth)) return section;
        const std::string number = chinese_number(counts_[depth - 1]);
        return depth == 1 ? number + "、" + title : "（" + number + "）" + title;
    }

    void choose_columns() {
        for (const LedgerField field : written_fields) {
            // Goals as rows say the section too.
            const bool is_said = has_sections_ && (field == goal || field == section);
            // Without a column of goals a section would be read as one.
            const bool is_section = field == section && !has_goals();
            if (is_said || is_section) continue;
            if (is_needed(field)) columns_.emplace_back(field, header_of(field, is_chinese_));
        }
        std::set<std::string_view> names;
        for (const TaskId task : plan_.tasks())
            for (const RowText& each : plan_.attributes(task))
                if (names.insert(plan_.text(each.name)).second)
                    columns_.emplace_back(attribute, plan_.text(each.name));
    }

    [[nodiscard]] bool has_goals() const { return plan_.serves_table().count > 0; }

    [[nodiscard]] bool is_needed(LedgerField field) const {
        if (field == key || field == title) return true;
        // Every ledger has them, filled or not.
        if (field == lead || field == due) return true;
        for (const TaskId task : plan_.tasks()) {
            const TaskView view = plan_.task(task);
            if (field == status   ? view.status() != TaskStatus::not_started
                : field == parent ? !is_outline(view)
                                  : !render(plan_, task, field, {}, is_chinese_).empty())
                return true;
        }
        return false;
    }

    /// Whether the key says by itself which task is the parent, as 1.2 does below 1.
    [[nodiscard]] bool is_outline(const TaskView& task) const {
        std::string_view outline = task.key();
        while (is_key_like(task.key())) {
            const std::size_t dot = outline.rfind('.');
            if (dot == std::string_view::npos || dot == 0) break;
            outline = outline.substr(0, dot);
            if (const auto above = plan_.find_task(outline)) return task.parent() == above;
        }
        return !task.parent() &&
               plan_.dangling_key(DanglingRef::Field::task_parent, task.id().index()).empty();
    }

    const Plan& plan_;
    bool is_chinese_;
    bool has_sections_ = false;
    LedgerTable table_;
    std::vector<std::pair<LedgerField, std::string>> columns_;
    std::optional<GoalId> now_;
    std::set<GoalId> opened_;
    std::array<std::size_t, 2> counts_{};
};

}  // namespace

Update::Update(const std::vector<Sheet>& original, const Plan& plan, const LedgerOptions& options)
    : reading_(Reader(original, options).read()),
      plan_(plan),
      is_chinese_(writes_chinese(reading_.result.plan)) {}

std::vector<Change> Update::changes(std::size_t layout, std::size_t item) const {
    const Layout& sheet = reading_.layouts[layout];
    const TaskId before = reading_.tasks[layout][item];
    const Plan& base = reading_.result.plan;
    const auto after = plan_.find_task(base.key(before));
    std::vector<Change> changes;
    if (!after) return changes;
    const Item& row = sheet.items[item];
    const std::size_t name = sheet.name_column(row);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        LedgerField field = sheet.columns[i].field;
        if (i == name)
            field = title;
        else if (field == title)
            continue;
        const std::string attribute_key = attribute_name(sheet, i);
        std::string now = render(plan_, *after, field, attribute_key, is_chinese_);
        if (now == render(base, before, field, attribute_key, is_chinese_)) {
            // What could not be read is an attribute under the column's name.
            if (attribute_text(base, before, attribute_key) ==
                attribute_text(plan_, *after, attribute_key))
                continue;
            if (now.empty()) now = attribute_text(plan_, *after, attribute_key);
        }
        changes.push_back({i, std::move(now)});
    }
    return changes;
}

bool Update::is_gone(std::size_t layout, std::size_t item) const {
    const TaskId task = reading_.tasks[layout][item];
    return !plan_.find_task(reading_.result.plan.key(task));
}

std::vector<TaskId> Update::new_tasks() const {
    std::vector<TaskId> tasks;
    for (const TaskId task : plan_.tasks())
        if (!reading_.result.plan.find_task(plan_.key(task))) tasks.push_back(task);
    return tasks;
}

std::vector<std::string> Update::cells_of(std::size_t layout, TaskId task) const {
    const Layout& sheet = reading_.layouts[layout];
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        cells.push_back(
            render(plan_, task, sheet.columns[i].field, attribute_name(sheet, i), is_chinese_));
    return cells;
}

std::size_t Update::task_layout() const {
    for (std::size_t i = 0; i < reading_.layouts.size(); ++i)
        if (reading_.layouts[i].kind == SheetKind::tasks) return i;
    return none;
}

}  // namespace ledger

LedgerTable write_ledger(const Plan& plan) {
    return ledger::Writer(plan).write();
}

LedgerTable update_ledger(const std::vector<Sheet>& original, const Plan& plan,
                          const LedgerOptions& options) {
    const ledger::Update update(original, plan, options);
    const std::size_t at = update.task_layout();
    // Of several sheets one table can be made only by the usual columns.
    if (update.reading().layouts.size() != 1 || at == ledger::none) return write_ledger(plan);
    const ledger::Layout& layout = update.reading().layouts[at];
    LedgerTable table;
    table.sheet = layout.sheet->name;
    std::size_t item = 0;
    std::size_t end_of_items = 0;
    for (std::size_t row = 0; row < layout.rows.size(); ++row) {
        LedgerRow out{layout.kinds[row], layout.rows[row].cells};
        out.cells.resize(std::max(out.cells.size(), layout.columns.size()));
        if (layout.kinds[row] == LedgerRowKind::item) {
            const std::size_t here = item++;
            if (update.is_gone(at, here)) continue;
            // Rows that go on with the one above leave out again what merging filled.
            if (layout.items[here].continues_title)
                out.cells[layout.column_of(LedgerField::title)].clear();
            if (layout.items[here].continues_key)
                out.cells[layout.column_of(LedgerField::key)].clear();
            for (ledger::Change& each : update.changes(at, here))
                out.cells[each.column] = std::move(each.text);
        }
        table.rows.push_back(std::move(out));
        if (layout.kinds[row] != LedgerRowKind::other) end_of_items = table.rows.size();
    }
    std::vector<LedgerRow> added;
    for (const TaskId task : update.new_tasks())
        added.push_back({LedgerRowKind::item, update.cells_of(at, task)});
    table.rows.insert(table.rows.begin() + static_cast<std::ptrdiff_t>(end_of_items),
                      std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    if (update.reading().result.plan != plan) ledger::note_losses(table, plan, options);
    return table;
}

}  // namespace planloom
