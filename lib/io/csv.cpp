#include <planloom/io/csv.hpp>

#include <array>

namespace planloom {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Reader {
public:
    Reader(std::string_view text, char separator) : text_(text), separator_(separator) {
        if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    }

    std::vector<CsvRow> read() {
        std::vector<CsvRow> rows;
        while (at_ < text_.size()) {
            CsvRow row;
            row.line = line_;
            if (is_line_end(text_[at_])) {
                take_line_end();
                continue;
            }
            do {
                row.cells.push_back(read_cell());
            } while (take_separator());
            rows.push_back(std::move(row));
            if (at_ < text_.size()) take_line_end();
        }
        return rows;
    }

private:
    static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

    void take_line_end() {
        ++line_;
        at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    }

    bool take_separator() {
        if (at_ == text_.size() || text_[at_] != separator_) return false;
        ++at_;
        return true;
    }

    std::string read_cell() {
        if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != separator_ && !is_line_end(text_[at_])) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }

    std::string read_quoted() {
        const std::uint32_t begin = line_;
        std::string cell;
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                if (text_.substr(at_, 2) != "\"\"") break;
                ++at_;
            } else if (c == '\n' || (c == '\r' && text_.substr(at_, 2) != "\r\n")) {
                ++line_;
            }
            cell += c;
        }
        if (at_ == text_.size()) fail(begin, "expected a closing quote, found the end of the file");
        ++at_;
        if (at_ < text_.size() && text_[at_] != separator_ && !is_line_end(text_[at_]))
            fail(line_, "expected a separator or the end of the line after a closing quote");
        return cell;
    }

    [[noreturn]] static void fail(std::uint32_t line, const char* message) {
        throw ReadError({{"syntax", Severity::error, "", line, message}});
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
};

}  // namespace

CsvDialect detect_csv_dialect(std::string_view text) noexcept {
    CsvDialect dialect;
    dialect.has_bom = text.starts_with(byte_order_mark);
    constexpr std::string_view candidates = ",;\t";
    std::array<std::size_t, candidates.size()> counts{};
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (text[i] == '\n' || text[i] == '\r') {
            dialect.has_crlf = text.substr(i, 2) == "\r\n";
            break;
        }
        const std::size_t which = candidates.find(text[i]);
        if (which != std::string_view::npos) ++counts[which];
    }
    std::size_t most = 0;
    for (std::size_t i = 1; i < counts.size(); ++i)
        if (counts[i] > counts[most]) most = i;
    dialect.separator = candidates[most];
    return dialect;
}

std::vector<CsvRow> read_csv(std::string_view text, const CsvDialect& dialect) {
    return Reader(text, dialect.separator).read();
}

std::string write_csv(const std::vector<CsvRow>& rows, const CsvDialect& dialect) {
    std::string out;
    if (dialect.has_bom) out += byte_order_mark;
    const char special[] = {dialect.separator, '"', '\n', '\r'};
    for (const CsvRow& row : rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) out += dialect.separator;
            const std::string& cell = row.cells[i];
            // A row of one empty cell would look like no row.
            const bool is_quoted = cell.find_first_of(std::string_view(
                                       special, std::size(special))) != std::string::npos ||
                                   (cell.empty() && row.cells.size() == 1);
            if (is_quoted) out += '"';
            for (const char c : cell) {
                if (c == '"') out += '"';
                out += c;
            }
            if (is_quoted) out += '"';
        }
        out += dialect.has_crlf ? "\r\n" : "\n";
    }
    return out;
}

}  // namespace planloom
