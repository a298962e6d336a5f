// Calendars of Microsoft Project XML as calendars of a plan.
#pragma once

#include <planloom/model/plan.hpp>

#include "mspdi_parts.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace planloom::detail::mspdi {

/// Reads the calendars of a project into the head of a plan.
class CalendarReader {
public:
    CalendarReader(Values& values, PlanHead& head) : values_(values), head_(head) {}

    /// @param calendars  the element <Calendars>, or none
    void read(pugi::xml_node calendars);

    /// The key of the calendar that a CalendarUID names; empty for none. A calendar that says no
    /// more than the one it is derived from is that one.
    [[nodiscard]] std::string key_of(pugi::xml_node uid);

private:
    struct Row {
        pugi::xml_node node;
        std::int64_t uid = 0;
        std::int64_t base = -1;
        bool says_more = false;
    };
    [[nodiscard]] const Row* base_of(const Row& row) const;
    void add(const Row& row);
    void read_week(const Row& row, WeekHours& week);
    void read_exceptions(const Row& row, std::vector<CalendarException>& exceptions);
    [[nodiscard]] std::optional<CalendarException> exception_of(pugi::xml_node node);
    [[nodiscard]] DayHours hours_of(pugi::xml_node day, const DayHours& usual);
    [[nodiscard]] std::string new_key(const Row& row);

    Values& values_;
    PlanHead& head_;
    std::vector<Row> rows_;
    std::map<std::int64_t, std::size_t> row_of_uid_;
    std::map<std::int64_t, std::string> key_of_uid_;
    std::set<std::string> keys_;
    std::size_t exception_count_ = 0;
};

}  // namespace planloom::detail::mspdi
