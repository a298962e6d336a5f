// Finds the titles that are most like a title, among many.
#pragma once

#include <planloom/core/similarity.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::coverage {

/// A title without what does not tell two titles apart: compatibility forms (NFKC), spaces,
/// punctuation, the case of ASCII letters.
[[nodiscard]] std::string comparable_title(std::string_view title);

/// Titles by their pairs of neighbouring characters.
class TitleIndex {
public:
    struct Match {
        std::uint32_t title = 0;
        double similarity = 0;

        friend bool operator==(const Match&, const Match&) = default;
    };

    /// @param titles  as comparable_title gives them
    explicit TitleIndex(const std::vector<std::string>& titles);

    /// All titles that are at least so similar, the most similar first, then by number.
    ///
    /// Two sets of bigrams with a similarity of `at_least` share one of the rarest
    /// |A| - ceil(at_least |A|) + 1 bigrams of A (prefix filter: Chaudhuri, Ganti and Kaushik
    /// 2006); only titles that do are compared.
    /// @param at_least  above 0
    /// @complexity O(titles that share a rare bigram)
    [[nodiscard]] std::vector<Match> find(std::string_view title, double at_least) const;

private:
    [[nodiscard]] std::size_t frequency(Bigram bigram) const noexcept;

    std::vector<std::vector<Bigram>> sets_;
    /// Bigrams, sorted, and for each the titles that have it.
    std::vector<Bigram> bigrams_;
    std::vector<std::uint32_t> offsets_;
    std::vector<std::uint32_t> titles_;
};

}  // namespace planloom::coverage
