// Reading a ZIP file within bounds, for the formats that are one: docx, xlsx, ods.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct zip;
struct zip_file;

namespace planloom::detail {

/// What an archive may cost; each is named in the error that it causes.
struct ArchiveLimits {
    std::size_t members = 10'000;
    /// Of one part after unpacking.
    std::size_t part_bytes = std::size_t{32} << 20;
    /// Of all parts together, by what they say of themselves.
    std::size_t total_bytes = std::size_t{4} << 30;
    /// How many times larger than packed a part of more than one MiB may be.
    std::size_t ratio = 1100;
};

/// A ZIP file in memory. Nothing is unpacked beyond the limits, and no name of a part ever reaches
/// the file system.
class Archive {
public:
    /// @param code  of the errors, such as `docx`
    /// @param kind  how messages call the file, such as `Word file`
    /// @param bytes  must outlive the archive
    /// @throws ReadError  `code` for bytes that are no archive, `limit_members`, `limit_bytes`
    Archive(std::string_view bytes, std::string code, std::string kind,
            const ArchiveLimits& limits);

    [[nodiscard]] bool has(const std::string& name) const;

    /// The bytes of a part; empty if there is none and it may be missing.
    /// @throws ReadError  `code` for a part that is missing or damaged, `limit_bytes`,
    ///                    `limit_ratio`
    [[nodiscard]] std::string part(const std::string& name, bool is_needed) const;

    /// Hands the bytes of a part out piece by piece, as they are unpacked.
    /// @throws ReadError  as part() for one that is needed
    void stream(const std::string& name, const std::function<void(std::string_view)>& take) const;

    [[noreturn]] void refuse(std::string where, std::string message) const;

private:
    struct Discard {
        void operator()(zip* archive) const noexcept;
    };
    std::string code_;
    std::string kind_;
    ArchiveLimits limits_;
    std::unique_ptr<zip, Discard> archive_;
};

}  // namespace planloom::detail
