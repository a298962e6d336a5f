// The layout of the JSON that the library writes: a row is an object over several lines, one field
// on each; what is inside a field stands on its line, save lists of objects and free attributes.
#pragma once

#include <planloom/core/date.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace planloom::detail {

/// One object on a line of its own or inside one: `{"task": "T1", "lag": "2d"}`.
class InlineObject {
public:
    explicit InlineObject(std::string& out) : out_(out) { out_ += '{'; }

    // Each of these appends `"name": value`.
    void text(std::string_view name, std::string_view value);
    /// As text(), but not if the value is empty.
    void text_if(std::string_view name, std::string_view value);
    /// @param json  a number, `true` or `false`
    void raw(std::string_view name, std::string_view json);
    void count_if(std::string_view name, std::int32_t value);
    void close() { out_ += '}'; }

private:
    void begin(std::string_view name);

    std::string& out_;
    bool is_first_ = true;
};

/// An object over several lines.
class ObjectLines {
public:
    /// @param indent  of the fields, in spaces
    ObjectLines(std::string& out, std::size_t indent) : out_(out), indent_(indent) { out_ += '{'; }

    /// Begins a field; its value is to be appended to the text.
    std::string& field(std::string_view name);
    void text(std::string_view name, std::string_view value);
    void text_if(std::string_view name, std::string_view value);
    void raw(std::string_view name, std::string_view json);
    void flag_if(std::string_view name, bool value);
    void count_if(std::string_view name, std::int32_t value);
    void date_if(std::string_view name, DatePeriod period);
    void close();

    [[nodiscard]] std::size_t indent() const noexcept { return indent_; }

private:
    std::string& out_;
    std::size_t indent_;
    bool is_first_ = true;
};

/// A list, or the names and values of an object, one element on each line or all on one.
class ListLines {
public:
    /// @param indent  of the elements, in spaces
    ListLines(std::string& out, std::size_t indent) : ListLines(out, indent, '[', ']') {}
    [[nodiscard]] static ListLines on_one_line(std::string& out) { return {out, 0}; }
    /// An object whose names the caller writes.
    [[nodiscard]] static ListLines braces(std::string& out, std::size_t indent) {
        return {out, indent, '{', '}'};
    }

    /// Begins an element; it is to be appended to the text.
    std::string& element();
    void close();

private:
    ListLines(std::string& out, std::size_t indent, char first, char last)
        : out_(out), indent_(indent), last_(last) {
        out_ += first;
    }

    std::string& out_;
    /// 0 for all on one line.
    std::size_t indent_;
    char last_;
    bool is_first_ = true;
};

/// The shortest text that reads back as the same number.
/// @param number  finite
[[nodiscard]] std::string shortest(double number);

}  // namespace planloom::detail
