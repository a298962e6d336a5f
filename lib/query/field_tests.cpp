// One field of all nodes held against a value.
#include <planloom/core/date.hpp>
#include <planloom/core/duration.hpp>
#include <planloom/model/views.hpp>

#include "evaluator.hpp"
#include "field_values.hpp"

#include <algorithm>
#include <cstdlib>

namespace planloom::query::detail {
namespace {

/// The value that a test names, read once.
struct Wanted {
    const Part& part;
    const Field& field;
    std::uint32_t unit;
    double number = 0;
    double last = 0;  ///< of a date: the last day of its period
};

Wanted wanted(const Ground& ground, const Part& part, std::uint32_t bound) {
    Wanted value{part, field(part.field), bound};
    const std::string text = part.text.text();
    if (part.compare == Compare::given) return value;
    if (value.field.type == FieldType::number || value.field.type == FieldType::attribute)
        value.number = value.last = std::strtod(text.c_str(), nullptr);
    if (value.field.type == FieldType::duration)
        value.number = value.last =
            static_cast<double>(parse_duration(text, ground.plan().head().work).value_or(0));
    if (value.field.type == FieldType::date && !part.text.is_anything()) {
        const DatePeriod period = parse_date(text).value_or(DatePeriod());
        value.number = first_day(period).days();
        value.last = period.date.days();
    }
    return value;
}

bool holds_text(const Wanted& wanted, std::string_view text) {
    const Pattern& pattern = wanted.part.text;
    if (pattern.matches(text)) return true;
    if (wanted.part.compare == Compare::has && pattern.is_exact())
        return text.find(pattern.parts().front()) != std::string_view::npos;
    return wanted.part.field == FieldId::section && pattern.matches(section_number(text));
}

bool passes_text(const Ground& ground, const Wanted& wanted, Node node) {
    bool is_any = false;
    bool is_given = false;
    each_text(ground, wanted.part.field, node, [&](std::string_view text) {
        is_given = is_given || !text.empty();
        is_any = is_any || holds_text(wanted, text);
    });
    switch (wanted.part.compare) {
        case Compare::given:
            return is_given;
        case Compare::not_equal:
            return !is_any;
        default:
            return is_given && is_any;
    }
}

bool passes_node(const Ground& ground, const Wanted& wanted, Node node) {
    bool is_any = false;
    bool is_given = false;
    each_node(ground, wanted.part.field, node, [&](Node other) {
        is_given = true;
        if (is_any || wanted.part.compare == Compare::given) return;
        if (wanted.unit != no_node)
            is_any = other.index == wanted.unit;
        else if (wanted.part.field == FieldId::parent)
            is_any = wanted.part.text.matches(ground.plan().key(other));
        else
            is_any = ground.fits(wanted.part.text, other);
    });
    if (wanted.part.compare == Compare::given) return is_given;
    return is_any != (wanted.part.compare == Compare::not_equal);
}

bool passes_word(const Ground& ground, const Wanted& wanted, Node node) {
    bool is_any = false;
    bool is_given = false;
    each_word(ground, wanted.part.field, node, [&](std::string_view word) {
        is_given = true;
        is_any = is_any || wanted.part.text.matches(word);
    });
    if (wanted.part.compare == Compare::given) return is_given;
    return is_any != (wanted.part.compare == Compare::not_equal);
}

/// A date is held against the whole period: before its first day, or after its last.
bool passes_number(const std::optional<double>& value, const Wanted& wanted) {
    const Compare compare = wanted.part.compare;
    if (compare == Compare::given) return value.has_value();
    if (!value) return compare == Compare::not_equal;
    const bool is_within = *value >= wanted.number && *value <= wanted.last;
    switch (compare) {
        case Compare::less:
            return *value < wanted.number;
        case Compare::less_equal:
            return *value <= wanted.last;
        case Compare::greater:
            return *value > wanted.last;
        case Compare::greater_equal:
            return *value >= wanted.number;
        case Compare::not_equal:
            return !is_within;
        default:
            return is_within;
    }
}

bool passes_attribute(const Ground& ground, const Wanted& wanted, Node node) {
    const std::optional<std::string> text = attribute_text(ground, wanted.part.attribute, node);
    switch (wanted.part.compare) {
        case Compare::given:
            return text.has_value();
        case Compare::equal:
            return text && wanted.part.text.matches(*text);
        case Compare::not_equal:
            return !text || !wanted.part.text.matches(*text);
        case Compare::has:
            return text && holds_text(wanted, *text);
        default:
            return text && passes_number(as_number(*text), wanted);
    }
}

bool passes(Ground& ground, const Wanted& wanted, Node node) {
    switch (wanted.field.type) {
        case FieldType::text:
            return passes_text(ground, wanted, node);
        case FieldType::node:
            return passes_node(ground, wanted, node);
        case FieldType::word:
            return passes_word(ground, wanted, node);
        case FieldType::flag:
            return has_flag(ground, wanted.part.field, node) ==
                   (wanted.part.compare == Compare::given);
        case FieldType::attribute:
            return passes_attribute(ground, wanted, node);
        default:
            return passes_number(number_value(ground, wanted.part.field, node), wanted);
    }
}

}  // namespace

bool holds(Compare compare, double a, double b) noexcept {
    switch (compare) {
        case Compare::less:
            return a < b;
        case Compare::less_equal:
            return a <= b;
        case Compare::greater:
            return a > b;
        case Compare::greater_equal:
            return a >= b;
        case Compare::not_equal:
            return a != b;
        default:
            return a == b;
    }
}

NodeSet test(Ground& ground, const Part& part, std::uint32_t bound, Scope scope) {
    const Wanted value = wanted(ground, part, bound);
    const Universe& universe = ground.universe();
    Kinds kinds = value.field.kinds;
    if (scope && part.field != FieldId::kind && (kinds & bit(*scope)) != 0) kinds = bit(*scope);
    NodeSet found = ground.empty();
    for (const NodeKind kind : all_kinds) {
        if ((kinds & bit(kind)) == 0) continue;
        for (std::uint32_t i = universe.first(kind); i < universe.end(kind); ++i)
            if (passes(ground, value, universe.node(i))) found.insert(i);
    }
    return found;
}

std::optional<double> rank(Ground& ground, const Field& field, const std::string& attribute,
                           Node node) {
    if (field.id != FieldId::attribute) return number_value(ground, field.id, node);
    const std::optional<std::string> text = attribute_text(ground, attribute, node);
    return text ? as_number(*text) : std::nullopt;
}

}  // namespace planloom::query::detail
