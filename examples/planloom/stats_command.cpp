// stats: what a plan holds, in numbers. Answers for faulty plans too.
#include <planloom/core/utf8.hpp>
#include <planloom/report/table.hpp>

#include "commands.hpp"
#include "nodes.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

struct Count {
    const char* name;  // in JSON
    const char* en;
    const char* zh;
    std::size_t value;
};

std::vector<Count> counts(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    return {
        {"requirements", "requirements", "要求", plan.requirements().size()},
        {"goals", "goals", "目标", plan.goals().size()},
        {"tasks", "tasks", "任务", plan.tasks().size()},
        {"units", "units", "单位", plan.units().size()},
        {"assignments", "assignments of units to tasks", "单位任务分工",
         plan.assignment_table().count},
        {"dependencies", "dependencies between tasks", "任务先后关系",
         plan.dependency_table().count},
        {"serves", "links from tasks to goals", "任务支撑目标", plan.serves_table().count},
        {"implements", "links to requirements", "落实要求", plan.implements_table().count},
        {"refines", "links to a higher plan", "细化上级方案", plan.refines_table().count},
        {"indicators", "indicators", "指标", plan.indicator_table().count},
        {"waves", "waves", "批次", graph.wave_count()},
        {"cycles", "knots of circular dependencies", "循环依赖", graph.knots().size()},
        {"unknown_references", "references to nothing", "无效引用", plan.dangling().size()},
    };
}

}  // namespace

int run_stats(Session& session) {
    const PlanGraph graph = session.read_graph(Faults::skip);
    const Language language = session.language();
    if (session.wants_json()) {
        Json json;
        for (const Count& each : counts(graph)) json[each.name] = each.value;
        session.emit(to_text(json));
        return exit_clean;
    }
    const std::string_view title = graph.plan().head().title;
    TextTable table(
        {title.empty() ? session.file() : escape_controls(title), language.pick("count", "数量")});
    table.align_right(1);
    for (const Count& each : counts(graph))
        table.add({language.pick(each.en, each.zh), std::to_string(each.value)});
    session.emit(table.to_string(session.terminal_width()));
    return exit_clean;
}

}  // namespace planloom::tool
