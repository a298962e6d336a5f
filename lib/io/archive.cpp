#include "archive.hpp"

#include <planloom/core/error.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <zip.h>

namespace planloom::detail {
namespace {

struct CloseFile {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};

[[noreturn]] void refuse_limit(std::string code, std::string where, std::string message) {
    throw ReadError({{std::move(code), Severity::error, std::move(where), 0, std::move(message)}});
}

}  // namespace

void Archive::Discard::operator()(zip* archive) const noexcept {
    zip_discard(archive);
}

Archive::Archive(std::string_view bytes, std::string code, std::string kind,
                 const ArchiveLimits& limits)
    : code_(std::move(code)), kind_(std::move(kind)), limits_(limits) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (archive_ == nullptr) {
        if (source != nullptr) zip_source_free(source);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        refuse({}, "not a " + kind_ + ": " + why);
    }
    zip_error_fini(&error);
    const auto count = static_cast<std::uint64_t>(zip_get_num_entries(archive_.get(), 0));
    if (count > limits_.members)
        refuse_limit("limit_members", {},
                     "the file has " + std::to_string(count) + " parts, expected at most " +
                         std::to_string(limits_.members));
    std::uint64_t total = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive_.get(), i, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
            continue;
        // A size that is a lie is found when the part is unpacked; here it must not overflow.
        if (stat.size > limits_.total_bytes || (total += stat.size) > limits_.total_bytes)
            refuse_limit("limit_bytes", stat.name == nullptr ? std::string() : stat.name,
                         "the parts have more than " + std::to_string(limits_.total_bytes) +
                             " bytes when unpacked");
    }
}

bool Archive::has(const std::string& name) const {
    return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0;
}

std::string Archive::part(const std::string& name, bool is_needed) const {
    std::string bytes;
    if (is_needed || has(name)) stream(name, [&](std::string_view piece) { bytes.append(piece); });
    return bytes;
}

void Archive::stream(const std::string& name,
                     const std::function<void(std::string_view)>& take) const {
    const zip_int64_t at = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (at < 0) refuse(name, "not a " + kind_ + ": it has no such part");
    const auto index = static_cast<zip_uint64_t>(at);
    std::optional<std::uint64_t> packed;
    zip_stat_t stat;
    if (zip_stat_index(archive_.get(), index, 0, &stat) == 0 &&
        (stat.valid & ZIP_STAT_COMP_SIZE) != 0)
        packed = stat.comp_size;
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_.get(), index, 0));
    if (file == nullptr)
        refuse(name, std::string("the part cannot be unpacked: ") + zip_strerror(archive_.get()));
    constexpr std::size_t step = 65536;
    constexpr std::size_t never_a_bomb = std::size_t{1} << 20;
    std::string buffer(step, '\0');
    std::size_t used = 0;
    while (true) {
        const zip_int64_t count = zip_fread(file.get(), buffer.data(), step);
        if (count < 0) refuse(name, "the part is damaged");
        if (count == 0) return;
        used += static_cast<std::size_t>(count);
        if (used > limits_.part_bytes)
            refuse_limit("limit_bytes", name,
                         "the part has more than " + std::to_string(limits_.part_bytes) + " bytes");
        if (used > never_a_bomb && packed && used / limits_.ratio > *packed)
            refuse_limit("limit_ratio", name,
                         "the part unpacks to more than " + std::to_string(limits_.ratio) +
                             " times its packed size");
        take(std::string_view(buffer).substr(0, static_cast<std::size_t>(count)));
    }
}

void Archive::refuse(std::string where, std::string message) const {
    throw ReadError({{code_, Severity::error, std::move(where), 0, std::move(message)}});
}

}  // namespace planloom::detail
