// Plans out of ledgers (台账, 任务分工表) and back: tables with one row for each task. For the
// cells of a spreadsheet file see <planloom/io/sheet.hpp>, for a plan as a policy document
// <planloom/io/document.hpp>.
#pragma once

#include <planloom/io/document.hpp>
#include <planloom/io/json.hpp>
#include <planloom/io/sheet.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// What a column of a ledger holds. Which of them a sheet can have hangs on its kind.
enum class LedgerField : std::uint8_t {
    key,            ///< number or key of the row
    title,          ///< of the task, goal, unit or requirement
    text,           ///< what is to be done, at length
    section,        ///< area of work; also a goal where there is no column of goals
    goal,           ///< goals that the task serves, by key or title
    parent,         ///< the row above in the breakdown, by key
    lead,           ///< units, as are the columns to `inform`
    co_lead,        ///<
    responsible,    ///<
    support,        ///<
    guide,          ///<
    implement,      ///<
    supervise,      ///<
    consult,        ///<
    inform,         ///<
    start,          ///< not to start before
    due,            ///< deadline, in any of the forms of parse_deadline
    duration,       ///< `10d`, `2 weeks`, `3天`; a bare number counts days
    predecessors,   ///< `3`, `3FS+2d`, `T1;T2`
    status,         ///< word of a status
    progress,       ///< `60%`, `0.6`, or how far the work has come in words
    actual_start,   ///< date
    actual_finish,  ///< date
    deliverable,    ///< text
    requirement,    ///< requirements that the task answers, by key
    tags,           ///< list of words
    milestone,      ///< yes or no
    level,          ///< of a unit
    region,         ///< of a unit
    duty,           ///< of a unit
    aliases,        ///< of a unit
    capacity,       ///< of a unit
    source,         ///< of a requirement
    successor,      ///< of a link
    link_type,      ///< of a link
    lag,            ///< of a link
    attribute       ///< kept under the header's name as a free attribute
};

/// The word of a field as mapping files have it: the enumerator.
[[nodiscard]] std::string_view word(LedgerField field) noexcept;
[[nodiscard]] std::optional<LedgerField> parse_ledger_field(std::string_view word) noexcept;

/// A field and a header under which it is recognised.
struct LedgerHeader {
    LedgerField field = LedgerField::attribute;
    std::string_view header;
};

/// Every header that is recognised by itself, field after field; the first Chinese and the first
/// English one of each are those that are written. Spaces, case, `_`, `-` and what stands in
/// brackets do not count.
[[nodiscard]] std::span<const LedgerHeader> ledger_headers() noexcept;

/// The field that a header stands for by itself, or nothing.
/// @complexity O(length + headers)
[[nodiscard]] std::optional<LedgerField> recognize_header(std::string_view header);

/// What a mapping file says: it overrides what is recognised by itself.
struct LedgerMapping {
    /// Header as written in the sheet, and its field.
    std::map<std::string, LedgerField, std::less<>> columns;
    /// From 1; 0 to find it.
    std::uint32_t header_row = 0;
    std::string sheet;
};

/// Reads `{"columns": {"我的列": "lead", "备注": "attribute"}, "header_row": 3, "sheet": "台账"}`;
/// each part may be left out.
/// @throws ReadError  every fault at once
[[nodiscard]] LedgerMapping parse_ledger_mapping(std::string_view json);

struct LedgerOptions {
    /// The only sheet to read; empty for all sheets that hold a ledger.
    std::string sheet = {};
    /// From 1; 0 to find it. It is the line where the file is separated text.
    std::uint32_t header_row = 0;
    LedgerMapping mapping = {};
    /// The first unit of a column of responsible units is the lead, as a cover letter may say.
    bool first_is_lead = false;
    /// The year that 年底前 means; 0 for the year in the rows above the header.
    int year = 0;
    Limits limits = {};
};

/// Reads a plan out of sheets.
///
/// - The header is the row with the most recognised headers, or two rows of it; rows above give the
///   title. Columns that are not recognised become attributes.
/// - A row of one text before the columns of the task, or a number such as 一、 and a text, is a
///   goal that the tasks below serve; （一） under 一、 is a goal of that goal.
/// - Rows that leave out 重点任务 go on with the one above: where its number is left out too,
///   they are its subtasks, else it is their goal.
/// - Cells that were merged downwards say in each row what the first one says.
/// - Numbers that begin again in each section get the number of the section in front, so that they
///   are keys; 1.2 below 1 is a subtask of it.
/// - Sheets of goals, units, requirements and links are told by their names (目标, units) and else
///   hold tasks.
///
/// Predecessors and other references that name nothing stay in the plan, see find_faults; so do
/// keys that stand twice. Notes say what was guessed, kept aside or left out, each with its place.
/// @throws ReadError  `sheet` for a sheet that is not there, `header` where no header is found
/// @complexity O(cells log cells)
[[nodiscard]] ReadResult read_ledger(const std::vector<Sheet>& sheets,
                                     const LedgerOptions& options = {});

/// The tasks and assignments that read_ledger finds beside the cells from which it reads them, for
/// a person to compare. The places stand in `source`, such as `台账!C14: 市财政局`.
/// @throws ReadError  as read_ledger
[[nodiscard]] std::vector<Excerpt> review_ledger(const std::vector<Sheet>& sheets,
                                                 const LedgerOptions& options = {});

/// What a row of a ledger is for.
enum class LedgerRowKind : std::uint8_t { title, header, section, item, other };

/// One row of a ledger that is written.
struct LedgerRow {
    LedgerRowKind kind = LedgerRowKind::item;
    std::vector<std::string> cells;

    friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/// A ledger as rows, and a note for all of the plan that it does not hold.
struct LedgerTable {
    std::string sheet;
    std::vector<LedgerRow> rows;
    std::vector<Diagnostic> notes;
};

/// A ledger as bytes, and a note for all of the plan that it does not hold.
struct LedgerText {
    std::string bytes;
    std::vector<Diagnostic> notes;
};

/// The plan as a ledger with the usual columns, of which those that would be empty are left out.
/// Headers are Chinese if the plan's language is, or if none is said and its titles are.
/// @complexity O(size of the plan)
[[nodiscard]] LedgerTable write_ledger(const Plan& plan);

/// The ledger that a plan was read from, with the cells changed in which the plan differs from it
/// now: tasks are told by their keys, new ones come last, those that are gone lose their row.
/// @param original  with the options with which it was read
/// @throws ReadError  as read_ledger
/// @complexity O(cells log cells)
[[nodiscard]] LedgerTable update_ledger(const std::vector<Sheet>& original, const Plan& plan,
                                        const LedgerOptions& options = {});

/// The rows as separated text. Texts that a spreadsheet would take for a formula get an apostrophe
/// in front, which read_ledger takes away.
[[nodiscard]] std::string ledger_csv(const LedgerTable& table, const CsvDialect& dialect = {});

/// The rows as an Office Open XML workbook: the header is fixed and filtered, section rows are
/// merged. Every cell is text. The same table gives the same bytes.
/// @throws IoError  where no temporary file can be made
/// @throws Error  `limit_rows` for more rows than a sheet has
[[nodiscard]] std::string ledger_xlsx(const LedgerTable& table);

/// Separated text that was read as a ledger, with the cells changed in which the plan differs from
/// it now. Without a difference the bytes are the same; else all cells without a difference are,
/// and so is the encoding.
/// @param byte_order_mark  says whether the result begins with the mark of UTF-8, which it then is
///                         in; nothing for the encoding as it is
/// @throws ReadError  as read_ledger
[[nodiscard]] LedgerText update_ledger_csv(std::string_view original, const Plan& plan,
                                           const LedgerOptions& options = {},
                                           std::optional<bool> byte_order_mark = {});

/// The separator that stands most often on one of the first lines, for text whose first line may
/// be a title.
[[nodiscard]] CsvDialect detect_ledger_dialect(std::string_view text) noexcept;

}  // namespace planloom
