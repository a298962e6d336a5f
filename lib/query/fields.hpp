// The fields of nodes that a query can ask for, as facets and in predicates.
#pragma once

#include <planloom/model/node.hpp>
#include <planloom/model/vocabulary.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::query::detail {

enum class FieldType : std::uint8_t {
    text,  ///< one text or several, which may hold a wildcard
    word,  ///< one of a closed list
    node,  ///< names another node by its key
    number,
    duration,
    date,
    flag,
    attribute  ///< a free attribute: a text or a number
};

[[nodiscard]] std::string_view word(FieldType type) noexcept;

enum class FieldId : std::uint8_t {
    kind,
    key,
    title,
    text,
    alias,
    section,
    deliverable,
    evidence,
    due_text,
    calendar,
    tag,
    level,
    region,
    duty,
    source,
    raised_by,
    reason,
    former_key,
    status,
    type,
    disposition,
    support_rule,
    role,
    owner,
    parent,
    lead,
    co_lead,
    responsible,
    support,
    guide,
    implement,
    supervise,
    consult,
    inform,
    assigned,
    progress,
    capacity,
    round,
    predecessors,
    successors,
    children,
    tasks,
    goals,
    units,
    duration,
    optimistic,
    pessimistic,
    baseline_duration,
    slack,
    due,
    horizon,
    start_no_earlier,
    start_no_later,
    finish_no_earlier,
    finish_no_later,
    must_start,
    must_finish,
    actual_start,
    actual_finish,
    baseline_start,
    baseline_finish,
    plan_filed,
    exists_from,
    exists_until,
    start,
    finish,
    milestone,
    joint,
    ongoing,
    late,
    elapsed,
    local,
    external,
    closed,
    optional,
    group,
    summary,
    leaf,
    attribute
};

/// A set of kinds, one bit each.
using Kinds = std::uint8_t;
[[nodiscard]] constexpr Kinds bit(NodeKind kind) noexcept {
    return static_cast<Kinds>(1U << static_cast<unsigned>(kind));
}

struct Field {
    FieldId id;
    std::string_view name;
    FieldType type;
    Kinds kinds;
};

[[nodiscard]] std::span<const Field> fields() noexcept;
/// The field with this name, or nullptr. `attribute.NAME` finds the field `attribute`.
[[nodiscard]] const Field* find_field(std::string_view name) noexcept;
/// Each field by its id.
[[nodiscard]] const Field& field(FieldId id) noexcept;
/// The words of a field of type word.
[[nodiscard]] std::vector<std::string_view> words_of(FieldId id);
/// The role that a field such as `lead` asks for; nothing for other fields.
[[nodiscard]] std::optional<Role> role_of(FieldId id) noexcept;

/// What may stand before a colon: kinds, fields, `is`, `state`, `pre` and `post`.
[[nodiscard]] bool is_facet(std::string_view name) noexcept;
[[nodiscard]] std::vector<std::string_view> facet_names();

}  // namespace planloom::query::detail
