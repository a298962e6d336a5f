// The rules on how the document says what it says.
#pragma once

#include "rule_run.hpp"

namespace planloom::coverage {

void find_numbering_gaps(RuleRun& run);
void find_placeholders(RuleRun& run);
void find_shared_names(RuleRun& run);

/// Whether a word stands in a text; one that begins with an ASCII letter only as a word of its own.
[[nodiscard]] bool has_word(std::string_view text, std::string_view word);

}  // namespace planloom::coverage
