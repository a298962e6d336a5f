#include <planloom/core/similarity.hpp>

#include "check_coverage_parts.hpp"
#include "reasons_coverage.hpp"
#include "rule_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace planloom::coverage {
namespace {

/// What two tasks must share before their titles are compared: goals and leads.
using Frame = std::pair<std::vector<GoalId>, std::vector<UnitId>>;

Frame frame_of(const Plan& plan, TaskId task) {
    Frame frame;
    for (const ServesId each : plan.serves(task))
        if (const GoalId goal = plan.serves_table().goal[each.index()]; goal.is_valid())
            frame.first.push_back(goal);
    for (const AssignmentId each : plan.assignments(task))
        if (const UnitId unit = plan.assignment_table().unit[each.index()];
            unit.is_valid() && plan.assignment_table().role[each.index()] == Role::lead)
            frame.second.push_back(unit);
    const auto tidy = [](auto& ids) {
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    };
    tidy(frame.first);
    tidy(frame.second);
    return frame;
}

/// The digits in a title: what differs in them only is a year, a phase or a number.
std::string digits_of(std::string_view title) {
    std::string digits;
    for (const char c : title) {
        const bool is_digit = c >= '0' && c <= '9';
        if (is_digit) digits += c;
        if (!is_digit && !digits.empty() && digits.back() != ' ') digits += ' ';
    }
    return digits;
}

/// A title made ready to be compared: its bigrams with the rare ones first.
struct Title {
    TaskId task;
    std::vector<Bigram> sorted;
    std::vector<Bigram> rare_first;
    std::string digits;
};

std::vector<Title> titles_of(const Plan& plan, std::span<const TaskId> tasks) {
    std::vector<Title> all;
    std::unordered_map<Bigram, std::size_t> counts;
    for (const TaskId task : tasks) {
        const std::string_view title = plan.task(task).title();
        all.push_back({task, bigrams(title), {}, digits_of(title)});
        for (const Bigram each : all.back().sorted) ++counts[each];
    }
    for (Title& title : all) {
        title.rare_first = title.sorted;
        std::sort(title.rare_first.begin(), title.rare_first.end(), [&](Bigram a, Bigram b) {
            return std::pair(counts[a], a) < std::pair(counts[b], b);
        });
    }
    return all;
}

/// How many of a title's rarest bigrams to look at: of two titles that are alike enough, one of
/// these is the same (prefix filter, Bayardo, Ma and Srikant 2007, doi:10.1145/1242572.1242591).
std::size_t prefix_length(std::size_t count, double least) {
    const auto needed = static_cast<std::size_t>(std::ceil(least * static_cast<double>(count)));
    return std::min(count, count - std::min(count, needed) + 1);
}

/// A task of which an earlier one is alike, and how much.
struct Pair {
    const Title* earlier = nullptr;
    double similarity = 0;
};

/// For each title in turn, the most similar of those before it that share a rare bigram. At most
/// `most_compared` of them are compared, the latest first.
class Earlier {
public:
    explicit Earlier(double least) noexcept : least_(least) {}

    [[nodiscard]] Pair find(const Title& title) {
        constexpr std::size_t most_compared = 200;
        Pair best;
        std::size_t compared = 0;
        const std::size_t prefix = prefix_length(title.rare_first.size(), least_);
        for (std::size_t i = 0; i < prefix; ++i) {
            const std::vector<const Title*>& same = by_bigram_[title.rare_first[i]];
            for (std::size_t at = same.size(); at-- > 0 && compared < most_compared; ++compared) {
                if (best.similarity == 1) break;
                if (same[at]->digits != title.digits) continue;
                const double similarity = jaccard(same[at]->sorted, title.sorted);
                if (similarity >= least_ && similarity > best.similarity)
                    best = {same[at], similarity};
            }
        }
        for (std::size_t i = 0; i < prefix; ++i) by_bigram_[title.rare_first[i]].push_back(&title);
        return best;
    }

private:
    double least_;
    std::unordered_map<Bigram, std::vector<const Title*>> by_bigram_;
};

}  // namespace

void find_overlapping_tasks(RuleRun& run) {
    const Plan& plan = run.plan();
    std::map<Frame, std::vector<TaskId>> groups;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        const bool has_title = !row.title().empty() && row.title() != row.key();
        if (!has_title || !run.graph().is_leaf(task) || is_cancelled(plan, task)) continue;
        Frame frame = frame_of(plan, task);
        // Without goals and leads nothing but the title is the same.
        if (!frame.first.empty() || !frame.second.empty()) groups[std::move(frame)].push_back(task);
    }
    const double least = std::clamp(run.number("similarity"), 0.1, 1.0);
    bool has_pairs = false;
    for (const auto& [frame, tasks] : groups) {
        if (tasks.size() < 2) continue;
        has_pairs = true;
        const std::vector<Title> titles = titles_of(plan, tasks);
        Earlier earlier(least);
        for (const Title& title : titles) {
            const Pair pair = earlier.find(title);
            if (pair.earlier == nullptr) continue;
            Draft draft{.subjects = {pair.earlier->task, title.task}};
            draft.arguments = {{"first", run.name(pair.earlier->task)},
                               {"second", run.name(title.task)},
                               {"title", std::string(plan.task(title.task).title())},
                               {"percent", number_text(std::floor(pair.similarity * 100))}};
            draft.witness = {std::string(plan.task(pair.earlier->task).title()),
                             std::string(plan.task(title.task).title())};
            run.report(std::move(draft));
        }
    }
    if (!has_pairs) run.skip(reasons::no_tasks_to_compare);
}

}  // namespace planloom::coverage
