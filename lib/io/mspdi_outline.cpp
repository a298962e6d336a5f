#include <planloom/model/faults.hpp>
#include <planloom/model/views.hpp>

#include "mspdi_writing.hpp"

#include <charconv>
#include <set>

namespace planloom::detail::mspdi {
namespace {

constexpr std::int64_t largest_uid = 2'147'483'647;

/// The UID that a key is, as a reader would write it.
std::int64_t uid_of_key(std::string_view key) noexcept {
    std::int64_t uid = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), uid);
    const bool is_whole = error == std::errc() && end == key.data() + key.size();
    return is_whole && uid >= 1 && uid <= largest_uid && key.front() != '0' ? uid : 0;
}

}  // namespace

Outline::Outline(const Plan& plan)
    : plan_(plan), uids_(plan.tasks().size()), has_second_key_(plan.tasks().size(), false) {
    for (const auto& [later, earlier] : find_duplicate_keys(plan)) {
        if (later.kind != NodeKind::task) continue;
        has_second_key_[later.index] = true;
        ++keys_left_out_;
    }
    lay_rows();
    give_uids();
}

void Outline::lay_rows() {
    const std::size_t count = plan_.tasks().size();
    std::vector<bool> is_on_circle(count, false);
    for (const HierarchyCycle& cycle : find_hierarchy_cycles(plan_))
        for (const Node node : cycle)
            if (node.kind == NodeKind::task) is_on_circle[node.index] = true;
    std::vector<std::vector<TaskId>> children(count);
    std::vector<TaskId> roots;
    for (const TaskId task : plan_.tasks()) {
        const auto parent = plan_.task(task).parent();
        if (parent && !is_on_circle[task.index()])
            children[parent->index()].push_back(task);
        else
            roots.push_back(task);
    }
    struct Level {
        const std::vector<TaskId>* tasks;
        std::size_t next = 0;
        std::size_t parent = 0;
    };
    std::vector<Level> open{{&roots}};
    while (!open.empty()) {
        Level& level = open.back();
        if (level.next == level.tasks->size()) {
            open.pop_back();
            continue;
        }
        const TaskId task = (*level.tasks)[level.next++];
        if (task.index() != rows_.size()) ++moved_;
        const bool has_children = !children[task.index()].empty();
        rows_.push_back({task, 0, open.size(), level.next, level.parent, has_children});
        if (has_children) open.push_back({&children[task.index()], 0, rows_.size() - 1});
    }
}

void Outline::give_uids() {
    std::set<std::int64_t> taken;
    for (OutlineRow& row : rows_) {
        const std::int64_t uid = uid_of_key(plan_.task(row.task).key());
        if (uid > 0 && taken.insert(uid).second) row.uid = uid;
    }
    std::int64_t next = 1;
    for (OutlineRow& row : rows_) {
        if (row.uid == 0) {
            while (taken.contains(next)) ++next;
            row.uid = next++;
        }
        uids_[row.task.index()] = row.uid;
    }
}

std::string Outline::number(const OutlineRow& row) const {
    std::vector<std::size_t> positions;
    const OutlineRow* at = &row;
    while (true) {
        positions.push_back(at->position);
        if (at->level == 1) break;
        at = &rows_[at->parent];
    }
    std::string text;
    for (std::size_t i = positions.size(); i-- > 0;)
        text += (text.empty() ? "" : ".") + std::to_string(positions[i]);
    return text;
}

bool Outline::needs_key(const OutlineRow& row) const {
    return !has_second_key_[row.task.index()] &&
           plan_.task(row.task).key() != std::to_string(row.uid);
}

}  // namespace planloom::detail::mspdi
