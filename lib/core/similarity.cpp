#include <planloom/core/similarity.hpp>
#include <planloom/core/utf8.hpp>

#include <algorithm>

namespace planloom {

std::vector<Bigram> bigrams(std::string_view text) {
    std::vector<Bigram> all;
    if (text.empty()) return all;
    std::size_t at = 0;
    Bigram last = next_code_point(text, at);
    // One more than the second code point stands in the lower half, so that a lone letter is no
    // pair with U+0000.
    if (at == text.size()) return {last << 32U};
    while (at < text.size()) {
        const Bigram next = next_code_point(text, at);
        all.push_back(last << 32U | std::min<Bigram>(next + 1, invalid_code_point));
        last = next;
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

double jaccard(std::span<const Bigram> a, std::span<const Bigram> b) noexcept {
    if (a.empty() && b.empty()) return 1;
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) {
            ++common;
            ++i;
            ++j;
        } else if (a[i] < b[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

double bigram_similarity(std::string_view a, std::string_view b) {
    return jaccard(bigrams(a), bigrams(b));
}

}  // namespace planloom
