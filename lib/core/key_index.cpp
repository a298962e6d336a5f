#include <planloom/core/contract.hpp>
#include <planloom/core/key_index.hpp>
#include <planloom/core/utf8.hpp>

#include <algorithm>
#include <random>

namespace planloom {
namespace {

constexpr std::size_t first_slot_count = 16;
constexpr std::size_t max_candidates = 20'000;
constexpr std::size_t max_distance = 6;

std::uint64_t random_word(std::random_device& device) {
    return (std::uint64_t{device()} << 32) | device();
}

void decode(std::string_view text, std::vector<char32_t>& code_points) {
    code_points.clear();
    for (std::size_t offset = 0; offset < text.size();) {
        const auto byte = static_cast<unsigned char>(text[offset]);
        const char32_t c = next_code_point(text, offset);
        // Bytes that are not UTF-8 stay apart from each other and from every code point.
        code_points.push_back(c == invalid_code_point ? char32_t{0x110000} + byte : c);
    }
}

/// The Levenshtein distance, or limit + 1 if it is more than the limit; only the cells within
/// `limit` of the diagonal can matter (Ukkonen 1985).
std::size_t bounded_distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b,
                             std::size_t limit, std::vector<std::size_t>& row) {
    const std::size_t beyond = limit + 1;
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return beyond;
    row.resize(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = std::min(j, beyond);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t low = i > limit ? i - limit : 1;
        const std::size_t high = std::min(b.size(), i + limit);
        std::size_t diagonal = row[low - 1];
        std::size_t left = beyond;
        if (i <= limit) left = row[0] = i;
        std::size_t best = left;
        for (std::size_t j = low; j <= high; ++j) {
            const std::size_t above = row[j];
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            left = std::min({above + 1, left + 1, diagonal + changed});
            diagonal = above;
            row[j] = left;
            best = std::min(best, left);
        }
        if (best > limit) return beyond;
    }
    return std::min(row[b.size()], beyond);
}

}  // namespace

std::uint32_t KeyIndex::tag_of(std::string_view text) const noexcept {
    return static_cast<std::uint32_t>(keyed_hash(text, hash_key_) >> 32);
}

std::size_t KeyIndex::slot_of(std::string_view text, std::uint32_t tag, const TextArena& arena,
                              const Column<TextRef>& keys) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = tag & mask;
    while (slots_[i].row != no_row &&
           (slots_[i].tag != tag || arena[keys[slots_[i].row]] != text)) {
        i = (i + 1) & mask;
    }
    return i;
}

std::optional<std::uint32_t> KeyIndex::find(std::string_view text, const TextArena& arena,
                                            const Column<TextRef>& keys) const noexcept {
    if (slots_.empty()) return std::nullopt;
    const Slot& slot = slots_[slot_of(text, tag_of(text), arena, keys)];
    if (slot.row == no_row) return std::nullopt;
    return slot.row;
}

std::uint32_t KeyIndex::insert(std::uint32_t row, std::string_view text, const TextArena& arena,
                               const Column<TextRef>& keys) {
    PLANLOOM_EXPECTS(row != no_row);
    if (slots_.empty() || (count_ + 1) * 4 > slots_.size() * 3) grow();
    const std::uint32_t tag = tag_of(text);
    Slot& slot = slots_[slot_of(text, tag, arena, keys)];
    if (slot.row == no_row) {
        slot = {row, tag};
        ++count_;
    }
    return slot.row;
}

void KeyIndex::grow() {
    if (slots_.empty()) {
        // Here and not in the constructor, so that plans without keys draw no random numbers.
        std::random_device device;
        hash_key_ = {random_word(device), random_word(device)};
        slots_.resize(first_slot_count);
        count_ = 0;
        return;
    }
    std::vector<Slot> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const Slot& slot : slots_) {
        if (slot.row == no_row) continue;
        std::size_t i = slot.tag & mask;
        while (larger[i].row != no_row) i = (i + 1) & mask;
        larger[i] = slot;
    }
    slots_.swap(larger);
}

std::optional<std::size_t> nearest(std::string_view text,
                                   std::span<const std::string_view> candidates) {
    std::vector<char32_t> wanted;
    decode(text, wanted);
    std::size_t limit = std::min(wanted.size() / 3, max_distance);
    std::optional<std::size_t> found;
    std::vector<char32_t> candidate;
    std::vector<std::size_t> row;
    const std::size_t count = std::min(candidates.size(), max_candidates);
    for (std::size_t i = 0; i < count; ++i) {
        // A code point takes 1 to 4 bytes, which spares decoding what is far too short or long.
        const std::size_t size = candidates[i].size();
        if (size + limit < wanted.size() || size > 4 * (wanted.size() + limit)) continue;
        decode(candidates[i], candidate);
        const std::size_t distance = bounded_distance(wanted, candidate, limit, row);
        if (distance > limit) continue;
        found = i;
        if (distance == 0) break;
        limit = distance - 1;
    }
    return found;
}

}  // namespace planloom
