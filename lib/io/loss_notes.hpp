// Notes of a writer on what its format does not hold.
#pragma once

#include <planloom/core/error.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace planloom::detail {

/// Counts losses, and says each kind once.
class LossNotes {
public:
    void add(const char* code, std::size_t count, const std::string& what) {
        if (count > 0)
            notes_.push_back({code, Severity::warning, "", 0, std::to_string(count) + ' ' + what});
    }
    [[nodiscard]] std::vector<Diagnostic> take() && { return std::move(notes_); }

private:
    std::vector<Diagnostic> notes_;
};

}  // namespace planloom::detail
