#include <planloom/core/error.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/io/text.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <iconv.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace planloom {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16le_mark = "\xFF\xFE";
constexpr std::string_view utf16be_mark = "\xFE\xFF";

[[noreturn]] void refuse(const std::string& message, std::uint32_t line = 0) {
    throw ReadError({Diagnostic{"encoding", Severity::error, "", line, message}});
}

/// UTF-8, or the offset of the first byte that is not of the encoding.
struct Converted {
    std::string text;
    std::optional<std::size_t> bad_offset;
};

class Converter {
public:
    explicit Converter(const char* encoding, const char* target = "UTF-8")
        : handle_(::iconv_open(target, encoding)) {
        // The handle that says "no" is -1 by definition of iconv_open.
        // NOLINTNEXTLINE(performance-no-int-to-ptr)
        if (handle_ == reinterpret_cast<iconv_t>(-1))
            refuse(std::string("this system has no converter for ") + encoding +
                   "; convert the file to UTF-8 first");
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() { ::iconv_close(handle_); }

    [[nodiscard]] Converted convert(std::string_view bytes) {
        Converted result;
        std::array<char, 16384> buffer{};
        // iconv does not write to its input, but its signature does not say so.
        char* from = const_cast<char*>(bytes.data());
        std::size_t left = bytes.size();
        while (left > 0) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t answer = ::iconv(handle_, &from, &left, &to, &room);
            const int error = errno;
            result.text.append(buffer.data(), buffer.size() - room);
            if (answer == static_cast<std::size_t>(-1) && error != E2BIG) {
                result.bad_offset = bytes.size() - left;
                break;
            }
        }
        return result;
    }

private:
    iconv_t handle_;
};

DecodedText decode_utf16(std::string_view bytes, const char* encoding, std::string_view name) {
    Converted converted = Converter(encoding).convert(bytes.substr(utf16le_mark.size()));
    if (converted.bad_offset) {
        const auto lines = std::count(converted.text.begin(), converted.text.end(), '\n');
        refuse("byte " + std::to_string(*converted.bad_offset + utf16le_mark.size()) +
                   " begins no UTF-16 character, but the byte-order mark says that the text is "
                   "UTF-16",
               static_cast<std::uint32_t>(lines + 1));
    }
    return {std::move(converted.text), name};
}

std::uint32_t line_of(std::string_view bytes, std::size_t offset) {
    const std::string_view before = bytes.substr(0, offset);
    return static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
}

DecodedText decode_gb18030(std::string_view bytes, std::size_t bad_utf8) {
    const std::uint32_t line = line_of(bytes, bad_utf8);
    const std::string no_utf8 = "byte " + std::to_string(bad_utf8) + " is not UTF-8";
    if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos)
        refuse(no_utf8 + ", and the NUL at byte " + std::to_string(nul) +
                   " is in no GB18030 text; expected text in UTF-8, GB18030, or UTF-16 with a "
                   "byte-order mark",
               line);
    Converted converted = Converter("GB18030").convert(bytes);
    if (converted.bad_offset)
        refuse(no_utf8 + ", byte " + std::to_string(*converted.bad_offset) +
                   " is not GB18030; expected text in UTF-8, GB18030, or UTF-16 with a byte-order "
                   "mark",
               line);
    return {std::move(converted.text), "gb18030"};
}

/// A file that is closed when its reader leaves; standard input stays open.
class Input {
public:
    explicit Input(const std::string& path) : path_(path) {
        if (path == "-") return;
        do {
            descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
        } while (descriptor_ < 0 && errno == EINTR);
        if (descriptor_ < 0) throw IoError(path, "open", errno);
    }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    ~Input() {
        if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
    }

    /// The size of a regular file; 0 where nobody knows.
    [[nodiscard]] std::size_t size() const {
        struct stat status = {};
        if (::fstat(descriptor_, &status) != 0) throw IoError(path_, "read", errno);
        return S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
    }
    /// Reads what there is, up to `room` bytes; 0 at the end.
    [[nodiscard]] std::size_t read(char* to, std::size_t room) const {
        while (true) {
            const ssize_t count = ::read(descriptor_, to, room);
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno != EINTR) throw IoError(path_, "read", errno);
        }
    }

private:
    std::string path_;
    int descriptor_ = STDIN_FILENO;
};

}  // namespace

DecodedText decode_text(std::string bytes) {
    const std::string_view view = bytes;
    if (view.starts_with(utf16le_mark)) return decode_utf16(view, "UTF-16LE", "utf-16le");
    if (view.starts_with(utf16be_mark)) return decode_utf16(view, "UTF-16BE", "utf-16be");
    const std::optional<std::size_t> bad = find_invalid_utf8(view);
    if (view.starts_with(utf8_mark)) {
        if (bad)
            refuse("byte " + std::to_string(*bad) +
                       " is not UTF-8, but the byte-order mark says that the text is UTF-8",
                   line_of(view, *bad));
        bytes.erase(0, utf8_mark.size());
        return {std::move(bytes), "utf-8-bom"};
    }
    if (bad) return decode_gb18030(view, *bad);
    return {std::move(bytes), "utf-8"};
}

std::string encode_text(std::string_view text, std::string_view encoding) {
    const char* target = nullptr;
    std::string bytes;
    if (encoding == "utf-8-bom") {
        bytes = utf8_mark;
    } else if (encoding == "utf-16le") {
        bytes = utf16le_mark;
        target = "UTF-16LE";
    } else if (encoding == "utf-16be") {
        bytes = utf16be_mark;
        target = "UTF-16BE";
    } else if (encoding == "gb18030") {
        target = "GB18030";
    }
    if (const std::optional<std::size_t> bad = find_invalid_utf8(text))
        refuse("byte " + std::to_string(*bad) + " is not UTF-8", line_of(text, *bad));
    if (target == nullptr) return bytes.append(text);
    const Converted converted = Converter("UTF-8", target).convert(text);
    if (converted.bad_offset)
        refuse("the character at byte " + std::to_string(*converted.bad_offset) + " is not in " +
                   target,
               line_of(text, *converted.bad_offset));
    return bytes.append(converted.text);
}

std::string read_bytes(const std::string& path) {
    constexpr std::size_t least_room = 65536;
    const Input input(path);
    std::string bytes;
    // One byte more than the file holds: the read that finds the end needs no growing then.
    bytes.resize(std::max(input.size() + 1, least_room));
    std::size_t used = 0;
    while (true) {
        if (used == bytes.size()) bytes.resize(bytes.size() * 2);
        const std::size_t count = input.read(bytes.data() + used, bytes.size() - used);
        if (count == 0) break;
        used += count;
    }
    bytes.resize(used);
    return bytes;
}

}  // namespace planloom
