#include "order_extras.hpp"

#include <planloom/model/views.hpp>
#include <planloom/order/chain.hpp>
#include <planloom/order/ready.hpp>
#include <planloom/order/redundant.hpp>
#include <planloom/order/repair.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

namespace planloom::tool {
namespace {

struct RedundantLink {
    DependencyId link;
    std::vector<TaskId> path;
};

std::vector<RedundantLink> redundant(Session& session, const Order& order) {
    const std::vector<DependencyId> links = redundant_links(order, {}, &session.progress());
    const DependencyTable& table = order.graph().plan().dependency_table();
    std::vector<RedundantLink> all;
    for (const DependencyId link : links) {
        RedundantLink each{link, {table.predecessor[link.index()]}};
        for (const DependencyId step : replacement(order, link, links))
            each.path.push_back(table.successor[step.index()]);
        all.push_back(std::move(each));
    }
    return all;
}

/// The plan's own status and the tasks that the command line calls done.
std::vector<TaskId> ready_tasks(Session& session, const PlanGraph& graph) {
    planloom::Progress progress = progress_of(graph.plan());
    for (const std::string& key : session.arguments().done)
        progress.done.insert(graph.plan().task(key).id());
    return ready(graph, progress);
}

std::string names(const Plan& plan, const std::vector<TaskId>& tasks, Language language) {
    std::vector<std::string> all;
    for (const TaskId task : tasks) all.push_back(name_text(plan, task));
    return join(language, all);
}

Json link_json(const Plan& plan, DependencyId link) {
    const DependencyTable& table = plan.dependency_table();
    Json json;
    json["from"] = plan.key(table.predecessor[link.index()]);
    json["to"] = plan.key(table.successor[link.index()]);
    json["type"] = word(table.type[link.index()]);
    return json;
}

std::string redundant_text(Session& session, const Order& order) {
    const Plan& plan = order.graph().plan();
    const Language language = session.language();
    const std::vector<RedundantLink> links = redundant(session, order);
    std::string text = language.say("\n{0} can be left out, as others say it already\n",
                                    "\n{0}可以省去，其他关系已经包含\n",
                                    language.amount(links.size(), "link", "条先后关系"));
    for (const RedundantLink& each : links) {
        const DependencyTable& table = plan.dependency_table();
        text += language.say("  {1} waits for {0}: {2}\n", "  {1} 须等 {0}：{2}\n",
                             key_text(plan, table.predecessor[each.link.index()]),
                             key_text(plan, table.successor[each.link.index()]),
                             chain_text(plan, each.path));
    }
    return text;
}

std::string width_text(Session& session, const Order& order) {
    const Plan& plan = order.graph().plan();
    const Language language = session.language();
    const Width found = width(order, {}, &session.progress());
    std::string text =
        found.is_exact() ? language.say("\nat most {0} can go on side by side, so {1} are enough\n",
                                        "\n最多 {0}可以同时推进，{1}即可不窝工\n",
                                        language.amount(found.at_least(), "task", "项任务"),
                                        language.amount(found.at_most(), "team", "个工作组"))
                         : language.say("\nbetween {0} and {1} tasks can go on side by side\n",
                                        "\n可同时推进的任务在 {0} 至 {1} 项之间\n",
                                        found.at_least(), found.at_most());
    text += "  " + names(plan, found.antichain, language) + '\n';
    for (std::size_t i = 0; i < found.chains.size(); ++i)
        text += fmt::format("  {}: {}\n", i + 1, chain_text(plan, found.chains[i]));
    return text;
}

}  // namespace

void add_order_extras(Session& session, const Order& order, Json& json) {
    const Plan& plan = order.graph().plan();
    const Arguments& arguments = session.arguments();
    if (arguments.reduce) {
        json["redundant"] = Json::array();
        for (const RedundantLink& each : redundant(session, order)) {
            Json link = link_json(plan, each.link);
            link["path"] = keys_of(plan, each.path);
            json["redundant"].push_back(std::move(link));
        }
    }
    if (arguments.ready) json["ready"] = keys_of(plan, ready_tasks(session, order.graph()));
    if (!arguments.width) return;
    const Width found = width(order, {}, &session.progress());
    json["width"]["at_least"] = found.at_least();
    json["width"]["at_most"] = found.at_most();
    json["width"]["antichain"] = keys_of(plan, found.antichain);
    json["width"]["chains"] = Json::array();
    for (const std::vector<TaskId>& chain : found.chains)
        json["width"]["chains"].push_back(keys_of(plan, chain));
    json["longest_chain"] = keys_of(plan, longest_chain(order).tasks);
}

std::string order_extras_text(Session& session, const Order& order) {
    const Plan& plan = order.graph().plan();
    const Language language = session.language();
    std::string text;
    if (session.arguments().ready) {
        const std::vector<TaskId> tasks = ready_tasks(session, order.graph());
        text += language.say("\n{0} can begin now\n", "\n{0}现在可以开始\n",
                             language.amount(tasks.size(), "task", "项任务"));
        for (const TaskId task : tasks) text += "  " + name_text(plan, task) + '\n';
    }
    if (session.arguments().reduce) text += redundant_text(session, order);
    if (session.arguments().width) text += width_text(session, order);
    return text;
}

Json repairs_json(Session& session, const PlanGraph& graph) {
    Json knots = Json::array();
    for (const RepairAdvice& advice : advise_repairs(graph, {}, &session.progress())) {
        Json knot;
        knot["exact"] = advice.is_exact;
        knot["repairs"] = Json::array();
        for (const Repair& repair : advice.repairs) {
            Json each;
            each["remove"] = Json::array();
            for (const DependencyId link : repair.remove)
                each["remove"].push_back(link_json(graph.plan(), link));
            each["hard_links"] = repair.cost.hard_links;
            each["soft_links"] = repair.cost.soft_links;
            each["order"] = keys_of(graph.plan(), repair.order);
            knot["repairs"].push_back(std::move(each));
        }
        knots.push_back(std::move(knot));
    }
    return knots;
}

void tell_repairs(Session& session, const PlanGraph& graph) {
    const Language language = session.language();
    const Plan& plan = graph.plan();
    const DependencyTable& table = plan.dependency_table();
    for (const RepairAdvice& advice : advise_repairs(graph, {}, &session.progress())) {
        for (std::size_t i = 0; i < advice.repairs.size(); ++i) {
            const Repair& repair = advice.repairs[i];
            std::vector<std::string> links;
            for (const DependencyId link : repair.remove)
                links.push_back(language.say(
                    table.is_soft[link.index()] != 0 ? "{1} waits for {0} (soft)"
                                                     : "{1} waits for {0}",
                    table.is_soft[link.index()] != 0 ? "{1} 须等 {0}（可放宽）" : "{1} 须等 {0}",
                    key_text(plan, table.predecessor[link.index()]),
                    key_text(plan, table.successor[link.index()])));
            session.tell(
                i == 0 ? language.say("take out: {0}{1}", "建议去掉：{0}{1}", join(language, links),
                                      advice.is_exact ? ""
                                                      : language.pick(" (fewer may be enough)",
                                                                      "（也许还可以更少）"))
                       : language.say("or: {0}", "或：{0}", join(language, links)));
        }
    }
}

}  // namespace planloom::tool
