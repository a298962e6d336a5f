// A PlanBuilder that people speak to in keys.
#pragma once

#include "bindings.hpp"

#include <planloom/model/plan_builder.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::python {

/// Adds what a builder lacks for Python: rows are found by key while the plan is made.
class KeyedBuilder {
public:
    KeyedBuilder() = default;
    explicit KeyedBuilder(const Plan& plan);

    [[nodiscard]] PlanBuilder& rows() noexcept { return rows_; }
    [[nodiscard]] const WorkTime& work() noexcept { return rows_.head().work; }

    void add(const NewRequirement& row) {
        enter(requirements_, row.key, rows_.add_requirement(row));
    }
    void add(const NewGoal& row) { enter(goals_, row.key, rows_.add_goal(row)); }
    void add(const NewTask& row) { enter(tasks_, row.key, rows_.add_task(row)); }
    void add(const NewUnit& row) { enter(units_, row.key, rows_.add_unit(row)); }

    /// The first row with a key.
    /// @throws UnknownKey  when none was added yet
    [[nodiscard]] GoalId goal(std::string_view key) const { return find(goals_, "goal", key); }
    [[nodiscard]] TaskId task(std::string_view key) const { return find(tasks_, "task", key); }
    [[nodiscard]] UnitId unit(std::string_view key) const { return find(units_, "unit", key); }
    /// As Plan::node.
    [[nodiscard]] Node node(std::string_view key) const;

    /// A plan of all that was added so far; the builder can go on.
    [[nodiscard]] Plan build() const { return PlanBuilder(rows_).build(); }

private:
    template <class IdType>
    using Keys = std::map<std::string, IdType, std::less<>>;

    template <class IdType>
    static void enter(Keys<IdType>& keys, std::string_view key, IdType id) {
        keys.emplace(key, id);
    }
    template <class IdType>
    static IdType find(const Keys<IdType>& keys, std::string_view kind, std::string_view key);
    [[nodiscard]] std::vector<Node> nodes(std::string_view key,
                                          std::optional<NodeKind> kind = {}) const;

    PlanBuilder rows_;
    Keys<RequirementId> requirements_;
    Keys<GoalId> goals_;
    Keys<TaskId> tasks_;
    Keys<UnitId> units_;
};

using Builder = py::class_<KeyedBuilder>;

void bind_builder_relations(Builder& type);

}  // namespace planloom::python
