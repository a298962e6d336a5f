// Names in a query, bound to nodes, sets, rules and revisions before anything is computed.
#include <planloom/core/duration.hpp>
#include <planloom/core/utf8.hpp>

#include "evaluator.hpp"
#include "nearest_word.hpp"

#include <algorithm>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

std::string quoted(std::string_view text) {
    return "\"" + escape_controls(text) + "\"";
}

std::string unknown(std::string_view what, std::string_view name, std::string_view nearest) {
    std::string message = "unknown " + std::string(what) + " " + quoted(name);
    if (!nearest.empty()) message += "; the nearest is " + quoted(nearest);
    return message;
}

/// The key most like a name among nodes of some kinds, or the function that was meant.
std::string nearest_name(const Plan& plan, std::optional<NodeKind> of, const std::string& name) {
    std::vector<std::string_view> keys;
    const Universe universe(plan);
    for (const NodeKind kind : all_kinds) {
        if (of && *of != kind) continue;
        const std::uint32_t end = std::min(universe.end(kind), universe.first(kind) + 20'000 / 4);
        for (std::uint32_t i = universe.first(kind); i < end; ++i)
            keys.push_back(plan.key(universe.node(i)));
    }
    if (std::string best = nearest_word(name, keys); !best.empty()) return best;
    // Who writes a title means the node that has it.
    for (const NodeKind kind : all_kinds) {
        if (of && *of != kind) continue;
        for (std::uint32_t i = universe.first(kind); i < universe.end(kind); ++i)
            if (plan.title(universe.node(i)) == name)
                return std::string(plan.key(universe.node(i)));
    }
    const std::size_t open = name.find('(');
    if (open == std::string::npos) return {};
    std::vector<std::string_view> functions;
    for (const Signature& each : signatures()) functions.push_back(each.name);
    const std::string best = nearest_word(name.substr(0, open), functions);
    return best.empty() ? best : best + "(";
}

}  // namespace

void Evaluator::bind(PartId id, const Stage& stage) {
    const Part& part = syntax_.at(id);
    switch (part.kind) {
        case PartKind::name:
            if (part.text.is_exact()) bind_name(id, stage);
            return;
        case PartKind::test:
            if (field(part.field).type == FieldType::node && part.field != FieldId::parent &&
                part.text.is_exact() &&
                (part.compare == Compare::equal || part.compare == Compare::not_equal ||
                 part.compare == Compare::has))
                bind_unit(id, stage);
            return;
        case PartKind::named_set:
            bind_set(part);
            return;
        case PartKind::let:
            bind(part.children[0], stage);
            names_.push_back(part.text.text());
            bind(part.children[1], stage);
            names_.pop_back();
            return;
        case PartKind::at:
            if (const std::optional<Stage> there = stage_at(part, stage))
                bind(part.children.front(), *there);
            return;
        case PartKind::call:
            break;
        default:
            bind_children(part, stage);
            return;
    }
    Stage inner = stage;
    switch (part.function) {
        case Function::is_new:
        case Function::changed:
        case Function::same:
        case Function::gone:
            if (!has_older(part, inner)) return;
            if (part.function == Function::changed) bind_changed(part, inner);
            if (part.function == Function::gone) inner = {*inner.older, {}};
            break;
        case Function::findings:
            bind_findings(part);
            return;
        case Function::critical:
        case Function::slack:
        case Function::slip:
            bind_duration(part, stage);
            break;
        default:
            break;
    }
    bind_children(part, inner);
}

void Evaluator::bind_children(const Part& part, const Stage& stage) {
    for (const PartId child : part.children) bind(child, stage);
}

void Evaluator::bind_name(PartId id, const Stage& stage) {
    const Part& part = syntax_.at(id);
    const Ground& here = ground(stage.graph);
    const std::string name = part.text.text();
    std::vector<Node> nodes = here.plan().find_nodes(name);
    if (part.of) {
        // A key may itself hold a colon, so the kind is not written before it.
        std::erase_if(nodes, [&](Node node) { return node.kind != *part.of; });
    }
    if (nodes.size() == 1) {
        bound_[id] = here.universe().number(nodes.front());
        return;
    }
    const std::string in = stage.graph == 0
                               ? std::string()
                               : " in revision " + quoted(context_.revisions[stage.graph - 1].name);
    if (nodes.empty()) {
        const std::string best = nearest_name(here.plan(), part.of, name);
        const std::string_view what = part.of ? planloom::word(*part.of) : "key";
        fault("query_name", part, unknown(what, name, best) + in, std::string(what), best);
        return;
    }
    std::string choice;
    for (const Node node : nodes)
        choice += (choice.empty() ? "" : " or ") + std::string(planloom::word(node.kind)) + ":" +
                  escape_controls(name);
    fault("query_name", part, quoted(name) + " names several nodes" + in + ": write " + choice,
          choice);
}

void Evaluator::bind_unit(PartId id, const Stage& stage) {
    const Part& part = syntax_.at(id);
    const Plan& plan = ground(stage.graph).plan();
    const std::string name = part.text.text();
    if (const std::optional<UnitId> unit = plan.find_unit(name)) {
        bound_[id] = unit->value();
        return;
    }
    const std::string best = nearest_name(plan, NodeKind::unit, name);
    fault("query_name", part, unknown("unit", name, best), "unit", best);
}

void Evaluator::bind_set(const Part& part) {
    const std::string name = part.text.text();
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) return;
    std::vector<std::string_view> known(names_.begin(), names_.end());
    for (const auto& [each, members] : context_.sets) {
        if (each == name) return;
        known.push_back(each);
    }
    const std::string best = nearest_word(name, known);
    fault("query_name", part, unknown("set", "$" + name, best.empty() ? best : "$" + best), "set",
          best);
}

void Evaluator::bind_findings(const Part& part) {
    if (!context_.findings) {
        fault("query_context", part,
              "findings() needs what a check found, and here there is no check");
        return;
    }
    if (!findings_) findings_ = context_.findings(monitor_);
    const Pattern& rule = part.values.front().text;
    if (!rule.is_exact()) return;
    std::vector<std::string_view> known;
    for (const RuleSubjects& each : *findings_) {
        known.push_back(each.rule);
        known.push_back(each.name);
        if (rule.matches(each.rule) || rule.matches(each.name)) return;
    }
    const std::string best = nearest_word(rule.text(), known);
    fault("query_name", part, unknown("rule", rule.text(), best), "rule", best);
}

void Evaluator::bind_changed(const Part& part, const Stage& stage) {
    if (part.values.size() < 2 || !part.values[1].text.is_exact()) return;
    const std::span<const std::string_view> known = changes(*stage.older, stage.graph).fields();
    const std::string name = part.values[1].text.text();
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    const std::string best = nearest_word(name, known);
    fault("query_name", part, unknown("field", name, best), "field", best);
}

void Evaluator::bind_duration(const Part& part, const Stage& stage) {
    const Plan& plan = ground(stage.graph).plan();
    const Signature& signature = detail::signature(part.function);
    for (std::size_t i = 0; i < part.values.size(); ++i) {
        if (signature.arguments[i] != Argument::duration) continue;
        const std::string text = part.values[i].text.text();
        if (!parse_duration(text, plan.head().work))
            fault("query_type", part,
                  "in this plan's days and weeks " + quoted(text) + " comes to no whole minutes");
    }
}

std::optional<std::size_t> Evaluator::find_revision(const Part& part, const std::string& name) {
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < context_.revisions.size(); ++i) {
        if (context_.revisions[i].name == name) return i + 1;
        known.push_back(context_.revisions[i].name);
    }
    if (known.empty()) {
        fault("query_context", part,
              "there is no other revision of the plan here, so " + quoted(name) + " is none");
        return std::nullopt;
    }
    const std::string best = nearest_word(name, known);
    std::string message = unknown("revision", name, best);
    if (best.empty()) {
        message += ": there is";
        for (const std::string_view each : known) message += " " + quoted(each);
    }
    fault("query_name", part, std::move(message), "revision", best);
    return std::nullopt;
}

std::optional<Stage> Evaluator::stage_at(const Part& part, const Stage& stage) {
    Stage there;
    there.graph = stage.graph;
    if (!part.newer.empty()) {
        const std::optional<std::size_t> newer = find_revision(part, part.newer);
        if (!newer) return std::nullopt;
        there.graph = *newer;
    }
    if (!part.older.empty()) {
        there.older = find_revision(part, part.older);
        if (!there.older) return std::nullopt;
    }
    return there;
}

bool Evaluator::has_older(const Part& part, Stage& stage) {
    if (stage.older) return true;
    if (!context_.before.empty()) {
        stage.older = find_revision(part, context_.before);
        return stage.older.has_value();
    }
    if (context_.revisions.size() == 1 && stage.graph == 0) {
        stage.older = 1;
        return true;
    }
    const std::string name(detail::signature(part.function).name);
    if (context_.revisions.empty()) {
        fault("query_context", part,
              name + "() compares with another revision of the plan, and here there is none");
    } else {
        fault("query_context", part,
              name + "() does not say with what it compares: write it, as in " + name + "(x) @ " +
                  context_.revisions.front().name + "..");
    }
    return false;
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
