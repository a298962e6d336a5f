// Functions that ask for dates, floats and impact.
#include <planloom/model/views.hpp>
#include <planloom/order/critical.hpp>
#include <planloom/order/live_schedule.hpp>

#include "evaluator.hpp"

#include <algorithm>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

/// For how many goals and tasks critical() makes a pass over the plan.
constexpr std::size_t max_targets = 1000;

/// A target that is met to the minute, so that float to it is float to when it is reached.
std::optional<ScheduleTarget> target_of(Node node, const Schedule& schedule,
                                        const std::vector<Minutes>& goal_finishes) {
    ScheduleTarget target;
    target.node = node;
    if (node.kind == NodeKind::goal)
        target.finish = goal_finishes[node.index];
    else
        target.finish = schedule.early_finish()[node.index];
    if (target.finish == no_minutes) return std::nullopt;
    target.deadline = target.finish;
    return target;
}

Minutes deadline_of(Date date) {
    return DateTime(date, minutes_of_day).minutes();
}

}  // namespace

Answer Evaluator::critical(const Part& part, Ground& ground, const Stage& stage) {
    Answer answer{ground.empty()};
    const Universe& universe = ground.universe();
    const Minutes most = part.values.size() > 1 ? minutes(part.values[1], ground) : 0;
    const Plan& plan = ground.plan();
    if (part.values.empty()) {
        const Schedule& schedule = ground.schedule();
        for (const TaskId task : plan.tasks())
            if (schedule.is_critical(task)) answer.nodes.insert(universe.number(task));
        return answer;
    }
    const NodeSet of = argument(part, 0, stage);
    std::vector<Node> nodes;
    std::size_t others = 0;
    of.each([&](std::uint32_t number) {
        const Node node = universe.node(number);
        if (node.kind == NodeKind::goal || node.kind == NodeKind::task)
            nodes.push_back(node);
        else
            ++others;
    });
    if (others > 0) leave_out(part, others, "that no schedule has dates for");
    if (nodes.size() > max_targets) {
        fault("query_type", part,
              "critical() takes at most " + std::to_string(max_targets) +
                  " goals and tasks at a time, and here are " + std::to_string(nodes.size()));
        return answer;
    }
    if (nodes.empty()) return answer;
    const Schedule& schedule = ground.schedule();
    const std::vector<Minutes> finishes = ground.goal_finishes(schedule.early_finish());
    for (const Node node : nodes) {
        const std::optional<ScheduleTarget> target = target_of(node, schedule, finishes);
        if (!target) continue;
        const std::vector<Minutes> floats = float_to(schedule, *target, monitor_);
        for (const TaskId task : plan.tasks())
            if (floats[task.index()] != no_minutes && floats[task.index()] <= most)
                answer.nodes.insert(universe.number(task));
    }
    return answer;
}

Answer Evaluator::slack(Ground& ground, const NodeSet& of, const Part& part) {
    Answer answer{ground.empty()};
    const Universe& universe = ground.universe();
    const auto bound = static_cast<double>(minutes(part.values[2], ground));
    const Schedule& schedule = ground.schedule();
    for (const TaskId task : ground.plan().tasks()) {
        const std::uint32_t number = universe.number(task);
        if (!of.contains(number) || !schedule.takes_part(task)) continue;
        if (holds(part.values[1].compare, static_cast<double>(schedule.total_float()[task.index()]),
                  bound))
            answer.nodes.insert(number);
    }
    return answer;
}

Answer Evaluator::top(Ground& ground, const NodeSet& of, const Part& part) {
    const std::string name = part.values[1].text.text();
    const Field& by = *find_field(name);
    const std::string attribute =
        by.id == FieldId::attribute ? name.substr(std::string_view("attribute.").size()) : "";
    std::vector<std::pair<double, std::uint32_t>> ranked;
    Pulse pulse(monitor_);
    of.each([&](std::uint32_t number) {
        pulse.beat();
        const Node node = ground.universe().node(number);
        if ((by.kinds & bit(node.kind)) == 0) return;
        if (const std::optional<double> value = rank(ground, by, attribute, node))
            ranked.emplace_back(part.values[1].is_negative ? *value : -*value, number);
    });
    std::sort(ranked.begin(), ranked.end());
    Answer answer{ground.empty()};
    const std::uint64_t count = std::min<std::uint64_t>(part.values[2].number, ranked.size());
    for (std::size_t i = 0; i < count; ++i) answer.nodes.insert(ranked[i].second);
    return answer;
}

Answer Evaluator::broken_by(const Part& part, const Stage& stage) {
    Ground& here = ground(stage.graph);
    const Universe& universe = here.universe();
    Answer answer{here.empty()};
    Cause cause;
    for (const PartId child : part.children) {
        const Part& each = syntax_.at(child);
        const NodeKind wanted = each.function == Function::fail ? NodeKind::unit : NodeKind::task;
        NodeSet nodes = argument(each, 0, stage);
        const std::size_t all = nodes.size();
        nodes &= here.of(wanted);
        if (all > nodes.size()) {
            leave_out(each, all - nodes.size(),
                      wanted == NodeKind::unit ? "that is no unit" : "that is no task");
        }
        if (each.function == Function::slip) {
            slip(here, each, nodes, answer);
            continue;
        }
        nodes.each([&](std::uint32_t number) {
            const Node node = universe.node(number);
            if (wanted == NodeKind::unit)
                cause.failed_units.push_back(node.unit());
            else
                cause.dropped_tasks.push_back(node.task());
        });
    }
    if (cause.failed_units.empty() && cause.dropped_tasks.empty()) return answer;
    const std::string word = part.values.size() > 1 ? part.values[1].text.text() : "incomplete";
    Effect least = Effect::incomplete;
    if (word == "weakened") least = Effect::weakened;
    if (word == "stopped") least = Effect::stopped;
    const auto harm = std::make_shared<const Impact>(impact(here.graph(), cause, monitor_));
    for (const Affected& each : harm->affected)
        if (each.effect >= least) answer.nodes.insert(universe.number(each.node));
    if (context_.explain) {
        answer.whys.emplace_back([&here, harm](std::uint32_t number) -> std::optional<Path> {
            const Affected* target = harm->find(here.universe().node(number));
            if (target == nullptr) return std::nullopt;
            std::vector<Step> steps = harm->path(*target);
            const Node start = steps.empty() ? target->node : steps.front().from;
            return Path{start, std::move(steps)};
        });
    }
    return answer;
}

void Evaluator::slip(Ground& ground, const Part& part, const NodeSet& tasks, Answer& answer) {
    const PlanGraph& graph = ground.graph();
    const Plan& plan = graph.plan();
    const Universe& universe = ground.universe();
    const Minutes length = minutes(part.values[1], ground);
    std::vector<TaskId> slipping;
    IdSet<TaskId> seen(plan.tasks().size());
    tasks.each([&](std::uint32_t number) {
        if (seen.insert(universe.node(number).task()))
            slipping.push_back(universe.node(number).task());
    });
    for (std::size_t i = 0; i < slipping.size(); ++i)
        for (const TaskId child : graph.children(slipping[i]))
            if (seen.insert(child)) slipping.push_back(child);
    if (slipping.empty()) return;

    LiveSchedule live(graph, context_.schedule, monitor_);
    if (!live.has_dates()) {
        warn("no_dates", part,
             "the schedule has no dates, so a slip makes nothing late: say when work starts");
        return;
    }
    const auto task_finishes = [&] {
        const std::span<const Minutes> finishes = live.early_finish();
        return std::vector<Minutes>(finishes.begin(), finishes.end());
    };
    const std::vector<Minutes> before = task_finishes();
    Pulse pulse(monitor_);
    for (const TaskId task : slipping) {
        pulse.beat();
        if (!graph.is_leaf(task) || !live.has(task)) continue;
        const Minutes own = plan.task(task).duration().value_or(context_.schedule.default_duration);
        live.set_duration(task, std::clamp<Minutes>(own + length, 0, max_minutes));
    }
    const std::vector<Minutes> after = task_finishes();
    const auto add_late = [&](Node node, Date date, Minutes was, Minutes is) {
        if (!date.is_set() || is == no_minutes) return;
        const Minutes deadline = deadline_of(date);
        if (was <= deadline && is > deadline) answer.nodes.insert(universe.number(node));
    };
    for (const TaskId task : plan.tasks())
        add_late(task, plan.task(task).due().date, before[task.index()], after[task.index()]);
    const std::vector<Minutes> goals_before = ground.goal_finishes(before);
    const std::vector<Minutes> goals_after = ground.goal_finishes(after);
    for (const GoalId goal : plan.goals())
        add_late(goal, plan.goal(goal).horizon().date, goals_before[goal.index()],
                 goals_after[goal.index()]);
    if (context_.explain) {
        answer.whys.emplace_back([&ground, tasks, this](std::uint32_t number) {
            NodeSet to = ground.empty();
            to.insert(number);
            PathSearch search =
                find_paths(ground, tasks, to, 1, true, context_.max_path_steps, monitor_);
            return search.paths.empty() ? std::nullopt
                                        : std::optional<Path>(std::move(search.paths.front()));
        });
    }
}

Answer Evaluator::revised(const Part& part, const Stage& stage) {
    Stage both = stage;
    if (!has_older(part, both)) return {ground(stage.graph).empty()};
    const std::size_t older = *both.older;
    const Changes& link = changes(older, both.graph);
    Ground& here = ground(both.graph);
    Answer answer{here.empty()};
    if (part.function == Function::gone) {
        const NodeSet of = argument(part, 0, {older, {}});
        const Universe& there = ground(older).universe();
        NodeSet gone = ground(older).empty();
        of.each([&](std::uint32_t number) {
            if (!link.newer(there.node(number))) gone.insert(number);
        });
        // The older one may be the plan itself, asked for under its own name.
        if (older > 0) {
            answer.elsewhere.resize(older);
            answer.elsewhere[older - 1] = std::move(gone);
        }
        return answer;
    }
    const NodeSet of = argument(part, 0, both);
    const Pattern* field = part.values.size() > 1 ? &part.values[1].text : nullptr;
    of.each([&](std::uint32_t number) {
        const Node node = here.universe().node(number);
        const bool is_new = !link.older(node);
        bool is_found = is_new;
        if (part.function != Function::is_new) {
            const std::vector<std::string_view> fields =
                is_new ? std::vector<std::string_view>() : link.changed_fields(node);
            const bool is_changed =
                field == nullptr
                    ? !fields.empty()
                    : std::any_of(fields.begin(), fields.end(),
                                  [&](std::string_view each) { return field->matches(each); });
            is_found = part.function == Function::changed ? is_changed : !is_new && fields.empty();
        }
        if (is_found) answer.nodes.insert(number);
    });
    return answer;
}

Answer Evaluator::found_by_rules(const Part& part, Ground& ground) {
    const Pattern& rule = part.values.front().text;
    Answer answer{ground.empty()};
    for (const RuleSubjects& each : *findings_) {
        if (!rule.matches(each.rule) && !rule.matches(each.name)) continue;
        if (rule.is_exact() && !each.not_evaluated.empty())
            warn("not_evaluated", part,
                 "rule " + each.rule + " was not evaluated: " + each.not_evaluated);
        for (const Node node : each.subjects) answer.nodes.insert(ground.universe().number(node));
    }
    return answer;
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)
