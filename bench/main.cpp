// Runs every pair on plans of growing size and prints one Markdown table. Takes the options of
// Google Benchmark; `--benchmark_out=FILE` writes all runs as JSON.
#include "support/alone.hpp"
#include "support/pair.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace planloom::bench {
namespace {

constexpr std::size_t sizes[] = {1'000, 10'000, 100'000, 1'000'000};

/// Collects medians and prints a row as soon as both sides of a pair are there.
class MarkdownReporter : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override {
        std::puts("| planloom \\| Boost | plan | tasks | planloom, ms | Boost, ms | ratio |");
        std::puts("|---|---|--:|--:|--:|--:|");
        return true;
    }

    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred) {
                std::fprintf(stderr, "%s: %s\n", run.benchmark_name().c_str(),
                             run.error_message.c_str());
                has_failed = true;
            } else if (run.aggregate_name == "median") {
                if (run.run_name.function_name.starts_with("matrix/"))
                    add_alone(run.run_name.function_name, std::stod(run.run_name.args),
                              run.GetAdjustedCPUTime());
                else
                    add(run.run_name.function_name, run.GetAdjustedCPUTime());
            }
        }
    }

    void Finalize() override {
        if (alone_.empty()) return;
        std::puts("\n| question | tasks | ms | exponent of growth |\n|---|--:|--:|--:|");
        for (const auto& [name, times] : alone_) {
            for (auto each = times.begin(); each != times.end(); ++each) {
                std::printf("| %s | %.0f | %.4g | ", name.c_str(), each->first, each->second);
                if (each != times.begin()) {
                    const auto before = std::prev(each);
                    std::printf("%.2f ", std::log(each->second / before->second) /
                                             std::log(each->first / before->first));
                }
                std::puts("|");
            }
        }
    }

    bool has_failed = false;

private:
    /// A question that has no peer: time by number of tasks.
    void add_alone(const std::string& name, double tasks, double milliseconds) {
        alone_[name.substr(name.find('/') + 1)][tasks] = milliseconds;
    }

    // A name reads `side/tasks/shape/question`.
    void add(const std::string& name, double milliseconds) {
        const std::size_t slash = name.find('/');
        const std::string pair = name.substr(slash + 1);
        medians_[pair][name.substr(0, slash)] = milliseconds;
        if (medians_[pair].size() < 2) return;
        const double ours = medians_[pair]["planloom"];
        const double boosts = medians_[pair]["Boost"];
        const std::size_t first = pair.find('/');
        const std::size_t second = pair.find('/', first + 1);
        std::string question = pair.substr(second + 1);
        question.insert(question.find('|'), "\\");
        std::printf("| %s | %s | %s | %.4g | %.4g | %.2f |\n", question.c_str(),
                    pair.substr(first + 1, second - first - 1).c_str(),
                    pair.substr(0, first).c_str(), ours, boosts, ours / boosts);
        std::fflush(stdout);
    }

    std::map<std::string, std::map<std::string, double>> medians_;
    std::map<std::string, std::map<double, double>> alone_;
};

using Side = std::function<void(const Case&)> Pair::*;

void run(benchmark::State& state, const Pair& pair, Side side, Shape shape, std::size_t tasks) {
    static std::set<std::string> agreed;
    const Case& each = case_of(shape, tasks);
    const std::string id = pair.question + std::string(name(shape)) + std::to_string(tasks);
    if (!agreed.contains(id)) {
        if (!pair.agree(each)) {
            state.SkipWithError("the two answers differ");
            return;
        }
        agreed.insert(id);
    }
    for (auto _ : state) (pair.*side)(each);
    state.SetItemsProcessed(static_cast<std::int64_t>(tasks) * state.iterations());
}

/// Both sides of a pair stand next to each other, and all pairs on one plan, so that each plan is
/// made once.
void register_all(const std::vector<Pair>& pairs) {
    for (const std::size_t tasks : sizes) {
        for (const Shape shape : {Shape::modular, Shape::layered, Shape::knotted}) {
            for (const Pair& pair : pairs) {
                if (std::find(pair.shapes.begin(), pair.shapes.end(), shape) == pair.shapes.end())
                    continue;
                const std::string rest = '/' + std::to_string(tasks) + '/' +
                                         std::string(name(shape)) + '/' + pair.question;
                for (const auto& [label, side] :
                     {std::pair<const char*, Side>{"planloom", &Pair::ours},
                      {"Boost", &Pair::boosts}})
                    benchmark::RegisterBenchmark(
                        (label + rest).c_str(),
                        [&pair, side = side, shape, tasks](benchmark::State& state) {
                            run(state, pair, side, shape, tasks);
                        })
                        ->Unit(benchmark::kMillisecond);
            }
        }
    }
}

int main_of_bench(int argc, char** argv) {
    // Before the caller's own, so that those win.
    std::vector<char*> arguments(argv, argv + argc);
    std::string repetitions = "--benchmark_repetitions=5";
    std::string min_time = "--benchmark_min_time=0.1";
    arguments.insert(arguments.begin() + 1, {repetitions.data(), min_time.data()});
    int count = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

    std::vector<Pair> pairs = graph_pairs();
    for (std::vector<Pair> more : {view_pairs(), impact_pairs()})
        std::move(more.begin(), more.end(), std::back_inserter(pairs));
    register_all(pairs);
    register_matrices();
    MarkdownReporter reporter;
    const std::size_t runs = benchmark::RunSpecifiedBenchmarks(&reporter);
    benchmark::Shutdown();
    return reporter.has_failed || runs == 0 ? 1 : 0;
}

}  // namespace
}  // namespace planloom::bench

int main(int argc, char** argv) {
    return planloom::bench::main_of_bench(argc, argv);
}
