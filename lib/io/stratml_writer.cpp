#include <planloom/io/stratml.hpp>
#include <planloom/model/views.hpp>

#include "attribute_json.hpp"
#include "loss_notes.hpp"
#include "stratml_parts.hpp"
#include "stratml_writing.hpp"
#include "xml_name.hpp"
#include "xml_writer.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace planloom {
namespace {

using detail::attribute_of_head;
using detail::attribute_of_node;
using detail::items_of;
using detail::Json;
using detail::text_field;

constexpr std::string_view part_1_space = "urn:ISO:std:iso:17469:tech:xsd:stratml_core";
constexpr std::string_view part_2_space = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport";

/// Attributes that have a place in the format.
constexpr std::array<std::string_view, 10> head_attributes = {
    "stratml_part", "stratml_type", "other_information", "vision",           "mission",
    "values",       "start_date",   "end_date",          "publication_date", "submitter"};
constexpr std::array<std::string_view, 4> goal_attributes = {"sequence", "other_information",
                                                             "stakeholders", "indicators"};
constexpr std::array<std::string_view, 2> unit_attributes = {"organization", "stakeholders"};

template <std::size_t count>
bool is_one_of(std::string_view name, const std::array<std::string_view, count>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether the role is one of those who do the work.
bool performs(Role role) noexcept {
    return role == Role::lead || role == Role::co_lead || role == Role::responsible ||
           role == Role::support || role == Role::implement;
}

class Writer {
public:
    explicit Writer(const Plan& plan) : plan_(plan) {}

    WrittenText write() {
        find_roots();
        find_units();
        is_part_1_ = attribute_of_head(plan_.head(), "stratml_part") == 1 && !needs_part_2();
        xml_.open(is_part_1_ ? "StrategicPlan" : "PerformancePlanOrReport");
        xml_.attribute("xmlns", is_part_1_ ? part_1_space : part_2_space);
        if (!is_part_1_) xml_.attribute("Type", type());
        xml_.text("Name", plan_.head().title);
        xml_.text_if("Description", plan_.head().text);
        xml_.text_if("OtherInformation", head_text("other_information"));
        write_core();
        write_administration();
        xml_.close();
        count_losses();
        WrittenText written;
        losses_.add("characters_replaced", xml_.replaced(),
                    "characters that XML cannot hold are replaced");
        written.notes = std::move(losses_).take();
        written.text = std::move(xml_).finish();
        return written;
    }

private:
    [[nodiscard]] std::string head_text(const char* name) const {
        const Json value = attribute_of_head(plan_.head(), name);
        return value.is_string() ? value.get<std::string>() : std::string();
    }

    /// What must be known before the first element is written.

    void find_roots() {
        const std::size_t count = plan_.goals().size();
        objectives_.resize(count);
        tasks_.resize(count);
        std::vector<GoalId> root(count);
        std::vector<bool> is_seen(count, false);
        std::vector<GoalId> path;
        for (const GoalId goal : plan_.goals()) {
            path.clear();
            GoalId at = goal;
            // A circle of parents is broken at the goal where the walk comes back to itself.
            while (!root[at.index()].is_valid() && !is_seen[at.index()]) {
                is_seen[at.index()] = true;
                path.push_back(at);
                const auto parent = plan_.goal(at).parent();
                if (!parent) break;
                at = *parent;
            }
            const GoalId top = root[at.index()].is_valid() ? root[at.index()] : at;
            for (const GoalId each : path) root[each.index()] = top;
        }
        for (const GoalId goal : plan_.goals()) {
            const GoalId top = root[goal.index()];
            if (top == goal) continue;
            objectives_[top.index()].push_back(goal);
            if (plan_.goal(goal).parent() != top) ++flattened_;
        }
        for (const TaskId task : plan_.tasks()) {
            GoalId first;
            for (const ServesId row : plan_.serves(task)) {
                const GoalId goal = plan_.serves_table().goal[row.index()];
                if (!goal.is_valid()) continue;
                if (first.is_valid()) ++serves_left_out_;
                if (!first.is_valid()) first = goal;
            }
            if (first.is_valid())
                tasks_[root[first.index()].index()].push_back(task);
            else
                ++tasks_left_out_;
        }
        for (const GoalId goal : plan_.goals())
            if (root[goal.index()] == goal) roots_.push_back(goal);
    }

    /// A unit is written as an organization where it was one, where a stakeholder cannot hold what
    /// is said of it, and where nobody mentions it.
    void find_units() {
        std::vector<bool> is_mentioned(plan_.units().size(), false);
        const auto mention = [&](const Json& stakeholders) {
            for (const Json& each : items_of(stakeholders))
                if (const auto unit = plan_.find_unit(text_field(each, "unit")))
                    is_mentioned[unit->index()] = true;
        };
        for (const UnitId unit : plan_.units())
            mention(attribute_of_node(plan_, unit, "stakeholders"));
        for (const GoalId goal : plan_.goals()) {
            if (const auto owner = plan_.goal(goal).owner()) is_mentioned[owner->index()] = true;
            mention(attribute_of_node(plan_, goal, "stakeholders"));
            for (const TaskId task : tasks_[goal.index()])
                for (const AssignmentId row : plan_.assignments(task))
                    if (const UnitId unit = plan_.assignment_table().unit[row.index()];
                        unit.is_valid())
                        is_mentioned[unit.index()] = true;
        }
        for (const UnitId unit : plan_.units()) {
            const UnitView view = plan_.unit(unit);
            const bool says_more = !view.title().empty() || !view.duty().empty() ||
                                   !plan_.aliases(unit).empty() ||
                                   attribute_of_node(plan_, unit, "organization") == true;
            if (says_more || !is_mentioned[unit.index()]) organizations_.push_back(unit);
        }
    }

    [[nodiscard]] bool needs_part_2() const {
        if (plan_.indicator_table().count > 0) return true;
        const auto has_roles = [](const Json& stakeholders) {
            for (const Json& each : items_of(stakeholders))
                if (!items_of(each, "roles").empty()) return true;
            return false;
        };
        for (const UnitId unit : plan_.units())
            if (has_roles(attribute_of_node(plan_, unit, "stakeholders"))) return true;
        for (const GoalId goal : plan_.goals())
            if (plan_.goal(goal).owner() || !tasks_[goal.index()].empty() ||
                has_roles(attribute_of_node(plan_, goal, "stakeholders")))
                return true;
        return false;
    }

    [[nodiscard]] std::string type() const {
        std::string said = head_text("stratml_type");
        if (!said.empty()) return said;
        const IndicatorTable& table = plan_.indicator_table();
        bool has_actual = false;
        for (std::size_t row = 0; row < table.count; ++row)
            has_actual = has_actual || !plan_.text(table.actual[row]).empty();
        if (has_actual) return "Performance_Report";
        return table.count > 0 ? "Performance_Plan" : "Strategic_Plan";
    }

    // The parts of the document, in the order of its schema.

    void write_core() {
        xml_.open("StrategicPlanCore");
        for (const UnitId unit : organizations_) write_organization(unit);
        for (const auto& [name, element] :
             {std::pair("vision", "Vision"), {"mission", "Mission"}}) {
            const Json value = attribute_of_head(plan_.head(), name);
            if (!value.is_object()) continue;
            xml_.open(element);
            xml_.text_if("Description", text_field(value, "description"));
            detail::write_own_identifier(xml_, text_field(value, "identifier"));
            xml_.close();
        }
        const Json values = attribute_of_head(plan_.head(), "values");
        for (const Json& value : items_of(values)) {
            xml_.open("Value");
            xml_.text("Name", text_field(value, "name"));
            xml_.text_if("Description", text_field(value, "description"));
            xml_.close();
        }
        for (const GoalId goal : roots_) write_goal(goal);
        xml_.close();
    }

    void write_administration() {
        const PlanHead& head = plan_.head();
        const Json submitter = attribute_of_head(head, "submitter");
        xml_.open("AdministrativeInformation");
        if (!head.key.empty()) write_identifier(head.key);
        const Date start = head.start.is_set() ? head.start.date() : Date();
        xml_.text_if("StartDate", start.is_set() ? to_string(start) : head_text("start_date"));
        xml_.text_if("EndDate", head_text("end_date"));
        xml_.text_if("PublicationDate", head_text("publication_date"));
        xml_.text_if("Source", head.source);
        if (is_part_1_) write_submitter(submitter);
        xml_.close();
        if (!is_part_1_) write_submitter(submitter);
    }

    void write_submitter(const Json& submitter) {
        if (!submitter.is_object()) return;
        xml_.open("Submitter");
        xml_.text_if("GivenName", text_field(submitter, "given_name"));
        xml_.text_if("Surname", text_field(submitter, "surname"));
        xml_.text_if("PhoneNumber", text_field(submitter, "phone"));
        xml_.text_if("EmailAddress", text_field(submitter, "email"));
        xml_.close();
    }

    /// An id may stand in a document once only, so a second one is left out.
    void write_identifier(std::string_view key) {
        if (key.empty() || !identifiers_.insert(std::string(key)).second) {
            ++keys_left_out_;
            return;
        }
        xml_.text("Identifier", detail::xml_name_of(key));
    }

    void write_organization(UnitId unit) {
        const UnitView view = plan_.unit(unit);
        xml_.open("Organization");
        xml_.text("Name", plan_.title(unit));
        const auto aliases = plan_.aliases(unit);
        if (!aliases.empty()) xml_.text("Acronym", plan_.text(aliases.front().value));
        if (aliases.size() > 1) aliases_left_out_ += aliases.size() - 1;
        if (!view.title().empty()) write_identifier(view.key());
        xml_.text_if("Description", view.duty());
        const Json stakeholders = attribute_of_node(plan_, unit, "stakeholders");
        for (const Json& each : items_of(stakeholders)) write_stakeholder(each);
        xml_.close();
    }

    void write_stakeholder(const Json& stakeholder) {
        if (!stakeholder.is_object()) return;
        xml_.open("Stakeholder");
        const std::string type = text_field(stakeholder, "type");
        if (!type.empty()) xml_.attribute("StakeholderTypeType", type);
        const std::string key = text_field(stakeholder, "unit");
        const auto unit = plan_.find_unit(key);
        xml_.text("Name", unit ? plan_.title(*unit) : std::string_view(key));
        xml_.text_if("Description", text_field(stakeholder, "description"));
        for (const Json& role : items_of(stakeholder, "roles")) {
            xml_.open("Role");
            xml_.text("Name", text_field(role, "name"));
            xml_.text_if("Description", text_field(role, "description"));
            for (const Json& type_of_role : items_of(role, "types"))
                if (type_of_role.is_string())
                    xml_.text("RoleType", type_of_role.get_ref<const std::string&>());
            xml_.close();
        }
        xml_.close();
    }

    void write_goal(GoalId goal) {
        begin_goal("Goal", goal);
        for (const GoalId objective : objectives_[goal.index()]) {
            begin_goal("Objective", objective);
            xml_.close();
        }
        for (const TaskId task : tasks_[goal.index()]) write_task(task);
        xml_.close();
    }

    void begin_goal(const char* element, GoalId goal) {
        const GoalView view = plan_.goal(goal);
        xml_.open(element);
        xml_.text("Name", plan_.title(goal));
        xml_.text("Description", view.text());
        write_identifier(view.key());
        xml_.text_if("SequenceIndicator", goal_text(goal, "sequence"));
        const Json stakeholders = attribute_of_node(plan_, goal, "stakeholders");
        if (const auto owner = view.owner()) {
            const std::string key(plan_.unit(*owner).key());
            if (detail::only_performer(stakeholders) != key)
                write_stakeholder(detail::plain_performer(key));
        }
        for (const Json& each : items_of(stakeholders)) write_stakeholder(each);
        xml_.text_if("OtherInformation", goal_text(goal, "other_information"));
        baselines_ += detail::write_indicators(xml_, plan_, goal);
        goal_details_ += view.horizon().date.is_set() ? 1U : 0U;
        goal_details_ += view.support() != SupportRule::all ? 1U : 0U;
        goal_details_ += view.declared_tasks() ? 1U : 0U;
        goal_details_ += view.section().empty() ? 0U : 1U;
    }

    [[nodiscard]] std::string goal_text(GoalId goal, const char* name) const {
        const Json value = attribute_of_node(plan_, goal, name);
        return value.is_string() ? value.get<std::string>() : std::string();
    }

    void write_task(TaskId task) {
        const TaskView view = plan_.task(task);
        ++tasks_as_objectives_;
        xml_.open("Objective");
        xml_.text("Name", plan_.title(task));
        xml_.text("Description", view.text());
        write_identifier(view.key());
        for (const AssignmentId row : plan_.assignments(task)) {
            const UnitId unit = plan_.assignment_table().unit[row.index()];
            if (!unit.is_valid()) continue;
            const Role role = plan_.assignment_table().role[row.index()];
            Json stakeholder = detail::plain_performer(std::string(plan_.unit(unit).key()));
            Json& said = stakeholder["roles"][0];
            said["name"] = std::string(word(role));
            if (!performs(role)) said.erase("types");
            write_stakeholder(stakeholder);
        }
        xml_.close();
        const bool is_dated = view.due().date.is_set() || view.duration() ||
                              view.must_start().is_set() || view.must_finish().is_set() ||
                              view.start_no_earlier().is_set() || view.finish_no_later().is_set() ||
                              view.actual_start().is_set() || view.actual_finish().is_set();
        if (is_dated || view.progress() || view.status() != TaskStatus::not_started)
            ++task_details_;
    }

    // What is left.

    template <class Names>
    [[nodiscard]] std::size_t free_attributes(Node node, const Names& names) const {
        std::size_t count = 0;
        for (const RowText& each : plan_.attributes(node))
            if (!is_one_of(plan_.text(each.name), names)) ++count;
        return count;
    }

    void count_losses() {
        std::size_t attributes = 0, unit_details = 0;
        detail::note_course(plan_, losses_);
        for (const auto& [name, json] : plan_.head().attributes)
            if (!is_one_of(std::string_view(name), head_attributes)) ++attributes;
        for (const GoalId goal : plan_.goals())
            attributes += free_attributes(goal, goal_attributes);
        for (const UnitId unit : plan_.units()) {
            attributes += free_attributes(unit, unit_attributes);
            const UnitView view = plan_.unit(unit);
            if (view.parent() || !view.level().empty() || !view.region().empty() ||
                view.capacity() > 0 || view.exists_from().is_set() || view.exists_until().is_set())
                ++unit_details;
        }
        losses_.add("levels_flattened", flattened_, "goals below objectives are moved up");
        losses_.add("tasks_as_objectives", tasks_as_objectives_, "tasks are written as objectives");
        losses_.add("tasks_left_out", tasks_left_out_, "tasks that serve no goal are left out");
        losses_.add("serves_left_out", serves_left_out_,
                    "further goals that a task serves are left out");
        losses_.add("task_details_left_out", task_details_,
                    "tasks lose their dates, duration or progress");
        losses_.add("links_left_out", plan_.dependency_table().count, "links are left out");
        losses_.add("requirements_left_out", plan_.requirements().size(),
                    "requirements are left out");
        losses_.add("goal_details_left_out", goal_details_,
                    "horizons, sections, declared counts and support rules of goals are left out");
        losses_.add("baselines_left_out", baselines_, "baselines of indicators are left out");
        losses_.add("unit_details_left_out", unit_details,
                    "units lose their parent, level, region, capacity or window");
        losses_.add("aliases_left_out", aliases_left_out_, "aliases of units are left out");
        losses_.add("keys_left_out", keys_left_out_,
                    "keys stand twice or are empty and are left out");
        losses_.add("calendars_left_out", plan_.head().calendars.size(), "calendars are left out");
        losses_.add("attributes_left_out", attributes, "attributes are left out");
    }

    const Plan& plan_;
    detail::XmlWriter xml_;
    detail::LossNotes losses_;
    bool is_part_1_ = false;
    std::vector<GoalId> roots_;
    std::vector<std::vector<GoalId>> objectives_;
    std::vector<std::vector<TaskId>> tasks_;
    std::vector<UnitId> organizations_;
    std::set<std::string, std::less<>> identifiers_;
    std::size_t flattened_ = 0, tasks_left_out_ = 0, serves_left_out_ = 0, tasks_as_objectives_ = 0;
    std::size_t task_details_ = 0, goal_details_ = 0, baselines_ = 0, aliases_left_out_ = 0;
    std::size_t keys_left_out_ = 0;
};

}  // namespace

WrittenText write_stratml(const Plan& plan) {
    return Writer(plan).write();
}

}  // namespace planloom
