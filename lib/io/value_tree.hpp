// A small text as a tree of values with their lines, whatever it was written in. For plans see
// json_reading.hpp: they are too large for trees.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/io/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::detail {

struct TreeField;

struct Tree {
    /// A bare scalar is one of YAML without quotes: a text, a number or a word as its place asks.
    enum class Kind : std::uint8_t { null, text, bare, number, flag, list, object };
    Kind kind = Kind::null;
    std::string text = {};
    std::vector<Tree> items;
    std::vector<TreeField> fields;
    std::uint32_t line = 0;

    [[nodiscard]] bool is_scalar() const noexcept { return kind < Kind::list; }
};

struct TreeField {
    std::string name;
    Tree value;
};

/// Puts events together.
class TreeBuilder {
public:
    void open(bool is_object, std::uint32_t line);
    void close();
    void key(std::string_view name) { key_ = name; }
    void scalar(Tree::Kind kind, std::string_view text, std::uint32_t line);

    [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
    [[nodiscard]] bool is_empty() const noexcept { return is_empty_; }
    /// What was put together; the builder begins again.
    [[nodiscard]] Tree take();

private:
    void add(Tree tree);

    Tree root_;
    bool is_empty_ = true;
    /// Open objects and lists with the name under which each stands in the one before.
    std::vector<std::pair<std::string, Tree>> open_;
    std::string key_;
};

/// Reads JSON.
/// @throws ReadError
[[nodiscard]] Tree read_json_tree(std::string_view text, const Limits& limits);
/// Reads YAML, without anchors, aliases, tags and further documents.
/// @throws ReadError
[[nodiscard]] Tree read_yaml_tree(std::string_view text, const Limits& limits);

/// Takes faults while a tree is read.
class TreeFaults {
public:
    explicit TreeFaults(std::size_t limit) noexcept : limit_(limit) {}

    void add(std::string where, std::uint32_t line, std::string code, std::string message);
    [[nodiscard]] const std::vector<Diagnostic>& list() const noexcept { return list_; }
    /// @throws ReadError  if there were any
    void throw_if_any() &&;

private:
    std::size_t limit_;
    std::size_t left_out_ = 0;
    std::vector<Diagnostic> list_;
};

}  // namespace planloom::detail
