// An order that stays valid while tasks and links come and go. For the order of a plan that does
// not change see <planloom/order/order.hpp>.
#pragma once

#include <planloom/core/contract.hpp>
#include <planloom/core/id.hpp>
#include <planloom/order/order.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace planloom {

/// What became of a link that was to be added.
struct LinkAnswer {
    /// The new link, or the id of nothing when it was refused.
    DependencyId link;
    /// The circle that a refused link would have closed: its successor first, its predecessor last;
    /// circle_links[i] leads from circle[i] to circle[i + 1]. Empty when the link was taken.
    std::vector<TaskId> circle;
    std::vector<DependencyId> circle_links;

    [[nodiscard]] bool is_accepted() const noexcept { return link.is_valid(); }
};

/// Tasks and links under edits, in an order in which every link runs forward. A link that would
/// close a circle is refused with the circle as its witness, and nothing has changed then. The
/// order depends on the edits and on nothing else. Ids of what was removed are not given out again.
///
/// A link is put in by an ordered two-way search that looks at no more than lies between its ends
/// (Haeupler, Kavitha, Mathew, Sen and Tarjan 2012, doi:10.1145/2071379.2071382), in an
/// order-maintenance list (Bender, Cole, Demaine, Farach-Colton and Zito 2002,
/// doi:10.1007/3-540-45749-6_17). Memory: 40 bytes a task and 24 bytes a link, of removed ones too.
class LiveOrder {
public:
    LiveOrder() = default;
    /// Starts from a plan: tasks and links have the ids that they have there. It holds links as
    /// they are written: under later edits, one on a summary task is not handed down.
    /// @complexity O(n + e) for n tasks and e links
    explicit LiveOrder(const Order& order);
    /// Starts from tasks 0 to n - 1 in an order, and links that run forward in it, from first to
    /// second; the links are numbered as they come.
    /// @complexity O(n + e)
    LiveOrder(std::span<const TaskId> order, std::span<const std::pair<TaskId, TaskId>> links);

    /// A new task, last in the order.
    /// @throws Error  `limit_rows` when there have been 2^32 - 1 tasks
    /// @complexity O(log n) amortised
    TaskId add_task();
    /// A new task, first in the order.
    /// @throws as add_task
    /// @complexity O(log n) amortised
    TaskId add_first_task();
    /// Removes a task and its links.
    /// @complexity O(links of the task)
    void remove_task(TaskId task);

    /// Adds a link unless it would close a circle. Several links may lead from one task to another.
    /// @throws Error  `limit_rows` when there have been 2^32 - 1 links
    /// @complexity O(1) when `predecessor` stands before `successor`; else O(sqrt(e) log n)
    /// amortised
    ///             over e links that are added and not removed
    LinkAnswer add_link(TaskId predecessor, TaskId successor);
    /// @complexity O(1)
    void remove_link(DependencyId link);

    [[nodiscard]] bool has(TaskId task) const noexcept {
        return task.index() < tasks_.size() && tasks_[task.index()].is_there;
    }
    [[nodiscard]] bool has(DependencyId link) const noexcept {
        return link.index() < links_.size() && links_[link.index()].from.is_valid();
    }
    [[nodiscard]] std::size_t task_count() const noexcept { return task_count_; }
    [[nodiscard]] std::size_t link_count() const noexcept { return link_count_; }

    /// Whether `a` stands before `b`. Both must be there.
    [[nodiscard]] bool before(TaskId a, TaskId b) const {
        PLANLOOM_EXPECTS(has(a) && has(b));
        return tasks_[a.index()].label < tasks_[b.index()].label;
    }
    /// The first task of the order, or the id of nothing.
    [[nodiscard]] TaskId first() const noexcept { return first_; }
    /// The task after, or the id of nothing.
    [[nodiscard]] TaskId next(TaskId task) const { return tasks_[task.index()].next; }
    /// The whole order.
    [[nodiscard]] std::vector<TaskId> tasks() const;

    /// The tasks that the last add_link moved, in their new order; valid until the next edit. Empty
    /// when the link ran forward or was refused.
    [[nodiscard]] std::span<const TaskId> moved() const noexcept { return moved_; }

    /// How many links all calls of add_link together have looked at, refused ones too.
    [[nodiscard]] std::uint64_t links_looked_at() const noexcept { return links_looked_at_; }

    // The links of a task, one after another: begin with first_out or first_in, go on with next_out
    // or next_in until the id is not valid. Newest first.
    [[nodiscard]] DependencyId first_out(TaskId task) const { return tasks_[task.index()].out; }
    [[nodiscard]] DependencyId first_in(TaskId task) const { return tasks_[task.index()].in; }
    [[nodiscard]] DependencyId next_out(DependencyId link) const {
        return links_[link.index()].next_out;
    }
    [[nodiscard]] DependencyId next_in(DependencyId link) const {
        return links_[link.index()].next_in;
    }
    [[nodiscard]] TaskId predecessor(DependencyId link) const { return links_[link.index()].from; }
    [[nodiscard]] TaskId successor(DependencyId link) const { return links_[link.index()].to; }

private:
    struct TaskRow {
        std::uint64_t label = 0;
        TaskId previous, next;
        DependencyId out, in;
        /// The task's place in met_, if `search` is the present one.
        std::uint32_t search_row = 0;
        std::uint32_t search = 0;
        bool is_there = false;
    };
    struct LinkRow {
        TaskId from, to;
        DependencyId previous_out, next_out, previous_in, next_in;
    };
    /// A task that the two-way search has met.
    struct Met {
        TaskId task;
        DependencyId via;    ///< the link by which it was met
        DependencyId ahead;  ///< the next link to look along
        bool is_forward = false;
    };
    struct Waiting {
        std::uint64_t label = 0;
        std::uint32_t row = 0;
    };
    static bool comes_later(Waiting a, Waiting b) noexcept { return a.label > b.label; }

    TaskId add_task_after(TaskId place);
    void spread_labels(std::span<const TaskId> order);
    void put_after(TaskId place, TaskId task) noexcept;
    void take_out(TaskId task) noexcept;
    void make_room(TaskId around) noexcept;
    void hook_in(DependencyId link) noexcept;

    [[nodiscard]] DependencyId find_joint(TaskId predecessor, TaskId successor);
    void begin_search();
    void meet(TaskId task, DependencyId via, bool is_forward);
    [[nodiscard]] const Met* met(TaskId task) const;
    [[nodiscard]] Met* front(std::vector<Waiting>& heap);
    [[nodiscard]] DependencyId step(Met* from);
    [[nodiscard]] LinkAnswer refuse(DependencyId joint) const;
    void rearrange(TaskId predecessor) noexcept;

    std::vector<TaskRow> tasks_;
    std::vector<LinkRow> links_;
    TaskId first_, last_;
    std::size_t task_count_ = 0;
    std::size_t link_count_ = 0;

    // Kept from one search to the next for their memory.
    std::uint32_t search_ = 0;
    std::uint64_t links_looked_at_ = 0;
    std::vector<Met> met_;
    std::vector<Waiting> forward_, backward_;
    std::vector<TaskId> moved_;
};

}  // namespace planloom
