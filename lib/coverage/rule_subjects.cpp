#include <planloom/coverage/check.hpp>
#include <planloom/coverage/rule_subjects.hpp>

#include <map>
#include <string>
#include <string_view>

namespace planloom {

std::vector<query::RuleSubjects> rule_subjects(const PlanGraph& graph, Monitor* monitor) {
    std::vector<query::RuleSubjects> all;
    std::map<std::string, std::size_t, std::less<>> places;
    CheckOptions options;
    const auto add = [&](std::string_view id, std::string_view name) {
        if (!places.emplace(id, all.size()).second) return;
        all.push_back({std::string(id), std::string(name)});
        options.only.emplace_back(id);
    };
    for (const Rule& rule : rules()) add(rule.id, rule.name);
    for (const CustomRule& rule : graph.plan().head().checks.custom) add(rule.id, rule.id);
    const CheckResult result = check(graph, options, monitor);
    for (const Finding& each : result.findings) {
        const auto [place, is_new] = places.emplace(each.rule, all.size());
        if (is_new) all.push_back({each.rule, each.rule});
        std::vector<Node>& subjects = all[place->second].subjects;
        subjects.insert(subjects.end(), each.subjects.begin(), each.subjects.end());
    }
    for (const NotEvaluated& each : result.not_evaluated)
        if (const auto place = places.find(each.rule); place != places.end())
            all[place->second].not_evaluated = each.reason;
    return all;
}

}  // namespace planloom
