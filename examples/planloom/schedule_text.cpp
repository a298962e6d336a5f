#include "schedule_text.hpp"

#include <planloom/core/utf8.hpp>
#include <planloom/report/table.hpp>

#include "moments.hpp"
#include "nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace planloom::tool {
namespace {

class ScheduleText {
public:
    ScheduleText(const Session& session, const ScheduleAnswer& answer)
        : session_(session),
          answer_(answer),
          schedule_(answer.schedule),
          plan_(answer.schedule.graph().plan()),
          language_(session.language()) {}

    std::string write() {
        if (!answer_.why.empty()) return reasons();
        text_ = summary();
        for (const SchedulePath& path : answer_.paths) add_path(path);
        add_conflicts();
        add_targets();
        if (answer_.capacity) add_capacity();
        text_ += '\n';
        return text_ + tasks();
    }

private:
    [[nodiscard]] std::string length(Minutes minutes) const {
        return format_duration(minutes, plan_.head().work);
    }
    [[nodiscard]] std::string moment(Minutes value) const { return moment_text(schedule_, value); }

    [[nodiscard]] std::string summary() const {
        std::string text = language_.say("{0} of working time", "工期 {0}（工作时间）",
                                         length(schedule_.length()));
        if (schedule_.has_dates())
            text += language_.say(", from {0} to {1}", "，{0} 至 {1}", moment(schedule_.start()),
                                  moment(schedule_.finish()));
        text += '\n';
        if (!schedule_.has_dates())
            text += language_.pick("the plan has no start: give one with --start to get dates\n",
                                   "方案没有开始日期，用 --start 给出后可得到日期\n");
        if (schedule_.without_duration() > 0)
            text +=
                language_.say("{0} without a duration: taken as no time\n", "{0}没有工期，按零计\n",
                              language_.amount(schedule_.without_duration(), "task", "项任务"));
        return text;
    }

    void add_path(const SchedulePath& path) {
        constexpr std::size_t shown = 12;
        std::string names;
        for (std::size_t i = 0; i < path.tasks.size(); ++i) {
            if (path.tasks.size() > shown && i == shown / 2) {
                names += fmt::format(" -> ... ({})", path.tasks.size() - shown);
                i = path.tasks.size() - shown / 2;
            }
            if (!names.empty()) names += " -> ";
            names += key_text(plan_, path.tasks[i]);
        }
        text_ += path.slack == 0 ? language_.say("critical path: {0}\n", "关键路径：{0}\n", names)
                                 : language_.say("path with {1} to spare: {0}\n",
                                                 "余 {1} 的路径：{0}\n", names, length(path.slack));
    }

    void add_conflicts() {
        for (const ScheduleConflict& each : schedule_.conflicts()) {
            const std::string name = each.task.is_valid() ? name_text(plan_, each.task) : "";
            const std::string by = length(each.by);
            text_ +=
                session_.paint().severity(Severity::warning, language_.pick("conflict", "冲突"));
            text_ += language_.pick(": ", "：");
            switch (each.kind) {
                case ScheduleConflict::Kind::link:
                    text_ += language_.say("{0} is fixed {1} before {2} allows",
                                           "{0} 的固定日期比 {2} 所允许的早 {1}", name, by,
                                           predecessor(each.link));
                    break;
                case ScheduleConflict::Kind::start_no_later:
                    text_ += language_.say("{0} starts {1} after its latest start",
                                           "{0} 比最迟开始晚 {1}", name, by);
                    break;
                case ScheduleConflict::Kind::finish_no_later:
                    text_ += language_.say("{0} finishes {1} after its latest finish",
                                           "{0} 比最迟完成晚 {1}", name, by);
                    break;
                case ScheduleConflict::Kind::finish:
                    text_ += language_.say("the plan finishes {0} late", "方案整体晚 {0}", by);
                    break;
            }
            text_ += '\n';
        }
    }

    [[nodiscard]] std::string predecessor(DependencyId link) const {
        if (!link.is_valid()) return "?";
        return name_text(plan_, plan_.dependency_table().predecessor[link.index()]);
    }

    void add_capacity() {
        const PlanCapacity& capacity = *answer_.capacity;
        if (capacity.units.empty()) {
            text_ += language_.pick("no unit has a capacity: nothing is limited\n",
                                    "没有单位给出承担能力，安排不受限制\n");
            return;
        }
        text_ += language_.say("within capacities: ends {0}", "按承担能力安排：完成于 {0}",
                               moment(capacity.end));
        text_ +=
            capacity.is_optimal
                ? language_.pick(", and none can end earlier\n", "，不可能更早\n")
                : language_.say(", and none before {0} ({1} tried, seed {2})\n",
                                "，最早不早于 {0}（尝试 {1} 种，种子 {2}）\n",
                                moment(capacity.lower_bound), capacity.schedules, capacity.seed);
        for (const TaskId task : capacity.unplaced)
            text_ += language_.say("no room was found for {0}\n", "{0} 没有找到可安排的时间\n",
                                   name_text(plan_, task));
        if (!capacity.broken_max_lags.empty())
            text_ += language_.say("{0} greatest lags are exceeded\n", "{0} 条最大间隔被超过\n",
                                   capacity.broken_max_lags.size());
    }

    [[nodiscard]] Minutes start_of(TaskId task) const {
        return answer_.capacity ? answer_.capacity->start[task.index()]
                                : schedule_.early_start()[task.index()];
    }

    [[nodiscard]] Minutes finish_of(TaskId task) const {
        return answer_.capacity ? answer_.capacity->finish[task.index()]
                                : schedule_.early_finish()[task.index()];
    }

    /// What a task waits for: the unit where that is so, else the task that drives it.
    [[nodiscard]] std::string holder(TaskId task) const {
        const Driver& driver = schedule_.drivers()[task.index()];
        std::string by_link = driver.task.is_valid() ? key_text(plan_, driver.task) : "";
        if (!answer_.capacity) return by_link;
        const CapacityWait& wait = answer_.capacity->waits[task.index()];
        if (wait.unit.is_valid()) return key_text(plan_, wait.unit);
        return wait.tasks.empty() ? by_link : key_text(plan_, wait.tasks.front());
    }

    void add_targets() {
        for (const WantedTarget& each : answer_.targets) {
            const ScheduleTarget& target = each.target;
            if (target.is_plan || !target.last.is_valid()) continue;
            if (target.margin >= 0 && each.floats.empty()) continue;
            text_ += language_.say(
                target.margin < 0 ? "{0} misses {1} by {2}: {3} finishes on {4}"
                                  : "{0} keeps {1} with {2} to spare: {3} finishes on {4}",
                target.margin < 0 ? "{0} 赶不上 {1}，晚 {2}：{3} 完成于 {4}"
                                  : "{0} 赶得上 {1}，余 {2}：{3} 完成于 {4}",
                name_text(plan_, target.node), to_string(DateTime(target.deadline - 1).date()),
                length(std::abs(target.margin)), name_text(plan_, target.last),
                moment(target.finish));
            text_ += '\n';
        }
    }

    [[nodiscard]] std::string tasks() const {
        std::vector<std::string> head = {
            language_.pick("key", "编号"),   language_.pick("task", "任务"),
            language_.pick("start", "开始"), language_.pick("finish", "完成"),
            language_.pick("float", "浮动"), language_.pick("waits for", "等待")};
        std::vector<const WantedTarget*> columns;
        for (const WantedTarget& each : answer_.targets) {
            if (each.floats.empty()) continue;
            columns.push_back(&each);
            head.insert(head.end() - 1,
                        language_.say("to {0}", "至 {0}", key_text(plan_, each.target.node)));
        }
        TextTable table(std::move(head));
        for (std::size_t column = 4; column < 5 + columns.size(); ++column)
            table.align_right(column);
        for (const TaskId task : in_time()) {
            const std::size_t row = task.index();
            std::vector<std::string> cells = {key_text(plan_, task), title_text(plan_, task),
                                              moment(start_of(task)), moment(finish_of(task)),
                                              schedule_.is_critical(task)
                                                  ? '*' + length(schedule_.total_float()[row])
                                                  : length(schedule_.total_float()[row])};
            for (const WantedTarget* const column : columns)
                cells.push_back(column->floats[row] == no_minutes ? "-"
                                                                  : length(column->floats[row]));
            cells.push_back(holder(task));
            table.add(std::move(cells));
        }
        return table.to_string(session_.terminal_width());
    }

    /// Tasks that take part, by start, then plan order.
    [[nodiscard]] std::vector<TaskId> in_time() const {
        std::vector<TaskId> tasks;
        for (const TaskId task : plan_.tasks())
            if (schedule_.takes_part(task)) tasks.push_back(task);
        std::stable_sort(tasks.begin(), tasks.end(),
                         [&](TaskId a, TaskId b) { return start_of(a) < start_of(b); });
        return tasks;
    }

    [[nodiscard]] std::string reasons() const {
        std::string text;
        for (const ScheduleStep& step : answer_.why)
            text += escape_controls(sentence(schedule_, step, language_.code())) + '\n';
        const TaskId task = answer_.why.front().task;
        const Minutes margin = schedule_.total_float()[task.index()];
        if (schedule_.is_critical(task))
            return text +
                   language_.say("it is critical: without it the plan would end {0} earlier\n",
                                 "它是关键任务：若不占时间，方案可提前 {0} 完成\n",
                                 length(answer_.drag));
        text +=
            language_.say("it is not critical: it can take {0} more before the plan ends later\n",
                          "它不是关键任务：再延长 {0} 才会推迟方案完成\n", length(margin));
        const SchedulePath path = why_not_critical(schedule_, task).path;
        return text + language_.say("then {0} would be critical\n", "届时关键路径为 {0}\n",
                                    chain_text(plan_, path.tasks));
    }

    const Session& session_;
    const ScheduleAnswer& answer_;
    const Schedule& schedule_;
    const Plan& plan_;
    Language language_;
    std::string text_;
};

}  // namespace

std::string_view conflict_word(ScheduleConflict::Kind kind) {
    constexpr std::array<std::string_view, 4> all = {"link", "start_no_later", "finish_no_later",
                                                     "finish"};
    return all[static_cast<std::size_t>(kind)];
}

std::string schedule_text(const Session& session, const ScheduleAnswer& answer) {
    return ScheduleText(session, answer).write();
}

}  // namespace planloom::tool
