// Contracts that the programmer must keep. What a plan's author or a file got wrong is never a
// contract: for those see Diagnostic and ReadError in <planloom/core/error.hpp>.
#pragma once

#include <stdexcept>

namespace planloom {

/// Thrown for a broken contract in builds with `PLANLOOM_THROW_CONTRACTS` (the tests' build).
class ContractViolation : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

namespace detail {
[[noreturn]] void contract_failed(const char* what, const char* file, int line);
}  // namespace detail

}  // namespace planloom

#if defined(PLANLOOM_THROW_CONTRACTS) || !defined(NDEBUG)
#define PLANLOOM_EXPECTS(condition) \
    ((condition) ? void(0)          \
                 : ::planloom::detail::contract_failed("expects " #condition, __FILE__, __LINE__))
#define PLANLOOM_ENSURES(condition) \
    ((condition) ? void(0)          \
                 : ::planloom::detail::contract_failed("ensures " #condition, __FILE__, __LINE__))
#else
// The operand of sizeof is not evaluated, yet counts as a use of the names in it.
#define PLANLOOM_EXPECTS(condition) (void(sizeof(bool(condition))))
#define PLANLOOM_ENSURES(condition) (void(sizeof(bool(condition))))
#endif
