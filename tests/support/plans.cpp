#include "support/plans.hpp"

#include <planloom/model/plan_builder.hpp>

#include "support/random.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom::testing {
namespace {

std::string key(char kind, std::size_t row) {
    return kind + std::to_string(row + 1);
}

/// One draw of a random plan. Trees and links follow random ranks, so that plan order is not
/// already an order of parents or of links.
class Draw {
public:
    Draw(std::uint64_t seed, const PlanOptions& options)
        : random_(seed),
          options_(options),
          requirements_(random_.below(options.requirements + 1)),
          goals_(random_.below(options.goals + 1)),
          tasks_(random_.below(options.tasks + 1)),
          units_(random_.below(options.units + 1)) {}

    Plan plan() && {
        builder_.head().title = "a random plan";
        add_requirements();
        add_units();
        add_goals();
        add_tasks();
        add_links();
        return std::move(builder_).build();
    }

private:
    bool faulty(int percent) { return options_.has_faults && random_.chance(percent); }

    /// The key of a row of its own, now and then one that is taken.
    std::string new_key(char kind, std::size_t row) {
        return key(kind, faulty(4) ? random_.below(row + 1) : row);
    }
    /// The key of some row of a kind; nothing if the kind has none.
    std::optional<std::string> any_key(char kind, std::size_t count) {
        if (faulty(4)) return kind + std::string("-unknown");
        if (count == 0) return std::nullopt;
        return key(kind, random_.below(count));
    }
    std::optional<std::string> parent(char kind, std::size_t row,
                                      const std::vector<std::size_t>& ranks, int percent) {
        if (!random_.chance(percent)) return std::nullopt;
        if (faulty(10)) return any_key(kind, ranks.size());
        const std::size_t other = random_.below(ranks.size());
        if (ranks[other] >= ranks[row]) return std::nullopt;
        return key(kind, other);
    }
    DatePeriod date(int percent) {
        if (!random_.chance(percent)) return {};
        constexpr std::string_view periods[] = {"",    "-H1",    "-Q3",    "-06",
                                                "-12", "-02-15", "-06-30", "-12-31"};
        const std::string year = std::to_string(random_.between(2024, 2036));
        return *parse_date(year + std::string(periods[random_.below(std::size(periods))]));
    }
    template <class Enum>
    Enum any() {
        return static_cast<Enum>(random_.below(words<Enum>().size()));
    }

    void add_requirements() {
        for (std::size_t row = 0; row < requirements_; ++row) {
            const auto kind = any<RequirementKind>();
            const bool is_comment = kind == RequirementKind::comment;
            builder_.add_requirement(
                {.key = new_key('R', row),
                 .kind = kind,
                 .is_optional = random_.chance(20),
                 .disposition = is_comment ? any<Disposition>() : Disposition::none,
                 .reason = random_.chance(50) ? "a reason" : ""});
        }
    }

    void add_units() {
        const std::vector<std::size_t> ranks = random_.permutation(units_);
        for (std::size_t row = 0; row < units_; ++row) {
            const auto above = parent('U', row, ranks, 50);
            const UnitId unit =
                builder_.add_unit({.key = new_key('U', row),
                                   .parent = above,
                                   .kind = random_.chance(15) ? UnitKind::group : UnitKind::unit,
                                   .capacity = random_.chance(30) ? 3.0 : 0.0});
            if (random_.chance(20)) builder_.add_alias(unit, "alias of " + key('U', row));
        }
    }

    void add_goals() {
        const std::vector<std::size_t> ranks = random_.permutation(goals_);
        for (std::size_t row = 0; row < goals_; ++row) {
            const auto above = parent('G', row, ranks, 80);
            const auto owner = random_.chance(50) ? any_key('U', units_) : std::nullopt;
            const auto support = any<SupportRule>();
            const GoalId goal = builder_.add_goal(
                {.key = new_key('G', row),
                 .section = random_.chance(50) ? "section one" : "section two",
                 .parent = above,
                 .owner = owner,
                 .horizon = date(60),
                 .support = support,
                 .support_count =
                     support == SupportRule::at_least ? random_.between(1, 3) : no_number,
                 .declared_tasks = random_.chance(30) ? random_.between(0, 5) : no_number});
            implement(goal);
        }
    }

    void add_tasks() {
        const std::vector<std::size_t> ranks = random_.permutation(tasks_);
        for (std::size_t row = 0; row < tasks_; ++row) {
            const auto above = parent('T', row, ranks, options_.has_subtasks ? 50 : 0);
            note_way(row, ranks[row], above);
            const Minutes days = random_.between(0, 20);
            const TaskId task = builder_.add_task(
                {.key = new_key('T', row),
                 .title = random_.chance(50) ? "任务" : "",
                 .parent = above,
                 .is_milestone = random_.chance(10),
                 .is_joint = random_.chance(10),
                 .duration = random_.chance(80) ? days * 480 : no_minutes,
                 .due = date(50),
                 .due_every = random_.chance(5) ? "year" : "",
                 .is_ongoing = random_.chance(10),
                 .status = random_.chance(60) ? TaskStatus::not_started : any<TaskStatus>()});
            for (int i = random_.between(0, 2); i > 0; --i)
                if (const auto goal = any_key('G', goals_))
                    builder_.serve(task, *goal, any<ServesRole>());
            for (int i = random_.between(0, 3); i > 0; --i)
                if (const auto unit = any_key('U', units_))
                    builder_.assign(task, *unit, random_.chance(40) ? Role::lead : any<Role>());
            implement(task);
        }
    }

    void note_way(std::size_t row, std::size_t rank, const std::optional<std::string>& above) {
        task_ranks_.push_back(rank);
        task_parents_.emplace_back();
        if (above && *above != "T-unknown") task_parents_[row] = std::stoul(above->substr(1)) - 1;
    }
    /// The ranks of the tasks above a task, from the top, and its own.
    [[nodiscard]] std::vector<std::size_t> way_to(std::size_t task) const {
        std::vector<std::size_t> way;
        for (std::optional<std::size_t> at = task; at && way.size() <= tasks_;
             at = task_parents_[*at])
            way.insert(way.begin(), task_ranks_[*at]);
        return way;
    }
    [[nodiscard]] bool is_nested(std::size_t a, std::size_t b) const {
        const std::vector<std::size_t> one = way_to(a), two = way_to(b);
        const std::size_t depth = std::min(one.size(), two.size());
        return std::equal(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(depth),
                          two.begin());
    }
    /// Places in an order in which everything under a task stands right behind it.
    [[nodiscard]] std::vector<std::size_t> ranks_from_above() const {
        std::vector<std::pair<std::vector<std::size_t>, std::size_t>> ways;
        for (std::size_t task = 0; task < tasks_; ++task) ways.emplace_back(way_to(task), task);
        std::sort(ways.begin(), ways.end());
        std::vector<std::size_t> ranks(tasks_);
        for (std::size_t place = 0; place < tasks_; ++place) ranks[ways[place].second] = place;
        return ranks;
    }

    void implement(Node node) {
        if (!random_.chance(30)) return;
        if (const auto requirement = any_key('R', requirements_))
            builder_.implement(node, *requirement);
    }

    void add_links() {
        if (tasks_ == 0) return;
        // The draw is older than the order from above; it keeps later draws as they are.
        (void)random_.permutation(tasks_);
        const std::vector<std::size_t> ranks = ranks_from_above();
        const std::size_t count =
            tasks_ * static_cast<std::size_t>(options_.links_per_hundred) / 100;
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t from = random_.below(tasks_);
            std::size_t to = random_.below(tasks_);
            if (!options_.has_cycles && is_nested(from, to)) continue;
            if (ranks[from] > ranks[to] && !(options_.has_cycles && random_.chance(15)))
                std::swap(from, to);
            const std::string predecessor = faulty(4) ? "T-unknown" : key('T', from);
            builder_.depend(
                TaskId(to), predecessor,
                {.type = random_.chance(60) ? LinkType::finish_to_start : any<LinkType>(),
                 .lag = random_.chance(30) ? random_.between(-3, 5) * 480 : 0,
                 .is_soft = random_.chance(10)});
        }
    }

    Random random_;
    PlanOptions options_;
    std::size_t requirements_, goals_, tasks_, units_;
    std::vector<std::optional<std::size_t>> task_parents_;
    std::vector<std::size_t> task_ranks_;
    PlanBuilder builder_;
};

}  // namespace

Plan random_plan(std::uint64_t seed, const PlanOptions& options) {
    return Draw(seed, options).plan();
}

Plan plan_of_links(std::initializer_list<std::pair<std::string_view, std::string_view>> links) {
    PlanBuilder builder;
    std::map<std::string_view, TaskId> tasks;
    const auto mention = [&](std::string_view name) {
        const auto [entry, is_new] = tasks.try_emplace(name);
        if (is_new) entry->second = builder.add_task({.key = name});
        return entry->second;
    };
    for (const auto& [from, to] : links) {
        mention(from);
        if (!to.empty()) builder.depend(mention(to), from);
    }
    return std::move(builder).build();
}

Plan chain_plan(std::size_t count) {
    PlanBuilder builder;
    for (std::size_t row = 0; row < count; ++row) {
        const TaskId task = builder.add_task({.key = key('T', row)});
        if (row > 0) builder.depend(task, key('T', row - 1));
    }
    return std::move(builder).build();
}

Plan deep_plan(std::size_t depth) {
    PlanBuilder builder;
    for (std::size_t row = 0; row < depth; ++row) {
        std::optional<std::string> above_goal, above_task;
        if (row > 0) {
            above_goal = key('G', row - 1);
            above_task = key('T', row - 1);
        }
        builder.add_goal({.key = key('G', row), .parent = above_goal});
        builder.add_task({.key = key('T', row), .parent = above_task});
    }
    if (depth > 0) builder.serve(TaskId(depth - 1), key('G', depth - 1));
    return std::move(builder).build();
}

Plan hut_plan() {
    PlanBuilder builder;
    const DatePeriod year = *parse_date("2026");
    builder.add_requirement({.key = "clause 1", .title = "every family has a roof"});
    for (const std::string_view unit : {"mason", "carpenter", "owner"})
        builder.add_unit({.key = unit});
    const GoalId home = builder.add_goal({.key = "home", .owner = "owner", .horizon = year});
    builder.implement(home, "clause 1");
    builder.add_indicator(builder.add_goal({.key = "shelter", .parent = "home", .horizon = year}),
                          {.title = "families under a roof",
                           .measure = "families",
                           .baseline = "0",
                           .target = "1",
                           .source = "a look at the roof"});
    const auto add = [&](std::string_view name, std::string_view goal, std::string_view lead,
                         std::string_view after) {
        const TaskId task = builder.add_task({.key = name,
                                              .deliverable = name,
                                              .duration = 5 * 480,
                                              .due = *parse_date("2026-06-30")});
        builder.serve(task, goal);
        builder.assign(task, lead, Role::lead);
        if (!after.empty()) builder.depend(task, after);
    };
    add("survey", "home", "owner", "");
    add("foundation", "home", "mason", "survey");
    add("walls", "home", "mason", "foundation");
    add("roof", "shelter", "carpenter", "walls");
    add("doors", "shelter", "carpenter", "walls");
    return std::move(builder).build();
}

}  // namespace planloom::testing
