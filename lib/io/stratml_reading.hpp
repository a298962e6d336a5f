// Parts of the reader of StratML: what is counted, small pieces, and indicators.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/model/plan_builder.hpp>

#include "attribute_json.hpp"
#include "stratml_parts.hpp"
#include "xml_document.hpp"

#include <cstddef>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail {

/// What a reader of StratML has to say about a file.
struct StratmlCounts {
    std::size_t stakeholders = 0, blank_stakeholders = 0, blank_relationships = 0;
    std::size_t repeated_identifiers = 0;
    std::size_t targets = 0, actuals = 0;
    std::map<std::string, std::size_t, std::less<>> passed_over;
    std::vector<Diagnostic> notes;

    /// Counts the children that are not known and say something.
    void pass_over(pugi::xml_node node, std::initializer_list<std::string_view> known);
    void note_line(const char* code, std::uint32_t line, std::string message) {
        notes.push_back({code, Severity::warning, "", line, std::move(message)});
    }
    void append_notes(std::vector<Diagnostic>& out) const;
};

/// Whether an element says nothing: no text in it or below.
[[nodiscard]] bool is_blank(pugi::xml_node node);

/// Sets a field of a JSON object unless the text is empty.
void set_text(Json& object, const char* name, pugi::xml_node node);
void set_text(Json& object, const char* name, std::string_view text);

/// The key in the <Identifier> of an element; empty if there is none.
[[nodiscard]] std::string identifier_of(pugi::xml_node node);

/// Reads the indicators of goals.
class StratmlIndicatorReader {
public:
    StratmlIndicatorReader(const XmlDocument& xml, PlanBuilder& builder, StratmlCounts& counts)
        : xml_(xml), builder_(builder), counts_(counts) {}

    /// @return what no column of an indicator holds, one object for each; empty if there is nothing
    [[nodiscard]] Json read(pugi::xml_node goal_node, GoalId goal);

private:
    [[nodiscard]] Json add_indicator(pugi::xml_node node, GoalId goal);
    [[nodiscard]] static Json relationship_of(pugi::xml_node node);
    [[nodiscard]] Json instances_of(pugi::xml_node indicator, StratmlResults& columns);
    [[nodiscard]] Json result_of(pugi::xml_node node, bool is_first, bool is_target,
                                 StratmlResults& columns);

    const XmlDocument& xml_;
    PlanBuilder& builder_;
    StratmlCounts& counts_;
    std::set<std::string> identifiers_;
};

}  // namespace planloom::detail
