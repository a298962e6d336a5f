// What the messages on waivers translate.
#pragma once

#include "words.hpp"

namespace planloom::coverage {

inline constexpr Word waiver_words[] = {
    {"missing", "reason", "a reason", "理由"},
    {"missing", "approver", "the name of who approved it", "批准人"},
    {"missing", "reason_and_approver", "a reason and the name of who approved it", "理由和批准人"},
};

}  // namespace planloom::coverage
