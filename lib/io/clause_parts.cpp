#include "clause_parts.hpp"

#include <algorithm>

namespace planloom::chinese {

Items cut_into_items(std::string_view clause) {
    Items items;
    std::size_t depth = 0;
    std::size_t begin = 0;
    for (std::size_t offset = 0; offset < clause.size();) {
        const Char each = char_at(clause, offset);
        const bool is_newline = clause[offset] == '\n';
        if (each.mark == Mark::open) ++depth;
        if (each.mark == Mark::close && depth == 0) items.is_balanced = false;
        if (each.mark == Mark::close && depth > 0) --depth;
        const bool is_cut = each.mark == Mark::peer || each.mark == Mark::group ||
                            each.mark == Mark::part || each.mark == Mark::stop ||
                            each.mark == Mark::colon || is_newline;
        if (depth == 0 && is_cut) {
            items.list.push_back(
                {trim(clause.substr(begin, offset - begin)), is_newline ? Mark::part : each.mark});
            begin = offset + each.size;
        }
        offset += each.size;
    }
    if (depth > 0) items.is_balanced = false;
    items.list.push_back({trim(clause.substr(begin)), Mark::stop});
    return items;
}

Named take_brackets(std::string_view text) {
    Named named{text, {}};
    // The brackets at depth 0, so that those at the end can be taken off from behind.
    struct Bracket {
        std::size_t begin;
        std::size_t end;
    };
    std::vector<Bracket> brackets;
    std::size_t depth = 0;
    std::size_t begin = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const Char each = char_at(text, offset);
        if (each.mark == Mark::open && depth++ == 0) begin = offset;
        offset += each.size;
        if (each.mark == Mark::close && depth > 0 && --depth == 0)
            brackets.push_back({begin, offset});
    }
    while (!brackets.empty() && brackets.back().end == named.name.size() &&
           brackets.back().begin > 0) {
        const Bracket last = brackets.back();
        brackets.pop_back();
        const std::string_view whole = text.substr(last.begin, last.end - last.begin);
        const std::size_t open = char_at(whole, 0).size;
        const std::size_t close = last_char(whole).size();
        named.behind.push_back(trim(whole.substr(open, whole.size() - open - close)));
        named.name = trim(text.substr(0, last.begin));
        // What is trimmed away would hide the bracket before it.
        while (!brackets.empty() && brackets.back().end > named.name.size()) brackets.pop_back();
    }
    std::reverse(named.behind.begin(), named.behind.end());
    return named;
}

std::size_t find_outside(std::string_view text, std::span<const std::string_view> words,
                         std::size_t from) {
    std::size_t depth = 0;
    for (std::size_t offset = from; offset < text.size();) {
        const Char each = char_at(text, offset);
        if (each.mark == Mark::open) ++depth;
        if (each.mark == Mark::close && depth > 0) --depth;
        if (depth == 0 && std::any_of(words.begin(), words.end(), [&](std::string_view word) {
                return text.substr(offset).starts_with(word);
            }))
            return offset;
        offset += each.size;
    }
    return std::string_view::npos;
}

}  // namespace planloom::chinese
