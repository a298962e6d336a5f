#include "pattern.hpp"

namespace planloom::query::detail {

std::string Pattern::text() const {
    std::string text = parts_.front();
    for (std::size_t i = 1; i < parts_.size(); ++i) text += '*' + parts_[i];
    return text;
}

bool Pattern::matches(std::string_view text) const noexcept {
    if (is_exact()) return text == parts_.front();
    const std::string& first = parts_.front();
    const std::string& last = parts_.back();
    if (text.size() < first.size() + last.size() || !text.starts_with(first) ||
        !text.ends_with(last)) {
        return false;
    }
    text.remove_prefix(first.size());
    text.remove_suffix(last.size());
    for (std::size_t i = 1; i + 1 < parts_.size(); ++i) {
        const std::size_t at = text.find(parts_[i]);
        if (at == std::string_view::npos) return false;
        text.remove_prefix(at + parts_[i].size());
    }
    return true;
}

}  // namespace planloom::query::detail
