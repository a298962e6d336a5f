#include "json_free.hpp"

#include "json_text.hpp"

#include <algorithm>

namespace planloom::detail {

// A finished value never ends in one of these, so the last character tells whether one stands
// before the value that begins.
void FreeValue::separate() {
    if (text_.empty()) return;
    const char last = text_.back();
    if (last != '{' && last != '[' && last != ':') text_ += ',';
}

void FreeValue::scalar(const Value& value) {
    separate();
    switch (value.type) {
        case Value::Type::text:
            append_json_string(text_, value.text);
            break;
        case Value::Type::number:
        case Value::Type::flag:
        case Value::Type::null:
            text_ += value.text;
            break;
    }
}

void FreeValue::open(bool is_object) {
    separate();
    text_ += is_object ? '{' : '[';
    levels_.push_back({is_object, names_.size(), bytes_of_names_.size()});
}

void FreeValue::key(std::string_view name, std::uint32_t line) {
    separate();
    append_json_string(text_, name);
    text_ += ':';
    names_.push_back({bytes_of_names_.size(), name.size(), line});
    bytes_of_names_ += name;
}

std::vector<FreeValue::Duplicate> FreeValue::close() {
    const Level level = levels_.back();
    levels_.pop_back();
    text_ += level.is_object ? '}' : ']';
    const auto name_of = [this](const Name& name) {
        return std::string_view(bytes_of_names_).substr(name.offset, name.length);
    };
    const auto first = names_.begin() + static_cast<std::ptrdiff_t>(level.first_name);
    std::sort(first, names_.end(), [&](const Name& a, const Name& b) {
        const int order = name_of(a).compare(name_of(b));
        return order != 0 ? order < 0 : a.offset < b.offset;
    });
    std::vector<Duplicate> duplicates;
    for (auto name = first; name != names_.end(); ++name)
        if (name != first && name_of(*name) == name_of(name[-1]))
            duplicates.push_back({std::string(name_of(*name)), name->line});
    names_.resize(level.first_name);
    bytes_of_names_.resize(level.first_byte);
    return duplicates;
}

}  // namespace planloom::detail
