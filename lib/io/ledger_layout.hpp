// What the rows and columns of a sheet are, before a plan is made of them.
#pragma once

#include <planloom/io/ledger.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::ledger {

inline constexpr std::size_t none = static_cast<std::size_t>(-1);

enum class SheetKind : std::uint8_t { tasks, goals, units, requirements, links };

struct Column {
    LedgerField field = LedgerField::attribute;
    /// As written, on one line; empty for a column without a header.
    std::string header;
};

/// A row that heads those below it.
struct Section {
    std::size_t row = 0;
    std::string text;
    std::string title;
    int level = 0;
    int number = 0;
    /// In sections, or none.
    std::size_t parent = none;
};

/// A row that is a task, goal, unit, requirement or link.
struct Item {
    std::size_t row = 0;
    std::size_t section = none;
    /// Whether the row goes on with the title, or the key, of the one above.
    bool continues_title = false;
    bool continues_key = false;
    /// Whether the title says what several rows do together, and the text what this one does.
    bool is_grouped = false;
    /// Whether the rows that go on with its key follow.
    bool heads_subtasks = false;
};

struct Layout {
    const Sheet* sheet = nullptr;
    SheetKind kind = SheetKind::tasks;
    /// Of the sheet, with merged cells filled downwards and guards taken away.
    std::vector<SheetRow> rows;
    std::vector<LedgerRowKind> kinds;
    /// Half-open, in rows.
    std::size_t header_begin = 0;
    std::size_t header_end = 0;
    std::vector<Column> columns;
    std::vector<Section> sections;
    std::vector<Item> items;
    /// From the rows above the header; 0 and empty where they say none.
    std::string title;
    int year = 0;

    /// The first column of a field, or none.
    [[nodiscard]] std::size_t column_of(LedgerField field) const noexcept;
    [[nodiscard]] std::string_view cell(const Item& item, LedgerField field) const noexcept;
    [[nodiscard]] std::string_view cell(const Item& item, std::size_t column) const noexcept;
    [[nodiscard]] std::uint32_t line(const Item& item) const noexcept {
        return rows[item.row].number;
    }
    /// Where the name of an item stands: the title, or the text where that says what is done.
    [[nodiscard]] std::size_t name_column(const Item& item) const noexcept;
};

/// Fills merged cells, finds the header and says what every row is.
/// @return nothing where the sheet has no header that can be found
/// @throws ReadError  `header` where the header row was named and is none, `limit_merged`
[[nodiscard]] std::optional<Layout> lay_out(const Sheet& sheet, const LedgerOptions& options,
                                            std::vector<Diagnostic>& notes);

/// The layouts of the sheets that the options ask for.
/// @throws ReadError  `sheet`, `header`, `limit_merged`
[[nodiscard]] std::vector<Layout> lay_out(const std::vector<Sheet>& sheets,
                                          const LedgerOptions& options,
                                          std::vector<Diagnostic>& notes);

/// The name under which a column is kept as an attribute.
[[nodiscard]] std::string attribute_name(const Layout& layout, std::size_t column);

[[nodiscard]] Diagnostic note_at(const Layout& layout, std::size_t row, std::size_t column,
                                 Severity severity, std::string code, std::string message);

}  // namespace planloom::ledger
