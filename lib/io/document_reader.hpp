// Decides which sections of a document are goals and which are tasks, and makes the plan.
#pragma once

#include <planloom/core/deadline_text.hpp>
#include <planloom/io/clause.hpp>
#include <planloom/io/document.hpp>
#include <planloom/io/unit_name.hpp>
#include <planloom/model/plan_builder.hpp>

#include "document_facts.hpp"
#include "document_outline.hpp"
#include "document_pieces.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::chinese {

class DocumentReader {
public:
    DocumentReader(std::string text, const DocumentOptions& options);
    [[nodiscard]] ReadResult read() &&;

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// A section with what was found in it and what it became.
    struct Part {
        Pieces pieces;
        /// Whether the section or one below it holds a clause.
        bool has_clause_below = false;
        bool is_goal = false;
        /// The first and last of its own tasks, half-open, in tasks_.
        std::size_t first_task = 0;
        std::size_t end_task = 0;
        bool is_task = false;
        bool has_tasks_below = false;
        /// Whether it is one of the sections that the document counts.
        bool has_section = false;
        std::optional<int> declared;
        /// Where the text that describes the goal ends.
        std::size_t aim_end = std::string_view::npos;
        std::string key;
    };
    struct DraftTask {
        std::size_t section = 0;
        /// In tasks_, or none.
        std::size_t parent = none;
        /// The place among the pieces of its section, from 1; 0 for the section itself.
        int ordinal = 0;
        std::string title;
        std::string text;
        std::vector<std::string_view> clauses;
        std::uint32_t line = 0;
        std::uint32_t clause_line = 0;
        bool has_later_units = true;
        std::string key;
        std::vector<ClauseAssignment> assignments;
        bool is_joint = false;
        Deadline deadline;
    };

    // Deciding: document_tasks.cpp.
    void find_all_pieces();
    void find_first_is_lead();
    void choose_tasks();
    void choose_in_section(std::size_t at);
    void take_section(std::size_t at);
    void take_pieces(std::size_t at, std::size_t parent);
    void take_enumeration(std::size_t at, const Enumeration& list);
    void guess_tasks();
    void choose_goals();
    [[nodiscard]] bool is_about_tasks(std::size_t at) const;
    [[nodiscard]] bool has_single_sibling(std::size_t section) const;
    [[nodiscard]] bool is_under_preamble(std::size_t at) const;

    // Counts: document_counts.cpp.
    void find_declared();
    [[nodiscard]] std::size_t task_count(std::size_t at) const;
    void check_count(std::string_view what, std::string_view where, int declared, std::size_t found,
                     std::uint32_t line);

    // Reading clauses and deadlines: document_clauses.cpp.
    void read_clauses();
    void read_clause_of(DraftTask& task, std::string_view content, ClauseScope& scope);
    void read_deadline(DraftTask& task, const std::string& labelled);

    // Making rows: document_plan.cpp.
    void make_keys();
    void add_head();
    void add_requirements();
    void add_goals();
    void add_stages(std::size_t at);
    void add_units();
    void add_tasks();
    void note_unused();
    [[nodiscard]] std::vector<int> path_of(std::size_t at) const;
    [[nodiscard]] std::optional<std::size_t> goal_above(std::size_t at) const;
    [[nodiscard]] std::string section_title(std::size_t at) const;

    void note(std::string_view code, Severity severity, std::uint32_t line, std::string message);

    std::string text_;
    DocumentOptions options_;
    Facts facts_;
    int year_ = 0;
    std::vector<Section> sections_;
    std::vector<Part> parts_;
    std::vector<DraftTask> tasks_;
    UnitRegister units_;
    std::map<int, int> stage_count_;
    PlanBuilder builder_;
    std::vector<Diagnostic> notes_;
    std::size_t notes_left_out_ = 0;
    bool has_clauses_ = false;
};

/// Whether a heading announces what no task follows from: 指导思想, 基本原则, 总体要求.
[[nodiscard]] bool is_preamble_title(std::string_view title);
/// Whether a heading announces aims: 发展目标.
[[nodiscard]] bool is_aim_title(std::string_view title);
/// Whether a heading only says that tasks follow: 主要任务.
[[nodiscard]] bool is_container_title(std::string_view title);

}  // namespace planloom::chinese
