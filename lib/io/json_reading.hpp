// The machine that turns the events of a JSON reader into a plan. It knows no field by name: for
// what the objects of the format hold see json_kinds.hpp.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/io/json.hpp>
#include <planloom/model/plan_builder.hpp>

#include "json_cursor.hpp"
#include "json_draft.hpp"
#include "json_free.hpp"
#include "json_value.hpp"
#include "value_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::detail {

class Reading;
struct Field;

/// A kind of object: which fields it has, and what happens where it begins and ends.
struct ObjectKind {
    /// With its article, for messages: `a task`.
    std::string_view word;
    std::span<const Field> fields;
    void (*begin)(Reading& reading, const Field& field) = nullptr;
    void (*end)(Reading& reading) = nullptr;
    /// Whether a field that is not in the list is kept as an attribute, or is an error.
    bool keeps_unknown = false;
    /// Whether it has no fields of its own, and each name is an attribute.
    bool is_attributes = false;
    /// Whether what it holds is read as settings of checks when it ends.
    bool is_settings = false;
};

/// What may stand as a value, as bits.
namespace accepts {
inline constexpr std::uint8_t text = 1;
inline constexpr std::uint8_t number = 2;
inline constexpr std::uint8_t flag = 4;
inline constexpr std::uint8_t object = 8;
inline constexpr std::uint8_t list = 16;
}  // namespace accepts

/// A field of an object: what it may hold, and who takes it.
struct Field {
    std::string_view name;
    /// What a value should be, for messages: `a date such as 2025-06-30`.
    std::string_view expected;
    std::uint8_t value = 0;
    /// What the elements may be, where the value may be a list.
    std::uint8_t element = 0;
    void (*take)(Reading& reading, const Field& field, const Value& value) = nullptr;
    const ObjectKind* object = nullptr;
    /// The field that this is another name for.
    std::string_view same_as = {};
    Role role = Role::lead;
};

/// The faults of a text, up to a limit; the rest are counted.
class Faults {
public:
    explicit Faults(std::size_t limit) noexcept : limit_(limit) {}

    void add(std::string code, std::string where, std::uint32_t line, std::string message);
    [[nodiscard]] bool any() const noexcept { return !list_.empty() || left_out_ > 0; }
    /// All faults, and a last one for those that are not listed.
    [[nodiscard]] std::vector<Diagnostic> take();

private:
    std::size_t limit_;
    std::size_t left_out_ = 0;
    std::vector<Diagnostic> list_;
};

class Reading {
public:
    /// @param work  what a day and a week are until the text says otherwise
    Reading(std::string_view text, const Limits& limits, Monitor* monitor, const WorkTime& work);

    // The events. False means that reading on is of no use.
    [[nodiscard]] bool open(bool is_object);
    [[nodiscard]] bool close();
    [[nodiscard]] bool key(std::string_view name);
    [[nodiscard]] bool scalar(const Value& value);

    [[nodiscard]] Cursor& cursor() noexcept { return cursor_; }
    /// The work time, where it came too late for a duration that was read before it.
    [[nodiscard]] const std::optional<WorkTime>& late_work() const noexcept { return late_work_; }
    /// @throws ReadError  if there were faults
    [[nodiscard]] ReadResult finish() &&;

    // For those who take fields.
    [[nodiscard]] Draft& draft() noexcept { return draft_; }
    [[nodiscard]] PlanBuilder& builder() noexcept { return builder_; }
    [[nodiscard]] std::uint32_t line() noexcept { return cursor_.line(); }
    /// Lays a text into the draft.
    [[nodiscard]] Slice keep(std::string_view text);
    /// A fault at the value that is being read.
    void fault(std::string code, std::string message);
    /// A fault below the value that is being read.
    /// @param below  the rest of the pointer, such as `/title`
    void fault_below(std::string_view below, std::uint32_t line, std::string code,
                     std::string message);
    /// Whether the object that is being read had a field, be it under another name or wrong.
    [[nodiscard]] bool saw(std::string_view field) const noexcept;
    void begin_row();
    /// Ends a row.
    /// @return whether it may be added to the plan: nothing read so far was wrong
    [[nodiscard]] bool end_row();
    [[nodiscard]] std::optional<Minutes> parse_work(std::string_view text);
    void set_work(const WorkTime& work);

private:
    struct Frame {
        enum class Kind : std::uint8_t {
            object,
            list,
            attributes,
            free_object,
            free_list,
            settings,
            skipped
        };
        /// What becomes of the value of an object's field.
        enum class Mode : std::uint8_t { none, field, attribute, skip };
        Kind kind = Kind::skipped;
        Mode mode = Mode::none;
        const ObjectKind* object = nullptr;
        /// The field of the object, or the field that the list is the value of.
        const Field* field = nullptr;
        std::uint64_t seen = 0;
        /// Elements begun, of a list.
        std::size_t count = 0;
        /// The name where there is no field.
        std::string name;
        std::uint32_t line = 0;
    };
    struct Unknown {
        std::string where;
        std::uint32_t line = 0;
        std::size_t count = 0;
    };

    [[nodiscard]] Frame& top() noexcept { return frames_[depth_ - 1]; }
    [[nodiscard]] bool step();
    Frame& push(Frame::Kind kind);
    void push_value(const Field& field, std::uint8_t accepted, bool is_object);
    void push_free(bool is_object);
    void take_scalar(const Field& field, std::uint8_t accepted, const Value& value);
    void enter_field(Frame& frame, std::string_view name);
    void enter_unknown(Frame& frame, std::string_view name);
    void end_attribute(Frame& holder);
    void end_settings();
    void check_attributes(const Draft& draft);
    void wrong_type(std::string_view found, std::string_view expected);
    [[nodiscard]] std::string pointer() const;
    void add_notes(std::vector<Diagnostic>& notes) const;

    Cursor cursor_;
    Limits limits_;
    Monitor* monitor_;
    Faults faults_;
    PlanBuilder builder_;
    Draft draft_;
    /// Holds the attributes of the plan itself.
    Draft head_draft_;
    FreeValue free_;
    TreeBuilder settings_;
    /// The open values; those beyond depth_ are kept for their memory.
    std::vector<Frame> frames_;
    std::size_t depth_ = 0;
    std::uint64_t steps_ = 0;
    bool is_in_row_ = false;
    bool has_units_ = false;
    WorkTime work_;
    std::optional<WorkTime> late_work_;
    bool used_work_ = false;
    /// Fields that the format does not know, by the word for their object and their name.
    std::map<std::pair<std::string_view, std::string>, Unknown> unknown_;
    std::size_t unknown_left_out_ = 0;
};

}  // namespace planloom::detail
