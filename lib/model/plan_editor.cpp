#include "plan_editor.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

constexpr std::string_view row_words[] = {"serves", "assignment", "dependency", "implements",
                                          "tag",    "need",       "alias"};

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

std::string described(const RowName& name) {
    std::string text = std::string(row_words[static_cast<std::size_t>(name.kind)]) + " row of " +
                       quoted(name.owner.key) + " with " + quoted(name.target);
    if (name.role) text += " as " + std::string(word(*name.role));
    if (name.nth != 0) text += ", number " + std::to_string(name.nth + 1);
    return text;
}

/// The kind of node that bears a text.
NodeKind bearer(RowKind kind) noexcept {
    if (kind == RowKind::need) return NodeKind::goal;
    return kind == RowKind::alias ? NodeKind::unit : NodeKind::task;
}

bool is_text(RowKind kind) noexcept {
    return kind == RowKind::tag || kind == RowKind::need || kind == RowKind::alias;
}

}  // namespace

PlanEditor::PlanEditor(Plan plan, std::span<const PlanEdit> edits)
    : edits_(edits),
      plan_(std::move(plan)),
      targets_(edits.size()),
      is_repeated_(edits.size(), false) {}

Plan PlanEditor::apply() {
    add_nodes();
    find_targets();
    find_conflicts();
    for (const DanglingRef& ref : plan_.dangling_) dangling_[{ref.field, ref.row}] = ref.key;
    set_fields();
    check_added_rows();
    rename();
    throw_faults();
    remove_rows();
    move_nodes();
    index_keys();
    keep_dangling();
    add_rows();
    return PlanBuilder(std::move(plan_)).build();
}

void PlanEditor::throw_faults() {
    if (faults_.empty()) return;
    std::stable_sort(faults_.begin(), faults_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.where.size(), std::string_view(a.where)) <
               std::pair(b.where.size(), std::string_view(b.where));
    });
    throw InvalidEdit(std::move(faults_));
}

void PlanEditor::keep_dangling() {
    plan_.dangling_.clear();
    for (const auto& [place, key] : dangling_)
        plan_.dangling_.push_back({place.first, place.second, key});
}

void PlanEditor::fault(std::size_t edit, std::string code, const std::string& message) {
    faults_.push_back({std::move(code), Severity::error, '/' + std::to_string(edit), 0, message});
}

void PlanEditor::conflict(std::size_t edit, std::size_t earlier) {
    fault(edit, "edit_conflict",
          "the edit does not go together with edit /" + std::to_string(earlier));
}

bool PlanEditor::has(NodeKind kind, std::string_view key) const {
    switch (kind) {
        case NodeKind::requirement:
            return plan_.find_requirement(key).has_value();
        case NodeKind::goal:
            return plan_.find_goal(key).has_value();
        case NodeKind::task:
            return plan_.find_task(key).has_value();
        case NodeKind::unit:
            // An alias may become the key of a unit of its own.
            return plan_.unit_index_.find(key, plan_.texts_, plan_.units_.key).has_value();
    }
    return false;
}

void PlanEditor::add_nodes() {
    std::map<std::pair<NodeKind, std::string>, std::size_t> seen;
    std::vector<std::size_t> good;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
        const AddNode* add = std::get_if<AddNode>(&edits_[i]);
        if (add == nullptr) continue;
        const auto [same, is_new] = seen.try_emplace({add->kind, add->key}, i);
        if (!is_new) {
            is_repeated_[i] = edits_[same->second] == edits_[i];
            if (!is_repeated_[i]) conflict(i, same->second);
        } else if (has(add->kind, add->key)) {
            fault(
                i, "duplicate_key",
                "there is a " + std::string(word(add->kind)) + ' ' + quoted(add->key) + " already");
        } else {
            good.push_back(i);
        }
    }
    if (good.empty()) return;
    PlanBuilder builder(std::move(plan_));
    for (const std::size_t i : good) {
        const AddNode& add = std::get<AddNode>(edits_[i]);
        switch (add.kind) {
            case NodeKind::requirement:
                targets_[i].node = builder.add_requirement({.key = add.key});
                break;
            case NodeKind::goal:
                targets_[i].node = builder.add_goal({.key = add.key});
                break;
            case NodeKind::task:
                targets_[i].node = builder.add_task({.key = add.key});
                break;
            case NodeKind::unit:
                targets_[i].node = builder.add_unit({.key = add.key});
                break;
        }
        targets_[i].is_found = true;
    }
    plan_ = std::move(builder).build();
}

std::optional<Node> PlanEditor::find(std::size_t edit, const NodeName& name) {
    std::optional<Node> found;
    switch (name.kind) {
        case NodeKind::requirement:
            if (const auto id = plan_.find_requirement(name.key)) found = *id;
            break;
        case NodeKind::goal:
            if (const auto id = plan_.find_goal(name.key)) found = *id;
            break;
        case NodeKind::task:
            if (const auto id = plan_.find_task(name.key)) found = *id;
            break;
        case NodeKind::unit:
            if (const auto id = plan_.find_unit(name.key)) found = *id;
            break;
    }
    std::uint32_t left = name.nth;
    while (found && left > 0) {
        ++found->index;
        while (found->index < count(name.kind) && plan_.key(*found) != name.key) ++found->index;
        if (found->index >= count(name.kind)) found.reset();
        --left;
    }
    if (!found) {
        std::string text = "unknown " + std::string(word(name.kind)) + ' ' + quoted(name.key);
        if (name.nth != 0) text += ", number " + std::to_string(name.nth + 1);
        fault(edit, "unknown_" + std::string(word(name.kind)), text);
    }
    return found;
}

std::optional<Node> PlanEditor::find_other(const RowName& name) const {
    const auto as_node = [](auto id) { return id ? std::optional<Node>(*id) : std::nullopt; };
    switch (name.kind) {
        case RowKind::serves:
            return as_node(plan_.find_goal(name.target));
        case RowKind::assignment:
            return as_node(plan_.find_unit(name.target));
        case RowKind::dependency:
            return as_node(plan_.find_task(name.target));
        case RowKind::implements:
            return as_node(plan_.find_requirement(name.target));
        default:
            return std::nullopt;
    }
}

std::pair<std::size_t, std::size_t> PlanEditor::rows_of(RowKind kind, Node owner) const {
    const auto ends = [](auto range) {
        const std::size_t first = range.empty() ? 0 : range[0].index();
        return std::pair(first, first + range.size());
    };
    const auto text_ends = [](const std::vector<RowText>& all, std::span<const RowText> own) {
        const auto first = own.empty() ? 0 : static_cast<std::size_t>(own.data() - all.data());
        return std::pair(first, first + own.size());
    };
    switch (kind) {
        case RowKind::serves:
            return ends(plan_.serves(owner.task()));
        case RowKind::assignment:
            return ends(plan_.assignments(owner.task()));
        case RowKind::dependency:
            return ends(plan_.predecessors(owner.task()));
        case RowKind::implements:
            return ends(plan_.implements(owner));
        case RowKind::tag:
            return text_ends(plan_.tags_, plan_.tags(owner.task()));
        case RowKind::need:
            return text_ends(plan_.needs_, plan_.needs(owner.goal()));
        case RowKind::alias:
            return text_ends(plan_.aliases_, plan_.aliases(owner.unit()));
    }
    return {0, 0};
}

bool PlanEditor::fits(const RowName& name, std::size_t row, std::optional<Node> other) const {
    // Two nodes may have the same key, so the key decides; an alias only names what it stands for.
    const auto leads_there = [&](auto id, Field field) {
        if (!id.is_valid()) return plan_.dangling_key(field, row) == name.target;
        return plan_.key(Node(id)) == name.target || (other && Node(id) == *other);
    };
    switch (name.kind) {
        case RowKind::serves:
            return leads_there(plan_.serves_.goal[row], Field::serves_goal);
        case RowKind::assignment:
            return (!name.role || plan_.assignments_.role[row] == *name.role) &&
                   leads_there(plan_.assignments_.unit[row], Field::assignment_unit);
        case RowKind::dependency:
            return leads_there(plan_.dependencies_.predecessor[row], Field::dependency_predecessor);
        case RowKind::implements:
            return leads_there(plan_.implements_.requirement[row], Field::implements_requirement);
        case RowKind::tag:
            return plan_.text(plan_.tags_[row].value) == name.target;
        case RowKind::need:
            return plan_.text(plan_.needs_[row].value) == name.target;
        case RowKind::alias:
            return plan_.text(plan_.aliases_[row].value) == name.target;
    }
    return false;
}

PlanEditor::Target PlanEditor::find(std::size_t edit, const RowName& name, bool is_new) {
    const bool may_own = name.kind == RowKind::implements ? name.owner.kind == NodeKind::goal ||
                                                                name.owner.kind == NodeKind::task
                                                          : name.owner.kind == bearer(name.kind);
    if (!may_own) {
        fault(edit, "no_such_row",
              "a " + std::string(word(name.owner.kind)) + " has no rows of the kind " +
                  std::string(row_words[static_cast<std::size_t>(name.kind)]));
        return {};
    }
    const std::optional<Node> owner = find(edit, name.owner);
    if (!owner) return {};
    const std::optional<Node> other = find_other(name);
    if (is_new) return {true, *owner, 0, other};
    std::uint32_t left = name.nth;
    const auto [first, last] = rows_of(name.kind, *owner);
    for (std::size_t row = first; row < last; ++row)
        if (fits(name, row, other) && left-- == 0)
            return {true, *owner, static_cast<std::uint32_t>(row), other};
    fault(edit, "no_such_row", "there is no " + described(name));
    return {};
}

void PlanEditor::find_targets() {
    for (std::size_t i = 0; i < edits_.size(); ++i) {
        const auto of_node = [&](const NodeName& name) {
            if (const std::optional<Node> node = find(i, name)) targets_[i] = {true, *node};
        };
        if (const auto* set = std::get_if<SetField>(&edits_[i])) of_node(set->node);
        if (const auto* name = std::get_if<RenameNode>(&edits_[i])) of_node(name->node);
        if (const auto* gone = std::get_if<RemoveNode>(&edits_[i])) of_node(gone->node);
        if (const auto* add = std::get_if<AddRow>(&edits_[i]))
            targets_[i] = find(i, add->row, true);
        if (const auto* gone = std::get_if<RemoveRow>(&edits_[i]))
            targets_[i] = find(i, gone->row, false);
        if (const auto* set = std::get_if<SetRowField>(&edits_[i])) {
            targets_[i] = find(i, set->row, false);
            if (targets_[i].is_found && is_text(set->row.kind)) {
                fault(i, "no_such_field", "a text has no fields");
                targets_[i].is_found = false;
            }
        }
        const auto* add = std::get_if<AddNode>(&edits_[i]);
        if (add == nullptr || !targets_[i].is_found) continue;
        std::optional<std::int64_t> place;
        if (add->after && add->after->empty()) place = -1;
        if (add->after && !add->after->empty())
            if (const std::optional<Node> node = find(i, {add->kind, *add->after}))
                place = node->index;
        added_[targets_[i].node] = {i, place};
    }
}

PlanEditor::Claim PlanEditor::claim_of(std::size_t edit) const {
    const PlanEdit& each = edits_[edit];
    const Target& target = targets_[edit];
    if (const auto* set = std::get_if<SetField>(&each))
        return {0, target.node, RowKind::serves, 0, set->field};
    if (std::holds_alternative<RenameNode>(each))
        return {0, target.node, RowKind::serves, 0, "key"};
    if (const auto* add = std::get_if<AddRow>(&each))
        return {1, target.node, add->row.kind,
                add->row.role ? static_cast<std::uint32_t>(*add->row.role) + 1 : 0,
                add->row.target};
    if (const auto* gone = std::get_if<RemoveRow>(&each))
        return {2, target.node, gone->row.kind, target.row, ""};
    if (const auto* set = std::get_if<SetRowField>(&each))
        return {2, target.node, set->row.kind, target.row, set->field};
    return {0, target.node, RowKind::serves, 0, ""};
}

void PlanEditor::find_conflicts() {
    std::map<Claim, std::size_t> claims;
    std::map<Node, std::size_t> gone;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
        if (!targets_[i].is_found || std::holds_alternative<AddNode>(edits_[i])) continue;
        const auto [same, is_new] = claims.try_emplace(claim_of(i), i);
        if (!is_new) {
            is_repeated_[i] = edits_[same->second] == edits_[i];
            if (!is_repeated_[i]) conflict(i, same->second);
        }
        if (std::holds_alternative<RemoveNode>(edits_[i])) gone.try_emplace(targets_[i].node, i);
    }
    for (const auto& [node, edit] : gone) removed_.insert(node);
    for (const auto& [claim, edit] : claims) {
        const Target& target = targets_[edit];
        if (std::holds_alternative<RemoveNode>(edits_[edit])) continue;
        if (const auto found = gone.find(target.node); found != gone.end()) {
            conflict(edit, found->second);
        } else if (const auto other = target.other ? gone.find(*target.other) : gone.end();
                   other != gone.end()) {
            conflict(edit, other->second);
        } else if (const auto* set = std::get_if<SetRowField>(&edits_[edit])) {
            const auto whole =
                claims.find({2, target.node, set->row.kind, target.row, std::string()});
            if (whole != claims.end()) conflict(edit, whole->second);
        }
    }
    for (const auto& [node, added] : added_)
        if (const auto found = gone.find(node); found != gone.end())
            conflict(found->second, added.edit);
}

std::size_t PlanEditor::count(NodeKind kind) const noexcept {
    switch (kind) {
        case NodeKind::requirement:
            return plan_.requirements_.count;
        case NodeKind::goal:
            return plan_.goals_.count;
        case NodeKind::task:
            return plan_.tasks_.count;
        case NodeKind::unit:
            return plan_.units_.count;
    }
    return 0;
}

std::vector<RowText>& PlanEditor::texts(RowKind kind) noexcept {
    if (kind == RowKind::need) return plan_.needs_;
    return kind == RowKind::alias ? plan_.aliases_ : plan_.tags_;
}

}  // namespace planloom
