// A clause cut into items at its marks, brackets left whole.
#pragma once

#include "../core/chinese_text.hpp"

#include <string_view>
#include <vector>

namespace planloom::chinese {

struct Item {
    std::string_view text;
    /// The mark behind it; `stop` at the end of the clause.
    Mark mark = Mark::stop;
};

/// @return the items, and whether all brackets close
/// @complexity O(length)
struct Items {
    std::vector<Item> list;
    bool is_balanced = true;
};
[[nodiscard]] Items cut_into_items(std::string_view clause);

/// A name and the contents of the brackets that stand behind it; brackets with text behind them
/// belong to the name.
struct Named {
    std::string_view name;
    std::vector<std::string_view> behind;
};
[[nodiscard]] Named take_brackets(std::string_view text);

/// Where `word` stands outside of brackets, or npos.
[[nodiscard]] std::size_t find_outside(std::string_view text,
                                       std::span<const std::string_view> words,
                                       std::size_t from = 0);

}  // namespace planloom::chinese
