#include <planloom/core/error.hpp>
#include <planloom/io/text.hpp>

#include "ledger_reader.hpp"
#include "ledger_render.hpp"
#include "ledger_text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace planloom {
namespace {

/// A row of separated text by its places in the text.
struct RawRow {
    std::uint32_t line = 0;
    std::size_t begin = 0;
    /// Before and behind the line end.
    std::size_t end = 0;
    std::size_t next = 0;
    std::vector<std::pair<std::size_t, std::size_t>> cells;
};

/// Cuts text into rows by the rules of read_csv, which has read it before.
std::vector<RawRow> raw_rows(std::string_view text, char separator) {
    std::vector<RawRow> rows;
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        RawRow row;
        row.line = line;
        row.begin = at;
        std::size_t cell = at;
        bool is_quoted = false;
        for (; at < text.size(); ++at) {
            const char c = text[at];
            const bool is_end = c == '\n' || c == '\r';
            if (c == '"' && (is_quoted || at == cell)) {
                if (is_quoted && text.substr(at, 2) == "\"\"")
                    ++at;
                else
                    is_quoted = !is_quoted;
            } else if (is_quoted) {
                if (c == '\n' || (c == '\r' && text.substr(at, 2) != "\r\n")) ++line;
            } else if (is_end) {
                break;
            } else if (c == separator) {
                row.cells.emplace_back(cell, at);
                cell = at + 1;
            }
        }
        row.cells.emplace_back(cell, at);
        row.end = at;
        if (at < text.size()) at += text.substr(at, 2) == "\r\n" ? 2 : 1;
        row.next = at;
        ++line;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string written(std::string_view cell, char separator) {
    std::string text = write_csv({{{ledger::with_guard(cell), {}}, 1}},
                                 {.separator = separator, .has_crlf = false, .has_bom = false});
    // Behind the cell stand the separator of the empty one and the line end.
    text.erase(text.size() - 2);
    return text;
}

/// Writes the text again with what has changed in it.
class TextUpdate {
public:
    TextUpdate(std::string_view text, const CsvDialect& dialect, const ledger::Update& update)
        : text_(text), dialect_(dialect), update_(update), layout_(update.task_layout()) {}

    std::string write() {
        const ledger::Layout& sheet = update_.reading().layouts[layout_];
        std::map<std::uint32_t, std::size_t> items;
        for (std::size_t i = 0; i < sheet.items.size(); ++i)
            items.emplace(sheet.line(sheet.items[i]), i);
        std::uint32_t last = 0;
        for (std::size_t i = 0; i < sheet.rows.size(); ++i)
            if (sheet.kinds[i] != LedgerRowKind::other) last = sheet.rows[i].number;
        for (const RawRow& row : raw_rows(text_, dialect_.separator)) {
            const auto item = items.find(row.line);
            if (item == items.end())
                out_ += text_.substr(row.begin, row.next - row.begin);
            else if (!update_.is_gone(layout_, item->second))
                write_item(row, item->second);
            if (row.line == last) add_rows();
        }
        return std::move(out_);
    }

private:
    void write_item(const RawRow& row, std::size_t item) {
        const std::vector<ledger::Change> changes = update_.changes(layout_, item);
        auto change = changes.begin();
        const std::size_t count = changes.empty()
                                      ? row.cells.size()
                                      : std::max(row.cells.size(), changes.back().column + 1);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) out_ += dialect_.separator;
            if (change != changes.end() && change->column == i) {
                out_ += written(change->text, dialect_.separator);
                ++change;
            } else if (i < row.cells.size()) {
                out_ += text_.substr(row.cells[i].first, row.cells[i].second - row.cells[i].first);
            }
        }
        out_ += text_.substr(row.end, row.next - row.end);
    }

    void add_rows() {
        const std::vector<TaskId> tasks = update_.new_tasks();
        const std::string_view end = dialect_.has_crlf ? "\r\n" : "\n";
        if (!tasks.empty() && !out_.empty() && out_.back() != '\n' && out_.back() != '\r')
            out_ += end;
        for (const TaskId task : tasks) {
            const std::vector<std::string> cells = update_.cells_of(layout_, task);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (i > 0) out_ += dialect_.separator;
                out_ += written(cells[i], dialect_.separator);
            }
            out_ += end;
        }
    }

    std::string_view text_;
    const CsvDialect& dialect_;
    const ledger::Update& update_;
    std::size_t layout_;
    std::string out_;
};

}  // namespace

CsvDialect detect_ledger_dialect(std::string_view text) noexcept {
    CsvDialect dialect = detect_csv_dialect(text);
    constexpr std::size_t lines = 30;
    constexpr std::string_view candidates = ",;\t";
    std::array<std::size_t, candidates.size()> most{};
    std::array<std::size_t, candidates.size()> counts{};
    bool is_quoted = false;
    std::size_t line = 0;
    for (std::size_t i = 0; i <= text.size() && line < lines; ++i) {
        const char c = i < text.size() ? text[i] : '\n';
        if (c == '"') is_quoted = !is_quoted;
        if (is_quoted && i < text.size()) continue;
        if (c == '\n' || c == '\r') {
            for (std::size_t k = 0; k < most.size(); ++k)
                most[k] = std::max(most[k], std::exchange(counts[k], 0));
            ++line;
        }
        const std::size_t which = candidates.find(c);
        if (which != std::string_view::npos) ++counts[which];
    }
    const auto* const best = std::max_element(most.begin(), most.end());
    dialect.separator = candidates[static_cast<std::size_t>(best - most.begin())];
    return dialect;
}

std::string ledger_csv(const LedgerTable& table, const CsvDialect& dialect) {
    std::size_t width = 1;
    for (const LedgerRow& row : table.rows) width = std::max(width, row.cells.size());
    std::vector<CsvRow> rows;
    rows.reserve(table.rows.size());
    for (const LedgerRow& row : table.rows) {
        CsvRow out;
        for (const std::string& cell : row.cells) out.cells.push_back(ledger::with_guard(cell));
        out.cells.resize(width);
        rows.push_back(std::move(out));
    }
    return write_csv(rows, dialect);
}

LedgerText update_ledger_csv(std::string_view original, const Plan& plan,
                             const LedgerOptions& options, std::optional<bool> byte_order_mark) {
    const DecodedText decoded = decode_text(std::string(original));
    const CsvDialect dialect = detect_ledger_dialect(decoded.text);
    const std::vector<Sheet> sheets{read_csv_sheet(decoded.text, dialect)};
    const ledger::Update update(sheets, plan, options);
    const bool is_same = update.reading().result.plan == plan;
    if (is_same && !byte_order_mark) return {std::string(original), {}};
    LedgerText result;
    std::string text = decoded.text;
    if (!is_same) {
        result.notes = update_ledger(sheets, plan, options).notes;
        text = TextUpdate(decoded.text, dialect, update).write();
    }
    const std::string_view encoding =
        byte_order_mark ? (*byte_order_mark ? "utf-8-bom" : "utf-8") : decoded.encoding;
    result.bytes = encode_text(text, encoding);
    return result;
}

}  // namespace planloom
