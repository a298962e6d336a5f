#include "columns.hpp"

#include <planloom/core/key_index.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "values.hpp"

#include <array>
#include <optional>
#include <type_traits>

namespace planloom::python {
namespace {

constexpr std::array<std::string_view, 12> table_names = {
    "requirements", "goals",        "indicators", "tasks",   "units",   "serves",
    "assignments",  "dependencies", "implements", "refines", "reports", "extensions"};

/// Calls `visit` with the table of a name.
template <class Visit>
void with_table(const Plan& plan, std::string_view name, Visit&& visit) {
    switch (word_index("table", name, table_names)) {
        case 0:
            return visit(plan.requirement_table());
        case 1:
            return visit(plan.goal_table());
        case 2:
            return visit(plan.indicator_table());
        case 3:
            return visit(plan.task_table());
        case 4:
            return visit(plan.unit_table());
        case 5:
            return visit(plan.serves_table());
        case 6:
            return visit(plan.assignment_table());
        case 7:
            return visit(plan.dependency_table());
        case 8:
            return visit(plan.implements_table());
        case 9:
            return visit(plan.refines_table());
        case 10:
            return visit(plan.report_table());
        default:
            return visit(plan.extension_table());
    }
}

template <class Visit>
void with_columns(const Plan& plan, std::string_view table, Visit&& visit) {
    with_table(plan, table, [&](const auto& rows) {
        std::decay_t<decltype(rows)>::visit(
            rows, [&](std::string_view name, const auto& column) { visit(rows, name, column); });
    });
}

[[noreturn]] void unknown_column(const Plan& plan, std::string_view table, std::string_view name) {
    std::vector<std::string_view> names;
    with_columns(plan, table,
                 [&](const auto&, std::string_view each, const auto&) { names.push_back(each); });
    const std::optional<std::size_t> near = nearest(name, names);
    throw UnknownKey("column", name, near ? names[*near] : std::string_view());
}

std::optional<DanglingRef::Field> dangling_field(std::string_view table, std::string_view name) {
    using Field = DanglingRef::Field;
    if (table == "goals" && name == "parent") return Field::goal_parent;
    if (table == "goals" && name == "owner") return Field::goal_owner;
    if (table == "tasks" && name == "parent") return Field::task_parent;
    if (table == "units" && name == "parent") return Field::unit_parent;
    if (name == "goal" && table == "serves") return Field::serves_goal;
    if (name == "unit") return Field::assignment_unit;
    if (name == "predecessor") return Field::dependency_predecessor;
    if (name == "requirement") return Field::implements_requirement;
    return {};
}

template <class Enum>
std::span<const std::string_view> words_of() {
    if constexpr (std::is_same_v<Enum, DatePrecision>) {
        return date_precision_words();
    } else {
        return words<Enum>();
    }
}

/// One column of one table, in the ways in which it can be shown.
class Shown {
public:
    Shown(PlanPtr plan, std::string_view table, std::string_view name, std::size_t count,
          const Column<TextRef>* keys)
        : plan_(std::move(plan)), table_(table), name_(name), count_(count), keys_(keys) {}

    template <class T>
    [[nodiscard]] py::object values(const Column<T>& column) const {
        if constexpr (std::is_same_v<T, std::uint8_t>) {
            return column_array(py::dtype::of<bool>(), column, count_, plan_);
        } else if constexpr (std::is_arithmetic_v<T>) {
            return column_array(py::dtype::of<T>(), column, count_, plan_);
        } else if constexpr (std::is_enum_v<T>) {
            return word_values(column);
        } else {
            return other_values(column);
        }
    }

    /// A null object where the column has no numbers.
    template <class T>
    [[nodiscard]] py::object codes(const Column<T>& column) const {
        if constexpr (std::is_arithmetic_v<T>) {
            return values(column);
        } else if constexpr (std::is_enum_v<T>) {
            return column_array(py::dtype::of<std::uint8_t>(), column, count_, plan_);
        } else if constexpr (std::is_same_v<T, Date>) {
            return column_array(py::dtype::of<std::int32_t>(), column, count_, plan_);
        } else if constexpr (std::is_same_v<T, TextRef> || std::is_same_v<T, Node>) {
            return {};
        } else {
            return column_array(py::dtype::of<std::uint32_t>(), column, count_, plan_);
        }
    }

private:
    template <class Enum>
    [[nodiscard]] py::object word_values(const Column<Enum>& column) const {
        std::vector<py::object> all;
        for (const std::string_view each : words_of<Enum>()) all.push_back(text(each));
        if constexpr (std::is_same_v<Enum, Disposition>) all.front() = py::none();
        return object_array(
            count_, [&](std::size_t row) { return all[static_cast<std::size_t>(column[row])]; });
    }

    [[nodiscard]] py::object other_values(const Column<TextRef>& column) const {
        return object_array(count_, [&](std::size_t row) -> py::object {
            const std::string_view value = plan_->text(column[row]);
            return text(value.empty() && keys_ != nullptr ? plan_->text((*keys_)[row]) : value);
        });
    }

    [[nodiscard]] py::object other_values(const Column<Date>& column) const {
        std::vector<std::int64_t> days(count_);
        for (std::size_t row = 0; row < count_; ++row)
            days[row] = column[row].is_set() ? column[row].days() : no_minutes;
        const auto owner = std::make_shared<const std::vector<std::int64_t>>(std::move(days));
        // NumPy's "no date" is the least number, as is no_minutes.
        return shared_array(py::dtype("datetime64[D]"), std::span<const std::int64_t>(*owner),
                            owner);
    }

    [[nodiscard]] py::object other_values(const Column<Node>& column) const {
        const py::object type = value_class("Node");
        return object_array(count_, [&](std::size_t row) -> py::object {
            const Node node = column[row];
            return type(text(word(node.kind)), text(plan_->key(node)));
        });
    }

    template <class Tag>
    [[nodiscard]] py::object other_values(const Column<Id<Tag>>& column) const {
        const std::optional<DanglingRef::Field> field = dangling_field(table_, name_);
        return object_array(count_, [&](std::size_t row) -> py::object {
            const Id<Tag> id = column[row];
            if (field) return reference_value(*plan_, id, *field, row);
            return text(plan_->key(Node(id)));
        });
    }

    PlanPtr plan_;
    std::string_view table_, name_;
    std::size_t count_;
    const Column<TextRef>* keys_;
};

/// A column of a table, where a node without a title shows its key.
template <class Table>
Shown shown(const PlanPtr& plan, std::string_view table, std::string_view name, const Table& rows) {
    const Column<TextRef>* keys = nullptr;
    if constexpr (requires { rows.key; }) keys = name == "title" ? &rows.key : nullptr;
    return Shown(plan, table, name, rows.count, keys);
}

}  // namespace

py::tuple column_names(const Plan& plan, std::string_view table) {
    py::list names;
    with_columns(plan, table, [&](const auto&, std::string_view name, const auto&) {
        names.append(text(name));
    });
    return py::tuple(names);
}

py::object column_values(const PlanPtr& plan, std::string_view table, std::string_view name) {
    py::object values;
    with_columns(*plan, table, [&](const auto& rows, std::string_view each, const auto& column) {
        if (each == name) values = shown(plan, table, each, rows).values(column);
    });
    if (!values) unknown_column(*plan, table, name);
    return values;
}

py::object column_codes(const PlanPtr& plan, std::string_view table, std::string_view name) {
    py::object codes;
    with_columns(*plan, table, [&](const auto& rows, std::string_view each, const auto& column) {
        if (each == name) codes = shown(plan, table, each, rows).codes(column);
    });
    if (!codes) unknown_column(*plan, table, name);
    return codes;
}

py::object column_words(const Plan& plan, std::string_view table, std::string_view name) {
    py::object all;
    with_columns(plan, table, [&](const auto&, std::string_view each, const auto& column) {
        if (each != name) return;
        using Value = decltype(column.default_value());
        all = py::none();
        if constexpr (std::is_enum_v<Value>) {
            py::list list;
            for (const std::string_view word : words_of<Value>()) list.append(text(word));
            all = py::tuple(list);
        }
    });
    if (!all) unknown_column(plan, table, name);
    return all;
}

}  // namespace planloom::python
