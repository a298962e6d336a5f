#include "check_keys.hpp"

#include <planloom/core/key_index.hpp>

#include "key_forms.hpp"
#include "reasons.hpp"

#include <algorithm>
#include <array>

namespace planloom::coverage {
namespace {

/// A node by a form of its key.
struct Form {
    std::string text;
    Node node;

    friend auto operator<=>(const Form&, const Form&) = default;
};

/// Calls back with every run of forms that are the same; `forms` is sorted by it.
template <class Report>
void for_each_clash(std::vector<Form>& forms, Report&& report) {
    std::sort(forms.begin(), forms.end());
    for (std::size_t begin = 0, end = 0; begin < forms.size(); begin = end) {
        while (end < forms.size() && forms[end].text == forms[begin].text) ++end;
        if (end - begin < 2) continue;
        std::vector<Node> nodes;
        for (std::size_t i = begin; i < end; ++i) nodes.push_back(forms[i].node);
        report(std::move(nodes));
    }
}

/// The different keys of some nodes, in their order.
std::vector<std::string> distinct_keys(const Plan& plan, std::span<const Node> nodes) {
    constexpr std::size_t shown = 10;
    std::vector<std::string> keys;
    for (const Node node : nodes) {
        std::string key(plan.key(node));
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
        if (keys.size() == shown) break;
    }
    return keys;
}

void report_clash(RuleRun& run, std::vector<Node> nodes, Severity severity, std::string_view note) {
    std::vector<std::string> keys = distinct_keys(run.plan(), nodes);
    std::string text;
    for (const std::string& key : keys) text += (text.empty() ? "\"" : ", \"") + key + '"';
    if (keys.size() == 1) note = {};
    Draft draft{.subjects = std::move(nodes)};
    draft.arguments = {{"count", std::to_string(draft.subjects.size())},
                       {"things", std::string(word(draft.subjects.front().kind))},
                       {"keys", text},
                       {"note", std::string(note)}};
    draft.witness = std::move(keys);
    draft.severity = severity;
    run.report(std::move(draft));
}

template <class IdType>
void find_clashes(RuleRun& run, IdRange<IdType> rows) {
    const Plan& plan = run.plan();
    std::vector<Form> forms;
    forms.reserve(rows.size());
    for (const IdType row : rows) forms.push_back({composed_form(plan.key(Node(row))), row});
    for_each_clash(forms, [&](std::vector<Node> nodes) {
        report_clash(run, std::move(nodes), Severity::error, "same_form");
    });
    // Rows that clash already are one here, or each of them would be reported again.
    const auto is_same = [](const Form& a, const Form& b) { return a.text == b.text; };
    forms.erase(std::unique(forms.begin(), forms.end(), is_same), forms.end());
    for (Form& form : forms) form.text = compatible_form(form.text);
    for_each_clash(forms, [&](std::vector<Node> nodes) {
        report_clash(run, std::move(nodes), Severity::warning, "same_look");
    });
}

/// A row with a reference: where it hangs, in which field, and what kind of row it should name.
struct Reference {
    Node owner;
    std::string_view field;
    NodeKind kind = NodeKind::task;
    std::uint32_t line = 0;
};

Reference describe(const Plan& plan, const DanglingRef& ref) {
    switch (ref.field) {
        case DanglingRef::Field::goal_parent:
            return {GoalId(ref.row), "parent", NodeKind::goal};
        case DanglingRef::Field::goal_owner:
            return {GoalId(ref.row), "owner", NodeKind::unit};
        case DanglingRef::Field::task_parent:
            return {TaskId(ref.row), "parent", NodeKind::task};
        case DanglingRef::Field::unit_parent:
            return {UnitId(ref.row), "parent", NodeKind::unit};
        case DanglingRef::Field::serves_goal:
            return {plan.serves_table().task[ref.row], "serves", NodeKind::goal,
                    plan.serves_table().line[ref.row]};
        case DanglingRef::Field::assignment_unit:
            return {plan.assignment_table().task[ref.row],
                    word(plan.assignment_table().role[ref.row]), NodeKind::unit,
                    plan.assignment_table().line[ref.row]};
        case DanglingRef::Field::dependency_predecessor:
            return {plan.dependency_table().successor[ref.row], "after", NodeKind::task,
                    plan.dependency_table().line[ref.row]};
        case DanglingRef::Field::implements_requirement:
            return {plan.implements_table().node[ref.row], "implements", NodeKind::requirement,
                    plan.implements_table().line[ref.row]};
    }
    return {};
}

/// Keys of one kind to suggest from. Looking for the nearest reads many keys, so only the first
/// findings of a plan get a suggestion.
class Suggestions {
public:
    explicit Suggestions(const Plan& plan) : plan_(&plan) {}

    std::string nearest_key(NodeKind kind, std::string_view key) {
        constexpr std::size_t limit = 200;
        if (++asked_ > limit) return {};
        const std::vector<std::string_view>& all = keys(kind);
        const std::optional<std::size_t> best = nearest(key, all);
        return best ? std::string(all[*best]) : std::string();
    }

private:
    const std::vector<std::string_view>& keys(NodeKind kind) {
        std::vector<std::string_view>& all = keys_[static_cast<std::size_t>(kind)];
        if (!all.empty()) return all;
        const std::size_t counts[] = {plan_->requirements().size(), plan_->goals().size(),
                                      plan_->tasks().size(), plan_->units().size()};
        for (std::uint32_t row = 0; row < counts[static_cast<std::size_t>(kind)]; ++row) {
            Node node;
            node.kind = kind;
            node.index = row;
            all.push_back(plan_->key(node));
        }
        return all;
    }

    const Plan* plan_;
    std::array<std::vector<std::string_view>, 4> keys_;
    std::size_t asked_ = 0;
};

bool has_references(const Plan& plan) {
    return !plan.dangling().empty() || plan.serves_table().count > 0 ||
           plan.assignment_table().count > 0 || plan.dependency_table().count > 0 ||
           plan.implements_table().count > 0 || !plan.goal_table().parent.stored().empty() ||
           !plan.goal_table().owner.stored().empty() ||
           !plan.task_table().parent.stored().empty() || !plan.unit_table().parent.stored().empty();
}

}  // namespace

void find_duplicate_ids(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.requirements().empty() && plan.goals().empty() && plan.tasks().empty() &&
        plan.units().empty())
        return run.skip(reasons::no_rows);
    find_clashes(run, plan.requirements());
    find_clashes(run, plan.goals());
    find_clashes(run, plan.tasks());
    find_clashes(run, plan.units());
}

void find_unknown_refs(RuleRun& run) {
    const Plan& plan = run.plan();
    if (!has_references(plan)) return run.skip(reasons::no_references);
    Suggestions suggestions(plan);
    for (const DanglingRef& ref : plan.dangling()) {
        const Reference reference = describe(plan, ref);
        const std::string key(plan.text(ref.key));
        const std::string near = suggestions.nearest_key(reference.kind, key);
        Draft draft{.subjects = {reference.owner}};
        draft.arguments = {{"from", std::string(word(reference.owner.kind))},
                           {"subject", run.name(reference.owner)},
                           {"field", std::string(reference.field)},
                           {"key", key},
                           {"nearest", near}};
        draft.witness = {key};
        draft.discriminator = std::string(reference.field) + ':' + key;
        draft.place = '/' + std::string(reference.field);
        draft.line = reference.line;
        run.report(std::move(draft));
    }
}

}  // namespace planloom::coverage
