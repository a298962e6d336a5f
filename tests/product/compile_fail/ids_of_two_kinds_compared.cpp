// expected: no match for|invalid operands
#include <planloom/core/id.hpp>

bool same(planloom::GoalId goal, planloom::TaskId task) {
#ifdef CORRECTED
    return goal.index() == task.index();
#else
    return goal == task;
#endif
}
