// How far long work is, for a person who waits; and what happens when that person stops it.
#pragma once

#include <planloom/core/monitor.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace planloom::tool {

/// Shows one line on standard error while work takes longer than half a second. Shows nothing when
/// standard error is no terminal.
class Progress : public Monitor {
public:
    Progress();
    ~Progress() override;

    /// Names the work that begins.
    void stage(std::string name);
    /// Takes the line off the terminal, so that other lines can be written.
    void clear() noexcept;
    bool proceed(std::uint64_t done, std::uint64_t total) override;

private:
    using Clock = std::chrono::steady_clock;

    bool is_terminal_;
    std::string stage_;
    Clock::time_point next_;
};

/// From now on SIGINT, SIGTERM and SIGHUP end the program with 128 and their number. A signal that
/// was ignored when the program began stays ignored.
void end_on_signals() noexcept;

/// Holds those signals back while it lives, so that a file is saved whole and no temporary file
/// stays behind.
class SignalsHeld {
public:
    SignalsHeld() noexcept;
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;
    ~SignalsHeld();
};

}  // namespace planloom::tool
