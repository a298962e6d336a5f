#include "nearest_word.hpp"

#include <planloom/core/key_index.hpp>

#include <utility>

namespace planloom::query::detail {
namespace {

bool is_swapped(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
           a.substr(i + 2) == b.substr(i + 2);
}

}  // namespace

std::string nearest_word(std::string_view text, std::span<const std::string_view> words) {
    if (const std::optional<std::size_t> best = nearest(text, words))
        return std::string(words[*best]);
    for (const std::string_view word : words)
        if (is_swapped(text, word)) return std::string(word);
    return {};
}

}  // namespace planloom::query::detail
