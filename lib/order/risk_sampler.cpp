#include "risk_sampler.hpp"

#include <functional>

namespace planloom::detail {
namespace {

void add_to(std::vector<double>& to, const std::vector<double>& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

}  // namespace

void RiskSums::add(const RiskSums& other) {
    for (std::size_t i = 0; i < critical.size(); ++i) critical[i] += other.critical[i];
    add_to(duration, other.duration);
    add_to(duration_square, other.duration_square);
    add_to(product, other.product);
    end += other.end;
    end_square += other.end_square;
    infeasible += other.infeasible;
}

RiskScale::RiskScale(const RiskProgram& program, const RiskDurations& durations, double least_end,
                     double greatest_end, std::size_t samples)
    : middle(program.nodes.size()), step(program.nodes.size(), 1) {
    // A sum of as many products as there are samples stays below 2^53.
    int bits = 0;
    while ((std::size_t{1} << bits) < samples) ++bits;
    const int digits = (53 - bits) / 2;
    const double most = std::ldexp(1.0, digits) - 1;
    const auto step_for = [&](double reach) {
        double result = 1;
        while (reach * result > most) result /= 2;
        return result;
    };
    for (std::size_t place = 0; place < program.nodes.size(); ++place) {
        const DurationModel& model = durations.model(program.nodes[place].node);
        const auto least = static_cast<double>(model.least);
        const auto greatest = static_cast<double>(model.greatest);
        middle[place] = std::floor((least + greatest) / 2);
        step[place] = step_for(greatest - middle[place] + 1);
    }
    end_middle = std::floor((least_end + greatest_end) / 2);
    end_reach = std::max(1.0, greatest_end - end_middle + 1);
    end_step = step_for(end_reach);
}

RiskJob::RiskJob(const RiskProgram& all, const RiskDurations& models, const RiskScale& in,
                 bool is_sensitive)
    : program(all), durations(models), scale(in), has_sensitivity(is_sensitive) {
    for (std::uint32_t place = 0; place < all.nodes.size(); ++place) {
        if (!all.nodes[place].is_drawn) continue;
        drawn.push_back(place);
        const DurationModel& model = models.model(all.nodes[place].node);
        if (RiskDurations::is_step_draw(model))
            step_draws.push_back(RiskDurations::step_draw(model, place));
        else
            other_draws.push_back(place);
    }
    std::stable_sort(step_draws.begin(), step_draws.end(),
                     [](const StepDraw& a, const StepDraw& b) {
                         return std::less<const float*>()(a.row, b.row);
                     });
}

}  // namespace planloom::detail
