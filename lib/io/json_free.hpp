// A free value (an attribute) on its way from the text into the plan: the same JSON, made compact,
// with every number as it was written.
#pragma once

#include "json_value.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail {

class FreeValue {
public:
    /// A field that an object of the value has twice.
    struct Duplicate {
        std::string name;
        std::uint32_t line = 0;
    };

    void begin() { text_.clear(); }
    void scalar(const Value& value);
    void open(bool is_object);
    void key(std::string_view name, std::uint32_t line);
    /// Ends the object or list that was opened last.
    /// @complexity O(k log k) for the k names of the object
    [[nodiscard]] std::vector<Duplicate> close();
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    struct Name {
        std::size_t offset = 0;
        std::size_t length = 0;
        std::uint32_t line = 0;
    };
    struct Level {
        bool is_object = false;
        std::size_t first_name = 0;
        std::size_t first_byte = 0;
    };

    void separate();

    std::string text_;
    std::string bytes_of_names_;
    std::vector<Name> names_;
    std::vector<Level> levels_;
};

}  // namespace planloom::detail
