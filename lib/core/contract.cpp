#include <planloom/core/contract.hpp>

#ifdef PLANLOOM_THROW_CONTRACTS
#include <string>
#else
#include <cstdio>
#include <cstdlib>
#endif

namespace planloom::detail {

void contract_failed(const char* what, const char* file, int line) {
#ifdef PLANLOOM_THROW_CONTRACTS
    throw ContractViolation(std::string(file) + ":" + std::to_string(line) + ": " + what);
#else
    std::fprintf(stderr, "%s:%d: broken contract: %s\n", file, line, what);
    std::abort();
#endif
}

}  // namespace planloom::detail
