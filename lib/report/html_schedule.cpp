#include <planloom/order/critical.hpp>

#include "html_parts.hpp"

#include <algorithm>
#include <string>

namespace planloom::report {
namespace {

/// Tasks as they are listed, each with its stretch of time and how far it can slip.
class ScheduleTable {
public:
    explicit ScheduleTable(Page& page) : page_(page), schedule_(*page.facts().schedule) {
        last_ = schedule_.finish();
        for (const TaskId task : page.plan().tasks())
            if (schedule_.takes_part(task))
                last_ = std::max(last_, schedule_.late_finish()[task.index()]);
    }

    void write() {
        page_.raw("<div class=\"scroll\"><table class=\"timetable\">\n<thead><tr>");
        for (const Phrase* const head :
             {&phrases::task_column, &phrases::start_column, &phrases::finish_column,
              &phrases::float_column, &phrases::time_column})
            page_.element("th scope=\"col\"", *head);
        page_.raw("</tr></thead>\n<tbody>\n");
        std::size_t rows = 0;
        std::size_t left_out = 0;
        for (const TaskId task : page_.facts().tasks.order) {
            if (!schedule_.takes_part(task)) continue;
            if (++rows > page_.max_rows())
                ++left_out;
            else
                write_row(task);
        }
        page_.raw("</tbody></table></div>\n");
        if (left_out > 0)
            page_.leave_out(page_.words(phrases::schedule) + page_.words(phrases::colon) +
                            page_.count(left_out, nouns::task));
    }

private:
    void write_row(TaskId task) {
        const std::size_t row = task.index();
        page_.rawf("<tr{}><th scope=\"row\" class=\"d{}\">",
                   page_.graph().is_leaf(task) ? "" : " class=\"sum\"",
                   std::min<std::uint32_t>(page_.facts().tasks.depth[task], 6));
        page_.key(task);
        page_.link(task);
        page_.raw("</th>");
        write_moment(schedule_.early_start()[row]);
        write_moment(schedule_.early_finish()[row]);
        page_.raw("<td class=\"t\">");
        if (schedule_.is_critical(task)) {
            page_.raw("<strong>");
            page_.say(phrases::critical_mark);
            page_.raw("</strong>");
        } else {
            page_.text(page_.length(schedule_.total_float()[row], page_.plan().head().work));
        }
        page_.raw("</td>");
        write_bar(row, schedule_.is_critical(task));
        page_.raw("</tr>\n");
    }

    void write_moment(Minutes moment) {
        page_.raw("<td class=\"t\">");
        page_.text(schedule_.has_dates() ? to_string(schedule_.date(moment).date())
                                         : schedule_.text(moment));
        page_.raw("</td>");
    }

    /// Where a moment is between start and end, in per cent.
    [[nodiscard]] double place(Minutes moment) const {
        const auto whole = static_cast<double>(last_ - schedule_.start());
        return whole <= 0 ? 0 : 100.0 * static_cast<double>(moment - schedule_.start()) / whole;
    }

    void write_bar(std::size_t row, bool is_critical) {
        const double start = place(schedule_.early_start()[row]);
        const double finish = place(schedule_.early_finish()[row]);
        const double late = place(schedule_.late_finish()[row]);
        page_.raw("<td class=\"gantt\"><div>");
        if (late > finish + 0.05)
            page_.rawf("<i class=\"slack\" style=\"left:{:.2f}%;width:{:.2f}%\"></i>", finish,
                       late - finish);
        page_.rawf("<i{} style=\"left:{:.2f}%;width:{:.2f}%\"></i></div></td>",
                   is_critical ? " class=\"crit\"" : "", std::clamp(start, 0.0, 99.7),
                   std::max(0.0, finish - start));
    }

    Page& page_;
    const Schedule& schedule_;
    Minutes last_ = 0;
};

void write_head(Page& page, const Schedule& schedule) {
    const std::string length = page.length(schedule.length(), page.plan().head().work);
    if (schedule.has_dates())
        page.element("p", phrases::length_dated, length,
                     to_string(schedule.date(schedule.start()).date()),
                     to_string(schedule.date(schedule.finish()).date()));
    else
        page.element("p", phrases::length_undated, length);
    page.element("p", phrases::schedule_explained);
    if (schedule.without_duration() > 0)
        page.element("p class=\"meta\"", phrases::untimed,
                     page.count(schedule.without_duration(), nouns::task));
    if (!schedule.conflicts().empty())
        page.element("p class=\"notice\"", phrases::conflicts,
                     page.count(schedule.conflicts().size(), nouns::conflict));
}

void write_path(Page& page, const Schedule& schedule) {
    const std::vector<SchedulePath> paths = critical_paths(schedule);
    if (paths.empty()) return;
    page.element("h3", phrases::critical_path);
    page.raw("<p class=\"crit-path\">");
    const std::vector<TaskId>& tasks = paths.front().tasks;
    const std::size_t shown = std::min(tasks.size(), page.max_rows());
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) page.raw(" → ");
        page.key(tasks[i]);
        page.link(tasks[i]);
    }
    page.raw("</p>\n");
    if (tasks.size() > shown)
        page.leave_out(page.words(phrases::critical_path) + page.words(phrases::colon) +
                       page.count(tasks.size() - shown, nouns::task));
}

void write_missed(Page& page, const Schedule& schedule) {
    std::size_t rows = 0;
    std::size_t left_out = 0;
    for (const ScheduleTarget& target : targets(schedule)) {
        if (target.is_plan || target.margin >= 0 || !target.last.is_valid()) continue;
        if (++rows > page.max_rows()) {
            ++left_out;
            continue;
        }
        page.element("p class=\"notice\"", phrases::misses, page.plan().title(target.node),
                     to_string(DateTime(target.deadline - 1).date()),
                     page.length(-target.margin, page.plan().head().work));
    }
    if (left_out > 0)
        page.leave_out(page.words(phrases::schedule) + page.words(phrases::colon) +
                       page.count(left_out, nouns::row));
}

}  // namespace

void write_schedule(Page& page) {
    if (!page.facts().schedule) return;
    const Schedule& schedule = *page.facts().schedule;
    page.open_section("schedule", phrases::schedule, "wide");
    write_head(page, schedule);
    write_missed(page, schedule);
    write_path(page, schedule);
    ScheduleTable(page).write();
    page.close_section();
}

}  // namespace planloom::report
