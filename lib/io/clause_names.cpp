// How names in a clause are cut, completed and joined.
#include "clause_reader.hpp"

#include <algorithm>
#include <array>

namespace planloom::chinese {
namespace {

/// Whether the name is a class that goes on behind the next 、: 各省 in
/// 各省、自治区、直辖市人民政府.
bool is_begun_group(std::string_view name) {
    constexpr auto ends = std::to_array<std::string_view>(
        {"省", "自治区", "直辖市", "市", "州", "盟", "县", "区", "旗", "乡", "镇", "）"});
    return name.starts_with("各") && ends_with_any(name, ends) && length(name) <= 20;
}

/// Whether a text is nothing but levels of government and their word for government.
bool is_levels(std::string_view text) {
    constexpr auto words = std::to_array<std::string_view>(
        {"自治区", "直辖市", "计划单列市", "自治州", "自治县", "新疆生产建设兵团",
         "省",     "市",     "州",         "盟",     "县",     "区",
         "旗",     "乡",     "镇",         "级",     "街道",   "（",
         "）",     "(",      ")",          "、",     "，"});
    constexpr auto ends = std::to_array<std::string_view>(
        {"人民政府", "政府", "党委", "党委和政府", "党委、政府", "管委会", "管理委员会", "行署",
         "人民政府（管委会）", "政府（管委会）", "办事处"});
    while (true) {
        if (text.empty() || is_any(text, ends)) return true;
        if (take_any(text, words).empty()) return false;
    }
}

}  // namespace

void ClauseReader::add_names(std::string_view list) {
    constexpr auto splits = std::to_array<std::string_view>(
        {"和各", "和有关", "和相关", "和其他", "和地方", "和属地", "及各", "及有关", "及相关",
         "及其他", "与各", "与有关", "与相关", "以及", "并各"});
    constexpr auto joints = std::to_array<std::string_view>({"以及", "和", "及", "与", "并"});
    list = trim(list);
    while (!list.empty()) {
        const std::size_t at = find_outside(list, splits, 0);
        if (at == std::string_view::npos || at == 0) break;
        add_name(trim(list.substr(0, at)));
        list = list.substr(at);
        (void)take_any(list, joints);
        list = trim(list);
    }
    if (!list.empty()) add_name(list);
}

bool ClauseReader::continues_group(std::string_view name) {
    if (pending_.empty()) return false;
    ClauseAssignment& last = pending_.back().assignment;
    constexpr auto tails =
        std::to_array<std::string_view>({"单位", "部门", "机构", "企业", "地区", "高校", "团体"});
    const bool continues =
        (last.is_group && is_any(name, tails)) || (is_begun_group(last.written) && is_levels(name));
    // The rest of 等有关部门、单位 names nobody more.
    if (!continues) return last.is_open && is_rest_of_list(name) && !name.starts_with("各");
    last.written += "、";
    last.written += name;
    last.name = normalize_unit_name(last.written);
    last.is_group = true;
    return true;
}

// A part is never taken apart the same way again, so the calls are three deep at most.
// NOLINTNEXTLINE(misc-no-recursion)
bool ClauseReader::split_central_bodies(std::string_view name) {
    constexpr std::string_view conjunction = "和";
    if (!central_body(name).empty()) return false;
    for (std::size_t at = name.find(conjunction); at != std::string_view::npos;
         at = name.find(conjunction, at + 1)) {
        const std::string_view left = name.substr(0, at);
        const std::string_view right = name.substr(at + conjunction.size());
        if (central_body(left).empty() || central_body(right).empty()) continue;
        note("unit_split_guessed", std::string(name) + " is read as two units, " +
                                       std::string(left) + " and " + std::string(right));
        add_name(left);
        add_name(right);
        return true;
    }
    return false;
}

void ClauseReader::take_aliases(const Named& named, Mention& mention) {
    constexpr auto openers =
        std::to_array<std::string_view>({"原", "即", "简称", "以下简称", "加挂", "挂"});
    for (const std::string_view behind : named.behind) {
        std::string_view rest = behind;
        if (says_first_is_lead(behind)) {
            first_is_lead_here_ = true;
            if (contains(behind, "下同") || contains(behind, "均")) scope_.first_is_lead = true;
            continue;
        }
        if (const auto label = take_label_back(rest); label && rest.empty()) {
            mention.own_role = label->role;
            continue;
        }
        rest = behind;
        if (const auto verb = take_verb_back(rest); verb && rest.empty()) {
            mention.own_role = verb->role;
            continue;
        }
        for (const Item& item : cut_into_items(behind).list) {
            std::string_view alias = item.text;
            (void)take_any(alias, openers);
            if (is_unit_like(alias))
                mention.assignment.aliases.push_back(normalize_unit_name(alias));
            else if (!alias.empty())
                note("clause_text_unread", "in brackets behind " + std::string(named.name) +
                                               ", not read as a name: " + std::string(alias));
        }
    }
}

void ClauseReader::complete(ClauseAssignment& each) {
    constexpr auto local_ends = std::to_array<std::string_view>(
        {"管委会", "管委", "政府", "街道", "乡镇", "街道办", "办事处", "部门", "单位"});
    each.name = normalize_unit_name(each.written);
    each.is_group = is_unit_group(each.name);
    if (!each.is_group && !pending_.empty() && pending_.back().assignment.is_group &&
        pending_.back().assignment.written.starts_with("各") &&
        ends_with_any(each.name, local_ends) && unit_name_prefix(each.name).empty())
        each.is_group = true;  // 各 governs 开发区管委会 in 各区政府、开发区管委会
    if (std::optional<std::string> full = expand_unit_name(prefix_, each.name)) {
        note("unit_prefix_guessed", each.written + " is read as " + *full);
        each.name = std::move(*full);
        each.is_expanded = true;
    } else if (const std::string_view prefix = unit_name_prefix(each.name); !prefix.empty()) {
        prefix_ = prefix;
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
bool ClauseReader::split_at_spaces(std::string_view text) {
    std::vector<std::string_view> names;
    std::size_t begin = 0;
    std::size_t depth = 0;
    for (std::size_t offset = 0; offset <= text.size();) {
        const Char each = offset < text.size() ? char_at(text, offset) : Char{1, Mark::space};
        if (each.mark == Mark::open) ++depth;
        if (each.mark == Mark::close && depth > 0) --depth;
        if (each.mark == Mark::space && (depth == 0 || offset == text.size())) {
            const std::string_view name = trim(text.substr(begin, offset - begin));
            if (!name.empty()) names.push_back(name);
            begin = offset + each.size;
        }
        offset += each.size;
    }
    if (names.size() < 2 || !std::all_of(names.begin(), names.end(), is_unit_like)) return false;
    for (const std::string_view name : names) add_name(name);
    return true;
}

// NOLINTNEXTLINE(misc-no-recursion)
void ClauseReader::add_name(std::string_view text) {
    std::string_view rest = trim(text);
    if (split_at_spaces(rest)) return;
    const bool is_open = take_open_back(rest);
    if (rest.empty()) {
        if (is_open && !pending_.empty()) pending_.back().assignment.is_open = true;
        return;
    }
    if (continues_group(rest)) {
        if (is_open) pending_.back().assignment.is_open = true;
        return;
    }
    Named named = take_brackets(rest);
    if (is_unit_group(named.name) && (named.name.starts_with("各") || named.behind.empty())) {
        // 各市（州）: the brackets are part of the class, unless they say the role.
        named.name = rest;
        named.behind.clear();
    }
    if (named.behind.empty() && split_central_bodies(named.name)) {
        pending_.back().assignment.is_open = is_open;
        return;
    }
    Mention mention;
    mention.assignment.written = named.name;
    mention.assignment.is_open = is_open;
    take_aliases(named, mention);
    complete(mention.assignment);
    // 会同有关部门 names nobody: whoever else is concerned.
    if ((named.name.starts_with("有关") || named.name.starts_with("相关")) &&
        is_rest_of_list(named.name))
        mention.assignment.is_open = true;
    if (!is_unit_like(mention.assignment.name))
        note("unit_name_doubtful", "not like the name of a unit: " + std::string(named.name));
    pending_.push_back(std::move(mention));
}

bool ClauseReader::probe() {
    const Items items = cut_into_items(text_);
    for (std::size_t at = 0; at < items.list.size();) at = read_item(items.list, at);
    flush(std::nullopt);
    return is_plausible();
}

}  // namespace planloom::chinese
