#include <planloom/core/column.hpp>
#include <planloom/core/error.hpp>

#include <functional>
#include <string>

namespace planloom {
namespace {

constexpr std::size_t length_mask = TextArena::max_length;
constexpr std::size_t offset_mask = TextArena::max_size - 1;

}  // namespace

TextRef make_text_ref(std::size_t offset, std::size_t length) {
    if (length > TextArena::max_length) {
        throw Error("limit_text", "a text of " + std::to_string(length) +
                                      " bytes, expected at most " +
                                      std::to_string(TextArena::max_length));
    }
    if (length == 0) return {};
    if (offset > TextArena::max_size - length) {
        throw Error("limit_text", "a text of " + std::to_string(length) + " bytes at offset " +
                                      std::to_string(offset) +
                                      ", expected all texts to take at most " +
                                      std::to_string(TextArena::max_size) + " bytes");
    }
    TextRef ref;
    ref.offset = offset & offset_mask;
    ref.length = length & length_mask;
    return ref;
}

TextRef TextArena::add(std::string_view text) {
    if (text.empty()) return {};
    // A view into this arena would dangle while the bytes grow, and needs no second copy.
    const std::less<const char*> before;
    const char* begin = bytes_.data();
    if (!before(text.data(), begin) && before(text.data(), begin + bytes_.size())) {
        return make_text_ref(static_cast<std::size_t>(text.data() - begin), text.size());
    }
    const TextRef ref = make_text_ref(bytes_.size(), text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return ref;
}

}  // namespace planloom
