// Words and values of Microsoft Project XML that its reader and its writer have in common.
#pragma once

#include <planloom/core/date_time.hpp>
#include <planloom/core/duration.hpp>
#include <planloom/core/error.hpp>
#include <planloom/io/json.hpp>
#include <planloom/model/vocabulary.hpp>

#include "xml_document.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::detail::mspdi {

constexpr std::string_view name_space = "http://schemas.microsoft.com/project";

/// The field that holds a task's key, and those for free attributes, by number of the text field.
constexpr std::array<std::int32_t, 30> task_text_fields = {
    188743731, 188743734, 188743737, 188743740, 188743743, 188743746, 188743747, 188743748,
    188743749, 188743750, 188743997, 188743998, 188743999, 188744000, 188744001, 188744002,
    188744003, 188744004, 188744005, 188744006, 188744007, 188744008, 188744009, 188744010,
    188744011, 188744012, 188744013, 188744014, 188744015, 188744016};
constexpr std::array<std::int32_t, 10> resource_text_fields = {
    205520904, 205520905, 205520926, 205520927, 205520928,
    205520993, 205520994, 205520995, 205520996, 205520997};

// Names of text fields that hold what the format has no field for.
constexpr std::string_view key_alias = "planloom key";
constexpr std::string_view section_alias = "planloom section";
constexpr std::string_view deliverable_alias = "planloom deliverable";

/// Type of a PredecessorLink, in the order of LinkType.
constexpr std::array<int, 4> link_types = {1, 3, 0, 2};

/// Constraint types by their number in the file.
enum class Constraint : std::uint8_t {
    as_soon_as_possible,
    as_late_as_possible,
    must_start_on,
    must_finish_on,
    start_no_earlier_than,
    start_no_later_than,
    finish_no_earlier_than,
    finish_no_later_than
};

/// Whether a format of durations counts elapsed time.
[[nodiscard]] bool is_elapsed_format(int format) noexcept;
/// Whether a format of lags counts per cent of the predecessor's duration.
[[nodiscard]] bool is_percent_format(int format) noexcept;
/// How many working minutes the unit of a format has, so that a lag far below it is noticed; 0 for
/// minutes and hours.
[[nodiscard]] Minutes unit_of_format(int format, const WorkTime& work) noexcept;

/// Reads `PT8H30M0S` and other xsd:durations of days and less, rounded to minutes.
[[nodiscard]] std::optional<Minutes> parse_xsd_duration(std::string_view text) noexcept;

/// Reads values strictly, gathers every fault, and counts what is passed over.
class Values {
public:
    Values(const XmlDocument& xml, const Limits& limits) : xml_(xml), limits_(limits) {}

    [[nodiscard]] std::optional<std::int64_t> integer(pugi::xml_node node);
    [[nodiscard]] std::optional<double> number(pugi::xml_node node);
    [[nodiscard]] bool flag(pugi::xml_node node);
    [[nodiscard]] DateTime moment(pugi::xml_node node);
    [[nodiscard]] std::optional<Minutes> duration(pugi::xml_node node);

    void fault(const char* code, pugi::xml_node node, std::string message);
    void note(const char* code, Severity severity, pugi::xml_node node, std::string message);
    void count(const std::string& code, const std::string& what) { ++counts_[{code, what}]; }

    /// @throws ReadError  if there was a fault
    void require_faultless();
    [[nodiscard]] std::vector<Diagnostic> notes() &&;
    [[nodiscard]] std::uint32_t line(pugi::xml_node node) const { return xml_.line(node); }

private:
    const XmlDocument& xml_;
    const Limits& limits_;
    std::vector<Diagnostic> faults_, notes_;
    std::size_t unlisted_ = 0;
    std::map<std::pair<std::string, std::string>, std::size_t> counts_;
};

/// The children of one element by their names, first of each name; made for elements with many
/// children of which each is looked at.
class Fields {
public:
    Fields(pugi::xml_node element, std::span<const std::string_view> sorted_names);
    /// @param name  one of the sorted names
    [[nodiscard]] pugi::xml_node operator[](std::string_view name) const;
    /// All children whose name is not among the sorted ones.
    [[nodiscard]] const std::vector<pugi::xml_node>& others() const noexcept { return others_; }

private:
    std::span<const std::string_view> names_;
    std::vector<pugi::xml_node> found_, others_;
};

/// The fields that people may define, and the name under which the value of each is kept.
class TextFields {
public:
    /// @param root  the element <Project>
    void read(pugi::xml_node root, Values& values);
    /// The names and values that a task or resource has, in the order of the file.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> of(pugi::xml_node owner,
                                                                      Values& values) const;

private:
    std::map<std::int64_t, std::string> names_;
};

/// Counts what is neither read nor worked out and says something.
/// @param silent  sorted names of what is passed over without a word
void pass_over(const Fields& fields, std::span<const std::string_view> silent, Values& values);

/// A text as a JSON string.
[[nodiscard]] std::string as_json(std::string_view text);

}  // namespace planloom::detail::mspdi
