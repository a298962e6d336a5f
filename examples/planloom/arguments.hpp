// What the command line asked for, as plain values.
#pragma once

#include <planloom/core/date.hpp>
#include <planloom/core/date_time.hpp>
#include <planloom/core/error.hpp>
#include <planloom/coverage/coordination.hpp>
#include <planloom/coverage/matrix_marks.hpp>
#include <planloom/coverage/rules.hpp>
#include <planloom/model/check_settings.hpp>
#include <planloom/order/risk.hpp>

#include "language.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace planloom::tool {

// 128 and the signal's number stand for a signal, so an interrupt ends with 130.
inline constexpr int exit_clean = 0;
inline constexpr int exit_findings = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_invalid_input = 3;
inline constexpr int exit_unanalysable = 4;
inline constexpr int exit_internal = 5;

enum class Format { text, json, csv, dot, svg, xlsx, html };
/// What a query's answer is written as.
enum class QueryForm { table, ids, json, csv, dot, mermaid, paths, sentence };
enum class Color { automatic, always, never };

/// One command line. Fields that a command has no option for keep their defaults.
struct Arguments {
    std::string plan;
    std::string output = "-";
    Format format = Format::text;
    Color color = Color::automatic;
    Language language;
    bool has_language = false;  // whether --lang was given
    bool has_format = false;    // whether --format was given

    std::vector<std::string> only;              // check
    std::optional<CheckGate> gate;              // check; that of the settings if not given
    std::optional<Profile> profile;             // check
    std::string rules_file;                     // check
    std::string baseline;                       // check
    std::string write_baseline;                 // check
    std::string before;                         // check
    Date as_of;                                 // check
    bool fix = false;                           // check
    bool write = false;                         // check
    bool exit_zero = false;                     // check
    bool all = false;                           // check, matrix
    std::vector<std::string> units;             // impact
    std::vector<std::string> tasks;             // impact
    std::string from;                           // explain
    std::string to;                             // explain
    bool by_horizon = false;                    // coverage
    bool missing = false;                       // coverage
    MatrixKind matrix = MatrixKind::task_unit;  // matrix
    std::optional<MarkStyle> marks;             // matrix
    std::optional<GroupAxis> by;                // matrix
    std::string unit;                           // matrix
    std::string goal;                           // matrix
    bool has_evidence = false;                  // matrix
    bool raw = false;                           // matrix
    bool byte_order_mark = false;               // matrix, convert
    bool all_kinds = false;                     // draw
    std::size_t max_tasks = 2000;               // draw
    bool waves = false;                         // order
    bool reduce = false;                        // order
    bool ready = false;                         // order
    bool width = false;                         // order
    std::vector<std::string> done;              // order
    DateTime start;                             // schedule, coverage
    DateTime status_date;                       // schedule, coverage
    DateTime finish;                            // schedule
    std::vector<std::string> targets;           // schedule
    bool has_capacity = false;                  // schedule
    std::uint64_t max_schedules = 5000;         // schedule
    std::uint64_t seed = 1;                     // schedule
    std::string why;                            // schedule
    std::size_t paths = 1;                      // schedule
    RiskOptions risk;                           // risk
    std::string query;                          // query
    QueryForm query_form = QueryForm::table;    // query
    std::vector<std::string> sets;              // query
    std::string against;                        // query
    bool count = false;                         // query
    bool explain = false;                       // query
    bool fail_empty = false;                    // query
    bool canonical = false;                     // query
    std::optional<std::size_t> limit;           // query
    std::string rule;                           // rules
    std::string from_format;                    // convert, import
    std::string to_format;                      // convert
    std::string sheet;                          // convert, import
    std::uint32_t header_row = 0;               // convert, import
    std::string mapping;                        // convert, import
    std::string like;                           // convert
    bool no_byte_order_mark = false;            // convert
    bool review = false;                        // import
    bool first_is_lead = false;                 // convert, import
};

/// Thrown for arguments that cannot be meant; the tool then ends with exit_usage.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Thrown when another program that is needed is missing or fails.
class ProgramError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace planloom::tool
