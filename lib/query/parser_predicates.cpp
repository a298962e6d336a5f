// What stands in where(...), and the values of facets.
#include <planloom/core/date.hpp>
#include <planloom/core/duration.hpp>
#include <planloom/core/utf8.hpp>

#include "parser.hpp"

#include <algorithm>
#include <cstdlib>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

bool is_ordered(FieldType type) {
    return type == FieldType::number || type == FieldType::duration || type == FieldType::date ||
           type == FieldType::attribute;
}

bool is_order(Compare compare) {
    return compare == Compare::less || compare == Compare::less_equal ||
           compare == Compare::greater || compare == Compare::greater_equal;
}

}  // namespace

PartId Parser::predicate() {
    const Token& first = peek();
    Part part;
    part.kind = PartKind::either;
    do {
        part.children.push_back(both());
        if (!is_word("or") && !is(TokenKind::bar)) break;
        next();
    } while (true);
    if (part.children.size() == 1) return part.children.front();
    return add(std::move(part), first);
}

PartId Parser::both() {
    const Token& first = peek();
    Part part;
    part.kind = PartKind::both;
    part.children.push_back(negation());
    while (true) {
        if (is_word("and") || is(TokenKind::amp)) {
            next();
            part.children.push_back(negation());
        } else if (is_word("minus") || is(TokenKind::minus)) {
            const Token& minus = next();
            Part without;
            without.kind = PartKind::negation;
            without.children.push_back(negation());
            part.children.push_back(add(std::move(without), minus));
        } else {
            break;
        }
    }
    if (part.children.size() == 1) return part.children.front();
    return add(std::move(part), first);
}

PartId Parser::negation() {
    const Depth depth(*this);
    if (!is_word("not")) return condition();
    const Token& first = next();
    Part part;
    part.kind = PartKind::negation;
    part.children.push_back(negation());
    return add(std::move(part), first);
}

PartId Parser::condition() {
    if (take(TokenKind::open)) {
        const PartId inner = predicate();
        expect(TokenKind::close, "and, or or )");
        return inner;
    }
    if (!is(TokenKind::name)) refuse(peek(), "a field such as due, not, or (");
    const Token& name = next();
    const std::string text = name.text.text();
    const bool is_colon = is(TokenKind::colon) && peek().is_glued;
    if (is_colon && text == "is") {
        next();
        return is_facet_value(name);
    }
    if (find_field(text) == nullptr) {
        std::vector<std::string_view> names;
        for (const Field& each : fields())
            if (each.id != FieldId::attribute) names.push_back(each.name);
        unknown(name, "field", names);
        throw Stop();
    }
    if (is_colon) {
        next();
        return field_facet(name);
    }
    return comparison(name);
}

PartId Parser::comparison(const Token& name) {
    Compare compare = Compare::given;
    bool is_pattern = false;
    switch (peek().kind) {
        case TokenKind::equal:
            compare = Compare::equal;
            break;
        case TokenKind::not_equal:
        case TokenKind::less:
        case TokenKind::less_equal:
        case TokenKind::greater:
        case TokenKind::greater_equal:
            compare = relation_value().compare;
            return test(name, compare, false);
        default:
            if (is_word("has")) compare = Compare::has;
            if (is_word("matches")) {
                compare = Compare::equal;
                is_pattern = true;
            }
            break;
    }
    if (compare == Compare::given) {
        Part part;
        part.kind = PartKind::test;
        part.field = find_field(name.text.text())->id;
        if (part.field == FieldId::attribute)
            part.attribute = name.text.text().substr(std::string_view("attribute.").size());
        part.compare = compare;
        return add(std::move(part), name);
    }
    next();
    return test(name, compare, is_pattern);
}

PartId Parser::test(const Token& name, Compare compare, bool is_pattern) {
    const Field& field = *find_field(name.text.text());
    Part part;
    part.kind = PartKind::test;
    part.field = field.id;
    if (field.id == FieldId::attribute)
        part.attribute = name.text.text().substr(std::string_view("attribute.").size());
    part.compare = compare;
    const bool is_negative = is_ordered(field.type) && take(TokenKind::minus);
    if (!is(TokenKind::name)) refuse(peek(), "a " + std::string(word(field.type)));
    const Token& value = next();
    part.text = value.text;
    if (is_pattern) {
        part.text = Pattern();
        const std::string whole = value.text.text();
        for (const char c : whole) {
            if (c == '*')
                part.text.add_wildcard();
            else
                part.text.add(std::string_view(&c, 1));
        }
    }
    if (is_negative) part.text = Pattern("-" + value.text.text());
    check_value(field, compare, value, part.text.text());
    if (field.type == FieldType::flag) {
        const bool is_no = part.text == Pattern("no") || part.text == Pattern("false");
        part.compare = is_no == (compare == Compare::equal) ? Compare::not_equal : Compare::given;
        part.text = Pattern();
    } else if (compare == Compare::equal && part.text.is_anything()) {
        part.compare = Compare::given;
        part.text = Pattern();
    }
    return add(std::move(part), name);
}

void Parser::check_value(const Field& field, Compare compare, const Token& value,
                         const std::string& text) {
    const std::string name(field.name);
    const auto expect = [&](bool is_fit, const std::string& expected) {
        if (is_fit) return;
        fault("query_type", value,
              "found " + found(value) + ", expected " + expected + " for \"" + name + "\"",
              expected);
    };
    if (is_order(compare) && !is_ordered(field.type)) {
        fault("query_type", value, "\"" + name + "\" has no order, expected = or !=", "= or !=");
        return;
    }
    const bool is_text = field.type == FieldType::text || field.type == FieldType::node ||
                         field.type == FieldType::attribute;
    if (compare == Compare::has && !is_text) {
        fault("query_type", value, "\"" + name + "\" is no text and no list: expected =", "=");
        return;
    }
    const bool is_any = compare == Compare::equal && value.text.is_anything();
    if (is_text || is_any) return;
    switch (field.type) {
        case FieldType::word: {
            const std::vector<std::string_view> words = words_of(field.id);
            if (value.text.is_exact() && std::find(words.begin(), words.end(), text) == words.end())
                unknown(value, name, words);
            return;
        }
        case FieldType::number: {
            char* end = nullptr;
            const double number = std::strtod(text.c_str(), &end);
            expect(!text.empty() && end == text.c_str() + text.size() && number == number,
                   "a number");
            return;
        }
        case FieldType::duration:
            expect(parse_duration(text).has_value(), "a duration such as 10d");
            return;
        case FieldType::date:
            expect(parse_date(text).has_value(), "a date such as 2025, 2025-Q3 or 2025-12-31");
            return;
        default:
            expect(text == "yes" || text == "no" || text == "true" || text == "false", "yes or no");
            return;
    }
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
