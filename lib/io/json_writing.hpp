// Writes a plan as canonical JSON: what it says of itself, then its rows table by table.
#pragma once

#include <planloom/model/plan.hpp>
#include <planloom/model/views.hpp>

#include "json_lines.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail {

class Writing {
public:
    explicit Writing(const Plan& plan);

    [[nodiscard]] std::string write() &&;

private:
    void write_head(ObjectLines& lines);
    void write_calendars(ObjectLines& lines);
    /// How the plan came about and how it is watched.
    void write_course(ObjectLines& lines);
    void write_requirement(RequirementId id);
    void write_goal(GoalId id);
    void write_unit(UnitId id);
    void write_task(TaskId id);

    void write_schedule(ObjectLines& lines, const TaskView& task);
    void write_duration(ObjectLines& lines, const TaskView& task);
    void write_due(ObjectLines& lines, const TaskView& task);
    void write_serves(ObjectLines& lines, TaskId id);
    void write_shares(ObjectLines& lines, TaskId id);
    void write_role(ObjectLines& lines, Role role, IdRange<AssignmentId> shares);
    /// What an assignment says beside its unit and role.
    void write_share(InlineObject& object, AssignmentId id);
    void write_after(ObjectLines& lines, TaskId id);
    void write_refines(ObjectLines& lines, TaskId id);
    void write_baseline(ObjectLines& lines, const TaskView& task);
    void write_reports(ObjectLines& lines, TaskId id);
    void write_extensions(ObjectLines& lines, TaskId id);
    void write_indicators(ObjectLines& lines, GoalId id);
    void write_implements(ObjectLines& lines, Node node);
    void write_attributes(ObjectLines& lines, Node node);
    void write_texts(ObjectLines& lines, std::string_view name, std::span<const RowText> texts);
    /// A list of texts on one line; a bare text where there is one.
    void write_texts(ObjectLines& lines, std::string_view name,
                     const std::vector<std::string_view>& texts);
    void write_reference(ObjectLines& lines, std::string_view name, DanglingRef::Field field,
                         Node node, std::optional<std::string_view> key);

    template <class IdType>
    void write_rows(ObjectLines& lines, std::string_view name, IdRange<IdType> ids,
                    void (Writing::*write_row)(IdType));

    [[nodiscard]] std::optional<std::string_view> dangling(DanglingRef::Field field,
                                                           std::size_t row) const;
    [[nodiscard]] std::string_view goal_of(ServesId id) const;
    [[nodiscard]] std::string_view unit_of(AssignmentId id) const;
    [[nodiscard]] std::string_view predecessor_of(DependencyId id) const;
    [[nodiscard]] std::string_view requirement_of(ImplementsId id) const;
    [[nodiscard]] bool has_dangling_units() const;

    const Plan& plan_;
    std::string out_;
    /// A name for each unit by which references find it.
    std::vector<std::string_view> unit_names_;
};

}  // namespace planloom::detail
