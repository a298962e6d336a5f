// What makes a relation of a frozen plan a graph of Boost's. For the views themselves see
// <planloom/graph/boost.hpp>.
#pragma once

#include <planloom/core/duration.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include <compare>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>

namespace planloom {

/// An edge of a view: its ends and what in the plan it stands for. Sorts, so that it may be the key
/// of a std::map behind a boost::associative_property_map.
template <class RowType>
struct ViewEdge {
    std::size_t source = 0;
    std::size_t target = 0;
    RowType row;

    friend constexpr auto operator<=>(const ViewEdge&, const ViewEdge&) = default;
};

namespace detail {

enum class Yield { out_edge, in_edge, other_end };

// Boost's iterator_facade is not used: through it an iterator that makes its values is a proxy, and
// some algorithms trip over those.
template <class Row, class Cursor, Yield yield>
class RowIterator {
public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = std::conditional_t<yield == Yield::other_end, std::size_t, ViewEdge<Row>>;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = value_type;

    RowIterator() = default;
    RowIterator(std::size_t self, Cursor cursor) : self_(self), cursor_(cursor) {}

    reference operator*() const {
        if constexpr (yield == Yield::other_end) {
            return cursor_.node();
        } else if constexpr (yield == Yield::out_edge) {
            return {self_, cursor_.node(), cursor_.row()};
        } else {
            return {cursor_.node(), self_, cursor_.row()};
        }
    }
    RowIterator& operator++() {
        ++cursor_;
        return *this;
    }
    RowIterator operator++(int) {
        RowIterator before = *this;
        ++cursor_;
        return before;
    }
    friend bool operator==(const RowIterator& a, const RowIterator& b) {
        return a.cursor_ == b.cursor_;
    }

private:
    std::size_t self_ = 0;
    Cursor cursor_{};
};

template <class R>
class EdgeIterator {
public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = ViewEdge<typename R::Row>;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = value_type;

    EdgeIterator() = default;
    EdgeIterator(R relation, std::size_t vertex) : relation_(std::move(relation)), vertex_(vertex) {
        enter();
    }

    reference operator*() const { return {vertex_, at_.node(), at_.row()}; }
    EdgeIterator& operator++() {
        if (++at_ == end_) {
            ++vertex_;
            enter();
        }
        return *this;
    }
    EdgeIterator operator++(int) {
        EdgeIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const EdgeIterator& a, const EdgeIterator& b) {
        return a.vertex_ == b.vertex_ && a.at_ == b.at_;
    }

private:
    void enter() {
        for (; vertex_ < relation_.node_count(); ++vertex_) {
            std::tie(at_, end_) = relation_.out(vertex_);
            if (at_ != end_) return;
        }
        at_ = {};
    }

    R relation_{};
    std::size_t vertex_ = 0;
    typename R::OutCursor at_{}, end_{};
};

}  // namespace detail

/// A relation of a frozen plan as a graph of Boost's: a model of BidirectionalGraph,
/// AdjacencyGraph, VertexListGraph, EdgeListGraph, AdjacencyMatrix and of a readable property
/// graph. Made by dependency_view, influence_view, hierarchy_view and reachable_part. Vertices are
/// the numbers from 0; view[vertex] and view[edge] say which node and which row of the plan they
/// are.
///
/// Property maps: vertex_index, vertex_bundle (view[vertex]), edge_bundle (view[edge]), and, of
/// dependencies only, edge_weight.
///
/// A view borrows from the PlanGraph, which must outlive it and stay where it is; it is copied at
/// the cost of a pointer. Iterators, edges and property maps stay valid without the view, but for
/// what is said at reachable_part. Every function may be called from several threads at once.
///
/// @complexity O(1) for every function and every step of an iterator, but for: edge(u, v, view),
///             O(out_degree(u)); a step of edges(), which passes the vertices without edges; and
///             what is said at reachable_part
/// @example
///     const PlanGraph graph = freeze(plan);
///     const auto view = dependency_view(graph);
///     std::vector<std::size_t> component(num_vertices(view));
///     const auto index = get(boost::vertex_index, view);
///     boost::strong_components(view,
///                              boost::make_iterator_property_map(component.begin(), index));
template <class R>
class RelationView {
public:
    // Some algorithms read these from the class and not from graph_traits.
    using vertex_descriptor = std::size_t;
    using edge_descriptor = ViewEdge<typename R::Row>;
    using directed_category = boost::bidirectional_tag;
    using edge_parallel_category = boost::allow_parallel_edge_tag;
    struct traversal_category : virtual boost::bidirectional_graph_tag,
                                virtual boost::adjacency_graph_tag,
                                virtual boost::vertex_list_graph_tag,
                                virtual boost::edge_list_graph_tag,
                                virtual boost::adjacency_matrix_tag {};
    using vertices_size_type = std::size_t;
    using edges_size_type = std::size_t;
    using degree_size_type = std::size_t;
    using vertex_iterator = boost::counting_iterator<std::size_t>;
    using edge_iterator = detail::EdgeIterator<R>;
    using out_edge_iterator =
        detail::RowIterator<typename R::Row, typename R::OutCursor, detail::Yield::out_edge>;
    using in_edge_iterator =
        detail::RowIterator<typename R::Row, typename R::InCursor, detail::Yield::in_edge>;
    using adjacency_iterator =
        detail::RowIterator<typename R::Row, typename R::OutCursor, detail::Yield::other_end>;
    using vertex_bundled = typename R::Vertex;
    using edge_bundled = typename R::Row;
    using graph_bundled = boost::no_property;
    using vertex_property_type = vertex_bundled;
    using edge_property_type = edge_bundled;
    using graph_property_type = boost::no_property;
    struct graph_tag {};

    explicit RelationView(R relation) : relation_(std::move(relation)) {}

    static vertex_descriptor null_vertex() noexcept { return static_cast<std::size_t>(-1); }
    [[nodiscard]] const R& relation() const noexcept { return relation_; }
    /// The number of a node of the plan; view[vertex] leads back.
    [[nodiscard]] std::size_t vertex(typename R::Vertex of) const { return relation_.vertex(of); }
    [[nodiscard]] typename R::Vertex operator[](std::size_t vertex) const {
        return relation_.at(vertex);
    }
    [[nodiscard]] typename R::Row operator[](const edge_descriptor& edge) const { return edge.row; }

    friend std::size_t num_vertices(const RelationView& view) {
        return view.relation_.node_count();
    }
    friend std::size_t num_edges(const RelationView& view) { return view.relation_.edge_count(); }
    friend std::pair<vertex_iterator, vertex_iterator> vertices(const RelationView& view) {
        return {vertex_iterator(0), vertex_iterator(num_vertices(view))};
    }
    friend std::size_t vertex(std::size_t index, const RelationView&) { return index; }
    friend std::pair<edge_iterator, edge_iterator> edges(const RelationView& view) {
        return {edge_iterator(view.relation_, 0),
                edge_iterator(view.relation_, num_vertices(view))};
    }
    friend std::size_t source(const edge_descriptor& edge, const RelationView&) {
        return edge.source;
    }
    friend std::size_t target(const edge_descriptor& edge, const RelationView&) {
        return edge.target;
    }
    friend auto out_edges(std::size_t vertex, const RelationView& view) {
        return range<out_edge_iterator>(vertex, view.relation_.out(vertex));
    }
    friend auto in_edges(std::size_t vertex, const RelationView& view) {
        return range<in_edge_iterator>(vertex, view.relation_.in(vertex));
    }
    friend auto adjacent_vertices(std::size_t vertex, const RelationView& view) {
        return range<adjacency_iterator>(vertex, view.relation_.out(vertex));
    }
    friend std::size_t out_degree(std::size_t vertex, const RelationView& view) {
        return length(view.relation_.out(vertex));
    }
    friend std::size_t in_degree(std::size_t vertex, const RelationView& view) {
        return length(view.relation_.in(vertex));
    }
    friend std::size_t degree(std::size_t vertex, const RelationView& view) {
        return out_degree(vertex, view) + in_degree(vertex, view);
    }
    /// The first of the edges between two vertices, and whether there is one.
    friend std::pair<edge_descriptor, bool> edge(std::size_t from, std::size_t to,
                                                 const RelationView& view) {
        for (auto [at, end] = view.relation_.out(from); at != end; ++at)
            if (at.node() == to) return {{from, to, at.row()}, true};
        return {};
    }

private:
    template <class Iterator, class Cursor>
    static std::pair<Iterator, Iterator> range(std::size_t vertex,
                                               const std::pair<Cursor, Cursor>& row) {
        return {Iterator(vertex, row.first), Iterator(vertex, row.second)};
    }
    template <class Cursor>
    static std::size_t length(std::pair<Cursor, Cursor> row) {
        if constexpr (requires { row.second - row.first; }) {
            return static_cast<std::size_t>(row.second - row.first);
        } else {
            std::size_t steps = 0;
            for (; row.first != row.second; ++row.first) ++steps;
            return steps;
        }
    }

    R relation_;
};

template <class R>
concept WeightedRelation = requires(const R& relation, typename R::Row row) {
    relation.weight(row);
};

/// Whether views of a relation have the property map of this tag, vertex_index aside.
template <class Tag, class R>
concept ViewTag = std::same_as<Tag, boost::vertex_bundle_t> ||
    std::same_as<Tag, boost::edge_bundle_t> ||
    (std::same_as<Tag, boost::edge_weight_t>&& WeightedRelation<R>);

/// What a view says of its vertices or edges, worked out when asked; see RelationView.
template <class R, ViewTag<R> Tag>
class ViewMap {
    static constexpr bool is_of_edges = !std::same_as<Tag, boost::vertex_bundle_t>;
    static constexpr bool is_weight = std::same_as<Tag, boost::edge_weight_t>;

public:
    using key_type = std::conditional_t<is_of_edges, ViewEdge<typename R::Row>, std::size_t>;
    using value_type =
        std::conditional_t<is_weight, Minutes,
                           std::conditional_t<is_of_edges, typename R::Row, typename R::Vertex>>;
    using reference = value_type;
    using category = boost::readable_property_map_tag;

    explicit ViewMap(const RelationView<R>& view) : view_(view) {}
    friend reference get(const ViewMap& map, const key_type& key) {
        if constexpr (is_weight) {
            return map.view_.relation().weight(key.row);
        } else {
            return map.view_[key];
        }
    }

private:
    RelationView<R> view_;
};

template <class R>
auto get(boost::vertex_index_t, const RelationView<R>&) {
    return boost::typed_identity_property_map<std::size_t>();
}
template <class R>
std::size_t get(boost::vertex_index_t, const RelationView<R>&, std::size_t vertex) {
    return vertex;
}
template <class R, ViewTag<R> Tag>
auto get(Tag, const RelationView<R>& view) {
    return ViewMap<R, Tag>(view);
}
template <class R, ViewTag<R> Tag>
auto get(Tag, const RelationView<R>& view, const typename ViewMap<R, Tag>::key_type& key) {
    return get(ViewMap<R, Tag>(view), key);
}

}  // namespace planloom

namespace boost {

template <class R, planloom::ViewTag<R> Tag>
struct property_map<planloom::RelationView<R>, Tag> {
    using type = planloom::ViewMap<R, Tag>;
    using const_type = type;
};
template <class R>
struct property_map<planloom::RelationView<R>, vertex_index_t> {
    using type = typed_identity_property_map<std::size_t>;
    using const_type = type;
};
template <class R, class Tag>
struct property_map<const planloom::RelationView<R>, Tag>
    : property_map<planloom::RelationView<R>, Tag> {};

}  // namespace boost
