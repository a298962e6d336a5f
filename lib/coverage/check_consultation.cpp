#include "reasons_supervision.hpp"
#include "rule_run.hpp"
#include "rules_consultation.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

void report_open_comments(RuleRun& run, const Consultation& consultation) {
    const auto given = [](std::int32_t count) {
        return count == no_number ? std::int64_t{0} : std::int64_t{count};
    };
    const std::int64_t open = consultation.comments - given(consultation.adopted) -
                              given(consultation.partly) - given(consultation.rejected);
    if (open <= 0) return;
    Draft draft;
    draft.witness = {std::to_string(consultation.comments), std::to_string(open)};
    draft.arguments = {{"comments", draft.witness[0]}, {"open", draft.witness[1]}};
    draft.place = "/consultation";
    run.report(std::move(draft));
}

void find_undisposed_comments(RuleRun& run) {
    const Plan& plan = run.plan();
    const Consultation& consultation = plan.head().consultation;
    bool has_comments = consultation.comments > 0;
    if (has_comments) report_open_comments(run, consultation);
    for (const RequirementId requirement : plan.requirements()) {
        const RequirementView row = plan.requirement(requirement);
        if (row.kind() != RequirementKind::comment) continue;
        has_comments = true;
        if (row.disposition() != Disposition::none && row.disposition() != Disposition::open)
            continue;
        Draft draft{.subjects = {requirement}};
        draft.arguments = {{"requirement", run.name(requirement)}};
        draft.place = "/disposition";
        run.report(std::move(draft));
    }
    if (!has_comments) run.skip(reasons::no_comments);
}

void find_unreasoned_comments(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_turned_down = false;
    for (const RequirementId requirement : plan.requirements()) {
        const RequirementView row = plan.requirement(requirement);
        const Disposition disposition = row.disposition();
        if (row.kind() != RequirementKind::comment ||
            (disposition != Disposition::partly && disposition != Disposition::rejected))
            continue;
        has_turned_down = true;
        if (!row.reason().empty()) continue;
        Draft draft{.subjects = {requirement}};
        draft.arguments = {{"requirement", run.name(requirement)},
                           {"disposition", std::string(word(disposition))}};
        draft.place = "/reason";
        run.report(std::move(draft));
    }
    if (!has_turned_down) run.skip(reasons::none_turned_down);
}

void find_adopted_without_change(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    const Plan& plan = run.plan();
    const PlanMatch& match = run.facts().match();
    const auto is_adopted = [](Disposition disposition) {
        return disposition == Disposition::adopted || disposition == Disposition::partly;
    };
    bool has_adopted = false;
    for (const RequirementId comment : plan.requirements()) {
        const RequirementView row = plan.requirement(comment);
        if (row.kind() != RequirementKind::comment || !is_adopted(row.disposition())) continue;
        const std::optional<Node> earlier = match.earlier(comment);
        if (earlier && is_adopted(run.before()->requirement(earlier->requirement()).disposition()))
            continue;
        has_adopted = true;
        bool has_change = false;
        std::string links;
        for (const ImplementsId link : run.graph().implements(comment)) {
            const Node node = plan.implements_table().node[link.index()];
            const std::vector<std::string_view> fields = changed_fields(match, node);
            // That the link was made is not what was asked for.
            has_change = has_change || !match.earlier(node) ||
                         std::any_of(fields.begin(), fields.end(),
                                     [](std::string_view field) { return field != "implements"; });
            links += (links.empty() ? "" : ", ") + run.name(node);
        }
        if (has_change) continue;
        run.report({.subjects = {comment},
                    .arguments = {{"comment", run.name(comment)}, {"links", links}},
                    .place = "/disposition"});
    }
    if (!has_adopted) run.skip(reasons::no_adopted);
}

void find_unasked_units(RuleRun& run) {
    const Plan& plan = run.plan();
    IdSet<UnitId> asked(plan.units().size());
    bool has_asked = false;
    const auto ask = [&](std::string_view name) {
        if (name.empty()) return;
        has_asked = true;
        if (const std::optional<UnitId> unit = plan.find_unit(name)) asked.insert(*unit);
    };
    for (const AskedUnits& round : plan.head().asked)
        for (const std::string& unit : round.units) ask(unit);
    for (const RequirementId row : plan.requirements())
        if (plan.requirement(row).kind() == RequirementKind::comment)
            ask(plan.requirement(row).raised_by());
    if (!has_asked) return run.skip(reasons::no_consulted);
    bool has_responsible = false;
    for (const UnitId unit : plan.units()) {
        if (plan.unit(unit).kind() == UnitKind::group) continue;
        std::vector<TaskId> tasks;
        for (const AssignmentId share : run.graph().assignments(unit)) {
            const Role role = plan.assignment_table().role[share.index()];
            if (role == Role::lead || role == Role::co_lead || role == Role::support)
                tasks.push_back(plan.assignment_table().task[share.index()]);
        }
        if (tasks.empty()) continue;
        has_responsible = true;
        if (asked.contains(unit)) continue;
        tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
        run.report(
            {.subjects = {unit},
             .arguments = {{"unit", run.name(unit)}, {"count", std::to_string(tasks.size())}}});
    }
    if (!has_responsible) run.skip(reasons::no_responsible);
}

constexpr std::array consultation_code = {
    RuleCode{"PL811", find_undisposed_comments},
    RuleCode{"PL812", find_unreasoned_comments},
    RuleCode{"PL813", find_adopted_without_change},
    RuleCode{"PL814", find_unasked_units},
};
static_assert(match(consultation_rules, consultation_code));

}  // namespace

Family consultation_family() noexcept {
    return {consultation_rules, consultation_code};
}

}  // namespace planloom::coverage
