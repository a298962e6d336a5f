// The numbers that Word puts before paragraphs and that stand in no text: word/numbering.xml.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace planloom::docx {

/// Which list a paragraph belongs to, and how deep it stands in it.
struct ListPlace {
    int list = 0;
    int level = 0;
};

/// The place that a `numPr` element names; nothing for list 0, which takes a paragraph out.
[[nodiscard]] std::optional<ListPlace> list_place(pugi::xml_node number_properties);

/// Counts the items of all lists of a document.
class Numbering {
public:
    void read_numbering(pugi::xml_node root);
    void read_styles(pugi::xml_node root);

    /// The place that a paragraph style gives.
    [[nodiscard]] std::optional<ListPlace> place_of_style(std::string_view style) const;
    /// Counts on and returns the number as Word shows it; empty for bullets and unknown lists.
    std::string next(ListPlace place);

private:
    static constexpr std::size_t level_count = 9;
    struct Level {
        int start = 1;
        std::string format;
        /// With `%1` for the number of the first level, and so on.
        std::string text;
    };
    struct Shape {
        std::array<Level, level_count> levels;
        std::array<std::optional<int>, level_count> counters;
    };
    std::map<int, Shape> shapes_;
    std::map<int, int> shape_of_list_;
    std::map<std::string, ListPlace, std::less<>> styles_;
};

}  // namespace planloom::docx
