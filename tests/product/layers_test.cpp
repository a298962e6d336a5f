// The folders are layers: every include of the project is held against their order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::array<std::string_view, 10> layers = {
    "core", "model", "graph", "order", "impact", "query", "coverage", "revision", "io", "report"};

struct Include {
    std::string file;  // from the root, such as "lib/io/json.cpp"
    std::string name;  // what stands between the brackets or quotes
    bool angled = true;
};

// What a file under the root includes, in the order of its lines.
std::vector<Include> includes_of(const fs::path& root, const fs::path& file) {
    std::vector<Include> includes;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const std::size_t hash = line.find_first_not_of(" \t");
        if (hash == std::string::npos || line[hash] != '#') continue;
        const std::size_t word = line.find_first_not_of(" \t", hash + 1);
        if (word == std::string::npos || line.compare(word, 7, "include") != 0) continue;
        const std::size_t open = line.find_first_of("<\"", word);
        if (open == std::string::npos) continue;
        const std::size_t close = line.find_first_of(">\"", open + 1);
        if (close == std::string::npos) continue;
        includes.push_back({file.lexically_relative(root).generic_string(),
                            line.substr(open + 1, close - open - 1), line[open] == '<'});
    }
    return includes;
}

std::vector<Include> includes_under(const fs::path& root, std::string_view folder) {
    std::vector<fs::path> files;
    if (fs::exists(root / folder)) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension().string();
            if (extension == ".hpp" || extension == ".cpp") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<Include> includes;
    for (const fs::path& file : files) {
        const std::vector<Include> more = includes_of(root, file);
        includes.insert(includes.end(), more.begin(), more.end());
    }
    return includes;
}

// The place of a path's first folder after a prefix among the layers, or nothing.
std::optional<std::size_t> layer_after(std::string_view prefix, std::string_view path) {
    if (!path.starts_with(prefix)) return std::nullopt;
    path.remove_prefix(prefix.size());
    const auto found = std::find(layers.begin(), layers.end(), path.substr(0, path.find('/')));
    if (found == layers.end() || path.find('/') == std::string_view::npos) return std::nullopt;
    return static_cast<std::size_t>(found - layers.begin());
}

bool is_of_standard_library(const Include& include) {
    return include.angled && include.name.find_first_of("./") == std::string::npos;
}

std::string say(const Include& include, std::string_view fault) {
    return include.file + " includes " + include.name + ": " + std::string(fault);
}

// Arrows that run back, in headers and in code.
std::vector<std::string> arrows_back(const fs::path& root) {
    std::vector<std::string> faults;
    for (const std::string_view side : {"include/planloom/", "lib/"}) {
        for (const Include& include : includes_under(root, side)) {
            const std::optional<std::size_t> from = layer_after(side, include.file);
            if (include.name.starts_with("planloom/")) {
                const std::optional<std::size_t> to = layer_after("planloom/", include.name);
                const bool common =
                    include.name == "planloom/version.hpp" || include.name == "planloom/fwd.hpp";
                if (from && !to && !common) faults.push_back(say(include, "not a layer"));
                if (from && to && *to > *from) faults.push_back(say(include, "a later layer"));
            } else if (!include.angled && include.name.find('/') != std::string::npos) {
                // Code may use the private headers of the layers before it.
                const std::optional<std::size_t> to = layer_after("../", include.name);
                const bool is_private = side == "lib/" && from && to && *to < *from;
                if (!is_private)
                    faults.push_back(say(include, "a path that is not <planloom/...>"));
            } else if (!include.angled && side == "include/planloom/") {
                faults.push_back(say(include, "quotes in a public header"));
            }
        }
    }
    return faults;
}

// Names of other libraries that a user of the headers, or a layer that has no use for them, meets.
std::vector<std::string> foreign_names(const fs::path& root) {
    std::vector<std::string> faults;
    for (const Include& include : includes_under(root, "include")) {
        if (include.name.starts_with("planloom/") || is_of_standard_library(include)) continue;
        if (include.name.starts_with("boost/") &&
            include.file.starts_with("include/planloom/graph/boost")) {
            continue;
        }
        faults.push_back(say(include, "another library in a public header"));
    }
    for (const Include& include : includes_under(root, "lib")) {
        if (include.name.starts_with("nlohmann/") && !include.file.starts_with("lib/io/")) {
            faults.push_back(say(include, "JSON is read and written in lib/io only"));
        }
    }
    return faults;
}

// Headers that reach themselves through what they include.
std::vector<std::string> headers_on_circles(const fs::path& root) {
    std::map<std::string, std::vector<std::string>> includes;
    for (const Include& include : includes_under(root, "include")) {
        includes[include.file].push_back("include/" + include.name);
    }
    // Headers all of whose includes are settled are settled too; a circle never is.
    for (bool settled_one = true; settled_one;) {
        settled_one = false;
        for (auto header = includes.begin(); header != includes.end();) {
            const bool waits =
                std::any_of(header->second.begin(), header->second.end(),
                            [&](const std::string& name) { return includes.contains(name); });
            if (waits) {
                ++header;
                continue;
            }
            header = includes.erase(header);
            settled_one = true;
        }
    }
    std::vector<std::string> left;
    for (const auto& [header, names] : includes) left.push_back(header);
    return left;
}

// What stands outside the library uses its headers, never its code.
std::vector<std::string> reaches_into_lib(const fs::path& root) {
    std::vector<std::string> faults;
    for (const std::string_view folder : {"python", "examples", "tests", "bench"}) {
        for (const Include& include : includes_under(root, folder)) {
            if (("/" + include.name).find("/lib/") != std::string::npos) {
                faults.push_back(say(include, "code of the library"));
            }
        }
    }
    return faults;
}

// A tree of a few files, gone when the test ends.
class PlantedTree : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        root_ = fs::path(::testing::TempDir()) / (std::string("planloom_layers_") + test->name());
        fs::remove_all(root_);
    }
    void TearDown() override { fs::remove_all(root_); }

    void plant(const fs::path& file, std::string_view text) {
        fs::create_directories((root_ / file).parent_path());
        std::ofstream(root_ / file) << text;
    }
    [[nodiscard]] const fs::path& root() const { return root_; }

private:
    fs::path root_;
};

TEST(Layers, HaveNoArrowThatRunsBack) {
    EXPECT_THAT(arrows_back(PLANLOOM_SOURCE_DIR), IsEmpty());
}

TEST(Layers, KeepOtherLibrariesOutOfPublicHeaders) {
    EXPECT_THAT(foreign_names(PLANLOOM_SOURCE_DIR), IsEmpty());
}

TEST(Layers, HaveNoHeaderOnACircle) {
    EXPECT_THAT(headers_on_circles(PLANLOOM_SOURCE_DIR), IsEmpty());
}

TEST(Layers, AreNotEnteredFromOutsideTheLibrary) {
    EXPECT_THAT(reaches_into_lib(PLANLOOM_SOURCE_DIR), IsEmpty());
}

TEST(Layers, WalkSeesTheProject) {
    EXPECT_GT(includes_under(PLANLOOM_SOURCE_DIR, "include").size(), 10U);
}

TEST_F(PlantedTree, ArrowThatRunsBackIsCaughtInHeaderAndCode) {
    plant("include/planloom/graph/rows.hpp",
          "#include <planloom/model/plan.hpp>\n"
          "  #  include <planloom/order/waves.hpp>\n");
    plant("lib/model/plan.cpp", "#include <planloom/io/json.hpp>\n#include \"plan_text.hpp\"\n");

    EXPECT_THAT(arrows_back(root()),
                ElementsAre(HasSubstr("rows.hpp includes planloom/order/waves.hpp"),
                            HasSubstr("plan.cpp includes planloom/io/json.hpp")));
}

TEST_F(PlantedTree, UmbrellaAndRelativePathsAreCaught) {
    plant("include/planloom/core/id.hpp", "#include <planloom/planloom.hpp>\n");
    plant("include/planloom/model/plan.hpp", "#include \"goal.hpp\"\n");
    plant("lib/graph/rows.cpp", "#include \"../report/html.hpp\"\n");

    EXPECT_THAT(arrows_back(root()),
                ElementsAre(HasSubstr("id.hpp"), HasSubstr("plan.hpp"), HasSubstr("rows.cpp")));
}

TEST_F(PlantedTree, OtherLibrariesAreCaught) {
    plant("include/planloom/graph/boost.hpp", "#include <boost/graph/graph_traits.hpp>\n");
    plant("include/planloom/graph/rows.hpp", "#include <boost/config.hpp>\n#include <vector>\n");
    plant("include/planloom/io/json.hpp", "#include <utf8proc.h>\n");
    plant("lib/io/json.cpp", "#include <nlohmann/json.hpp>\n");
    plant("lib/report/html.cpp", "#include <nlohmann/json.hpp>\n");

    EXPECT_THAT(foreign_names(root()),
                ElementsAre(HasSubstr("rows.hpp includes boost/config.hpp"),
                            HasSubstr("json.hpp includes utf8proc.h"),
                            HasSubstr("html.cpp includes nlohmann/json.hpp")));
}

TEST_F(PlantedTree, CircleOfHeadersIsCaught) {
    plant("include/planloom/model/a.hpp", "#include <planloom/model/b.hpp>\n");
    plant("include/planloom/model/b.hpp", "#include <planloom/model/a.hpp>\n");
    plant("include/planloom/model/c.hpp", "#include <vector>\n");

    EXPECT_THAT(headers_on_circles(root()),
                ElementsAre("include/planloom/model/a.hpp", "include/planloom/model/b.hpp"));
}

TEST_F(PlantedTree, UseOfTheLibrarysCodeIsCaught) {
    plant("python/src/bind_io.cpp", "#include \"../../lib/io/json_sax.hpp\"\n");

    EXPECT_THAT(reaches_into_lib(root()), ElementsAre(HasSubstr("bind_io.cpp")));
}

}  // namespace
}  // namespace planloom::testing
