// query: selects parts of the plan. The language is described in QUERY.md beside this file.
#include <planloom/core/utf8.hpp>
#include <planloom/coverage/rule_subjects.hpp>
#include <planloom/io/read.hpp>
#include <planloom/order/live_schedule.hpp>
#include <planloom/query/query.hpp>

#include "commands.hpp"
#include "query_text.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

using query::Context;
using query::Fault;
using query::QueryError;

/// The query's line, the mark below it and what is wrong there.
void tell_fault(Session& session, const std::string& text, const Fault& fault, bool is_warning) {
    const Language language = session.language();
    std::string line = marked(text, fault.place);
    line.pop_back();
    session.tell(line);
    session.tell(is_warning ? language.say("planloom: warning: column {0}: {1}",
                                           "planloom：注意：第 {0} 列：{1}", fault.place.column,
                                           fault.message)
                            : language.say("planloom: column {0}: {1}", "planloom：第 {0} 列：{1}",
                                           fault.place.column, fault.message));
}

void tell_faults(Session& session, const std::string& text, const QueryError& error) {
    for (const Fault& each : error.faults()) tell_fault(session, text, each, false);
}

/// @return whether all sets could be asked for; what is wrong has been told
bool add_sets(Session& session, const PlanGraph& graph, Context& context) {
    for (const std::string& each : session.arguments().sets) {
        const std::size_t equal = each.find('=');
        if (equal == std::string::npos || equal == 0) {
            throw UsageError(session.language().say(
                "--set needs a name and a query, as in mine=led_by(U1), not \"{0}\"",
                "--set 应为 名称=查询，而不是“{0}”", each));
        }
        const std::string text = each.substr(equal + 1);
        try {
            const query::Result result =
                query::run(std::string_view(text), graph, context, &session.progress());
            std::vector<Node> nodes;
            for (const query::Found& found : result.found)
                if (!found.revision) nodes.push_back(found.node);
            context.sets.emplace_back(each.substr(0, equal), std::move(nodes));
        } catch (const QueryError& error) {
            tell_faults(session, text, error);
            return false;
        }
    }
    return true;
}

std::string as_text(const Session& session, const QueryAnswer& answer) {
    if (session.arguments().count) return std::to_string(answer.result.total) + "\n";
    switch (session.arguments().query_form) {
        case QueryForm::ids:
            return query_ids(answer);
        case QueryForm::json:
            return query_json(session, answer);
        case QueryForm::csv:
            return query_csv(session, answer);
        case QueryForm::dot:
            return query_drawing(session, answer, false);
        case QueryForm::mermaid:
            return query_drawing(session, answer, true);
        case QueryForm::paths:
            return query_paths(session, answer, false);
        case QueryForm::sentence:
            return query_paths(session, answer, true);
        case QueryForm::table:
            break;
    }
    return query_table(session, answer);
}

/// What the form of the answer cannot say itself.
void tell_cuts(Session& session, const query::Result& result) {
    const QueryForm form = session.arguments().query_form;
    if (session.arguments().count || form == QueryForm::json || form == QueryForm::table) return;
    const Language language = session.language();
    if (result.is_cut()) {
        session.tell(language.say("planloom: {0} of {1} are listed",
                                  "planloom：共 {1} 项，列出 {0} 项", result.found.size(),
                                  result.total));
    }
    if (result.are_paths_cut && !result.shortest_paths)
        session.tell(
            language.pick("planloom: there may be more paths", "planloom：可能还有其他路径"));
}

int answer(Session& session, const query::Query& query) {
    const Arguments& arguments = session.arguments();
    const PlanGraph graph = session.read_graph();
    std::optional<PlanGraph> older;
    Context context;
    context.schedule.start = arguments.start;
    context.schedule.status_date = arguments.status_date;
    if (!arguments.against.empty()) {
        older = freeze(read_plan(arguments.against, {}, &session.progress()).plan, Faults::skip,
                       &session.progress());
        context.revisions.push_back({"old", &*older});
    }
    context.findings = [&graph](Monitor* monitor) { return rule_subjects(graph, monitor); };
    session.progress().stage(session.language().pick("selecting", "正在查询"));
    if (!add_sets(session, graph, context)) return exit_usage;
    if (arguments.limit) context.max_nodes = *arguments.limit;
    const QueryForm form = arguments.query_form;
    context.explain = arguments.explain || form == QueryForm::paths || form == QueryForm::sentence;
    const query::Result result = query::run(query, graph, context, &session.progress());
    session.emit(as_text(session, {query, result, graph, context}));
    if (form != QueryForm::json)
        for (const Fault& each : result.warnings) tell_fault(session, query.text(), each, true);
    tell_cuts(session, result);
    return arguments.fail_empty && result.total == 0 ? exit_findings : exit_clean;
}

}  // namespace

int run_query(Session& session) {
    const std::string& text = session.arguments().query;
    try {
        // Before the plan is read: a wrong query should not cost the time that a large plan takes.
        const query::Query query = query::compile(text);
        if (session.arguments().canonical) {
            session.emit(query.describe() + "\n");
            return exit_clean;
        }
        return answer(session, query);
    } catch (const QueryError& error) {
        tell_faults(session, text, error);
        return exit_usage;
    } catch (const InfeasibleLinks& error) {
        session.tell(session.language().say("planloom: there are no dates: {0}",
                                            "planloom：推算不出日期：{0}", error.what()));
        return exit_unanalysable;
    } catch (const UnfitForLive& error) {
        session.tell(session.language().say("planloom: a slip cannot be followed: {0}",
                                            "planloom：无法推算延期：{0}", error.what()));
        return exit_unanalysable;
    }
}

}  // namespace planloom::tool
