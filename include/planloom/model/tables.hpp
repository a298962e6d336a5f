// The columns in which a Plan lies in memory, one table per kind of node and per relation. For
// reading one row with its texts see <planloom/model/views.hpp>.
#pragma once

#include <planloom/core/column.hpp>
#include <planloom/core/date.hpp>
#include <planloom/core/duration.hpp>
#include <planloom/core/id.hpp>
#include <planloom/model/node.hpp>
#include <planloom/model/vocabulary.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace planloom {

/// Stands in a column of minutes where nothing was given.
inline constexpr Minutes no_minutes = std::numeric_limits<Minutes>::min();

/// Stands in a column of counts or percentages where nothing was given.
inline constexpr std::int32_t no_number = -1;

/// A text, or a name and its value, that hangs on one row of a table. Sorted by row.
struct RowText {
    std::uint32_t row = 0;
    TextRef name;
    TextRef value;
};

/// A reference that names nothing; the row it hangs on holds an id that is not valid.
struct DanglingRef {
    enum class Field : std::uint8_t {
        goal_parent,
        goal_owner,
        task_parent,
        unit_parent,
        serves_goal,
        assignment_unit,
        dependency_predecessor,
        implements_requirement
    };
    Field field = Field::task_parent;
    std::uint32_t row = 0;
    TextRef key;
};

// Each table lists its columns once, in `visit`, for equality, sorting and the Python arrays.
// `line` (where a row was written, from 1; 0 if nowhere) is left out: it is not part of what was
// said.

struct RequirementTable {
    std::size_t count = 0;
    Column<TextRef> key, title, text, source, raised_by, reason;
    Column<RequirementKind> kind;
    Column<Disposition> disposition;
    Column<std::uint8_t> is_optional;
    Column<std::int32_t> round{no_number};
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("key", self.key);
        column("title", self.title);
        column("text", self.text);
        column("source", self.source);
        column("raised_by", self.raised_by);
        column("reason", self.reason);
        column("kind", self.kind);
        column("disposition", self.disposition);
        column("is_optional", self.is_optional);
        column("round", self.round);
    }
};

struct GoalTable {
    std::size_t count = 0;
    Column<TextRef> key, title, text, section;
    Column<GoalId> parent;
    Column<UnitId> owner;
    Column<Date> horizon;
    Column<DatePrecision> horizon_precision;
    Column<SupportRule> support;
    Column<std::int32_t> support_count{no_number};
    Column<std::int32_t> declared_tasks{no_number};
    /// Whether the goal takes no further tasks.
    Column<std::uint8_t> is_closed;
    /// Whether the plan set the goal by itself, without a clause that asks for it (自选动作).
    Column<std::uint8_t> is_local;
    /// The key that the goal had in an earlier revision; empty if it is the same.
    Column<TextRef> former_key;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("key", self.key);
        column("title", self.title);
        column("text", self.text);
        column("section", self.section);
        column("parent", self.parent);
        column("owner", self.owner);
        column("horizon", self.horizon);
        column("horizon_precision", self.horizon_precision);
        column("support", self.support);
        column("support_count", self.support_count);
        column("declared_tasks", self.declared_tasks);
        column("is_closed", self.is_closed);
        column("is_local", self.is_local);
        column("former_key", self.former_key);
    }
};

struct IndicatorTable {
    std::size_t count = 0;
    Column<GoalId> goal;
    Column<TextRef> title, measure;
    /// The decimal text as written, so that no digit is lost.
    Column<TextRef> baseline, target, actual;
    Column<Date> due;
    Column<DatePrecision> due_precision;
    /// Where the numbers come from (means of verification).
    Column<TextRef> source;
    Column<IndicatorKind> kind;
    /// How the indicators of the same title of the subgoals make up this one.
    Column<Aggregation> aggregation;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("goal", self.goal);
        column("title", self.title);
        column("measure", self.measure);
        column("baseline", self.baseline);
        column("target", self.target);
        column("actual", self.actual);
        column("due", self.due);
        column("due_precision", self.due_precision);
        column("source", self.source);
        column("kind", self.kind);
        column("aggregation", self.aggregation);
    }
};

struct TaskTable {
    std::size_t count = 0;
    Column<TextRef> key, title, text, section, deliverable;
    Column<TaskId> parent;
    Column<std::uint8_t> is_milestone;
    /// Whether several leads share the task by declaration.
    Column<std::uint8_t> is_joint;
    Column<Minutes> duration{no_minutes}, optimistic{no_minutes}, pessimistic{no_minutes};
    /// Whether the durations run through nights and holidays instead of counting working time.
    Column<std::uint8_t> is_elapsed;
    Column<Date> start_no_earlier, start_no_later, finish_no_earlier, finish_no_later, must_start,
        must_finish;
    /// Whether the task is to be done as late as its successors allow.
    Column<std::uint8_t> is_late;
    /// The key of a calendar; empty for the plan's.
    Column<TextRef> calendar;
    Column<Date> due;
    Column<DatePrecision> due_precision;
    Column<TextRef> due_text, due_every;
    /// Whether the task goes on without an end (持续推进).
    Column<std::uint8_t> is_ongoing;
    Column<TaskStatus> status;
    /// Per cent, 0 to 100.
    Column<std::int32_t> progress{no_number};
    Column<Date> actual_start, actual_finish;
    /// What was agreed before work began.
    Column<Date> baseline_start, baseline_finish;
    Column<Minutes> baseline_duration{no_minutes};
    /// The level of government at which the task is done; empty when not said.
    Column<TextRef> level;
    /// What proves that the task is done (佐证).
    Column<TextRef> evidence;
    /// When the lead handed in its own plan for the task (实施方案).
    Column<Date> plan_filed;
    /// Whether the plan set the task by itself, without a clause that asks for it (自选动作).
    Column<std::uint8_t> is_local;
    /// Whether others do the task, out of reach of who answers for the plan.
    Column<std::uint8_t> is_external;
    /// The key that the task had in an earlier revision; empty if it is the same.
    Column<TextRef> former_key;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("key", self.key);
        column("title", self.title);
        column("text", self.text);
        column("section", self.section);
        column("deliverable", self.deliverable);
        column("parent", self.parent);
        column("is_milestone", self.is_milestone);
        column("is_joint", self.is_joint);
        column("duration", self.duration);
        column("optimistic", self.optimistic);
        column("pessimistic", self.pessimistic);
        column("is_elapsed", self.is_elapsed);
        column("start_no_earlier", self.start_no_earlier);
        column("start_no_later", self.start_no_later);
        column("finish_no_earlier", self.finish_no_earlier);
        column("finish_no_later", self.finish_no_later);
        column("must_start", self.must_start);
        column("must_finish", self.must_finish);
        column("is_late", self.is_late);
        column("calendar", self.calendar);
        column("due", self.due);
        column("due_precision", self.due_precision);
        column("due_text", self.due_text);
        column("due_every", self.due_every);
        column("is_ongoing", self.is_ongoing);
        column("status", self.status);
        column("progress", self.progress);
        column("actual_start", self.actual_start);
        column("actual_finish", self.actual_finish);
        column("baseline_start", self.baseline_start);
        column("baseline_finish", self.baseline_finish);
        column("baseline_duration", self.baseline_duration);
        column("level", self.level);
        column("evidence", self.evidence);
        column("plan_filed", self.plan_filed);
        column("is_local", self.is_local);
        column("is_external", self.is_external);
        column("former_key", self.former_key);
    }
};

struct UnitTable {
    std::size_t count = 0;
    Column<TextRef> key, title, level, region, duty;
    Column<UnitId> parent;
    Column<UnitKind> kind;
    /// How many tasks the unit can carry at a time; 0 when nothing was said.
    Column<double> capacity;
    Column<Date> exists_from, exists_until;
    /// The key of a calendar; empty for the plan's.
    Column<TextRef> calendar;
    /// The key of the unit that takes over when this one ends; empty when not said.
    Column<TextRef> successor;
    /// The key that the unit had in an earlier revision; empty if it is the same.
    Column<TextRef> former_key;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("key", self.key);
        column("title", self.title);
        column("level", self.level);
        column("region", self.region);
        column("duty", self.duty);
        column("parent", self.parent);
        column("kind", self.kind);
        column("capacity", self.capacity);
        column("exists_from", self.exists_from);
        column("exists_until", self.exists_until);
        column("calendar", self.calendar);
        column("successor", self.successor);
        column("former_key", self.former_key);
    }
};

/// Sorted by task.
struct ServesTable {
    std::size_t count = 0;
    Column<TaskId> task;
    Column<GoalId> goal;
    Column<ServesRole> role;
    Column<double> weight{1.0};
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("task", self.task);
        column("goal", self.goal);
        column("role", self.role);
        column("weight", self.weight);
    }
};

/// Sorted by task; among one task's rows the order is the order of the list as written.
struct AssignmentTable {
    std::size_t count = 0;
    Column<TaskId> task;
    Column<UnitId> unit;
    Column<Role> role;
    /// How much of the unit's capacity the task takes while it runs.
    Column<double> amount{1.0};
    /// Whether the list goes on without naming more (等).
    Column<std::uint8_t> is_open;
    /// Whether the role was not written but taken from the place in the list.
    Column<std::uint8_t> is_inferred;
    Column<TextRef> text;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("task", self.task);
        column("unit", self.unit);
        column("role", self.role);
        column("amount", self.amount);
        column("is_open", self.is_open);
        column("is_inferred", self.is_inferred);
        column("text", self.text);
    }
};

/// Sorted by successor.
struct DependencyTable {
    std::size_t count = 0;
    Column<TaskId> predecessor, successor;
    Column<LinkType> type;
    Column<Minutes> lag;
    Column<Minutes> max_lag{no_minutes};
    /// Whether the lags run through nights and holidays instead of counting working time.
    Column<std::uint8_t> is_elapsed;
    Column<std::uint8_t> is_soft;
    Column<TextRef> reason;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("predecessor", self.predecessor);
        column("successor", self.successor);
        column("type", self.type);
        column("lag", self.lag);
        column("max_lag", self.max_lag);
        column("is_elapsed", self.is_elapsed);
        column("is_soft", self.is_soft);
        column("reason", self.reason);
    }
};

/// Sorted by node: goals first, then tasks.
struct ImplementsTable {
    std::size_t count = 0;
    Column<Node> node;
    Column<RequirementId> requirement;
    /// The fingerprint of the requirement when somebody last confirmed the link; empty if nobody
    /// did.
    Column<TextRef> confirmed;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("node", self.node);
        column("requirement", self.requirement);
        column("confirmed", self.confirmed);
    }
};

/// What was reported of a task, and when. Sorted by task; among one task's rows the order is that
/// of the list as written.
struct ReportTable {
    std::size_t count = 0;
    Column<TaskId> task;
    Column<Date> date;
    /// Per cent, 0 to 100.
    Column<std::int32_t> progress{no_number};
    Column<TextRef> text;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("task", self.task);
        column("date", self.date);
        column("progress", self.progress);
        column("text", self.text);
    }
};

/// A deadline that was put off. Sorted by task; among one task's rows the order is that of the list
/// as written.
struct ExtensionTable {
    std::size_t count = 0;
    Column<TaskId> task;
    /// The day on which it was granted.
    Column<Date> recorded;
    /// The deadline before and after.
    Column<Date> from, until;
    Column<TextRef> reason;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("task", self.task);
        column("recorded", self.recorded);
        column("from", self.from);
        column("until", self.until);
        column("reason", self.reason);
    }
};

/// A task and the task of a higher-level plan that it refines. Sorted by task.
struct RefinesTable {
    std::size_t count = 0;
    Column<TaskId> task;
    Column<TextRef> plan, target;
    Column<std::uint32_t> line;

    template <class Self, class Visitor>
    static void visit(Self& self, Visitor&& column) {
        column("task", self.task);
        column("plan", self.plan);
        column("target", self.target);
    }
};

}  // namespace planloom
