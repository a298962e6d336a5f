#include "stratml_writing.hpp"

#include <planloom/model/views.hpp>

#include "attribute_json.hpp"
#include "stratml_parts.hpp"
#include "xml_name.hpp"

namespace planloom::detail {

void write_own_identifier(XmlWriter& xml, const std::string& identifier) {
    if (!identifier.empty()) xml.text("Identifier", xml_name_of(identifier));
}

namespace {

class IndicatorWriter {
public:
    IndicatorWriter(XmlWriter& xml, const Plan& plan) : xml_(xml), plan_(plan) {}

    std::size_t write(GoalId goal) {
        const Json more = attribute_of_node(plan_, goal, "indicators");
        const IndicatorTable& table = plan_.indicator_table();
        std::size_t number = 0;
        for (const IndicatorId row : plan_.indicators(goal)) {
            const std::size_t at = row.index();
            const Json& list = items_of(more);
            const Json rest = number < list.size() ? list[number] : Json::object();
            ++number;
            xml_.open("PerformanceIndicator");
            for (const auto& [field, name] :
                 {std::pair("stage", "ValueChainStage"), {"type", "PerformanceIndicatorType"}})
                if (const std::string value = text_field(rest, field); !value.empty())
                    xml_.attribute(name, value);
            xml_.text_if("SequenceIndicator", text_field(rest, "sequence"));
            xml_.text("MeasurementDimension", plan_.text(table.title[at]));
            xml_.text("UnitOfMeasurement", plan_.text(table.measure[at]));
            write_own_identifier(xml_, text_field(rest, "identifier"));
            write_relationships(rest);
            write_instances(at, rest);
            xml_.text_if("OtherInformation", text_field(rest, "other_information"));
            xml_.close();
            if (!plan_.text(table.baseline[at]).empty()) ++baselines_;
        }
        return baselines_;
    }

private:
    /// What an indicator refers to: a key of this plan as its identifier is written, else a text.
    void write_referent(const std::string& referent) {
        const bool is_key = plan_.find_goal(referent) || plan_.find_unit(referent);
        xml_.text("ReferentIdentifier", is_key ? xml_name_of(referent) : referent);
    }

    void write_relationships(const Json& rest) {
        for (const Json& each : items_of(rest, "relationships")) {
            xml_.open("Relationship");
            const std::string type = text_field(each, "type");
            if (!type.empty()) xml_.attribute("RelationshipType", type);
            write_own_identifier(xml_, text_field(each, "identifier"));
            for (const Json& referent : items_of(each, "referents"))
                if (referent.is_string()) write_referent(referent.get_ref<const std::string&>());
            xml_.text_if("Name", text_field(each, "name"));
            xml_.text_if("Description", text_field(each, "description"));
            xml_.close();
        }
    }

    void write_instances(std::size_t at, const Json& rest) {
        const IndicatorTable& table = plan_.indicator_table();
        const std::string_view target = plan_.text(table.target[at]);
        const std::string_view actual = plan_.text(table.actual[at]);
        const Date due = table.due[at];
        const bool has_own = rest.is_object() && rest.contains("instances");
        const Json instances =
            has_own ? rest["instances"]
                    : plain_instances(!target.empty() || due.is_set(), !actual.empty());
        bool is_first_target = true;
        bool is_first_actual = true;
        for (const Json& instance : items_of(instances)) {
            xml_.open("MeasurementInstance");
            if (instance.is_object() && instance.contains("place")) {
                xml_.open("Place");
                xml_.text("Name", text_field(instance["place"], "name"));
                xml_.text_if("PlaceIdentifier", text_field(instance["place"], "identifier"));
                xml_.close();
            }
            for (const Json& result : items_of(instance, "targets")) {
                write_result("TargetResult", result, is_first_target ? target : std::string_view(),
                             is_first_target ? due : Date());
                is_first_target = false;
            }
            for (const Json& result : items_of(instance, "actuals")) {
                write_result("ActualResult", result, is_first_actual ? actual : std::string_view(),
                             {});
                is_first_actual = false;
            }
            xml_.close();
        }
    }

    void write_result(const char* element, const Json& result, std::string_view number, Date end) {
        xml_.open(element);
        xml_.text_if("StartDate", text_field(result, "start"));
        xml_.text_if("EndDate", end.is_set() ? to_string(end) : text_field(result, "end"));
        xml_.text_if("NumberOfUnits",
                     number.empty() ? text_field(result, "number") : std::string(number));
        for (const Json& each : items_of(result, "descriptors")) {
            xml_.open("Descriptor");
            xml_.text("DescriptorName", text_field(each, "name"));
            xml_.text("DescriptorValue", text_field(each, "value"));
            xml_.close();
        }
        xml_.text_if("Description", text_field(result, "description"));
        xml_.close();
    }

    XmlWriter& xml_;
    const Plan& plan_;
    std::size_t baselines_ = 0;
};

}  // namespace

std::size_t write_indicators(XmlWriter& xml, const Plan& plan, GoalId goal) {
    return IndicatorWriter(xml, plan).write(goal);
}

}  // namespace planloom::detail
