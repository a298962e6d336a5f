// What is wrong with a query, with the place in its text.
#pragma once

#include <planloom/core/error.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace planloom::query {

/// A part of a query's text.
struct Place {
    std::size_t offset = 0;  ///< in bytes, from 0
    std::size_t length = 0;  ///< in bytes; 0 at the end of the text
    /// In columns of a terminal, from 1: a Chinese character takes two.
    std::size_t column = 1;

    friend bool operator==(const Place&, const Place&) = default;
};

/// One fault of a query, or a warning about it.
struct Fault {
    /// `query_syntax`, `query_type`, `query_name`, or `query_context` for a question that needs
    /// what the context does not hold; of a warning `mixed_operators`, `no_such_value`,
    /// `left_out`, `not_evaluated` or `no_dates`.
    std::string code;
    Place place;
    /// What was found and what was expected: lower case, no stop at the end.
    std::string message;
    /// What could stand there; empty where the message says it all.
    std::string expected = {};
    /// The most similar name that exists, or empty.
    std::string nearest = {};

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// Thrown with every fault of a query that could be found; the code is that of the first.
class QueryError : public Error {
public:
    /// @param faults  one or more
    explicit QueryError(std::vector<Fault> faults);
    /// By place.
    [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }

private:
    std::vector<Fault> faults_;
};

/// The text with a line below it that marks a place by `^`, aligned for a terminal; of a text of
/// several lines, the line with the place. Control characters are shown as escape_controls shows
/// them.
[[nodiscard]] std::string marked(const std::string& text, const Place& place);

}  // namespace planloom::query
