#include "field_values.hpp"

#include <planloom/core/utf8.hpp>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace planloom::query::detail {
namespace {

std::optional<double> given(std::optional<std::int32_t> value) {
    return value ? std::optional<double>(*value) : std::nullopt;
}
std::optional<double> given(std::optional<Minutes> value) {
    return value ? std::optional<double>(static_cast<double>(*value)) : std::nullopt;
}
std::optional<double> given(Date date) {
    return date.is_set() ? std::optional<double>(date.days()) : std::nullopt;
}

template <class Ids>
double count_of_different(const Ids& ids) {
    return static_cast<double>(std::set(ids.begin(), ids.end()).size());
}

std::optional<double> task_date(const TaskView& task, FieldId field) {
    switch (field) {
        case FieldId::due:
            return given(task.due().date);
        case FieldId::start_no_earlier:
            return given(task.start_no_earlier());
        case FieldId::start_no_later:
            return given(task.start_no_later());
        case FieldId::finish_no_earlier:
            return given(task.finish_no_earlier());
        case FieldId::finish_no_later:
            return given(task.finish_no_later());
        case FieldId::must_start:
            return given(task.must_start());
        case FieldId::must_finish:
            return given(task.must_finish());
        case FieldId::actual_start:
            return given(task.actual_start());
        case FieldId::actual_finish:
            return given(task.actual_finish());
        case FieldId::baseline_start:
            return given(task.baseline_start());
        case FieldId::baseline_finish:
            return given(task.baseline_finish());
        default:
            return given(task.plan_filed());
    }
}

/// What follows from the schedule.
std::optional<double> scheduled(Ground& ground, FieldId field, TaskId task) {
    const Schedule& schedule = ground.schedule();
    if (!schedule.takes_part(task)) return std::nullopt;
    if (field == FieldId::slack) return static_cast<double>(schedule.total_float()[task.index()]);
    if (!schedule.has_dates()) return std::nullopt;
    const bool is_start = field == FieldId::start;
    Minutes moment = (is_start ? schedule.early_start() : schedule.early_finish())[task.index()];
    // What ends at midnight ends on the day before.
    const bool has_length = schedule.early_start()[task.index()] < moment;
    if (!is_start && has_length) --moment;
    return given(schedule.date(moment).date());
}

/// How many nodes of one kind hang on a node.
double count(const Ground& ground, FieldId field, Node node) {
    const Plan& plan = ground.plan();
    const PlanGraph& graph = ground.graph();
    std::vector<std::uint32_t> found;
    if (node.kind == NodeKind::requirement) {
        const NodeKind wanted = field == FieldId::tasks ? NodeKind::task : NodeKind::goal;
        for (const ImplementsId row : graph.implements(node.requirement())) {
            const Node other = plan.implements_table().node[row.index()];
            if (other.kind == wanted) found.push_back(other.index);
        }
    } else if (field == FieldId::tasks && node.kind == NodeKind::goal) {
        for (const ServesId row : graph.serves(node.goal()))
            found.push_back(plan.serves_table().task[row.index()].value());
    } else if (field == FieldId::tasks) {
        for (const AssignmentId row : graph.assignments(node.unit()))
            found.push_back(plan.assignment_table().task[row.index()].value());
    } else if (field == FieldId::goals && node.kind == NodeKind::task) {
        for (const ServesId row : plan.serves(node.task()))
            if (plan.serves_table().goal[row.index()].is_valid())
                found.push_back(plan.serves_table().goal[row.index()].value());
    } else if (field == FieldId::units) {
        for (const AssignmentId row : plan.assignments(node.task()))
            if (plan.assignment_table().unit[row.index()].is_valid())
                found.push_back(plan.assignment_table().unit[row.index()].value());
    }
    return count_of_different(found);
}

double child_count(const PlanGraph& graph, Node node) {
    if (node.kind == NodeKind::goal) return static_cast<double>(graph.children(node.goal()).size());
    if (node.kind == NodeKind::task) return static_cast<double>(graph.children(node.task()).size());
    return static_cast<double>(graph.children(node.unit()).size());
}

}  // namespace

std::string_view section_number(std::string_view section) noexcept {
    constexpr std::string_view opens[] = {"(", "（"};
    constexpr std::string_view closes[] = {")", "）"};
    for (const std::string_view open : opens) {
        if (!section.starts_with(open)) continue;
        section.remove_prefix(open.size());
        std::size_t end = std::string_view::npos;
        for (const std::string_view close : closes) end = std::min(end, section.find(close));
        return end == std::string_view::npos ? std::string_view() : section.substr(0, end);
    }
    std::size_t end = section.find("、");
    for (const std::string_view sign : {std::string_view(". "), std::string_view(" ")})
        end = std::min(end, section.find(sign));
    return end == std::string_view::npos ? std::string_view() : section.substr(0, end);
}

std::string_view text_value(const Ground& ground, FieldId field, Node node) {
    const Plan& plan = ground.plan();
    if (field == FieldId::key) return plan.key(node);
    if (field == FieldId::title) return plan.title(node);
    if (node.kind == NodeKind::requirement) {
        const RequirementView view = plan.requirement(node.requirement());
        if (field == FieldId::text) return view.text();
        if (field == FieldId::source) return view.source();
        return field == FieldId::raised_by ? view.raised_by() : view.reason();
    }
    if (node.kind == NodeKind::goal) {
        const GoalView view = plan.goal(node.goal());
        if (field == FieldId::text) return view.text();
        return field == FieldId::section ? view.section() : view.former_key();
    }
    if (node.kind == NodeKind::unit) {
        const UnitView view = plan.unit(node.unit());
        if (field == FieldId::level) return view.level();
        if (field == FieldId::region) return view.region();
        if (field == FieldId::duty) return view.duty();
        return field == FieldId::calendar ? view.calendar() : view.former_key();
    }
    const TaskView view = plan.task(node.task());
    switch (field) {
        case FieldId::text:
            return view.text();
        case FieldId::section:
            return view.section();
        case FieldId::deliverable:
            return view.deliverable();
        case FieldId::evidence:
            return view.evidence();
        case FieldId::due_text:
            return view.due_text();
        case FieldId::calendar:
            return view.calendar();
        case FieldId::level:
            return view.level();
        default:
            return view.former_key();
    }
}

bool has_flag(const Ground& ground, FieldId field, Node node) {
    const Plan& plan = ground.plan();
    switch (field) {
        case FieldId::milestone:
            return plan.task(node.task()).is_milestone();
        case FieldId::joint:
            return plan.task(node.task()).is_joint();
        case FieldId::ongoing:
            return plan.task(node.task()).is_ongoing();
        case FieldId::late:
            return plan.task(node.task()).is_late();
        case FieldId::elapsed:
            return plan.task(node.task()).is_elapsed();
        case FieldId::external:
            return plan.task(node.task()).is_external();
        case FieldId::local:
            return node.kind == NodeKind::goal ? plan.goal(node.goal()).is_local()
                                               : plan.task(node.task()).is_local();
        case FieldId::closed:
            return plan.goal(node.goal()).is_closed();
        case FieldId::optional:
            return plan.requirement(node.requirement()).is_optional();
        case FieldId::group:
            return plan.unit(node.unit()).kind() == UnitKind::group;
        case FieldId::summary:
            return !ground.graph().is_leaf(node.task());
        default:
            return ground.graph().is_leaf(node.task());
    }
}

std::optional<double> number_value(Ground& ground, FieldId field, Node node) {
    const Plan& plan = ground.plan();
    const PlanGraph& graph = ground.graph();
    switch (field) {
        case FieldId::progress:
            return given(plan.task(node.task()).progress());
        case FieldId::capacity: {
            const double capacity = plan.unit(node.unit()).capacity();
            return capacity > 0 ? std::optional<double>(capacity) : std::nullopt;
        }
        case FieldId::round:
            return given(plan.requirement(node.requirement()).round());
        case FieldId::predecessors:
            return count_of_different(graph.predecessors(graph.node(node.task())));
        case FieldId::successors:
            return count_of_different(graph.successors(graph.node(node.task())));
        case FieldId::children:
            return child_count(graph, node);
        case FieldId::tasks:
        case FieldId::goals:
        case FieldId::units:
            return count(ground, field, node);
        case FieldId::duration:
            return given(plan.task(node.task()).duration());
        case FieldId::optimistic:
            return given(plan.task(node.task()).optimistic());
        case FieldId::pessimistic:
            return given(plan.task(node.task()).pessimistic());
        case FieldId::baseline_duration:
            return given(plan.task(node.task()).baseline_duration());
        case FieldId::horizon:
            return given(plan.goal(node.goal()).horizon().date);
        case FieldId::exists_from:
            return given(plan.unit(node.unit()).exists_from());
        case FieldId::exists_until:
            return given(plan.unit(node.unit()).exists_until());
        case FieldId::slack:
        case FieldId::start:
        case FieldId::finish:
            return scheduled(ground, field, node.task());
        default:
            return task_date(plan.task(node.task()), field);
    }
}

std::optional<std::string> attribute_text(const Ground& ground, std::string_view name, Node node) {
    const Plan& plan = ground.plan();
    for (const RowText& each : plan.attributes(node)) {
        if (plan.text(each.name) != name) continue;
        const std::string_view json = plan.text(each.value);
        if (!json.starts_with('"')) return std::string(json);
        std::string text;
        for (std::size_t i = 1; i + 1 < json.size(); ++i) {
            // Other escapes than these stand for control characters, which nobody asks for.
            if (json[i] == '\\' && i + 2 < json.size()) ++i;
            text += json[i];
        }
        return text;
    }
    return std::nullopt;
}

std::optional<double> as_number(const std::string& text) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (text.empty() || end != text.c_str() + text.size() || number != number) return std::nullopt;
    return number;
}

}  // namespace planloom::query::detail
