#include <planloom/core/contract.hpp>
#include <planloom/core/display.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/query/query_error.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace planloom::query {
namespace {

constexpr std::size_t faults_in_a_message = 5;

std::string summary(const std::vector<Fault>& faults) {
    PLANLOOM_EXPECTS(!faults.empty());
    std::string text;
    for (std::size_t i = 0; i < faults.size() && i < faults_in_a_message; ++i) {
        if (i > 0) text += "; ";
        text += "column " + std::to_string(faults[i].place.column) + ": " + faults[i].message;
    }
    if (faults.size() > faults_in_a_message)
        text += "; and " + std::to_string(faults.size() - faults_in_a_message) + " more";
    return faults.size() == 1 ? text : std::to_string(faults.size()) + " faults: " + text;
}

std::vector<Fault> by_place(std::vector<Fault> faults) {
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
        return a.place.offset < b.place.offset;
    });
    return faults;
}

}  // namespace

// The faults are sorted once more for the base: a base is made before any member.
QueryError::QueryError(std::vector<Fault> faults)
    : Error(by_place(faults).front().code, summary(by_place(faults))),
      faults_(by_place(std::move(faults))) {}

std::string marked(const std::string& text, const Place& place) {
    const std::string_view whole = text;
    const std::size_t offset = std::min(place.offset, whole.size());
    const std::size_t before = whole.substr(0, offset).rfind('\n');
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = whole.substr(begin, whole.find('\n', offset) - begin);
    const std::string_view found = line.substr(offset - begin, place.length);
    return escape_controls(line) + "\n" + std::string(place.column - 1, ' ') +
           std::string(std::max<std::size_t>(1, display_width(found)), '^') + "\n";
}

}  // namespace planloom::query
