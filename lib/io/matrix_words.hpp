// The fixed texts of matrices in files, in each of their languages.
#pragma once

#include <planloom/coverage/coordination.hpp>
#include <planloom/coverage/matrix.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace planloom {

/// The language of a table: none for one that programs read.
class TableLanguage {
public:
    explicit TableLanguage(std::string_view language)
        : code_(language), is_chinese_(language.starts_with("zh")) {}

    [[nodiscard]] bool is_none() const noexcept { return code_.empty(); }
    [[nodiscard]] std::string_view code() const noexcept { return is_chinese_ ? "zh" : "en"; }
    [[nodiscard]] bool is_chinese() const noexcept { return is_chinese_; }
    [[nodiscard]] std::string pick(std::string_view none, std::string_view en,
                                   std::string_view zh) const {
        return std::string(is_none() ? none : is_chinese_ ? zh : en);
    }
    template <class... Args>
    [[nodiscard]] std::string say(std::string_view en, std::string_view zh,
                                  const Args&... args) const {
        return fmt::format(fmt::runtime(is_chinese_ ? zh : en), args...);
    }

private:
    std::string_view code_;
    bool is_chinese_;
};

[[nodiscard]] std::string matrix_name(MatrixKind kind, const TableLanguage& language);
[[nodiscard]] std::string axis_name(GroupAxis axis, const TableLanguage& language);
/// `tasks`, 任务.
[[nodiscard]] std::string_view plural(NodeKind kind, const TableLanguage& language) noexcept;
[[nodiscard]] std::string_view singular(NodeKind kind, const TableLanguage& language) noexcept;
/// For nodes in no group.
[[nodiscard]] std::string unnamed_group(const TableLanguage& language);
/// Why an axis has no group.
[[nodiscard]] std::string not_evaluated(GroupAxis axis, const TableLanguage& language);

}  // namespace planloom
