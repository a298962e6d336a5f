#include "graphml_values.hpp"

#include <algorithm>
#include <cmath>

namespace planloom::detail::graphml {
namespace {

/// Names of data of nodes that are fields, or parts of a plan's structure.
const std::set<std::string, std::less<>>& field_names() {
    static const std::set<std::string, std::less<>> names = [] {
        std::set<std::string, std::less<>> all = {"kind",       "key",     "label",      "tags",
                                                  "indicators", "refines", "attributes", "aliases"};
        const auto add = [&](const char* name, const auto&...) { all.insert(name); };
        visit_fields(static_cast<const RequirementTable*>(nullptr), add);
        visit_fields(static_cast<const GoalTable*>(nullptr), add);
        visit_fields(static_cast<const TaskTable*>(nullptr), add);
        visit_fields(static_cast<const UnitTable*>(nullptr), add);
        return all;
    }();
    return names;
}

/// The fields of a JSON object as text, each value as it was written.
/// @param text  a valid object
std::vector<std::pair<std::string, std::string>> fields_of(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> fields;
    std::size_t depth = 0;
    std::size_t begin = 0;
    std::string name;
    const auto finish = [&](std::size_t end) {
        const std::string_view value = text.substr(begin, end - begin);
        const std::size_t first = value.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos) return;
        fields.emplace_back(name,
                            value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1));
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            const std::size_t first = at++;
            while (text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
            if (depth == 1 && name.empty() && begin == 0)
                name = Json::parse(text.substr(first, at + 1 - first)).get<std::string>();
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0 && begin > 0) finish(at);
        } else if (c == ':' && depth == 1) {
            begin = at + 1;
        } else if (c == ',' && depth == 1) {
            finish(at);
            begin = 0;
            name.clear();
        }
    }
    return fields;
}

}  // namespace

bool Values::flag(const GraphEdge& edge, std::string_view name) {
    bool value = false;
    take(text(edge.data, name), edge.line, name, value);
    return value;
}

double Values::number(const GraphEdge& edge, std::string_view name, double otherwise) {
    take(text(edge.data, name), edge.line, name, otherwise);
    return otherwise;
}

Minutes Values::minutes(const GraphEdge& edge, std::string_view name, Minutes otherwise) {
    take(text(edge.data, name), edge.line, name, otherwise);
    return otherwise;
}

Json Values::json(const GraphNode& node, std::string_view name) {
    const std::string_view found = text(node.data, name);
    if (found.empty()) return Json::array();
    Json value = Json::parse(found, nullptr, false);
    if (value.is_array() || value.is_object()) return value;
    refuse(node.line, name, "a list or an object of JSON", found);
    return Json::array();
}

std::vector<std::string> Values::texts(const GraphNode& node, std::string_view name) {
    std::vector<std::string> texts;
    const Json list = json(node, name);
    for (const Json& each : items_of(list)) {
        if (each.is_string())
            texts.push_back(each.get<std::string>());
        else
            refuse(node.line, name, "a list of texts", text(node.data, name));
    }
    return texts;
}

void Values::add_attributes(PlanBuilder& builder, Node row, const GraphNode& node) {
    const std::string_view written = text(node.data, "attributes");
    if (!written.empty() && Json::accept(written) && written.starts_with('{')) {
        for (const auto& [name, value] : fields_of(written))
            builder.add_attribute(row, name, value);
    } else if (!written.empty()) {
        refuse(node.line, "attributes", "an object of JSON", written);
    }
    for (const auto& [name, value] : node.data)
        if (!value.empty() && !field_names().contains(name))
            builder.add_attribute(row, name, as_json(name, value));
}

std::string Values::as_json(std::string_view name, std::string_view value) const {
    const auto type = graph_.types.find(name);
    const Type declared = type == graph_.types.end() ? Type::text : type->second;
    const bool is_plain =
        declared == Type::boolean || (declared != Type::text && is_json_number(value));
    if (is_plain) return std::string(value);
    if (declared == Type::integer || declared == Type::number) {
        double number = 0;
        std::from_chars(value.data(), value.data() + value.size(), number);
        return Json(number).dump();
    }
    std::string json;
    append_json_string(json, value);
    return json;
}

void Values::require_faultless() {
    if (faults_.empty()) return;
    limit_faults(faults_, Limits().errors);
    throw ReadError(std::move(faults_));
}

void Values::take(std::string_view text, std::uint32_t, std::string_view, std::string_view& value) {
    if (!text.empty()) value = text;
}

void Values::take(std::string_view text, std::uint32_t line, std::string_view name, bool& value) {
    if (text == "true" || text == "false")
        value = text == "true";
    else if (!text.empty())
        refuse(line, name, "true or false", text);
}

void Values::take(std::string_view text, std::uint32_t line, std::string_view name, double& value) {
    if (text.empty()) return;
    double found = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), found);
    if (result.ec == std::errc() && result.ptr == text.data() + text.size() &&
        std::isfinite(found) && found >= 0)
        value = found;
    else
        refuse(line, name, "a number that is not negative", text);
}

void Values::take(std::string_view text, std::uint32_t line, std::string_view name,
                  Minutes& value) {
    if (text.empty()) return;
    Minutes found = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), found);
    const bool is_lag = name == "lag" || name == "max_lag";
    if (result.ec == std::errc() && result.ptr == text.data() + text.size() &&
        found <= max_minutes && found >= (is_lag ? -max_minutes : 0))
        value = found;
    else
        refuse(line, name, "a whole number of minutes", text);
}

void Values::take(std::string_view text, std::uint32_t line, std::string_view name,
                  std::int32_t& value) {
    if (text.empty()) return;
    std::int32_t found = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), found);
    const bool is_whole = result.ec == std::errc() && result.ptr == text.data() + text.size();
    if (is_whole && found >= 0 && (name != "progress" || found <= 100))
        value = found;
    else
        refuse(line, name, name == "progress" ? "0 to 100" : "a count", text);
}

void Values::take(std::string_view text, std::uint32_t line, std::string_view name, Date& value) {
    if (text.empty()) return;
    const std::optional<DatePeriod> found = parse_date(text);
    if (found && found->precision == DatePrecision::day)
        value = found->date;
    else
        refuse(line, name, "a day such as 2025-06-30", text);
}

void Values::take(std::string_view text, std::uint32_t line, std::string_view name,
                  DatePeriod& value) {
    if (text.empty()) return;
    if (const std::optional<DatePeriod> found = parse_date(text))
        value = *found;
    else
        refuse(line, name, "a date such as 2025-06-30 or 2025", text);
}

void limit_faults(std::vector<Diagnostic>& faults, std::size_t limit) {
    if (faults.size() <= limit) return;
    const std::size_t more = faults.size() - limit;
    faults.resize(limit);
    faults.push_back({"more_errors", Severity::error, "", 0,
                      std::to_string(more) + " more faults are not listed"});
}

}  // namespace planloom::detail::graphml
