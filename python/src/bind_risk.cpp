#include "bindings.hpp"

#include <planloom/model/views.hpp>
#include <planloom/order/risk.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "monitor.hpp"
#include "schedule.hpp"
#include "types.hpp"
#include "values.hpp"

#include <array>
#include <cmath>
#include <string>

namespace planloom::python {
namespace {

/// What a schedule risks, and the schedule whose moments it speaks of.
struct RiskHandle {
    ScheduleHandle schedule;
    std::shared_ptr<const Risk> risk;

    [[nodiscard]] const Plan& plan() const noexcept { return schedule.plan(); }
    [[nodiscard]] const Risk& it() const noexcept { return *risk; }
};

struct FinishHandle {
    RiskHandle risk;
    const FinishDistribution* finish;

    [[nodiscard]] const FinishDistribution& it() const noexcept { return *finish; }
    /// @throws Error  `no_samples`
    void require_samples() const {
        if (it().samples().empty())
            throw Error("no_samples", "nothing that takes part stands behind this finish");
    }
};

using FinishType = py::class_<FinishHandle>;
using RiskType = py::class_<RiskHandle>;

double share_argument(double share) {
    if (!(share >= 0 && share <= 1)) {
        refuse("bad_number", "share", std::string(py::str(py::repr(py::float_(share)))),
               "a number from 0 to 1");
    }
    return share;
}

py::object probability_value(const Probability& probability) {
    return value_class("Probability")(probability.value, probability.interval.low,
                                      probability.interval.high);
}

void bind_shares(FinishType& type) {
    type.def(
        "percentile",
        [](const FinishHandle& handle, double share) {
            handle.require_samples();
            return handle.it().percentile(share_argument(share));
        },
        py::arg("share"),
        R"(The earliest moment up to which a share of the samples has finished.

Args:
    share: From 0 to 1; 0.8 for P80.

Raises:
    Error: There are no samples; the code is `no_samples`.)");
    type.def(
        "percentile_interval",
        [](const FinishHandle& handle, double share) {
            handle.require_samples();
            const Interval<Minutes> interval =
                handle.it().percentile_interval(share_argument(share));
            return py::make_tuple(interval.low, interval.high);
        },
        py::arg("share"),
        R"(The two moments between which a percentile lies with the confidence that was asked for.

Args:
    share: From 0 to 1.

Raises:
    Error: There are no samples; the code is `no_samples`.)");
    type.def(
        "probability_by",
        [](const FinishHandle& handle, std::int64_t moment) {
            handle.require_samples();
            return probability_value(handle.it().probability_by(moment));
        },
        py::arg("moment"),
        R"(How likely it is to finish no later than a moment of the schedule.

Raises:
    Error: There are no samples; the code is `no_samples`.)");
    type.def(
        "on_time",
        [](const FinishHandle& handle) -> py::object {
            if (handle.it().samples().empty()) return py::none();
            const std::optional<Probability> probability = handle.it().on_time();
            if (!probability) return py::none();
            return probability_value(*probability);
        },
        "How likely it is to meet the deadline; None where there is none.");
}

void bind_finish(py::module_& module) {
    FinishType type = answer_class<FinishHandle>(
        module, "FinishDistribution",
        "When something finishes, by its samples. Moments are those of the schedule.");
    type.def_property_readonly(
        "samples",
        [](const FinishHandle& handle) {
            return shared_array(py::dtype("int64"), handle.it().samples(), handle.risk.risk);
        },
        "The finishes in rising order, as an array that shares the memory.");
    type.def_property_readonly(
        "mean", [](const FinishHandle& handle) { return handle.it().mean(); },
        "The mean, in working minutes of the plan's calendar since the start of the schedule.");
    type.def_property_readonly(
        "deviation", [](const FinishHandle& handle) { return handle.it().deviation(); },
        "The standard deviation, in working minutes.");
    type.def_property_readonly(
        "deadline", [](const FinishHandle& handle) { return moment_value(handle.it().deadline()); },
        "Until when it is to be done, or None.");
    bind_shares(type);
    type.def("__repr__", [](const FinishHandle& handle) {
        const Schedule& schedule = handle.risk.schedule.it();
        if (handle.it().samples().empty()) return std::string("<planloom.FinishDistribution>");
        return "<planloom.FinishDistribution: P50 " + schedule.text(handle.it().percentile(0.5)) +
               ", P80 " + schedule.text(handle.it().percentile(0.8)) + ">";
    });
}

/// The keyword arguments of schedule_risk.
struct Options {
    py::str distribution;
    double tail, spread_below, spread_above, correlation;
    py::object quantiles, samples, seed, threads;
    double confidence, precision, stop_percentile;
    py::object deadline, goals, tasks;
    bool has_sensitivity;

    [[nodiscard]] RiskOptions read(const Plan& plan) const {
        RiskOptions options;
        static constexpr std::array<std::string_view, 4> words = {"pert", "triangular", "uniform",
                                                                  "lognormal"};
        options.distribution =
            static_cast<Distribution>(word_index("distribution", view(distribution), words));
        options.tail = tail;
        options.spread_below = spread_below;
        options.spread_above = spread_above;
        options.correlation = correlation;
        options.samples = size_argument("samples", samples);
        options.seed = size_argument("seed", seed);
        options.threads =
            static_cast<unsigned>(std::min<std::size_t>(size_argument("threads", threads), 1024));
        options.confidence = confidence;
        options.precision = precision;
        options.stop_percentile = stop_percentile;
        options.deadline = moment_argument("deadline", deadline);
        options.has_sensitivity = has_sensitivity;
        if (!goals.is_none()) {
            options.goals.emplace();
            for (const std::string& key : texts(goals))
                options.goals->push_back(plan.goal(key).id());
        }
        for (const std::string& key : texts(tasks)) options.tasks.push_back(plan.task(key).id());
        if (!quantiles.is_none()) read_quantiles(plan, options.quantiles);
        return options;
    }

    void read_quantiles(const Plan& plan, std::vector<TaskQuantiles>& all) const {
        for (const auto& [key, points] : py::dict(quantiles)) {
            TaskQuantiles one{plan.task(view(key.cast<py::str>())).id(), {}};
            for (const py::handle point : py::iter(points)) {
                const auto [share, duration] = point.cast<std::pair<double, py::object>>();
                one.points.push_back(
                    {share, minutes_argument("quantiles", duration, plan.head().work)});
            }
            all.push_back(std::move(one));
        }
    }
};

RiskHandle risk_of(const ScheduleHandle& schedule, const Options& given) {
    const RiskOptions options = given.read(schedule.plan());
    const ScheduleHandle kept = schedule;
    return {kept, without_lock([&](Monitor* monitor) {
                return std::make_shared<const Risk>(schedule_risk(kept.it(), options, monitor));
            })};
}

void bind_by_task(RiskType& type) {
    using Column = std::span<const double> (Risk::*)() const noexcept;
    const auto column = [&](const char* name, Column member, const char* doc) {
        type.def_property_readonly(
            name,
            [member](const RiskHandle& handle) {
                return shared_array(py::dtype::of<double>(), (handle.it().*member)(), handle.risk);
            },
            doc);
    };
    column("criticality", &Risk::criticality,
           "For every task, in plan order, the share of samples in which it lies on a longest "
           "path; 0 for tasks with parts and those that take no part, here and below.");
    column("sensitivity", &Risk::sensitivity,
           "The correlation of every task's duration with the finish of the plan, -1 to 1.");
    column("significance", &Risk::significance,
           "The criticality by the deviation of the duration over that of the finish.");
    column("duration_mean", &Risk::duration_mean,
           "The mean of what is left of every task's duration, in minutes of its working time.");
    column("duration_deviation", &Risk::duration_deviation, "The standard deviation of the same.");
    type.def(
        "to_pandas",
        [](const py::object& self) {
            return py::module_::import("planloom._columns").attr("risk_frame")(self);
        },
        R"(A row for each task: how often it is critical, and what its duration does to the finish.

Raises:
    ImportError: pandas is not installed.)");
}

void bind_whole(RiskType& type) {
    type.def_property_readonly(
        "schedule", [](const RiskHandle& handle) { return handle.schedule; },
        "The schedule whose durations were drawn.");
    type.def_property_readonly(
        "finish",
        [](const RiskHandle& handle) {
            return FinishHandle{handle, &handle.it().finish()};
        },
        "When the plan finishes.");
    type.def_property_readonly(
        "goals",
        [](const RiskHandle& handle) {
            py::dict all;
            for (const GoalRisk& each : handle.it().goals())
                all[text(handle.plan().key(Node(each.goal)))] = FinishHandle{handle, &each.finish};
            return all;
        },
        "By the key of a goal, when the last task finishes that serves it or a goal below it.");
    type.def_property_readonly(
        "tasks",
        [](const RiskHandle& handle) {
            py::dict all;
            for (const TaskRisk& each : handle.it().tasks())
                all[text(handle.plan().key(Node(each.task)))] = FinishHandle{handle, &each.finish};
            return all;
        },
        "By key, when the tasks finish that were asked for.");
    type.def_property_readonly(
        "sample_count", [](const RiskHandle& handle) { return handle.it().sample_count(); },
        "How many samples were drawn.");
    type.def_property_readonly(
        "infeasible_count", [](const RiskHandle& handle) { return handle.it().infeasible_count(); },
        "In how many of them the links could hold at no time; these count nowhere else.");
    type.def_property_readonly(
        "stop",
        [](const RiskHandle& handle) {
            return handle.it().stop() == RiskStop::samples ? "samples" : "precision";
        },
        "Why sampling ended: `samples` were all drawn, or the `precision` was reached.");
}

constexpr const char* risk_doc =
    R"(Draws the durations of all tasks that are not done and schedules the plan, many times.

Args:
    schedule: The schedule of the plan.
    distribution: What optimistic, likely and pessimistic durations become: `pert`, `triangular`,
        `uniform` or `lognormal`.
    tail: Which share of cases lies beyond the optimistic, and beyond the pessimistic duration.
    spread_below: Of tasks that name a duration alone, as a share of it.
    spread_above: Likewise.
    correlation: How much tasks with the same lead go long and short together, 0 to 1.
    quantiles: Distributions of single tasks: by key, pairs of a share and a duration that rise from
        share 0 to 1, with straight lines between them.
    samples: How many are drawn at most.
    seed: The same one gives the same answer.
    threads: 0 for as many as the machine has; the answer is the same for any number.
    confidence: Of all intervals in the answer.
    precision: Sampling stops early once the interval of the finish at `stop_percentile` reaches to
        either side by no more than this share of the length up to it; 0 for never.
    stop_percentile: See `precision`.
    deadline: By when all is to be done.
    goals: The keys of the goals whose finish is wanted; all that a task serves when None.
    tasks: The keys of the tasks whose finish is wanted.
    has_sensitivity: Whether the sensitivity of the finish to each task is measured.

Raises:
    UnknownKey: A key names nothing.
    Error: An option is out of its range, `bad_risk_option`; the durations of a task do not rise,
        `bad_distribution`.)";

}  // namespace

void bind_risk(py::module_& module) {
    bind_finish(module);
    RiskType type = answer_class<RiskHandle>(module, "Risk", "How a plan may turn out.");
    bind_whole(type);
    bind_by_task(type);
    type.def("__repr__", [](const RiskHandle& handle) {
        return "<planloom.Risk: " + std::to_string(handle.it().sample_count()) + " samples>";
    });
    module.def(
        "schedule_risk",
        [](const ScheduleHandle& schedule, const py::str& distribution, double tail,
           double spread_below, double spread_above, double correlation,
           const py::object& quantiles, const py::object& samples, const py::object& seed,
           const py::object& threads, double confidence, double precision, double stop_percentile,
           const py::object& deadline, const py::object& goals, const py::object& tasks,
           bool has_sensitivity) {
            return risk_of(schedule, {distribution, tail, spread_below, spread_above, correlation,
                                      quantiles, samples, seed, threads, confidence, precision,
                                      stop_percentile, deadline, goals, tasks, has_sensitivity});
        },
        py::arg("schedule"), py::kw_only(), py::arg("distribution") = "pert", py::arg("tail") = 0.0,
        py::arg("spread_below") = 0.0, py::arg("spread_above") = 0.0, py::arg("correlation") = 0.0,
        py::arg("quantiles") = py::none(), py::arg("samples") = RiskOptions().samples,
        py::arg("seed") = RiskOptions().seed, py::arg("threads") = 0,
        py::arg("confidence") = RiskOptions().confidence, py::arg("precision") = 0.0,
        py::arg("stop_percentile") = RiskOptions().stop_percentile,
        py::arg("deadline") = py::none(), py::arg("goals") = py::none(),
        py::arg("tasks") = py::tuple(), py::arg("has_sensitivity") = true, risk_doc);
}

}  // namespace planloom::python
