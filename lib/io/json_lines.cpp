#include "json_lines.hpp"

#include <planloom/core/contract.hpp>
#include <planloom/model/tables.hpp>

#include "json_text.hpp"

#include <array>
#include <charconv>

namespace planloom::detail {
namespace {

constexpr std::size_t step = 2;

void new_line(std::string& out, std::size_t indent, bool& is_first) {
    if (!is_first) out += ',';
    is_first = false;
    out += '\n';
    out.append(indent, ' ');
}

/// Names of fields are the library's own and have nothing to escape.
void append_name(std::string& out, std::string_view name) {
    out += '"';
    out += name;
    out += "\": ";
}

void append_number(std::string& out, std::int32_t value) {
    std::array<char, 12> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end);
}

}  // namespace

void InlineObject::begin(std::string_view name) {
    if (!is_first_) out_ += ", ";
    is_first_ = false;
    append_name(out_, name);
}

void InlineObject::text(std::string_view name, std::string_view value) {
    begin(name);
    append_json_string(out_, value);
}

void InlineObject::text_if(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
}

void InlineObject::raw(std::string_view name, std::string_view json) {
    begin(name);
    out_ += json;
}

void InlineObject::count_if(std::string_view name, std::int32_t value) {
    if (value == no_number) return;
    begin(name);
    append_number(out_, value);
}

std::string& ObjectLines::field(std::string_view name) {
    new_line(out_, indent_, is_first_);
    append_name(out_, name);
    return out_;
}

void ObjectLines::text(std::string_view name, std::string_view value) {
    append_json_string(field(name), value);
}

void ObjectLines::text_if(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
}

void ObjectLines::raw(std::string_view name, std::string_view json) {
    field(name) += json;
}

void ObjectLines::flag_if(std::string_view name, bool value) {
    if (value) raw(name, "true");
}

void ObjectLines::count_if(std::string_view name, std::int32_t value) {
    if (value != no_number) append_number(field(name), value);
}

void ObjectLines::date_if(std::string_view name, DatePeriod period) {
    if (period.date.is_set()) text(name, to_string(period));
}

void ObjectLines::close() {
    if (!is_first_) {
        out_ += '\n';
        out_.append(indent_ - step, ' ');
    }
    out_ += '}';
}

std::string& ListLines::element() {
    if (indent_ > 0) {
        new_line(out_, indent_, is_first_);
    } else if (!is_first_) {
        out_ += ", ";
    }
    is_first_ = false;
    return out_;
}

void ListLines::close() {
    if (!is_first_ && indent_ > 0) {
        out_ += '\n';
        out_.append(indent_ - step, ' ');
    }
    out_ += last_;
}

std::string shortest(double number) {
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    PLANLOOM_ENSURES(error == std::errc());
    return {digits.data(), end};
}

}  // namespace planloom::detail
