// Names of Chinese government bodies: what kind of name a text is, and which spellings in one
// document mean one body. For the clauses in which they stand see <planloom/io/clause.hpp>.
#pragma once

#include <planloom/model/vocabulary.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// The name without spaces and invisible characters, with full-width brackets and full-width
/// letters as they are usually written.
[[nodiscard]] std::string normalize_unit_name(std::string_view text);

/// A form that is equal for spellings of one body: 发改委 and 国家发展和改革委员会, 杭州市政府 and
/// 杭州市人民政府. It is for comparing, not for showing.
[[nodiscard]] std::string unit_name_form(std::string_view name);

/// The full name of a central body under any of its usual names; empty for other names.
[[nodiscard]] std::string_view central_body(std::string_view name);

/// Whether the name is a class of bodies: 各市州政府, 市直有关部门, 试点城市政府.
[[nodiscard]] bool is_unit_group(std::string_view name);

/// Whether a text can be the name of a body at all, judged by how it ends and how long it is.
[[nodiscard]] bool is_unit_like(std::string_view name);

/// The place name or level with which the name begins and which later names of one list may leave
/// out: 省 of 省财政厅, 西宁市 of 西宁市教育局; empty if there is none.
[[nodiscard]] std::string_view unit_name_prefix(std::string_view name);

/// The name with the prefix that it left out, or nothing if it left none out: after 省财政厅,
/// 教育厅 is 省教育厅 but 国家税务总局 stays.
[[nodiscard]] std::optional<std::string> expand_unit_name(std::string_view prefix,
                                                          std::string_view name);

/// The bodies of one document. Spellings are joined when they are equal, when the table of central
/// bodies or a rule of spelling says so, or when the document itself gives one as the other's alias
/// in brackets.
class UnitRegister {
public:
    struct Body {
        /// The spelling that came first.
        std::string name;
        /// Other spellings, in the order of their first mention.
        std::vector<std::string> aliases;
        UnitKind kind = UnitKind::unit;
    };
    /// What the register made of a spelling.
    enum class Outcome : std::uint8_t {
        known,     ///< the spelling was there
        added,     ///< a new body
        joined,    ///< a new spelling, taken for a body that was there: a guess
        conflict,  ///< an alias that another body has: left alone
    };
    struct Entry {
        std::size_t body = 0;
        Outcome outcome = Outcome::known;
    };

    /// @complexity O(log n) for n spellings
    Entry add(std::string_view name, UnitKind kind = UnitKind::unit);
    Entry add_alias(std::size_t body, std::string_view alias);

    [[nodiscard]] const std::vector<Body>& bodies() const noexcept { return bodies_; }

private:
    std::vector<Body> bodies_;
    std::map<std::string, std::size_t, std::less<>> spellings_;
    std::map<std::string, std::size_t, std::less<>> forms_;
};

}  // namespace planloom
