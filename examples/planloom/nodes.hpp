// Nodes of a plan as arguments name them, as text shows them and as JSON holds them.
#pragma once

#include <planloom/impact/impact.hpp>
#include <planloom/model/plan.hpp>

#include "language.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::tool {

using Json = nlohmann::ordered_json;

/// The word for a kind of node, in the singular.
[[nodiscard]] std::string kind_word(Language language, NodeKind kind);

/// The word for a severity.
[[nodiscard]] std::string severity_word(Language language, Severity severity);

/// The key, safe on a terminal.
[[nodiscard]] std::string key_text(const Plan& plan, Node node);

/// The title, safe on a terminal; the key where there is none.
[[nodiscard]] std::string title_text(const Plan& plan, Node node);

/// The key and, where it is another, the title.
[[nodiscard]] std::string name_text(const Plan& plan, Node node);

/// Texts side by side: `A, B`, or `A、B` in Chinese.
[[nodiscard]] std::string join(Language language, const std::vector<std::string>& texts);

/// Keys one after another: `A -> B -> C`.
[[nodiscard]] std::string chain_text(const Plan& plan, std::span<const TaskId> tasks);

/// The keys along a path from `start`, which is its first node.
[[nodiscard]] Json path_keys(const Plan& plan, Node start, std::span<const Step> path);

/// The steps of a path: both ends, the relation, and the step in words.
[[nodiscard]] Json path_steps(const PlanGraph& graph, std::span<const Step> path,
                              Language language);

/// The keys of nodes in the order given.
template <class Range>
[[nodiscard]] Json keys_of(const Plan& plan, const Range& nodes) {
    Json keys = Json::array();
    for (const auto node : nodes) keys.push_back(plan.key(node));
    return keys;
}

/// JSON on one line, without a newline.
[[nodiscard]] std::string to_line(const Json& json);

/// JSON as indented text with a final newline.
[[nodiscard]] std::string to_text(const Json& json);

}  // namespace planloom::tool
