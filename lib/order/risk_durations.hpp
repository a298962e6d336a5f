// The durations of a plan's tasks as distributions, and draws from them.
#pragma once

#include <planloom/order/risk.hpp>

#include "network.hpp"
#include "quantile_table.hpp"

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace planloom::detail {

inline constexpr std::uint32_t no_factor = 0xFFFFFFFFU;

/// How one task's duration is drawn.
struct DurationModel {
    enum class Kind : std::uint8_t {
        constant,
        straight,     ///< low + span * u
        steps,        ///< low + span * a quantile of one row, or of two mixed
        exponential,  ///< low + span * exp(weight * z)
        points        ///< between given points
    };
    Kind kind = Kind::constant;
    /// Whether single precision would lose minutes.
    bool is_wide = false;
    std::uint32_t factor = no_factor;
    double low = 0, span = 0, weight = 0;
    const float* row = nullptr;
    /// Of the mode above; null where there is nothing to mix.
    const float* next_row = nullptr;
    std::span<const DurationQuantile> points;
    /// What is left of the duration of a task that has begun.
    double share_left = 1;
    Minutes likely = 0, least = 0, greatest = 0;
    std::uint64_t stream = 0;
};

/// One block's random state that tasks share: what moves units, and room to work in.
struct DrawRoom {
    std::vector<Lanes<float>> factors;
};

/// A model of the common kind, as small as can be: steps in single precision.
struct StepDraw {
    const float* row = nullptr;
    const float* next_row = nullptr;
    std::uint64_t stream = 0;
    float low = 0, span = 0, weight = 0;
    std::uint32_t place = 0;
};

class RiskDurations {
public:
    /// @throws Error  `bad_distribution`
    RiskDurations(const Schedule& schedule, const RiskOptions& options);
    RiskDurations(const RiskDurations&) = delete;
    RiskDurations& operator=(const RiskDurations&) = delete;

    [[nodiscard]] const DurationModel& model(std::size_t node) const { return models_[node]; }
    /// Whether a StepDraw does for a model.
    [[nodiscard]] static bool is_step_draw(const DurationModel& model) noexcept {
        return model.kind == DurationModel::Kind::steps && !model.is_wide &&
               model.factor == no_factor;
    }
    [[nodiscard]] static StepDraw step_draw(const DurationModel& model, std::uint32_t place) {
        return {model.row,
                model.next_row,
                model.stream,
                static_cast<float>(model.low),
                static_cast<float>(model.span),
                static_cast<float>(model.weight),
                place};
    }

    void draw_factors(std::uint32_t block, DrawRoom& room) const;
    /// Whole minutes for the samples of a block.
    /// @param durations  lanes of all places
    template <class Value>
    void draw(std::span<const StepDraw> draws, std::uint32_t block, Value* durations) const;
    template <class Value>
    void draw(const DurationModel& model, std::uint32_t block, const DrawRoom& room,
              Value* to) const;

private:
    void add_model(TaskId task);
    [[nodiscard]] bool is_drawn(TaskId task) const;
    void fit(double low, double likely, double high, DurationModel& model);
    void fit_steps(ShapeFamily& family, double low, double likely, double high,
                   DurationModel& model);
    void fit_lognormal(double low, double likely, double high, DurationModel& model) const;
    void set_range(DurationModel& model) const;
    [[nodiscard]] std::uint32_t factor_of(TaskId task);
    [[nodiscard]] std::uint64_t stream_of(std::string_view key, bool is_first,
                                          std::size_t row) const;
    void check_points();
    void refuse(TaskId task, const std::string& found);

    const Schedule& schedule_;
    const RiskOptions& options_;
    const Plan& plan_;
    const Network& network_;
    std::vector<DurationModel> models_;
    std::optional<ShapeFamily> family_;
    NormalTable normal_;
    /// By task, the points given for it.
    std::map<TaskId, const TaskQuantiles*> points_of_;
    std::map<UnitId, std::uint32_t> factor_of_unit_;
    std::vector<std::uint64_t> factor_streams_;
    double of_factor_ = 0, of_task_ = 1;
    std::vector<std::string> faults_;
};

}  // namespace planloom::detail
