#include "parser.hpp"

#include <planloom/core/utf8.hpp>

#include "nearest_word.hpp"

#include <algorithm>
#include <utility>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

constexpr std::size_t max_faults = 20;

}  // namespace

Parser::Parser(std::string_view text) : text_(text) {
    if (text.size() > max_query_length) {
        throw QueryError({{"query_syntax",
                           {},
                           "the query has " + std::to_string(text.size()) + " bytes; at most " +
                               std::to_string(max_query_length) + " are read"}});
    }
    tokens_ = tokenize(text, faults_);
    has_odd_characters_ = !faults_.empty();
}

Syntax Parser::run() {
    PartId root = no_part;
    try {
        root = expression();
        if (!is(TokenKind::end)) refuse(peek(), "|, &, - or the end");
    } catch (const Stop&) {
        root = no_part;
    }
    if (!faults_.empty()) throw QueryError(std::move(faults_));
    return {std::string(text_), std::move(parts_), root, std::move(warnings_)};
}

const Token& Parser::peek(std::size_t ahead) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const Token& Parser::next() {
    const Token& token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
}

bool Parser::is_word(std::string_view word, std::size_t ahead) const {
    const Token& token = peek(ahead);
    return token.kind == TokenKind::name && !token.is_quoted && token.text.is_exact() &&
           token.text.parts().front() == word;
}

bool Parser::take(TokenKind kind) {
    if (!is(kind)) return false;
    next();
    return true;
}

void Parser::expect(TokenKind kind, std::string_view expected) {
    if (!take(kind)) refuse(peek(), expected);
}

void Parser::recover() {
    std::size_t open = 0;
    for (; !is(TokenKind::end); next()) {
        if (is(TokenKind::open)) ++open;
        if (open == 0 && (is(TokenKind::comma) || is(TokenKind::close))) return;
        if (is(TokenKind::close)) --open;
    }
}

PartId Parser::add(Part part, const Token& from) {
    const Token& last = tokens_[at_ > 0 ? at_ - 1 : 0];
    part.place.offset = from.offset;
    part.place.length = std::max(last.offset + last.length, from.offset) - from.offset;
    parts_.push_back(std::move(part));
    return static_cast<PartId>(parts_.size() - 1);
}

std::string Parser::found(const Token& token) const {
    if (token.kind == TokenKind::end) return "the end of the query";
    return "\"" + escape_controls(text_.substr(token.offset, token.length)) + "\"";
}

void Parser::fault(std::string code, const Token& token, std::string message, std::string expected,
                   std::string nearest) {
    // What reads oddly without a character that was left out is told by that character.
    if (faults_.size() >= max_faults || (has_odd_characters_ && code == "query_syntax")) return;
    faults_.push_back({std::move(code), place_of(text_, token.offset, token.length),
                       std::move(message), std::move(expected), std::move(nearest)});
}

void Parser::refuse_depth() {
    fault(
        "query_syntax", peek(),
        "more than " + std::to_string(max_query_depth) + " parts of the query stand in each other");
    throw Stop();
}

void Parser::refuse(const Token& token, std::string_view expected) {
    fault("query_syntax", token, "found " + found(token) + ", expected " + std::string(expected),
          std::string(expected));
    throw Stop();
}

void Parser::unknown(const Token& token, std::string_view what,
                     const std::vector<std::string_view>& known) {
    const std::string name = token.text.text();
    const std::string best = nearest_word(name, known);
    std::string message = "unknown " + std::string(what) + " \"" + escape_controls(name) + "\"";
    if (!best.empty()) message += "; the nearest is \"" + best + "\"";
    fault("query_name", token, std::move(message), std::string(what), best);
}

PartId Parser::expression() {
    return is_word("let") && peek(1).kind == TokenKind::name && peek(2).kind == TokenKind::equal
               ? let()
               : chain();
}

PartId Parser::let() {
    const Depth depth(*this);
    const Token& first = next();
    const Token& name = next();
    expect(TokenKind::equal, "=");
    Part part;
    part.kind = PartKind::let;
    part.text = Pattern(name.text.text());
    part.children.push_back(expression());
    if (!is_word("in")) refuse(peek(), "in, and what the name is for");
    next();
    part.children.push_back(expression());
    return add(std::move(part), first);
}

PartId Parser::chain() {
    const Token& first = peek();
    Part part;
    part.kind = PartKind::chain;
    part.children.push_back(meet());
    const Token* mixed = nullptr;
    while (is(TokenKind::bar) || is(TokenKind::minus)) {
        const Token& sign = next();
        part.is_minus.push_back(sign.kind == TokenKind::minus);
        if (mixed == nullptr && part.is_minus.back() != part.is_minus.front()) mixed = &sign;
        part.children.push_back(meet());
    }
    if (part.children.size() == 1) return part.children.front();
    if (mixed != nullptr) {
        warnings_.push_back({"mixed_operators", place_of(text_, mixed->offset, mixed->length),
                             "| and - stand side by side and are read from left to right; "
                             "brackets say which comes first"});
    }
    return add(std::move(part), first);
}

PartId Parser::meet() {
    const Token& first = peek();
    Part part;
    part.kind = PartKind::meet;
    part.children.push_back(factor());
    while (take(TokenKind::amp)) part.children.push_back(factor());
    if (part.children.size() == 1) return part.children.front();
    return add(std::move(part), first);
}

PartId Parser::factor() {
    PartId part = shorthand();
    if (is(TokenKind::at)) part = revision(part);
    return part;
}

PartId Parser::shorthand() {
    const Depth depth(*this);
    const Token& first = peek();
    Part part;
    part.kind = PartKind::around;
    if (peek(1).kind == TokenKind::less && peek(1).is_glued && number_of(first))
        part.steps_before = number_of(next());
    part.has_before = take(TokenKind::less);
    const PartId of = primary();
    if (take(TokenKind::greater)) {
        part.has_after = true;
        if (peek().is_glued && is(TokenKind::name)) {
            part.steps_after = number_of(peek());
            if (!part.steps_after) refuse(peek(), "a number of steps behind >");
            next();
        }
    }
    if (!part.has_before && !part.has_after) return of;
    part.children.push_back(of);
    return add(std::move(part), first);
}

PartId Parser::revision(PartId of) {
    const Token& first = next();
    Part part;
    part.kind = PartKind::at;
    part.children.push_back(of);
    if (is(TokenKind::name)) part.older = next().text.text();
    if (take(TokenKind::dots)) {
        part.is_range = true;
        if (is(TokenKind::name) && peek().is_glued) part.newer = next().text.text();
    } else {
        std::swap(part.older, part.newer);
    }
    if (part.older.empty() && part.newer.empty()) refuse(peek(), "the name of a revision");
    return add(std::move(part), first);
}

PartId Parser::primary() {
    switch (peek().kind) {
        case TokenKind::open:
            return brackets();
        case TokenKind::dollar:
            return named_set();
        case TokenKind::name:
            return name_or_facet();
        default:
            break;
    }
    refuse(peek(), "a key, a function such as before(...), a facet such as status:open, or *");
}

PartId Parser::brackets() {
    next();
    PartId part = no_part;
    try {
        part = expression();
        if (!is(TokenKind::close)) refuse(peek(), "|, &, - or )");
    } catch (const Stop&) {
        recover();
        if (!take(TokenKind::close)) throw;
        return no_part;
    }
    next();
    return part;
}

PartId Parser::named_set() {
    const Token& first = next();
    if (!is(TokenKind::name)) refuse(peek(), "the name of a set behind $");
    Part part;
    part.kind = PartKind::named_set;
    part.text = Pattern(next().text.text());
    return add(std::move(part), first);
}

PartId Parser::name_or_facet() {
    const Token& name = next();
    if (is(TokenKind::open) && peek().is_glued && !name.is_quoted) return call(name);
    if (is(TokenKind::colon) && peek().is_glued) {
        next();
        const std::string facet = name.text.text();
        if (facet == "pre" || facet == "post") return steps_facet(name);
        if (facet == "is") return is_facet_value(name);
        if (facet == "state") return state_facet(name);
        for (const NodeKind kind :
             {NodeKind::requirement, NodeKind::goal, NodeKind::task, NodeKind::unit})
            if (facet == planloom::word(kind)) return node_name(name);
        if (find_field(facet) != nullptr) return field_facet(name);
        unknown(name, "facet", facet_names());
        // The value is read all the same, so that what follows is not told as a fault too.
        while (is(TokenKind::less) || is(TokenKind::less_equal) || is(TokenKind::greater) ||
               is(TokenKind::greater_equal))
            next();
        if (is(TokenKind::name)) next();
        return add({}, name);
    }
    Part part;
    part.kind = name.text.is_anything() ? PartKind::everything : PartKind::name;
    if (part.kind == PartKind::name) part.text = name.text;
    return add(std::move(part), name);
}

Syntax parse(std::string_view text) {
    return Parser(text).run();
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
