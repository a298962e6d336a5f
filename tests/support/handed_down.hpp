// The links of a plan written out for all tasks under their ends, pair by pair.
#pragma once

#include <planloom/model/plan.hpp>

#include <vector>

namespace planloom::testing {

struct HandedDownLink {
    TaskId from, to;
    DependencyId row;
};

/// Whether a task is, or stands under, another; parents must not run in circles.
inline bool is_within(const Plan& plan, TaskId task, TaskId whole) {
    while (task.is_valid() && task != whole) task = plan.task_table().parent[task.index()];
    return task.is_valid();
}

/// One entry for every row and every pair of tasks within its ends, by row.
inline std::vector<HandedDownLink> handed_down_links(const Plan& plan) {
    std::vector<HandedDownLink> links;
    const DependencyTable& table = plan.dependency_table();
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!table.predecessor[row].is_valid()) continue;
        for (const TaskId from : plan.tasks())
            for (const TaskId to : plan.tasks())
                if (is_within(plan, from, table.predecessor[row]) &&
                    is_within(plan, to, table.successor[row]))
                    links.push_back({from, to, DependencyId(row)});
    }
    return links;
}

}  // namespace planloom::testing
