#include "builder.hpp"

#include <planloom/core/key_index.hpp>
#include <planloom/model/views.hpp>

namespace planloom::python {

KeyedBuilder::KeyedBuilder(const Plan& plan) : rows_(plan) {
    for (const RequirementId id : plan.requirements()) enter(requirements_, plan.key(id), id);
    for (const GoalId id : plan.goals()) enter(goals_, plan.key(id), id);
    for (const TaskId id : plan.tasks()) enter(tasks_, plan.key(id), id);
    for (const UnitId id : plan.units()) enter(units_, plan.key(id), id);
}

template <class IdType>
IdType KeyedBuilder::find(const Keys<IdType>& keys, std::string_view kind, std::string_view key) {
    if (const auto found = keys.find(key); found != keys.end()) return found->second;
    std::vector<std::string_view> all;
    for (const auto& [each, id] : keys) all.emplace_back(each);
    const std::optional<std::size_t> near = nearest(key, all);
    throw UnknownKey(kind, key, near ? all[*near] : std::string_view());
}

template GoalId KeyedBuilder::find(const Keys<GoalId>&, std::string_view, std::string_view);
template TaskId KeyedBuilder::find(const Keys<TaskId>&, std::string_view, std::string_view);
template UnitId KeyedBuilder::find(const Keys<UnitId>&, std::string_view, std::string_view);

std::vector<Node> KeyedBuilder::nodes(std::string_view key, std::optional<NodeKind> kind) const {
    std::vector<Node> found;
    const auto look = [&](const auto& keys, NodeKind its_kind) {
        if (kind && *kind != its_kind) return;
        if (const auto at = keys.find(key); at != keys.end()) found.emplace_back(at->second);
    };
    look(requirements_, NodeKind::requirement);
    look(goals_, NodeKind::goal);
    look(tasks_, NodeKind::task);
    look(units_, NodeKind::unit);
    return found;
}

Node KeyedBuilder::node(std::string_view key) const {
    std::vector<Node> found = nodes(key);
    for (const NodeKind kind :
         {NodeKind::requirement, NodeKind::goal, NodeKind::task, NodeKind::unit}) {
        const std::string prefix = std::string(word(kind)) + ":";
        if (found.empty() && key.starts_with(prefix))
            found = nodes(key.substr(prefix.size()), kind);
    }
    if (found.empty()) throw UnknownKey("node", key, {});
    if (found.size() > 1) {
        throw Error("ambiguous_key",
                    "\"" + std::string(key) + "\" names a " + std::string(word(found[0].kind)) +
                        " and a " + std::string(word(found[1].kind)) + ", write " +
                        std::string(word(found[0].kind)) + ":" + std::string(key) + " or the like");
    }
    return found.front();
}

}  // namespace planloom::python
