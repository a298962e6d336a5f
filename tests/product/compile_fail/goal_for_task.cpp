// expected: GoalTag
#include <planloom/core/id.hpp>

int value_of_first(const planloom::IdMap<planloom::TaskId, int>& values) {
#ifdef CORRECTED
    return values[planloom::TaskId(0)];
#else
    return values[planloom::GoalId(0)];
#endif
}
