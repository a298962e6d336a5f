#include <planloom/coverage/mend.hpp>

#include <set>
#include <string>
#include <utility>

namespace planloom {
namespace {

/// Whether all edits can be carried out together.
bool fit_together(const Plan& plan, const std::vector<PlanEdit>& edits, Plan& after) {
    try {
        after = apply_edits(plan, edits);
        return true;
    } catch (const InvalidEdit&) {
        return false;
    }
}

/// Findings with edits that were not mended yet.
std::vector<const Finding*> open_findings(const CheckResult& result,
                                          const std::set<std::string>& mended) {
    std::vector<const Finding*> open;
    for (const Finding& each : result.findings)
        if (!each.edits.empty() && !each.is_accepted() && !mended.contains(each.fingerprint))
            open.push_back(&each);
    return open;
}

/// Takes as many findings from the front as go together: all, else each half by itself, so that
/// one that does not fit costs few attempts.
class Round {
public:
    Round(const Plan& plan, std::vector<Finding>& applied) : plan_(plan), applied_(applied) {}

    void take(const std::vector<const Finding*>& open) {
        std::vector<std::pair<std::size_t, std::size_t>> ranges = {{0, open.size()}};
        while (!ranges.empty()) {
            const auto [first, end] = ranges.back();
            ranges.pop_back();
            std::vector<PlanEdit> edits = edits_;
            for (std::size_t i = first; i < end; ++i)
                edits.insert(edits.end(), open[i]->edits.begin(), open[i]->edits.end());
            if (fit_together(plan_, edits, after_)) {
                edits_ = std::move(edits);
                for (std::size_t i = first; i < end; ++i) applied_.push_back(*open[i]);
            } else if (end - first > 1) {
                const std::size_t middle = first + (end - first) / 2;
                ranges.emplace_back(middle, end);
                ranges.emplace_back(first, middle);
            }
        }
    }
    [[nodiscard]] bool did_nothing() const noexcept { return edits_.empty(); }
    [[nodiscard]] Plan plan() const { return apply_edits(plan_, edits_); }

private:
    const Plan& plan_;
    std::vector<Finding>& applied_;
    std::vector<PlanEdit> edits_;
    Plan after_;
};

}  // namespace

Mended mend(const Plan& plan, const CheckResult& result, const CheckOptions& options,
            std::size_t max_rounds, Monitor* monitor) {
    Mended mended;
    mended.plan = plan;
    std::set<std::string> done;
    CheckResult now = result;
    for (;;) {
        const std::vector<const Finding*> open = open_findings(now, done);
        if (open.empty()) return mended;
        const std::size_t before = mended.applied.size();
        Round round(mended.plan, mended.applied);
        round.take(open);
        if (round.did_nothing()) return mended;
        for (std::size_t i = before; i < mended.applied.size(); ++i)
            done.insert(mended.applied[i].fingerprint);
        mended.plan = round.plan();
        if (mended.rounds == max_rounds) {
            mended.is_cut = true;
            return mended;
        }
        ++mended.rounds;
        now = check(mended.plan, options, monitor);
    }
}

}  // namespace planloom
