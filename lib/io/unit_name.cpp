#include <planloom/core/utf8.hpp>
#include <planloom/io/unit_name.hpp>

#include "../core/chinese_text.hpp"
#include "unit_name_table.hpp"

#include <algorithm>
#include <array>

namespace planloom {
namespace {

// NOLINTNEXTLINE(google-build-using-namespace): the words of the same layer
using namespace chinese;

/// Long and short words within names of departments; after 2018 both are official.
struct Spelling {
    std::string_view written;
    std::string_view form;
};
constexpr auto spellings = std::to_array<Spelling>({
    {"发展和改革", "发改"},
    {"发展改革", "发改"},
    {"工业和信息化", "工信"},
    {"经济和信息化", "经信"},
    {"人力资源和社会保障", "人社"},
    {"人力资源社会保障", "人社"},
    {"住房和城乡建设", "住建"},
    {"住房城乡建设", "住建"},
    {"文化和旅游", "文旅"},
    {"文化广电和旅游", "文广旅"},
    {"文化旅游", "文旅"},
    {"卫生健康", "卫健"},
    {"市场监督管理", "市场监管"},
    {"科学技术", "科技"},
    {"医疗保障", "医保"},
    {"药品监督管理", "药监"},
    {"退役军人事务", "退役军人"},
    {"应急管理", "应急"},
    {"机关事务管理", "机关事务"},
    {"国有资产监督管理", "国资"},
    {"林业和草原", "林草"},
    {"金融监督管理", "金融监管"},
    {"粮食和物资储备", "粮储"},
    {"粮食和储备", "粮储"},
    {"城市管理综合行政执法", "城管"},
    {"互联网信息", "网信"},
    {"机构编制委员会", "编"},
    {"农业和农村", "农业农村"},
    {"人民政府", "政府"},
    {"管理委员会", "管委会"},
    {"委员会", "委"},
    {"办公室", "办"},
    {"知识产权局", "知识产权局"},
});

/// Looks like a name of a place but stands for what it is not.
constexpr auto no_prefixes = std::to_array<std::string_view>(
    {"城市",   "社区",   "地区",   "园区",   "景区",   "校区", "灾区",
     "城区",   "全市",   "全省",   "全区",   "全州",   "全县", "开发区",
     "示范区", "高新区", "保税区", "试验区", "合作区", "城镇", "县区"});

/// What may not come after 市, 区, ... for it to be the end of a place name.
constexpr auto no_followers = std::to_array<std::string_view>(
    {"场", "政工", "政公用", "政设施", "块", "域", "级", "直", "属", "民中心", "划", "容", "间"});

constexpr auto levels = std::to_array<std::string_view>(
    {"自治区", "自治州", "自治县", "省", "市", "州", "盟", "县", "区", "旗"});

constexpr auto national_starts = std::to_array<std::string_view>(
    {"中国", "国家", "全国", "中央", "国务院", "中华", "人民银行", "国网", "中石", "中铁", "移动",
     "联通", "电信", "铁塔", "省", "市", "州", "县", "自治区"});

constexpr auto provinces = std::to_array<std::string_view>(
    {"北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江",
     "安徽", "福建", "江西", "山东", "河南",   "湖北", "湖南", "广东",   "广西", "海南", "重庆",
     "四川", "贵州", "云南", "西藏", "陕西",   "甘肃", "青海", "宁夏",   "新疆", "香港", "澳门"});

constexpr auto own_bodies = std::to_array<std::string_view>(
    {"公司", "集团", "银行", "分行", "大学", "学院", "医院", "企业", "海关", "学校", "行业协会"});

constexpr auto party_organs = std::to_array<std::string_view>(
    {"组织部", "宣传部", "统战部", "政法委", "政法委员会", "编办", "网信办", "党校", "社会工作部",
     "老干部局", "文明办", "台办", "改革办", "政策研究室", "军民融合办", "机构编制委员会办公室"});

constexpr auto unit_ends = std::to_array<std::string_view>(
    {"部",     "委",   "局",   "厅",   "署",   "办",   "会",     "院",      "行",     "社",
     "室",     "处",   "科",   "司",   "所",   "站",   "队",     "中心",    "政府",   "公司",
     "集团",   "银行", "大学", "学校", "组",   "法院", "部门",   "单位",    "地区",   "街道",
     "乡",     "镇",   "县",   "区",   "市",   "州",   "省",     "盟",      "旗",     "兵团",
     "联",     "海关", "专班", "馆",   "台",   "总台", "最高法", "最高检",  "团中央", "省份",
     "总工会", "支队", "总队", "分行", "军区", "方面", "机关",   "国家电网"});

bool is_level(std::string_view text, std::size_t at, std::string_view& level) {
    std::string_view rest = text.substr(at);
    level = take_any(rest, levels);
    if (level.empty() || rest.empty()) return false;
    return std::none_of(no_followers.begin(), no_followers.end(),
                        [&](std::string_view word) { return rest.starts_with(word); });
}

/// Every name of a central body, with its full name.
using NameTable = std::map<std::string_view, std::string_view>;

NameTable make_name_table() {
    NameTable table;
    for (const std::string_view body : central_bodies()) {
        const std::string_view full = body.substr(0, body.find('|'));
        for (std::string_view rest = body; !rest.empty();) {
            const std::string_view one = rest.substr(0, rest.find('|'));
            rest.remove_prefix(std::min(rest.size(), one.size() + 1));
            table.emplace(one, full);
        }
    }
    return table;
}

/// Whether a name is one of a national body, or of an office of one: 财政部青海监管局.
bool starts_with_national_body(std::string_view name) {
    constexpr auto ends = std::to_array<std::string_view>({"部", "总局", "署", "总社", "银行"});
    for (std::size_t end = 0; end < name.size();) {
        end += char_at(name, end).size;
        const std::string_view front = name.substr(0, end);
        if (ends_with_any(front, ends) && !central_body(front).empty()) return true;
    }
    return false;
}

}  // namespace

std::string normalize_unit_name(std::string_view text) {
    std::string out;
    for (std::size_t offset = 0; offset < text.size();) {
        const Char each = char_at(text, offset);
        const std::string_view one = text.substr(offset, each.size);
        offset += each.size;
        if (each.mark == Mark::space) continue;
        if (each.mark == Mark::open) {
            out += "（";
        } else if (each.mark == Mark::close) {
            out += "）";
        } else {
            std::size_t at = 0;
            const char32_t code = next_code_point(one, at);
            const bool is_wide = code >= U'！' && code <= U'～' && each.mark == Mark::none;
            if (is_wide)
                out += static_cast<char>(code - U'！' + U'!');
            else
                out += one;
        }
    }
    return clean(out);
}

std::string_view central_body(std::string_view name) {
    static const NameTable table = make_name_table();
    const auto found = table.find(name);
    return found == table.end() ? std::string_view() : found->second;
}

std::string unit_name_form(std::string_view name) {
    const std::string plain = normalize_unit_name(name);
    if (const std::string_view central = central_body(plain); !central.empty())
        return std::string(central);
    std::string form;
    for (std::string_view rest = plain; !rest.empty();) {
        const auto* const spelling =
            std::find_if(spellings.begin(), spellings.end(),
                         [&](const Spelling& each) { return rest.starts_with(each.written); });
        if (spelling != spellings.end()) {
            form += spelling->form;
            rest.remove_prefix(spelling->written.size());
        } else {
            const std::size_t size = char_at(rest, 0).size;
            form += rest.substr(0, size);
            rest.remove_prefix(size);
        }
    }
    // 杭州市政府 is 杭州市 in a list of units, but 县级政府 is not 县级.
    std::string_view stem = form;
    if (take_back(stem, "政府") && length(stem) > 1 && ends_with_any(stem, levels) &&
        !is_unit_group(plain))
        return std::string(stem);
    return form;
}

bool is_unit_group(std::string_view name) {
    constexpr auto starts = std::to_array<std::string_view>(
        {"各",           "有关",     "相关",         "其他有关", "其他相关",     "属地",
         "所在地",       "地方",     "试点",         "基层",     "省级人民政府", "省级政府",
         "市级人民政府", "市级政府", "县级人民政府", "县级政府", "市县人民政府", "市县政府",
         "市县",         "省级有关", "市级有关",     "县级有关", "全省各",       "全市各",
         "全县各",       "全区各",   "全州各"});
    constexpr auto ends = std::to_array<std::string_view>(
        {"部门",   "单位", "地区", "方面", "机构", "企业", "政府", "市",    "县",   "区",
         "州",     "院校", "高校", "协会", "街道", "乡镇", "省份", "城市",  "党委", "机关",
         "管委会", "管委", "旗",   "盟",   "省",   "组织", "厅局", "委办局"});
    constexpr auto direct =
        std::to_array<std::string_view>({"市直", "省直", "区直", "县直", "州直", "省级", "市级",
                                         "区级", "县级", "中央", "区属", "市属", "省属"});
    if (name.starts_with("各")) return true;
    std::string_view rest = name;
    if (!take_any(rest, starts).empty()) return ends_with_any(name, ends);
    rest = name;
    if (!take_any(rest, direct).empty() && ends_with_any(rest, ends) &&
        (rest.starts_with("各") || rest.starts_with("有关") || rest.starts_with("相关") ||
         rest == "部门" || rest == "单位" || rest == "机关" || rest == "部门、单位"))
        return true;
    return (contains(name, "有关") || contains(name, "相关") || contains(name, "各")) &&
           ends_with_any(name, ends);
}

bool is_unit_like(std::string_view name) {
    constexpr auto common_words = std::to_array<std::string_view>(
        {"社会", "全社会", "政府", "市场", "国家",   "部门", "单位", "地区", "方面",
         "机关", "机会",   "协会", "学会", "委员会", "全国", "全省", "全市", "全区",
         "全县", "集团",   "公司", "银行", "大学",   "学校", "法院", "中心", "街道",
         "社区", "小区",   "园区", "景区", "地方",   "灾区"});
    if (is_any(name, common_words)) return false;
    const std::size_t count = length(name);
    if (count < 2 || count > 40) return false;
    if (!central_body(name).empty() || is_unit_group(name)) return true;
    std::string_view stem = name;
    // The brackets of 县（市、区） or of an alias do not end the name.
    if (stem.ends_with("）") || stem.ends_with(")")) {
        const std::size_t open = find_any(stem, std::array<std::string_view, 2>{"（", "("});
        if (open != std::string_view::npos && open > 0) stem = stem.substr(0, open);
    }
    return ends_with_any(stem, unit_ends);
}

std::string_view unit_name_prefix(std::string_view name) {
    if (is_unit_group(name) || !central_body(name).empty() || name.starts_with("国家") ||
        name.starts_with("中国") || name.starts_with("全国"))
        return {};
    std::size_t offset = 0;
    for (int count = 0; count < 9 && offset < name.size(); ++count) {
        std::string_view level;
        if (is_level(name, offset, level)) {
            const std::string_view prefix = name.substr(0, offset + level.size());
            if (length(name.substr(prefix.size())) < 2) return {};
            if (ends_with_any(prefix, no_prefixes)) return {};
            return prefix;
        }
        offset += char_at(name, offset).size;
    }
    return {};
}

std::optional<std::string> expand_unit_name(std::string_view prefix, std::string_view name) {
    const auto starts_any = [&](std::span<const std::string_view> words) {
        std::string_view rest = name;
        return !take_any(rest, words).empty();
    };
    const bool is_market = name.starts_with("市场");
    if (prefix.empty() || is_unit_group(name) || !is_unit_like(name)) return std::nullopt;
    if (!is_market && (starts_any(national_starts) || !unit_name_prefix(name).empty()))
        return std::nullopt;
    if (starts_any(provinces) || ends_with_any(name, own_bodies)) return std::nullopt;
    if (starts_with_national_body(name)) return std::nullopt;
    // A place is a government of its own, not a department of the one before it.
    if (ends_with_any(name, levels) || name.ends_with("政府") || name.ends_with("管委会"))
        return std::nullopt;
    std::string full(prefix);
    if (is_any(name, party_organs) && !prefix.ends_with("委")) full += "委";
    return full += name;
}

}  // namespace planloom
