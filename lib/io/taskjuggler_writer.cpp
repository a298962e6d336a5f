#include <planloom/io/taskjuggler.hpp>
#include <planloom/model/faults.hpp>
#include <planloom/model/views.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace planloom {
namespace {

/// A text in quotes. TaskJuggler reads `${` in a string as a macro, so a blank parts the two.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '{' && out.back() == '$') out += ' ';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
}

/// Ids for keys: letters, digits and `_`, never twice, the first without a number.
class Ids {
public:
    std::string add(std::string_view key, std::string_view prefix) {
        // The last part of a key such as `phase.step` is the id within the phase.
        const std::size_t dot = key.rfind('.');
        std::string id;
        for (const char c : dot == std::string_view::npos ? key : key.substr(dot + 1)) {
            const bool is_plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
            if (is_plain) id += c;
        }
        if (id.empty() || std::isdigit(static_cast<unsigned char>(id.front())) != 0)
            id = std::string(prefix) + id;
        std::string free = id;
        while (!used_.insert(free).second) free = id + '_' + std::to_string(++last_of_[id] + 1);
        return free;
    }

private:
    std::set<std::string> used_;
    std::map<std::string, std::size_t> last_of_;
};

class Writer {
public:
    explicit Writer(const Plan& plan) : plan_(plan) {}

    WrittenText write() {
        sort_children();
        find_drawing_links();
        write_head();
        write_units();
        write_tasks();
        note("goals_left_out", plan_.goals().size(), "goals");
        note("requirements_left_out", plan_.requirements().size(), "requirements");
        note("roles_left_out", roles_left_out_, "assignments that are no lead and no responsible");
        note("softness_left_out", soft_links_, "soft links are written as hard ones");
        note("worked_days_left_out", worked_days_left_out_,
             "days that are worked in exchange for others");
        note("task_calendars_left_out", task_calendars_, "calendars of tasks");
        note("links_left_out", links_left_out_, "links of a type that TaskJuggler does not have");
        note("lead_times_left_out", negative_lags_, "negative lags");
        return {std::move(out_), std::move(notes_)};
    }

private:
    void note(const char* code, std::size_t count, const std::string& text) {
        if (count > 0)
            notes_.push_back({code, Severity::warning, "", 0, std::to_string(count) + ' ' + text});
    }

    void sort_children() {
        const std::size_t count = plan_.tasks().size();
        children_.resize(count);
        ids_.resize(count);
        std::vector<bool> is_on_circle(count, false);
        for (const HierarchyCycle& cycle : find_hierarchy_cycles(plan_))
            for (const Node node : cycle)
                if (node.kind == NodeKind::task) is_on_circle[node.index] = true;
        for (const TaskId task : plan_.tasks()) {
            const auto parent = plan_.task(task).parent();
            if (parent && !is_on_circle[task.index()])
                children_[parent->index()].push_back(task);
            else
                roots_.push_back(task);
        }
    }

    void write_head() {
        const std::string start = moment(plan_.head().start);
        const std::string end = attribute("end");
        out_ = "project " + ids_of_units_.add(plan_.head().key, "plan") + ' ' +
               quoted(plan_.head().title) + ' ' + (start.empty() ? first_date() : start) + ' ' +
               (end.empty() ? "+10y" : "- " + end) + " {\n";
        const Minutes day = plan_.head().work.minutes_per_day;
        if (day != 480) {
            std::string hours = std::to_string(static_cast<double>(day) / 60.0);
            while (hours.ends_with('0')) hours.pop_back();
            if (hours.ends_with('.')) hours.pop_back();
            out_ += "  dailyworkinghours " + hours + '\n';
        }
        out_ += "}\n";
        write_hours(plan_.head().calendar, "");
        out_ += '\n';
    }

    /// `2013-05-01-09:00`, or the date alone at midnight; empty for none.
    [[nodiscard]] static std::string moment(DateTime moment) {
        std::string text = to_string(moment);
        if (text.size() > 10) text[10] = '-';
        return text;
    }

    /// The hours of a calendar as statements, one on each line.
    void write_hours(std::string_view key, const std::string& indent) {
        static constexpr std::array<const char*, 7> weekdays = {"mon", "tue", "wed", "thu",
                                                                "fri", "sat", "sun"};
        const PlanCalendar* const calendar = find_calendar(plan_.head(), key);
        const WeekHours week = calendar != nullptr && calendar->week
                                   ? *calendar->week
                                   : standard_week(plan_.head().work);
        for (std::size_t day = 0; day < weekdays.size(); ++day) {
            std::string hours = to_string(week[day]);
            out_ += indent + "workinghours " + weekdays[day] + ' ' +
                    (hours.empty() ? "off" : hours) + '\n';
        }
        if (calendar == nullptr) return;
        for (const CalendarException& each : calendar->exceptions) {
            if (!each.hours.empty()) {
                ++worked_days_left_out_;
                continue;
            }
            out_ += indent + "leaves holiday " + quoted(each.name) + ' ' + to_string(each.from) +
                    " - " + to_string(each.to.plus_days(1)) + '\n';
        }
    }

    [[nodiscard]] std::string attribute(std::string_view name) const {
        for (const auto& [key, json] : plan_.head().attributes)
            if (key == name && json.size() > 2 && json.front() == '"')
                return json.substr(1, json.size() - 2);
        return {};
    }

    /// A date that no task of the plan comes before.
    [[nodiscard]] std::string first_date() const {
        Date first;
        for (const TaskId task : plan_.tasks())
            for (const Date date : {plan_.task(task).start_no_earlier(),
                                    plan_.task(task).must_start(), plan_.task(task).actual_start()})
                if (date.is_set() && (!first.is_set() || date < first)) first = date;
        return first.is_set() ? to_string(first) : "2000-01-01";
    }

    void write_units() {
        for (const UnitId unit : plan_.units()) {
            unit_ids_.push_back(ids_of_units_.add(plan_.unit(unit).key(), "r"));
            out_ += "resource " + unit_ids_.back() + ' ' + quoted(plan_.title(unit));
            if (!plan_.unit(unit).calendar().empty()) {
                out_ += " {\n";
                write_hours(plan_.unit(unit).calendar(), "  ");
                out_ += '}';
            }
            out_ += '\n';
        }
        if (!plan_.units().empty()) out_ += '\n';
    }

    void write_tasks() {
        struct Level {
            const std::vector<TaskId>* tasks;
            std::size_t next = 0;
            std::string path;
            Ids ids;
        };
        // Ids first, since a link may name a task that comes later.
        std::vector<Level> levels;
        levels.push_back({&roots_, 0, "", {}});
        while (!levels.empty()) {
            Level& level = levels.back();
            if (level.next == level.tasks->size()) {
                levels.pop_back();
                continue;
            }
            const TaskId task = (*level.tasks)[level.next++];
            const std::string id = level.ids.add(plan_.task(task).key(), "t");
            ids_[task.index()] = level.path.empty() ? id : level.path + '.' + id;
            if (!children_[task.index()].empty())
                levels.push_back({&children_[task.index()], 0, ids_[task.index()], {}});
        }
        std::vector<std::pair<const std::vector<TaskId>*, std::size_t>> open{{&roots_, 0}};
        while (!open.empty()) {
            auto& [tasks, next] = open.back();
            const std::string indent(2 * (open.size() - 1), ' ');
            if (next == tasks->size()) {
                open.pop_back();
                if (!open.empty()) out_ += indent.substr(2) + "}\n";
                continue;
            }
            const TaskId task = (*tasks)[next++];
            begin_task(task, indent);
            if (children_[task.index()].empty())
                out_ += indent + "}\n";
            else
                open.emplace_back(&children_[task.index()], 0);
        }
    }

    void begin_task(TaskId task, const std::string& indent) {
        const std::string& path = ids_[task.index()];
        const std::size_t dot = path.rfind('.');
        out_ += indent + "task " + (dot == std::string::npos ? path : path.substr(dot + 1)) + ' ' +
                quoted(plan_.title(task)) + " {\n";
        const TaskView view = plan_.task(task);
        const std::string inner = indent + "  ";
        const auto date = [&](const char* word, Date value) {
            if (value.is_set()) out_ += inner + word + ' ' + to_string(value) + '\n';
        };
        // What nothing comes before is put where it may begin; what something does is only checked.
        const bool is_free = plan_.predecessors(task).empty();
        date("start",
             view.must_start().is_set() || !is_free ? view.must_start() : view.start_no_earlier());
        if (!is_free) date("minstart", view.start_no_earlier());
        date("end", view.must_finish().plus_days(1));
        date("maxend", view.finish_no_later().plus_days(1));
        if (!view.calendar().empty()) ++task_calendars_;
        if (view.is_late()) out_ += inner + "scheduling alap\n";
        if (children_[task.index()].empty()) write_length(view, inner);
        if (const auto progress = view.progress())
            out_ += inner + "complete " + std::to_string(*progress) + '\n';
        if (!view.text().empty()) out_ += inner + "note " + quoted(view.text()) + '\n';
        write_roles(task, inner);
        write_links(task, inner);
    }

    void write_length(const TaskView& task, const std::string& inner) {
        const auto duration = task.duration();
        if (duration && *duration > 0)
            out_ += inner + (task.is_elapsed() ? "duration " : "length ") +
                    std::to_string(*duration) + "min\n";
        else if (task.is_milestone())
            out_ += inner + "milestone\n";
    }

    void write_roles(TaskId task, const std::string& inner) {
        std::string leads, doers;
        for (const AssignmentId row : plan_.assignments(task)) {
            const UnitId unit = plan_.assignment_table().unit[row.index()];
            const Role role = plan_.assignment_table().role[row.index()];
            std::string* const list = role == Role::lead          ? &leads
                                      : role == Role::responsible ? &doers
                                                                  : nullptr;
            if (list == nullptr || !unit.is_valid()) {
                ++roles_left_out_;
                continue;
            }
            *list += (list->empty() ? "" : ", ") + unit_ids_[unit.index()];
        }
        if (!leads.empty()) out_ += inner + "responsible " + leads + '\n';
        if (!doers.empty()) out_ += inner + "allocate " + doers + '\n';
    }

    /// Whether a link draws its predecessor along: the lag is the least and the greatest.
    [[nodiscard]] bool draws(DependencyId row) const {
        const DependencyTable& table = plan_.dependency_table();
        return table.type[row.index()] == LinkType::finish_to_start &&
               table.lag[row.index()] >= 0 &&
               table.max_lag[row.index()] == table.lag[row.index()] &&
               table.predecessor[row.index()].is_valid();
    }

    void find_drawing_links() {
        drawn_by_.resize(plan_.tasks().size());
        for (const TaskId task : plan_.tasks())
            for (const DependencyId row : plan_.predecessors(task))
                if (draws(row))
                    drawn_by_[plan_.dependency_table().predecessor[row.index()].index()].push_back(
                        row);
    }

    [[nodiscard]] std::string gap(DependencyId row, Minutes minutes, std::string_view most) const {
        const bool is_elapsed = plan_.dependency_table().is_elapsed[row.index()] != 0;
        return ' ' + std::string(most) + (is_elapsed ? "gapduration " : "gaplength ") +
               std::to_string(minutes) + "min";
    }

    void write_links(TaskId task, const std::string& inner) {
        const DependencyTable& table = plan_.dependency_table();
        for (const DependencyId row : plan_.predecessors(task)) {
            const TaskId before = table.predecessor[row.index()];
            const LinkType type = table.type[row.index()];
            const Minutes lag = table.lag[row.index()];
            if (!before.is_valid() || type == LinkType::finish_to_finish ||
                type == LinkType::start_to_finish) {
                ++links_left_out_;
                continue;
            }
            if (table.is_soft[row.index()] != 0) ++soft_links_;
            if (draws(row) && drawn_by_[before.index()].size() == 1) continue;
            if (lag < 0) ++negative_lags_;
            std::string options;
            if (type == LinkType::start_to_start) options += " onstart";
            if (lag > 0) options += gap(row, lag, "");
            const Minutes most = table.max_lag[row.index()];
            if (most >= 0) options += gap(row, most, "max");
            if (most != no_minutes && most < 0) ++negative_lags_;
            out_ += inner + "depends " + ids_[before.index()] +
                    (options.empty() ? "\n" : " {" + options + " }\n");
        }
        if (drawn_by_[task.index()].size() != 1) return;
        const DependencyId row = drawn_by_[task.index()].front();
        const Minutes lag = table.lag[row.index()];
        out_ += inner + "precedes " + ids_[table.successor[row.index()].index()] +
                (lag > 0 ? " {" + gap(row, lag, "") + " }\n" : "\n");
    }

    const Plan& plan_;
    std::string out_;
    std::vector<Diagnostic> notes_;
    std::vector<std::vector<TaskId>> children_;
    std::vector<TaskId> roots_;
    std::vector<std::string> ids_, unit_ids_;
    /// For each task the links by which tasks after it draw it along.
    std::vector<std::vector<DependencyId>> drawn_by_;
    Ids ids_of_units_;
    std::size_t worked_days_left_out_ = 0, task_calendars_ = 0;
    std::size_t roles_left_out_ = 0, soft_links_ = 0, links_left_out_ = 0, negative_lags_ = 0;
};

}  // namespace

WrittenText write_taskjuggler(const Plan& plan) {
    return Writer(plan).write();
}

}  // namespace planloom
