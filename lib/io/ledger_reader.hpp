// Makes the plan out of the laid-out sheets of a ledger.
#pragma once

#include <planloom/io/clause.hpp>
#include <planloom/io/ledger.hpp>
#include <planloom/io/unit_name.hpp>
#include <planloom/model/plan_builder.hpp>

#include "ledger_layout.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::ledger {

/// Names of units as the ledger has them. Chinese spellings of one body are joined, other names
/// are taken as they stand.
class UnitNames {
public:
    struct Unit {
        std::string name;
        std::vector<std::string> aliases;
        UnitKind kind = UnitKind::unit;
    };
    /// @return the place of the unit in units(), and whether the spelling was guessed to be it
    std::pair<std::size_t, bool> add(std::string_view name, UnitKind kind);
    bool add_alias(std::size_t unit, std::string_view alias);
    [[nodiscard]] const std::string& name(std::size_t unit) const;
    /// With the aliases that were learnt on the way.
    [[nodiscard]] std::vector<Unit> units() const;

private:
    struct Place {
        bool is_registered = false;
        std::size_t index = 0;
    };
    std::size_t place_of(bool is_registered, std::size_t index);

    UnitRegister register_;
    std::vector<Unit> plain_;
    std::map<std::string, std::size_t, std::less<>> plain_names_;
    std::vector<Place> places_;
    std::map<std::pair<bool, std::size_t>, std::size_t> found_;
};

/// What the reader made, and from which rows.
struct Reading {
    ReadResult result;
    std::vector<Layout> layouts;
    /// For each layout and item the task, not valid for items that are none.
    std::vector<std::vector<TaskId>> tasks;
    /// Of each task the item, and of each of its assignments the column.
    struct Origin {
        std::size_t layout = 0;
        std::size_t item = 0;
        std::vector<std::size_t> columns;
    };
    std::vector<Origin> origins;
};

class Reader {
public:
    Reader(const std::vector<Sheet>& sheets, LedgerOptions options);
    [[nodiscard]] Reading read() &&;

private:
    struct Draft {
        std::size_t layout = 0;
        std::size_t item = 0;
        std::string key;
        std::string parent;
        /// Whether the task only gathers the rows below it.
        bool is_head = false;
        std::vector<std::string> goals;
        std::vector<ClauseAssignment> assignments;
        /// The unit of each assignment, in units_.
        std::vector<std::size_t> units;
        /// The column of each assignment.
        std::vector<std::size_t> columns;
        bool is_joint = false;
    };
    /// Keys of one section or sheet in which a number means one task.
    using Scope = std::map<std::string, std::string, std::less<>>;

    // Keys: ledger_keys.cpp.
    void make_keys();
    void find_restarts();
    [[nodiscard]] std::string prefix_of(std::size_t layout, const Item& item) const;
    [[nodiscard]] std::string section_path(const Layout& layout, std::size_t section) const;
    void find_parents();
    [[nodiscard]] const std::string* known_task(const Draft& draft, std::string_view text) const;

    // Goals, requirements and units: ledger_kinds.cpp.
    void find_first_is_lead();
    void add_goals();
    void add_goal_rows(const Layout& layout);
    /// @param rows  of the sheet of goals, by title
    void add_section_goals(std::size_t at,
                           const std::map<std::string, std::string, std::less<>>& rows);
    void add_column_goals(Draft& draft);
    [[nodiscard]] std::string goal_for(std::string_view text, std::string_view parent,
                                       std::uint32_t line);
    [[nodiscard]] std::string free_goal_key();
    void add_requirements();
    void read_units();
    void read_unit_cell(Draft& draft, std::size_t column, ClauseScope& scope);
    void add_units();

    // Tasks and links: ledger_tasks.cpp.
    void add_tasks();
    void add_task(const Draft& draft);
    void read_times(const Draft& draft, NewTask& row, std::vector<std::size_t>& unread);
    void read_state(const Draft& draft, NewTask& row, std::vector<std::size_t>& unread);
    [[nodiscard]] Date read_date(const Draft& draft, LedgerField field, bool is_end,
                                 std::vector<std::size_t>& unread);
    /// Keeps the columns for which `is_wanted` says so.
    void add_attributes(const Layout& layout, const Item& item, Node node,
                        const std::function<bool(std::size_t)>& is_wanted);
    void add_relations(const Draft& draft, TaskId task);
    void depend(const Draft& draft, TaskId task, std::string_view text, std::size_t column);
    void add_links();

    [[nodiscard]] std::string_view cell(const Draft& draft, LedgerField field) const noexcept;
    [[nodiscard]] const Item& item_of(const Draft& draft) const noexcept;
    [[nodiscard]] const Section* section_of(const Draft& draft) const noexcept;
    void note(const Draft& draft, std::size_t column, Severity severity, std::string code,
              std::string message);
    void note(const Layout& layout, std::size_t row, std::size_t column, Severity severity,
              std::string code, std::string message);

    LedgerOptions options_;
    std::vector<Diagnostic> notes_;
    std::size_t notes_left_out_ = 0;
    std::vector<Layout> layouts_;
    PlanBuilder builder_;
    int year_ = 0;

    std::vector<Draft> drafts_;
    std::vector<bool> restarts_;
    bool sheets_clash_ = false;
    std::map<std::string, Scope, std::less<>> scopes_;
    std::set<std::string, std::less<>> keys_;
    std::map<std::string, std::string, std::less<>> titles_;

    std::set<std::string, std::less<>> goal_keys_;
    std::map<std::string, std::string, std::less<>> goal_titles_;
    std::size_t next_goal_ = 0;
    /// Of each layout and section, the key of its goal.
    std::vector<std::vector<std::string>> section_goals_;

    bool has_requirement_rows_ = false;
    std::map<std::string, std::string, std::less<>> requirement_keys_;
    UnitNames units_;
    std::map<std::size_t, std::string> unit_keys_;
};

/// A cell that says something else now.
struct Change {
    std::size_t column = 0;
    std::string text;
};

/// A ledger beside the plan that was read from it and has changed since.
class Update {
public:
    /// @param plan  must outlive the update, as must the sheets
    Update(const std::vector<Sheet>& original, const Plan& plan, const LedgerOptions& options);

    [[nodiscard]] const Reading& reading() const noexcept { return reading_; }
    /// The first layout that holds tasks, or none.
    [[nodiscard]] std::size_t task_layout() const;
    [[nodiscard]] bool is_gone(std::size_t layout, std::size_t item) const;
    /// By column.
    [[nodiscard]] std::vector<Change> changes(std::size_t layout, std::size_t item) const;
    [[nodiscard]] std::vector<TaskId> new_tasks() const;
    [[nodiscard]] std::vector<std::string> cells_of(std::size_t layout, TaskId task) const;

private:
    Reading reading_;
    const Plan& plan_;
    bool is_chinese_;
};

}  // namespace planloom::ledger
