// The texts that the cells of a ledger hold for a plan.
#pragma once

#include <planloom/io/ledger.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace planloom::ledger {

/// Whether headers and words are Chinese: the plan says so, or its titles are.
[[nodiscard]] bool writes_chinese(const Plan& plan);

/// The header under which a field is written.
[[nodiscard]] std::string_view header_of(LedgerField field, bool is_chinese);

/// The cell of a field for a task.
/// @param attribute  the name, for LedgerField::attribute
[[nodiscard]] std::string render(const Plan& plan, TaskId id, LedgerField field,
                                 std::string_view attribute, bool is_chinese);

/// The text of an attribute: a string without its quotes, other JSON as it stands.
[[nodiscard]] std::string attribute_text(const Plan& plan, TaskId task, std::string_view name);

/// The parts of a plan in which another differs, such as `goals/horizon`, sorted, each once.
[[nodiscard]] std::vector<std::string> differing_parts(const Plan& plan, const Plan& other);

/// A note on all that is lost when the table is read again; nothing is added when nothing is.
void note_losses(LedgerTable& table, const Plan& plan, const LedgerOptions& options);

/// The sheet as it is read again.
[[nodiscard]] Sheet sheet_of(const LedgerTable& table);

}  // namespace planloom::ledger
