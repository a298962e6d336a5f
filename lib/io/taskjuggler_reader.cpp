#include <planloom/core/key_index.hpp>
#include <planloom/io/taskjuggler.hpp>
#include <planloom/model/plan_builder.hpp>

#include "json_text.hpp"
#include "limits.hpp"
#include "tj_hours.hpp"
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
                               .calendar = each.hours.is_given() ? "hours of " + each.id : "",
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
        keep("end", project_.end);
        head.start = moment_of(project_.start);
        const WeekHours week = project_.hours.week.value_or(detail::tj_week());
        head.starts_at_once = true;
        head.calendar = "project";
        head.calendars.push_back({head.calendar, "", week, project_.hours.days});
        for (const detail::TjResource& each : project_.resources) {
            if (!each.hours.is_given()) continue;
            std::vector<CalendarException> days = project_.hours.days;
            days.insert(days.end(), each.hours.days.begin(), each.hours.days.end());
            head.calendars.push_back(
                {"hours of " + each.id, "", each.hours.week.value_or(week), std::move(days)});
        }
    }

    /// A date with or without a time of day, `2013-05-01-09:00`.
    static DateTime moment_of(std::string text) {
        if (text.size() > 10 && text[10] == '-') text[10] = 'T';
        return parse_date_time(text).value_or(DateTime());
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
        const Date start = date_of(task.start, task.line);
        // An end at midnight is the end of the day before.
        const Date end_date = date_of(task.end, task.line);
        const Date end = task.end.size() > 10 ? end_date : end_date.plus_days(-1);
        const Date max_end = date_of(task.max_end, task.line);
        const bool is_fixed = !task.has_children;
        const TaskId id = builder_.add_task(
            {.key = task.id,
             .title = task.name,
             .text = task.note,
             .parent = task.parent == no_task
                           ? std::nullopt
                           : std::optional<std::string_view>(project_.tasks[task.parent].id),
             .is_milestone = is_milestone,
             .duration = has_length     ? std::llround(task.minutes / share_of(task))
                         : is_milestone ? 0
                                        : no_minutes,
             .is_elapsed = task.is_elapsed,
             .start_no_earlier = is_fixed && start.is_set() ? date_of(task.min_start, task.line)
                                 : start.is_set()           ? start
                                                            : date_of(task.min_start, task.line),
             .finish_no_later = task.max_end.size() > 10 ? max_end : max_end.plus_days(-1),
             .must_start = is_fixed ? start : Date(),
             .must_finish = end,
             .is_late = task.is_late && !task.has_children && precedes_of(task) != 1,
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
        return id;
    }

    /// How many tasks a task precedes, by itself or by those around it.
    [[nodiscard]] std::size_t precedes_of(const TjTask& task) const {
        std::size_t count = task.precedes.size();
        for (std::size_t around = task.parent; around != no_task;
             around = project_.tasks[around].parent)
            count += project_.tasks[around].precedes.size();
        return count;
    }

    /// By how many the effort of a task is shared.
    static double share_of(const TjTask& task) {
        return task.is_effort && task.allocate.size() > 1
                   ? static_cast<double>(task.allocate.size())
                   : 1.0;
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
        Found found{is_depends ? target : task, is_depends ? task : target, reference, type};
        // A task that is scheduled from its end, and from one other task alone, is drawn along by
        // it.
        const TjTask& own = project_.tasks[task];
        if (!is_depends && own.is_late && !own.has_children && precedes_of(own) == 1 &&
            found.reference.max_gap_minutes < 0)
            found.reference.max_gap_minutes = found.reference.gap_minutes;
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
