#include <planloom/model/vocabulary.hpp>

namespace planloom {

template <>
std::span<const std::string_view> words<Role>() noexcept {
    static constexpr std::string_view all[] = {"lead",      "co_lead", "responsible",
                                               "support",   "guide",   "implement",
                                               "supervise", "consult", "inform"};
    return all;
}

template <>
std::span<const std::string_view> words<ServesRole>() noexcept {
    static constexpr std::string_view all[] = {"necessary", "alternative", "supporting"};
    return all;
}

template <>
std::span<const std::string_view> words<LinkType>() noexcept {
    static constexpr std::string_view all[] = {"FS", "SS", "FF", "SF"};
    return all;
}

template <>
std::span<const std::string_view> words<TaskStatus>() noexcept {
    static constexpr std::string_view all[] = {"not_started", "in_progress", "done", "cancelled"};
    return all;
}

template <>
std::span<const std::string_view> words<RequirementKind>() noexcept {
    static constexpr std::string_view all[] = {"clause", "problem", "comment"};
    return all;
}

template <>
std::span<const std::string_view> words<Disposition>() noexcept {
    static constexpr std::string_view all[] = {"none", "open", "adopted", "partly", "rejected"};
    return all;
}

template <>
std::span<const std::string_view> words<UnitKind>() noexcept {
    static constexpr std::string_view all[] = {"unit", "group"};
    return all;
}

template <>
std::span<const std::string_view> words<SupportRule>() noexcept {
    static constexpr std::string_view all[] = {"all", "any", "at_least"};
    return all;
}

template <>
std::span<const std::string_view> words<IndicatorKind>() noexcept {
    static constexpr std::string_view all[] = {"none",   "input",   "activity",
                                               "output", "outcome", "impact"};
    return all;
}

template <>
std::span<const std::string_view> words<Aggregation>() noexcept {
    static constexpr std::string_view all[] = {"none", "sum", "least", "greatest", "mean"};
    return all;
}

}  // namespace planloom
