// The plan as a person wrote it. For making one see <planloom/model/plan_builder.hpp> and
// <planloom/io/json.hpp>; for questions about it freeze it, <planloom/graph/plan_graph.hpp>.
#pragma once

#include <planloom/core/key_index.hpp>
#include <planloom/model/calendars.hpp>
#include <planloom/model/check_settings.hpp>
#include <planloom/model/tables.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom {

class RequirementView;
class GoalView;
class TaskView;
class UnitView;
class PlanBuilder;
class PlanEditor;

/// How many things of a kind the document itself says it has; no_number where it does not say.
struct DeclaredCounts {
    std::int32_t sections = no_number;
    std::int32_t goals = no_number;
    std::int32_t tasks = no_number;

    friend bool operator==(const DeclaredCounts&, const DeclaredCounts&) = default;
};

/// A consultation known by its counts only; comments known by their text are requirements.
struct Consultation {
    std::int32_t rounds = no_number;
    std::int32_t comments = no_number;
    std::int32_t adopted = no_number;
    std::int32_t partly = no_number;
    std::int32_t rejected = no_number;

    friend bool operator==(const Consultation&, const Consultation&) = default;
};

/// Whom a consultation round asked.
struct AskedUnits {
    std::int32_t round = no_number;
    std::vector<std::string> units = {};

    friend bool operator==(const AskedUnits&, const AskedUnits&) = default;
};

/// A goal or task of an earlier revision that is here no more, and what became of it.
struct Dropped {
    NodeKind kind = NodeKind::task;
    std::string key;
    /// What took its place; empty if nothing did.
    std::string replaced_by = {};
    std::string reason = {};

    friend bool operator==(const Dropped&, const Dropped&) = default;
};

/// How the work is watched (督查).
struct Supervision {
    /// How often a task is reported on: `week`, `month`, `quarter`, `half`, `year`; empty when not
    /// said.
    std::string report_every = {};
    /// Days after the end of a period until the report of it is in.
    std::int32_t grace_days = no_number;
    /// By when the leads hand in their own plans (实施方案).
    Date plans_due = {};

    friend bool operator==(const Supervision&, const Supervision&) = default;
};

/// What a plan says of itself.
struct PlanHead {
    std::string key;
    std::string title;
    std::string text;
    /// The document's number, such as 青政〔2023〕30号.
    std::string number;
    /// A BCP 47 language tag; empty when not said.
    std::string language;
    /// Where the plan was taken from.
    std::string source;
    /// Why the plan is an illustration and not a real document; empty for a real one.
    std::string illustrative;
    /// Numbers or titles of the documents that the plan is based on.
    std::vector<std::string> based_on;
    /// Levels of units from the highest to the lowest.
    std::vector<std::string> levels;
    WorkTime work;
    /// When work on the plan begins; none when not said.
    DateTime start;
    /// Up to when status, progress and actual dates say what happened; none when not said.
    DateTime status_date;
    /// The key of the calendar that holds where a task names none; empty for the standard week of
    /// `work`.
    std::string calendar;
    std::vector<PlanCalendar> calendars;
    /// Whether tasks begin at the very moment that their links allow, be it in the night, as
    /// TaskJuggler has it; else when work next goes on.
    bool starts_at_once = false;
    DeclaredCounts declared;
    Consultation consultation;
    /// The units that each round of the consultation asked.
    std::vector<AskedUnits> asked;
    Supervision supervision;
    /// What earlier revisions had and this one has not.
    std::vector<Dropped> dropped;
    /// How the plan is checked: profile, rules of its own, waivers.
    CheckSettings checks;
    /// Free attributes: a name and its value as JSON text.
    std::vector<std::pair<std::string, std::string>> attributes;

    friend bool operator==(const PlanHead&, const PlanHead&) = default;
};

/// Goals, tasks, units, requirements and their relations, in columns. It may be wrong (a key twice,
/// a reference to nothing, a circle): for the faults see <planloom/model/faults.hpp>. It does not
/// change once built; copies are deep. Views and ids stay valid while it lives unmoved.
///
/// Two plans are equal when they say the same in the same order; where a row was written in a file
/// does not count.
class Plan {
public:
    Plan() = default;

    [[nodiscard]] const PlanHead& head() const noexcept { return head_; }

    [[nodiscard]] IdRange<RequirementId> requirements() const noexcept {
        return IdRange<RequirementId>(requirements_.count);
    }
    [[nodiscard]] IdRange<GoalId> goals() const noexcept { return IdRange<GoalId>(goals_.count); }
    [[nodiscard]] IdRange<TaskId> tasks() const noexcept { return IdRange<TaskId>(tasks_.count); }
    [[nodiscard]] IdRange<UnitId> units() const noexcept { return IdRange<UnitId>(units_.count); }

    // One row. The view borrows from the plan.
    [[nodiscard]] RequirementView requirement(RequirementId id) const noexcept;
    [[nodiscard]] GoalView goal(GoalId id) const noexcept;
    [[nodiscard]] TaskView task(TaskId id) const noexcept;
    [[nodiscard]] UnitView unit(UnitId id) const noexcept;

    /// The first row with a key.
    /// @throws UnknownKey  with the nearest key
    [[nodiscard]] RequirementView requirement(std::string_view key) const;
    [[nodiscard]] GoalView goal(std::string_view key) const;
    [[nodiscard]] TaskView task(std::string_view key) const;
    /// As above; a unit's aliases name it too.
    [[nodiscard]] UnitView unit(std::string_view key) const;

    /// The first row with a key, or nothing.
    /// @complexity O(1) expected
    [[nodiscard]] std::optional<RequirementId> find_requirement(
        std::string_view key) const noexcept;
    [[nodiscard]] std::optional<GoalId> find_goal(std::string_view key) const noexcept;
    [[nodiscard]] std::optional<TaskId> find_task(std::string_view key) const noexcept;
    /// As above; a unit's aliases name it too.
    [[nodiscard]] std::optional<UnitId> find_unit(std::string_view key) const noexcept;

    /// Every node with this key: a key may name a goal and a task at once. `kind:key` (such as
    /// `task:T1`) narrows it to one kind, unless a node has that whole text as its key.
    [[nodiscard]] std::vector<Node> find_nodes(std::string_view key) const;
    /// The only node that find_nodes gives.
    /// @throws UnknownKey  when there is none
    /// @throws Error  `ambiguous_key` when there are several
    [[nodiscard]] Node node(std::string_view key) const;

    [[nodiscard]] std::string_view key(Node node) const noexcept;
    /// The title, or the key where no title was given.
    [[nodiscard]] std::string_view title(Node node) const noexcept;
    /// Where a node was written: its JSON pointer, such as `/tasks/3`.
    [[nodiscard]] std::string pointer(Node node) const;
    /// The line on which a node was written, from 1; 0 if it was not read from a text.
    [[nodiscard]] std::uint32_t line(Node node) const noexcept;

    // The rows of a relation that belong to one node, in the order as written.
    // O(log n) each.
    [[nodiscard]] IdRange<ServesId> serves(TaskId task) const noexcept;
    [[nodiscard]] IdRange<AssignmentId> assignments(TaskId task) const noexcept;
    [[nodiscard]] IdRange<DependencyId> predecessors(TaskId task) const noexcept;
    [[nodiscard]] IdRange<ImplementsId> implements(Node node) const noexcept;
    [[nodiscard]] IdRange<RefinesId> refines(TaskId task) const noexcept;
    [[nodiscard]] IdRange<IndicatorId> indicators(GoalId goal) const noexcept;
    [[nodiscard]] IdRange<ReportId> reports(TaskId task) const noexcept;
    [[nodiscard]] IdRange<ExtensionId> extensions(TaskId task) const noexcept;

    // The columns themselves.
    [[nodiscard]] const RequirementTable& requirement_table() const noexcept {
        return requirements_;
    }
    [[nodiscard]] const GoalTable& goal_table() const noexcept { return goals_; }
    [[nodiscard]] const IndicatorTable& indicator_table() const noexcept { return indicators_; }
    [[nodiscard]] const TaskTable& task_table() const noexcept { return tasks_; }
    [[nodiscard]] const UnitTable& unit_table() const noexcept { return units_; }
    [[nodiscard]] const ServesTable& serves_table() const noexcept { return serves_; }
    [[nodiscard]] const AssignmentTable& assignment_table() const noexcept { return assignments_; }
    [[nodiscard]] const DependencyTable& dependency_table() const noexcept { return dependencies_; }
    [[nodiscard]] const ImplementsTable& implements_table() const noexcept { return implements_; }
    [[nodiscard]] const RefinesTable& refines_table() const noexcept { return refines_; }
    [[nodiscard]] const ReportTable& report_table() const noexcept { return reports_; }
    [[nodiscard]] const ExtensionTable& extension_table() const noexcept { return extensions_; }

    [[nodiscard]] std::string_view text(TextRef ref) const noexcept { return texts_[ref]; }
    /// Free attributes of a node: names, and values as JSON text.
    [[nodiscard]] std::span<const RowText> attributes(Node node) const noexcept;
    [[nodiscard]] std::span<const RowText> tags(TaskId task) const noexcept;
    /// The tags that the tasks of a goal must bear between them.
    [[nodiscard]] std::span<const RowText> needs(GoalId goal) const noexcept;
    [[nodiscard]] std::span<const RowText> aliases(UnitId unit) const noexcept;

    /// References that name nothing, by field, then row.
    [[nodiscard]] std::span<const DanglingRef> dangling() const noexcept { return dangling_; }
    /// The text of the reference that names nothing at this place; empty if there is none.
    [[nodiscard]] std::string_view dangling_key(DanglingRef::Field field,
                                                std::size_t row) const noexcept;

    /// @complexity O(size of the plan)
    friend bool operator==(const Plan& a, const Plan& b);

private:
    friend class PlanBuilder;
    friend class PlanEditor;

    PlanHead head_;
    TextArena texts_;
    RequirementTable requirements_;
    GoalTable goals_;
    IndicatorTable indicators_;
    TaskTable tasks_;
    UnitTable units_;
    ServesTable serves_;
    AssignmentTable assignments_;
    DependencyTable dependencies_;
    ImplementsTable implements_;
    RefinesTable refines_;
    ReportTable reports_;
    ExtensionTable extensions_;
    std::vector<RowText> requirement_attributes_, goal_attributes_, task_attributes_,
        unit_attributes_;
    std::vector<RowText> tags_, needs_, aliases_;
    std::vector<DanglingRef> dangling_;
    KeyIndex requirement_index_, goal_index_, task_index_, unit_index_, alias_index_;
    /// Names of the alias index: the text and the unit's row, in the order as entered.
    Column<TextRef> alias_keys_;
    Column<UnitId> alias_units_;
};

}  // namespace planloom
