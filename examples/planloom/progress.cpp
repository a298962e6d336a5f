#include "progress.hpp"

#include <fmt/format.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <unistd.h>
#include <utility>

namespace planloom::tool {
namespace {

constexpr std::array ending_signals = {SIGINT, SIGTERM, SIGHUP};
constexpr std::string_view erase_line = "\r\033[K";
constexpr std::chrono::milliseconds patience{500};
constexpr std::chrono::milliseconds between_lines{100};

volatile std::sig_atomic_t line_is_shown = 0;

void write_to_terminal(std::string_view text) noexcept {
    // A terminal that does not take the line is no reason to stop the work.
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

void erase_shown_line() noexcept {
    if (line_is_shown == 0) return;
    line_is_shown = 0;
    write_to_terminal(erase_line);
}

// Only what a signal handler may do: no exit handlers run, and no file is open for writing, for
// saving holds the signals back.
extern "C" void end_at_once(int signal) {
    erase_shown_line();
    ::_exit(128 + signal);
}

sigset_t ending_set() noexcept {
    sigset_t set;
    sigemptyset(&set);
    for (const int each : ending_signals) sigaddset(&set, each);
    return set;
}

}  // namespace

Progress::Progress() : is_terminal_(::isatty(STDERR_FILENO) == 1), next_(Clock::now() + patience) {}

Progress::~Progress() {
    clear();
}

void Progress::stage(std::string name) {
    clear();
    stage_ = std::move(name);
}

void Progress::clear() noexcept {
    erase_shown_line();
}

bool Progress::proceed(std::uint64_t done, std::uint64_t total) {
    if (!is_terminal_) return true;
    const Clock::time_point now = Clock::now();
    if (now < next_) return true;
    next_ = now + between_lines;
    const std::string line = total == 0
                                 ? fmt::format("{}{} ...", erase_line, stage_)
                                 : fmt::format("{}{} {}%", erase_line, stage_,
                                               static_cast<int>(100.0 * static_cast<double>(done) /
                                                                static_cast<double>(total)));
    line_is_shown = 1;
    write_to_terminal(line);
    return true;
}

void end_on_signals() noexcept {
    for (const int each : ending_signals) {
        struct sigaction action {};
        if (::sigaction(each, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
        action = {};
        action.sa_handler = end_at_once;
        sigemptyset(&action.sa_mask);
        ::sigaction(each, &action, nullptr);
    }
}

SignalsHeld::SignalsHeld() noexcept {
    const sigset_t set = ending_set();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

SignalsHeld::~SignalsHeld() {
    const sigset_t set = ending_set();
    ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace planloom::tool
