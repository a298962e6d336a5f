// What a document says of itself: title, number, the documents it rests on, its consultation.
#pragma once

#include <planloom/model/plan.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::chinese {

/// A document that the text names by its number, such as 国发〔2022〕14号.
struct NamedDocument {
    /// With the brackets 〔〕, however they were written; the title where there is no number.
    std::string number;
    /// From the 《》 before it; empty if none stands there.
    std::string title;
    int year = 0;
    std::size_t offset = 0;
    std::uint32_t line = 0;
    /// Whether 以下简称 or a line of its own shows that the text speaks of this very document.
    bool is_own = false;
};

struct Facts {
    std::string title;
    std::string number;
    /// Of the number, or of the first date that stands alone on a line; 0 when there is none.
    int year = 0;
    /// In the order of their first mention, each once.
    std::vector<NamedDocument> parents;
    Consultation consultation;
    std::uint32_t consultation_line = 0;
    /// The unit that drafted the document, where an explanation says so.
    std::string drafter;
    std::string drafter_duty;
    std::uint32_t drafter_line = 0;
    /// Whether the text is the explanation of a document (解读).
    bool is_explanation = false;
};

[[nodiscard]] Facts find_facts(std::string_view text);

/// Numbers of documents in a text, in order; a number may come more than once.
/// @complexity O(length)
[[nodiscard]] std::vector<NamedDocument> find_numbers(std::string_view text);

/// Reads 先后三次征求意见，共收到意见25条，全部采纳. Counts that are not there stay no_number.
[[nodiscard]] Consultation find_consultation(std::string_view paragraph);

}  // namespace planloom::chinese
