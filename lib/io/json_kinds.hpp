// The objects of the format, as tables of their fields.
#pragma once

#include "json_reading.hpp"

namespace planloom::detail {

extern const ObjectKind plan_kind;
extern const ObjectKind requirement_kind;
extern const ObjectKind goal_kind;
extern const ObjectKind unit_kind;
extern const ObjectKind task_kind;
extern const ObjectKind attributes_kind;
extern const ObjectKind settings_kind;
extern const ObjectKind calendar_kind;
extern const ObjectKind implements_kind;
extern const ObjectKind asked_kind;
extern const ObjectKind supervision_kind;
extern const ObjectKind dropped_kind;

/// Rows without further fields, as in `"tasks": ["survey"]`, end by these too.
void end_requirement(Reading& reading);
void end_goal(Reading& reading);
void end_unit(Reading& reading);
void end_task(Reading& reading);

}  // namespace planloom::detail
