#include <planloom/core/key_index.hpp>

#include "json_kinds.hpp"
#include "json_reading.hpp"
#include "json_text.hpp"
#include "settings_reader.hpp"

#include <algorithm>
#include <utility>

namespace planloom::detail {
namespace {

std::string times(std::size_t count) {
    return count == 1 ? std::string() : " (" + std::to_string(count) + " times)";
}

/// The fields of the kind of object that has this word.
std::span<const Field> fields_of(std::string_view word) {
    for (const ObjectKind* kind :
         {&plan_kind, &requirement_kind, &goal_kind, &unit_kind, &task_kind})
        if (kind->word == word) return kind->fields;
    return {};
}

}  // namespace

void Faults::add(std::string code, std::string where, std::uint32_t line, std::string message) {
    if (list_.size() >= limit_) {
        ++left_out_;
        return;
    }
    list_.push_back({std::move(code), Severity::error, std::move(where), line, std::move(message)});
}

std::vector<Diagnostic> Faults::take() {
    // What an object lacks is found only at its end, after faults of later lines within it.
    std::stable_sort(list_.begin(), list_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
    if (left_out_ > 0)
        list_.push_back({"limit_errors", Severity::error, "", 0,
                         std::to_string(left_out_) + " more faults beyond the limit of " +
                             std::to_string(limit_)});
    return std::move(list_);
}

void Reading::fault(std::string code, std::string message) {
    faults_.add(std::move(code), pointer(), line(), std::move(message));
}

void Reading::fault_below(std::string_view below, std::uint32_t line, std::string code,
                          std::string message) {
    faults_.add(std::move(code), pointer().append(below), line, std::move(message));
}

void Reading::wrong_type(std::string_view found, std::string_view expected) {
    fault("wrong_type", "found " + std::string(found) + ", expected " + std::string(expected));
}

std::string Reading::pointer() const {
    std::string text;
    for (std::size_t i = 0; i < depth_; ++i) {
        const Frame& frame = frames_[i];
        if (frame.kind == Frame::Kind::list || frame.kind == Frame::Kind::free_list) {
            if (frame.count > 0) text += '/' + std::to_string(frame.count - 1);
        } else if (frame.kind == Frame::Kind::skipped) {
            break;
        } else if (frame.mode != Frame::Mode::none) {
            text += pointer_to(frame.field != nullptr ? frame.field->name : frame.name);
        }
    }
    return text;
}

Slice Reading::keep(std::string_view text) {
    if (text.size() > TextArena::max_length) {
        fault("limit_text", "a text of " + std::to_string(text.size()) +
                                " bytes, expected at most " +
                                std::to_string(TextArena::max_length));
        return draft_.keep({});
    }
    return draft_.keep(text);
}

void Reading::begin_row() {
    draft_.clear();
    draft_.row.line = line();
    is_in_row_ = true;
}

bool Reading::end_row() {
    check_attributes(draft_);
    is_in_row_ = false;
    return !faults_.any();
}

void Reading::end_attribute(Frame& holder) {
    Draft& draft = is_in_row_ ? draft_ : head_draft_;
    if (free_.text().size() > TextArena::max_length)
        fault("limit_text", "an attribute of " + std::to_string(free_.text().size()) +
                                " bytes, expected at most " +
                                std::to_string(TextArena::max_length));
    draft.attributes.push_back({draft.keep(holder.name), draft.keep(free_.text()), holder.line,
                                holder.kind == Frame::Kind::object});
}

void Reading::check_attributes(const Draft& draft) {
    const std::vector<AttributeDraft>& attributes = draft.attributes;
    if (attributes.size() < 2) return;
    std::vector<std::size_t> order(attributes.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto name = [&](std::size_t i) { return draft[attributes[i].name]; };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return name(a) < name(b); });
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (name(order[i]) != name(order[i - 1])) continue;
        const AttributeDraft& later = attributes[order[i]];
        const std::string below = pointer_to(name(order[i]));
        fault_below((later.is_unknown_field ? "" : "/attributes") + below, later.line,
                    "duplicate_field", "the attribute " + quoted(name(order[i])) + " stands twice");
    }
}

void Reading::end_settings() {
    TreeFaults faults(limits_.errors);
    builder_.head().checks = read_settings(settings_.take(), faults);
    for (const Diagnostic& each : faults.list())
        fault_below(each.where, each.line, each.code, each.message);
}

std::optional<Minutes> Reading::parse_work(std::string_view text) {
    used_work_ = true;
    return parse_duration(text, work_);
}

void Reading::set_work(const WorkTime& work) {
    builder_.head().work = work;
    if (work == work_) return;
    // Durations that were read before must be read again, with what a day is.
    if (used_work_) late_work_ = work;
    work_ = work;
}

bool Reading::saw(std::string_view field) const noexcept {
    const Frame& frame = frames_[depth_ - 1];
    if (frame.object == nullptr) return false;
    const std::span<const Field> fields = frame.object->fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].name == field) return ((frame.seen >> i) & 1U) != 0;
    return false;
}

void Reading::add_notes(std::vector<Diagnostic>& notes) const {
    for (const auto& [id, unknown] : unknown_) {
        std::vector<std::string_view> names;
        for (const Field& field : fields_of(id.first)) names.push_back(field.name);
        const std::optional<std::size_t> near = nearest(id.second, names);
        notes.push_back({"unknown_field", Severity::warning, unknown.where, unknown.line,
                         std::string(id.first) + " has no field " + quoted(id.second) +
                             times(unknown.count) + ", it is kept as an attribute" +
                             (near ? "; did you mean " + quoted(names[*near]) : "")});
    }
    std::stable_sort(notes.begin(), notes.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
    if (unknown_left_out_ > 0)
        notes.push_back({"limit_errors", Severity::warning, "", 0,
                         std::to_string(unknown_left_out_) +
                             " more unknown fields beyond the limit of " +
                             std::to_string(limits_.errors)});
}

ReadResult Reading::finish() && {
    check_attributes(head_draft_);
    if (faults_.any()) throw ReadError(faults_.take());
    for (const AttributeDraft& attribute : head_draft_.attributes)
        builder_.head().attributes.emplace_back(head_draft_[attribute.name],
                                                head_draft_[attribute.value]);
    if (!has_units_) builder_.add_units_by_mention();
    ReadResult result{std::move(builder_).build(), {}};
    add_notes(result.notes);
    const std::size_t count = result.plan.unit_table().count;
    if (!has_units_ && count > 0)
        result.notes.push_back(
            {"units_by_mention", Severity::info, "", 0,
             "the plan has no list of units; " + std::to_string(count) +
                 (count == 1 ? " unit is declared by mention" : " units are declared by mention")});
    return result;
}

}  // namespace planloom::detail
