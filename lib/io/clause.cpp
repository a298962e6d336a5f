#include <planloom/io/clause.hpp>

#include "../core/deadline_text_point.hpp"
#include "clause_reader.hpp"

#include <algorithm>
#include <array>

namespace planloom {
namespace chinese {
namespace {

/// Beyond this an assignment's text is the name alone, so that a list of n names costs O(n).
constexpr std::size_t longest_text = 600;

/// Whether an item of a clause is a deadline and no unit: 2025年6月底前完成, 长期坚持.
bool is_deadline(std::string_view text) {
    constexpr auto ongoing = std::to_array<std::string_view>(
        {"持续推进", "长期坚持", "长期推进", "持续实施", "长期", "持续", "常态化推进"});
    constexpr auto ends =
        std::to_array<std::string_view>({"", "前", "之前", "以前", "完成", "前完成", "底前完成"});
    if (is_any(text, ongoing)) return true;
    (void)(take(text, "到") || take(text, "于"));
    constexpr int any_year = 2000;
    return take_date(text, any_year).has_value() && is_any(text, ends);
}

}  // namespace

ClauseReader::ClauseReader(std::string_view text, ClauseScope& scope, bool reads_riders)
    : text_(clean(text)),
      scope_(scope),
      reads_riders_(reads_riders),
      earlier_units_(scope.later_units.size()) {}

void ClauseReader::note(std::string_view code, std::string message) {
    clause_.notes.push_back({std::string(code), std::move(message)});
}

Clause ClauseReader::read() && {
    if (is_nothing(text_)) {
        clause_.is_none = true;
        return std::move(clause_);
    }
    const Items items = cut_into_items(text_);
    if (!items.is_balanced)
        note("unbalanced_bracket", "a bracket in the clause is not closed, or closes nothing");
    for (std::size_t at = 0; at < items.list.size();) at = read_item(items.list, at);
    flush(std::nullopt);
    finish();
    return std::move(clause_);
}

std::size_t ClauseReader::read_item(const std::vector<Item>& items, std::size_t at) {
    const Item& item = items[at];
    if (item.mark == Mark::colon) {
        read_label(item);
        return at + 1;
    }
    if (label_ && label_->kind == LabelKind::deadline) {
        if (!clause_.deadline.empty()) clause_.deadline += "，";
        clause_.deadline += item.text;
        return at + 1;
    }
    if (label_ && label_->kind == LabelKind::person) {
        if (!item.text.empty())
            note("person_dropped", "a person is no unit: " + std::string(item.text));
        return at + 1;
    }
    if (label_ && is_nothing(item.text) && !item.text.empty()) return at + 1;
    if (is_deadline(item.text)) {
        clause_.deadline = item.text;
        return at + 1;
    }
    if (reads_riders_ && is_later_rider(item.text)) return read_later_rider(items, at);
    if (says_first_is_lead(take_brackets(item.text).name)) return read_first_rider(items, at);
    if (is_closing_remark(item.text)) {
        if (contains(item.text, "下同")) keep_for_later(item.text);
        return at + 1;
    }
    read_names(item);
    return at + 1;
}

void ClauseReader::read_label(const Item& item) {
    std::string_view before = item.text;
    const std::optional<Label> label = take_label_back(before);
    if (!label) {
        flush(std::nullopt);
        note("clause_text_unread", "not a known label: " + std::string(item.text));
        return;
    }
    if (!before.empty() && (!label_ || label_->kind == LabelKind::units))
        read_names({before, Mark::part});
    flush(std::nullopt);
    label_ = label;
    has_label_ = true;
}

/// Takes the date between a name and its verb: 财政部于2025年底前 of 财政部于2025年底前完成.
void ClauseReader::take_deadline_back(std::string_view& head) {
    constexpr auto ends = std::to_array<std::string_view>({"前", "之前", "以前", "内", "底前"});
    const std::size_t at = head.find_first_of("0123456789");
    if (at == std::string_view::npos) return;
    std::string_view rest = head.substr(at);
    constexpr int any_year = 2000;
    if (!take_date(rest, any_year)) return;
    (void)take_any(rest, ends);
    if (!rest.empty()) return;
    clause_.deadline = head.substr(at);
    head = head.substr(0, at);
    (void)(take_back(head, "于") || take_back(head, "在"));
    head = trim(head);
}

void ClauseReader::read_names(const Item& item) {
    constexpr auto together = std::to_array<std::string_view>({"会同"});
    constexpr auto openers = std::to_array<std::string_view>({"由", "请", "并由", "分别由"});
    std::string_view head = item.text;
    if (segment_.empty() && !head.empty()) segment_ = head;
    if (!head.empty())
        segment_ = std::string_view(
            segment_.data(), static_cast<std::size_t>(head.data() + head.size() - segment_.data()));
    (void)take_any(head, openers);
    const std::optional<Verb> verb = take_verb_back(head);
    if (verb) take_deadline_back(head);
    const std::size_t at = find_outside(head, together);
    if (at == std::string_view::npos) {
        add_names(head);
    } else {
        std::string_view left = head.substr(0, at);
        (void)take_verb_back(left);
        add_names(left);
        together_ = pending_.size();
        add_names(head.substr(at + together[0].size()));
    }
    const bool is_end = item.mark == Mark::part || item.mark == Mark::stop;
    if (verb) {
        flush(verb);
    } else if (is_end) {
        flush(std::nullopt);
    }
    if (is_end || item.mark == Mark::group) prefix_.clear();
}

void ClauseReader::flush(const std::optional<Verb>& verb) {
    if (pending_.empty()) {
        segment_ = {};
        together_.reset();
        return;
    }
    Role role = verb ? verb->role : Role::responsible;
    if (!verb && label_) role = label_->role;
    if (!verb && !label_)
        note("role_guessed", "no verb says what " + pending_.front().assignment.written +
                                 " does, taken as responsible");
    if (verb) has_verb_ = true;
    const std::size_t first_helper = together_.value_or(pending_.size());
    const bool has_helpers = together_ && (role == Role::lead || role == Role::responsible);
    const std::size_t leaders = has_helpers || role == Role::lead ? first_helper : 0;
    if ((verb && verb->is_joint) || leaders > 1) clause_.is_joint = true;
    for (std::size_t i = 0; i < pending_.size(); ++i) {
        Mention& mention = pending_[i];
        ClauseAssignment& each = mention.assignment;
        each.role = i >= first_helper ? Role::support : leaders > 0 ? Role::lead : role;
        if (mention.own_role) each.role = *mention.own_role;
        if (each.role == Role::lead && has_lead_) each.role = Role::co_lead;
        if (each.role == Role::lead) has_lead_ = true;
        each.text = segment_.size() <= longest_text ? std::string(segment_) : each.written;
        each.position = clause_.assignments.size() + 1;
        clause_.assignments.push_back(std::move(each));
    }
    pending_.clear();
    together_.reset();
    segment_ = {};
}

void ClauseReader::finish() {
    std::vector<ClauseAssignment>& all = clause_.assignments;
    if ((scope_.first_is_lead || first_is_lead_here_) && !has_lead_ && !all.empty() &&
        all.front().role == Role::responsible) {
        all.front().role = Role::lead;
        all.front().is_inferred = true;
    }
    for (std::size_t i = 0; i < earlier_units_; ++i) {
        ClauseAssignment later = scope_.later_units[i];
        const bool is_there =
            std::any_of(all.begin(), all.end(), [&](const ClauseAssignment& each) {
                return each.name == later.name && each.role == later.role;
            });
        if (is_there) continue;
        later.position = all.size() + 1;
        all.push_back(std::move(later));
    }
}

bool ClauseReader::is_plausible() const {
    if (clause_.assignments.empty()) return says_rider_ || (has_label_ && clause_.is_none);
    if (has_label_) return true;
    if (!has_verb_) return false;
    const auto is_like = [](const ClauseAssignment& each) { return is_unit_like(each.name); };
    const auto& all = clause_.assignments;
    const auto like = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_like));
    return is_like(all.front()) && 2 * like >= all.size();
}

}  // namespace chinese

Clause read_clause(std::string_view text, ClauseScope& scope) {
    return chinese::ClauseReader(text, scope, true).read();
}

bool is_clause(std::string_view text) {
    // A clause of a real document has a few hundred bytes.
    constexpr std::size_t longest = 20000;
    if (text.size() > longest || chinese::is_nothing(text)) return false;
    ClauseScope scope;
    chinese::ClauseReader reader(text, scope, true);
    return reader.probe();
}

}  // namespace planloom
