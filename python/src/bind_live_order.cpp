#include "bindings.hpp"

#include <planloom/order/live_order.hpp>

#include "arguments.hpp"
#include "order.hpp"
#include "types.hpp"
#include "values.hpp"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace planloom::python {
namespace {

/// A LiveOrder that people speak to in keys.
class KeyedOrder {
public:
    KeyedOrder() = default;
    explicit KeyedOrder(const OrderHandle& handle) : order_(handle.order) {
        for (const TaskId task : handle.plan().tasks())
            enter(std::string(handle.plan().key(Node(task))), task);
    }

    [[nodiscard]] LiveOrder& it() noexcept { return order_; }
    [[nodiscard]] const LiveOrder& it() const noexcept { return order_; }
    [[nodiscard]] bool has(std::string_view key) const { return tasks_.contains(key); }
    [[nodiscard]] const std::string& key(TaskId task) const { return keys_.at(task.index()); }

    void add(const std::string& key) {
        if (has(key)) throw Error("duplicate_key", "there is a task \"" + key + "\" already");
        enter(key, order_.add_task());
    }
    void remove(std::string_view key) {
        order_.remove_task(task(key));
        tasks_.erase(tasks_.find(key));
    }
    /// @throws UnknownKey
    [[nodiscard]] TaskId task(std::string_view key) const {
        if (const auto found = tasks_.find(key); found != tasks_.end()) return found->second;
        throw UnknownKey("task", key, {});
    }
    /// The newest link from one task to another.
    /// @throws UnknownKey
    [[nodiscard]] DependencyId link(std::string_view from, std::string_view to) const {
        const TaskId target = task(to);
        for (DependencyId link = order_.first_out(task(from)); link.is_valid();
             link = order_.next_out(link)) {
            if (order_.successor(link) == target) return link;
        }
        throw UnknownKey("link", std::string(from) + " -> " + std::string(to), {});
    }
    template <class Range>
    [[nodiscard]] py::list keys(const Range& tasks) const {
        py::list list;
        for (const TaskId each : tasks) list.append(text(key(each)));
        return list;
    }

private:
    void enter(std::string key, TaskId task) {
        keys_.resize(task.index() + 1);
        keys_[task.index()] = key;
        tasks_.emplace(std::move(key), task);
    }

    LiveOrder order_;
    std::map<std::string, TaskId, std::less<>> tasks_;
    std::vector<std::string> keys_;
};

using LiveType = py::class_<KeyedOrder>;

void bind_edits(LiveType& type) {
    type.def(
        "add_task",
        [](KeyedOrder& order, const py::str& key) { order.add(std::string(view(key))); },
        py::arg("key"), R"(Adds a task, last in the order.

Raises:
    Error: There is such a task already; the code is `duplicate_key`.)");
    type.def(
        "remove_task", [](KeyedOrder& order, const py::str& key) { order.remove(view(key)); },
        py::arg("key"), R"(Removes a task and its links.

Raises:
    UnknownKey: There is no such task.)");
    type.def(
        "add_link",
        [](KeyedOrder& order, const py::str& predecessor, const py::str& successor) -> py::object {
            const LinkAnswer answer =
                order.it().add_link(order.task(view(predecessor)), order.task(view(successor)));
            if (answer.is_accepted()) return py::none();
            return order.keys(answer.circle);
        },
        py::arg("predecessor"), py::arg("successor"),
        R"(Adds a link unless it would close a circle. Several links may lead from one task to another.

Returns:
    None; or the circle that the link would have closed, its successor first, its predecessor last,
    and nothing has changed then.

Raises:
    UnknownKey: There is no such task.)");
    type.def(
        "remove_link",
        [](KeyedOrder& order, const py::str& predecessor, const py::str& successor) {
            order.it().remove_link(order.link(view(predecessor), view(successor)));
        },
        py::arg("predecessor"), py::arg("successor"),
        R"(Removes the newest link from one task to another.

Raises:
    UnknownKey: There is no such link.)");
}

void bind_questions(LiveType& type) {
    type.def("__len__", [](const KeyedOrder& order) { return order.it().task_count(); });
    type.def("__contains__", [](const KeyedOrder& order, const py::object& key) {
        return py::isinstance<py::str>(key) && order.has(view(py::str(key)));
    });
    type.def("__iter__",
             [](const KeyedOrder& order) { return py::iter(order.keys(order.it().tasks())); });
    type.def_property_readonly(
        "tasks", [](const KeyedOrder& order) { return order.keys(order.it().tasks()); },
        "The keys of all tasks, in order.");
    type.def_property_readonly(
        "link_count", [](const KeyedOrder& order) { return order.it().link_count(); },
        "How many links there are.");
    type.def_property_readonly(
        "moved", [](const KeyedOrder& order) { return order.keys(order.it().moved()); },
        "The keys of the tasks that the last add_link moved, in their new order.");
    type.def(
        "before",
        [](const KeyedOrder& order, const py::str& a, const py::str& b) {
            return order.it().before(order.task(view(a)), order.task(view(b)));
        },
        py::arg("a"), py::arg("b"), R"(Whether one task stands before another.

Raises:
    UnknownKey: There is no such task.)");
}

}  // namespace

void bind_live_order(py::module_& module) {
    LiveType type = called_class<KeyedOrder>(
        module, "LiveOrder",
        R"(Tasks and links under edits, in an order in which every link runs forward.

`LiveOrder()` begins with nothing, `LiveOrder(order)` with the tasks and links of a plan. The order
depends on the edits and on nothing else.)",
        [](const OrderHandle* order) {
            return order == nullptr ? KeyedOrder() : KeyedOrder(*order);
        },
        py::arg("order") = py::none());
    bind_edits(type);
    bind_questions(type);
    type.def("__repr__", [](const KeyedOrder& order) {
        return "<planloom.LiveOrder: " + std::to_string(order.it().task_count()) + " tasks, " +
               std::to_string(order.it().link_count()) + " links>";
    });
}

}  // namespace planloom::python
