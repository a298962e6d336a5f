// One run of the tool: its arguments, the plan, and the ways out to the terminal and the disk.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/io/json.hpp>

#include "arguments.hpp"
#include "progress.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::tool {

/// Colours for the terminal, or none.
class Paint {
public:
    explicit Paint(bool is_on) noexcept : is_on_(is_on) {}

    [[nodiscard]] std::string severity(Severity severity, std::string_view text) const;
    [[nodiscard]] std::string strong(std::string_view text) const;

private:
    [[nodiscard]] std::string wrap(std::string_view code, std::string_view text) const;

    bool is_on_ = false;
};

class Session {
public:
    explicit Session(Arguments arguments);

    [[nodiscard]] const Arguments& arguments() const noexcept { return arguments_; }
    [[nodiscard]] Language language() const noexcept { return arguments_.language; }
    [[nodiscard]] const Paint& paint() const noexcept { return paint_; }
    [[nodiscard]] Progress& progress() noexcept { return progress_; }
    [[nodiscard]] bool wants_json() const noexcept { return arguments_.format == Format::json; }
    /// The name of the plan's file as messages show it.
    [[nodiscard]] std::string file() const;
    /// The file and a line in it; the file alone for line 0.
    [[nodiscard]] std::string place(std::uint32_t line) const;
    /// Columns of the terminal; 0, which stands for no limit, when the output goes elsewhere.
    [[nodiscard]] std::size_t terminal_width() const;
    /// The same, but 120 when the output goes elsewhere, so that files are always alike.
    [[nodiscard]] std::size_t width() const;

    /// Reads the plan.
    /// @throws IoError, ReadError
    [[nodiscard]] ReadResult read();
    /// Reads the plan, tells on standard error of what the reader warns, and freezes the plan.
    /// @throws IoError, ReadError, InvalidPlan
    [[nodiscard]] PlanGraph read_graph(Faults faults = Faults::refuse);

    /// Writes the answer to the output that was asked for. A file is replaced as one step.
    /// @throws IoError
    void emit(std::string_view text);
    /// One line on standard error.
    void tell(std::string_view line);
    /// Diagnostics on standard error, one line each: `plan.json:14: /tasks/3/lead: message [code]`.
    void tell(const std::vector<Diagnostic>& diagnostics);

private:
    Arguments arguments_;
    Paint paint_;
    Progress progress_;
};

}  // namespace planloom::tool
