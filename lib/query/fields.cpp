#include "fields.hpp"

#include <algorithm>
#include <array>

namespace planloom::query::detail {
namespace {

constexpr Kinds requirements = bit(NodeKind::requirement);
constexpr Kinds goals = bit(NodeKind::goal);
constexpr Kinds tasks = bit(NodeKind::task);
constexpr Kinds units = bit(NodeKind::unit);
constexpr Kinds all = requirements | goals | tasks | units;

// By FieldId.
constexpr std::array table = {
    Field{FieldId::kind, "kind", FieldType::word, all},
    Field{FieldId::key, "key", FieldType::text, all},
    Field{FieldId::title, "title", FieldType::text, all},
    Field{FieldId::text, "text", FieldType::text, requirements | goals | tasks},
    Field{FieldId::alias, "alias", FieldType::text, units},
    Field{FieldId::section, "section", FieldType::text, goals | tasks},
    Field{FieldId::deliverable, "deliverable", FieldType::text, tasks},
    Field{FieldId::evidence, "evidence", FieldType::text, tasks},
    Field{FieldId::due_text, "due_text", FieldType::text, tasks},
    Field{FieldId::calendar, "calendar", FieldType::text, tasks | units},
    Field{FieldId::tag, "tag", FieldType::text, tasks},
    Field{FieldId::level, "level", FieldType::text, tasks | units},
    Field{FieldId::region, "region", FieldType::text, units},
    Field{FieldId::duty, "duty", FieldType::text, units},
    Field{FieldId::source, "source", FieldType::text, requirements},
    Field{FieldId::raised_by, "raised_by", FieldType::text, requirements},
    Field{FieldId::reason, "reason", FieldType::text, requirements},
    Field{FieldId::former_key, "former_key", FieldType::text, goals | tasks | units},
    Field{FieldId::status, "status", FieldType::word, tasks},
    Field{FieldId::type, "type", FieldType::word, requirements},
    Field{FieldId::disposition, "disposition", FieldType::word, requirements},
    Field{FieldId::support_rule, "support_rule", FieldType::word, goals},
    Field{FieldId::role, "role", FieldType::word, units},
    Field{FieldId::owner, "owner", FieldType::node, goals},
    Field{FieldId::parent, "parent", FieldType::node, goals | tasks | units},
    Field{FieldId::lead, "lead", FieldType::node, tasks},
    Field{FieldId::co_lead, "co_lead", FieldType::node, tasks},
    Field{FieldId::responsible, "responsible", FieldType::node, tasks},
    Field{FieldId::support, "support", FieldType::node, tasks},
    Field{FieldId::guide, "guide", FieldType::node, tasks},
    Field{FieldId::implement, "implement", FieldType::node, tasks},
    Field{FieldId::supervise, "supervise", FieldType::node, tasks},
    Field{FieldId::consult, "consult", FieldType::node, tasks},
    Field{FieldId::inform, "inform", FieldType::node, tasks},
    Field{FieldId::assigned, "assigned", FieldType::node, tasks},
    Field{FieldId::progress, "progress", FieldType::number, tasks},
    Field{FieldId::capacity, "capacity", FieldType::number, units},
    Field{FieldId::round, "round", FieldType::number, requirements},
    Field{FieldId::predecessors, "predecessors", FieldType::number, tasks},
    Field{FieldId::successors, "successors", FieldType::number, tasks},
    Field{FieldId::children, "children", FieldType::number, goals | tasks | units},
    Field{FieldId::tasks, "tasks", FieldType::number, requirements | goals | units},
    Field{FieldId::goals, "goals", FieldType::number, requirements | tasks},
    Field{FieldId::units, "units", FieldType::number, tasks},
    Field{FieldId::duration, "duration", FieldType::duration, tasks},
    Field{FieldId::optimistic, "optimistic", FieldType::duration, tasks},
    Field{FieldId::pessimistic, "pessimistic", FieldType::duration, tasks},
    Field{FieldId::baseline_duration, "baseline_duration", FieldType::duration, tasks},
    Field{FieldId::slack, "slack", FieldType::duration, tasks},
    Field{FieldId::due, "due", FieldType::date, tasks},
    Field{FieldId::horizon, "horizon", FieldType::date, goals},
    Field{FieldId::start_no_earlier, "start_no_earlier", FieldType::date, tasks},
    Field{FieldId::start_no_later, "start_no_later", FieldType::date, tasks},
    Field{FieldId::finish_no_earlier, "finish_no_earlier", FieldType::date, tasks},
    Field{FieldId::finish_no_later, "finish_no_later", FieldType::date, tasks},
    Field{FieldId::must_start, "must_start", FieldType::date, tasks},
    Field{FieldId::must_finish, "must_finish", FieldType::date, tasks},
    Field{FieldId::actual_start, "actual_start", FieldType::date, tasks},
    Field{FieldId::actual_finish, "actual_finish", FieldType::date, tasks},
    Field{FieldId::baseline_start, "baseline_start", FieldType::date, tasks},
    Field{FieldId::baseline_finish, "baseline_finish", FieldType::date, tasks},
    Field{FieldId::plan_filed, "plan_filed", FieldType::date, tasks},
    Field{FieldId::exists_from, "exists_from", FieldType::date, units},
    Field{FieldId::exists_until, "exists_until", FieldType::date, units},
    Field{FieldId::start, "start", FieldType::date, tasks},
    Field{FieldId::finish, "finish", FieldType::date, tasks},
    Field{FieldId::milestone, "milestone", FieldType::flag, tasks},
    Field{FieldId::joint, "joint", FieldType::flag, tasks},
    Field{FieldId::ongoing, "ongoing", FieldType::flag, tasks},
    Field{FieldId::late, "late", FieldType::flag, tasks},
    Field{FieldId::elapsed, "elapsed", FieldType::flag, tasks},
    Field{FieldId::local, "local", FieldType::flag, goals | tasks},
    Field{FieldId::external, "external", FieldType::flag, tasks},
    Field{FieldId::closed, "closed", FieldType::flag, goals},
    Field{FieldId::optional, "optional", FieldType::flag, requirements},
    Field{FieldId::group, "group", FieldType::flag, units},
    Field{FieldId::summary, "summary", FieldType::flag, tasks},
    Field{FieldId::leaf, "leaf", FieldType::flag, tasks},
    Field{FieldId::attribute, "attribute", FieldType::attribute, all},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].id) != i) return false;
    return true;
}
static_assert(is_in_order());

constexpr std::array<std::string_view, 8> other_facets = {"requirement", "goal",  "task", "unit",
                                                          "is",          "state", "pre",  "post"};

template <class Enum>
std::vector<std::string_view> all_words() {
    const std::span<const std::string_view> all_of_them = words<Enum>();
    return {all_of_them.begin(), all_of_them.end()};
}

}  // namespace

std::string_view word(FieldType type) noexcept {
    constexpr std::string_view all_of_them[] = {"text",     "word", "key",  "number",
                                                "duration", "date", "flag", "value"};
    return all_of_them[static_cast<std::size_t>(type)];
}

std::span<const Field> fields() noexcept {
    return table;
}

const Field* find_field(std::string_view name) noexcept {
    if (name.starts_with("attribute.") && name.size() > std::string_view("attribute.").size())
        return &field(FieldId::attribute);
    const auto* const found =
        std::find_if(table.begin(), table.end(), [&](const Field& f) { return f.name == name; });
    return found == table.end() || found->id == FieldId::attribute ? nullptr : &*found;
}

const Field& field(FieldId id) noexcept {
    return table[static_cast<std::size_t>(id)];
}

std::vector<std::string_view> words_of(FieldId id) {
    std::vector<std::string_view> found;
    switch (id) {
        case FieldId::kind:
            for (const NodeKind kind :
                 {NodeKind::requirement, NodeKind::goal, NodeKind::task, NodeKind::unit})
                found.push_back(planloom::word(kind));
            break;
        case FieldId::status:
            found = all_words<TaskStatus>();
            found.emplace_back("open");
            break;
        case FieldId::type:
            found = all_words<RequirementKind>();
            break;
        case FieldId::disposition:
            found = all_words<Disposition>();
            break;
        case FieldId::support_rule:
            found = all_words<SupportRule>();
            break;
        default:
            found = all_words<Role>();
            break;
    }
    return found;
}

std::optional<Role> role_of(FieldId id) noexcept {
    if (id < FieldId::lead || id > FieldId::inform) return std::nullopt;
    return static_cast<Role>(static_cast<int>(id) - static_cast<int>(FieldId::lead));
}

bool is_facet(std::string_view name) noexcept {
    return find_field(name) != nullptr ||
           std::find(other_facets.begin(), other_facets.end(), name) != other_facets.end();
}

std::vector<std::string_view> facet_names() {
    std::vector<std::string_view> names(other_facets.begin(), other_facets.end());
    for (const Field& each : table)
        if (each.id != FieldId::attribute) names.push_back(each.name);
    return names;
}

}  // namespace planloom::query::detail
