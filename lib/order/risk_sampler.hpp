// Draws blocks of samples with several threads. What threads add up are whole numbers, so that the
// sums are the same however blocks are dealt out.
#pragma once

#include <planloom/core/monitor.hpp>

#include "risk_pass.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace planloom::detail {

/// Sums over samples, by place. Doubles that hold whole numbers below 2^53.
struct RiskSums {
    std::vector<std::uint32_t> critical;
    std::vector<double> duration, duration_square, product;
    double end = 0, end_square = 0;
    std::size_t infeasible = 0;

    explicit RiskSums(std::size_t places)
        : critical(places), duration(places), duration_square(places), product(places) {}
    void add(const RiskSums& other);
};

/// Durations and ends as whole numbers small enough to add up products of them.
struct RiskScale {
    /// By place: what durations are counted from, and in which steps.
    std::vector<double> middle, step;
    double end_middle = 0, end_step = 1, end_reach = 1;

    RiskScale(const RiskProgram& program, const RiskDurations& durations, double least_end,
              double greatest_end, std::size_t samples);
};

/// The finishes of all samples, row by row: the plan, then each target; no_moment where links did
/// not hold. On the axis of the program.
struct RiskFinishes {
    std::size_t samples = 0;
    std::vector<std::uint32_t> sources;  ///< of the rows after the first
    std::vector<Minutes> values;

    [[nodiscard]] std::span<Minutes> row(std::size_t number) {
        return std::span(values).subspan(number * samples, samples);
    }
};

/// What samplers share and do not change.
struct RiskJob {
    const RiskProgram& program;
    const RiskDurations& durations;
    const RiskScale& scale;
    bool has_sensitivity = true;
    /// Ordered by their rows, so that these stay near.
    std::vector<StepDraw> step_draws;
    /// The other places that are drawn.
    std::vector<std::uint32_t> other_draws;
    std::vector<std::uint32_t> drawn;

    RiskJob(const RiskProgram& all, const RiskDurations& models, const RiskScale& in,
            bool is_sensitive);
};

template <class Pass>
class RiskWorker {
public:
    explicit RiskWorker(const RiskJob& job)
        : job_(job), pass_(job.program, job.durations), sums_(job.program.nodes.size()) {}

    [[nodiscard]] const RiskSums& sums() const noexcept { return sums_; }

    void run(std::uint32_t block, RiskFinishes& finishes, std::size_t limit) {
        const RiskDurations& durations = job_.durations;
        durations.draw(job_.step_draws, block, pass_.durations(0));
        durations.draw_factors(block, room_);
        for (const std::uint32_t place : job_.other_draws)
            durations.draw(durations.model(job_.program.nodes[place].node), block, room_,
                           pass_.durations(place));
        Lanes<std::uint8_t> holds = pass_.forward();
        const std::size_t first = std::size_t{block} * lane_count;
        const std::size_t count = std::min(lane_count, limit - first);
        for (std::size_t i = 0; i < count; ++i) sums_.infeasible += holds[i] == 0 ? 1 : 0;
        const Lanes<typename Pass::Time> end = pass_.end();
        keep(finishes, 0, first, count, end.data(), holds);
        for (std::size_t row = 0; row < finishes.sources.size(); ++row)
            if (finishes.sources[row] != no_factor)
                keep(finishes, row + 1, first, count, pass_.finish(finishes.sources[row]), holds);
        for (std::size_t i = count; i < lane_count; ++i) holds[i] = 0;
        pass_.count_critical(end, holds, sums_.critical);
        add_durations(end, holds);
    }

private:
    static void keep(RiskFinishes& finishes, std::size_t row, std::size_t first, std::size_t count,
                     const typename Pass::Time* times, const Lanes<std::uint8_t>& holds) {
        const std::span<Minutes> to = finishes.row(row).subspan(first, count);
        for (std::size_t i = 0; i < count; ++i)
            to[i] = holds[i] != 0 ? Pass::to_minutes(times[i]) : no_moment;
    }

    void add_durations(const Lanes<typename Pass::Time>& end, const Lanes<std::uint8_t>& holds) {
        const RiskScale& scale = job_.scale;
        double ends[lane_count];
        bool is_whole = true;
        for (std::size_t i = 0; i < lane_count; ++i) {
            is_whole = is_whole && holds[i] != 0;
            ends[i] = 0;
            if (holds[i] == 0) continue;
            const double from = Pass::to_work(job_.program, end[i]) - scale.end_middle;
            ends[i] =
                std::trunc(std::clamp(from, -scale.end_reach, scale.end_reach) * scale.end_step);
            sums_.end += ends[i];
            sums_.end_square += ends[i] * ends[i];
        }
        for (const std::uint32_t place : job_.drawn)
            add_duration(place, ends, is_whole ? nullptr : holds.data());
    }

    /// @param holds  null where all lanes do
    void add_duration(std::size_t place, const double* ends, const std::uint8_t* holds) {
        const auto* const durations = pass_.durations(place);
        const double middle = job_.scale.middle[place];
        const double step = job_.scale.step[place];
        double lanes[lane_count];
        for (std::size_t i = 0; i < lane_count; ++i)
            lanes[i] = static_cast<double>(durations[i]) - middle;
        if (step != 1)
            for (double& lane : lanes) lane = std::trunc(lane * step);
        if (holds != nullptr)
            for (std::size_t i = 0; i < lane_count; ++i)
                if (holds[i] == 0) lanes[i] = 0;
        sums_.duration[place] += total([&](std::size_t i) { return lanes[i]; });
        sums_.duration_square[place] += total([&](std::size_t i) { return lanes[i] * lanes[i]; });
        if (job_.has_sensitivity)
            sums_.product[place] += total([&](std::size_t i) { return lanes[i] * ends[i]; });
    }

    template <class Term>
    static double total(const Term& term) {
        constexpr std::size_t width = 4;
        double sums[width];
        for (std::size_t i = 0; i < width; ++i) sums[i] = term(i);
        for (std::size_t first = width; first < lane_count; first += width)
            for (std::size_t i = 0; i < width; ++i) sums[i] += term(first + i);
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    const RiskJob& job_;
    Pass pass_;
    DrawRoom room_;
    RiskSums sums_;
};

/// Deals blocks out to threads; the thread that asks works too, and watches the monitor.
template <class Pass>
class RiskSampler {
public:
    RiskSampler(const RiskJob& job, unsigned threads, Monitor* monitor) : monitor_(monitor) {
        for (unsigned i = 0; i < threads; ++i)
            workers_.push_back(std::make_unique<RiskWorker<Pass>>(job));
    }

    /// Draws the samples from `from`, a multiple of the lanes, up to `to`.
    void run(std::size_t from, std::size_t to, RiskFinishes& finishes) {
        next_ = static_cast<std::uint32_t>(from / lane_count);
        last_ = static_cast<std::uint32_t>((to + lane_count - 1) / lane_count);
        limit_ = to;
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 1; i < workers_.size() && i < last_ - next_; ++i)
                threads.emplace_back([this, i, &finishes] { work(*workers_[i], finishes, false); });
            work(*workers_.front(), finishes, true);
        }
        if (failure_ != nullptr) std::rethrow_exception(failure_);
    }

    [[nodiscard]] RiskSums sums() const {
        RiskSums sums = workers_.front()->sums();
        for (std::size_t i = 1; i < workers_.size(); ++i) sums.add(workers_[i]->sums());
        return sums;
    }

private:
    void work(RiskWorker<Pass>& worker, RiskFinishes& finishes, bool is_first) {
        std::uint32_t block = 0;
        try {
            while (!stops_) {
                block = next_.fetch_add(1);
                if (block >= last_) return;
                if (is_first)
                    report_progress(monitor_, std::uint64_t{block} * lane_count, finishes.samples);
                worker.run(block, finishes, limit_);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            stops_ = true;
            // Blocks are dealt out in order, so that the first one to fail has been tried.
            if (failure_ != nullptr && block >= failed_block_) return;
            failure_ = std::current_exception();
            failed_block_ = block;
        }
    }

    Monitor* monitor_;
    std::vector<std::unique_ptr<RiskWorker<Pass>>> workers_;
    std::atomic<std::uint32_t> next_ = 0;
    std::uint32_t last_ = 0;
    std::size_t limit_ = 0;
    std::atomic<bool> stops_ = false;
    std::mutex mutex_;
    std::exception_ptr failure_;
    std::uint32_t failed_block_ = 0;
};

}  // namespace planloom::detail
