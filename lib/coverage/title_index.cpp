#include "title_index.hpp"

#include <planloom/core/utf8.hpp>

#include "key_forms.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace planloom::coverage {
namespace {

/// Spaces and punctuation as they are left by NFKC: of ASCII, general, of CJK.
bool is_between_words(char32_t c) noexcept {
    const bool is_ascii_sign =
        c < 0x80 && !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    return is_ascii_sign || c == 0x85 || c == 0xA0 || c == 0xB7 || (c >= 0x2000 && c <= 0x206F) ||
           (c >= 0x3000 && c <= 0x303F) || c == 0xFEFF;
}

}  // namespace

std::string comparable_title(std::string_view title) {
    const std::string form = compatible_form(title);
    std::string kept;
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t begin = at;
        const char32_t c = next_code_point(form, at);
        if (is_between_words(c)) continue;
        if (c >= 'A' && c <= 'Z') {
            kept += static_cast<char>(c - 'A' + 'a');
        } else {
            kept.append(form, begin, at - begin);
        }
    }
    // A title of signs alone is told apart by them.
    return kept.empty() ? form : kept;
}

TitleIndex::TitleIndex(const std::vector<std::string>& titles) {
    std::vector<std::pair<Bigram, std::uint32_t>> all;
    sets_.reserve(titles.size());
    for (std::uint32_t title = 0; title < titles.size(); ++title) {
        sets_.push_back(bigrams(titles[title]));
        for (const Bigram each : sets_.back()) all.emplace_back(each, title);
    }
    std::sort(all.begin(), all.end());
    titles_.reserve(all.size());
    for (const auto& [bigram, title] : all) {
        if (bigrams_.empty() || bigrams_.back() != bigram) {
            bigrams_.push_back(bigram);
            offsets_.push_back(static_cast<std::uint32_t>(titles_.size()));
        }
        titles_.push_back(title);
    }
    offsets_.push_back(static_cast<std::uint32_t>(titles_.size()));
}

std::size_t TitleIndex::frequency(Bigram bigram) const noexcept {
    const auto found = std::lower_bound(bigrams_.begin(), bigrams_.end(), bigram);
    if (found == bigrams_.end() || *found != bigram) return 0;
    const auto place = static_cast<std::size_t>(found - bigrams_.begin());
    return offsets_[place + 1] - offsets_[place];
}

std::vector<TitleIndex::Match> TitleIndex::find(std::string_view title, double at_least) const {
    const std::vector<Bigram> wanted = bigrams(title);
    std::vector<std::pair<std::size_t, Bigram>> rarest;
    for (const Bigram each : wanted) rarest.emplace_back(frequency(each), each);
    std::sort(rarest.begin(), rarest.end());
    const auto needed =
        static_cast<std::size_t>(std::ceil(at_least * static_cast<double>(wanted.size())));
    rarest.resize(wanted.size() - std::min(needed, wanted.size()) + (wanted.empty() ? 0 : 1));
    std::vector<std::uint32_t> candidates;
    for (const auto& [count, bigram] : rarest) {
        if (count == 0) continue;
        const auto found = std::lower_bound(bigrams_.begin(), bigrams_.end(), bigram);
        const auto place = static_cast<std::size_t>(found - bigrams_.begin());
        candidates.insert(candidates.end(), titles_.begin() + offsets_[place],
                          titles_.begin() + offsets_[place + 1]);
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::vector<Match> matches;
    for (const std::uint32_t candidate : candidates) {
        const double similarity = jaccard(wanted, sets_[candidate]);
        if (similarity >= at_least) matches.push_back({candidate, similarity});
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.similarity > b.similarity; });
    return matches;
}

}  // namespace planloom::coverage
