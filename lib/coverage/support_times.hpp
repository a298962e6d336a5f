// When tasks are finished as far as the plan says it, and which facts it does not say.
#pragma once

#include <planloom/coverage/support.hpp>

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace planloom::coverage {

inline constexpr Minutes from_the_start = no_minutes;
inline constexpr Minutes never = std::numeric_limits<Minutes>::max();

/// No fact is missing; more than one is.
inline constexpr std::uint32_t no_fact = 0xFFFFFFFFU;
inline constexpr std::uint32_t many_facts = 0xFFFFFFFEU;

struct Fact {
    TaskId task;
    FactField field = FactField::lead;
};

/// From when a task holds: at the earliest, and for certain.
struct Span {
    Minutes least = from_the_start;
    Minutes most = never;
    /// If what is missing turns out well: next to no time is taken, and somebody leads.
    Minutes well = from_the_start;
};

/// The missing facts, and how finishes rest on them: along links, a finish rests on the durations
/// before it.
class FactNet {
public:
    /// @param schedule  nullptr where nothing has a date but by being due
    FactNet(const SupportFormulas& formulas, const Schedule* schedule, bool is_timed);

    [[nodiscard]] std::span<const Fact> facts() const noexcept { return facts_; }
    /// Whether nobody is known to carry a task without subtasks that is open.
    [[nodiscard]] bool lacks_lead(TaskId task) const noexcept {
        return lead_fact_[task.index()] != no_fact;
    }
    /// When each task is finished, those with subtasks with the last of them.
    [[nodiscard]] std::vector<Span> spans() const;
    /// The fact that alone keeps open whether each task holds and, if times are asked for, when:
    /// `no_fact` or `many_facts`; of tasks without subtasks.
    /// @param is_given  by fact
    [[nodiscard]] std::vector<std::uint32_t> open_facts(const std::vector<bool>& is_given,
                                                        bool with_times) const;
    /// By fact, the marks of all tasks without subtasks that rest on it.
    /// @param marks  by task
    [[nodiscard]] std::vector<std::uint64_t> marks_of_facts(std::span<const std::uint64_t> marks,
                                                            bool with_times) const;

private:
    /// What tells when a task is finished.
    enum class Basis : std::uint8_t {
        nothing,  ///< it never is, or it is not asked
        done,
        start,  ///< it has no end, and supports from its start
        finish,
        due
    };
    /// How one end of a task is held by what comes before it.
    struct Arc {
        std::uint32_t from = 0, to = 0;
        bool is_from_start = false, is_to_finish = false;
        /// Between a gate and what it stands for: starts go with starts, finishes with finishes.
        bool is_way = false;
    };
    template <class T>
    struct Ends {
        T start{}, finish{};
    };
    using OpenEnds = Ends<std::uint32_t>;

    void find_leads();
    void find_times();
    void tell_time(TaskId task);
    void add_links();
    void add_reversed(DependencyId row);
    void sort_arcs();
    void add_arc(std::uint32_t from, std::uint32_t to, DependencyId row);
    [[nodiscard]] bool is_leaf_node(std::uint32_t node) const noexcept;
    [[nodiscard]] OpenEnds ends_of(std::uint32_t node, const OpenEnds& held,
                                   const std::vector<bool>& is_given) const;
    [[nodiscard]] std::vector<OpenEnds> open_ends(const std::vector<bool>& is_given) const;
    void find_earlier();
    [[nodiscard]] Span span_of(TaskId task) const;
    /// When a task with subtasks was finished that is done: on its own date, else with the last of
    /// its parts that are done.
    [[nodiscard]] Minutes done_with_parts(TaskId task, std::span<const Span> spans) const;

    const SupportFormulas* formulas_;
    const PlanGraph* graph_;
    const Schedule* schedule_;
    bool is_timed_ = false;
    /// Whether durations count; else due dates alone say when a task is finished.
    bool has_durations_ = false;
    std::vector<Fact> facts_;
    std::vector<std::uint32_t> lead_fact_, time_fact_;
    std::vector<Basis> basis_;
    /// Whether the task starts, or finishes, when it does whatever comes before it.
    std::vector<std::uint8_t> is_fixed_;
    /// Whether a link holds the finish of the task, so that its start rests on its duration.
    std::vector<std::uint8_t> is_held_at_finish_;
    /// Whether a duration before the task, or its own, is missing.
    std::vector<std::uint8_t> is_open_;
    /// Whether the task may come earlier than with the shortest durations: a task whose finish is
    /// held by a link starts the earlier the longer it takes, and so may what waits for its start.
    std::vector<std::uint8_t> may_be_earlier_;
    std::uint32_t start_fact_ = no_fact;
    std::size_t node_count_ = 0;
    /// By source, each before what it leads to but for circles.
    std::vector<Arc> arcs_;
    bool has_circles_ = false;
};

/// Whether the plan says anything on when this task is finished.
[[nodiscard]] bool says_time(const Plan& plan, TaskId task) noexcept;

/// The last moment of a day.
[[nodiscard]] Minutes end_of_day(Date day);

/// A goal that is not decided.
struct Question {
    GoalId goal;
    Minutes until = never;  ///< `never` where the formula alone is in question
};

/// The facts in the order of GoalCoverageReport::missing.
/// @param is_open_goal  by goal, whether its formula or its time is not decided
/// @param[out] total  how many facts there are on which a question rests
[[nodiscard]] std::vector<MissingFact> rank_facts(const SupportFormulas& formulas,
                                                  const FactNet& net, std::span<const Span> spans,
                                                  std::span<const Question> questions,
                                                  std::span<const std::uint8_t> is_open_goal,
                                                  std::size_t count, std::size_t& total,
                                                  Monitor* monitor);

}  // namespace planloom::coverage
