#include <planloom/model/plan_match.hpp>
#include <planloom/model/views.hpp>

#include <algorithm>
#include <type_traits>

namespace planloom {
namespace {

using Field = DanglingRef::Field;

/// Compares rows of two plans, references by what they name.
class RowPair {
public:
    explicit RowPair(const PlanMatch& match) : match_(match) {}

    [[nodiscard]] bool same(TextRef a, TextRef b) const {
        return match_.before().text(a) == match_.now().text(b);
    }
    [[nodiscard]] bool same(Node a, Node b) const { return match_.later(a) == b; }
    template <class Tag>
    [[nodiscard]] bool same(Id<Tag> a, Id<Tag> b) const {
        if (!a.is_valid() || !b.is_valid()) return a.is_valid() == b.is_valid();
        return same(Node(a), Node(b));
    }
    template <class T>
    [[nodiscard]] bool same(const T& a, const T& b) const {
        return a == b;
    }

    /// Whether the references of two rows that name nothing say the same.
    [[nodiscard]] bool same_dangling(Field field, std::size_t a, std::size_t b) const {
        return match_.before().dangling_key(field, a) == match_.now().dangling_key(field, b);
    }

    /// Whether two rows are the same in all columns but those that `skips` names.
    template <class Table, class Skips>
    [[nodiscard]] bool same_row(const Table& before, std::size_t a, const Table& now, std::size_t b,
                                const Skips& skips) const {
        bool is_same = true;
        for_each_change(before, a, now, b,
                        [&](std::string_view name) { is_same = is_same && skips(name); });
        return is_same;
    }

    /// Calls `tell` with the name of each column that differs.
    template <class Table, class Tell>
    void for_each_change(const Table& before, std::size_t a, const Table& now, std::size_t b,
                         const Tell& tell) const {
        std::size_t place = 0;
        Table::visit(now, [&](std::string_view name, const auto& later) {
            std::size_t other_place = 0;
            Table::visit(before, [&](std::string_view, const auto& earlier) {
                if constexpr (std::is_same_v<decltype(earlier), decltype(later)>)
                    if (other_place == place && !same(earlier[a], later[b])) tell(name);
                ++other_place;
            });
            ++place;
        });
    }

    /// Whether two runs of rows of a relation are the same, one by one in their order.
    template <class Table, class Ids, class Skips>
    [[nodiscard]] bool same_rows(const Table& before, const Ids& a, const Table& now, const Ids& b,
                                 std::optional<Field> dangling, const Skips& skips) const {
        if (a.size() != b.size()) return false;
        auto second = b.begin();
        for (const auto first : a) {
            const std::size_t row = first.index(), other = (*second).index();
            if (!same_row(before, row, now, other, skips)) return false;
            if (dangling && !same_dangling(*dangling, row, other)) return false;
            ++second;
        }
        return true;
    }

    [[nodiscard]] bool same_texts(std::span<const RowText> a, std::span<const RowText> b) const {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [&](const RowText& x, const RowText& y) {
                              return same(x.name, y.name) && same(x.value, y.value);
                          });
    }

private:
    const PlanMatch& match_;
};

constexpr auto skips_nothing = [](std::string_view) { return false; };

/// What is not said of a row but names it.
constexpr auto names_only = [](std::string_view name) {
    return name == "key" || name == "former_key";
};

class Changes {
public:
    Changes(const PlanMatch& match, Node before, Node now)
        : match_(match), rows_(match), before_(before), now_(now) {}

    std::vector<std::string_view> find() && {
        const Plan& a = match_.before();
        const Plan& b = match_.now();
        switch (now_.kind) {
            case NodeKind::requirement:
                own(a.requirement_table(), b.requirement_table());
                break;
            case NodeKind::goal:
                own(a.goal_table(), b.goal_table());
                reference("parent", Field::goal_parent);
                reference("owner", Field::goal_owner);
                of_goal(before_.goal(), now_.goal());
                break;
            case NodeKind::task:
                own(a.task_table(), b.task_table());
                reference("parent", Field::task_parent);
                of_task(before_.task(), now_.task());
                break;
            case NodeKind::unit:
                own(a.unit_table(), b.unit_table());
                reference("parent", Field::unit_parent);
                note("aliases",
                     rows_.same_texts(a.aliases(before_.unit()), b.aliases(now_.unit())));
                break;
        }
        note("attributes", rows_.same_texts(a.attributes(before_), b.attributes(now_)));
        return std::move(names_);
    }

private:
    template <class Table>
    void own(const Table& before, const Table& now) {
        rows_.for_each_change(before, before_.index, now, now_.index, [&](std::string_view name) {
            if (name == "title" && match_.before().title(before_) == match_.now().title(now_))
                return;
            if (!names_only(name)) names_.push_back(name);
        });
        // A row without a title is called by its key.
        if (match_.before().title(before_) != match_.now().title(now_) &&
            std::find(names_.begin(), names_.end(), "title") == names_.end())
            names_.insert(names_.begin(), "title");
    }

    void reference(std::string_view name, Field field) {
        if (!rows_.same_dangling(field, before_.index, now_.index) &&
            std::find(names_.begin(), names_.end(), name) == names_.end())
            names_.push_back(name);
    }

    void note(std::string_view name, bool is_same) {
        if (!is_same) names_.push_back(name);
    }

    void of_goal(GoalId before, GoalId now) {
        const Plan& a = match_.before();
        const Plan& b = match_.now();
        note("needs", rows_.same_texts(a.needs(before), b.needs(now)));
        note("indicators",
             rows_.same_rows(a.indicator_table(), a.indicators(before), b.indicator_table(),
                             b.indicators(now), std::nullopt, skips_nothing));
        implements();
    }

    void of_task(TaskId before, TaskId now) {
        const Plan& a = match_.before();
        const Plan& b = match_.now();
        note("serves", rows_.same_rows(a.serves_table(), a.serves(before), b.serves_table(),
                                       b.serves(now), Field::serves_goal, skips_nothing));
        note("assigned",
             rows_.same_rows(a.assignment_table(), a.assignments(before), b.assignment_table(),
                             b.assignments(now), Field::assignment_unit, skips_nothing));
        note("after",
             rows_.same_rows(a.dependency_table(), a.predecessors(before), b.dependency_table(),
                             b.predecessors(now), Field::dependency_predecessor, skips_nothing));
        implements();
        note("refines", rows_.same_rows(a.refines_table(), a.refines(before), b.refines_table(),
                                        b.refines(now), std::nullopt, skips_nothing));
        note("tags", rows_.same_texts(a.tags(before), b.tags(now)));
        note("reports", rows_.same_rows(a.report_table(), a.reports(before), b.report_table(),
                                        b.reports(now), std::nullopt, skips_nothing));
        note("extensions",
             rows_.same_rows(a.extension_table(), a.extensions(before), b.extension_table(),
                             b.extensions(now), std::nullopt, skips_nothing));
    }

    /// A link that is confirmed anew says what it said.
    void implements() {
        const Plan& a = match_.before();
        const Plan& b = match_.now();
        note("implements",
             rows_.same_rows(a.implements_table(), a.implements(before_), b.implements_table(),
                             b.implements(now_), Field::implements_requirement,
                             [](std::string_view name) { return name == "confirmed"; }));
    }

    const PlanMatch& match_;
    RowPair rows_;
    Node before_, now_;
    std::vector<std::string_view> names_;
};

}  // namespace

std::vector<std::string_view> changed_fields(const PlanMatch& match, Node later) {
    const std::optional<Node> earlier = match.earlier(later);
    if (!earlier) return {};
    return Changes(match, *earlier, later).find();
}

}  // namespace planloom
