// The grammar of responsibility clauses, one item at a time.
#pragma once

#include <planloom/io/clause.hpp>
#include <planloom/io/unit_name.hpp>

#include "clause_parts.hpp"
#include "clause_words.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::chinese {

/// Reads one clause. Names are collected until a verb, a label or the end of a part says what they
/// do.
class ClauseReader {
public:
    ClauseReader(std::string_view text, ClauseScope& scope, bool reads_riders);
    ClauseReader(const ClauseReader&) = delete;
    ClauseReader& operator=(const ClauseReader&) = delete;

    [[nodiscard]] Clause read() &&;
    /// Whether the text is a clause at all.
    [[nodiscard]] bool probe();

private:
    struct Mention {
        ClauseAssignment assignment;
        /// From a bracket behind the name: 省发展改革委（牵头）.
        std::optional<Role> own_role;
    };

    std::size_t read_item(const std::vector<Item>& items, std::size_t at);
    void read_label(const Item& item);
    void read_names(const Item& item);
    void take_deadline_back(std::string_view& head);
    void add_names(std::string_view list);
    void add_name(std::string_view text);
    void take_aliases(const Named& named, Mention& mention);
    bool continues_group(std::string_view name);
    bool split_at_spaces(std::string_view text);
    bool split_central_bodies(std::string_view name);
    void complete(ClauseAssignment& each);
    void flush(const std::optional<Verb>& verb);
    void finish();
    [[nodiscard]] bool is_plausible() const;

    // Riders: remarks on later clauses.
    [[nodiscard]] static bool is_later_rider(std::string_view text);
    [[nodiscard]] static bool is_closing_remark(std::string_view text);
    std::size_t read_later_rider(const std::vector<Item>& items, std::size_t at);
    std::size_t read_first_rider(const std::vector<Item>& items, std::size_t at);
    void keep_for_later(std::string_view remark);

    void note(std::string_view code, std::string message);

    std::string text_;
    ClauseScope& scope_;
    bool reads_riders_;
    /// How many of the scope's units were there before this clause.
    std::size_t earlier_units_;
    Clause clause_;
    std::vector<Mention> pending_;
    /// Where the units behind 会同 begin.
    std::optional<std::size_t> together_;
    std::optional<Label> label_;
    /// What names may leave out, from the last name that had it.
    std::string prefix_;
    /// The part of the text from the first pending name to where the reader is.
    std::string_view segment_;
    bool has_lead_ = false;
    bool has_label_ = false;
    bool has_verb_ = false;
    bool says_rider_ = false;
    bool first_is_lead_here_ = false;
};

}  // namespace planloom::chinese
