#include "query_text.hpp"

#include <planloom/core/utf8.hpp>
#include <planloom/report/table.hpp>

#include "csv_text.hpp"
#include "nodes.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace planloom::tool {
namespace {

using query::Found;
using query::Path;

bool has_revisions(const QueryAnswer& answer) {
    return std::any_of(answer.result.found.begin(), answer.result.found.end(),
                       [](const Found& each) { return each.revision.has_value(); });
}

std::string revision_text(const QueryAnswer& answer, const Found& found) {
    return found.revision ? escape_controls(answer.context.revisions[*found.revision].name) : "";
}

std::string path_text(const Plan& plan, const Path& path) {
    std::string text = key_text(plan, path.start);
    for (const Step& step : path.steps) text += " -> " + key_text(plan, step.to);
    return text;
}

/// A path in words; a path without steps is its only node.
std::string path_words(const Session& session, const QueryAnswer& answer, const Path& path) {
    if (path.steps.empty()) return name_text(answer.graph.plan(), path.start);
    return escape_controls(sentence(answer.graph, path.steps, session.language().code()));
}

std::string why_text(const Session& session, const QueryAnswer& answer, const Found& found) {
    return found.why ? path_words(session, answer, *found.why) : "";
}

/// Paths that were asked for, else those that explain what was found.
std::vector<const Path*> paths_of(const QueryAnswer& answer) {
    std::vector<const Path*> paths;
    for (const Path& each : answer.result.paths) paths.push_back(&each);
    if (answer.result.is_path) return paths;
    for (const Found& each : answer.result.found)
        if (each.why) paths.push_back(&*each.why);
    return paths;
}

Json path_json(const Session& session, const QueryAnswer& answer, const Path& path) {
    Json json;
    json["path"] = path_keys(answer.graph.plan(), path.start, path.steps);
    json["steps"] = path_steps(answer.graph, path.steps, session.language());
    json["sentence"] = sentence(answer.graph, path.steps, session.language().code());
    return json;
}

Json warning_json(const query::Fault& warning) {
    Json json;
    json["code"] = warning.code;
    json["column"] = warning.place.column;
    json["offset"] = warning.place.offset;
    json["length"] = warning.place.length;
    json["message"] = warning.message;
    return json;
}

}  // namespace

std::string query_table(const Session& session, const QueryAnswer& answer) {
    const Language language = session.language();
    const query::Result& result = answer.result;
    std::string text;
    for (const Path& each : result.paths) {
        text += path_text(answer.graph.plan(), each) + "\n";
        text += "    " + path_words(session, answer, each) + "\n";
    }
    if (result.shortest_paths && *result.shortest_paths > 1) {
        text +=
            language.say("{0} paths are as short; paths(a, b) lists them\n",
                         "同样短的路径共 {0} 条，用 paths(a, b) 列出\n", *result.shortest_paths);
    } else if (result.are_paths_cut) {
        text += language.pick("there may be more paths\n", "可能还有其他路径\n");
    }
    if (!result.paths.empty()) return text;
    if (result.total == 0) return language.pick("nothing found\n", "没有符合条件的内容\n");
    const bool with_revision = has_revisions(answer);
    const bool with_why = session.arguments().explain;
    std::vector<std::string> head = {language.pick("kind", "类别"), language.pick("key", "编号"),
                                     language.pick("title", "名称")};
    if (with_revision) head.emplace_back(language.pick("only in", "仅见于"));
    if (with_why) head.emplace_back(language.pick("because", "原因"));
    TextTable table(head);
    for (const Found& each : result.found) {
        const Plan& plan = answer.plan_of(each);
        std::vector<std::string> row = {kind_word(language, each.node.kind),
                                        key_text(plan, each.node), title_text(plan, each.node)};
        if (with_revision) row.push_back(revision_text(answer, each));
        if (with_why) row.push_back(why_text(session, answer, each));
        table.add(std::move(row));
    }
    text = table.to_string(session.terminal_width());
    if (result.is_cut()) {
        text += language.say("and {0} more of {1}\n", "共 {1} 项，另有 {0} 项未列出\n",
                             result.total - result.found.size(), result.total);
    }
    return text;
}

std::string query_ids(const QueryAnswer& answer) {
    std::string text;
    for (const Found& each : answer.result.found) {
        const Plan& plan = answer.plan_of(each);
        if (plan.find_nodes(plan.key(each.node)).size() > 1)
            text += std::string(word(each.node.kind)) + ":";
        text += key_text(plan, each.node) + "\n";
    }
    return text;
}

std::string query_csv(const Session& session, const QueryAnswer& answer) {
    const Arguments& arguments = session.arguments();
    CsvText csv({arguments.raw, arguments.byte_order_mark});
    for (const char* name : {"kind", "key", "title", "revision"}) csv.add(std::string_view(name));
    if (arguments.explain) csv.add(std::string_view("because"));
    csv.end_line();
    for (const Found& each : answer.result.found) {
        const Plan& plan = answer.plan_of(each);
        csv.add(word(each.node.kind));
        csv.add(plan.key(each.node));
        csv.add(plan.title(each.node));
        csv.add(std::string_view(revision_text(answer, each)));
        if (arguments.explain) csv.add(std::string_view(why_text(session, answer, each)));
        csv.end_line();
    }
    return csv.take();
}

std::string query_json(const Session& session, const QueryAnswer& answer) {
    const query::Result& result = answer.result;
    Json json;
    json["query"] = answer.query.describe();
    json["total"] = result.total;
    json["is_cut"] = result.is_cut();
    json["found"] = Json::array();
    for (const Found& each : result.found) {
        const Plan& plan = answer.plan_of(each);
        Json node;
        node["kind"] = word(each.node.kind);
        node["key"] = plan.key(each.node);
        node["title"] = plan.title(each.node);
        node["revision"] = nullptr;
        if (each.revision) node["revision"] = answer.context.revisions[*each.revision].name;
        if (session.arguments().explain) {
            node["because"] = nullptr;
            if (each.why) node["because"] = path_json(session, answer, *each.why);
        }
        json["found"].push_back(std::move(node));
    }
    if (result.is_path) {
        json["paths"] = Json::array();
        for (const Path& each : result.paths)
            json["paths"].push_back(path_json(session, answer, each));
        json["shortest_paths"] = nullptr;
        if (result.shortest_paths) json["shortest_paths"] = *result.shortest_paths;
        json["are_paths_cut"] = result.are_paths_cut;
    }
    json["warnings"] = Json::array();
    for (const query::Fault& each : result.warnings) json["warnings"].push_back(warning_json(each));
    return to_text(json);
}

std::string query_paths(const Session& session, const QueryAnswer& answer, bool in_words) {
    std::string text;
    for (const Path* each : paths_of(answer)) {
        text +=
            in_words ? path_words(session, answer, *each) : path_text(answer.graph.plan(), *each);
        text += "\n";
    }
    return text;
}

}  // namespace planloom::tool
