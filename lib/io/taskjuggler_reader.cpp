#include <planloom/core/key_index.hpp>
#include <planloom/io/taskjuggler.hpp>
#include <planloom/model/plan_builder.hpp>

#include "json_text.hpp"
#include "limits.hpp"
#include "tj_project.hpp"

#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace planloom {
namespace {

using detail::TjProject;
using detail::TjReference;
using detail::TjTask;

constexpr std::size_t no_task = TjTask::no_parent;

class Reader {
public:
    explicit Reader(TjProject project) : project_(std::move(project)) {
        for (std::size_t i = 0; i < project_.tasks.size(); ++i)
            index_.emplace(project_.tasks[i].id, i);
    }

    ReadResult read() {
        add_head();
        for (const detail::TjResource& each : project_.resources) {
            const std::string& parent =
                each.parent == no_task ? each.id : project_.resources[each.parent].id;
            builder_.add_unit({.key = each.id,
                               .title = each.name,
                               .parent = each.parent == no_task
                                             ? std::nullopt
                                             : std::optional<std::string_view>(parent),
                               .line = each.line});
        }
        for (const TjTask& task : project_.tasks) ids_.push_back(add_task(task));
        for (std::size_t i = 0; i < project_.tasks.size(); ++i) link(i);
        if (!faults_.empty()) throw ReadError(std::move(faults_));
        add_links();
        ReadResult result;
        result.plan = std::move(builder_).build();
        result.notes = std::move(project_.notes);
        count_notes(result.notes);
        return result;
    }

private:
    /// A link between two tasks, the same whether written as depends or as precedes.
    struct Found {
        std::size_t before, after;
        TjReference reference;
        LinkType type;
        friend bool operator<(const Found& a, const Found& b) {
            return std::tuple(a.after, a.before, a.type) < std::tuple(b.after, b.before, b.type);
        }
    };

    void add_head() {
        PlanHead& head = builder_.head();
        head.key = project_.id;
        head.title = project_.name;
        head.work.minutes_per_day = std::llround(project_.hours_per_day * 60);
        const auto keep = [&](const char* name, const std::string& value) {
            if (value.empty()) return;
            std::string json;
            detail::append_json_string(json, value);
            head.attributes.emplace_back(name, json);
        };
        keep("version", project_.version);
        keep("start", project_.start);
        keep("end", project_.end);
    }

    Date date_of(const std::string& text, std::uint32_t line) {
        if (text.empty()) return {};
        const std::optional<DatePeriod> date = parse_date(text.substr(0, 10));
        if (!date || text.size() < 10) {
            faults_.push_back({"bad_date", Severity::error, "", line,
                               "expected a date such as 2025-06-30, found \"" + text + '"'});
            return {};
        }
        if (text.size() > 10) ++times_dropped_;
        return date->date;
    }

    TaskId add_task(const TjTask& task) {
        const bool has_length = task.minutes >= 0;
        const bool is_milestone = task.is_milestone || (!task.has_children && !has_length &&
                                                        (task.start.empty() || task.end.empty()));
        const Date start = date_of(task.start.empty() ? task.min_start : task.start, task.line);
        const Date end = date_of(task.end, task.line);
        const TaskId id = builder_.add_task(
            {.key = task.id,
             .title = task.name,
             .text = task.note,
             .parent = task.parent == no_task
                           ? std::nullopt
                           : std::optional<std::string_view>(project_.tasks[task.parent].id),
             .is_milestone = is_milestone,
             .duration = has_length     ? std::llround(task.minutes)
                         : is_milestone ? 0
                                        : no_minutes,
             .is_elapsed = task.is_elapsed,
             .start_no_earlier = start,
             .finish_no_later = date_of(task.max_end, task.line),
             .must_finish = end,
             .status = task.complete == 100 ? TaskStatus::done
                       : task.complete > 0  ? TaskStatus::in_progress
                                            : TaskStatus::not_started,
             .progress = task.complete,
             .line = task.line});
        for (const std::string& flag : task.flags) builder_.add_tag(id, flag);
        for (const std::string& unit : task.responsible)
            builder_.assign(id, unit, Role::lead, {.line = task.line});
        for (const std::string& unit : task.allocate)
            builder_.assign(id, unit, Role::responsible, {.line = task.line});
        if (task.priority != no_number)
            builder_.add_attribute(id, "priority", std::to_string(task.priority));
        if (!task.scheduling.empty())
            builder_.add_attribute(id, "scheduling", '"' + task.scheduling + '"');
        return id;
    }

    /// The task that a reference means, seen from a task: each `!` is one scope outwards.
    std::size_t find(const TjReference& reference, std::size_t from) {
        std::string_view path = reference.path;
        std::size_t scope = from;
        std::size_t outwards = 0;
        while (path.starts_with('!')) {
            path.remove_prefix(1);
            ++outwards;
            scope = scope == no_task ? no_task : project_.tasks[scope].parent;
        }
        const std::string id = outwards == 0 || scope == no_task
                                   ? std::string(path)
                                   : project_.tasks[scope].id + '.' + std::string(path);
        const auto found = index_.find(id);
        if (found != index_.end()) return found->second;
        std::vector<std::string_view> candidates;
        for (const auto& [key, task] : index_) candidates.push_back(key);
        const auto near = faults_.size() < 100 ? nearest(id, candidates) : std::nullopt;
        faults_.push_back({"unknown_task", Severity::error, "", reference.line,
                           "unknown task \"" + id + '"' +
                               (near ? ", did you mean \"" + std::string(candidates[*near]) + '"'
                                     : std::string())});
        return no_task;
    }

    /// The links of a task: its own, and those of the tasks around it.
    void link(std::size_t task) {
        for (std::size_t owner = task; owner != no_task; owner = project_.tasks[owner].parent) {
            for (const TjReference& each : project_.tasks[owner].depends)
                add_link(task, owner, each, true);
            for (const TjReference& each : project_.tasks[owner].precedes)
                add_link(task, owner, each, false);
        }
    }

    void add_link(std::size_t task, std::size_t owner, const TjReference& reference,
                  bool is_depends) {
        const auto known = targets_.find(&reference);
        const std::size_t target = known != targets_.end() ? known->second : find(reference, owner);
        targets_.emplace(&reference, target);
        if (target == no_task) return;
        const LinkType type =
            is_depends
                ? (reference.is_on_start ? LinkType::start_to_start : LinkType::finish_to_start)
                : (reference.is_on_end ? LinkType::finish_to_finish : LinkType::finish_to_start);
        const Found found{is_depends ? target : task, is_depends ? task : target, reference, type};
        if (links_.insert(found).second && owner != task) ++handed_down_;
    }

    void add_links() {
        for (const Found& link : links_) {
            const auto minutes = [](double value) { return std::llround(value); };
            builder_.depend(ids_[link.after], project_.tasks[link.before].id,
                            {.type = link.type,
                             .lag = minutes(link.reference.gap_minutes),
                             .max_lag = link.reference.max_gap_minutes < 0
                                            ? no_minutes
                                            : minutes(link.reference.max_gap_minutes),
                             .is_elapsed = link.reference.is_elapsed,
                             .line = link.reference.line});
        }
    }

    void count_notes(std::vector<Diagnostic>& notes) const {
        const auto note = [&](const char* code, std::size_t count, const std::string& text) {
            if (count > 0)
                notes.push_back({code, Severity::info, "", 0, std::to_string(count) + ' ' + text});
        };
        note("links_handed_down", handed_down_, "links of containers are handed down to subtasks");
        note("time_of_day_dropped", times_dropped_, "dates lose their time of day");
        for (const auto& [word, count] : project_.passed_over)
            notes.push_back({"statement_left_out", Severity::warning, "", 0,
                             std::to_string(count) + " statements \"" + word + "\" are left out"});
    }

    TjProject project_;
    std::map<std::string, std::size_t, std::less<>> index_;
    std::map<const TjReference*, std::size_t> targets_;
    std::set<Found> links_;
    std::vector<TaskId> ids_;
    std::vector<Diagnostic> faults_;
    PlanBuilder builder_;
    std::size_t handed_down_ = 0, times_dropped_ = 0;
};

}  // namespace

ReadResult read_taskjuggler(std::string_view text, const TaskJugglerOptions& options) {
    detail::require_size(text, options.limits);
    return Reader(detail::parse_taskjuggler(text, options)).read();
}

}  // namespace planloom
