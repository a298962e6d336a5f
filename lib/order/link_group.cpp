#include "link_group.hpp"

#include <algorithm>
#include <tuple>

namespace planloom {

void LinkGroup::take(std::span<const DependencyId> links) {
    strongest_.fill(DependencyId());
    covered_maxima_.clear();
    if (links.size() < 2) return;
    bool has_maximum = false;
    for (const DependencyId link : links) {
        has_maximum = has_maximum || forces_.has_maximum(link);
        DependencyId& kept =
            strongest_[4U * static_cast<unsigned>(forces_.type(link)) +
                       (forces_.is_soft(link) ? 2U : 0U) + (forces_.is_elapsed(link) ? 1U : 0U)];
        const auto strength = [this](DependencyId each) {
            return std::pair(forces_.written_lag(each), forces_.has_maximum(each));
        };
        if (!kept.is_valid() || strength(link) > strength(kept)) kept = link;
    }
    if (has_maximum) cover_maxima(links);
}

/// Among links of one type and scale, sorted by their maximum, each is covered by one before it
/// that has no less lag.
void LinkGroup::cover_maxima(std::span<const DependencyId> links) {
    std::vector<DependencyId> sorted;
    for (const DependencyId link : links)
        if (forces_.has_maximum(link)) sorted.push_back(link);
    const auto kind = [this](DependencyId link) {
        return std::pair(forces_.type(link), forces_.is_elapsed(link));
    };
    const auto key = [&](DependencyId link) {
        return std::tuple(kind(link), forces_.maximum(link), -forces_.written_lag(link),
                          forces_.is_soft(link), link);
    };
    std::sort(sorted.begin(), sorted.end(),
              [&](DependencyId a, DependencyId b) { return key(a) < key(b); });
    Minutes hard = no_force;
    Minutes any = no_force;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i == 0 || kind(sorted[i]) != kind(sorted[i - 1])) hard = any = no_force;
        const Minutes lag = forces_.written_lag(sorted[i]);
        if (lag <= (forces_.is_soft(sorted[i]) ? any : hard)) covered_maxima_.push_back(sorted[i]);
        any = std::max(any, lag);
        if (!forces_.is_soft(sorted[i])) hard = std::max(hard, lag);
    }
    std::sort(covered_maxima_.begin(), covered_maxima_.end());
}

bool LinkGroup::is_covered(DependencyId link) const {
    if (forces_.has_maximum(link))
        return std::binary_search(covered_maxima_.begin(), covered_maxima_.end(), link);
    for (const DependencyId by : strongest_) {
        if (!by.is_valid() || by == link || !forces_.satisfies(link, by)) continue;
        const bool is_mutual = !forces_.has_maximum(by) && forces_.satisfies(by, link);
        if (!is_mutual || by < link) return true;
    }
    return false;
}

}  // namespace planloom
