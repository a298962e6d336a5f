#include "capacity_generator.hpp"

#include <algorithm>

namespace planloom {

void ListMaker::make_feasible(std::vector<std::uint32_t>& list, const Links& before,
                              const Links& after) {
    place_.resize(kernel_.count());
    for (std::uint32_t i = 0; i < list.size(); ++i) place_[list[i]] = i;
    const auto is_late = [&](std::uint32_t activity) {
        const std::span<const KernelLink> links = before[activity];
        return std::any_of(links.begin(), links.end(), [&](const KernelLink& link) {
            return place_[link.activity] > place_[activity];
        });
    };
    if (std::none_of(list.begin(), list.end(), is_late)) return;
    using Places = std::vector<std::uint32_t>;
    std::priority_queue<std::uint32_t, Places, std::greater<>> next;
    waiting_.resize(kernel_.count());
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        waiting_[list[i]] = static_cast<std::uint32_t>(before[list[i]].size());
        if (waiting_[list[i]] == 0) next.push(i);
    }
    std::vector<std::uint32_t> ordered;
    ordered.reserve(list.size());
    while (!next.empty()) {
        const std::uint32_t activity = list[next.top()];
        next.pop();
        ordered.push_back(activity);
        for (const KernelLink& link : after[activity]) {
            if (--waiting_[link.activity] == 0) next.push(place_[link.activity]);
        }
    }
    list = std::move(ordered);
}

void ListMaker::take_keys(std::vector<std::uint32_t>& list) const {
    list.clear();
    for (const auto& key : keys_) list.push_back(key.second);
}

void ListMaker::list_by_start(std::span<const Minutes> start, std::vector<std::uint32_t>& list) {
    keys_.clear();
    for (std::uint32_t i = 0; i < start.size(); ++i) keys_.emplace_back(start[i], i);
    std::sort(keys_.begin(), keys_.end());
    take_keys(list);
    if (kernel_.has_overlaps) make_feasible(list, kernel_.before, kernel_.after);
}

void ListMaker::list_by_finish(std::span<const Minutes> start, std::vector<std::uint32_t>& list) {
    keys_.clear();
    for (std::uint32_t i = 0; i < start.size(); ++i)
        keys_.emplace_back(start[i] + kernel_.duration[i], i);
    std::sort(keys_.begin(), keys_.end(), std::greater<>());
    take_keys(list);
    if (kernel_.has_overlaps) make_feasible(list, kernel_.after, kernel_.before);
}

Minutes cost_of(const CapacityKernel& kernel, std::span<const Minutes> start) {
    Minutes finish = kernel.least_finish;
    std::size_t unplaced = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        if (start[i] == no_start) {
            ++unplaced;
        } else {
            finish = std::max(finish, start[i] + kernel.duration[i]);
        }
    }
    return unplaced == 0 ? finish : cost_of_unplaced(unplaced);
}

}  // namespace planloom
