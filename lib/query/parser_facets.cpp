// What stands behind a colon.
#include "parser.hpp"

#include <utility>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {

PartId Parser::steps_facet(const Token& facet) {
    const Depth depth(*this);
    Part part;
    part.kind = PartKind::around;
    std::optional<std::uint64_t> steps;
    if (peek(1).kind == TokenKind::colon && peek(1).is_glued && number_of(peek())) {
        steps = number_of(next());
        next();
    }
    const bool is_before = facet.text.text() == "pre";
    part.has_before = is_before;
    part.has_after = !is_before;
    (is_before ? part.steps_before : part.steps_after) = steps;
    part.children.push_back(primary());
    return add(std::move(part), facet);
}

PartId Parser::node_name(const Token& facet) {
    Part part;
    part.kind = PartKind::name;
    for (const NodeKind kind :
         {NodeKind::requirement, NodeKind::goal, NodeKind::task, NodeKind::unit})
        if (facet.text.text() == planloom::word(kind)) part.of = kind;
    if (!is(TokenKind::name)) refuse(peek(), "the key of a " + facet.text.text());
    part.text = next().text;
    return add(std::move(part), facet);
}

PartId Parser::field_facet(const Token& facet) {
    switch (peek().kind) {
        case TokenKind::less:
            next();
            return test(facet, Compare::less, false);
        case TokenKind::less_equal:
            next();
            return test(facet, Compare::less_equal, false);
        case TokenKind::greater:
            next();
            return test(facet, Compare::greater, false);
        case TokenKind::greater_equal:
            next();
            return test(facet, Compare::greater_equal, false);
        default:
            break;
    }
    const bool is_any = is(TokenKind::name) && peek().text.is_anything();
    if (!is_any) return test(facet, Compare::equal, false);
    next();
    Part part;
    part.kind = PartKind::test;
    part.field = find_field(facet.text.text())->id;
    if (part.field == FieldId::attribute)
        part.attribute = facet.text.text().substr(std::string_view("attribute.").size());
    part.compare = Compare::given;
    return add(std::move(part), facet);
}

PartId Parser::is_facet_value(const Token& facet) {
    if (!is(TokenKind::name)) refuse(peek(), "what it is, such as milestone");
    const Token& value = next();
    const Field* flag = find_field(value.text.text());
    if (flag == nullptr || flag->type != FieldType::flag) {
        std::vector<std::string_view> flags;
        for (const Field& each : fields())
            if (each.type == FieldType::flag) flags.push_back(each.name);
        unknown(value, "flag", flags);
        return add({}, facet);
    }
    Part part;
    part.kind = PartKind::test;
    part.field = flag->id;
    part.compare = Compare::given;
    return add(std::move(part), facet);
}

PartId Parser::state_facet(const Token& facet) {
    if (!is(TokenKind::name)) refuse(peek(), "new, gone, changed, changed.FIELD or same");
    const Token& value = next();
    std::string state = value.text.text();
    Part part;
    part.kind = PartKind::call;
    std::string field;
    if (const std::size_t dot = state.find('.'); dot != std::string::npos) {
        field = state.substr(dot + 1);
        state.resize(dot);
    }
    if (state == "modified") state = "changed";
    const Signature* signature = find_function(state);
    if (signature == nullptr || signature->function < Function::is_new ||
        signature->function > Function::same ||
        (!field.empty() && signature->function != Function::changed)) {
        unknown(value, "state", {"new", "gone", "changed", "modified", "same"});
        return add({}, facet);
    }
    part.function = signature->function;
    part.children.push_back(add({}, facet));
    part.values.emplace_back();
    if (!field.empty()) {
        part.values.emplace_back();
        part.values.back().text = Pattern(field);
    }
    return add(std::move(part), facet);
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
