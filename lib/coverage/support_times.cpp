#include "support_times.hpp"

#include <planloom/model/views.hpp>

#include "../graph/forest.hpp"
#include "../graph/handed_down.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

bool carries(Role role) noexcept {
    return role == Role::lead || role == Role::co_lead || role == Role::responsible ||
           role == Role::implement;
}

std::uint32_t join(std::uint32_t a, std::uint32_t b) noexcept {
    if (a == b || b == no_fact) return a;
    return a == no_fact ? b : many_facts;
}

/// The day on which a task is finished where no duration says it.
Date due_day(const TaskView& task) {
    return task.must_finish().is_set() ? task.must_finish() : task.due().date;
}

bool starts(LinkType type) noexcept {
    return type == LinkType::start_to_start || type == LinkType::start_to_finish;
}

bool ends_at_finish(LinkType type) noexcept {
    return type == LinkType::finish_to_finish || type == LinkType::start_to_finish;
}

}  // namespace

Minutes end_of_day(Date day) {
    return DateTime(day, minutes_of_day).minutes();
}

bool says_time(const Plan& plan, TaskId task) noexcept {
    const TaskView row = plan.task(task);
    return row.duration() || due_day(row).is_set() || row.actual_finish().is_set();
}

FactNet::FactNet(const SupportFormulas& formulas, const Schedule* schedule, bool is_timed)
    : formulas_(&formulas),
      graph_(&formulas.graph()),
      schedule_(schedule),
      is_timed_(is_timed),
      node_count_(graph_->task_count()) {
    const TaskTable& table = graph_->plan().task_table();
    has_durations_ = schedule != nullptr && !table.duration.stored().empty();
    lead_fact_.assign(table.count, no_fact);
    time_fact_.assign(table.count, no_fact);
    basis_.assign(table.count, Basis::nothing);
    is_fixed_.assign(table.count, 0);
    is_held_at_finish_.assign(table.count, 0);
    is_open_.assign(table.count, 0);
    may_be_earlier_.assign(table.count, 0);
    find_leads();
    if (!is_timed) return;
    find_times();
    if (!has_durations_) return;
    add_links();
    find_earlier();
    const std::vector<OpenEnds> ends = open_ends(std::vector<bool>(facts_.size(), false));
    for (std::size_t task = 0; task < table.count; ++task)
        is_open_[task] =
            (basis_[task] == Basis::start ? ends[task].start : ends[task].finish) != no_fact;
}

void FactNet::find_leads() {
    const Plan& plan = graph_->plan();
    const AssignmentTable& table = plan.assignment_table();
    IdSet<TaskId> carried(plan.tasks().size());
    bool has_carriers = false;
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!carries(table.role[row])) continue;
        carried.insert(table.task[row]);
        has_carriers = true;
    }
    if (!has_carriers) return;
    for (const TaskId task : parents_first(*graph_, plan.tasks())) {
        if (carried.contains(graph_->parent(task))) carried.insert(task);
        if (carried.contains(task) || !graph_->is_leaf(task) || !plan.task(task).is_open() ||
            formulas_->is_cancelled(task))
            continue;
        lead_fact_[task.index()] = static_cast<std::uint32_t>(facts_.size());
        facts_.push_back({task, FactField::lead});
    }
}

void FactNet::find_times() {
    for (const TaskId task : graph_->plan().tasks())
        if (graph_->is_leaf(task) && !formulas_->is_cancelled(task)) tell_time(task);
}

void FactNet::tell_time(TaskId task) {
    const TaskView row = graph_->plan().task(task);
    Basis& basis = basis_[task.index()];
    const auto ask = [&](FactField field) {
        time_fact_[task.index()] = static_cast<std::uint32_t>(facts_.size());
        facts_.push_back({task, field});
    };
    if (!row.is_open() || row.actual_finish().is_set()) {
        basis = Basis::done;
        is_fixed_[task.index()] = 1;
    } else if (row.is_ongoing()) {
        basis = Basis::start;
    } else if (has_durations_) {
        basis = Basis::finish;
        is_fixed_[task.index()] = row.must_start().is_set() || row.must_finish().is_set() ? 1 : 0;
        if (!row.duration() && !row.is_milestone() && !row.must_finish().is_set())
            ask(FactField::duration);
    } else {
        basis = Basis::due;
        if (due_day(row).is_set()) return;
        if (schedule_ != nullptr || !(row.duration() || row.is_milestone()))
            return ask(FactField::due);
        if (start_fact_ == no_fact) {
            start_fact_ = static_cast<std::uint32_t>(facts_.size());
            facts_.push_back({TaskId(), FactField::start});
        }
        time_fact_[task.index()] = start_fact_;
    }
}

bool FactNet::is_leaf_node(std::uint32_t node) const noexcept {
    return node < basis_.size() && graph_->is_leaf(TaskId(node));
}

void FactNet::add_arc(std::uint32_t from, std::uint32_t to, DependencyId row) {
    if (!row.is_valid()) return arcs_.push_back({from, to, false, false, true});
    const LinkType type = graph_->plan().dependency_table().type[row.index()];
    arcs_.push_back({from, to, starts(type), ends_at_finish(type), false});
}

void FactNet::add_links() {
    const DependencyTable& table = graph_->plan().dependency_table();
    const HandedDown links = hand_down(*graph_);
    node_count_ = links.node_count;
    const auto takes_part = [&](std::uint32_t node) {
        return node >= basis_.size() || !formulas_->is_cancelled(TaskId(node));
    };
    for (const HandedDownArc& arc : links.arcs)
        if (takes_part(arc.from) && takes_part(arc.to)) add_arc(arc.from, arc.to, arc.link);
    for (std::size_t row = 0; row < table.count; ++row) {
        const TaskId from = table.predecessor[row];
        if (!from.is_valid()) continue;
        if (table.max_lag[row] != no_minutes ||
            !graph_->plan().task_table().is_late.stored().empty())
            add_reversed(DependencyId(row));
    }
    sort_arcs();
    // Through gates a link holds what lies under its successor, so this goes down the ways too.
    std::vector<std::uint8_t> is_held(node_count_, 0);
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (const Arc& arc : arcs_) {
            const bool holds = arc.is_way ? is_held[arc.from] != 0 : arc.is_to_finish;
            if (!holds || is_held[arc.to] != 0) continue;
            is_held[arc.to] = 1;
            is_changed = has_circles_;
        }
    }
    std::copy_n(is_held.begin(), is_held_at_finish_.size(), is_held_at_finish_.begin());
}

/// A greatest lag, or a predecessor that is done as late as possible, makes the predecessor wait
/// for the successor.
void FactNet::add_reversed(DependencyId row) {
    const DependencyTable& table = graph_->plan().dependency_table();
    const TaskTable& tasks = graph_->plan().task_table();
    const auto middle = static_cast<std::uint32_t>(node_count_);
    bool is_used = false;
    const auto each_leaf = [&](TaskId top, auto&& visit) {
        std::vector<TaskId> open{top};
        while (!open.empty()) {
            const TaskId task = open.back();
            open.pop_back();
            if (graph_->is_leaf(task)) visit(task);
            const std::span<const TaskId> children = graph_->children(task);
            open.insert(open.end(), children.begin(), children.end());
        }
    };
    each_leaf(table.predecessor[row.index()], [&](TaskId leaf) {
        if (table.max_lag[row.index()] == no_minutes && tasks.is_late[leaf.index()] == 0) return;
        arcs_.push_back({middle, leaf.value(), false, true, false});
        is_used = true;
    });
    if (!is_used) return;
    ++node_count_;
    each_leaf(table.successor[row.index()], [&](TaskId leaf) {
        arcs_.push_back({leaf.value(), middle, false, true, false});
    });
}

void FactNet::sort_arcs() {
    std::vector<std::uint32_t> waiting(node_count_, 0), place(node_count_, 0), order;
    const auto rows = make_rows<TaskId, std::uint32_t>(
        node_count_, arcs_.size(), [&](std::size_t i) { return TaskId(arcs_[i].from); },
        [&](std::size_t i) { return arcs_[i].to; });
    for (const Arc& arc : arcs_) ++waiting[arc.to];
    order.reserve(node_count_);
    for (std::uint32_t node = 0; node < node_count_; ++node)
        if (waiting[node] == 0) order.push_back(node);
    for (std::size_t next = 0; next < order.size(); ++next)
        for (const std::uint32_t to : rows[TaskId(order[next])])
            if (--waiting[to] == 0) order.push_back(to);
    has_circles_ = order.size() < node_count_;
    for (std::uint32_t node = 0; node < node_count_ && has_circles_; ++node)
        if (waiting[node] > 0) order.push_back(node);
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<Arc> sorted;
    sorted.reserve(arcs_.size());
    std::vector<std::uint32_t> offsets(node_count_ + 1, 0);
    for (const Arc& arc : arcs_) ++offsets[place[arc.from] + 1];
    for (std::size_t i = 0; i < node_count_; ++i) offsets[i + 1] += offsets[i];
    sorted.resize(arcs_.size());
    for (const Arc& arc : arcs_) sorted[offsets[place[arc.from]]++] = arc;
    arcs_ = std::move(sorted);
}

void FactNet::find_earlier() {
    std::vector<Ends<std::uint8_t>> held(node_count_);
    const auto of = [&](std::uint32_t node) -> Ends<std::uint8_t> {
        const Ends<std::uint8_t>& own = held[node];
        if (!is_leaf_node(node)) return own;
        if (is_fixed_[node] != 0) return {};
        const bool is_pulled = is_held_at_finish_[node] != 0 && time_fact_[node] != no_fact;
        const bool is_late = own.start != 0 || own.finish != 0;
        return {static_cast<std::uint8_t>(is_late || is_pulled),
                static_cast<std::uint8_t>(is_late)};
    };
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (const Arc& arc : arcs_) {
            const Ends<std::uint8_t> from = of(arc.from);
            Ends<std::uint8_t>& to = held[arc.to];
            const Ends<std::uint8_t> before = to;
            if (arc.is_way) {
                to.start |= from.start;
                to.finish |= from.finish;
            } else {
                (arc.is_to_finish ? to.finish : to.start) |=
                    arc.is_from_start ? from.start : from.finish;
            }
            is_changed = is_changed ||
                         (has_circles_ && (before.start != to.start || before.finish != to.finish));
        }
    }
    for (std::uint32_t node = 0; node < basis_.size(); ++node)
        may_be_earlier_[node] = basis_[node] == Basis::start ? of(node).start : of(node).finish;
}

FactNet::OpenEnds FactNet::ends_of(std::uint32_t node, const OpenEnds& held,
                                   const std::vector<bool>& is_given) const {
    if (!is_leaf_node(node)) return held;
    if (is_fixed_[node] != 0 && time_fact_[node] == no_fact) return {no_fact, no_fact};
    const std::uint32_t fact = time_fact_[node];
    const std::uint32_t own = fact == no_fact || is_given[fact] ? no_fact : fact;
    if (is_fixed_[node] != 0) return {no_fact, own};
    std::uint32_t start = join(held.start, held.finish);
    if (is_held_at_finish_[node] != 0) start = join(start, own);
    return {start, join(start, own)};
}

std::vector<FactNet::OpenEnds> FactNet::open_ends(const std::vector<bool>& is_given) const {
    std::vector<OpenEnds> held(node_count_, OpenEnds{no_fact, no_fact});
    // An end changes at most twice, from nothing to one fact to many.
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (const Arc& arc : arcs_) {
            const OpenEnds from = ends_of(arc.from, held[arc.from], is_given);
            OpenEnds& to = held[arc.to];
            const OpenEnds before = to;
            if (arc.is_way) {
                to = {join(to.start, from.start), join(to.finish, from.finish)};
            } else {
                std::uint32_t& end = arc.is_to_finish ? to.finish : to.start;
                end = join(end, arc.is_from_start ? from.start : from.finish);
            }
            is_changed = is_changed ||
                         (has_circles_ && (before.start != to.start || before.finish != to.finish));
        }
    }
    for (std::uint32_t node = 0; node < basis_.size(); ++node)
        held[node] = ends_of(node, held[node], is_given);
    return held;
}

std::vector<std::uint32_t> FactNet::open_facts(const std::vector<bool>& is_given,
                                               bool with_times) const {
    std::vector<std::uint32_t> open(basis_.size(), no_fact);
    std::vector<OpenEnds> ends;
    if (with_times) ends = open_ends(is_given);
    for (const TaskId task : graph_->plan().tasks()) {
        const std::size_t at = task.index();
        if (!graph_->is_leaf(task) || formulas_->is_cancelled(task)) continue;
        const std::uint32_t lead = lead_fact_[at];
        if (lead != no_fact && !is_given[lead]) open[at] = lead;
        if (!with_times || due_day(graph_->plan().task(task)).is_set()) continue;
        open[at] = join(open[at], basis_[at] == Basis::start ? ends[at].start : ends[at].finish);
    }
    return open;
}

std::vector<std::uint64_t> FactNet::marks_of_facts(std::span<const std::uint64_t> marks,
                                                   bool with_times) const {
    std::vector<std::uint64_t> of_facts(facts_.size(), 0);
    std::vector<Ends<std::uint64_t>> ends(node_count_);
    const auto into = [&](std::uint32_t node) -> Ends<std::uint64_t> {
        const Ends<std::uint64_t>& own = ends[node];
        if (!is_leaf_node(node)) return own;
        if (is_fixed_[node] != 0) return {};
        return {own.start | own.finish, own.start | own.finish};
    };
    for (std::uint32_t node = 0; node < basis_.size(); ++node) {
        if (marks[node] == 0 || !is_leaf_node(node)) continue;
        if (lead_fact_[node] != no_fact) of_facts[lead_fact_[node]] |= marks[node];
        if (!with_times || due_day(graph_->plan().task(TaskId(node))).is_set()) continue;
        (basis_[node] == Basis::start ? ends[node].start : ends[node].finish) |= marks[node];
    }
    if (!with_times) return of_facts;
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (std::size_t i = arcs_.size(); i-- > 0;) {
            const Arc& arc = arcs_[i];
            const Ends<std::uint64_t> to = into(arc.to);
            Ends<std::uint64_t>& from = ends[arc.from];
            const Ends<std::uint64_t> before = from;
            if (arc.is_way) {
                from.start |= to.start;
                from.finish |= to.finish;
            } else {
                (arc.is_from_start ? from.start : from.finish) |=
                    arc.is_to_finish ? to.finish : to.start;
            }
            is_changed =
                is_changed ||
                (has_circles_ && (before.start != from.start || before.finish != from.finish));
        }
    }
    for (std::uint32_t node = 0; node < basis_.size(); ++node) {
        if (time_fact_[node] == no_fact) continue;
        of_facts[time_fact_[node]] |=
            ends[node].finish | (is_held_at_finish_[node] != 0 ? ends[node].start : 0);
    }
    return of_facts;
}

Span FactNet::span_of(TaskId task) const {
    const std::size_t at = task.index();
    const TaskView row = graph_->plan().task(task);
    const bool takes_part = schedule_ != nullptr && schedule_->takes_part(task);
    const Minutes finish = takes_part ? schedule_->early_finish()[at] : from_the_start;
    const Date due = due_day(row);
    const auto certain = [](Minutes moment) { return Span{moment, moment, moment}; };
    const auto open_from = [&](Minutes moment) {
        return Span{may_be_earlier_[at] != 0 ? schedule_->start() : moment, never, moment};
    };
    Span span = open_from(finish);
    switch (basis_[at]) {
        case Basis::nothing:
            return certain(never);
        case Basis::done:
            return certain(finish);
        case Basis::start: {
            const Minutes start = takes_part ? schedule_->early_start()[at] : from_the_start;
            span = is_open_[at] == 0 ? certain(start) : open_from(start);
            break;
        }
        case Basis::finish:
            if (is_open_[at] == 0)
                span = certain(finish);
            else if (due.is_set())
                span = certain(std::max(finish, end_of_day(due)));
            break;
        case Basis::due:
            if (due.is_set()) span = certain(std::max(finish, end_of_day(due)));
            break;
    }
    if (lead_fact_[at] != no_fact) span.most = never;
    return span;
}

Minutes FactNet::done_with_parts(TaskId task, std::span<const Span> spans) const {
    if (const Date day = graph_->plan().task(task).actual_finish(); day.is_set())
        return end_of_day(day);
    Minutes finish = schedule_ != nullptr ? schedule_->start() : from_the_start;
    for (const TaskId child : graph_->children(task))
        if (graph_->plan().task(child).status() == TaskStatus::done)
            finish = std::max(finish, spans[child.index()].least);
    return finish;
}

std::vector<Span> FactNet::spans() const {
    std::vector<Span> spans(basis_.size());
    std::vector<TaskId> order = parents_first(*graph_, graph_->plan().tasks());
    for (std::size_t i = order.size(); i-- > 0;) {
        const TaskId task = order[i];
        Span& span = spans[task.index()];
        if (formulas_->is_cancelled(task)) {
            span = {never, never, never};
        } else if (graph_->is_leaf(task)) {
            span = span_of(task);
        } else if (!graph_->plan().task(task).is_open()) {
            const Minutes finish = done_with_parts(task, spans);
            span = {finish, finish, finish};
        } else {
            span = {from_the_start, from_the_start, from_the_start};
            for (const TaskId child : graph_->children(task)) {
                if (formulas_->is_cancelled(child)) continue;
                span.least = std::max(span.least, spans[child.index()].least);
                span.most = std::max(span.most, spans[child.index()].most);
                span.well = std::max(span.well, spans[child.index()].well);
            }
        }
    }
    return spans;
}

}  // namespace planloom::coverage
