// A query asked: names are bound to nodes first, so that all unknown ones are told at once, and
// then each part becomes a set.
#pragma once

#include <planloom/impact/impact.hpp>
#include <planloom/query/query.hpp>

#include "ground.hpp"
#include "syntax.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom::query::detail {

/// Why a node is in a set, if there is a path that shows it.
using Why = std::function<std::optional<Path>(std::uint32_t number)>;

/// What a part of a query stands for.
struct Answer {
    NodeSet nodes;
    /// By revision: nodes of it that the graph at hand lacks. Shorter where there are none.
    std::vector<NodeSet> elsewhere = {};
    std::vector<Why> whys = {};
};

/// The graph that a part is asked of, and the one that counts as the older. 0 is the plan itself,
/// i + 1 the revision i.
struct Stage {
    std::size_t graph = 0;
    std::optional<std::size_t> older = {};
};

/// Which tests in a set speak of one kind only: those of fields that the kind has, within
/// `tasks(...)` and the like.
using Scope = std::optional<NodeKind>;

class Evaluator {
public:
    Evaluator(const Syntax& syntax, const PlanGraph& graph, const Context& context,
              Monitor* monitor);
    [[nodiscard]] Result run();

private:
    struct Binding {
        std::string name;
        std::size_t graph = 0;
        Answer answer = {};
    };

    // Binding of names.
    void bind(PartId id, const Stage& stage);
    void bind_children(const Part& part, const Stage& stage);
    void bind_name(PartId id, const Stage& stage);
    void bind_unit(PartId id, const Stage& stage);
    void bind_set(const Part& part);
    void bind_findings(const Part& part);
    void bind_changed(const Part& part, const Stage& stage);
    void bind_duration(const Part& part, const Stage& stage);
    [[nodiscard]] std::optional<Stage> stage_at(const Part& part, const Stage& stage);
    [[nodiscard]] std::optional<std::size_t> find_revision(const Part& part,
                                                           const std::string& name);
    [[nodiscard]] bool has_older(const Part& part, Stage& stage);

    // Sets.
    [[nodiscard]] Answer evaluate(PartId id, const Stage& stage, Scope scope);
    [[nodiscard]] Answer tested(PartId id, Ground& ground, Scope scope);
    [[nodiscard]] Answer name(PartId id, Ground& ground);
    [[nodiscard]] Answer named_set(const Part& part, const Stage& stage);
    [[nodiscard]] Answer chain(const Part& part, const Stage& stage, Scope scope);
    [[nodiscard]] Answer meet(const Part& part, const Stage& stage, Scope scope);
    [[nodiscard]] Answer around(const Part& part, const Stage& stage);
    [[nodiscard]] Answer at(const Part& part, const Stage& stage);
    [[nodiscard]] Answer predicate(PartId id, const Stage& stage, Scope scope);
    [[nodiscard]] Answer moved(Answer answer, std::size_t from, std::size_t to);

    // Functions.
    [[nodiscard]] Answer call(PartId id, const Stage& stage, Scope scope);
    [[nodiscard]] NodeSet argument(const Part& part, std::size_t child, const Stage& stage,
                                   Scope scope = {});
    [[nodiscard]] Answer spread(Ground& ground, const NodeSet& seeds, Direction direction,
                                std::optional<std::uint64_t> steps, const Part& part);
    [[nodiscard]] Answer related(Ground& ground, NodeKind kind, const NodeSet& of,
                                 const Part& part);
    [[nodiscard]] Answer led_by(Ground& ground, const NodeSet& units);
    [[nodiscard]] Answer hierarchy(Ground& ground, const NodeSet& of, const Part& part);
    [[nodiscard]] Answer ends(Ground& ground, const NodeSet& of, Direction direction);
    [[nodiscard]] Answer paths(PartId id, Ground& ground, const NodeSet& from, const NodeSet& to);
    [[nodiscard]] Answer cycles(PartId id, Ground& ground, const NodeSet& of);
    [[nodiscard]] Answer between(Ground& ground, const NodeSet& from, const NodeSet& to);
    [[nodiscard]] Answer critical(const Part& part, Ground& ground, const Stage& stage);
    [[nodiscard]] Answer slack(Ground& ground, const NodeSet& of, const Part& part);
    [[nodiscard]] Answer top(Ground& ground, const NodeSet& of, const Part& part);
    [[nodiscard]] Answer broken_by(const Part& part, const Stage& stage);
    void slip(Ground& ground, const Part& part, const NodeSet& tasks, Answer& answer);
    [[nodiscard]] Answer revised(const Part& part, const Stage& stage);
    [[nodiscard]] Answer found_by_rules(const Part& part, Ground& ground);

    [[nodiscard]] Ground& ground(std::size_t graph);
    [[nodiscard]] const Changes& changes(std::size_t older, std::size_t newer);
    [[nodiscard]] Minutes minutes(const Value& value, const Ground& ground) const;
    /// Tells that members of an argument were passed over.
    void leave_out(const Part& part, std::size_t count, const std::string& what);
    void fault(std::string code, const Part& part, std::string message, std::string expected = {},
               std::string nearest = {});
    void warn(std::string code, const Part& part, std::string message, std::string nearest = {});

    const Syntax& syntax_;
    const Context& context_;
    Monitor* monitor_;
    std::vector<const PlanGraph*> graphs_;
    std::vector<std::unique_ptr<Ground>> grounds_;
    std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const Changes>> changes_;
    std::vector<std::uint32_t> bound_;
    std::vector<Binding> bindings_;
    std::vector<std::string> names_;
    std::optional<std::vector<RuleSubjects>> findings_;
    std::vector<Fault> faults_, warnings_;
    /// The part whose paths are asked for; no_part if none is.
    PartId path_part_ = no_part;
    std::vector<Path> found_paths_;
    std::optional<std::uint64_t> shortest_paths_;
    bool are_paths_cut_ = false;
};

/// Nodes that pass a test.
/// @param bound  of a test that names a unit, which one
[[nodiscard]] NodeSet test(Ground& ground, const Part& part, std::uint32_t bound, Scope scope);
/// The value by which nodes are ranked; nothing where there is none.
[[nodiscard]] std::optional<double> rank(Ground& ground, const Field& field,
                                         const std::string& attribute, Node node);
/// Whether a number stands to another as asked.
[[nodiscard]] bool holds(Compare compare, double a, double b) noexcept;

/// Paths along influence, the shortest first.
struct PathSearch {
    std::vector<Path> paths = {};
    std::optional<std::uint64_t> shortest = {};
    bool is_cut = false;
};

/// @param count  how many at most
/// @param most_steps  how many nodes may be looked at
[[nodiscard]] PathSearch find_paths(Ground& ground, const NodeSet& from, const NodeSet& to,
                                    std::size_t count, bool only_shortest, std::uint64_t most_steps,
                                    Monitor* monitor);

}  // namespace planloom::query::detail
