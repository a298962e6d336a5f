#include <planloom/coverage/matrix_marks.hpp>

#include <array>

namespace planloom {
namespace {

struct Mark {
    std::string_view en;  // in a cell
    std::string_view zh;
    std::string_view en_is;  // in words
    std::string_view zh_is;
    char raci = 0;
};

constexpr std::array role_marks = {
    Mark{"L", "牵", "leads", "牵头", 'A'},
    Mark{"C", "共", "leads together with another", "共同牵头", 'A'},
    Mark{"R", "责", "is responsible", "责任", 'R'},
    Mark{"S", "配", "supports", "配合", 'S'},
    Mark{"G", "导", "guides", "指导", 'C'},
    Mark{"I", "落", "implements", "落实", 'R'},
    Mark{"V", "督", "supervises", "督办", 'V'},
    Mark{"A", "询", "is consulted", "征求意见", 'C'},
    Mark{"N", "知", "is informed", "知会", 'I'},
};
constexpr std::array serves_marks = {
    Mark{"N", "必", "necessary", "必要"},
    Mark{"A", "选", "one of several alternatives", "可替代"},
    Mark{"S", "助", "supporting", "辅助"},
};
constexpr std::array answer_marks = {
    Mark{"T", "直", "the task answers it", "任务直接落实"},
    Mark{"G", "间", "a goal of the task answers it", "经由目标落实"},
};
constexpr std::array unit_marks = {
    Mark{"B", "同", "both take part", "共同参与"},
    Mark{"L", "牵", "leads what the other takes part in", "牵头，对方参与"},
    Mark{"H", "交", "hands work on to the other", "向对方移交"},
};

constexpr std::string_view answer_words[] = {"task", "goal"};
constexpr std::string_view unit_words[] = {"shared", "leads", "hands_on"};
constexpr std::string_view style_words[] = {"keys", "signs", "words", "raci"};
constexpr std::string_view raci_order = "ARSCVI";

std::span<const Mark> marks_of(MatrixKind kind) noexcept {
    switch (kind) {
        case MatrixKind::goal_task:
            return serves_marks;
        case MatrixKind::requirement_task:
            return answer_marks;
        case MatrixKind::unit_unit:
            return unit_marks;
        case MatrixKind::task_unit:
        case MatrixKind::goal_unit:
            break;
    }
    return role_marks;
}

bool is_of_roles(MatrixKind kind) noexcept {
    return kind == MatrixKind::task_unit || kind == MatrixKind::goal_unit;
}

std::string raci_text(std::uint32_t marks) {
    std::string text;
    for (const char letter : raci_order) {
        for (std::size_t bit = 0; bit < role_marks.size(); ++bit) {
            if ((marks >> bit & 1U) == 0 || role_marks.at(bit).raci != letter) continue;
            if (!text.empty()) text += '/';
            text += letter;
            break;
        }
    }
    return text;
}

}  // namespace

std::string_view word(MarkStyle style) noexcept {
    return style_words[static_cast<std::size_t>(style)];
}

std::optional<MarkStyle> parse_mark_style(std::string_view text) noexcept {
    for (const MarkStyle style : mark_styles)
        if (word(style) == text) return style;
    return std::nullopt;
}

std::span<const std::string_view> mark_words(MatrixKind kind) noexcept {
    switch (kind) {
        case MatrixKind::goal_task:
            return words<ServesRole>();
        case MatrixKind::requirement_task:
            return answer_words;
        case MatrixKind::unit_unit:
            return unit_words;
        case MatrixKind::task_unit:
        case MatrixKind::goal_unit:
            break;
    }
    return words<Role>();
}

std::string marks_text(MatrixKind kind, std::uint32_t marks, MarkStyle style,
                       std::string_view language) {
    if (style == MarkStyle::raci && is_of_roles(kind)) return raci_text(marks);
    const bool is_chinese = language.starts_with("zh");
    const std::span<const Mark> all = marks_of(kind);
    std::string text;
    for (std::size_t bit = 0; bit < all.size(); ++bit) {
        if ((marks >> bit & 1U) == 0) continue;
        if (style == MarkStyle::key) {
            if (!text.empty()) text += ' ';
            text += mark_words(kind)[bit];
        } else if (style == MarkStyle::word) {
            if (!text.empty()) text += is_chinese ? "、" : ", ";
            text += mark_meaning(kind, bit, language);
        } else {
            text += is_chinese ? all[bit].zh : all[bit].en;
        }
    }
    return text;
}

std::string_view mark_meaning(MatrixKind kind, std::size_t bit,
                              std::string_view language) noexcept {
    const Mark& mark = marks_of(kind)[bit];
    return language.starts_with("zh") ? mark.zh_is : mark.en_is;
}

}  // namespace planloom
