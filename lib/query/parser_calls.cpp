// Functions and their arguments.
#include <planloom/core/duration.hpp>
#include <planloom/core/utf8.hpp>

#include "parser.hpp"

#include <algorithm>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

bool stands_in_broken_by(Function function) {
    return function == Function::fail || function == Function::drop || function == Function::slip;
}

std::string article(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

}  // namespace

void Parser::skip_call() {
    next();
    do {
        recover();
    } while (take(TokenKind::comma));
    take(TokenKind::close);
}

PartId Parser::call(const Token& name) {
    const Signature* signature = name.text.is_exact() ? find_function(name.text.text()) : nullptr;
    if (signature == nullptr) {
        std::vector<std::string_view> names;
        for (const Signature& each : signatures()) names.push_back(each.name);
        unknown(name, "function", names);
        skip_call();
        return add({}, name);
    }
    if (stands_in_broken_by(signature->function)) {
        fault("query_type", name,
              std::string(signature->name) + "() is a cause and stands only in broken_by()");
        skip_call();
        return add({}, name);
    }
    Part part;
    part.kind = PartKind::call;
    part.function = signature->function;
    arguments(part, *signature);
    return add(std::move(part), name);
}

void Parser::arguments(Part& part, const Signature& signature) {
    const Token& open = next();
    std::size_t count = 0;
    while (!is(TokenKind::close)) {
        try {
            if (count < signature.count) {
                argument(part, signature, count);
                if (!is(TokenKind::comma) && !is(TokenKind::close)) refuse(peek(), "a comma or )");
            } else {
                recover();
            }
        } catch (const Stop&) {
            recover();
        }
        ++count;
        if (is(TokenKind::end)) refuse(peek(), "a comma or )");
        if (take(TokenKind::comma) && is(TokenKind::close)) refuse(peek(), "an argument");
    }
    next();
    const std::size_t least = std::size_t{signature.count} - signature.optional;
    if (count >= least && count <= signature.count) return;
    const std::string most = count > signature.count ? article(signature.count) : article(least);
    fault("query_type", open,
          std::string(signature.name) + "() has " + article(count) + ", expected " + most + ": " +
              std::string(signature.usage),
          std::string(signature.usage));
}

void Parser::argument(Part& part, const Signature& signature, std::size_t place) {
    static const std::vector<std::string_view> effects = {"weakened", "incomplete", "stopped"};
    Value value;
    switch (signature.arguments[place]) {
        case Argument::set:
            part.children.push_back(expression());
            break;
        case Argument::predicate:
            part.children.push_back(predicate());
            break;
        case Argument::cause:
            causes(part);
            break;
        case Argument::number:
            value = whole_number();
            break;
        case Argument::duration:
            value = duration_value();
            break;
        case Argument::relation:
            value = relation_value();
            break;
        case Argument::field:
            value = ranking_field();
            break;
        case Argument::effect:
            value = word_value("effect", effects);
            break;
        case Argument::role: {
            std::vector<std::string_view> roles = words_of(FieldId::role);
            roles.emplace_back("owner");
            value = word_value("role", roles);
            break;
        }
        case Argument::changed:
        case Argument::rule: {
            const bool is_rule = signature.arguments[place] == Argument::rule;
            if (!is(TokenKind::name))
                refuse(peek(), is_rule ? "the id or name of a rule" : "the name of a field");
            value.text = next().text;
            break;
        }
    }
    part.values.push_back(std::move(value));
}

void Parser::causes(Part& part) {
    do {
        const Token& name = peek();
        const Signature* signature = name.kind == TokenKind::name && name.text.is_exact()
                                         ? find_function(name.text.text())
                                         : nullptr;
        if (signature == nullptr || !stands_in_broken_by(signature->function) ||
            peek(1).kind != TokenKind::open) {
            fault("query_type", name,
                  "found " + found(name) + ", expected a cause: fail(x), drop(x) or slip(x, 30d)",
                  "fail(x), drop(x) or slip(x, 30d)");
            throw Stop();
        }
        next();
        Part cause;
        cause.kind = PartKind::call;
        cause.function = signature->function;
        arguments(cause, *signature);
        part.children.push_back(add(std::move(cause), name));
    } while (take(TokenKind::bar));
}

Value Parser::relation_value() {
    Value value;
    switch (peek().kind) {
        case TokenKind::less:
            value.compare = Compare::less;
            break;
        case TokenKind::less_equal:
            value.compare = Compare::less_equal;
            break;
        case TokenKind::greater:
            value.compare = Compare::greater;
            break;
        case TokenKind::greater_equal:
            value.compare = Compare::greater_equal;
            break;
        case TokenKind::equal:
            value.compare = Compare::equal;
            break;
        case TokenKind::not_equal:
            value.compare = Compare::not_equal;
            break;
        default:
            fault("query_type", peek(),
                  "found " + found(peek()) + ", expected <, <=, >, >=, = or !=",
                  "<, <=, >, >=, = or !=");
            throw Stop();
    }
    next();
    return value;
}

Value Parser::whole_number() {
    const Token& token = peek();
    const std::optional<std::uint64_t> number = number_of(token);
    if (!number || (peek(1).kind != TokenKind::comma && peek(1).kind != TokenKind::close)) {
        fault("query_type", token, "found " + found(token) + ", expected a whole number",
              "a whole number");
        throw Stop();
    }
    next();
    Value value;
    value.number = *number;
    return value;
}

Value Parser::duration_value() {
    const Token& first = peek();
    const bool is_negative = take(TokenKind::minus);
    const Token& token = peek();
    const std::string text = token.kind == TokenKind::name ? token.text.text() : std::string();
    if (token.kind != TokenKind::name || !token.text.is_exact() || !parse_duration(text)) {
        fault("query_type", first, "found " + found(token) + ", expected a duration such as 10d",
              "a duration such as 10d");
        throw Stop();
    }
    next();
    Value value;
    value.text = Pattern((is_negative ? "-" : "") + text);
    return value;
}

Value Parser::word_value(std::string_view expected, const std::vector<std::string_view>& words) {
    if (!is(TokenKind::name)) {
        std::string choice;
        for (const std::string_view each : words)
            choice += (choice.empty() ? "" : ", ") + std::string(each);
        refuse(peek(), std::string(expected) + ", one of " + choice);
    }
    const Token& token = next();
    Value value;
    value.text = token.text;
    if (std::find(words.begin(), words.end(), token.text.text()) == words.end())
        unknown(token, expected, words);
    return value;
}

Value Parser::ranking_field() {
    Value value;
    value.is_negative = take(TokenKind::minus);
    if (!is(TokenKind::name)) refuse(peek(), "a field such as duration, or -due for the earliest");
    const Token& token = next();
    value.text = token.text;
    const Field* field = find_field(token.text.text());
    if (field != nullptr && field->type >= FieldType::number && field->type != FieldType::flag)
        return value;
    std::vector<std::string_view> names;
    for (const Field& each : fields())
        if (each.type >= FieldType::number && each.type <= FieldType::date)
            names.push_back(each.name);
    if (field == nullptr)
        unknown(token, "field", names);
    else
        fault("query_type", token,
              "\"" + std::string(field->name) + "\" is a " + std::string(word(field->type)) +
                  ", expected a field with a number, a duration or a date");
    return value;
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
