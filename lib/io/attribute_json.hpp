// Structured values that a format keeps in the free attributes of a plan.
#pragma once

#include <planloom/model/plan.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace planloom::detail {

using Json = nlohmann::ordered_json;

/// The value of an attribute; discarded where there is none.
[[nodiscard]] inline Json parse_attribute(std::string_view json) {
    return Json::parse(json, nullptr, false);
}

[[nodiscard]] inline Json attribute_of_node(const Plan& plan, Node node, std::string_view name) {
    for (const RowText& each : plan.attributes(node))
        if (plan.text(each.name) == name) return parse_attribute(plan.text(each.value));
    return Json(Json::value_t::discarded);
}

[[nodiscard]] inline Json attribute_of_head(const PlanHead& head, std::string_view name) {
    for (const auto& [key, json] : head.attributes)
        if (key == name) return parse_attribute(json);
    return Json(Json::value_t::discarded);
}

/// The text of a field; empty where there is none or it is no text.
[[nodiscard]] inline std::string text_field(const Json& object, const char* name) {
    if (!object.is_object()) return {};
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The items of a list; none where the value is no list.
[[nodiscard]] inline const Json& items_of(const Json& list) {
    static const Json none = Json::array();
    return list.is_array() ? list : none;
}
[[nodiscard]] inline const Json& items_of(const Json& object, const char* name) {
    if (!object.is_object()) return items_of(Json());
    const auto found = object.find(name);
    return found == object.end() ? items_of(Json()) : items_of(*found);
}

}  // namespace planloom::detail
