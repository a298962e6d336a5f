// Runs the planloom tool as a process of its own, as a person does.
#pragma once

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace planloom::testing {

namespace fs = std::filesystem;

/// A directory that is gone at the end of the test.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::string name = (fs::temp_directory_path() / "planloom-tool-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
        path_ = name;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }
    std::string write(std::string_view name, std::string_view bytes) const {
        std::ofstream(file(name), std::ios::binary) << bytes;
        return file(name);
    }
    [[nodiscard]] std::size_t file_count() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
    }

private:
    fs::path path_;
};

inline std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// How a run ended. `code` is the exit code, or minus the signal that killed it.
struct Outcome {
    int code = 0;
    std::string out;
    std::string err;

    [[nodiscard]] nlohmann::ordered_json json() const { return nlohmann::ordered_json::parse(out); }
};

struct RunOptions {
    std::string in = {};
    /// `NAME=value`, beside `LANG=C` and the path.
    std::vector<std::string> environment = {};
    std::string program = PLANLOOM_TOOL;
    /// Where standard output goes; a file of the run's own when empty.
    std::string out_file = {};
};

/// Starts a process with its three streams in files; the caller waits for it.
inline pid_t start(const std::vector<std::string>& words, const RunOptions& options,
                   const std::string& in, const std::string& out, const std::string& err) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
    std::vector<std::string> all = {options.program};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<std::string> environment = options.environment;
    bool has_path = false;
    for (const std::string& each : environment) has_path = has_path || each.starts_with("PATH=");
    if (const char* path = std::getenv("PATH"); path != nullptr && !has_path)
        environment.push_back(std::string("PATH=") + path);
    environment.emplace_back("LANG=C");
    const auto pointers = [](std::vector<std::string>& texts) {
        std::vector<char*> list;
        for (std::string& each : texts) list.push_back(each.data());
        list.push_back(nullptr);
        return list;
    };
    pid_t process = 0;
    const int fault = ::posix_spawn(&process, options.program.c_str(), &actions, nullptr,
                                    pointers(all).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (fault != 0) throw std::runtime_error("cannot start " + options.program);
    return process;
}

inline int wait_for(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

inline Outcome run_tool(const std::vector<std::string>& words, const RunOptions& options = {}) {
    const TemporaryDirectory directory;
    const std::string in = directory.write("in", options.in);
    const std::string out = options.out_file.empty() ? directory.file("out") : options.out_file;
    const std::string err = directory.file("err");
    Outcome run;
    run.code = wait_for(start(words, options, in, out, err));
    if (options.out_file.empty()) run.out = content(out);
    run.err = content(err);
    return run;
}

/// The path of an example plan.
inline std::string example(std::string_view name) {
    return std::string(PLANLOOM_SOURCE_DIR) + "/examples/plans/" + std::string(name) + ".json";
}

inline std::vector<std::string> example_plans() {
    std::vector<std::string> plans;
    for (const auto& entry : fs::directory_iterator(PLANLOOM_SOURCE_DIR "/examples/plans"))
        if (entry.path().extension() == ".json") plans.push_back(entry.path().string());
    std::sort(plans.begin(), plans.end());
    return plans;
}

/// Two tasks one after the other, a unit each, one goal; T2 has no goal and no unit leads it.
inline constexpr std::string_view small_plan = R"({
  "title": "a small plan",
  "goals": [{"key": "G", "title": "the goal"}],
  "units": [{"key": "office"}, {"key": "bureau"}],
  "tasks": [
    {"key": "T1", "title": "first", "serves": "G", "lead": "office"},
    {"key": "T2", "title": "second", "support": "bureau", "after": ["T1"]}
  ]
})";

}  // namespace planloom::testing
