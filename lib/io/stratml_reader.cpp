#include <planloom/io/stratml.hpp>
#include <planloom/model/plan_builder.hpp>

#include "attribute_json.hpp"
#include "json_text.hpp"
#include "stratml_parts.hpp"
#include "stratml_reading.hpp"
#include "xml_document.hpp"
#include "xml_name.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace planloom {
namespace {

using detail::attribute_of;
using detail::child_of;
using detail::identifier_of;
using detail::is_blank;
using detail::Json;
using detail::local_name;
using detail::set_text;
using detail::StratmlCounts;
using detail::trimmed_text_of;

class Reader {
public:
    explicit Reader(const detail::XmlDocument& xml) : xml_(xml) {}

    ReadResult read() {
        const pugi::xml_node root = xml_.root();
        const std::string_view name = local_name(root);
        if (name != "StrategicPlan" && name != "PerformancePlanOrReport")
            throw ReadError({{"wrong_root", Severity::error, "", xml_.line(root),
                              "expected <StrategicPlan> or <PerformancePlanOrReport>, found <" +
                                  std::string(name) + '>'}});
        const pugi::xml_node core = child_of(root, "StrategicPlanCore");
        read_head(root, core);
        collect_identifiers(core, "Organization", organization_keys_);
        collect_identifiers(core, "Goal", goal_keys_);
        if (!faults_.empty()) throw ReadError(std::move(faults_));
        for (const pugi::xml_node child : core.children())
            if (local_name(child) == "Organization") add_organization(child);
        for (const auto& [node, row] : organizations_) add_stakeholders(node, row);
        std::size_t number = 0;
        for (const pugi::xml_node child : core.children())
            if (local_name(child) == "Goal") read_goal(child, std::to_string(++number));
        ReadResult result;
        result.plan = std::move(builder_).build();
        counts_.append_notes(result.notes);
        return result;
    }

private:
    // What hangs on the plan itself.

    void keep(const char* name, const Json& value) {
        if (value.is_null() || value.empty()) return;
        if (value.is_string() && value.get_ref<const std::string&>().empty()) return;
        builder_.head().attributes.emplace_back(name, value.dump());
    }
    void keep_text(const char* name, pugi::xml_node node) {
        keep(name, Json(trimmed_text_of(node)));
    }
    void read_head(pugi::xml_node root, pugi::xml_node core) {
        PlanHead& head = builder_.head();
        const bool is_part_1 = local_name(root) == "StrategicPlan";
        head.title = trimmed_text_of(child_of(root, "Name"));
        head.text = trimmed_text_of(child_of(root, "Description"));
        keep("stratml_part", is_part_1 ? 1 : 2);
        keep("stratml_type", Json(std::string(attribute_of(root, "Type"))));
        keep_text("other_information", child_of(root, "OtherInformation"));
        for (const char* each : {"Vision", "Mission"}) {
            const pugi::xml_node node = child_of(core, each);
            Json value = Json::object();
            set_text(value, "description", child_of(node, "Description"));
            set_text(value, "identifier", identifier_of(node));
            counts_.pass_over(node, {"Description", "Identifier"});
            keep(each[0] == 'V' ? "vision" : "mission", value);
        }
        Json values = Json::array();
        for (const pugi::xml_node child : core.children()) {
            if (local_name(child) != "Value" || is_blank(child)) continue;
            Json value = Json::object();
            set_text(value, "name", child_of(child, "Name"));
            set_text(value, "description", child_of(child, "Description"));
            values.push_back(std::move(value));
        }
        keep("values", values);
        read_administration(root);
        counts_.pass_over(core, {"Organization", "Vision", "Mission", "Value", "Goal"});
        counts_.pass_over(root, {"Name", "Description", "OtherInformation", "StrategicPlanCore",
                                 "AdministrativeInformation", "Submitter"});
    }

    void read_administration(pugi::xml_node root) {
        const pugi::xml_node information = child_of(root, "AdministrativeInformation");
        builder_.head().key =
            detail::key_of_xml_name(trimmed_text_of(child_of(information, "Identifier")));
        builder_.head().source = trimmed_text_of(child_of(information, "Source"));
        const pugi::xml_node start = child_of(information, "StartDate");
        const std::optional<DatePeriod> day = parse_date(trimmed_text_of(start));
        if (day && day->precision == DatePrecision::day)
            builder_.head().start = DateTime(day->date, 0);
        else
            keep_text("start_date", start);
        keep_text("end_date", child_of(information, "EndDate"));
        keep_text("publication_date", child_of(information, "PublicationDate"));
        counts_.pass_over(information, {"Identifier", "Source", "StartDate", "EndDate",
                                        "PublicationDate", "Submitter"});
        pugi::xml_node submitter = child_of(root, "Submitter");
        if (!submitter) submitter = child_of(information, "Submitter");
        Json value = Json::object();
        set_text(value, "given_name", either(submitter, "GivenName", "FirstName"));
        set_text(value, "surname", either(submitter, "Surname", "LastName"));
        set_text(value, "phone", child_of(submitter, "PhoneNumber"));
        set_text(value, "email", child_of(submitter, "EmailAddress"));
        counts_.pass_over(submitter, {"GivenName", "FirstName", "Surname", "LastName",
                                      "PhoneNumber", "EmailAddress"});
        keep("submitter", value);
    }

    static pugi::xml_node either(pugi::xml_node node, const char* name, const char* old_name) {
        const pugi::xml_node found = child_of(node, name);
        return found ? found : child_of(node, old_name);
    }
    // Keys.

    // NOLINTNEXTLINE(misc-no-recursion): goals hold objectives, which hold none
    void collect_identifiers(pugi::xml_node parent, std::string_view name,
                             std::map<std::string, std::uint32_t>& keys) {
        for (const pugi::xml_node node : parent.children()) {
            if (local_name(node) != name) continue;
            const std::string key = identifier_of(node);
            const std::uint32_t line = xml_.line(node);
            if (const auto [found, is_new] = keys.emplace(key, line); !key.empty() && !is_new)
                faults_.push_back({"duplicate_key", Severity::error, "", line,
                                   "the identifier " + detail::quoted(key) + " stands on line " +
                                       std::to_string(found->second) + " already"});
            if (name == "Goal") collect_identifiers(node, "Objective", keys);
        }
    }
    /// The identifier; else the first of these texts that no other has as its key.
    static std::string key_of(std::string identifier, std::initializer_list<std::string> names,
                              std::map<std::string, std::uint32_t>& keys) {
        if (!identifier.empty()) return identifier;
        for (const std::string& name : names)
            if (!name.empty() && keys.emplace(name, 0).second) return name;
        std::string key;
        for (std::size_t i = 2; key.empty(); ++i) {
            std::string numbered = *(names.end() - 1) + " #" + std::to_string(i);
            if (keys.emplace(numbered, 0).second) key = std::move(numbered);
        }
        return key;
    }

    // Units.

    void add_organization(pugi::xml_node node) {
        const std::string name = trimmed_text_of(child_of(node, "Name"));
        const std::string acronym = trimmed_text_of(child_of(node, "Acronym"));
        const std::string key =
            key_of(identifier_of(node),
                   {name, acronym, "organization " + std::to_string(organizations_.size() + 1)},
                   organization_keys_);
        const std::string duty = trimmed_text_of(child_of(node, "Description"));
        const UnitId unit = builder_.add_unit({.key = key,
                                               .title = name.empty() ? key : name,
                                               .duty = duty,
                                               .line = xml_.line(node)});
        if (!acronym.empty()) builder_.add_alias(unit, acronym);
        builder_.add_attribute(unit, "organization", "true");
        unit_of_name_.emplace(key, key);
        for (const std::string& other : {name, acronym})
            if (!other.empty()) unit_of_name_.emplace(other, key);
        organizations_.emplace_back(node, unit);
        counts_.pass_over(node, {"Name", "Acronym", "Identifier", "Description", "Stakeholder"});
    }

    void add_stakeholders(pugi::xml_node node, UnitId unit) {
        const Json list = stakeholders_of(node);
        if (!list.empty()) builder_.add_attribute(unit, "stakeholders", list.dump());
    }

    std::string unit_of(const std::string& name, bool is_group, std::uint32_t line) {
        const auto [found, is_new] = unit_of_name_.emplace(name, name);
        if (is_new)
            builder_.add_unit(
                {.key = name, .kind = is_group ? UnitKind::group : UnitKind::unit, .line = line});
        return found->second;
    }

    Json stakeholders_of(pugi::xml_node parent) {
        Json list = Json::array();
        for (const pugi::xml_node node : parent.children()) {
            if (local_name(node) != "Stakeholder") continue;
            ++counts_.stakeholders;
            if (is_blank(node)) {
                ++counts_.blank_stakeholders;
                continue;
            }
            const std::string type(attribute_of(node, "StakeholderTypeType"));
            const std::string name = trimmed_text_of(child_of(node, "Name"));
            Json each = Json::object();
            if (!name.empty())
                each["unit"] = unit_of(name, type == "Generic_Group", xml_.line(node));
            set_text(each, "type", type);
            set_text(each, "description", child_of(node, "Description"));
            Json roles = roles_of(node);
            if (!roles.empty()) each["roles"] = std::move(roles);
            counts_.pass_over(node, {"Name", "Description", "Role"});
            list.push_back(std::move(each));
        }
        return list;
    }

    Json roles_of(pugi::xml_node stakeholder) {
        Json roles = Json::array();
        for (const pugi::xml_node node : stakeholder.children()) {
            if (local_name(node) != "Role" || is_blank(node)) continue;
            Json role = Json::object();
            set_text(role, "name", child_of(node, "Name"));
            set_text(role, "description", child_of(node, "Description"));
            Json types = Json::array();
            for (const pugi::xml_node type : node.children())
                if (local_name(type) == "RoleType" && !is_blank(type))
                    types.push_back(trimmed_text_of(type));
            if (!types.empty()) role["types"] = std::move(types);
            roles.push_back(std::move(role));
        }
        return roles;
    }

    // Goals and objectives.

    void read_goal(pugi::xml_node node, const std::string& number) {
        const std::string key = add_goal(node, {}, "goal " + number);
        std::size_t count = 0;
        for (const pugi::xml_node child : node.children())
            if (local_name(child) == "Objective")
                add_goal(child, key, "goal " + number + '.' + std::to_string(++count));
    }

    std::string add_goal(pugi::xml_node node, const std::string& parent,
                         const std::string& number) {
        const std::string name = trimmed_text_of(child_of(node, "Name"));
        const std::string text = trimmed_text_of(child_of(node, "Description"));
        std::string key = key_of(identifier_of(node), {name, number}, goal_keys_);
        const Json stakeholders = stakeholders_of(node);
        const std::string owner = detail::only_performer(stakeholders);
        const auto given = [](const std::string& value) {
            return value.empty() ? std::nullopt : std::optional<std::string_view>(value);
        };
        const GoalId goal = builder_.add_goal({.key = key,
                                               .title = name.empty() ? key : name,
                                               .text = text,
                                               .parent = given(parent),
                                               .owner = given(owner),
                                               .line = xml_.line(node)});
        const auto attach = [&](const char* attribute, const Json& value) {
            if (!value.empty()) builder_.add_attribute(goal, attribute, value.dump());
        };
        const auto attach_text = [&](const char* attribute, const char* element) {
            const std::string value = trimmed_text_of(child_of(node, element));
            if (!value.empty()) attach(attribute, Json(value));
        };
        attach_text("sequence", "SequenceIndicator");
        attach_text("other_information", "OtherInformation");
        if (owner.empty() || stakeholders.size() != 1 ||
            stakeholders[0] != detail::plain_performer(owner))
            attach("stakeholders", stakeholders);
        attach("indicators", indicators_.read(node, goal));
        counts_.pass_over(node, {"Name", "Description", "Identifier", "SequenceIndicator",
                                 "Stakeholder", "OtherInformation", "PerformanceIndicator",
                                 parent.empty() ? "Objective" : "Name"});
        return key;
    }

    const detail::XmlDocument& xml_;
    PlanBuilder builder_;
    StratmlCounts counts_;
    detail::StratmlIndicatorReader indicators_{xml_, builder_, counts_};
    std::vector<Diagnostic> faults_;
    std::map<std::string, std::uint32_t> organization_keys_, goal_keys_;
    std::map<std::string, std::string> unit_of_name_;
    std::vector<std::pair<pugi::xml_node, UnitId>> organizations_;
};

}  // namespace

ReadResult read_stratml(std::string_view text, const Limits& limits) {
    detail::XmlOptions options;
    options.limits = limits;
    const detail::XmlDocument xml(std::string(text), options);
    return Reader(xml).read();
}

}  // namespace planloom
