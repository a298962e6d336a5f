// The words of responsibility clauses: labels, verbs, and what stands around lists of names.
#pragma once

#include <planloom/model/vocabulary.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace planloom::chinese {

/// What a label such as 牵头单位 announces.
enum class LabelKind : std::uint8_t { units, person, deadline };

struct Label {
    LabelKind kind = LabelKind::units;
    Role role = Role::responsible;
};

/// Takes the label that ends a text, as in 财政部责任单位; nothing if none does.
std::optional<Label> take_label_back(std::string_view& text);

/// What the verb behind a list of names says.
struct Verb {
    Role role = Role::responsible;
    /// Whether the units share the task: 按职责分工, 共同.
    bool is_joint = false;
};

/// Takes the verbs and adverbs that end a text, as in 财政部按职责分工负责; nothing if there is no
/// verb.
std::optional<Verb> take_verb_back(std::string_view& text);

/// Takes 等, 等部门, 等有关单位, 等10个部门 off the end.
bool take_open_back(std::string_view& text);

/// Whether a text says only that the list goes on: 有关部门 behind 等, 单位.
[[nodiscard]] bool is_rest_of_list(std::string_view text);

/// Whether a text says that there is no unit: 无, —, /.
[[nodiscard]] bool is_nothing(std::string_view text);

/// Whether a text says that the unit listed first is the lead.
[[nodiscard]] bool says_first_is_lead(std::string_view text);

}  // namespace planloom::chinese
