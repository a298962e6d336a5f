// The words of messages, by family of rules.
#pragma once

#include <string_view>

namespace planloom::coverage {

/// A value of a field of a message, and what stands for it in English and Chinese.
struct Word {
    std::string_view field, value, en, zh;
};

}  // namespace planloom::coverage
