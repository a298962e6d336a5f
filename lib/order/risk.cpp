#include <planloom/order/risk.hpp>

#include "quantile_table.hpp"
#include "risk_maker.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace planloom {
namespace {

/// The number of the sample, from 1, up to which a share of them has finished.
std::size_t rank(double share, std::size_t count) {
    const double place = std::ceil(share * static_cast<double>(count) - 1e-9);
    return std::clamp(static_cast<std::size_t>(std::max(place, 1.0)), std::size_t{1}, count);
}

/// The probabilities of a binomial variable around its mode, as far as they count.
struct Binomial {
    std::size_t first = 0;
    std::vector<double> probability;

    Binomial(std::size_t count, double share) {
        constexpr double negligible = 1e-18;
        const auto n = static_cast<double>(count);
        const auto mode = std::min(count, static_cast<std::size_t>((n + 1) * share));
        std::vector<double> below;
        double weight = 1;
        for (std::size_t k = mode; k > 0 && weight > negligible; --k) {
            const auto at = static_cast<double>(k);
            weight *= at * (1 - share) / ((n - at + 1) * share);
            below.push_back(weight);
        }
        first = mode - below.size();
        probability.assign(below.rbegin(), below.rend());
        probability.push_back(1);
        weight = 1;
        for (std::size_t k = mode; k < count && weight > negligible; ++k) {
            const auto at = static_cast<double>(k);
            weight *= (n - at) * share / ((at + 1) * (1 - share));
            probability.push_back(weight);
        }
        double sum = 0;
        for (const double each : probability) sum += each;
        for (double& each : probability) each /= sum;
    }
};

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

}  // namespace

std::string_view word(Distribution distribution) noexcept {
    static constexpr std::array<std::string_view, 4> all = {"pert", "triangular", "uniform",
                                                            "lognormal"};
    return all[static_cast<std::size_t>(distribution)];
}

namespace detail {

Interval<std::size_t> rank_interval(double share, std::size_t count, double confidence) {
    if (share <= 0) return {1, 1};
    if (share >= 1) return {count, count};
    const Binomial binomial(count, share);
    const double outside = (1 - confidence) / 2;
    Interval<std::size_t> ranks{1, count};
    double below = 0;
    for (std::size_t i = 0; i < binomial.probability.size(); ++i) {
        below += binomial.probability[i];
        if (below > outside) break;
        ranks.low = binomial.first + i + 1;
    }
    double above = 0;
    for (std::size_t i = binomial.probability.size(); i-- > 0;) {
        above += binomial.probability[i];
        if (above > outside) break;
        ranks.high = binomial.first + i;
    }
    ranks.low = std::clamp<std::size_t>(ranks.low, 1, count);
    ranks.high = std::clamp<std::size_t>(ranks.high, 1, count);
    return ranks;
}

}  // namespace detail

Minutes FinishDistribution::percentile(double share) const {
    PLANLOOM_EXPECTS(!samples_.empty() && share >= 0 && share <= 1);
    return samples_[rank(share, samples_.size()) - 1];
}

Interval<Minutes> FinishDistribution::percentile_interval(double share) const {
    PLANLOOM_EXPECTS(!samples_.empty() && share >= 0 && share <= 1);
    const auto ranks = detail::rank_interval(share, samples_.size(), confidence_);
    return {samples_[ranks.low - 1], samples_[ranks.high - 1]};
}

Probability FinishDistribution::probability_by(Minutes moment) const {
    PLANLOOM_EXPECTS(!samples_.empty());
    const auto n = static_cast<double>(samples_.size());
    const double met = static_cast<double>(
        std::upper_bound(samples_.begin(), samples_.end(), moment) - samples_.begin());
    const double z = -detail::normal_quantile((1 - confidence_) / 2);
    const double share = met / n;
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half =
        z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {
        share,
        {met == 0 ? 0 : std::max(0.0, middle - half), met == n ? 1 : std::min(1.0, middle + half)}};
}

std::optional<Probability> FinishDistribution::on_time() const {
    if (!deadline_.is_set() || samples_.empty()) return std::nullopt;
    return probability_by(deadline_.minutes());
}

Risk schedule_risk(const Schedule& schedule, const RiskOptions& options, Monitor* monitor) {
    return RiskMaker(schedule, options, monitor).make();
}

std::string to_string(const FinishDistribution& finish, const Schedule& schedule) {
    if (finish.samples().empty()) return "nothing to finish\n";
    std::string text;
    for (const int percent : {10, 50, 80, 90, 95}) {
        const double share = percent / 100.0;
        const Interval<Minutes> interval = finish.percentile_interval(share);
        text += "P" + std::to_string(percent) + "  " +
                padded(schedule.text(finish.percentile(share)), 18) + schedule.text(interval.low) +
                " .. " + schedule.text(interval.high) + "\n";
    }
    const WorkTime& work = schedule.graph().plan().head().work;
    return text + "mean " + format_duration(std::llround(finish.mean()), work) + ", deviation " +
           format_duration(std::llround(finish.deviation()), work) + "\n";
}

}  // namespace planloom
