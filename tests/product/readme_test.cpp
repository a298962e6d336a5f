// The shell lines of the README, run as a reader would run them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The lines of the README's shell blocks that call the tool.
std::vector<std::string> lines_of_the_readme() {
    std::ifstream file(fs::path(PLANLOOM_SOURCE_DIR) / "README.md");
    std::vector<std::string> lines;
    bool is_shell = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```")) is_shell = line == "```sh";
        if (is_shell && line.starts_with("planloom ")) lines.push_back(line);
    }
    return lines;
}

TEST(Readme, ShellLinesRun) {
#ifdef PLANLOOM_TOOL
    const fs::path folder =
        fs::temp_directory_path() / ("planloom-readme-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    fs::create_directory_symlink(fs::path(PLANLOOM_SOURCE_DIR) / "examples", folder / "examples");
    const std::string before = "cd '" + folder.string() + "' && PATH='" +
                               fs::path(PLANLOOM_TOOL).parent_path().string() + "':\"$PATH\" ";
    const std::vector<std::string> lines = lines_of_the_readme();
    EXPECT_GE(lines.size(), 8U);
    for (const std::string& line : lines) {
        SCOPED_TRACE(line);
        const int status = std::system((before + line + " > out.txt 2> err.txt").c_str());
        ASSERT_TRUE(WIFEXITED(status));
        // 1 says that there are findings.
        EXPECT_LE(WEXITSTATUS(status), 1);
    }
    EXPECT_TRUE(fs::exists(folder / "report.html"));
    fs::remove_all(folder);
#else
    GTEST_SKIP() << "skipped: built without the tool";
#endif
}

}  // namespace
