#include "mspdi_parts.hpp"

#include "json_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace planloom::detail::mspdi {
namespace {

/// A file with the same oddity on every row says so often enough.
constexpr std::size_t most_notes = 100;

std::string name_of(pugi::xml_node node) {
    return '<' + std::string(local_name(node)) + '>';
}

}  // namespace

bool is_elapsed_format(int format) noexcept {
    constexpr std::array<int, 12> elapsed = {4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52};
    return std::find(elapsed.begin(), elapsed.end(), format) != elapsed.end();
}

bool is_percent_format(int format) noexcept {
    return format == 19 || format == 20 || format == 51 || format == 52;
}

Minutes unit_of_format(int format, const WorkTime& work) noexcept {
    const int plain = format >= 35 && format <= 44 ? format - 32 : format;
    switch (plain) {
        case 7:
            return work.minutes_per_day;
        case 8:
            return Minutes{24} * 60;
        case 9:
            return work.minutes_per_day * work.days_per_week;
        case 10:
            return Minutes{7} * 24 * 60;
        default:
            return 0;
    }
}

std::optional<Minutes> parse_xsd_duration(std::string_view text) noexcept {
    if (!text.starts_with('P')) return std::nullopt;
    text.remove_prefix(1);
    bool is_time = false;
    double minutes = 0;
    std::size_t parts = 0;
    while (!text.empty()) {
        if (text.starts_with('T') && !is_time) {
            is_time = true;
            text.remove_prefix(1);
            continue;
        }
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value,
                                                  std::chars_format::fixed);
        const auto used = static_cast<std::size_t>(end - text.data());
        if (error != std::errc() || used >= text.size() || value < 0) return std::nullopt;
        const char unit = text[used];
        if (unit == 'D' && !is_time)
            minutes += value * 24 * 60;
        else if (unit == 'H' && is_time)
            minutes += value * 60;
        else if (unit == 'M' && is_time)
            minutes += value;
        else if (unit == 'S' && is_time)
            minutes += value / 60;
        else
            return std::nullopt;
        text.remove_prefix(used + 1);
        ++parts;
    }
    if (parts == 0 || !(minutes <= static_cast<double>(max_minutes))) return std::nullopt;
    return std::llround(minutes);
}

void Values::fault(const char* code, pugi::xml_node node, std::string message) {
    if (faults_.size() >= limits_.errors) {
        ++unlisted_;
        return;
    }
    faults_.push_back({code, Severity::error, "", xml_.line(node), std::move(message)});
}

void Values::note(const char* code, Severity severity, pugi::xml_node node, std::string message) {
    if (++counts_[{code, ""}] <= most_notes)
        notes_.push_back({code, severity, "", xml_.line(node), std::move(message)});
}

std::optional<std::int64_t> Values::integer(pugi::xml_node node) {
    const std::string text = trimmed_text_of(node);
    if (text.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size()) return value;
    fault("bad_number", node, name_of(node) + ": expected a whole number, found " + quoted(text));
    return std::nullopt;
}

std::optional<double> Values::number(pugi::xml_node node) {
    const std::string text = trimmed_text_of(node);
    if (text.empty()) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size() && std::isfinite(value))
        return value;
    fault("bad_number", node, name_of(node) + ": expected a number, found " + quoted(text));
    return std::nullopt;
}

bool Values::flag(pugi::xml_node node) {
    const std::string text = trimmed_text_of(node);
    if (text == "1" || text == "true") return true;
    if (!text.empty() && text != "0" && text != "false")
        fault("bad_number", node, name_of(node) + ": expected 0 or 1, found " + quoted(text));
    return false;
}

DateTime Values::moment(pugi::xml_node node) {
    const std::string text = trimmed_text_of(node);
    if (text.empty()) return {};
    // A zone or a fraction of a second may follow; the clock is that of the place.
    constexpr std::size_t length = 19;
    const bool has_tail = text.size() > length &&
                          std::string_view("Z+-.").find(text[length]) != std::string_view::npos;
    if (const auto found =
            parse_date_time(has_tail ? std::string_view(text).substr(0, length) : text))
        return *found;
    fault("bad_date", node,
          name_of(node) + ": expected a date such as 2025-06-30T08:00:00, found " + quoted(text));
    return {};
}

std::optional<Minutes> Values::duration(pugi::xml_node node) {
    const std::string text = trimmed_text_of(node);
    if (text.empty()) return std::nullopt;
    const std::optional<Minutes> found = parse_xsd_duration(text);
    if (!found)
        fault("bad_duration", node,
              name_of(node) + ": expected a duration such as PT8H0M0S, found " + quoted(text));
    return found;
}

void Values::require_faultless() {
    if (faults_.empty()) return;
    if (unlisted_ > 0)
        faults_.push_back({"more_errors", Severity::error, "", 0,
                           std::to_string(unlisted_) + " more faults are not listed"});
    throw ReadError(std::move(faults_));
}

std::vector<Diagnostic> Values::notes() && {
    for (const auto& [what, count] : counts_) {
        if (!what.second.empty())
            notes_.push_back(
                {what.first, Severity::info, "", 0, std::to_string(count) + ' ' + what.second});
        else if (count > most_notes)
            notes_.push_back({what.first, Severity::info, "", 0,
                              std::to_string(count - most_notes) + " more of these"});
    }
    return std::move(notes_);
}

Fields::Fields(pugi::xml_node element, std::span<const std::string_view> sorted_names)
    : names_(sorted_names), found_(sorted_names.size()) {
    for (const pugi::xml_node child : element.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::string_view name = local_name(child);
        const auto at = std::lower_bound(names_.begin(), names_.end(), name);
        if (at == names_.end() || *at != name) {
            others_.push_back(child);
            continue;
        }
        pugi::xml_node& found = found_[static_cast<std::size_t>(at - names_.begin())];
        if (!found) found = child;
    }
}

pugi::xml_node Fields::operator[](std::string_view name) const {
    const auto at = std::lower_bound(names_.begin(), names_.end(), name);
    PLANLOOM_EXPECTS(at != names_.end() && *at == name);
    return found_[static_cast<std::size_t>(at - names_.begin())];
}

void TextFields::read(pugi::xml_node root, Values& values) {
    // Tasks and resources have fields of the same names.
    std::set<std::pair<bool, std::string>> taken;
    for (const pugi::xml_node node : child_of(root, "ExtendedAttributes").children()) {
        const auto field = values.integer(child_of(node, "FieldID"));
        if (!field) continue;
        const std::string field_name = trimmed_text_of(child_of(node, "FieldName"));
        std::string name = trimmed_text_of(child_of(node, "Alias"));
        if (name.empty()) name = field_name;
        const bool is_of_resource = *field >= resource_text_fields.front() &&
                                    *field < resource_text_fields.front() + 100'000;
        if (!taken.emplace(is_of_resource, name).second) name += ' ' + field_name;
        names_.emplace(*field, std::move(name));
    }
}

std::vector<std::pair<std::string, std::string>> TextFields::of(pugi::xml_node owner,
                                                                Values& values) const {
    std::vector<std::pair<std::string, std::string>> found;
    for (const pugi::xml_node node : owner.children()) {
        if (local_name(node) != "ExtendedAttribute") continue;
        const auto field = values.integer(child_of(node, "FieldID"));
        std::string value = text_of(child_of(node, "Value"));
        if (!field || value.empty()) continue;
        const auto known = names_.find(*field);
        const bool has_name = known != names_.end() && !known->second.empty();
        found.emplace_back(has_name ? known->second : "field " + std::to_string(*field),
                           std::move(value));
    }
    return found;
}

void pass_over(const Fields& fields, std::span<const std::string_view> silent, Values& values) {
    for (const pugi::xml_node node : fields.others()) {
        const std::string_view name = local_name(node);
        if (std::binary_search(silent.begin(), silent.end(), name)) continue;
        const std::string text = trimmed_text_of(node);
        const auto children = node.children();
        const bool has_more = std::any_of(
            children.begin(), children.end(),
            [](const pugi::xml_node child) { return child.type() == pugi::node_element; });
        const bool says_nothing = text.find_first_not_of("0.-") == std::string::npos ||
                                  text == "-1" || text == "false" || text == "PT0H0M0S";
        if (has_more || !says_nothing)
            values.count("field_left_out", "fields <" + std::string(name) + "> are left out");
    }
}

std::string as_json(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

}  // namespace planloom::detail::mspdi
