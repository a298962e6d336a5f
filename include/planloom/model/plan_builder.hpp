// Makes a Plan, row by row and in any order. For reading one from a file see
// <planloom/io/read.hpp>.
#pragma once

#include <planloom/model/plan.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace planloom {

// What a row is made of. Texts are copied by the call; every field but the key has a sensible
// default. Fields that name another row (`parent`, `owner`) hold its key, which may be added later.

struct NewRequirement {
    std::string_view key;
    std::string_view title = {};
    std::string_view text = {};
    std::string_view source = {};
    RequirementKind kind = RequirementKind::clause;
    bool is_optional = false;
    std::string_view raised_by = {};
    std::int32_t round = no_number;
    Disposition disposition = Disposition::none;
    std::string_view reason = {};
    std::uint32_t line = 0;
};

struct NewGoal {
    std::string_view key;
    std::string_view title = {};
    std::string_view text = {};
    std::string_view section = {};
    std::optional<std::string_view> parent = {};
    std::optional<std::string_view> owner = {};
    DatePeriod horizon = {};
    SupportRule support = SupportRule::all;
    std::int32_t support_count = no_number;
    std::int32_t declared_tasks = no_number;
    bool is_closed = false;
    bool is_local = false;
    std::string_view former_key = {};
    std::uint32_t line = 0;
};

struct NewIndicator {
    std::string_view title = {};
    /// The unit of measurement, such as `%`.
    std::string_view measure = {};
    // Decimal numbers as text.
    std::string_view baseline = {};
    std::string_view target = {};
    std::string_view actual = {};
    DatePeriod due = {};
    std::string_view source = {};
    IndicatorKind kind = IndicatorKind::none;
    Aggregation aggregation = Aggregation::none;
    std::uint32_t line = 0;
};

struct NewTask {
    std::string_view key;
    std::string_view title = {};
    std::string_view text = {};
    std::string_view section = {};
    std::string_view deliverable = {};
    std::optional<std::string_view> parent = {};
    bool is_milestone = false;
    bool is_joint = false;
    Minutes duration = no_minutes;
    Minutes optimistic = no_minutes;
    Minutes pessimistic = no_minutes;
    bool is_elapsed = false;
    Date start_no_earlier = {};
    Date start_no_later = {};
    Date finish_no_earlier = {};
    Date finish_no_later = {};
    Date must_start = {};
    Date must_finish = {};
    bool is_late = false;
    std::string_view calendar = {};
    DatePeriod due = {};
    std::string_view due_text = {};
    std::string_view due_every = {};
    bool is_ongoing = false;
    TaskStatus status = TaskStatus::not_started;
    std::int32_t progress = no_number;
    Date actual_start = {};
    Date actual_finish = {};
    Date baseline_start = {};
    Date baseline_finish = {};
    Minutes baseline_duration = no_minutes;
    std::string_view level = {};
    std::string_view evidence = {};
    Date plan_filed = {};
    bool is_local = false;
    bool is_external = false;
    std::string_view former_key = {};
    std::uint32_t line = 0;
};

struct NewUnit {
    std::string_view key;
    std::string_view title = {};
    std::string_view level = {};
    std::string_view region = {};
    std::string_view duty = {};
    std::optional<std::string_view> parent = {};
    UnitKind kind = UnitKind::unit;
    double capacity = 0;
    Date exists_from = {};
    Date exists_until = {};
    std::string_view calendar = {};
    std::string_view successor = {};
    std::string_view former_key = {};
    std::uint32_t line = 0;
};

/// What a link between two tasks says beside its ends.
struct Link {
    LinkType type = LinkType::finish_to_start;
    Minutes lag = 0;
    Minutes max_lag = no_minutes;
    bool is_elapsed = false;
    bool is_soft = false;
    std::string_view reason = {};
    std::uint32_t line = 0;
};

/// What an assignment says beside its ends.
struct Share {
    /// How much of the unit's capacity the task takes while it runs.
    double amount = 1.0;
    bool is_open = false;
    bool is_inferred = false;
    std::string_view text = {};
    std::uint32_t line = 0;
};

/// What was reported of a task.
struct NewReport {
    Date date = {};
    std::int32_t progress = no_number;
    std::string_view text = {};
    std::uint32_t line = 0;
};

/// A deadline that was put off.
struct NewExtension {
    Date recorded = {};
    Date from = {};
    Date until = {};
    std::string_view reason = {};
    std::uint32_t line = 0;
};

/// Collects rows and hands out the Plan. References are by key and may come before what they name;
/// build() resolves them, and keeps those that name nothing as dangling.
///
/// @example
///     PlanBuilder builder;
///     builder.add_goal({.key = "G1", .title = "open data"});
///     const TaskId survey = builder.add_task({.key = "T1", .title = "survey"});
///     builder.serve(survey, "G1");
///     builder.assign(survey, "data bureau", Role::lead);
///     builder.add_unit({.key = "data bureau"});
///     const Plan plan = std::move(builder).build();
class PlanBuilder {
public:
    PlanBuilder() = default;
    /// Goes on from a plan: ids stay the same, dangling references are tried again.
    explicit PlanBuilder(Plan plan);

    [[nodiscard]] PlanHead& head() noexcept { return plan_.head_; }

    /// @throws Error  `limit_rows` when there are 2^32 - 1 rows of the kind; `limit_text`
    RequirementId add_requirement(const NewRequirement& row);
    GoalId add_goal(const NewGoal& row);
    TaskId add_task(const NewTask& row);
    UnitId add_unit(const NewUnit& row);
    void add_indicator(GoalId goal, const NewIndicator& row);

    void serve(TaskId task, std::string_view goal, ServesRole role = ServesRole::necessary,
               double weight = 1.0, std::uint32_t line = 0);
    void assign(TaskId task, std::string_view unit, Role role, const Share& share = {});
    /// The predecessor named by its key holds back `successor`.
    void depend(TaskId successor, std::string_view predecessor, const Link& link = {});
    /// @param confirmed  the fingerprint of the requirement when the link was last confirmed
    void implement(Node goal_or_task, std::string_view requirement, std::uint32_t line = 0,
                   std::string_view confirmed = {});
    void refine(TaskId task, std::string_view plan, std::string_view target,
                std::uint32_t line = 0);

    void add_report(TaskId task, const NewReport& row);
    void add_extension(TaskId task, const NewExtension& row);

    void add_tag(TaskId task, std::string_view tag);
    /// A tag that the tasks of a goal must bear between them.
    void add_need(GoalId goal, std::string_view tag);
    void add_alias(UnitId unit, std::string_view alias);
    /// @param json  the value as JSON text
    void add_attribute(Node node, std::string_view name, std::string_view json);

    /// Units that are named by an assignment or as an owner and were never added are added, in the
    /// order of their first mention, when the plan is built. Off unless asked for.
    void add_units_by_mention(bool on = true) noexcept { units_by_mention_ = on; }

    /// @complexity O(n log n) for n rows, O(n) when relations came in the order of their tasks
    [[nodiscard]] Plan build() &&;

private:
    TextRef keep(std::string_view text);
    TextRef keep_title(std::string_view title, std::string_view key);
    void refer(DanglingRef::Field field, std::size_t row, std::string_view key);
    [[nodiscard]] std::optional<std::uint32_t> find_exact(DanglingRef::Field field,
                                                          std::string_view key) const;
    void set_reference(DanglingRef::Field field, std::size_t row, std::uint32_t target);
    void mention_units();
    void resolve();
    void sort_relations();
    void settle();

    Plan plan_;
    /// References to rows that are not there yet; their keys lie in pending_texts_.
    std::vector<DanglingRef> pending_;
    TextArena pending_texts_;
    bool units_by_mention_ = false;
};

}  // namespace planloom
