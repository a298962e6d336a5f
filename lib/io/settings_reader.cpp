#include "settings_reader.hpp"

#include <planloom/core/date.hpp>
#include <planloom/core/key_index.hpp>

#include "json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <span>

namespace planloom::detail {
namespace {

constexpr std::array<std::string_view, 3> severities = {"info", "warning", "error"};
constexpr std::array<std::string_view, 4> shapes = {"required", "forbidden", "allowed", "ratio"};
// What may stand around the fields of a relation, shape by shape.
constexpr std::array<std::string_view, 4> holders = {"require", "forbid", "allow", "measure"};

std::string_view word_of(const Tree& tree) noexcept {
    switch (tree.kind) {
        case Tree::Kind::null:
            return "nothing";
        case Tree::Kind::number:
            return "a number";
        case Tree::Kind::list:
            return "a list";
        case Tree::Kind::object:
            return "an object";
        default:
            return tree.text;
    }
}

/// The whole text as a number, or nothing.
std::optional<double> number_of(std::string_view text) {
    if (!is_json_number(text)) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

class SettingsReader {
public:
    explicit SettingsReader(TreeFaults& faults) noexcept : faults_(faults) {}

    [[nodiscard]] CheckSettings read(const Tree& tree) {
        if (tree.kind == Tree::Kind::null) return {};
        constexpr std::array<std::string_view, 5> names = {"profile", "rules", "custom", "waivers",
                                                           "gate"};
        CheckSettings settings;
        for_each_field("", tree, names, [&](std::string_view name, const Tree& value) {
            const std::string place = pointer_to(name);
            if (name == "profile") read_text(place, value, settings.profile);
            if (name == "rules") read_rules(place, value, settings.rules);
            if (name == "custom")
                for_each_item(place, value, [&](const std::string& at, const Tree& item) {
                    read_custom(at, item, settings.custom.emplace_back());
                });
            if (name == "waivers")
                for_each_item(place, value, [&](const std::string& at, const Tree& item) {
                    read_waiver(at, item, settings.waivers.emplace_back());
                });
            if (name == "gate") read_gate(place, value, settings.gate.emplace());
        });
        return settings;
    }

private:
    void fault(const std::string& place, std::uint32_t line, std::string code,
               std::string message) {
        faults_.add(place, line, std::move(code), std::move(message));
    }
    void wrong_type(const std::string& place, const Tree& tree, std::string_view expected) {
        fault(place, tree.line, "wrong_type",
              "found " + quoted(word_of(tree)) + ", expected " + std::string(expected));
    }

    /// @param names  empty for any
    template <class Take>
    void for_each_field(const std::string& place, const Tree& tree,
                        std::span<const std::string_view> names, Take&& take) {
        if (tree.kind != Tree::Kind::object) return wrong_type(place, tree, "an object");
        std::set<std::string_view> seen;
        for (const auto& [name, value] : tree.fields) {
            const bool is_first = seen.insert(name).second;
            bool is_known = names.empty();
            std::string list;
            for (const std::string_view each : names) {
                is_known = is_known || each == name;
                list += (list.empty() ? "" : ", ") + std::string(each);
            }
            if (!is_first) {
                fault(place + pointer_to(name), value.line, "duplicate_field",
                      "the field " + quoted(name) + " stands twice in one object");
            } else if (!is_known) {
                const std::optional<std::size_t> near = nearest(name, names);
                fault(place + pointer_to(name), value.line, "unknown_field",
                      "there is no field " + quoted(name) + ", expected one of " + list +
                          (near ? "; did you mean " + quoted(names[*near]) : std::string()));
            } else {
                take(std::string_view(name), value);
            }
        }
    }

    template <class Take>
    void for_each_item(const std::string& place, const Tree& tree, Take&& take) {
        if (tree.kind == Tree::Kind::null) return;
        if (tree.kind != Tree::Kind::list) return wrong_type(place, tree, "a list");
        for (std::size_t i = 0; i < tree.items.size(); ++i)
            take(place + '/' + std::to_string(i), tree.items[i]);
    }

    bool read_text(const std::string& place, const Tree& tree, std::string& text) {
        // What stands without quotes in YAML is a text here, be it no or 2024.
        if (tree.kind != Tree::Kind::text && tree.kind != Tree::Kind::bare) {
            wrong_type(place, tree, "a text");
            return false;
        }
        text = tree.text;
        return true;
    }

    [[nodiscard]] std::optional<std::size_t> read_word(const std::string& place, const Tree& tree,
                                                       std::span<const std::string_view> words) {
        std::string list;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (tree.is_scalar() && tree.text == words[i]) return i;
            list += (i == 0 ? "" : ", ") + std::string(words[i]);
        }
        const std::optional<std::size_t> near = nearest(tree.text, words);
        fault(place, tree.line, "unknown_word",
              "found " + quoted(word_of(tree)) + ", expected one of " + list +
                  (near ? "; did you mean " + quoted(words[*near]) : std::string()));
        return std::nullopt;
    }

    void read_severity(const std::string& place, const Tree& tree, std::optional<Severity>& to) {
        if (const auto place_of = read_word(place, tree, severities))
            to = static_cast<Severity>(*place_of);
    }

    /// Whether a rule runs; nothing for what says neither.
    [[nodiscard]] static std::optional<bool> switch_of(const Tree& tree) {
        if (!tree.is_scalar()) return std::nullopt;
        for (const std::string_view each :
             {"on", "On", "ON", "yes", "Yes", "YES", "true", "True", "TRUE"})
            if (tree.text == each) return true;
        for (const std::string_view each :
             {"off", "Off", "OFF", "no", "No", "NO", "false", "False", "FALSE"})
            if (tree.text == each) return false;
        return std::nullopt;
    }

    template <class Number>
    void read_number(const std::string& place, const Tree& tree, Number& to) {
        const bool may_be = tree.kind == Tree::Kind::number || tree.kind == Tree::Kind::bare;
        const std::optional<double> value = may_be ? number_of(tree.text) : std::nullopt;
        if (!value) return wrong_type(place, tree, "a number");
        to = *value;
    }

    void read_whole(const std::string& place, const Tree& tree, std::int32_t& to) {
        double value = 0;
        read_number(place, tree, value);
        if (value != std::floor(value) ||
            std::abs(value) > std::numeric_limits<std::int32_t>::max())
            return wrong_type(place, tree, "a whole number");
        to = static_cast<std::int32_t>(value);
    }

    void read_rules(const std::string& place, const Tree& tree, std::vector<RuleSetting>& rules) {
        if (tree.kind == Tree::Kind::null) return;
        for_each_field(place, tree, {}, [&](std::string_view name, const Tree& value) {
            RuleSetting& setting = rules.emplace_back();
            setting.rule = name;
            setting.line = value.line;
            read_rule(place + pointer_to(name), value, setting);
        });
    }

    void read_rule(const std::string& place, const Tree& tree, RuleSetting& setting) {
        if (const std::optional<bool> is_on = switch_of(tree)) {
            setting.is_on = is_on;
        } else if (tree.kind == Tree::Kind::text || tree.kind == Tree::Kind::bare) {
            read_severity(place, tree, setting.severity);
        } else if (tree.kind != Tree::Kind::object) {
            wrong_type(place, tree, "off, on, a severity or an object");
        } else {
            for_each_field(place, tree, {}, [&](std::string_view name, const Tree& value) {
                read_parameter(place + pointer_to(name), name, value, setting);
            });
        }
    }

    void read_parameter(const std::string& place, std::string_view name, const Tree& value,
                        RuleSetting& setting) {
        if (name == "severity") return read_severity(place, value, setting.severity);
        if (name == "on") {
            setting.is_on = switch_of(value);
            if (!setting.is_on) wrong_type(place, value, "true or false");
            return;
        }
        const bool may_be_number =
            value.kind == Tree::Kind::number || value.kind == Tree::Kind::bare;
        if (const auto number = may_be_number ? number_of(value.text) : std::nullopt) {
            setting.numbers.emplace_back(name, *number);
        } else if (value.kind == Tree::Kind::text || value.kind == Tree::Kind::bare) {
            setting.words.emplace_back(name, std::vector<std::string>{value.text});
        } else if (value.kind == Tree::Kind::list) {
            std::vector<std::string>& words =
                setting.words.emplace_back(name, std::vector<std::string>()).second;
            for_each_item(place, value, [&](const std::string& at, const Tree& item) {
                read_text(at, item, words.emplace_back());
            });
        } else {
            wrong_type(place, value, "a number, a text or a list of texts");
        }
    }

    /// The fields that say what is asked for.
    bool read_demand(const std::string& place, std::string_view name, const Tree& value,
                     CustomRule& rule) {
        const std::string at = place + pointer_to(name);
        if (name == "relation") {
            read_text(at, value, rule.relation);
        } else if (name == "target") {
            read_text(at, value, rule.target);
        } else if (name == "min") {
            read_whole(at, value, rule.min);
        } else if (name == "max") {
            read_whole(at, value, rule.max.emplace());
        } else if (name == "at_least") {
            read_number(at, value, rule.at_least);
        } else if (name == "at_most") {
            read_number(at, value, rule.at_most);
        } else {
            return false;
        }
        return true;
    }

    void read_custom(const std::string& place, const Tree& tree, CustomRule& rule) {
        static constexpr std::array<std::string_view, 16> names = {
            "id",  "comment",  "shape",   "severity", "select",  "relation", "target", "min",
            "max", "at_least", "at_most", "message",  "require", "forbid",   "allow",  "measure"};
        static constexpr std::array<std::string_view, 6> demands = {
            "relation", "target", "min", "max", "at_least", "at_most"};
        rule.line = tree.line;
        std::optional<std::size_t> shape, holder;
        for_each_field(place, tree, names, [&](std::string_view name, const Tree& value) {
            const std::string at = place + pointer_to(name);
            if (read_demand(place, name, value, rule)) return;
            if (name == "id") read_text(at, value, rule.id);
            if (name == "comment") read_text(at, value, rule.comment);
            if (name == "select") read_text(at, value, rule.select);
            if (name == "message") read_message(at, value, rule);
            if (name == "shape") shape = read_word(at, value, shapes);
            if (name == "severity") {
                std::optional<Severity> severity;
                read_severity(at, value, severity);
                rule.severity = severity.value_or(rule.severity);
            }
            for (std::size_t i = 0; i < holders.size(); ++i) {
                if (name != holders[i]) continue;
                if (holder) fault(at, value.line, "bad_field", "a rule asks for one thing");
                holder = i;
                for_each_field(at, value, demands, [&](std::string_view inner, const Tree& each) {
                    static_cast<void>(read_demand(at, inner, each, rule));
                });
            }
        });
        if (shape && holder && *shape != *holder)
            fault(place + pointer_to(holders[*holder]), tree.line, "bad_field",
                  "found " + quoted(holders[*holder]) + " in a rule of the shape " +
                      quoted(shapes[*shape]) + ", expected " + quoted(holders[*shape]));
        if (shape || holder)
            rule.shape = static_cast<RuleShape>(shape.value_or(holder.value_or(0)));
    }

    void read_message(const std::string& place, const Tree& tree, CustomRule& rule) {
        static constexpr std::array<std::string_view, 2> names = {"en", "zh"};
        if (tree.kind == Tree::Kind::text || tree.kind == Tree::Kind::bare) {
            rule.message_en = tree.text;
            rule.message_zh = tree.text;
            return;
        }
        for_each_field(place, tree, names, [&](std::string_view name, const Tree& value) {
            read_text(place + pointer_to(name), value,
                      name == "en" ? rule.message_en : rule.message_zh);
        });
    }

    void read_waiver(const std::string& place, const Tree& tree, Waiver& waiver) {
        static constexpr std::array<std::string_view, 6> names = {
            "rule", "subject", "scope", "reason", "approved_by", "expires"};
        waiver.line = tree.line;
        for_each_field(place, tree, names, [&](std::string_view name, const Tree& value) {
            const std::string at = place + pointer_to(name);
            if (name == "rule") read_text(at, value, waiver.rule);
            if (name == "subject") read_text(at, value, waiver.subject);
            if (name == "scope") read_text(at, value, waiver.scope);
            if (name == "reason") read_text(at, value, waiver.reason);
            if (name == "approved_by") read_text(at, value, waiver.approved_by);
            if (name != "expires") return;
            std::string text;
            if (!read_text(at, value, text)) return;
            const std::optional<DatePeriod> date = parse_date(text);
            if (date && date->precision == DatePrecision::day)
                waiver.expires = date->date;
            else
                fault(at, value.line, "bad_date",
                      "found " + quoted(text) + ", expected a date such as \"2025-06-30\"");
        });
    }

    void read_gate(const std::string& place, const Tree& tree, CheckGate& gate) {
        static constexpr std::array<std::string_view, 3> names = {"new", "known", "existing"};
        for_each_field(place, tree, names, [&](std::string_view name, const Tree& value) {
            std::optional<Severity>& limit = name == "new" ? gate.fresh : gate.known;
            const std::optional<bool> is_on = switch_of(value);
            if ((is_on && !*is_on) || value.text == "none" || value.kind == Tree::Kind::null)
                limit.reset();
            else
                read_severity(place + pointer_to(name), value, limit);
        });
    }

    TreeFaults& faults_;
};

}  // namespace

CheckSettings read_settings(const Tree& tree, TreeFaults& faults) {
    return SettingsReader(faults).read(tree);
}

}  // namespace planloom::detail
