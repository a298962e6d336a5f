#include <planloom/core/utf8.hpp>
#include <planloom/io/json.hpp>

#include "json_reading.hpp"
#include "json_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace planloom {
namespace {

using detail::Reading;
using detail::Value;

constexpr int number_out_of_range = 406;

/// What follows the place in a message of the lexer; the place is told apart from it here.
std::string reason_of(std::string_view message) {
    constexpr std::size_t longest = 300;
    if (const std::size_t at = message.find("syntax error "); at != std::string_view::npos)
        message.remove_prefix(at + std::string_view("syntax error ").size());
    // The lexer repeats what it read last, which may be the rest of the file.
    std::size_t end = std::min(message.size(), longest);
    while (end < message.size() && end > 0 &&
           (static_cast<unsigned char>(message[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(message.substr(0, end)) + (end < message.size() ? "..." : "");
}

/// Hands the events of the library's reader to a reading.
class Events {
public:
    Events(Reading& reading, std::string_view text) noexcept : reading_(reading), text_(text) {}

    bool null() { return reading_.scalar({}); }
    bool boolean(bool value) {
        return reading_.scalar({Value::Type::flag, value ? "true" : "false"});
    }
    bool number_integer(nlohmann::json::number_integer_t) { return number(); }
    bool number_unsigned(nlohmann::json::number_unsigned_t) { return number(); }
    bool number_float(nlohmann::json::number_float_t, const std::string&) { return number(); }
    bool string(const std::string& value) { return reading_.scalar({Value::Type::text, value}); }
    bool binary(const nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return reading_.open(true); }
    bool start_array(std::size_t) { return reading_.open(false); }
    bool end_object() { return reading_.close(); }
    bool end_array() { return reading_.close(); }
    bool key(const std::string& name) { return reading_.key(name); }

    bool parse_error(std::size_t, const std::string& token,
                     const nlohmann::json::exception& error) {
        if (error.id == number_out_of_range) {
            reading_.fault("bad_number", "found " + token.substr(0, 40) +
                                             ", expected a number that a double can hold");
            return false;
        }
        const std::size_t offset = reading_.cursor().offset();
        const std::optional<std::size_t> bad = find_invalid_utf8(text_);
        if (bad && *bad < offset) {
            reading_.fault("encoding", "byte " + std::to_string(*bad) + " is not UTF-8");
        } else {
            reading_.fault("syntax", "broken JSON at byte " + std::to_string(offset) + ": " +
                                         reason_of(error.what()));
        }
        return false;
    }

private:
    bool number() {
        detail::Cursor& cursor = reading_.cursor();
        const bool go_on = reading_.scalar({Value::Type::number, cursor.take_number()});
        cursor.leave_number();
        return go_on;
    }

    Reading& reading_;
    std::string_view text_;
};

void refuse(std::string code, std::uint32_t line, std::string message) {
    throw ReadError({{std::move(code), Severity::error, "", line, std::move(message)}});
}

void require_readable(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes)
        refuse("limit_bytes", 0,
               "the text has " + std::to_string(text.size()) + " bytes, the limit is " +
                   std::to_string(limits.bytes));
    // The library takes a NUL for the end of the text and would not look behind it.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
        refuse("syntax",
               static_cast<std::uint32_t>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n') +
                   1),
               "found a NUL at byte " + std::to_string(nul) +
                   ", expected text; is it UTF-16 without a byte-order mark?");
}

/// @return the work time to begin with, where reading must begin again
std::optional<WorkTime> read_into(Reading& reading, std::string_view text) {
    Events events(reading, text);
    const detail::CursorIterator place(reading.cursor());
    // A broken text is a fault of the reading, which has all that this call could tell.
    (void)nlohmann::json::sax_parse(place, place, &events);
    return reading.late_work();
}

}  // namespace

ReadResult read_json(std::string_view text, const Limits& limits, Monitor* monitor) {
    require_readable(text, limits);
    std::optional<WorkTime> work;
    {
        Reading reading(text, limits, monitor, {});
        work = read_into(reading, text);
        if (!work) return std::move(reading).finish();
    }
    Reading reading(text, limits, monitor, *work);
    (void)read_into(reading, text);
    return std::move(reading).finish();
}

}  // namespace planloom
