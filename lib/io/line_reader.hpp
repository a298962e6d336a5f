// A text taken apart into lines and fields that are separated by blanks.
#pragma once

#include <planloom/core/error.hpp>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// Goes over a text line by line. Knows where it is, and throws ReadErrors that say so.
class LineReader {
public:
    explicit LineReader(std::string_view text) : rest_(text) {}

    /// Takes the next line without its end.
    /// @return whether there was one
    bool next() {
        if (rest_.empty()) return false;
        const std::size_t end = rest_.find('\n');
        line_ = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
        if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
        ++number_;
        return true;
    }
    /// As next, over blank lines.
    bool next_filled() {
        while (next())
            if (line_.find_first_not_of(" \t") != std::string_view::npos) return true;
        return false;
    }

    [[nodiscard]] std::string_view line() const noexcept { return line_; }
    [[nodiscard]] std::uint32_t number() const noexcept { return number_; }
    /// The fields of the line.
    [[nodiscard]] std::vector<std::string_view> fields() const {
        std::vector<std::string_view> fields;
        for (std::size_t at = 0; (at = line_.find_first_not_of(" \t", at)) != line_.npos;) {
            const std::size_t end = std::min(line_.find_first_of(" \t", at), line_.size());
            fields.push_back(line_.substr(at, end - at));
            at = end;
        }
        return fields;
    }

    [[noreturn]] void fail(const std::string& message) const {
        throw ReadError({{"syntax", Severity::error, "", number_, message}});
    }

    /// @return the whole number that the field is
    [[nodiscard]] std::int64_t number_in(std::string_view field, std::string_view what) const {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
        if (error != std::errc() || end != field.data() + field.size())
            fail("expected " + std::string(what) + ", found \"" + std::string(field) + '"');
        return value;
    }

private:
    std::string_view rest_, line_;
    std::uint32_t number_ = 0;
};

}  // namespace planloom
