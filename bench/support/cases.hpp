// Plans to measure on, in the forms in which planloom and Boost take them.
#pragma once

#include <planloom/graph/influence.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/model/plan.hpp>

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::bench {

// Boost's most compact graphs, with numbers as narrow as planloom's own.
using ForwardGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;
using TwoWayGraph =
    boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, std::uint32_t,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

enum class Shape {
    /// Modules of 24 tasks: four of five links stay in the module, the fifth comes from another.
    modular,
    /// Twenty layers: every link comes from the layer before or an earlier one.
    layered,
    /// Modular, and every hundredth link runs back within its module.
    knotted
};
[[nodiscard]] std::string_view name(Shape shape) noexcept;

/// A relation as Boost takes it: the ends of each edge, and the row of each edge.
struct EdgeList {
    std::size_t nodes = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    std::vector<std::uint32_t> rows;

    [[nodiscard]] ForwardGraph forward() const;
    [[nodiscard]] TwoWayGraph two_way() const;
};

/// One plan and all that is made from it before the clock runs.
struct Case {
    Case(Shape shape, std::size_t tasks);

    std::shared_ptr<const Plan> plan;
    PlanGraph graph;
    EdgeList links;       ///< over TaskIds
    EdgeList influences;  ///< over InfluenceNodes
    ForwardGraph links_graph;
    ForwardGraph influence_graph;
    TaskId first_task;  ///< a task of the first wave
    UnitId first_unit;  ///< the unit that leads it
};

/// The case, made anew when it is not the one asked for last.
[[nodiscard]] const Case& case_of(Shape shape, std::size_t tasks);

}  // namespace planloom::bench
