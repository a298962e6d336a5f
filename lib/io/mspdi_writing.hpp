// Parts of the writer of Microsoft Project XML: the outline, text fields, calendars and values.
#pragma once

#include <planloom/model/plan.hpp>

#include "loss_notes.hpp"
#include "xml_writer.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail::mspdi {

/// A task at its place in the outline.
struct OutlineRow {
    TaskId task;
    std::int64_t uid = 0;
    /// From 1.
    std::size_t level = 1;
    /// Among the tasks with the same parent, from 1.
    std::size_t position = 1;
    /// The row of the parent, if the level is above 1.
    std::size_t parent = 0;
    bool has_children = false;
};

/// The tasks of a plan, each before its subtasks. A key that is a number is the task's UID, the
/// others get the smallest free ones. A circle of parents is cut.
class Outline {
public:
    /// @complexity O(n log n)
    explicit Outline(const Plan& plan);

    [[nodiscard]] const std::vector<OutlineRow>& rows() const noexcept { return rows_; }
    [[nodiscard]] std::int64_t uid(TaskId task) const { return uids_[task.index()]; }
    /// Such as `1.2.1`.
    /// @complexity O(level)
    [[nodiscard]] std::string number(const OutlineRow& row) const;
    /// Whether the key must be written since the UID does not say it.
    [[nodiscard]] bool needs_key(const OutlineRow& row) const;
    /// How many keys stand twice.
    [[nodiscard]] std::size_t keys_left_out() const noexcept { return keys_left_out_; }
    /// How many tasks stand at another place than in the plan.
    [[nodiscard]] std::size_t moved() const noexcept { return moved_; }

private:
    void lay_rows();
    void give_uids();

    const Plan& plan_;
    std::vector<OutlineRow> rows_;
    std::vector<std::int64_t> uids_;
    std::vector<bool> has_second_key_;
    std::size_t keys_left_out_ = 0, moved_ = 0;
};

/// Writes free attributes that are text, and what else has no field of its own, into text fields.
class TextFieldWriter {
public:
    explicit TextFieldWriter(const Plan& plan);

    void write_definitions(XmlWriter& xml) const;
    void write_values(XmlWriter& xml, TaskId task, bool with_key) const;
    void write_values(XmlWriter& xml, UnitId unit, bool with_key) const;
    /// How many attributes have no place.
    [[nodiscard]] std::size_t left_out() const noexcept { return left_out_; }

private:
    /// Name and number of the field, from 0.
    using Names = std::map<std::string, std::size_t, std::less<>>;
    void add_name(Names& names, std::string_view name, std::size_t limit);
    void write_attributes(XmlWriter& xml, Node node, const Names& names) const;

    const Plan& plan_;
    Names task_names_, unit_names_;
    std::size_t left_out_ = 0;
};

/// Writes the calendars of a plan; the UID of each is its number, from 1.
void write_calendars(XmlWriter& xml, const PlanHead& head);

/// `2025-06-30T08:00:00`.
[[nodiscard]] std::string moment_text(DateTime moment);
/// `08:00:00`; the end of a day is `00:00:00`.
[[nodiscard]] std::string clock_text(std::int64_t minute);
/// `PT8H0M0S`.
[[nodiscard]] std::string duration_text(Minutes minutes);
/// The format that shows a duration in the largest unit that divides it.
[[nodiscard]] int format_of(Minutes minutes, bool is_elapsed, const WorkTime& work) noexcept;
/// The shortest decimal that reads back as the same number.
[[nodiscard]] std::string decimal_text(double value);

/// What the format holds nothing of, by kind.
void count_losses(const Plan& plan, const Outline& outline, LossNotes& losses);

}  // namespace planloom::detail::mspdi
