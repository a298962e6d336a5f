#include "json_reading.hpp"

#include <planloom/core/duration.hpp>
#include <planloom/core/key_index.hpp>

#include "json_kinds.hpp"
#include "json_text.hpp"

#include <algorithm>
#include <utility>

namespace planloom::detail {
namespace {

constexpr std::uint64_t steps_between_reports = 4096;

std::string_view word_of(const Value& value) noexcept {
    switch (value.type) {
        case Value::Type::text:
            return "a text";
        case Value::Type::number:
            return "a number";
        case Value::Type::flag:
            return value.text;
        case Value::Type::null:
            break;
    }
    return "null";
}

std::uint8_t bit_of(const Value& value) noexcept {
    switch (value.type) {
        case Value::Type::text:
            return accepts::text;
        case Value::Type::number:
            return accepts::number;
        case Value::Type::flag:
            return accepts::flag;
        case Value::Type::null:
            break;
    }
    return 0;
}

Tree::Kind tree_kind(const Value& value) noexcept {
    switch (value.type) {
        case Value::Type::text:
            return Tree::Kind::text;
        case Value::Type::number:
            return Tree::Kind::number;
        case Value::Type::flag:
            return Tree::Kind::flag;
        case Value::Type::null:
            break;
    }
    return Tree::Kind::null;
}

}  // namespace

Reading::Reading(std::string_view text, const Limits& limits, Monitor* monitor,
                 const WorkTime& work)
    : cursor_(text), limits_(limits), monitor_(monitor), faults_(limits.errors), work_(work) {}

bool Reading::step() {
    if (++steps_ % steps_between_reports == 0)
        report_progress(monitor_, cursor_.offset(), cursor_.size());
    return !late_work_;
}

Reading::Frame& Reading::push(Frame::Kind kind) {
    if (depth_ == frames_.size()) frames_.emplace_back();
    Frame& frame = frames_[depth_++];
    frame.kind = kind;
    frame.mode = Frame::Mode::none;
    frame.object = nullptr;
    frame.field = nullptr;
    frame.seen = 0;
    frame.count = 0;
    return frame;
}

bool Reading::open(bool is_object) {
    if (!step()) return false;
    if (depth_ >= limits_.depth) {
        fault("limit_depth", "values are nested deeper than " + std::to_string(limits_.depth));
        return false;
    }
    if (depth_ == 0) {
        if (is_object) {
            push(Frame::Kind::object).object = &plan_kind;
        } else {
            wrong_type("a list", "an object that is a plan");
            push(Frame::Kind::skipped);
        }
        return true;
    }
    Frame& frame = top();
    switch (frame.kind) {
        case Frame::Kind::object:
            if (frame.mode == Frame::Mode::field)
                push_value(*frame.field, frame.field->value, is_object);
            else if (frame.mode == Frame::Mode::attribute)
                push_free(is_object);
            else
                push(Frame::Kind::skipped);
            break;
        case Frame::Kind::list:
            ++frame.count;
            push_value(*frame.field, frame.field->element, is_object);
            break;
        case Frame::Kind::free_list:
            ++frame.count;
            [[fallthrough]];
        case Frame::Kind::attributes:
        case Frame::Kind::free_object:
            push_free(is_object);
            break;
        case Frame::Kind::settings:
            settings_.open(is_object, line());
            push(Frame::Kind::settings);
            break;
        case Frame::Kind::skipped:
            push(Frame::Kind::skipped);
            break;
    }
    return true;
}

void Reading::push_value(const Field& field, std::uint8_t accepted, bool is_object) {
    const std::uint8_t bit = is_object ? accepts::object : accepts::list;
    if ((accepted & bit) == 0) {
        wrong_type(is_object ? "an object" : "a list", field.expected);
        push(Frame::Kind::skipped);
    } else if (!is_object) {
        push(Frame::Kind::list).field = &field;
    } else if (field.object->is_attributes) {
        push(Frame::Kind::attributes);
    } else if (field.object->is_settings) {
        settings_.open(true, line());
        push(Frame::Kind::settings);
    } else {
        push(Frame::Kind::object).object = field.object;
        if (field.object->begin != nullptr) field.object->begin(*this, field);
    }
}

void Reading::push_free(bool is_object) {
    const Frame::Kind holder = top().kind;
    if (holder != Frame::Kind::free_object && holder != Frame::Kind::free_list) free_.begin();
    free_.open(is_object);
    push(is_object ? Frame::Kind::free_object : Frame::Kind::free_list);
}

bool Reading::close() {
    if (!step()) return false;
    Frame& frame = top();
    frame.mode = Frame::Mode::none;
    switch (frame.kind) {
        case Frame::Kind::object:
            if (frame.object->end != nullptr) frame.object->end(*this);
            break;
        case Frame::Kind::free_object:
        case Frame::Kind::free_list:
            for (const FreeValue::Duplicate& duplicate : free_.close())
                fault_below(pointer_to(duplicate.name), duplicate.line, "duplicate_field",
                            "the field " + quoted(duplicate.name) + " stands twice in one object");
            break;
        case Frame::Kind::settings:
            settings_.close();
            if (settings_.depth() == 0) end_settings();
            break;
        case Frame::Kind::list:
        case Frame::Kind::attributes:
        case Frame::Kind::skipped:
            break;
    }
    if (depth_ == 1) has_units_ = saw("units");
    const bool is_free =
        frame.kind == Frame::Kind::free_object || frame.kind == Frame::Kind::free_list;
    --depth_;
    if (!is_free) return true;
    Frame& holder = top();
    if (holder.kind == Frame::Kind::attributes || holder.kind == Frame::Kind::object)
        end_attribute(holder);
    return true;
}

bool Reading::key(std::string_view name) {
    if (!step()) return false;
    Frame& frame = top();
    switch (frame.kind) {
        case Frame::Kind::object:
            enter_field(frame, name);
            break;
        case Frame::Kind::attributes:
            frame.mode = Frame::Mode::attribute;
            frame.name = name;
            frame.line = line();
            break;
        case Frame::Kind::free_object:
            frame.mode = Frame::Mode::attribute;
            frame.name = name;
            free_.key(name, line());
            break;
        case Frame::Kind::settings:
            settings_.key(name);
            break;
        case Frame::Kind::list:
        case Frame::Kind::free_list:
        case Frame::Kind::skipped:
            break;
    }
    return true;
}

bool Reading::scalar(const Value& value) {
    if (!step()) return false;
    if (depth_ == 0) {
        wrong_type(word_of(value), "an object that is a plan");
        return true;
    }
    Frame& frame = top();
    switch (frame.kind) {
        case Frame::Kind::object:
            if (frame.mode == Frame::Mode::field) {
                take_scalar(*frame.field, frame.field->value, value);
                break;
            }
            [[fallthrough]];
        case Frame::Kind::attributes:
            if (frame.mode != Frame::Mode::attribute) break;
            free_.begin();
            free_.scalar(value);
            end_attribute(frame);
            break;
        case Frame::Kind::list:
            ++frame.count;
            take_scalar(*frame.field, frame.field->element, value);
            break;
        case Frame::Kind::free_list:
            ++frame.count;
            [[fallthrough]];
        case Frame::Kind::free_object:
            free_.scalar(value);
            break;
        case Frame::Kind::settings:
            settings_.scalar(tree_kind(value), value.text, line());
            break;
        case Frame::Kind::skipped:
            break;
    }
    return true;
}

void Reading::take_scalar(const Field& field, std::uint8_t accepted, const Value& value) {
    if ((accepted & bit_of(value)) != 0) {
        field.take(*this, field, value);
    } else {
        wrong_type(word_of(value), field.expected);
    }
}

void Reading::enter_field(Frame& frame, std::string_view name) {
    const std::span<const Field> fields = frame.object->fields;
    // Rows tend to have their fields in one order, so the search begins after the last hit.
    const Field* field = nullptr;
    for (std::size_t i = 0; i < fields.size() && field == nullptr; ++i) {
        const std::size_t at =
            frame.count + i < fields.size() ? frame.count + i : frame.count + i - fields.size();
        if (fields[at].name == name) field = &fields[at];
    }
    if (field == nullptr) return enter_unknown(frame, name);
    const std::size_t found = static_cast<std::size_t>(field - fields.data());
    frame.count = found + 1;
    std::size_t place = found;
    for (std::size_t i = 0; i < fields.size() && !field->same_as.empty(); ++i)
        if (fields[i].name == field->same_as) place = i;
    const std::uint64_t bit = std::uint64_t{1} << place;
    frame.field = field;
    frame.mode = Frame::Mode::field;
    if ((frame.seen & bit) != 0) {
        fault("duplicate_field", place == found
                                     ? "the field " + quoted(name) + " stands twice in one object"
                                     : quoted(name) + " and " + quoted(field->same_as) +
                                           " are one field, which stands twice in one object");
        frame.mode = Frame::Mode::skip;
    }
    frame.seen |= bit;
}

void Reading::enter_unknown(Frame& frame, std::string_view name) {
    frame.name = name;
    frame.line = line();
    frame.field = nullptr;
    if (frame.object->keeps_unknown) {
        frame.mode = Frame::Mode::attribute;
        const std::pair id(frame.object->word, std::string(name));
        const auto found = unknown_.find(id);
        if (found != unknown_.end()) {
            ++found->second.count;
        } else if (unknown_.size() < limits_.errors) {
            unknown_.emplace(id, Unknown{pointer(), frame.line, 1});
        } else {
            ++unknown_left_out_;
        }
        return;
    }
    frame.mode = Frame::Mode::skip;
    std::vector<std::string_view> names;
    std::string list;
    for (const Field& field : frame.object->fields) {
        names.push_back(field.name);
        list += (list.empty() ? "" : ", ") + std::string(field.name);
    }
    const std::optional<std::size_t> near = nearest(name, names);
    fault("unknown_field", std::string(frame.object->word) + " has no field " + quoted(name) +
                               ", expected one of " + list +
                               (near ? "; did you mean " + quoted(names[*near]) : ""));
}

}  // namespace planloom::detail
