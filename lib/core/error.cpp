#include <planloom/core/contract.hpp>
#include <planloom/core/error.hpp>
#include <planloom/core/utf8.hpp>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <utility>

namespace planloom {
namespace {

constexpr std::size_t faults_in_a_message = 5;

std::string quoted(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

/// The heaviest faults of a list in one line, the later ones as a count.
std::string summary(const std::vector<Diagnostic>& diagnostics) {
    PLANLOOM_EXPECTS(!diagnostics.empty());
    Severity heaviest = Severity::info;
    for (const Diagnostic& each : diagnostics) heaviest = std::max(heaviest, each.severity);
    std::string text;
    std::size_t count = 0;
    for (const Diagnostic& each : diagnostics) {
        if (each.severity != heaviest || ++count > faults_in_a_message) continue;
        if (!text.empty()) text += "; ";
        text += to_string(each);
    }
    if (count == 1) return text;
    if (count > faults_in_a_message) {
        text += "; and " + std::to_string(count - faults_in_a_message) + " more";
    }
    return std::to_string(count) + " faults: " + text;
}

std::string unknown_key_message(std::string_view kind, std::string_view key,
                                std::string_view nearest) {
    std::string text = "unknown " + std::string(kind) + " " + quoted(key);
    if (!nearest.empty()) text += "; the nearest key is " + quoted(nearest);
    return text;
}

// The system's own texts change with the locale and the machine.
std::string reason(int error_number) {
    switch (error_number) {
        case EACCES:
            return "permission denied";
        case EBUSY:
            return "the file is in use";
        case EEXIST:
            return "the file exists";
        case EFBIG:
            return "the file is too large";
        case EINVAL:
            return "the operation is not allowed on this file";
        case EIO:
            return "the device failed";
        case EISDIR:
            return "it is a directory";
        case EMFILE:
        case ENFILE:
            return "too many files are open";
        case ENAMETOOLONG:
            return "the name is too long";
        case ENOENT:
            return "no such file or directory";
        case ENOSPC:
            return "no space is left on the device";
        case ENOTDIR:
            return "a part of the path is not a directory";
        case EPERM:
            return "the operation is not permitted";
        case EPIPE:
            return "the reader has gone";
        case EROFS:
            return "the file system is read-only";
        default:
            return "error " + std::to_string(error_number) + " of the operating system";
    }
}

}  // namespace

std::string_view to_string(Severity severity) noexcept {
    switch (severity) {
        case Severity::info:
            return "info";
        case Severity::warning:
            return "warning";
        case Severity::error:
            break;
    }
    return "error";
}

std::string to_string(const Diagnostic& diagnostic) {
    std::string text;
    if (diagnostic.line != 0) {
        const std::string number = std::to_string(diagnostic.line);
        if (!diagnostic.where.ends_with(":" + number)) text += "line " + number + ": ";
    }
    if (!diagnostic.where.empty()) text += diagnostic.where + ": ";
    text += diagnostic.message;
    if (!diagnostic.code.empty()) text += " [" + diagnostic.code + "]";
    return escape_controls(text);
}

Error::Error(std::string code, const std::string& message)
    : std::runtime_error(escape_controls("[" + code + "] " + message)), code_(std::move(code)) {}

ReadError::ReadError(std::vector<Diagnostic> diagnostics)
    : Error("read_error", summary(diagnostics)), diagnostics_(std::move(diagnostics)) {}

InvalidPlan::InvalidPlan(std::vector<Diagnostic> diagnostics)
    : Error("invalid_plan", summary(diagnostics)), diagnostics_(std::move(diagnostics)) {}

InvalidEdit::InvalidEdit(std::vector<Diagnostic> diagnostics)
    : Error("invalid_edit", summary(diagnostics)), diagnostics_(std::move(diagnostics)) {}

InvalidSettings::InvalidSettings(std::vector<Diagnostic> diagnostics)
    : Error("invalid_settings", summary(diagnostics)), diagnostics_(std::move(diagnostics)) {}

UnknownKey::UnknownKey(std::string_view kind, std::string_view key, std::string_view nearest)
    : Error("unknown_" + std::string(kind), unknown_key_message(kind, key, nearest)),
      key_(key),
      nearest_(nearest) {}

IoError::IoError(const std::string& path, const std::string& operation, int error_number)
    : Error("io_error", "cannot " + operation + " " + quoted(path) + ": " + reason(error_number)),
      path_(path),
      error_number_(error_number) {}

Interrupted::Interrupted() : Error("interrupted", "stopped by the monitor of the work") {}

}  // namespace planloom
