// How files reach the disk: the old one or the new one, never a part of either.
#include <planloom/core/error.hpp>
#include <planloom/io/text.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace planloom {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class Save : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(::testing::TempDir()) / ("planloom_save_" + std::string(test->name()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string path(const std::string& name) const { return folder_ / name; }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder_))
            names.push_back(entry.path().filename());
        return names;
    }
    /// The number of the error with which a save is refused; 0 if it is not.
    static int refusal(const std::string& path, const std::string& bytes) {
        try {
            save(path, bytes);
        } catch (const IoError& error) {
            return error.error_number();
        }
        return 0;
    }

private:
    fs::path folder_;
};

mode_t mode_of(const std::string& path) {
    struct stat status = {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 0777U;
}

TEST_F(Save, WritesANewFileAndReplacesAnOldOne) {
    save(path("plan.json"), "first");
    EXPECT_EQ(read_bytes(path("plan.json")), "first");
    save(path("plan.json"), "");
    EXPECT_EQ(read_bytes(path("plan.json")), "");
    EXPECT_THAT(names(), ElementsAre("plan.json"));
}

TEST_F(Save, KeepsTheModeOfAnOldFile) {
    save(path("plan.json"), "first");
    ASSERT_EQ(::chmod(path("plan.json").c_str(), 0640), 0);
    save(path("plan.json"), "second");
    EXPECT_EQ(mode_of(path("plan.json")), 0640U);
}

TEST_F(Save, NewFileFollowsTheMask) {
    const mode_t mask = ::umask(027);
    save(path("plan.json"), "first");
    ::umask(mask);
    EXPECT_EQ(mode_of(path("plan.json")), 0640U);
}

TEST_F(Save, RefusesWhatIsNoRegularFile) {
    save(path("target"), "old");
    fs::create_symlink("target", path("link"));
    fs::create_directory(path("folder"));
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);

    EXPECT_EQ(refusal(path("link"), "new"), EINVAL);
    EXPECT_EQ(refusal(path("pipe"), "new"), EINVAL);
    EXPECT_EQ(refusal(path("folder"), "new"), EISDIR);
    EXPECT_EQ(refusal(path("folder/"), "new"), EISDIR);
    EXPECT_EQ(refusal(path("nowhere/plan.json"), "new"), ENOENT);
    EXPECT_EQ(refusal(path("target/plan.json"), "new"), ENOTDIR);
    EXPECT_EQ(refusal("", "new"), ENOENT);
    EXPECT_EQ(refusal(path(std::string(300, 'n')), "new"), ENAMETOOLONG);

    EXPECT_EQ(read_bytes(path("target")), "old");
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_THAT(names(), UnorderedElementsAre("target", "link", "folder", "pipe"));
}

TEST_F(Save, LeavesTheOldFileAndNothingElseWhenAWriteFails) {
    save(path("plan.json"), "old");
    // The limit holds for a process, so the failing save runs in one of its own.
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit = {4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::_exit(refusal(path("plan.json"), std::string(100'000, 'x')) == EFBIG ? 7 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 7);
    EXPECT_EQ(read_bytes(path("plan.json")), "old");
    EXPECT_THAT(names(), ElementsAre("plan.json"));
}

TEST_F(Save, StepsAsideForLeftoversOfACrash) {
    const std::string leftover = ".planloom-" + std::to_string(::getpid()) + "-0.tmp";
    fs::create_symlink("victim", path(leftover));
    save(path("plan.json"), "new");
    EXPECT_EQ(read_bytes(path("plan.json")), "new");
    EXPECT_THAT(names(), UnorderedElementsAre("plan.json", leftover));
}

TEST_F(Save, ReaderSeesOneOfTheFilesAtAnyMoment) {
    const std::string first(50'000, 'a');
    const std::string second(70'000, 'b');
    save(path("plan.json"), first);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        for (int i = 0; i < 200; ++i) save(path("plan.json"), i % 2 == 0 ? second : first);
        ::_exit(0);
    }
    int status = 0;
    int reads = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        const std::string seen = read_bytes(path("plan.json"));
        ASSERT_TRUE(seen == first || seen == second) << "a mix of " << seen.size() << " bytes";
        ++reads;
    }
    EXPECT_GT(reads, 0);
}

}  // namespace
}  // namespace planloom
