// The language in which the tool speaks: each text stands in the code in both, side by side.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace planloom::tool {

/// English or Chinese. JSON keys, keys of the plan and numbers are the same in both.
class Language {
public:
    constexpr Language() noexcept = default;
    constexpr explicit Language(bool is_chinese) noexcept : is_chinese_(is_chinese) {}

    /// `en` or `zh`.
    [[nodiscard]] constexpr std::string_view code() const noexcept {
        return is_chinese_ ? "zh" : "en";
    }
    [[nodiscard]] constexpr bool is_chinese() const noexcept { return is_chinese_; }
    [[nodiscard]] constexpr const char* pick(const char* en, const char* zh) const noexcept {
        return is_chinese_ ? zh : en;
    }
    /// The text with its fields filled in. Fields are numbered, because the order of the words
    /// differs: `{0} of {1} tasks`, `{1} 项任务中 {0} 项`.
    template <class... Arguments>
    [[nodiscard]] std::string say(const char* en, const char* zh,
                                  const Arguments&... arguments) const {
        return fmt::vformat(pick(en, zh), fmt::make_format_args(arguments...));
    }
    /// A count with its noun: `1 task`, `2 tasks`, `2 项任务`.
    /// @param en  in the singular, with a plural in -s
    /// @param zh  with its measure word
    [[nodiscard]] std::string amount(std::size_t count, const char* en, const char* zh) const {
        if (is_chinese_) return fmt::format("{} {}", count, zh);
        return fmt::format("{} {}{}", count, en, count == 1 ? "" : "s");
    }

private:
    bool is_chinese_ = false;
};

/// Reads `LC_ALL`, `LC_MESSAGES` and `LANG`: the first that is set decides.
[[nodiscard]] Language language_of_environment();

}  // namespace planloom::tool
