// From tokens to a query's tree.
#pragma once

#include <planloom/query/query.hpp>

#include "syntax.hpp"
#include "tokens.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::query::detail {

/// Reads by recursive descent, at most max_query_depth deep. A fault within an argument or within
/// brackets does not hide those behind them.
class Parser {
public:
    explicit Parser(std::string_view text);
    [[nodiscard]] Syntax run();

private:
    /// Thrown out of a part with a fault, up to where reading can go on.
    struct Stop {};
    /// Counts how deeply parts stand in each other.
    class Depth {
    public:
        explicit Depth(Parser& parser) : parser_(parser) {
            if (parser_.depth_ == max_query_depth) parser_.refuse_depth();
            ++parser_.depth_;
        }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        ~Depth() { --parser_.depth_; }

    private:
        Parser& parser_;
    };

    // Sets.
    PartId expression();
    PartId let();
    PartId chain();
    PartId meet();
    PartId factor();
    PartId shorthand();
    PartId revision(PartId of);
    PartId primary();
    PartId brackets();
    PartId named_set();
    PartId name_or_facet();
    PartId steps_facet(const Token& facet);
    PartId node_name(const Token& facet);
    PartId field_facet(const Token& facet);
    PartId is_facet_value(const Token& facet);
    PartId state_facet(const Token& facet);

    // Calls.
    PartId call(const Token& name);
    void arguments(Part& part, const Signature& signature);
    void argument(Part& part, const Signature& signature, std::size_t place);
    void causes(Part& part);
    void skip_call();
    Value relation_value();
    Value whole_number();
    Value duration_value();
    Value word_value(std::string_view expected, const std::vector<std::string_view>& words);
    Value ranking_field();

    // Predicates.
    PartId predicate();
    PartId both();
    PartId negation();
    PartId condition();
    PartId comparison(const Token& name);

    /// A test of a field against the value that comes next.
    /// @param is_pattern  whether `*` stands for any text in quotes too
    PartId test(const Token& name, Compare compare, bool is_pattern);
    void check_value(const Field& field, Compare compare, const Token& value,
                     const std::string& text);

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    const Token& next();
    [[nodiscard]] bool is(TokenKind kind) const { return peek().kind == kind; }
    [[nodiscard]] bool is_word(std::string_view word, std::size_t ahead = 0) const;
    bool take(TokenKind kind);
    void expect(TokenKind kind, std::string_view expected);
    /// To the comma or bracket that ends the present argument.
    void recover();

    PartId add(Part part, const Token& from);
    [[nodiscard]] std::string found(const Token& token) const;
    void fault(std::string code, const Token& token, std::string message, std::string expected = {},
               std::string nearest = {});
    [[noreturn]] void refuse_depth();
    [[noreturn]] void refuse(const Token& token, std::string_view expected);
    void unknown(const Token& token, std::string_view what,
                 const std::vector<std::string_view>& known);

    std::string_view text_;
    std::vector<Fault> faults_, warnings_;
    std::vector<Token> tokens_;
    std::vector<Part> parts_;
    bool has_odd_characters_ = false;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
};

}  // namespace planloom::query::detail
