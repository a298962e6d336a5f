#include "matrix_words.hpp"

#include <array>

namespace planloom {
namespace {

struct Text {
    std::string_view en, zh;
};

constexpr std::array matrix_names = {
    Text{"Goals and tasks", "目标支撑表"}, Text{"Tasks and units", "任务分工表"},
    Text{"Goals and units", "目标责任表"}, Text{"Requirements and tasks", "要求落实表"},
    Text{"Units and units", "单位协同表"},
};
constexpr std::array axis_names = {
    Text{"level", "层级"},  Text{"region", "地域"}, Text{"department", "部门"},
    Text{"system", "系统"}, Text{"goal", "业务"},   Text{"section", "板块"},
};
constexpr std::array reasons = {
    Text{"no unit has a level", "没有单位注明层级"},
    Text{"no unit has a region", "没有单位注明地域"},
    Text{"there is no unit", "没有单位"},
    Text{"no unit has the attribute system", "没有单位带有“系统”属性"},
    Text{"there is no goal", "没有目标"},
    Text{"no task has a section", "没有任务注明板块"},
};
constexpr std::array plurals = {Text{"requirements", "要求"}, Text{"goals", "目标"},
                                Text{"tasks", "任务"}, Text{"units", "单位"}};
constexpr std::array singulars = {Text{"requirement", "要求"}, Text{"goal", "目标"},
                                  Text{"task", "任务"}, Text{"unit", "单位"}};

std::string_view in(const Text& text, const TableLanguage& language) noexcept {
    return language.is_chinese() ? text.zh : text.en;
}

}  // namespace

std::string matrix_name(MatrixKind kind, const TableLanguage& language) {
    if (language.is_none()) return std::string(word(kind));
    return std::string(in(matrix_names.at(static_cast<std::size_t>(kind)), language));
}

std::string axis_name(GroupAxis axis, const TableLanguage& language) {
    if (language.is_none()) return std::string(word(axis));
    return std::string(in(axis_names.at(static_cast<std::size_t>(axis)), language));
}

std::string_view plural(NodeKind kind, const TableLanguage& language) noexcept {
    return in(plurals[static_cast<std::size_t>(kind)], language);
}

std::string_view singular(NodeKind kind, const TableLanguage& language) noexcept {
    return in(singulars[static_cast<std::size_t>(kind)], language);
}

std::string unnamed_group(const TableLanguage& language) {
    return language.pick("", "not stated", "未注明");
}

std::string not_evaluated(GroupAxis axis, const TableLanguage& language) {
    return std::string(in(reasons.at(static_cast<std::size_t>(axis)), language));
}

}  // namespace planloom
