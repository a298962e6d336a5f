#include "custom_rules.hpp"

#include <planloom/core/contract.hpp>

#include "relations.hpp"
#include "rule_text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace planloom::coverage {
namespace {

/// A node that was selected, and what the relation leads to.
struct Seen {
    Node node;
    std::vector<Node> hits = {}, others = {};
};

std::string percent(std::size_t part, std::size_t total) {
    return number_text(100.0 * static_cast<double>(part) / static_cast<double>(total)) + '%';
}

/// The text with its fields filled in; what is in braces and no field stays.
std::string filled(std::string_view text,
                   const std::vector<std::pair<std::string, std::string>>& fields,
                   bool is_chinese) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        out += text.substr(0, open);
        text.remove_prefix(open);
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos) break;
        const std::string_view name = text.substr(1, close - 1);
        const auto found = std::find_if(fields.begin(), fields.end(),
                                        [&](const auto& each) { return each.first == name; });
        out += found == fields.end() ? text.substr(0, close + 1)
                                     : in_words(name, found->second, is_chinese);
        text.remove_prefix(close + 1);
    }
    return out += text;
}

/// The sentences of rules that have none of their own.
struct Sentences {
    std::string_view en, zh;
};

Sentences sentences(const CustomRule& rule) {
    switch (rule.shape) {
        case RuleShape::required:
            if (rule.max)
                return {
                    "{kind} {node} has {count} where {min} to {max} are required ({relation}: "
                    "{target})",
                    "{kind} {node} 的“{relation}”中符合“{target}”的有 {count} 个，应为 "
                    "{min}—{max} 个"};
            return {
                "{kind} {node} has {count} where at least {min} is required ({relation}: "
                "{target})",
                "{kind} {node} 的“{relation}”中符合“{target}”的有 {count} 个，应不少于 {min} "
                "个"};
        case RuleShape::forbidden:
            return {"{kind} {node} has what is forbidden ({relation}: {target}): {found}",
                    "{kind} {node} 的“{relation}”中不得有“{target}”，现有 {found}"};
        case RuleShape::allowed:
            return {"{kind} {node} has what is not allowed ({relation} outside {target}): {found}",
                    "{kind} {node} 的“{relation}”只允许“{target}”，现有 {found}"};
        case RuleShape::ratio:
            break;
    }
    return {
        "{count} of {total} ({share}) have what is asked for ({relation}: {target}), expected "
        "{wanted}",
        "{total} 项中有 {count} 项（{share}）的“{relation}”符合“{target}”，应{wanted_zh}"};
}

class CustomRun {
public:
    CustomRun(const Facts& facts, const CustomRule& rule, const RuleSetting* setting,
              Selector& selector)
        : facts_(facts),
          rule_(rule),
          words_(as_rule(rule)),
          run_(facts, words_, setting, facts.monitor),
          selector_(selector) {}

    [[nodiscard]] CustomResult run() && {
        if (!select()) return std::move(result_);
        if (rule_.shape == RuleShape::ratio) {
            check_ratio();
        } else {
            for (const Seen& each : seen_) check_node(each);
        }
        result_.findings = run_.take_findings();
        for (Finding& each : result_.findings) say(each);
        return std::move(result_);
    }

private:
    /// What the engine asks of a rule, with the plan's own id.
    [[nodiscard]] static Rule as_rule(const CustomRule& rule) {
        Rule words;
        words.id = rule.id;
        words.name = rule.id;
        words.severity = rule.severity;
        return words;
    }

    bool skip(std::string en, std::string zh) {
        result_.not_evaluated = NotEvaluated{rule_.id, std::move(en), std::move(zh)};
        return false;
    }

    /// Finds what the rule speaks of.
    /// @return whether there is anything
    bool select() {
        const Selection& selected = selector_.select(rule_.select);
        if (!selected.fault.empty())
            return skip("its selection cannot be asked of this plan: " + selected.fault,
                        "无法按“" + rule_.select + "”在本方案中选取：" + selected.fault);
        const Selection* target = rule_.target.empty() ? nullptr : &selector_.select(rule_.target);
        if (target != nullptr && !target->fault.empty())
            return skip("its target cannot be asked of this plan: " + target->fault,
                        "无法按“" + rule_.target + "”在本方案中选取：" + target->fault);
        for (const Node node : selector_.select(rule_.select).nodes) {
            const auto ends = follow(facts_.graph, node, rule_.relation);
            if (!ends) continue;
            Seen seen{node};
            for (const Node end : *ends) {
                const bool is_hit =
                    target == nullptr ||
                    std::binary_search(target->nodes.begin(), target->nodes.end(), end);
                (is_hit ? seen.hits : seen.others).push_back(end);
            }
            seen_.push_back(std::move(seen));
        }
        if (!seen_.empty()) return true;
        return skip("it selects nothing that can have the relation \"" + rule_.relation + "\"",
                    "没有选取到可以具有“" + rule_.relation + "”关系的内容");
    }

    [[nodiscard]] bool has_enough(const Seen& seen) const {
        return seen.hits.size() >= static_cast<std::size_t>(rule_.min) &&
               (!rule_.max || seen.hits.size() <= static_cast<std::size_t>(*rule_.max));
    }

    void check_node(const Seen& seen) {
        const bool is_required = rule_.shape == RuleShape::required;
        const std::vector<Node>& found =
            rule_.shape == RuleShape::allowed ? seen.others : seen.hits;
        if (is_required                         ? has_enough(seen)
            : rule_.shape == RuleShape::allowed ? found.empty()
                                                : !has_enough(seen))
            return;
        std::vector<std::string> names;
        for (const Node each : found) names.push_back(run_.name(each));
        Draft draft{.subjects = {seen.node}};
        const std::string key = run_.name(seen.node);
        draft.arguments = {{"kind", std::string(word(seen.node.kind))},
                           {"node", key},
                           {std::string(word(seen.node.kind)), key},
                           {"found", list_text(names)},
                           {"count", std::to_string(found.size())}};
        draft.witness = std::move(names);
        add_bounds(draft);
        run_.report(std::move(draft));
    }

    void check_ratio() {
        std::vector<Node> with, without;
        for (const Seen& each : seen_) (has_enough(each) ? with : without).push_back(each.node);
        check_share(rule_.at_least, true, with.size(), without);
        check_share(rule_.at_most, false, with.size(), with);
    }

    void check_share(std::optional<double> threshold, bool is_floor, std::size_t count,
                     const std::vector<Node>& offenders) {
        if (!threshold) return;
        const Ratio ratio{.rule = rule_.id,
                          .numerator = count,
                          .denominator = seen_.size(),
                          .threshold = *threshold,
                          .is_floor = is_floor};
        result_.ratios.push_back(ratio);
        if (ratio.passes()) return;
        const std::string limit = number_text(*threshold * 100) + '%';
        Draft draft{.subjects = offenders};
        draft.is_plan_wide = true;
        draft.discriminator = is_floor ? "at_least" : "at_most";
        draft.arguments = {{"count", std::to_string(count)},
                           {"total", std::to_string(seen_.size())},
                           {"share", percent(count, seen_.size())},
                           {"threshold", limit},
                           {"wanted", (is_floor ? "at least " : "at most ") + limit},
                           {"wanted_zh", (is_floor ? "不低于 " : "不高于 ") + limit}};
        add_bounds(draft);
        run_.report(std::move(draft));
    }

    void add_bounds(Draft& draft) const {
        draft.arguments.emplace_back("min", std::to_string(rule_.min));
        if (rule_.max) draft.arguments.emplace_back("max", std::to_string(*rule_.max));
        draft.arguments.emplace_back("relation", rule_.relation);
        draft.arguments.emplace_back("target", rule_.target.empty() ? "*" : rule_.target);
    }

    void say(Finding& finding) const {
        const Sentences standard = sentences(rule_);
        finding.message_en =
            filled(rule_.message_en.empty() ? standard.en : std::string_view(rule_.message_en),
                   finding.arguments, false);
        finding.message_zh =
            filled(rule_.message_zh.empty() ? standard.zh : std::string_view(rule_.message_zh),
                   finding.arguments, true);
    }

    const Facts& facts_;
    const CustomRule& rule_;
    Rule words_;
    RuleRun run_;
    Selector& selector_;
    std::vector<Seen> seen_;
    CustomResult result_;
};

}  // namespace

const Selection& Selector::select(const std::string& text) {
    for (const auto& [asked, selection] : asked_)
        if (asked == text) return *selection;
    auto answer = std::make_unique<Selection>();
    try {
        query::Context context;
        if (facts_->options.before != nullptr) {
            if (!before_) {
                const std::shared_ptr<const Plan> borrowed(std::shared_ptr<const Plan>(),
                                                           facts_->options.before);
                before_ = freeze(borrowed, Faults::skip, facts_->monitor);
            }
            context.revisions.push_back({"before", &*before_});
        }
        const query::Result result =
            query::run(query::compile(text), facts_->graph, context, facts_->monitor);
        for (const query::Found& each : result.found)
            if (!each.revision) answer->nodes.push_back(each.node);
    } catch (const Interrupted&) {
        throw;
    } catch (const query::QueryError& error) {
        for (const query::Fault& each : error.faults())
            answer->fault += (answer->fault.empty() ? "" : "; ") + each.message;
    } catch (const Error& error) {
        answer->fault = error.what();
    }
    std::sort(answer->nodes.begin(), answer->nodes.end());
    return *asked_.emplace_back(text, std::move(answer)).second;
}

CustomResult run_custom(const Facts& facts, const CustomRule& rule, const RuleSetting* setting,
                        Selector& selector) {
    return CustomRun(facts, rule, setting, selector).run();
}

}  // namespace planloom::coverage
