// Names of the main types, for headers that only pass them on.
#pragma once

#include <cstdint>

namespace planloom {

struct Affected;
struct Cause;
struct CheckResult;
struct CheckSettings;
class Coordination;
struct Cycle;
class Date;
struct Diagnostic;
struct Finding;
struct Impact;
class InfluenceGraph;
class LiveOrder;
class LiveSchedule;
class Matrix;
class Monitor;
struct Node;
class Order;
class Plan;
class PlanBuilder;
class PlanGraph;
struct Repair;
struct Rule;
struct Step;

template <class Tag>
class Id;
template <class IdType>
class IdRange;

}  // namespace planloom
