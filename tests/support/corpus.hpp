// Where the files that nobody here wrote are, if they are there at all.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace planloom::testing {

/// A file or folder of the corpus, or nothing when this machine has none: from PLANLOOM_CORPUS, or
/// from `../shared/corpus` beside the checkout.
[[nodiscard]] inline std::optional<std::filesystem::path> corpus(const std::string& name) {
    const char* variable = std::getenv("PLANLOOM_CORPUS");
    const std::filesystem::path root =
        variable ? std::filesystem::path(variable)
                 : std::filesystem::path(PLANLOOM_SOURCE_DIR) / ".." / "shared" / "corpus";
    if (!std::filesystem::exists(root / name)) return std::nullopt;
    return root / name;
}

[[nodiscard]] inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace planloom::testing
