// The closed word lists of a plan: roles, link types, states. Each enumerator's word is the one
// that stands in JSON; parse_word reads it back.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace planloom {

/// What a unit does for a task. The order of the enumerators is the order in which a task's roles
/// are written.
enum class Role : std::uint8_t {
    lead,
    co_lead,
    responsible,
    support,
    guide,
    implement,
    supervise,
    consult,
    inform
};

/// How much a goal rests on one task: it cannot do without a necessary one, needs one of the
/// alternatives, and is only helped by a supporting one.
enum class ServesRole : std::uint8_t { necessary, alternative, supporting };

/// Which end of the predecessor holds back which end of the successor.
enum class LinkType : std::uint8_t {
    finish_to_start,
    start_to_start,
    finish_to_finish,
    start_to_finish
};

/// Where a task stands. An open task is neither done nor cancelled.
enum class TaskStatus : std::uint8_t { not_started, in_progress, done, cancelled };

/// What kind of demand a requirement is.
enum class RequirementKind : std::uint8_t { clause, problem, comment };

/// What became of a comment. `none` is the state of what is no comment, and of a comment that
/// nobody has answered.
enum class Disposition : std::uint8_t { none, open, adopted, partly, rejected };

/// Whether a unit is one body or a class of bodies such as 各市州政府.
enum class UnitKind : std::uint8_t { unit, group };

/// How many of a goal's necessary supports must hold: all of them, any one, or at least k.
enum class SupportRule : std::uint8_t { all, any, at_least };

/// Which stage of the results chain an indicator measures.
enum class IndicatorKind : std::uint8_t { none, input, activity, output, outcome, impact };

/// How numbers of several goals make up one: not at all, or by their sum, least, greatest or mean.
enum class Aggregation : std::uint8_t { none, sum, least, greatest, mean };

/// The words of an enumeration in the order of its enumerators.
template <class Enum>
[[nodiscard]] std::span<const std::string_view> words() noexcept;

template <>
[[nodiscard]] std::span<const std::string_view> words<Role>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<ServesRole>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<LinkType>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<TaskStatus>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<RequirementKind>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<Disposition>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<UnitKind>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<SupportRule>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<IndicatorKind>() noexcept;
template <>
[[nodiscard]] std::span<const std::string_view> words<Aggregation>() noexcept;

/// The word of an enumerator, as in JSON.
template <class Enum>
[[nodiscard]] std::string_view word(Enum value) noexcept {
    return words<Enum>()[static_cast<std::size_t>(value)];
}

/// The enumerator whose word is `text`, or nothing.
template <class Enum>
[[nodiscard]] std::optional<Enum> parse_word(std::string_view text) noexcept {
    const std::span<const std::string_view> all = words<Enum>();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] == text) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace planloom
