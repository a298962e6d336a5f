#include "process.hpp"

#include "arguments.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace planloom::tool {
namespace {

/// A file descriptor that is closed at the end of its life.
class Descriptor {
public:
    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const noexcept { return number_; }
    void close() noexcept {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

private:
    int number_;
};

struct Pipe {
    Descriptor read;
    Descriptor write;
};

Pipe open_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw ProgramError(std::string("cannot open a pipe: ") + std::strerror(errno));
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// A program that ends early must not take the tool with it.
class PipeSignalIgnored {
public:
    PipeSignalIgnored() noexcept : before_(std::signal(SIGPIPE, SIG_IGN)) {}
    PipeSignalIgnored(const PipeSignalIgnored&) = delete;
    PipeSignalIgnored& operator=(const PipeSignalIgnored&) = delete;
    ~PipeSignalIgnored() { std::signal(SIGPIPE, before_); }

private:
    void (*before_)(int);
};

pid_t start_dot(const Pipe& input, const Pipe& output, Language language) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input.read.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.write.number(), STDOUT_FILENO);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    std::string name = "dot";
    std::string option = "-Tsvg";
    const std::array<char*, 3> words = {name.data(), option.data(), nullptr};
    pid_t process = 0;
    const int fault = ::posix_spawnp(&process, "dot", &actions, &attributes, words.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (fault == ENOENT) {
        throw ProgramError(language.pick(
            "svg needs the program dot of Graphviz, which is not on the path; --format dot does "
            "without it",
            "生成 svg 需要 Graphviz 的 dot 程序，但系统中没有找到；--format dot 不需要它"));
    }
    if (fault != 0) throw ProgramError(std::string("cannot start dot: ") + std::strerror(fault));
    return process;
}

// Writes and reads side by side, because neither pipe holds a whole drawing.
std::string exchange_with(Descriptor& to, Descriptor& from, std::string_view text,
                          Monitor& monitor) {
    constexpr int heartbeat_ms = 100;
    std::string answer;
    std::array<char, 65536> buffer{};
    ::fcntl(to.number(), F_SETFL, O_NONBLOCK);
    while (true) {
        std::array<pollfd, 2> ends = {pollfd{from.number(), POLLIN, 0},
                                      pollfd{to.number(), POLLOUT, 0}};
        if (::poll(ends.data(), ends.size(), heartbeat_ms) < 0) {
            if (errno == EINTR) continue;
            return answer;
        }
        report_progress(&monitor, 0, 0);
        if (to.number() >= 0 && ends[1].revents != 0) {
            const ssize_t count = ::write(to.number(), text.data(), text.size());
            if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
            if (text.empty() || (count < 0 && errno != EAGAIN && errno != EINTR)) to.close();
        }
        if (ends[0].revents != 0) {
            const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
            if (count == 0 || (count < 0 && errno != EINTR)) return answer;
            if (count > 0) answer.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
}

}  // namespace

std::string run_graphviz(std::string_view dot, Language language, Monitor& monitor) {
    const PipeSignalIgnored ignored;
    Pipe input = open_pipe();
    Pipe output = open_pipe();
    const pid_t process = start_dot(input, output, language);
    input.read.close();
    output.write.close();
    std::string svg = exchange_with(input.write, output.read, dot, monitor);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw ProgramError(language.say("dot of Graphviz failed with {0}",
                                        "Graphviz 的 dot 程序出错，状态 {0}",
                                        WIFEXITED(status) ? WEXITSTATUS(status) : status));
    }
    return svg;
}

}  // namespace planloom::tool
