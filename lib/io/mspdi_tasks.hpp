// Tasks and links of Microsoft Project XML as rows of a plan.
#pragma once

#include <planloom/model/plan_builder.hpp>

#include "mspdi_calendars.hpp"
#include "mspdi_fields.hpp"
#include "mspdi_parts.hpp"

#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace planloom::detail::mspdi {

/// Reads the tasks of a project. Units and calendars come first.
class TaskReader {
public:
    TaskReader(Values& values, PlanBuilder& builder, CalendarReader& calendars,
               const TextFields& text_fields)
        : values_(values), builder_(builder), calendars_(calendars), text_fields_(text_fields) {}

    /// The minutes at which a working day begins and ends; other times of day are left out with a
    /// note.
    void set_day(std::int64_t begins, std::int64_t ends) {
        day_begins_ = begins;
        day_ends_ = ends;
    }
    /// A contact of this name is the unit with this key.
    void add_unit_name(const std::string& name, const std::string& key) {
        unit_of_name_.emplace(name, key);
    }
    /// @param tasks  the element <Tasks>, or none
    void read(pugi::xml_node tasks);

    [[nodiscard]] std::optional<TaskId> find(std::int64_t uid) const;
    /// Whether a UID is that of a row that is no task.
    [[nodiscard]] bool is_left_out(std::int64_t uid) const { return uids_left_out_.contains(uid); }

private:
    struct Row {
        pugi::xml_node node;
        std::int64_t uid = 0;
        std::int64_t level = 1;
        std::size_t parent = no_row;
        bool has_own_wbs = false;
        std::size_t children = 0;
        TaskId id;
        Minutes duration = no_minutes;
        bool is_elapsed = false;
    };
    static constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

    void collect_tasks(pugi::xml_node tasks);
    [[nodiscard]] static std::int64_t level_of(pugi::xml_node node,
                                               std::optional<std::int64_t> said);
    [[nodiscard]] Date day_of(pugi::xml_node node, bool is_finish);
    void add_task(std::size_t at);
    void set_constraint(const Fields& fields, NewTask& task);
    void set_duration(const Fields& fields, Row& row, NewTask& task);
    void add_attributes(const Fields& fields, const Row& row, bool is_manual);
    void attach(TaskId task, std::string_view name, std::string_view text);

    [[nodiscard]] LinkType type_of(pugi::xml_node node);
    [[nodiscard]] std::string external_link(pugi::xml_node node);
    void add_links(std::size_t at);
    void set_lag(pugi::xml_node node, const Row& before, Link& link);

    Values& values_;
    PlanBuilder& builder_;
    CalendarReader& calendars_;
    const TextFields& text_fields_;
    std::int64_t day_begins_ = 0, day_ends_ = 0;
    std::vector<Row> rows_;
    std::size_t top_count_ = 0;
    std::vector<std::string> key_of_row_;
    std::map<std::string, std::int64_t> uid_of_key_;
    std::map<std::int64_t, std::size_t> row_of_uid_;
    std::set<std::int64_t> uids_left_out_;
    std::map<std::string, std::string, std::less<>> unit_of_name_;
};

}  // namespace planloom::detail::mspdi
