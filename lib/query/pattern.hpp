// A text of a query in which `*` may stand for any text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace planloom::query::detail {

/// Literal parts with a wildcard between each two of them; one part is a text without wildcards.
class Pattern {
public:
    Pattern() = default;
    explicit Pattern(std::string text) : parts_{std::move(text)} {}

    void add(std::string_view literal) { parts_.back() += literal; }
    /// Several wildcards in a row are one.
    void add_wildcard() {
        if (parts_.size() == 1 || !parts_.back().empty()) parts_.emplace_back();
    }

    [[nodiscard]] bool is_exact() const noexcept { return parts_.size() == 1; }
    /// Whether it is `*` alone.
    [[nodiscard]] bool is_anything() const noexcept {
        return parts_.size() == 2 && parts_[0].empty() && parts_[1].empty();
    }
    /// The text of a pattern without wildcards, or with `*` for them.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] const std::vector<std::string>& parts() const noexcept { return parts_; }
    /// @complexity O(length of the text times length of the pattern) at worst
    [[nodiscard]] bool matches(std::string_view text) const noexcept;

    friend bool operator==(const Pattern&, const Pattern&) = default;

private:
    std::vector<std::string> parts_{std::string()};
};

}  // namespace planloom::query::detail
