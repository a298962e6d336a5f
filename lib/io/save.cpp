#include <planloom/core/error.hpp>
#include <planloom/io/text.hpp>

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace planloom {
namespace {

constexpr int most_names = 1000;

class Descriptor {
public:
    explicit Descriptor(int value) noexcept : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }

    [[nodiscard]] int get() const noexcept { return value_; }
    /// Closes and says whether that went well; some file systems tell of a lost write only here.
    [[nodiscard]] bool close() noexcept {
        const int value = value_;
        value_ = -1;
        // After EINTR the descriptor is gone on Linux, and a second close could hit another file.
        return ::close(value) == 0 || errno == EINTR;
    }

private:
    int value_;
};

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            throw IoError(path, "write", errno);
        }
    }
}

void sync(int descriptor, const std::string& path) {
    while (::fsync(descriptor) != 0) {
        if (errno == EINTR) continue;
        // Some file systems have no sync; there is no safer way to write to them.
        if (errno == EINVAL || errno == ENOTSUP) return;
        throw IoError(path, "sync", errno);
    }
}

/// The mode of the file that is to be replaced, or nothing if there is none.
std::optional<mode_t> mode_of_target(int directory, const std::string& name,
                                     const std::string& path) {
    struct stat status = {};
    if (::fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return std::nullopt;
        throw IoError(path, "write", errno);
    }
    if (S_ISDIR(status.st_mode)) throw IoError(path, "write", EISDIR);
    if (S_ISLNK(status.st_mode)) throw IoError(path, "replace the symbolic link", EINVAL);
    if (!S_ISREG(status.st_mode)) throw IoError(path, "replace the special file", EINVAL);
    return status.st_mode & mode_t{07777};
}

/// A new file in the directory that vanishes with its owner unless it was renamed.
class TemporaryFile {
public:
    TemporaryFile(int directory, const std::string& path, mode_t mode) : directory_(directory) {
        for (int number = 0; descriptor_ < 0; ++number) {
            name_ =
                ".planloom-" + std::to_string(::getpid()) + '-' + std::to_string(number) + ".tmp";
            descriptor_ = ::openat(directory, name_.c_str(),
                                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
            if (descriptor_ >= 0) break;
            if (errno == EINTR || (errno == EEXIST && number < most_names)) continue;
            throw IoError(path, "write a new file beside", errno);
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (!is_renamed_) ::unlinkat(directory_, name_.c_str(), 0);
    }

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    void rename_to(const std::string& name, const std::string& path) {
        if (::renameat(directory_, name_.c_str(), directory_, name.c_str()) != 0)
            throw IoError(path, "replace", errno);
        is_renamed_ = true;
    }

private:
    int directory_;
    int descriptor_ = -1;
    bool is_renamed_ = false;
    std::string name_;
};

}  // namespace

void save(const std::string& path, std::string_view bytes) {
    if (path == "-") return write_all(STDOUT_FILENO, bytes, path);
    const std::size_t slash = path.rfind('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    if (name.empty() || name == "." || name == "..") {
        throw IoError(path, "write", path.empty() ? ENOENT : EISDIR);
    }
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0) throw IoError(path, "write", errno);
    const std::optional<mode_t> mode = mode_of_target(directory.get(), name, path);

    // Until the mode is set, nobody else may read what will be a private file.
    TemporaryFile file(directory.get(), path, mode ? mode_t{0600} : mode_t{0666});
    Descriptor descriptor(file.descriptor());
    write_all(descriptor.get(), bytes, path);
    if (mode && ::fchmod(descriptor.get(), *mode) != 0)
        throw IoError(path, "set the mode of", errno);
    sync(descriptor.get(), path);
    if (!descriptor.close()) throw IoError(path, "write", errno);
    file.rename_to(name, path);
    sync(directory.get(), path);
}

}  // namespace planloom
