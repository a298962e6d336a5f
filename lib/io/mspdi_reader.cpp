#include <planloom/io/mspdi.hpp>
#include <planloom/model/plan_builder.hpp>

#include "json_text.hpp"
#include "mspdi_calendars.hpp"
#include "mspdi_fields.hpp"
#include "mspdi_parts.hpp"
#include "mspdi_tasks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace planloom {
namespace {

using namespace detail::mspdi;  // NOLINT(google-build-using-namespace): its own parts
using detail::attribute_of;
using detail::child_of;
using detail::local_name;
using detail::text_of;
using detail::trimmed_text_of;

class Reader {
public:
    Reader(const detail::XmlDocument& xml, const Limits& limits)
        : root_(xml.root()),
          values_(xml, limits),
          calendars_(values_, builder_.head()),
          tasks_(values_, builder_, calendars_, text_fields_) {
        // A file of another program may have a root of this name, but no tasks.
        const bool is_project =
            attribute_of(root_, "xmlns") == name_space ||
            std::string_view(root_.name()).find(':') != std::string_view::npos ||
            child_of(root_, "Tasks");
        if (local_name(root_) != "Project" || !is_project)
            throw ReadError({{"wrong_root", Severity::error, "", xml.line(root_),
                              "expected <Project> of Microsoft Project, found <" +
                                  std::string(local_name(root_)) + '>'}});
    }

    ReadResult read() {
        read_head();
        text_fields_.read(root_, values_);
        for (const pugi::xml_node node : child_of(root_, "Resources").children())
            if (local_name(node) == "Resource") read_resource(node);
        tasks_.read(child_of(root_, "Tasks"));
        for (const pugi::xml_node node : child_of(root_, "Assignments").children())
            if (local_name(node) == "Assignment") read_assignment(node);
        values_.require_faultless();
        ReadResult result;
        result.plan = std::move(builder_).build();
        result.notes = std::move(values_).notes();
        return result;
    }

private:
    void attach(Node node, std::string_view name, std::string_view text) {
        if (!text.empty()) builder_.add_attribute(node, name, as_json(text));
    }

    void read_head() {
        PlanHead& head = builder_.head();
        head.key = text_of(child_of(root_, "Name"));
        head.title = text_of(child_of(root_, "Title"));
        if (head.title.empty()) head.title = head.key;
        for (const auto& [element, name] : head_texts)
            if (const std::string text = text_of(child_of(root_, element)); !text.empty())
                head.attributes.emplace_back(name, as_json(text));
        const pugi::xml_node from_start = child_of(root_, "ScheduleFromStart");
        if (from_start && !values_.flag(from_start)) {
            head.attributes.emplace_back("schedule_from_finish", "true");
            const DateTime finish = values_.moment(child_of(root_, "FinishDate"));
            if (finish.is_set()) head.attributes.emplace_back("finish", as_json(to_string(finish)));
        }
        head.start = values_.moment(child_of(root_, "StartDate"));
        head.status_date = values_.moment(child_of(root_, "StatusDate"));
        read_work_time(head.work);
        calendars_.read(child_of(root_, "Calendars"));
        head.calendar = calendars_.key_of(child_of(root_, "CalendarUID"));
        tasks_.set_day(clock_of("DefaultStartTime", "08:00"),
                       clock_of("DefaultFinishTime", "17:00"));
        for (const char* name : {"OutlineCodes", "WBSMasks"})
            if (child_of(child_of(root_, name), name[0] == 'O' ? "OutlineCode" : "WBSMask"))
                values_.count("field_left_out", "lists <" + std::string(name) + "> are left out");
    }

    void read_work_time(WorkTime& work) {
        const auto day = values_.integer(child_of(root_, "MinutesPerDay"));
        const auto week = values_.integer(child_of(root_, "MinutesPerWeek"));
        if (day && *day >= 1 && *day <= 1440)
            work.minutes_per_day = *day;
        else if (day)
            values_.fault("bad_number", child_of(root_, "MinutesPerDay"),
                          "<MinutesPerDay>: expected 1 to 1440, found " + std::to_string(*day));
        const std::int64_t days = week.value_or(0) / work.minutes_per_day;
        if (week && days * work.minutes_per_day == *week && days >= 1 && days <= 7)
            work.days_per_week = static_cast<int>(days);
        else if (week)
            values_.note("week_left_out", Severity::info, child_of(root_, "MinutesPerWeek"),
                         "a week of " + std::to_string(*week) +
                             " minutes has no whole number of days; 5 days are taken");
    }
    std::int64_t clock_of(const char* name, const char* usual) {
        const std::string text = trimmed_text_of(child_of(root_, name)).substr(0, 5);
        const auto found = parse_date_time("2000-01-01T" + (text.empty() ? usual : text));
        return found ? found->minute_of_day() : 0;
    }

    // Resources.

    void read_resource(pugi::xml_node node) {
        const Fields fields(node, resource_fields);
        const auto uid = values_.integer(fields["UID"]);
        const std::string name = text_of(fields["Name"]);
        if (!uid) {
            values_.fault("missing_key", node, "a resource has no UID");
            return;
        }
        if (!uids_of_resources_.insert(*uid).second) {
            values_.fault("duplicate_key", node,
                          "the resource UID " + std::to_string(*uid) + " stands twice");
            return;
        }
        // The row 0 without a name stands for work that nobody is assigned to.
        if (values_.flag(fields["IsNull"]) || (*uid == 0 && name.empty())) return;
        std::string key = name;
        std::vector<std::pair<std::string, std::string>> attributes;
        for (const auto& [field, value] : text_fields_.of(node, values_)) {
            if (field == key_alias)
                key = value;
            else
                attributes.emplace_back(field, value);
        }
        const std::string number = "resource " + std::to_string(*uid);
        if (key.empty()) key = number;
        while (!unit_keys_.insert(key).second) key += " (" + number + ')';
        std::string calendar = calendars_.key_of(fields["CalendarUID"]);
        if (calendar == builder_.head().calendar) calendar.clear();
        const UnitId unit = builder_.add_unit(
            {.key = key,
             .title = name,
             .capacity = std::max(0.0, values_.number(fields["MaxUnits"]).value_or(0)),
             .calendar = calendar,
             .line = values_.line(node)});
        unit_of_uid_.emplace(*uid, key);
        tasks_.add_unit_name(name.empty() ? key : name, key);
        const auto type = values_.integer(fields["Type"]);
        if (values_.flag(fields["IsCostResource"]))
            attach(unit, "type", "cost");
        else if (type == 0)
            attach(unit, "type", "material");
        for (const auto& [element, attribute] : resource_texts)
            attach(unit, attribute, text_of(fields[element]));
        for (const auto& [field, value] : attributes) attach(unit, field, value);
        pass_over(fields, silent_resource_fields, values_);
    }

    void read_assignment(pugi::xml_node node) {
        const auto task = values_.integer(child_of(node, "TaskUID"));
        const auto resource = values_.integer(child_of(node, "ResourceUID"));
        // A negative number stands for nobody; the row of the project has no work of its own.
        if (!task || !resource || *resource < 0) return;
        const std::optional<TaskId> row = tasks_.find(*task);
        const auto unit = unit_of_uid_.find(*resource);
        if (!row) {
            if (tasks_.is_left_out(*task))
                values_.count("assignment_left_out",
                              "assignments to rows without a task are left out");
            else
                values_.fault("unknown_task", node,
                              "an assignment names the unknown task UID " + std::to_string(*task));
            return;
        }
        if (unit == unit_of_uid_.end()) {
            if (!uids_of_resources_.contains(*resource))
                values_.fault(
                    "unknown_unit", node,
                    "an assignment names the unknown resource UID " + std::to_string(*resource));
            return;
        }
        const double amount = values_.number(child_of(node, "Units")).value_or(1.0);
        builder_.assign(*row, unit->second, Role::responsible,
                        {.amount = std::max(0.0, amount), .line = values_.line(node)});
    }

    pugi::xml_node root_;
    PlanBuilder builder_;
    Values values_;
    CalendarReader calendars_;
    TextFields text_fields_;
    TaskReader tasks_;
    std::set<std::int64_t> uids_of_resources_;
    std::set<std::string> unit_keys_;
    std::map<std::int64_t, std::string> unit_of_uid_;
};

}  // namespace

ReadResult read_mspdi(std::string_view text, const Limits& limits) {
    detail::XmlOptions options;
    options.limits = limits;
    const detail::XmlDocument xml(std::string(text), options);
    return Reader(xml, limits).read();
}

}  // namespace planloom
