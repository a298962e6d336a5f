#include "xlsx_file.hpp"

#include <planloom/core/error.hpp>
#include <planloom/io/text.hpp>

#include <cerrno>
#include <filesystem>
#include <new>
#include <system_error>
#include <unistd.h>

namespace planloom::xlsx {

TemporaryFile::TemporaryFile() {
    std::error_code ignored;
    path_ = (std::filesystem::temp_directory_path(ignored) / "planloom-XXXXXX").string();
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) throw IoError(path_, "create", errno);
    ::close(descriptor);
}

TemporaryFile::~TemporaryFile() {
    ::unlink(path_.c_str());
}

std::string sheet_name(std::string_view wanted, std::string_view otherwise) {
    std::string name;
    constexpr std::size_t longest = 31;
    std::size_t count = 0;
    for (const char c : wanted) {
        const bool is_continuation = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        if (!is_continuation && ++count > longest) break;
        name += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '_';
    }
    if (name.empty() || name.front() == '\'' || name.back() == '\'') return std::string(otherwise);
    return name;
}

Book::Book(const std::string& path) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_FALSE;
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) throw std::bad_alloc();
    lxw_doc_properties properties{};
    // A time of its own would make every file another.
    constexpr time_t fixed = 946'684'800;
    properties.created = fixed;
    workbook_set_properties(book_, &properties);
}

std::string take_bytes(Book& book, const TemporaryFile& file) {
    const lxw_error error = book.close();
    if (error != LXW_NO_ERROR)
        throw IoError(file.path(), std::string("write (") + lxw_strerror(error) + ")",
                      errno == 0 ? EIO : errno);
    return read_bytes(file.path());
}

}  // namespace planloom::xlsx
