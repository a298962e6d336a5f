#include <planloom/core/utf8.hpp>

#include "reasons_supervision.hpp"
#include "text.hpp"
#include "title_index.hpp"

#include <algorithm>
#include <map>

namespace planloom::coverage {
namespace {

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_ideograph(char32_t c) noexcept {
    return c >= 0x4E00 && c <= 0x9FFF;
}

/// 1 to 10 for 一 to 十, else 0.
int digit_of(char32_t c) noexcept {
    constexpr std::u32string_view digits = U"一二三四五六七八九十";
    const std::size_t place = digits.find(c);
    return place == std::u32string_view::npos ? 0 : static_cast<int>(place) + 1;
}

std::u32string decoded(std::string_view text) {
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) points += next_code_point(text, at);
    return points;
}

/// The number from 1 to 99 that stands at a place, such as 十二, and behind it; 0 where none does.
std::pair<int, std::size_t> chinese_number(std::u32string_view text, std::size_t at) {
    const auto digit = [&](std::size_t place) {
        return place < text.size() ? digit_of(text[place]) : 0;
    };
    int number = digit(at);
    if (number == 0) return {0, at};
    if (number < 10 && digit(at + 1) == 10) {
        number *= 10;
        ++at;
    } else if (number < 10) {
        return {number, at + 1};
    }
    ++at;
    if (const int unit = digit(at); unit > 0 && unit < 10) return {number + unit, at + 1};
    return {number, at};
}

/// The numbers of 一是, 二是 and so on, in the order of a text.
std::vector<int> listed_numbers(std::string_view text) {
    std::vector<int> numbers;
    if (text.find("是") == std::string_view::npos) return numbers;
    const std::u32string points = decoded(text);
    for (std::size_t at = 0; at < points.size();) {
        const bool is_start = at == 0 || !is_ideograph(points[at - 1]);
        const auto [number, end] = is_start ? chinese_number(points, at) : std::pair(0, at);
        if (number > 0 && end < points.size() && points[end] == U'是') numbers.push_back(number);
        at = std::max(end, at + 1);
    }
    return numbers;
}

void report_gap(RuleRun& run, std::optional<Node> node, int last, int found, int expected) {
    Draft draft;
    if (node) draft.subjects = {*node};
    draft.arguments = {{"kind", node ? std::string(word(node->kind)) : ""},
                       {"key", node ? run.name(*node) : ""},
                       {"last", std::to_string(last)},
                       {"found", std::to_string(found)},
                       {"expected", std::to_string(expected)}};
    draft.witness = {std::to_string(last), std::to_string(found)};
    draft.place = node ? "/text" : "/tasks";
    run.report(std::move(draft));
}

/// @return whether the text has a numbering
bool check_numbering(RuleRun& run, Node node, std::string_view text) {
    const std::vector<int> numbers = listed_numbers(text);
    // A single 一是 is no list.
    if (numbers.size() < 2) return false;
    int last = 0;
    for (const int number : numbers) {
        if (number != last + 1 && number != 1) {
            report_gap(run, node, last, number, last + 1);
            break;
        }
        last = number;
    }
    return true;
}

/// The number at the head of a section such as (三)..., 三、... or 3. ...; 0 where there is none.
int section_number(std::string_view section) {
    const std::u32string points = decoded(section.substr(0, 40));
    std::size_t at = 0;
    const bool is_bracketed = !points.empty() && (points[0] == U'(' || points[0] == U'（');
    if (is_bracketed) ++at;
    auto [number, end] = chinese_number(points, at);
    if (number == 0)
        for (; end < points.size() && points[end] >= U'0' && points[end] <= U'9' && number < 1000;
             ++end)
            number = number * 10 + static_cast<int>(points[end] - U'0');
    if (number == 0 || end >= points.size()) return 0;
    constexpr std::u32string_view behind = U"、.．，";
    const bool is_closed = is_bracketed ? points[end] == U')' || points[end] == U'）'
                                        : behind.find(points[end]) != std::u32string_view::npos;
    return is_closed ? number : 0;
}

/// @return whether sections are numbered
bool check_sections(RuleRun& run) {
    const Plan& plan = run.plan();
    std::map<int, std::string_view> sections;
    bool is_one_list = true;
    const auto see = [&](std::string_view section) {
        const int number = section_number(section);
        if (number == 0) return;
        const auto [known, is_new] = sections.emplace(number, section);
        is_one_list = is_one_list && (is_new || known->second == section);
    };
    for (const GoalId goal : plan.goals()) see(plan.goal(goal).section());
    for (const TaskId task : plan.tasks()) see(plan.task(task).section());
    if (sections.size() < 2 || !is_one_list) return !sections.empty();
    int last = 0;
    for (const auto& [number, section] : sections) {
        // A plan may begin to list its tasks after some sections of introduction.
        if (last > 0 && number != last + 1) report_gap(run, std::nullopt, last, number, last + 1);
        last = number;
    }
    return true;
}

}  // namespace

bool has_word(std::string_view text, std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool is_inside =
            is_letter(word.front()) &&
            ((at > 0 && is_letter(text[at - 1])) || (end < text.size() && is_letter(text[end])));
        if (!is_inside) return true;
    }
    return false;
}

void find_numbering_gaps(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_any = check_sections(run);
    for (const RequirementId row : plan.requirements())
        has_any = check_numbering(run, row, plan.requirement(row).text()) || has_any;
    for (const GoalId goal : plan.goals())
        has_any = check_numbering(run, goal, plan.goal(goal).text()) || has_any;
    for (const TaskId task : plan.tasks())
        has_any = check_numbering(run, task, plan.task(task).text()) || has_any;
    if (!has_any) run.skip(reasons::no_numbering);
}

void find_placeholders(RuleRun& run) {
    const Plan& plan = run.plan();
    const std::vector<std::string> words = run.words();
    bool has_open = false;
    const auto look = [&](TaskId task, std::string_view field, std::string_view text,
                          std::string_view place) {
        for (const std::string& word : words) {
            if (!has_word(text, word)) continue;
            run.report({.subjects = {task},
                        .arguments = {{"task", run.name(task)},
                                      {"field", std::string(field)},
                                      {"word", word}},
                        .witness = {std::string(text)},
                        .discriminator = std::string(field),
                        .place = std::string(place)});
            return;
        }
    };
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        if (!row.is_open()) continue;
        has_open = true;
        look(task, "title", plan.title(task), "/title");
        look(task, "deliverable", row.deliverable(), "/deliverable");
        look(task, "deadline", row.due_text(), "/due");
        for (const AssignmentId share : plan.assignments(task)) {
            const UnitId unit = plan.assignment_table().unit[share.index()];
            if (unit.is_valid() && plan.assignment_table().role[share.index()] == Role::lead)
                look(task, "lead", plan.title(unit), "/lead");
        }
    }
    if (!has_open) run.skip(reasons::no_open_tasks);
}

void find_shared_names(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.units().size() < 2) return run.skip(reasons::no_two_units);
    std::map<std::string, UnitId> owners;
    std::vector<std::pair<UnitId, UnitId>> told;
    for (const UnitId unit : plan.units()) {
        const auto see = [&](std::string_view name) {
            if (name.empty()) return;
            const auto [known, is_new] = owners.emplace(comparable_title(name), unit);
            const std::pair pair(known->second, unit);
            if (is_new || known->second == unit || plan.key(known->second) == plan.key(unit) ||
                std::find(told.begin(), told.end(), pair) != told.end())
                return;
            told.push_back(pair);
            run.report({.subjects = {known->second, unit},
                        .arguments = {{"first", run.name(known->second)},
                                      {"second", run.name(unit)},
                                      {"name", std::string(name)}},
                        .witness = {std::string(name)}});
        };
        told.clear();
        see(plan.key(unit));
        see(plan.title(unit));
        for (const RowText& alias : plan.aliases(unit)) see(plan.text(alias.value));
    }
}

}  // namespace planloom::coverage
