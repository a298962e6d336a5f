#include "stratml_reading.hpp"

#include "json_text.hpp"
#include "xml_name.hpp"

#include <algorithm>

namespace planloom::detail {

void StratmlCounts::pass_over(pugi::xml_node node, std::initializer_list<std::string_view> known) {
    for (const pugi::xml_node child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::string_view name = local_name(child);
        const bool is_known = std::find(known.begin(), known.end(), name) != known.end();
        if (!is_known && !is_blank(child))
            ++passed_over.try_emplace(std::string(name)).first->second;
    }
}

void StratmlCounts::append_notes(std::vector<Diagnostic>& out) const {
    out.insert(out.end(), notes.begin(), notes.end());
    if (blank_stakeholders > 0)
        out.push_back({"blank_left_out", Severity::info, "", 0,
                       std::to_string(blank_stakeholders) + " of " + std::to_string(stakeholders) +
                           " stakeholders say nothing and are left out"});
    if (blank_relationships > 0)
        out.push_back({"blank_left_out", Severity::info, "", 0,
                       std::to_string(blank_relationships) +
                           " relationships of indicators say nothing and are left out"});
    if (repeated_identifiers > 0)
        out.push_back({"repeated_identifier", Severity::info, "", 0,
                       std::to_string(repeated_identifiers) +
                           " indicators have an identifier that another has"});
    for (const auto& [name, count] : passed_over)
        out.push_back({"element_left_out", Severity::warning, "", 0,
                       std::to_string(count) + " elements <" + name + "> are left out"});
}

bool is_blank(pugi::xml_node node) {
    pugi::xml_node at = node;
    while (at) {
        const bool has_text =
            at.type() != pugi::node_element &&
            std::string_view(at.value()).find_first_not_of(" \t\r\n") != std::string_view::npos;
        if (has_text) return false;
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at != node && !at.next_sibling()) at = at.parent();
        if (at == node) return true;
        at = at.next_sibling();
    }
    return true;
}

void set_text(Json& object, const char* name, pugi::xml_node node) {
    std::string text = trimmed_text_of(node);
    if (!text.empty()) object[name] = std::move(text);
}
void set_text(Json& object, const char* name, std::string_view text) {
    if (!text.empty()) object[name] = std::string(text);
}

std::string identifier_of(pugi::xml_node node) {
    return key_of_xml_name(trimmed_text_of(child_of(node, "Identifier")));
}

Json StratmlIndicatorReader::read(pugi::xml_node goal_node, GoalId goal) {
    Json list = Json::array();
    bool has_more = false;
    for (const pugi::xml_node node : goal_node.children()) {
        if (local_name(node) != "PerformanceIndicator") continue;
        list.push_back(add_indicator(node, goal));
        has_more = has_more || !list.back().empty();
    }
    return has_more ? list : Json::array();
}

Json StratmlIndicatorReader::add_indicator(pugi::xml_node node, GoalId goal) {
    Json more = Json::object();
    const std::string identifier = identifier_of(node);
    set_text(more, "identifier", identifier);
    if (!identifier.empty() && !identifiers_.insert(identifier).second)
        ++counts_.repeated_identifiers;
    set_text(more, "sequence", child_of(node, "SequenceIndicator"));
    set_text(more, "stage", attribute_of(node, "ValueChainStage"));
    set_text(more, "type", attribute_of(node, "PerformanceIndicatorType"));
    if (!more.contains("type")) set_text(more, "type", attribute_of(node, "IndicatorType"));
    set_text(more, "other_information", child_of(node, "OtherInformation"));
    Json relationships = Json::array();
    for (const pugi::xml_node child : node.children()) {
        if (local_name(child) != "Relationship") continue;
        Json relationship = relationship_of(child);
        if (relationship.empty())
            ++counts_.blank_relationships;
        else
            relationships.push_back(std::move(relationship));
    }
    if (!relationships.empty()) more["relationships"] = std::move(relationships);
    const std::string title = trimmed_text_of(child_of(node, "MeasurementDimension"));
    const std::string measure = trimmed_text_of(child_of(node, "UnitOfMeasurement"));
    StratmlResults results;
    Json instances = instances_of(node, results);
    if (!results.is_said_by(instances)) more["instances"] = std::move(instances);
    builder_.add_indicator(goal, {.title = title,
                                  .measure = measure,
                                  .target = results.target,
                                  .actual = results.actual,
                                  .due = results.due,
                                  .line = xml_.line(node)});
    counts_.pass_over(
        node, {"Identifier", "SequenceIndicator", "MeasurementDimension", "UnitOfMeasurement",
               "OtherInformation", "Relationship", "MeasurementInstance"});
    return more;
}

Json StratmlIndicatorReader::relationship_of(pugi::xml_node node) {
    Json value = Json::object();
    Json referents = Json::array();
    for (const pugi::xml_node child : node.children())
        if (local_name(child) == "ReferentIdentifier" && !is_blank(child))
            referents.push_back(key_of_xml_name(trimmed_text_of(child)));
    if (!referents.empty()) value["referents"] = std::move(referents);
    set_text(value, "identifier", identifier_of(node));
    set_text(value, "name", child_of(node, "Name"));
    set_text(value, "description", child_of(node, "Description"));
    const std::string_view type = attribute_of(node, "RelationshipType");
    // A type alone relates the indicator to nothing.
    if (!value.empty()) set_text(value, "type", type);
    return value;
}

/// All results but what the columns of the indicator take: the number and the end of the first
/// target, and the number of the first actual result.
Json StratmlIndicatorReader::instances_of(pugi::xml_node indicator, StratmlResults& columns) {
    Json instances = Json::array();
    for (const pugi::xml_node node : indicator.children()) {
        if (local_name(node) != "MeasurementInstance") continue;
        Json instance = Json::object();
        const pugi::xml_node place = child_of(node, "Place");
        Json where = Json::object();
        set_text(where, "name", child_of(place, "Name"));
        set_text(where, "identifier", child_of(place, "PlaceIdentifier"));
        if (!where.empty()) instance["place"] = std::move(where);
        Json targets = Json::array();
        Json actuals = Json::array();
        for (const pugi::xml_node result : node.children()) {
            const std::string_view name = local_name(result);
            if (name == "TargetResult") {
                ++counts_.targets;
                targets.push_back(result_of(result, !columns.has_target, true, columns));
            } else if (name == "ActualResult") {
                ++counts_.actuals;
                actuals.push_back(result_of(result, !columns.has_actual, false, columns));
            }
        }
        if (!targets.empty()) instance["targets"] = std::move(targets);
        if (!actuals.empty()) instance["actuals"] = std::move(actuals);
        counts_.pass_over(node, {"Place", "TargetResult", "ActualResult"});
        instances.push_back(std::move(instance));
    }
    return instances;
}

Json StratmlIndicatorReader::result_of(pugi::xml_node node, bool is_first, bool is_target,
                                       StratmlResults& columns) {
    Json value = Json::object();
    set_text(value, "start", child_of(node, "StartDate"));
    const std::string end = trimmed_text_of(child_of(node, "EndDate"));
    const std::string number = trimmed_text_of(child_of(node, "NumberOfUnits"));
    const std::optional<DatePeriod> due = parse_date(end);
    const bool is_number = is_decimal(number);
    if (is_first) (is_target ? columns.has_target : columns.has_actual) = true;
    if (is_first && is_target && due && due->precision == DatePrecision::day)
        columns.due = *due;
    else
        set_text(value, "end", end);
    if (is_first && is_number)
        (is_target ? columns.target : columns.actual) = number;
    else
        set_text(value, "number", number);
    if (!number.empty() && !is_number)
        counts_.note_line("bad_number", xml_.line(node),
                          "expected a decimal number of units, found " + detail::quoted(number) +
                              "; it is kept as an attribute");
    Json descriptors = Json::array();
    for (const pugi::xml_node child : node.children()) {
        if (local_name(child) != "Descriptor" || is_blank(child)) continue;
        Json descriptor = Json::object();
        set_text(descriptor, "name", child_of(child, "DescriptorName"));
        set_text(descriptor, "value", child_of(child, "DescriptorValue"));
        descriptors.push_back(std::move(descriptor));
    }
    if (!descriptors.empty()) value["descriptors"] = std::move(descriptors);
    set_text(value, "description", child_of(node, "Description"));
    counts_.pass_over(node, {"StartDate", "EndDate", "NumberOfUnits", "Descriptor", "Description"});
    return value;
}

}  // namespace planloom::detail
