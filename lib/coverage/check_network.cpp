#include <planloom/core/duration.hpp>

#include "network.hpp"
#include "reasons_network.hpp"
#include "rules_network.hpp"
#include "supervision.hpp"

namespace planloom::coverage {

const Schedule* Facts::schedule() const {
    if (is_scheduled_) return schedule_ ? &*schedule_ : nullptr;
    is_scheduled_ = true;
    if (plan.task_table().duration.stored().empty()) {
        schedule_reason_ = reasons::no_durations;
        return nullptr;
    }
    try {
        ScheduleOptions how;
        if (options.as_of.is_set()) how.status_date = DateTime(options.as_of, 0);
        schedule_.emplace(planloom::schedule(graph, how, monitor));
    } catch (const Interrupted&) {
        throw;
    } catch (const Error&) {
        schedule_reason_ = reasons::bad_network;
    }
    return schedule_ ? &*schedule_ : nullptr;
}

std::vector<TaskId> counted_tasks(const RuleRun& run) {
    std::vector<TaskId> tasks;
    for (const TaskId task : run.plan().tasks()) {
        const TaskView row = run.plan().task(task);
        if (run.graph().is_leaf(task) && row.is_open() && !row.is_milestone() && !row.is_ongoing())
            tasks.push_back(task);
    }
    return tasks;
}

const Schedule* schedule_or_skip(RuleRun& run) {
    const Schedule* dates = run.facts().schedule();
    if (dates == nullptr) run.skip(run.facts().schedule_reason());
    return dates;
}

void report_ratio(RuleRun& run, std::vector<Node> offenders, std::size_t total, double threshold,
                  std::vector<std::pair<std::string, std::string>> more) {
    const Ratio ratio{.numerator = offenders.size(), .denominator = total, .threshold = threshold};
    run.count(ratio);
    if (ratio.passes()) return;
    Draft draft{.subjects = std::move(offenders)};
    draft.arguments = {{"count", std::to_string(ratio.numerator)},
                       {"total", std::to_string(total)},
                       {"share", percent(100 * ratio.share())},
                       {"limit", percent(100 * threshold)}};
    draft.arguments.insert(draft.arguments.end(), more.begin(), more.end());
    draft.is_plan_wide = true;
    draft.place = "/tasks";
    run.report(std::move(draft));
}

std::string work_text(const RuleRun& run, Minutes minutes) {
    return format_duration(minutes, run.plan().head().work);
}

namespace {

constexpr std::array network_code = {
    RuleCode{"PL501", find_missing_logic},
    RuleCode{"PL502", find_leads},
    RuleCode{"PL503", find_lags},
    RuleCode{"PL504", find_link_types},
    RuleCode{"PL505", find_hard_constraints},
    RuleCode{"PL506", find_high_float},
    RuleCode{"PL507", find_negative_float},
    RuleCode{"PL508", find_long_tasks},
    RuleCode{"PL509", find_invalid_dates},
    RuleCode{"PL510", find_unresourced},
    RuleCode{"PL511", find_missed_baselines},
    RuleCode{"PL512", test_critical_path},
    RuleCode{"PL513", find_path_length_index},
    RuleCode{"PL514", find_execution_index},
    RuleCode{"PL515", find_merge_hotspots},
    RuleCode{"PL516", find_bottlenecks},
    RuleCode{"PL517", find_critical_paths},
    RuleCode{"PL518", find_long_waits},
    RuleCode{"PL519", find_unreachable_horizons},
    RuleCode{"PL520", find_out_of_sequence},
    RuleCode{"PL521", find_summary_links},
    RuleCode{"PL522", find_bare_hand_offs},
};
static_assert(match(network_rules, network_code));

}  // namespace

Family network_family() noexcept {
    return {network_rules, network_code};
}

}  // namespace planloom::coverage
