// explain: along which path one node can harm another.
#include <planloom/core/utf8.hpp>
#include <planloom/impact/explain.hpp>

#include "commands.hpp"
#include "nodes.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

using Path = std::optional<std::vector<Step>>;

struct Question {
    Node from;
    Node to;
};

std::string as_json(const PlanGraph& graph, Question question, const Path& path, const Path& back,
                    Language language) {
    const Plan& plan = graph.plan();
    Json json;
    json["from"] = plan.key(question.from);
    json["from_kind"] = word(question.from.kind);
    json["to"] = plan.key(question.to);
    json["to_kind"] = word(question.to.kind);
    json["path"] = nullptr;
    json["steps"] = Json::array();
    json["sentence"] = "";
    if (path) {
        json["path"] = path_keys(plan, question.from, *path);
        json["steps"] = path_steps(graph, *path, language);
        json["sentence"] = sentence(graph, *path, language.code());
    }
    json["path_back"] = nullptr;
    if (back) json["path_back"] = path_keys(plan, question.to, *back);
    return to_text(json);
}

std::string steps_text(const PlanGraph& graph, const std::vector<Step>& path, Language language) {
    std::string text;
    for (const Step& step : path)
        text += "    " + escape_controls(sentence(graph, step, language.code())) + "\n";
    return text;
}

std::string as_text(const PlanGraph& graph, Question question, const Path& path, const Path& back,
                    Language language) {
    const Plan& plan = graph.plan();
    const std::string from = name_text(plan, question.from);
    const std::string to = name_text(plan, question.to);
    if (question.from == question.to)
        return language.say("{0} is asked about itself\n", "{0}：起点和终点是同一项\n", from);
    if (path) {
        return language.say("{1} hangs on {0}, in {2}:\n", "{1} 受 {0} 影响，共 {2}：\n", from, to,
                            language.amount(path->size(), "step", "步")) +
               steps_text(graph, *path, language);
    }
    std::string text = language.say("{1} does not hang on {0}\n", "{1} 不受 {0} 影响\n", from, to);
    if (back) {
        text += language.say("but the other way round: {0} hangs on {1}, in {2}:\n",
                             "但反过来，{0} 受 {1} 影响，共 {2}：\n", from, to,
                             language.amount(back->size(), "step", "步")) +
                steps_text(graph, *back, language);
    }
    return text;
}

}  // namespace

int run_explain(Session& session) {
    const PlanGraph graph = session.read_graph();
    const Plan& plan = graph.plan();
    const Question question{plan.node(session.arguments().from), plan.node(session.arguments().to)};
    const Path path = explain(graph, question.from, question.to);
    const Path back = path ? Path() : explain(graph, question.to, question.from);
    session.emit(session.wants_json() ? as_json(graph, question, path, back, session.language())
                                      : as_text(graph, question, path, back, session.language()));
    return exit_clean;
}

}  // namespace planloom::tool
