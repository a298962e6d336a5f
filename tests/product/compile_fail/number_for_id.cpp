// expected: UnitId|UnitTag
#include <planloom/core/id.hpp>

bool is_valid(planloom::UnitId unit);

bool first_is_valid() {
#ifdef CORRECTED
    return is_valid(planloom::UnitId(0));
#else
    return is_valid(0);
#endif
}
