#include <planloom/core/contract.hpp>
#include <planloom/order/live_schedule.hpp>

#include "live_state.hpp"

namespace planloom {

LiveSchedule::LiveSchedule(const PlanGraph& graph, const ScheduleOptions& options, Monitor* monitor)
    : state_(std::make_unique<detail::LiveState>(graph, options, monitor)) {}

LiveSchedule::LiveSchedule(LiveSchedule&&) noexcept = default;
LiveSchedule& LiveSchedule::operator=(LiveSchedule&&) noexcept = default;
LiveSchedule::~LiveSchedule() = default;

LinkAnswer LiveSchedule::add_link(TaskId predecessor, TaskId successor, const Link& link) {
    PLANLOOM_EXPECTS(has(predecessor) && has(successor));
    return state_->add_link(predecessor, successor, link);
}

void LiveSchedule::remove_link(DependencyId link) {
    PLANLOOM_EXPECTS(has(link));
    state_->remove_link(link);
}

void LiveSchedule::set_duration(TaskId task, Minutes duration) {
    PLANLOOM_EXPECTS(has(task) && duration >= 0);
    state_->set_duration(task, duration);
}

void LiveSchedule::set_start_no_earlier(TaskId task, Date date) {
    PLANLOOM_EXPECTS(has(task) && has_dates());
    state_->set_start_no_earlier(task, date);
}

TaskId LiveSchedule::add_task(Minutes duration) {
    PLANLOOM_EXPECTS(duration >= 0);
    return state_->add_task(duration);
}

void LiveSchedule::remove_task(TaskId task) {
    PLANLOOM_EXPECTS(has(task));
    state_->remove_task(task);
}

std::span<const TaskId> LiveSchedule::changed() const noexcept {
    return state_->changed();
}

std::uint64_t LiveSchedule::touched() const noexcept {
    return state_->touched();
}

const PlanGraph& LiveSchedule::graph() const noexcept {
    return state_->graph();
}

bool LiveSchedule::has_dates() const noexcept {
    return state_->network().has_dates;
}

bool LiveSchedule::has(TaskId task) const noexcept {
    return state_->has(task);
}

bool LiveSchedule::has(DependencyId link) const noexcept {
    return state_->has(link);
}

std::size_t LiveSchedule::task_count() const noexcept {
    return state_->task_count();
}

std::vector<TaskId> LiveSchedule::order() const {
    return state_->order();
}

std::span<const Minutes> LiveSchedule::early_start() const noexcept {
    return state_->early_start();
}

std::span<const Minutes> LiveSchedule::early_finish() const noexcept {
    return state_->early_finish();
}

Minutes LiveSchedule::start() const noexcept {
    return state_->start();
}

Minutes LiveSchedule::finish() const noexcept {
    return state_->finish();
}

Minutes LiveSchedule::length() const {
    const detail::Clock& clock = state_->network().clocks.front();
    return clock.work(finish()) - clock.work(start());
}

std::span<const Minutes> LiveSchedule::late_start() {
    return state_->whole().late_start();
}

std::span<const Minutes> LiveSchedule::late_finish() {
    return state_->whole().late_finish();
}

std::span<const Minutes> LiveSchedule::total_float() {
    return state_->whole().total_float();
}

std::span<const Minutes> LiveSchedule::free_float() {
    return state_->whole().free_float();
}

std::span<const Minutes> LiveSchedule::independent_float() {
    return state_->whole().independent_float();
}

bool LiveSchedule::is_critical(TaskId task) {
    PLANLOOM_EXPECTS(has(task));
    return state_->whole().is_critical(task);
}

}  // namespace planloom
