#include <planloom/order/chain.hpp>

#include "chain_flow.hpp"

#include <algorithm>

namespace planloom {

Width width(const Order& order, const WidthOptions& options, Monitor* monitor) {
    Width answer;
    std::span<const TaskId> largest;
    for (std::size_t wave = 0; wave < order.wave_count(); ++wave)
        if (order.wave(wave).size() > largest.size()) largest = order.wave(wave);

    ChainFlow flow(order.graph(), options.links, monitor);
    // A wave is an antichain, so fewer chains than its tasks there cannot be.
    flow.run(largest.size());
    answer.chains = flow.chains();
    answer.antichain = flow.cut();
    if (answer.antichain.size() < largest.size())
        answer.antichain.assign(largest.begin(), largest.end());
    std::sort(answer.antichain.begin(), answer.antichain.end());
    return answer;
}

}  // namespace planloom
