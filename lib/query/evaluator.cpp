#include "evaluator.hpp"

#include <planloom/core/utf8.hpp>

#include "tokens.hpp"

#include <algorithm>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

void join(std::vector<NodeSet>& all, const std::vector<NodeSet>& more) {
    if (all.size() < more.size()) all.resize(more.size());
    for (std::size_t i = 0; i < more.size(); ++i) {
        if (all[i].has_no_room())
            all[i] = more[i];
        else if (!more[i].has_no_room())
            all[i] |= more[i];
    }
}

void take_away(std::vector<NodeSet>& all, const std::vector<NodeSet>& less) {
    for (std::size_t i = 0; i < std::min(all.size(), less.size()); ++i)
        if (!less[i].has_no_room() && !all[i].has_no_room()) all[i] -= less[i];
}

void keep_common(std::vector<NodeSet>& all, const std::vector<NodeSet>& others) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i >= others.size() || others[i].has_no_room())
            all[i] = NodeSet();
        else if (!all[i].has_no_room())
            all[i] &= others[i];
    }
}

}  // namespace

Evaluator::Evaluator(const Syntax& syntax, const PlanGraph& graph, const Context& context,
                     Monitor* monitor)
    : syntax_(syntax), context_(context), monitor_(monitor), graphs_{&graph} {
    for (const Revision& each : context.revisions) graphs_.push_back(each.graph);
    grounds_.resize(graphs_.size());
    bound_.assign(syntax.parts.size(), no_node);
    path_part_ = syntax.root;
    while (syntax.at(path_part_).kind == PartKind::let)
        path_part_ = syntax.at(path_part_).children[1];
    const Part& part = syntax.at(path_part_);
    if (part.kind != PartKind::call ||
        (part.function != Function::path && part.function != Function::paths &&
         part.function != Function::cycles))
        path_part_ = no_part;
}

Result Evaluator::run() {
    bind(syntax_.root, {});
    if (!faults_.empty()) throw QueryError(std::move(faults_));
    const Answer answer = evaluate(syntax_.root, {}, {});
    if (!faults_.empty()) throw QueryError(std::move(faults_));
    Result result;
    const auto list = [&](std::optional<std::size_t> revision, const NodeSet& nodes) {
        const Universe& universe = ground(revision ? *revision + 1 : 0).universe();
        nodes.each([&](std::uint32_t number) {
            if (result.total++ >= context_.max_nodes) return;
            Found found{revision, universe.node(number)};
            if (context_.explain && !revision) {
                for (const Why& why : answer.whys)
                    if (!found.why) found.why = why(number);
            }
            result.found.push_back(std::move(found));
        });
    };
    list({}, answer.nodes);
    for (std::size_t i = 0; i < answer.elsewhere.size(); ++i)
        if (!answer.elsewhere[i].has_no_room()) list(i, answer.elsewhere[i]);
    result.is_path = path_part_ != no_part;
    result.paths = std::move(found_paths_);
    result.shortest_paths = shortest_paths_;
    result.are_paths_cut = are_paths_cut_;
    result.warnings = syntax_.warnings;
    result.warnings.insert(result.warnings.end(), warnings_.begin(), warnings_.end());
    return result;
}

Answer Evaluator::evaluate(PartId id, const Stage& stage, Scope scope) {
    const Part& part = syntax_.at(id);
    switch (part.kind) {
        case PartKind::everything:
            return {ground(stage.graph).everything()};
        case PartKind::name:
            return name(id, ground(stage.graph));
        case PartKind::test:
            return tested(id, ground(stage.graph), scope);
        case PartKind::named_set:
            return named_set(part, stage);
        case PartKind::chain:
            return chain(part, stage, scope);
        case PartKind::meet:
            return meet(part, stage, scope);
        case PartKind::around:
            return around(part, stage);
        case PartKind::call:
            return call(id, stage, scope);
        case PartKind::let: {
            Answer bound = evaluate(part.children[0], stage, {});
            bindings_.push_back({part.text.text(), stage.graph, std::move(bound)});
            Answer answer = evaluate(part.children[1], stage, scope);
            bindings_.pop_back();
            return answer;
        }
        case PartKind::at:
            return at(part, stage);
        default:
            return predicate(id, stage, scope);
    }
}

Answer Evaluator::tested(PartId id, Ground& ground, Scope scope) {
    const Part& part = syntax_.at(id);
    NodeSet nodes = test(ground, part, bound_[id], scope);
    if (!nodes.is_empty() || part.compare != Compare::equal || !part.text.is_exact())
        return {std::move(nodes)};
    const std::string value =
        std::string(field(part.field).name) + " \"" + escape_controls(part.text.text()) + "\"";
    const FieldId f = part.field;
    const bool is_open =
        f == FieldId::tag || f == FieldId::level || f == FieldId::region || f == FieldId::section;
    if (scope && !test(ground, part, bound_[id], {}).is_empty()) {
        const std::string kind(planloom::word(*scope));
        warn("no_such_value", part,
             "no " + kind + " itself has the " + value + "; let x = " + std::string(field(f).name) +
                 ":... in " + kind + "s($x) are those of what has it");
    } else if (is_open) {
        warn("no_such_value", part, "nothing has the " + value);
    }
    return {std::move(nodes)};
}

Answer Evaluator::name(PartId id, Ground& ground) {
    const Part& part = syntax_.at(id);
    NodeSet nodes = ground.empty();
    if (part.text.is_exact()) {
        nodes.insert(bound_[id]);
        return {std::move(nodes)};
    }
    if (part.text.is_anything()) return {part.of ? ground.of(*part.of) : ground.everything()};
    const Universe& universe = ground.universe();
    Pulse pulse(monitor_);
    for (const NodeKind kind : all_kinds) {
        if (part.of && *part.of != kind) continue;
        for (std::uint32_t i = universe.first(kind); i < universe.end(kind); ++i) {
            pulse.beat();
            if (ground.fits(part.text, universe.node(i))) nodes.insert(i);
        }
    }
    return {std::move(nodes)};
}

Answer Evaluator::named_set(const Part& part, const Stage& stage) {
    const std::string name = part.text.text();
    for (std::size_t i = bindings_.size(); i-- > 0;)
        if (bindings_[i].name == name)
            return moved(bindings_[i].answer, bindings_[i].graph, stage.graph);
    const Universe& universe = ground(0).universe();
    NodeSet nodes = ground(0).empty();
    for (const auto& [known, members] : context_.sets) {
        if (known != name) continue;
        for (const Node node : members) nodes.insert(universe.number(node));
        break;
    }
    return moved({std::move(nodes)}, 0, stage.graph);
}

Answer Evaluator::chain(const Part& part, const Stage& stage, Scope scope) {
    Answer answer = evaluate(part.children.front(), stage, scope);
    for (std::size_t i = 1; i < part.children.size(); ++i) {
        Answer next = evaluate(part.children[i], stage, scope);
        if (part.is_minus[i - 1]) {
            answer.nodes -= next.nodes;
            take_away(answer.elsewhere, next.elsewhere);
            continue;
        }
        answer.nodes |= next.nodes;
        join(answer.elsewhere, next.elsewhere);
        answer.whys.insert(answer.whys.end(), next.whys.begin(), next.whys.end());
    }
    return answer;
}

Answer Evaluator::meet(const Part& part, const Stage& stage, Scope scope) {
    Answer answer = evaluate(part.children.front(), stage, scope);
    for (std::size_t i = 1; i < part.children.size(); ++i) {
        Answer next = evaluate(part.children[i], stage, scope);
        answer.nodes &= next.nodes;
        keep_common(answer.elsewhere, next.elsewhere);
        answer.whys.insert(answer.whys.end(), next.whys.begin(), next.whys.end());
    }
    return answer;
}

Answer Evaluator::predicate(PartId id, const Stage& stage, Scope scope) {
    const Part& part = syntax_.at(id);
    if (part.kind == PartKind::test) return {test(ground(stage.graph), part, bound_[id], scope)};
    Answer answer = predicate(part.children.front(), stage, scope);
    if (part.kind == PartKind::negation) {
        NodeSet all = ground(stage.graph).everything();
        all -= answer.nodes;
        return {std::move(all)};
    }
    for (std::size_t i = 1; i < part.children.size(); ++i) {
        const Answer next = predicate(part.children[i], stage, scope);
        if (part.kind == PartKind::either)
            answer.nodes |= next.nodes;
        else
            answer.nodes &= next.nodes;
    }
    return answer;
}

Answer Evaluator::around(const Part& part, const Stage& stage) {
    Ground& here = ground(stage.graph);
    const NodeSet seeds = argument(part, 0, stage);
    Answer answer{seeds};
    const auto add = [&](Direction direction, std::optional<std::uint64_t> steps) {
        Answer side = spread(here, seeds, direction, steps, part);
        answer.nodes |= side.nodes;
        answer.whys.insert(answer.whys.end(), side.whys.begin(), side.whys.end());
    };
    if (part.has_before) add(Direction::backward, part.steps_before);
    if (part.has_after) add(Direction::forward, part.steps_after);
    return answer;
}

Answer Evaluator::at(const Part& part, const Stage& stage) {
    const Stage there = *stage_at(part, stage);
    return moved(evaluate(part.children.front(), there, {}), there.graph, stage.graph);
}

Answer Evaluator::moved(Answer answer, std::size_t from, std::size_t to) {
    if (from == to || graphs_[from] == graphs_[to]) return answer;
    const Universe& here = ground(from).universe();
    const Universe& there = ground(to).universe();
    const Changes& link = changes(from, to);
    Answer found{ground(to).empty(), std::move(answer.elsewhere)};
    NodeSet lost = ground(from).empty();
    answer.nodes.each([&](std::uint32_t number) {
        if (const std::optional<Node> node = link.newer(here.node(number)))
            found.nodes.insert(there.number(*node));
        else
            lost.insert(number);
    });
    if (from > 0 && !lost.is_empty()) {
        std::vector<NodeSet> more(from);
        more[from - 1] = std::move(lost);
        join(found.elsewhere, more);
    }
    return found;
}

NodeSet Evaluator::argument(const Part& part, std::size_t child, const Stage& stage, Scope scope) {
    Answer answer = evaluate(part.children[child], stage, scope);
    std::size_t count = 0;
    for (const NodeSet& each : answer.elsewhere) count += each.size();
    if (count > 0) leave_out(part, count, "that the plan no longer has");
    return std::move(answer.nodes);
}

Ground& Evaluator::ground(std::size_t graph) {
    if (!grounds_[graph])
        grounds_[graph] = std::make_unique<Ground>(*graphs_[graph], context_, monitor_);
    return *grounds_[graph];
}

const Changes& Evaluator::changes(std::size_t older, std::size_t newer) {
    std::shared_ptr<const Changes>& held = changes_[{older, newer}];
    if (held) return *held;
    const Plan& before = graphs_[older]->plan();
    const Plan& after = graphs_[newer]->plan();
    if (context_.changes)
        held = context_.changes(before, after);
    else
        held = compare_by_key(before, after);
    return *held;
}

Minutes Evaluator::minutes(const Value& value, const Ground& ground) const {
    return parse_duration(value.text.text(), ground.plan().head().work).value_or(0);
}

void Evaluator::leave_out(const Part& part, std::size_t count, const std::string& what) {
    warn("left_out", part,
         std::to_string(count) + (count == 1 ? " node " : " nodes ") + what +
             (count == 1 ? " was" : " were") + " left out");
}

void Evaluator::fault(std::string code, const Part& part, std::string message, std::string expected,
                      std::string nearest) {
    faults_.push_back({std::move(code),
                       place_of(syntax_.text, part.place.offset, part.place.length),
                       std::move(message), std::move(expected), std::move(nearest)});
}

void Evaluator::warn(std::string code, const Part& part, std::string message, std::string nearest) {
    Fault warning{std::move(code),
                  place_of(syntax_.text, part.place.offset, part.place.length),
                  std::move(message),
                  {},
                  std::move(nearest)};
    if (std::find(warnings_.begin(), warnings_.end(), warning) == warnings_.end())
        warnings_.push_back(std::move(warning));
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
