// One row of a plan with its texts, as in `plan.task("T1").title()`. A view is two words wide and
// borrows from the plan.
#pragma once

#include <planloom/model/plan.hpp>

#include <optional>
#include <string_view>

namespace planloom {

namespace detail {

/// The value, or nothing where the column holds its sentinel.
[[nodiscard]] inline std::optional<Minutes> given(Minutes value) noexcept {
    return value == no_minutes ? std::nullopt : std::optional<Minutes>(value);
}
[[nodiscard]] inline std::optional<std::int32_t> given(std::int32_t value) noexcept {
    return value == no_number ? std::nullopt : std::optional<std::int32_t>(value);
}
template <class Tag>
[[nodiscard]] std::optional<Id<Tag>> given(Id<Tag> id) noexcept {
    return id.is_valid() ? std::optional<Id<Tag>>(id) : std::nullopt;
}

}  // namespace detail

/// A row of one table: the plan and the row's id.
template <class IdType>
class RowView {
public:
    RowView(const Plan& plan, IdType id) noexcept : plan_(&plan), id_(id) {}

    [[nodiscard]] IdType id() const noexcept { return id_; }
    [[nodiscard]] const Plan& plan() const noexcept { return *plan_; }

protected:
    [[nodiscard]] std::size_t row() const noexcept { return id_.index(); }
    [[nodiscard]] std::string_view text_of(const Column<TextRef>& column) const noexcept {
        return plan_->text(column[row()]);
    }

private:
    const Plan* plan_;
    IdType id_;
};

/// What the plan must answer: a clause of a parent policy, a problem, a comment.
class RequirementView : public RowView<RequirementId> {
public:
    using RowView::RowView;

    [[nodiscard]] std::string_view key() const noexcept { return text_of(table().key); }
    [[nodiscard]] std::string_view title() const noexcept { return text_of(table().title); }
    [[nodiscard]] std::string_view text() const noexcept { return text_of(table().text); }
    [[nodiscard]] std::string_view source() const noexcept { return text_of(table().source); }
    /// Who made the comment.
    [[nodiscard]] std::string_view raised_by() const noexcept { return text_of(table().raised_by); }
    /// Why the comment was not adopted.
    [[nodiscard]] std::string_view reason() const noexcept { return text_of(table().reason); }
    [[nodiscard]] RequirementKind kind() const noexcept { return table().kind[row()]; }
    [[nodiscard]] Disposition disposition() const noexcept { return table().disposition[row()]; }
    [[nodiscard]] bool is_optional() const noexcept { return table().is_optional[row()] != 0; }
    /// The consultation round, from 1.
    [[nodiscard]] std::optional<std::int32_t> round() const noexcept {
        return detail::given(table().round[row()]);
    }

private:
    [[nodiscard]] const RequirementTable& table() const noexcept {
        return plan().requirement_table();
    }
};

/// What the plan is to reach.
class GoalView : public RowView<GoalId> {
public:
    using RowView::RowView;

    [[nodiscard]] std::string_view key() const noexcept { return text_of(table().key); }
    [[nodiscard]] std::string_view title() const noexcept { return text_of(table().title); }
    [[nodiscard]] std::string_view text() const noexcept { return text_of(table().text); }
    [[nodiscard]] std::string_view section() const noexcept { return text_of(table().section); }
    [[nodiscard]] std::optional<GoalId> parent() const noexcept {
        return detail::given(table().parent[row()]);
    }
    [[nodiscard]] std::optional<UnitId> owner() const noexcept {
        return detail::given(table().owner[row()]);
    }
    [[nodiscard]] DatePeriod horizon() const noexcept {
        return {table().horizon[row()], table().horizon_precision[row()]};
    }
    [[nodiscard]] SupportRule support() const noexcept { return table().support[row()]; }
    /// The k of "at least k"; nothing for the other rules.
    [[nodiscard]] std::optional<std::int32_t> support_count() const noexcept {
        return detail::given(table().support_count[row()]);
    }
    /// How many tasks the document says the goal has.
    [[nodiscard]] std::optional<std::int32_t> declared_tasks() const noexcept {
        return detail::given(table().declared_tasks[row()]);
    }
    /// Whether the goal takes no further tasks.
    [[nodiscard]] bool is_closed() const noexcept { return table().is_closed[row()] != 0; }
    /// Whether the plan set the goal by itself (自选动作).
    [[nodiscard]] bool is_local() const noexcept { return table().is_local[row()] != 0; }
    /// The key in an earlier revision; empty if it is the same.
    [[nodiscard]] std::string_view former_key() const noexcept {
        return text_of(table().former_key);
    }

private:
    [[nodiscard]] const GoalTable& table() const noexcept { return plan().goal_table(); }
};

/// What is to be done.
class TaskView : public RowView<TaskId> {
public:
    using RowView::RowView;

    [[nodiscard]] std::string_view key() const noexcept { return text_of(table().key); }
    [[nodiscard]] std::string_view title() const noexcept { return text_of(table().title); }
    [[nodiscard]] std::string_view text() const noexcept { return text_of(table().text); }
    [[nodiscard]] std::string_view section() const noexcept { return text_of(table().section); }
    [[nodiscard]] std::string_view deliverable() const noexcept {
        return text_of(table().deliverable);
    }
    [[nodiscard]] std::optional<TaskId> parent() const noexcept {
        return detail::given(table().parent[row()]);
    }
    [[nodiscard]] bool is_milestone() const noexcept { return table().is_milestone[row()] != 0; }
    [[nodiscard]] bool is_joint() const noexcept { return table().is_joint[row()] != 0; }
    /// The duration, or the likely one of three points, in minutes of work.
    [[nodiscard]] std::optional<Minutes> duration() const noexcept {
        return detail::given(table().duration[row()]);
    }
    [[nodiscard]] std::optional<Minutes> optimistic() const noexcept {
        return detail::given(table().optimistic[row()]);
    }
    [[nodiscard]] std::optional<Minutes> pessimistic() const noexcept {
        return detail::given(table().pessimistic[row()]);
    }
    /// Whether the durations run through nights and holidays instead of counting working time.
    [[nodiscard]] bool is_elapsed() const noexcept { return table().is_elapsed[row()] != 0; }
    [[nodiscard]] Date start_no_earlier() const noexcept { return table().start_no_earlier[row()]; }
    [[nodiscard]] Date start_no_later() const noexcept { return table().start_no_later[row()]; }
    [[nodiscard]] Date finish_no_earlier() const noexcept {
        return table().finish_no_earlier[row()];
    }
    [[nodiscard]] Date finish_no_later() const noexcept { return table().finish_no_later[row()]; }
    [[nodiscard]] Date must_start() const noexcept { return table().must_start[row()]; }
    [[nodiscard]] Date must_finish() const noexcept { return table().must_finish[row()]; }
    /// Whether the task is to be done as late as its successors allow.
    [[nodiscard]] bool is_late() const noexcept { return table().is_late[row()] != 0; }
    /// The key of a calendar; empty for the plan's.
    [[nodiscard]] std::string_view calendar() const noexcept { return text_of(table().calendar); }
    [[nodiscard]] DatePeriod due() const noexcept {
        return {table().due[row()], table().due_precision[row()]};
    }
    /// The deadline as it was written, such as 2025年底前.
    [[nodiscard]] std::string_view due_text() const noexcept { return text_of(table().due_text); }
    /// How often the deadline comes back, such as `year`; empty when it does not.
    [[nodiscard]] std::string_view due_every() const noexcept { return text_of(table().due_every); }
    [[nodiscard]] bool is_ongoing() const noexcept { return table().is_ongoing[row()] != 0; }
    [[nodiscard]] TaskStatus status() const noexcept { return table().status[row()]; }
    [[nodiscard]] bool is_open() const noexcept {
        return status() != TaskStatus::done && status() != TaskStatus::cancelled;
    }
    /// Per cent, 0 to 100.
    [[nodiscard]] std::optional<std::int32_t> progress() const noexcept {
        return detail::given(table().progress[row()]);
    }
    [[nodiscard]] Date actual_start() const noexcept { return table().actual_start[row()]; }
    [[nodiscard]] Date actual_finish() const noexcept { return table().actual_finish[row()]; }
    [[nodiscard]] Date baseline_start() const noexcept { return table().baseline_start[row()]; }
    [[nodiscard]] Date baseline_finish() const noexcept { return table().baseline_finish[row()]; }
    [[nodiscard]] std::optional<Minutes> baseline_duration() const noexcept {
        return detail::given(table().baseline_duration[row()]);
    }
    /// The level of government at which the task is done; empty when not said.
    [[nodiscard]] std::string_view level() const noexcept { return text_of(table().level); }
    /// What proves that the task is done (佐证).
    [[nodiscard]] std::string_view evidence() const noexcept { return text_of(table().evidence); }
    /// When the lead handed in its own plan for the task (实施方案).
    [[nodiscard]] Date plan_filed() const noexcept { return table().plan_filed[row()]; }
    /// Whether the plan set the task by itself (自选动作).
    [[nodiscard]] bool is_local() const noexcept { return table().is_local[row()] != 0; }
    /// Whether others do the task, out of reach of who answers for the plan.
    [[nodiscard]] bool is_external() const noexcept { return table().is_external[row()] != 0; }
    /// The key in an earlier revision; empty if it is the same.
    [[nodiscard]] std::string_view former_key() const noexcept {
        return text_of(table().former_key);
    }

private:
    [[nodiscard]] const TaskTable& table() const noexcept { return plan().task_table(); }
};

/// Who does it.
class UnitView : public RowView<UnitId> {
public:
    using RowView::RowView;

    [[nodiscard]] std::string_view key() const noexcept { return text_of(table().key); }
    [[nodiscard]] std::string_view title() const noexcept { return text_of(table().title); }
    [[nodiscard]] std::string_view level() const noexcept { return text_of(table().level); }
    [[nodiscard]] std::string_view region() const noexcept { return text_of(table().region); }
    [[nodiscard]] std::string_view duty() const noexcept { return text_of(table().duty); }
    [[nodiscard]] std::optional<UnitId> parent() const noexcept {
        return detail::given(table().parent[row()]);
    }
    [[nodiscard]] UnitKind kind() const noexcept { return table().kind[row()]; }
    /// How many tasks the unit can carry at a time; 0 when nothing was said.
    [[nodiscard]] double capacity() const noexcept { return table().capacity[row()]; }
    [[nodiscard]] Date exists_from() const noexcept { return table().exists_from[row()]; }
    [[nodiscard]] Date exists_until() const noexcept { return table().exists_until[row()]; }
    /// The key of a calendar; empty for the plan's.
    [[nodiscard]] std::string_view calendar() const noexcept { return text_of(table().calendar); }
    /// The key of the unit that takes over when this one ends; empty when not said.
    [[nodiscard]] std::string_view successor() const noexcept { return text_of(table().successor); }
    /// The key in an earlier revision; empty if it is the same.
    [[nodiscard]] std::string_view former_key() const noexcept {
        return text_of(table().former_key);
    }

private:
    [[nodiscard]] const UnitTable& table() const noexcept { return plan().unit_table(); }
};

inline RequirementView Plan::requirement(RequirementId id) const noexcept {
    return {*this, id};
}
inline GoalView Plan::goal(GoalId id) const noexcept {
    return {*this, id};
}
inline TaskView Plan::task(TaskId id) const noexcept {
    return {*this, id};
}
inline UnitView Plan::unit(UnitId id) const noexcept {
    return {*this, id};
}

}  // namespace planloom
