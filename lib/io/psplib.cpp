#include <planloom/io/psplib.hpp>
#include <planloom/model/plan_builder.hpp>

#include "limits.hpp"
#include "line_reader.hpp"

#include <map>

namespace planloom {
namespace {

struct Job {
    std::vector<std::string> successors;
    std::int64_t duration = 0;
    std::vector<std::int64_t> requests;
    std::uint32_t line = 0;
};

/// What a PSPLIB file says, before it becomes a plan.
class PsplibFile {
public:
    explicit PsplibFile(std::string_view text) : reader_(text) {}

    void read() {
        while (reader_.next()) {
            const std::string_view line = reader_.line();
            if (line.starts_with("jobs (incl.")) {
                job_count_ = after_colon("the number of jobs");
                if (job_count_ < 0 || job_count_ > 10'000'000)
                    reader_.fail("expected between 0 and 10,000,000 jobs, found " +
                                 std::to_string(job_count_));
            } else if (line.starts_with("horizon")) {
                attributes_.emplace_back("horizon", after_colon("the horizon"));
            } else if (line.starts_with("PROJECT INFORMATION")) {
                read_information();
            } else if (line.starts_with("PRECEDENCE RELATIONS")) {
                read_precedence();
            } else if (line.starts_with("REQUESTS/DURATIONS")) {
                read_requests();
            } else if (line.starts_with("RESOURCEAVAILABILITIES")) {
                read_availabilities();
            }
        }
        if (jobs_.empty() && job_count_ != 0)
            reader_.fail("expected a section \"PRECEDENCE RELATIONS\", found the end of the file");
        if (!has_requests_ && !jobs_.empty())
            reader_.fail("expected a section \"REQUESTS/DURATIONS\", found the end of the file");
    }

    [[nodiscard]] ReadResult build() const {
        PlanBuilder builder;
        for (const auto& [name, value] : attributes_)
            builder.head().attributes.emplace_back(name, std::to_string(value));
        for (std::size_t i = 0; i < resources_.size(); ++i)
            builder.add_unit(
                {.key = resources_[i],
                 .capacity = i < capacities_.size() ? static_cast<double>(capacities_[i]) : 0.0});
        std::vector<TaskId> tasks;
        for (std::size_t i = 0; i < jobs_.size(); ++i)
            tasks.push_back(builder.add_task({.key = std::to_string(i + 1),
                                              .is_milestone = jobs_[i].duration == 0,
                                              .duration = jobs_[i].duration,
                                              .line = jobs_[i].line}));
        for (std::size_t i = 0; i < jobs_.size(); ++i) {
            for (std::size_t r = 0; r < jobs_[i].requests.size() && r < resources_.size(); ++r)
                if (jobs_[i].requests[r] > 0)
                    builder.assign(tasks[i], resources_[r], Role::responsible,
                                   {.amount = static_cast<double>(jobs_[i].requests[r])});
            for (const std::string& successor : jobs_[i].successors)
                builder.depend(tasks[std::stoul(successor) - 1], std::to_string(i + 1),
                               {.line = jobs_[i].line});
        }
        ReadResult result;
        result.plan = std::move(builder).build();
        if (modes_left_out_ > 0)
            result.notes.push_back({"modes_left_out", Severity::warning, "", 0,
                                    "of each job only the first mode is kept, " +
                                        std::to_string(modes_left_out_) + " modes are left out"});
        return result;
    }

private:
    std::int64_t after_colon(std::string_view what) {
        const std::size_t colon = reader_.line().find(':');
        if (colon == std::string_view::npos)
            reader_.fail("expected a colon and " + std::string(what));
        std::string_view value = reader_.line().substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
        return reader_.number_in(value.substr(0, value.find_last_not_of(" \t") + 1), what);
    }

    std::int64_t job_number(std::string_view field) const {
        const std::int64_t job = reader_.number_in(field, "a job number");
        if (job < 1 || job > job_count_)
            reader_.fail("expected a job from 1 to " + std::to_string(job_count_) + ", found " +
                         std::string(field));
        return job;
    }

    void read_information() {
        reader_.next();
        if (!reader_.next())
            reader_.fail("expected the project's numbers, found the end of the file");
        const auto fields = reader_.fields();
        if (fields.size() < 6) reader_.fail("expected 6 numbers of the project");
        attributes_.emplace_back("due_date", reader_.number_in(fields[3], "the due date"));
        attributes_.emplace_back("tardiness_cost",
                                 reader_.number_in(fields[4], "the tardiness cost"));
        attributes_.emplace_back("mpm_time", reader_.number_in(fields[5], "the MPM time"));
    }

    void read_precedence() {
        reader_.next();
        jobs_.resize(static_cast<std::size_t>(job_count_));
        for (std::int64_t i = 1; i <= job_count_; ++i) {
            if (!reader_.next_filled())
                reader_.fail("expected " + std::to_string(job_count_) +
                             " jobs with their successors, found the end of the file after " +
                             std::to_string(i - 1));
            const auto fields = reader_.fields();
            if (fields.size() < 3 || job_number(fields[0]) != i)
                reader_.fail("expected job " + std::to_string(i) +
                             " with its numbers of modes and successors");
            const std::int64_t count = reader_.number_in(fields[2], "the number of successors");
            if (count < 0 || static_cast<std::size_t>(count) != fields.size() - 3)
                reader_.fail("expected " + std::string(fields[2]) + " successors, found " +
                             std::to_string(fields.size() - 3));
            Job& job = jobs_[static_cast<std::size_t>(i - 1)];
            job.line = reader_.number();
            for (std::size_t s = 3; s < fields.size(); ++s)
                job.successors.push_back(std::to_string(job_number(fields[s])));
        }
    }

    void read_resource_names() {
        const auto fields = reader_.fields();
        for (std::size_t i = 0; i + 1 < fields.size(); ++i)
            if (fields[i].size() == 1 &&
                std::string_view("RND").find(fields[i]) != std::string_view::npos)
                resources_.push_back(std::string(fields[i]) + ' ' + std::string(fields[i + 1]));
    }

    void read_requests() {
        has_requests_ = true;
        reader_.next();
        read_resource_names();
        reader_.next();
        std::size_t job = 0;
        while (reader_.next() && !reader_.line().starts_with("*")) {
            const auto fields = reader_.fields();
            if (fields.size() == resources_.size() + 2) {
                ++modes_left_out_;
                continue;
            }
            if (fields.size() != resources_.size() + 3)
                reader_.fail("expected a job, a mode, a duration and " +
                             std::to_string(resources_.size()) + " requests, found " +
                             std::to_string(fields.size()) + " fields");
            job = static_cast<std::size_t>(job_number(fields[0]));
            if (job > jobs_.size()) reader_.fail("expected the precedence relations first");
            jobs_[job - 1].duration = reader_.number_in(fields[2], "a duration");
            if (jobs_[job - 1].duration < 0) reader_.fail("expected a duration of 0 or more");
            for (std::size_t r = 3; r < fields.size(); ++r)
                jobs_[job - 1].requests.push_back(reader_.number_in(fields[r], "a request"));
        }
        if (job != jobs_.size())
            reader_.fail("expected durations for " + std::to_string(jobs_.size()) +
                         " jobs, found them up to job " + std::to_string(job));
    }

    void read_availabilities() {
        reader_.next();
        if (!reader_.next()) reader_.fail("expected the capacities, found the end of the file");
        for (const std::string_view field : reader_.fields())
            capacities_.push_back(reader_.number_in(field, "a capacity"));
    }

    LineReader reader_;
    std::int64_t job_count_ = 0;
    std::vector<Job> jobs_;
    std::vector<std::string> resources_;
    std::vector<std::int64_t> capacities_;
    std::vector<std::pair<std::string, std::int64_t>> attributes_;
    std::size_t modes_left_out_ = 0;
    bool has_requests_ = false;
};

/// Reads the arcs of one job: `id modes count successors... [lag]...`.
void read_arcs(const LineReader& reader, std::int64_t last_job, PlanBuilder& builder,
               const std::vector<TaskId>& tasks) {
    const auto fields = reader.fields();
    const std::int64_t count = reader.number_in(fields[2], "the number of successors");
    if (count < 0 || fields.size() != 3 + 2 * static_cast<std::size_t>(count))
        reader.fail("expected " + std::string(fields[2]) + " successors and as many lags, found " +
                    std::to_string(fields.size() - 3) + " fields");
    for (std::size_t i = 3; i < 3 + static_cast<std::size_t>(count); ++i) {
        const std::int64_t successor = reader.number_in(fields[i], "a job number");
        if (successor < 0 || successor > last_job)
            reader.fail("expected a job from 0 to " + std::to_string(last_job) + ", found " +
                        std::string(fields[i]));
        const std::string_view lag = fields[i + static_cast<std::size_t>(count)];
        if (lag.size() < 3 || lag.front() != '[' || lag.back() != ']')
            reader.fail("expected a lag in brackets, found \"" + std::string(lag) + '"');
        builder.depend(tasks[static_cast<std::size_t>(successor)], fields[0],
                       {.type = LinkType::start_to_start,
                        .lag = reader.number_in(lag.substr(1, lag.size() - 2), "a lag"),
                        .line = reader.number()});
    }
}

}  // namespace

ReadResult read_psplib(std::string_view text, const Limits& limits) {
    detail::require_size(text, limits);
    PsplibFile file(text);
    file.read();
    return file.build();
}

ReadResult read_rcpsp_max(std::string_view text, const Limits& limits) {
    detail::require_size(text, limits);
    LineReader reader(text);
    if (!reader.next_filled()) reader.fail("expected the number of jobs, found nothing");
    const auto head = reader.fields();
    if (head.size() < 2) reader.fail("expected the numbers of jobs and resources");
    const std::int64_t jobs = reader.number_in(head[0], "the number of jobs");
    const std::int64_t resources = reader.number_in(head[1], "the number of resources");
    if (jobs < 0 || jobs > 10'000'000 || resources < 0 || resources > 10'000)
        reader.fail("expected at most 10,000,000 jobs and 10,000 resources");
    const auto total = static_cast<std::size_t>(jobs) + 2;

    // Arcs come before durations, and a task is added with its duration: read the file twice.
    LineReader durations = reader;
    for (std::size_t i = 0; i < total; ++i)
        if (!durations.next_filled())
            durations.fail("expected " + std::to_string(total) + " jobs with their successors");
    PlanBuilder builder;
    std::vector<std::string> units;
    for (std::int64_t r = 1; r <= resources; ++r) units.push_back("R " + std::to_string(r));
    std::vector<TaskId> tasks;
    for (std::size_t i = 0; i < total; ++i) {
        if (!durations.next_filled())
            durations.fail("expected " + std::to_string(total) + " jobs with their durations");
        const auto fields = durations.fields();
        if (fields.size() != 3 + units.size() ||
            durations.number_in(fields[0], "a job number") != static_cast<std::int64_t>(i))
            durations.fail("expected job " + std::to_string(i) + ", a mode, a duration and " +
                           std::to_string(units.size()) + " requests");
        const std::int64_t duration = durations.number_in(fields[2], "a duration");
        if (duration < 0) durations.fail("expected a duration of 0 or more");
        tasks.push_back(builder.add_task({.key = fields[0],
                                          .is_milestone = duration == 0,
                                          .duration = duration,
                                          .line = durations.number()}));
        for (std::size_t r = 0; r < units.size(); ++r) {
            const std::int64_t amount = durations.number_in(fields[3 + r], "a request");
            if (amount > 0)
                builder.assign(tasks.back(), units[r], Role::responsible,
                               {.amount = static_cast<double>(amount)});
        }
    }
    if (!durations.next_filled() || durations.fields().size() != units.size())
        durations.fail("expected " + std::to_string(units.size()) + " capacities");
    for (std::size_t r = 0; r < units.size(); ++r)
        builder.add_unit({.key = units[r],
                          .capacity = static_cast<double>(
                              durations.number_in(durations.fields()[r], "a capacity"))});
    for (std::size_t i = 0; i < total; ++i) {
        reader.next_filled();
        if (reader.fields().size() < 3) reader.fail("expected a job, a mode and its successors");
        read_arcs(reader, jobs + 1, builder, tasks);
    }
    ReadResult result;
    result.plan = std::move(builder).build();
    return result;
}

}  // namespace planloom
