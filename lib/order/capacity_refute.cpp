#include "capacity_bounds.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

/// How many times the windows may be narrowed to a fixed point, in all.
constexpr std::size_t most_propagations = 20'000;
/// Only then are single starts refuted, and energies of all windows summed.
constexpr std::size_t most_for_shaving = 64;

/// Between when and when each activity can start.
struct Windows {
    std::vector<Minutes> first;
    std::vector<Minutes> last;
};

/// Tries to show that no schedule ends by some finish, by narrowing the windows in which activities
/// can start until one is empty (destructive improvement: Klein and Scholl 1999,
/// doi:10.1016/S0377-2217(97)00442-6).
class Refuter {
public:
    Refuter(const CapacityKernel& kernel, const Disjunctions& disjunctions)
        : kernel_(kernel), times_(kernel), uses_(kernel.steps.size()) {
        for (std::uint32_t i = 0; i < kernel.count(); ++i) {
            for (const KernelDemand& demand : kernel.demands[i])
                uses_[demand.resource].push_back({i, demand.amount});
            for (std::uint32_t j = 0; j < kernel.count(); ++j) {
                if (i < j && disjunctions.are_disjoint(i, j)) pairs_.emplace_back(i, j);
            }
        }
    }

    bool refutes(Minutes finish) {
        Windows windows;
        windows.first = times_.head;
        for (std::size_t i = 0; i < kernel_.count(); ++i)
            windows.last.push_back(finish - times_.tail[i]);
        if (!narrow(windows)) return true;
        if (kernel_.count() > most_for_shaving) return false;
        return !have_enough_energy(windows) || !shave(windows) || !have_enough_energy(windows);
    }
    [[nodiscard]] bool is_exhausted() const { return propagations_ >= most_propagations; }

private:
    struct Use {
        std::uint32_t activity = 0;
        std::int64_t amount = 0;
    };
    struct Segment {
        Minutes from = 0;
        std::int64_t free = 0;
    };

    bool narrow(Windows& windows);
    bool narrow_by_arcs(Windows& windows);
    bool narrow_by_pairs(Windows& windows);
    bool narrow_by_usage(Windows& windows);
    void find_segments(const Windows& windows, std::size_t resource);
    void move_first(Windows& windows, const Use& use, Minutes part_from, Minutes part_to);
    void move_last(Windows& windows, const Use& use, Minutes part_from, Minutes part_to);
    [[nodiscard]] bool have_enough_energy(const Windows& windows) const;
    [[nodiscard]] std::int64_t energy_inside(const Windows& windows, std::size_t resource,
                                             Minutes from, Minutes to) const;
    bool shave(Windows& windows);

    const CapacityKernel& kernel_;
    KernelTimes times_;
    std::vector<std::vector<Use>> uses_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
    std::vector<Segment> segments_;
    std::vector<Segment> changes_;
    std::size_t propagations_ = 0;
    bool has_changed_ = false;
};

/// @return false if some window is empty
bool Refuter::narrow(Windows& windows) {
    ++propagations_;
    for (std::size_t i = 0; i < kernel_.count(); ++i) {
        if (windows.first[i] > windows.last[i]) return false;
    }
    do {
        // Usage costs most, so it waits until pairs have no more to say.
        do {
            has_changed_ = false;
            if (!narrow_by_arcs(windows) || !narrow_by_pairs(windows)) return false;
        } while (has_changed_);
        if (!narrow_by_usage(windows)) return false;
    } while (has_changed_);
    return true;
}

bool Refuter::narrow_by_arcs(Windows& windows) {
    for (std::size_t i = 0; i < kernel_.count(); ++i) {
        for (const KernelLink& link : kernel_.before[i])
            windows.first[i] =
                std::max(windows.first[i], windows.first[link.activity] + link.weight);
        if (windows.first[i] > windows.last[i]) return false;
    }
    for (std::size_t i = kernel_.count(); i-- > 0;) {
        for (const KernelLink& link : kernel_.before[i])
            windows.last[link.activity] =
                std::min(windows.last[link.activity], windows.last[i] - link.weight);
    }
    return true;
}

bool Refuter::narrow_by_pairs(Windows& windows) {
    const auto put_before = [&](std::size_t one, std::size_t other) {
        const Minutes first = windows.first[one] + kernel_.duration[one];
        if (windows.first[other] < first) {
            windows.first[other] = first;
            has_changed_ = true;
        }
        const Minutes last = windows.last[other] - kernel_.duration[one];
        if (windows.last[one] > last) {
            windows.last[one] = last;
            has_changed_ = true;
        }
        return windows.first[other] <= windows.last[other] &&
               windows.first[one] <= windows.last[one];
    };
    for (const auto& [one, other] : pairs_) {
        const bool can_lead = windows.first[one] + kernel_.duration[one] <= windows.last[other];
        const bool can_follow = windows.first[other] + kernel_.duration[other] <= windows.last[one];
        if (can_lead && can_follow) continue;
        if (!can_lead && !can_follow) return false;
        if (!(can_lead ? put_before(one, other) : put_before(other, one))) return false;
    }
    return true;
}

/// What the capacity leaves beside the parts in which activities run wherever they start.
void Refuter::find_segments(const Windows& windows, std::size_t resource) {
    changes_.clear();
    std::int64_t before = 0;
    for (const CapacityStep& step : kernel_.steps[resource]) {
        changes_.push_back({step.time, step.capacity - before});
        before = step.capacity;
    }
    for (const Use& use : uses_[resource]) {
        const Minutes from = windows.last[use.activity];
        const Minutes to = windows.first[use.activity] + kernel_.duration[use.activity];
        if (from >= to) continue;
        changes_.push_back({from, -use.amount});
        changes_.push_back({to, use.amount});
    }
    std::sort(changes_.begin(), changes_.end(),
              [](const Segment& a, const Segment& b) { return a.from < b.from; });
    segments_.assign(1, {since_ever, 0});
    for (const Segment& change : changes_) {
        if (segments_.back().from != change.from)
            segments_.push_back({change.from, segments_.back().free});
        segments_.back().free += change.free;
    }
}

void Refuter::move_first(Windows& windows, const Use& use, Minutes part_from, Minutes part_to) {
    const Minutes duration = kernel_.duration[use.activity];
    Minutes& first = windows.first[use.activity];
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        const Minutes end = i + 1 < segments_.size() ? segments_[i + 1].from : no_start;
        if (end <= first) continue;
        if (segments_[i].from >= first + duration || first > windows.last[use.activity]) return;
        // The activity's own part is no obstacle to itself.
        const bool is_own = segments_[i].from >= part_from && end <= part_to;
        if (segments_[i].free + (is_own ? use.amount : 0) >= use.amount) continue;
        first = end;
        has_changed_ = true;
    }
}

void Refuter::move_last(Windows& windows, const Use& use, Minutes part_from, Minutes part_to) {
    const Minutes duration = kernel_.duration[use.activity];
    Minutes& last = windows.last[use.activity];
    for (std::size_t i = segments_.size(); i-- > 0;) {
        const Minutes end = i + 1 < segments_.size() ? segments_[i + 1].from : no_start;
        if (segments_[i].from >= last + duration) continue;
        if (end <= last || last < windows.first[use.activity]) return;
        const bool is_own = segments_[i].from >= part_from && end <= part_to;
        if (segments_[i].free + (is_own ? use.amount : 0) >= use.amount) continue;
        // Before the first segment there is nothing to fall back to.
        last = segments_[i].from == since_ever ? windows.first[use.activity] - 1
                                               : segments_[i].from - duration;
        has_changed_ = true;
    }
}

bool Refuter::narrow_by_usage(Windows& windows) {
    for (std::size_t resource = 0; resource < uses_.size(); ++resource) {
        find_segments(windows, resource);
        for (const Use& use : uses_[resource]) {
            const Minutes part_from = windows.last[use.activity];
            const Minutes part_to = windows.first[use.activity] + kernel_.duration[use.activity];
            move_first(windows, use, part_from, part_to);
            move_last(windows, use, part_from, part_to);
            if (windows.first[use.activity] > windows.last[use.activity]) return false;
        }
    }
    return true;
}

/// Energetic reasoning: in every span of time the work that must fall into it fits (Baptiste, Le
/// Pape and Nuijten 1999, doi:10.1023/A:1018995000688).
bool Refuter::have_enough_energy(const Windows& windows) const {
    std::vector<Minutes> starts;
    std::vector<Minutes> tos;
    for (std::size_t resource = 0; resource < uses_.size(); ++resource) {
        // With steps, the largest capacity is taken, which keeps the bound true.
        std::int64_t capacity = 0;
        for (const CapacityStep& step : kernel_.steps[resource])
            capacity = std::max(capacity, step.capacity);
        starts.clear();
        tos.clear();
        for (const Use& use : uses_[resource]) {
            const Minutes first = windows.first[use.activity];
            const Minutes last = windows.last[use.activity];
            starts.insert(starts.end(), {first, last});
            tos.insert(tos.end(), {first + kernel_.duration[use.activity],
                                   last + kernel_.duration[use.activity]});
        }
        for (std::vector<Minutes>* times : {&starts, &tos}) {
            std::sort(times->begin(), times->end());
            times->erase(std::unique(times->begin(), times->end()), times->end());
        }
        for (const Minutes from : starts) {
            for (const Minutes to : tos) {
                if (to > from &&
                    energy_inside(windows, resource, from, to) > (to - from) * capacity)
                    return false;
            }
        }
    }
    return true;
}

/// The least work on a resource that falls between two times.
std::int64_t Refuter::energy_inside(const Windows& windows, std::size_t resource, Minutes from,
                                    Minutes to) const {
    std::int64_t energy = 0;
    for (const Use& use : uses_[resource]) {
        const Minutes duration = kernel_.duration[use.activity];
        const Minutes inside =
            std::min({to - from, duration, windows.first[use.activity] + duration - from,
                      to - windows.last[use.activity]});
        if (inside > 0) energy += inside * use.amount;
    }
    return energy;
}

/// Refutes single starts at either end of each window, until none can be refuted.
bool Refuter::shave(Windows& windows) {
    bool is_better = true;
    while (is_better && !is_exhausted()) {
        is_better = false;
        for (std::size_t i = 0; i < kernel_.count(); ++i) {
            for (const bool is_front : {true, false}) {
                // A success doubles what is tried next.
                for (Minutes width = 0; !is_exhausted(); width = 2 * width + 1) {
                    if (windows.first[i] + width >= windows.last[i]) break;
                    Windows trial = windows;
                    if (is_front) {
                        trial.last[i] = trial.first[i] + width;
                    } else {
                        trial.first[i] = trial.last[i] - width;
                    }
                    if (narrow(trial)) break;
                    if (is_front) {
                        windows.first[i] += width + 1;
                    } else {
                        windows.last[i] -= width + 1;
                    }
                    is_better = true;
                    if (!narrow(windows)) return false;
                }
            }
        }
    }
    return true;
}

}  // namespace

Minutes destructive_bound(const CapacityKernel& kernel, const Disjunctions& disjunctions,
                          Minutes least, Minutes known) {
    Refuter refuter(kernel, disjunctions);
    // No schedule ends before `least`; from `known` on none is sought.
    while (least < known && !refuter.is_exhausted()) {
        const Minutes middle = least + (known - 1 - least) / 2;
        if (refuter.refutes(middle)) {
            least = middle + 1;
        } else {
            known = middle;
        }
    }
    return least;
}

}  // namespace planloom
