#include <planloom/model/plan.hpp>

namespace planloom {
namespace {

/// Holds the texts of two plans, to compare references into them.
struct Texts {
    const Plan& a;
    const Plan& b;

    [[nodiscard]] bool same(TextRef x, TextRef y) const { return a.text(x) == b.text(y); }
    template <class T>
    [[nodiscard]] bool same(const T& x, const T& y) const {
        return x == y;
    }

    template <class T>
    [[nodiscard]] bool same_column(const Column<T>& x, const Column<T>& y,
                                   std::size_t count) const {
        if (x.stored().empty() && y.stored().empty()) return true;
        for (std::size_t row = 0; row < count; ++row)
            if (!same(x[row], y[row])) return false;
        return true;
    }

    template <class Table>
    [[nodiscard]] bool same_table(const Table& x, const Table& y) const {
        if (x.count != y.count) return false;
        bool is_same = true;
        // Both tables list their columns in the same order: walk the first, and for each walk the
        // second to the column of that name. A table has some twenty columns.
        Table::visit(x, [&](std::string_view name, const auto& column) {
            Table::visit(y, [&](std::string_view other_name, const auto& other) {
                if constexpr (std::is_same_v<decltype(column), decltype(other)>)
                    if (is_same && name == other_name)
                        is_same = same_column(column, other, x.count);
            });
        });
        return is_same;
    }

    [[nodiscard]] bool same_texts(std::span<const RowText> x, std::span<const RowText> y) const {
        if (x.size() != y.size()) return false;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (x[i].row != y[i].row || !same(x[i].name, y[i].name) ||
                !same(x[i].value, y[i].value))
                return false;
        return true;
    }

    [[nodiscard]] bool same_dangling() const {
        const std::span<const DanglingRef> x = a.dangling();
        const std::span<const DanglingRef> y = b.dangling();
        if (x.size() != y.size()) return false;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (x[i].field != y[i].field || x[i].row != y[i].row || !same(x[i].key, y[i].key))
                return false;
        return true;
    }
};

}  // namespace

bool operator==(const Plan& a, const Plan& b) {
    const Texts texts{a, b};
    return a.head_ == b.head_ && texts.same_table(a.requirements_, b.requirements_) &&
           texts.same_table(a.goals_, b.goals_) && texts.same_table(a.indicators_, b.indicators_) &&
           texts.same_table(a.tasks_, b.tasks_) && texts.same_table(a.units_, b.units_) &&
           texts.same_table(a.serves_, b.serves_) &&
           texts.same_table(a.assignments_, b.assignments_) &&
           texts.same_table(a.dependencies_, b.dependencies_) &&
           texts.same_table(a.implements_, b.implements_) &&
           texts.same_table(a.refines_, b.refines_) && texts.same_table(a.reports_, b.reports_) &&
           texts.same_table(a.extensions_, b.extensions_) &&
           texts.same_texts(a.requirement_attributes_, b.requirement_attributes_) &&
           texts.same_texts(a.goal_attributes_, b.goal_attributes_) &&
           texts.same_texts(a.task_attributes_, b.task_attributes_) &&
           texts.same_texts(a.unit_attributes_, b.unit_attributes_) &&
           texts.same_texts(a.tags_, b.tags_) && texts.same_texts(a.needs_, b.needs_) &&
           texts.same_texts(a.aliases_, b.aliases_) && texts.same_dangling();
}

}  // namespace planloom
