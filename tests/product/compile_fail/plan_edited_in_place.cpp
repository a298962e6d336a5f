// expected: discards qualifiers|no viable overloaded
#include <planloom/model/plan.hpp>

void name_it(planloom::Plan& plan) {
#ifdef CORRECTED
    static_cast<void>(plan.head().title.size());
#else
    plan.head().title = "another";
#endif
}
