// What went wrong, as values and as exceptions: a Diagnostic says one fault of a plan or a file,
// the exceptions carry them with a stable code. For broken contracts of the caller's own code see
// <planloom/core/contract.hpp>.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// How much a fault or a finding weighs. The order of the enumerators is the order of weight.
enum class Severity : std::uint8_t { info, warning, error };

/// The word for a severity in JSON and in text: `info`, `warning`, `error`.
[[nodiscard]] std::string_view to_string(Severity severity) noexcept;

/// One fault, as a value. `code` is stable and never used for anything else (`unknown_task`).
struct Diagnostic {
    std::string code;
    Severity severity = Severity::error;
    /// Where it was written: a JSON pointer, or `file:line`; empty where there is no such place.
    std::string where;
    /// The line in the source, from 1; 0 when there is none.
    std::uint32_t line = 0;
    /// What was found and what was expected: lower case, no stop at the end.
    std::string message;

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// One line of text, safe on a terminal: `line 14: /tasks/3/lead: unknown unit "X" [unknown_unit]`.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// The base of all that planloom throws about data. `what()` is one line, safe on a terminal, and
/// begins with the code in brackets.
class Error : public std::runtime_error {
public:
    Error(std::string code, const std::string& message);
    [[nodiscard]] const std::string& code() const noexcept { return code_; }

private:
    std::string code_;
};

/// Thrown with every fault at once when bytes are not a readable plan; the code is `read_error`.
class ReadError : public Error {
public:
    /// @param diagnostics  one or more
    explicit ReadError(std::vector<Diagnostic> diagnostics);
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept {
        return diagnostics_;
    }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// Thrown with every fault at once when a plan cannot be frozen as it stands; the code is
/// `invalid_plan`.
class InvalidPlan : public Error {
public:
    /// @param diagnostics  one or more
    explicit InvalidPlan(std::vector<Diagnostic> diagnostics);
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept {
        return diagnostics_;
    }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// Thrown with every fault at once when edits do not fit the plan or each other; the code is
/// `invalid_edit`.
class InvalidEdit : public Error {
public:
    /// @param diagnostics  one or more
    explicit InvalidEdit(std::vector<Diagnostic> diagnostics);
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept {
        return diagnostics_;
    }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// Thrown with every fault at once when what is said of how to check a plan cannot be followed; the
/// code is `invalid_settings`.
class InvalidSettings : public Error {
public:
    /// @param diagnostics  one or more
    explicit InvalidSettings(std::vector<Diagnostic> diagnostics);
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept {
        return diagnostics_;
    }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// Thrown when a key names nothing in the plan; the code is `unknown_` and the kind.
class UnknownKey : public Error {
public:
    /// @param kind     what the key was to name, as in `task`
    /// @param nearest  the most similar key that exists, or empty
    UnknownKey(std::string_view kind, std::string_view key, std::string_view nearest);
    [[nodiscard]] const std::string& key() const noexcept { return key_; }
    [[nodiscard]] const std::string& nearest() const noexcept { return nearest_; }

private:
    std::string key_;
    std::string nearest_;
};

/// Thrown when the operating system refuses to read or write a file; the code is `io_error`.
class IoError : public Error {
public:
    /// @param operation     the verb of what was refused, as in `read`
    /// @param error_number  the value of errno
    IoError(const std::string& path, const std::string& operation, int error_number);
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] int error_number() const noexcept { return error_number_; }

private:
    std::string path_;
    int error_number_;
};

/// Thrown out of long work when its Monitor asked to stop; nothing is half done. The code is
/// `interrupted`.
class Interrupted : public Error {
public:
    Interrupted();
};

}  // namespace planloom
