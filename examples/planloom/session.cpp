#include "session.hpp"

#include <planloom/core/utf8.hpp>
#include <planloom/io/read.hpp>
#include <planloom/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace planloom::tool {
namespace {

constexpr std::size_t width_of_files = 120;
constexpr std::size_t narrowest = 40;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

bool writes_to_terminal(const Arguments& arguments) {
    return arguments.output == "-" && ::isatty(STDOUT_FILENO) == 1;
}

bool uses_color(const Arguments& arguments) {
    if (arguments.color != Color::automatic) return arguments.color == Color::always;
    return writes_to_terminal(arguments) && environment("NO_COLOR").empty() &&
           environment("TERM") != "dumb";
}

}  // namespace

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string_view value = environment(name);
        if (!value.empty()) return Language(value.starts_with("zh"));
    }
    return Language();
}

std::string Paint::wrap(std::string_view code, std::string_view text) const {
    if (!is_on_) return std::string(text);
    return fmt::format("\033[{}m{}\033[0m", code, text);
}

std::string Paint::severity(Severity severity, std::string_view text) const {
    if (severity == Severity::error) return wrap("1;31", text);
    return wrap(severity == Severity::warning ? "33" : "36", text);
}

std::string Paint::strong(std::string_view text) const {
    return wrap("1", text);
}

Session::Session(Arguments arguments)
    : arguments_(std::move(arguments)), paint_(uses_color(arguments_)) {}

std::string Session::file() const {
    if (arguments_.plan == "-") return "<stdin>";
    return escape_controls(arguments_.plan);
}

std::size_t Session::terminal_width() const {
    winsize size{};
    if (!writes_to_terminal(arguments_) || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0) {
        return 0;
    }
    return std::max<std::size_t>(size.ws_col, narrowest);
}

std::size_t Session::width() const {
    const std::size_t width = terminal_width();
    return width == 0 ? width_of_files : width;
}

ReadResult Session::read() {
    progress_.stage(language().pick("reading", "正在读取"));
    return read_plan(arguments_.plan, {}, &progress_);
}

PlanGraph Session::read_graph(Faults faults) {
    ReadResult result = read();
    // What the reader did as it should is told by check alone.
    std::erase_if(result.notes,
                  [](const Diagnostic& each) { return each.severity < Severity::warning; });
    tell(result.notes);
    return freeze(std::move(result.plan), faults, &progress_);
}

void Session::emit(std::string_view text) {
    progress_.clear();
    if (arguments_.output == "-") {
        save(arguments_.output, text);
        return;
    }
    const SignalsHeld held;
    save(arguments_.output, text);
}

std::string Session::place(std::uint32_t line) const {
    return line == 0 ? file() : fmt::format("{}:{}", file(), line);
}

void Session::tell(std::string_view line) {
    progress_.clear();
    const std::string text = fmt::format("{}\n", line);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void Session::tell(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& each : diagnostics) {
        const std::string pointer =
            each.where.empty() ? std::string() : escape_controls(each.where) + ": ";
        // An error needs no word for its weight: the reader ends with it.
        const std::string weight = each.severity == Severity::error
                                       ? std::string()
                                       : fmt::format("{}: ", planloom::to_string(each.severity));
        tell(fmt::format("{}: {}{}{} [{}]", place(each.line), weight, pointer,
                         escape_controls(each.message), each.code));
    }
}

}  // namespace planloom::tool
