// What stands within the text of one section: pieces that end in a responsibility clause, lists
// 一是…二是…, declared counts, stages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::chinese {

/// A part of a text that one clause, or several in a row, close. Half-open ranges of bytes.
struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    /// The contents of its clauses.
    std::vector<std::string_view> clauses;
    std::size_t clause_begin = 0;
    std::size_t clause_end = 0;
};

/// The pieces of a text, and whether all brackets close.
struct Pieces {
    std::vector<Piece> list;
    bool is_balanced = true;
    /// What stands behind the last clause.
    std::size_t rest_begin = 0;
};

/// @complexity O(length)
[[nodiscard]] Pieces find_pieces(std::string_view text);

/// One entry of 一是…，二是…. `text` runs to the next entry.
struct Entry {
    int number = 0;
    std::size_t begin = 0;
    std::string_view text;
};

/// A list 一是…二是… with what stands before it.
struct Enumeration {
    std::size_t begin = 0;
    /// From 安排7项工作任务 before the list.
    std::optional<int> declared;
    std::vector<Entry> entries;
};

/// The first list of two entries or more that a declared number of tasks announces; else the first
/// list of two or more.
[[nodiscard]] std::optional<Enumeration> find_enumeration(std::string_view text);

/// Counts that a text declares.
struct Counts {
    std::optional<int> sections;  ///< 8个方面
    std::optional<int> tasks;     ///< 21项任务
};

/// Reads 从8个方面, 5个方面21项任务, 安排7项工作任务. The word that announces the count must stand
/// before it.
[[nodiscard]] Counts find_counts(std::string_view text);

/// A stage such as 到2025年 with its text.
struct Stage {
    int year = 0;
    std::size_t begin = 0;
    std::string_view text;
};

/// Stages that begin a sentence, in the order of the text.
[[nodiscard]] std::vector<Stage> find_stages(std::string_view text);

}  // namespace planloom::chinese
