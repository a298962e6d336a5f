// An order as Python sees it.
#pragma once

#include "bindings.hpp"

#include <planloom/order/order.hpp>

#include "values.hpp"

namespace planloom::python {

/// An order and the graph that it borrows from.
struct OrderHandle {
    GraphPtr graph;
    Order order;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
    [[nodiscard]] py::str key(std::size_t place) const {
        return text(plan().key(Node(order.tasks()[place])));
    }
};

}  // namespace planloom::python
