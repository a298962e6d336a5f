#include "stratml_parts.hpp"

#include <cctype>

namespace planloom::detail {

Json plain_instances(bool has_target, bool has_actual) {
    Json instance = Json::object();
    if (has_target) instance["targets"] = Json::array({Json::object()});
    if (has_actual) instance["actuals"] = Json::array({Json::object()});
    return instance.empty() ? Json::array() : Json::array({std::move(instance)});
}

bool StratmlResults::is_said_by(const Json& instances) const {
    return instances == plain_instances(!target.empty() || due.date.is_set(), !actual.empty());
}

Json plain_performer(const std::string& unit) {
    Json role = Json::object();
    role["types"] = Json::array({"Performer"});
    Json performer = Json::object();
    performer["unit"] = unit;
    performer["roles"] = Json::array({std::move(role)});
    return performer;
}

std::string only_performer(const Json& stakeholders) {
    std::string only;
    for (const Json& each : items_of(stakeholders)) {
        const std::string unit = text_field(each, "unit");
        bool is_performer = false;
        for (const Json& role : items_of(each, "roles"))
            for (const Json& type : items_of(role, "types"))
                is_performer = is_performer || type == "Performer";
        if (!is_performer || unit.empty() || unit == only) continue;
        if (!only.empty()) return {};
        only = unit;
    }
    return only;
}

bool is_decimal(std::string_view text) noexcept {
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    std::size_t digits = 0;
    bool has_point = false;
    for (const char c : text) {
        if (c == '.' && !has_point)
            has_point = true;
        else if (std::isdigit(static_cast<unsigned char>(c)) != 0)
            ++digits;
        else
            return false;
    }
    return digits > 0 && text.back() != '.';
}

}  // namespace planloom::detail
