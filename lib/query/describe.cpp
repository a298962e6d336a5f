#include "syntax.hpp"
#include "tokens.hpp"

#include <algorithm>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

void add_quoted(std::string& text, std::string_view literal) {
    text += '"';
    for (const char c : literal) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    text += '"';
}

std::string write(const Pattern& pattern, bool is_value) {
    if (is_bare(pattern, is_value)) return pattern.text();
    std::string text;
    for (std::size_t i = 0; i < pattern.parts().size(); ++i) {
        if (i > 0) text += '*';
        if (!pattern.parts()[i].empty() || pattern.is_exact()) add_quoted(text, pattern.parts()[i]);
    }
    return text;
}

class Writer {
public:
    explicit Writer(const Syntax& syntax) : syntax_(syntax) {}

    // A part within another may need brackets: those that bind less tightly do. The depth is that
    // of the text, which is bounded.
    [[nodiscard]] std::string set(PartId id, int tightness = 0) const {
        const Part& part = syntax_.at(id);
        const int own = tightness_of(part);
        std::string text = own < tightness ? "(" : "";
        text += set_text(part);
        return own < tightness ? text + ")" : text;
    }

private:
    static int tightness_of(const Part& part) {
        switch (part.kind) {
            case PartKind::let:
                return 0;
            case PartKind::chain:
            case PartKind::either:
                return 1;
            case PartKind::meet:
            case PartKind::both:
                return 2;
            case PartKind::at:
            case PartKind::negation:
                return 3;
            case PartKind::around:
                return 4;
            default:
                return 5;
        }
    }

    [[nodiscard]] std::string set_text(const Part& part) const {
        switch (part.kind) {
            case PartKind::everything:
                return "*";
            case PartKind::name:
                return part.of
                           ? std::string(planloom::word(*part.of)) + ":" + write(part.text, true)
                           : write(part.text, false);
            case PartKind::test:
                return facet(part);
            case PartKind::named_set:
                return "$" + write(part.text, false);
            case PartKind::chain:
                return chain(part);
            case PartKind::meet:
                return joined(part, " & ", 3);
            case PartKind::around:
                return around(part);
            case PartKind::call:
                return call(part);
            case PartKind::let:
                return "let " + write(part.text, false) + " = " + set(part.children[0]) + " in " +
                       set(part.children[1]);
            case PartKind::at:
                return at(part);
            default:
                return {};
        }
    }

    [[nodiscard]] std::string chain(const Part& part) const {
        std::string text = set(part.children.front(), 2);
        for (std::size_t i = 1; i < part.children.size(); ++i)
            text += (part.is_minus[i - 1] ? " - " : " | ") + set(part.children[i], 2);
        return text;
    }

    [[nodiscard]] std::string joined(const Part& part, std::string_view sign, int tightness) const {
        std::string text;
        for (const PartId child : part.children) {
            if (!text.empty()) text += sign;
            text += set(child, tightness);
        }
        return text;
    }

    [[nodiscard]] std::string around(const Part& part) const {
        std::string text;
        if (part.has_before) {
            if (part.steps_before) text += std::to_string(*part.steps_before);
            text += '<';
        }
        text += set(part.children.front(), 5);
        if (part.has_after) {
            text += '>';
            if (part.steps_after) text += std::to_string(*part.steps_after);
        }
        return text;
    }

    [[nodiscard]] std::string at(const Part& part) const {
        std::string text = set(part.children.front(), 4) + " @ ";
        if (!part.older.empty()) text += write(Pattern(part.older), false);
        if (part.is_range) text += "..";
        if (!part.newer.empty()) text += write(Pattern(part.newer), false);
        return text;
    }

    [[nodiscard]] std::string call(const Part& part) const {
        const Signature& signature = detail::signature(part.function);
        std::string text = std::string(signature.name) + "(";
        std::size_t child = 0;
        for (std::size_t i = 0; i < part.values.size(); ++i) {
            if (i > 0) text += ", ";
            text += argument(part, signature.arguments[i], part.values[i], child);
        }
        return text + ")";
    }

    [[nodiscard]] std::string argument(const Part& part, Argument kind, const Value& value,
                                       std::size_t& child) const {
        switch (kind) {
            case Argument::set:
                return set(part.children[child++]);
            case Argument::predicate:
                return predicate(part.children[child++], 0);
            case Argument::cause: {
                std::string text;
                for (const PartId each : part.children)
                    text += (text.empty() ? "" : " | ") + call(syntax_.at(each));
                return text;
            }
            case Argument::number:
                return std::to_string(value.number);
            case Argument::relation:
                return std::string(sign(value.compare));
            case Argument::field:
                return (value.is_negative ? "-" : "") + write(value.text, false);
            default:
                return write(value.text, false);
        }
    }

    static std::string name_of(const Part& part) {
        std::string name(field(part.field).name);
        if (part.field != FieldId::attribute) return name;
        return write(Pattern(name + "." + part.attribute), false);
    }

    static std::string facet(const Part& part) {
        const bool is_flag = field(part.field).type == FieldType::flag;
        if (is_flag && part.compare == Compare::given) return "is:" + name_of(part);
        if (is_flag) return name_of(part) + ":no";
        if (part.compare == Compare::given) return name_of(part) + ":*";
        const std::string order =
            part.compare == Compare::equal ? std::string() : std::string(sign(part.compare));
        return name_of(part) + ":" + order + write(part.text, true);
    }

    [[nodiscard]] std::string predicate(PartId id, int tightness) const {
        const Part& part = syntax_.at(id);
        const int own = tightness_of(part);
        std::string text;
        if (part.kind == PartKind::test) {
            text = condition(part);
        } else if (part.kind == PartKind::negation) {
            text = "not " + predicate(part.children.front(), 3);
        } else {
            const std::string_view word = part.kind == PartKind::either ? " or " : " and ";
            for (const PartId child : part.children) {
                if (!text.empty()) text += word;
                text += predicate(child, own + 1);
            }
        }
        return own < tightness ? "(" + text + ")" : text;
    }

    static std::string condition(const Part& part) {
        const bool is_flag = field(part.field).type == FieldType::flag;
        if (part.compare == Compare::given) return name_of(part);
        if (is_flag) return name_of(part) + " = no";
        return name_of(part) + " " + std::string(sign(part.compare)) + " " +
               write(part.text, false);
    }

    const Syntax& syntax_;
};

bool is_same_part(const Part& a, const Part& b) noexcept {
    return a.kind == b.kind && a.text == b.text && a.of == b.of && a.field == b.field &&
           a.attribute == b.attribute && a.compare == b.compare && a.is_minus == b.is_minus &&
           a.has_before == b.has_before && a.has_after == b.has_after &&
           a.steps_before == b.steps_before && a.steps_after == b.steps_after &&
           a.function == b.function && a.values == b.values && a.older == b.older &&
           a.newer == b.newer && a.is_range == b.is_range && a.children.size() == b.children.size();
}

}  // namespace

std::string_view sign(Compare compare) noexcept {
    constexpr std::string_view all[] = {"=", "!=", "<", "<=", ">", ">=", "has", ""};
    return all[static_cast<std::size_t>(compare)];
}

std::string describe(const Syntax& syntax) {
    return Writer(syntax).set(syntax.root);
}

bool is_same(const Syntax& a, const Syntax& b) noexcept {
    std::vector<std::pair<PartId, PartId>> pairs{{a.root, b.root}};
    while (!pairs.empty()) {
        const auto [x, y] = pairs.back();
        pairs.pop_back();
        if (!is_same_part(a.at(x), b.at(y))) return false;
        for (std::size_t i = 0; i < a.at(x).children.size(); ++i)
            pairs.emplace_back(a.at(x).children[i], b.at(y).children[i]);
    }
    return true;
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
