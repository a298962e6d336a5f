#include <planloom/query/query.hpp>

#include "evaluator.hpp"
#include "syntax.hpp"

#include <utility>

namespace planloom::query {

Query::Query(std::shared_ptr<const detail::Syntax> syntax) noexcept : syntax_(std::move(syntax)) {}

const std::string& Query::text() const noexcept {
    return syntax_->text;
}

std::string Query::describe() const {
    return detail::describe(*syntax_);
}

const std::vector<Fault>& Query::warnings() const noexcept {
    return syntax_->warnings;
}

bool operator==(const Query& a, const Query& b) noexcept {
    return detail::is_same(*a.syntax_, *b.syntax_);
}

Query compile(std::string_view text) {
    return Query(std::make_shared<const detail::Syntax>(detail::parse(text)));
}

Result run(const Query& query, const PlanGraph& graph, const Context& context, Monitor* monitor) {
    return detail::Evaluator(*query.syntax_, graph, context, monitor).run();
}

Result run(std::string_view text, const PlanGraph& graph, const Context& context,
           Monitor* monitor) {
    return run(compile(text), graph, context, monitor);
}

}  // namespace planloom::query
