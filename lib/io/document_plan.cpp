// The rows of the plan out of what was decided about a document.
#include "../core/chinese_text.hpp"
#include "document_reader.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace planloom::chinese {
namespace {

std::string joined(const std::vector<int>& path, std::size_t last) {
    std::string key;
    for (std::size_t i = path.size() - std::min(last, path.size()); i < path.size(); ++i) {
        if (!key.empty()) key += '.';
        key += std::to_string(path[i]);
    }
    return key;
}

/// The shortest ends of the paths that are all different; what is the same even in full is
/// numbered.
std::vector<std::string> short_keys(const std::vector<std::vector<int>>& paths) {
    std::size_t longest = 1;
    for (const std::vector<int>& path : paths) longest = std::max(longest, path.size());
    std::vector<std::string> keys;
    for (std::size_t last = 1; last <= longest; ++last) {
        keys.clear();
        for (const std::vector<int>& path : paths) keys.push_back(joined(path, last));
        if (std::set<std::string_view>(keys.begin(), keys.end()).size() == keys.size()) return keys;
    }
    std::map<std::string, int> count;
    std::set<std::string> used(keys.begin(), keys.end());
    for (std::string& key : keys) {
        int& number = count[key];
        if (++number == 1) continue;
        std::string next = key + '-' + std::to_string(number);
        while (!used.insert(next).second) next = key + '-' + std::to_string(++number);
        key = std::move(next);
    }
    return keys;
}

/// 到2025年 and the first thing that it says.
std::string stage_title(std::string_view text) {
    constexpr auto commas = std::to_array<std::string_view>({"，", ","});
    constexpr auto ends = std::to_array<std::string_view>({"，", ",", "；", "。", "\n"});
    const std::size_t comma = find_any(text, commas);
    const std::size_t from = comma == std::string_view::npos ? 0 : comma + 1;
    const std::string_view title = text.substr(0, find_any(text, ends, from));
    constexpr std::size_t most = 50;
    if (length(title) > most) return std::string(first_chars(title, most)) + "…";
    return std::string(title);
}

}  // namespace

std::vector<int> DocumentReader::path_of(std::size_t at) const {
    std::vector<int> path;
    for (; at > 0; at = sections_[at].parent) path.push_back(sections_[at].number);
    std::reverse(path.begin(), path.end());
    return path;
}

std::optional<std::size_t> DocumentReader::goal_above(std::size_t at) const {
    for (; at > 0; at = sections_[at].parent)
        if (parts_[at].is_goal) return at;
    return std::nullopt;
}

std::string DocumentReader::section_title(std::size_t at) const {
    return sections_[at].heading();
}

void DocumentReader::make_keys() {
    std::vector<std::vector<int>> paths;
    for (const DraftTask& task : tasks_) {
        if (task.parent != none) continue;
        paths.push_back(path_of(task.section));
        if (task.ordinal > 0) paths.back().push_back(task.ordinal);
    }
    std::vector<std::string> keys = short_keys(paths);
    std::set<std::string> used(keys.begin(), keys.end());
    std::size_t next_key = 0;
    for (DraftTask& task : tasks_) {
        if (task.parent == none) {
            task.key = std::move(keys[next_key++]);
            continue;
        }
        task.key = tasks_[task.parent].key + '.' + std::to_string(task.ordinal);
        while (!used.insert(task.key).second) task.key += '+';
    }
    paths.clear();
    for (std::size_t at = 1; at < sections_.size(); ++at)
        if (parts_[at].is_goal) paths.push_back(path_of(at));
    keys = short_keys(paths);
    std::size_t next = 0;
    for (Part& part : parts_)
        if (part.is_goal) part.key = 'G' + keys[next++];
}

void DocumentReader::add_head() {
    PlanHead& head = builder_.head();
    head.title = facts_.title;
    head.number = facts_.number;
    head.language = "zh";
    head.source = options_.name;
    head.consultation = facts_.consultation;
    for (const NamedDocument& each : facts_.parents) head.based_on.push_back(each.number);
    if (head.title.empty())
        note("no_title", Severity::info, 0, "no title was found in the first lines");
}

void DocumentReader::add_requirements() {
    for (const NamedDocument& each : facts_.parents)
        builder_.add_requirement({.key = each.number,
                                  .title = each.title,
                                  .source = each.number,
                                  .is_optional = true,
                                  .line = each.line});
    if (!facts_.parents.empty())
        note(
            "parent_documents", Severity::info, facts_.parents.front().line,
            "documents named by their number are requirements that need no answer, since their own "
            "clauses are not in this text: " +
                std::to_string(facts_.parents.size()));
}

void DocumentReader::add_goals() {
    for (std::size_t at = 1; at < sections_.size(); ++at) {
        const Section& section = sections_[at];
        const Part& part = parts_[at];
        if (part.is_goal) {
            const std::vector<Stage> stages =
                is_aim_title(section.title) ? find_stages(section.text) : std::vector<Stage>();
            std::size_t end = std::min(part.aim_end, section.text.size());
            if (!stages.empty()) end = std::min(end, stages.front().begin);
            std::string_view text;
            if (end > section.title_end)
                text = trim(std::string_view(section.text)
                                .substr(section.title_end, end - section.title_end));
            const std::optional<std::size_t> above = goal_above(section.parent);
            NewGoal row{
                .key = part.key, .title = section.title, .text = text, .line = section.line};
            const std::string heading = section.heading();
            if (part.has_section) row.section = heading;
            if (above) row.parent = parts_[*above].key;
            if (part.declared) row.declared_tasks = *part.declared;
            builder_.add_goal(row);
        }
        const bool states_aims = is_aim_title(section.title) || contains(section.title, "总体要求");
        if (!part.is_task && states_aims && part.first_task == part.end_task) add_stages(at);
    }
}

void DocumentReader::add_stages(std::size_t at) {
    const Section& section = sections_[at];
    for (const Stage& stage : find_stages(section.text)) {
        std::string key = "G" + std::to_string(stage.year);
        if (const int count = ++stage_count_[stage.year]; count > 1)
            key += '-' + std::to_string(count);
        const std::string title = stage_title(stage.text);
        NewGoal row{
            .key = key, .title = title, .text = stage.text, .line = section.line_at(stage.begin)};
        row.horizon = {Date::from_ymd(stage.year, 12, 31), DatePrecision::year};
        if (parts_[at].is_goal) row.parent = parts_[at].key;
        builder_.add_goal(row);
    }
}

void DocumentReader::add_units() {
    const auto kind_of = [](const ClauseAssignment& each) {
        return each.is_group ? UnitKind::group : UnitKind::unit;
    };
    // Names with their aliases first, so that an alias that stands alone finds its body.
    for (const DraftTask& task : tasks_) {
        for (const ClauseAssignment& each : task.assignments) {
            if (each.aliases.empty()) continue;
            const std::size_t body = units_.add(each.name, kind_of(each)).body;
            for (const std::string& alias : each.aliases) {
                if (units_.add_alias(body, alias).outcome == UnitRegister::Outcome::conflict)
                    note("unit_alias_conflict", Severity::warning, task.clause_line,
                         alias + " stands in brackets behind " + each.name +
                             " but is a name of another unit; it is not joined");
            }
        }
    }
    std::vector<std::size_t> order;  // of first mention
    std::vector<bool> is_seen;
    const auto mention = [&](std::size_t body) {
        is_seen.resize(units_.bodies().size(), false);
        if (!is_seen[body]) order.push_back(body);
        is_seen[body] = true;
    };
    for (const DraftTask& task : tasks_) {
        for (const ClauseAssignment& each : task.assignments) {
            const UnitRegister::Entry entry = units_.add(each.name, kind_of(each));
            mention(entry.body);
            if (entry.outcome == UnitRegister::Outcome::joined)
                note("unit_alias_guessed", Severity::warning, task.clause_line,
                     each.name + " is taken for " + units_.bodies()[entry.body].name);
        }
    }
    if (!facts_.drafter.empty()) mention(units_.add(facts_.drafter).body);
    const std::string drafter = normalize_unit_name(facts_.drafter);
    for (const std::size_t at : order) {
        const UnitRegister::Body& body = units_.bodies()[at];
        NewUnit row{.key = body.name, .kind = body.kind};
        if (body.name == drafter) {
            row.duty = facts_.drafter_duty;
            row.line = facts_.drafter_line;
        }
        const UnitId unit = builder_.add_unit(row);
        for (const std::string& alias : body.aliases) builder_.add_alias(unit, alias);
    }
}

void DocumentReader::add_tasks() {
    for (const DraftTask& task : tasks_) {
        const std::optional<std::size_t> goal = goal_above(task.section);
        const std::size_t heading = goal.value_or(sections_[task.section].parent);
        const std::string section = heading > 0 ? section_title(heading) : std::string();
        NewTask row{.key = task.key,
                    .title = task.title,
                    .text = task.text,
                    .section = section,
                    .line = task.line};
        row.is_joint = task.is_joint;
        if (task.parent != none) row.parent = tasks_[task.parent].key;
        row.due = task.deadline.due;
        row.due_text = task.deadline.text;
        row.due_every = task.deadline.every;
        row.is_ongoing = task.deadline.is_ongoing;
        if (task.deadline.start.date.is_set())
            row.start_no_earlier = first_day(task.deadline.start);
        const TaskId id = builder_.add_task(row);
        if (goal && task.parent == none)
            builder_.serve(id, parts_[*goal].key, ServesRole::necessary, 1.0, task.line);
        std::set<std::pair<std::size_t, Role>> seen;
        for (const ClauseAssignment& each : task.assignments) {
            const std::size_t body = units_.add(each.name).body;
            const std::string& name = units_.bodies()[body].name;
            if (!seen.emplace(body, each.role).second) {
                note("unit_repeated", Severity::warning, task.clause_line,
                     "task " + task.key + " names " + name + " twice in one role");
                continue;
            }
            builder_.assign(id, name, each.role,
                            {.is_open = each.is_open,
                             .is_inferred = each.is_inferred,
                             .text = each.text,
                             .line = task.clause_line});
        }
    }
}

}  // namespace planloom::chinese
