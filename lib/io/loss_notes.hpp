// Notes of a writer on what its format does not hold.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/model/plan.hpp>

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

/// What exchange formats do not hold of how a plan came about and how it is watched.
void note_course(const Plan& plan, LossNotes& losses);

}  // namespace planloom::detail
