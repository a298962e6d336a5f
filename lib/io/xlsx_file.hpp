// What every workbook that is written needs of libxlsxwriter.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <xlsxwriter.h>

namespace planloom::xlsx {

inline constexpr std::size_t most_rows = 1'048'576;
inline constexpr std::size_t most_columns = 16'384;

/// libxlsxwriter 1.1.4 writes to files only.
class TemporaryFile {
public:
    /// @throws IoError
    TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_;
};

/// The name of a sheet as spreadsheet programs allow it.
/// @param otherwise  where nothing allowed is left
[[nodiscard]] std::string sheet_name(std::string_view wanted, std::string_view otherwise);

/// A workbook that is closed whatever happens, and whose bytes do not hang on the time.
class Book {
public:
    explicit Book(const std::string& path);
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book() { close(); }

    [[nodiscard]] lxw_workbook* get() const noexcept { return book_; }
    lxw_error close() {
        return book_ == nullptr ? LXW_NO_ERROR : workbook_close(std::exchange(book_, nullptr));
    }

private:
    lxw_workbook* book_;
};

/// Closes the book and reads its bytes back.
/// @throws IoError
[[nodiscard]] std::string take_bytes(Book& book, const TemporaryFile& file);

}  // namespace planloom::xlsx
