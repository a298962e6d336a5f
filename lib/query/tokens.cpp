#include "tokens.hpp"

#include <planloom/core/display.hpp>
#include <planloom/core/utf8.hpp>

#include "fields.hpp"
#include "functions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace planloom::query::detail {
namespace {

constexpr char32_t wide_comma = 0xFF0C, wide_colon = 0xFF1A, wide_open = 0xFF08,
                   wide_close = 0xFF09;
constexpr char32_t left_double = 0x201C, right_double = 0x201D, left_single = 0x2018,
                   right_single = 0x2019;

struct Sign {
    char32_t wide;
    char32_t plain;
};
// Signs as a Chinese keyboard writes them.
constexpr std::array<Sign, 7> wide_signs = {{{wide_comma, ','},
                                             {0xFF1C, '<'},
                                             {0xFF1E, '>'},
                                             {0xFF1D, '='},
                                             {0xFF5C, '|'},
                                             {0xFF06, '&'},
                                             {0xFF20, '@'}}};

char32_t plain(char32_t c) {
    for (const Sign& each : wide_signs)
        if (each.wide == c) return each.plain;
    return c;
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// A character of which names are made, wherever it stands.
bool is_name_character(char32_t c) {
    if (c == invalid_code_point) return false;
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '_' || c == '.' || c == '/';
    return !is_space(c) && !is_control(c) && plain(c) == c && c != wide_open && c != wide_close;
}

bool is_open(char32_t c) {
    return c == '(' || c == wide_open;
}
bool is_close(char32_t c) {
    return c == ')' || c == wide_close;
}

class Tokenizer {
public:
    Tokenizer(std::string_view text, std::vector<Fault>& faults) : text_(text), faults_(faults) {
        match_brackets();
    }

    std::vector<Token> run() {
        std::size_t end_of_last = text_.size() + 1;
        while (at_ < text_.size()) {
            const std::size_t begin = at_;
            if (is_space(look(at_))) {
                skip();
                continue;
            }
            if (!take_token()) continue;
            Token& token = tokens_.back();
            token.offset = begin;
            token.length = at_ - begin;
            token.is_glued = begin == end_of_last;
            end_of_last = at_;
        }
        tokens_.push_back({TokenKind::end, text_.size(), 0, {}, false, false});
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char32_t look(std::size_t offset) const {
        return offset < text_.size() ? next_code_point(text_, offset) : 0;
    }
    char32_t skip() { return next_code_point(text_, at_); }

    /// For each opening bracket that only characters of names lead from to its partner, where that
    /// is.
    void match_brackets() {
        std::vector<std::pair<std::size_t, char32_t>> open;
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t begin = at;
            const char32_t c = next_code_point(text_, at);
            if (is_open(c)) {
                open.emplace_back(begin, c);
            } else if (is_close(c)) {
                const char32_t partner = c == ')' ? U'(' : wide_open;
                if (!open.empty() && open.back().second == partner) {
                    partner_[open.back().first] = begin;
                    open.pop_back();
                } else {
                    open.clear();
                }
            } else if (!is_name_character(c) && c != '-' && c != '*') {
                open.clear();
            }
        }
    }

    bool take_token() {
        const char32_t c = look(at_);
        if (is_control(c) || c == invalid_code_point) return refuse(c);
        if (text_.substr(at_, 2) == "..") return take(TokenKind::dots, 2);
        if (c == wide_colon && follows_facet()) return take_sign(':');
        if (is_name_character(c) || c == '*' || c == '"' || c == '\'') return take_name();
        if (is_open(c) && is_value()) {
            if (partner_.contains(at_)) return take_name();
        }
        return take_sign(plain(c));
    }

    bool take_sign(char32_t c) {
        const std::size_t begin = at_;
        skip();
        const bool has_equal = plain(look(at_)) == '=';
        switch (c) {
            case '(':
            case wide_open:
                return add(TokenKind::open);
            case ')':
            case wide_close:
                return add(TokenKind::close);
            case ',':
                return add(TokenKind::comma);
            case '|':
                return add(TokenKind::bar);
            case '-':
                return add(TokenKind::minus);
            case '&':
                return add(TokenKind::amp);
            case '@':
                return add(TokenKind::at);
            case '$':
                return add(TokenKind::dollar);
            case ':':
                return add(TokenKind::colon);
            case '=':
                return add(TokenKind::equal);
            case '<':
            case '>':
                if (has_equal) skip();
                if (c == '<') return add(has_equal ? TokenKind::less_equal : TokenKind::less);
                return add(has_equal ? TokenKind::greater_equal : TokenKind::greater);
            default:
                break;
        }
        if (c == '!' && has_equal) {
            skip();
            return add(TokenKind::not_equal);
        }
        at_ = begin;
        return refuse(c);
    }

    bool refuse(char32_t c) {
        const std::size_t begin = at_;
        skip();
        const std::string found = escape_controls(text_.substr(begin, at_ - begin));
        std::string message = "found \"" + found + "\"";
        if (c == invalid_code_point)
            message = "found a byte that is no UTF-8";
        else if (c == '+')
            message += ", which joins nothing here: write | for union, > for what comes after";
        else
            message += ", which has no meaning here: in a name it needs quotes";
        faults_.push_back({"query_syntax", place_of(text_, begin, at_ - begin), message});
        return false;
    }

    bool take(TokenKind kind, std::size_t bytes) {
        at_ += bytes;
        return add(kind);
    }
    bool add(TokenKind kind) {
        tokens_.push_back({kind, 0, 0, {}, false, false});
        return true;
    }

    [[nodiscard]] bool follows_facet() const {
        if (tokens_.empty()) return false;
        const Token& last = tokens_.back();
        return last.kind == TokenKind::name && last.offset + last.length == at_ &&
               last.text.is_exact() && is_facet(last.text.text());
    }

    /// Whether what begins here is the value of a facet, where no function can stand.
    [[nodiscard]] bool is_value() const {
        std::size_t i = tokens_.size();
        // The sign of a comparison may stand between the colon and the value.
        if (i > 0 && (tokens_[i - 1].kind == TokenKind::less ||
                      tokens_[i - 1].kind == TokenKind::less_equal ||
                      tokens_[i - 1].kind == TokenKind::greater ||
                      tokens_[i - 1].kind == TokenKind::greater_equal))
            --i;
        if (i < 2 || tokens_[i - 1].kind != TokenKind::colon) return false;
        const Token& facet = tokens_[i - 2];
        if (facet.kind != TokenKind::name) return false;
        const std::string name = facet.text.text();
        const bool is_number =
            std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        return name != "pre" && name != "post" && !is_number;
    }

    bool take_name() {
        Token token;
        token.kind = TokenKind::name;
        const bool value = is_value();
        if (value && is_open(look(at_))) take_brackets(token);
        while (at_ < text_.size() && take_piece(token, value)) {
        }
        tokens_.push_back(std::move(token));
        return true;
    }

    void take_brackets(Token& token) {
        const std::size_t last = partner_.find(at_)->second;
        while (at_ <= last) take_character(token);
    }

    void take_character(Token& token) {
        const std::size_t begin = at_;
        if (skip() == '*')
            token.text.add_wildcard();
        else
            token.text.add(text_.substr(begin, at_ - begin));
    }

    bool take_piece(Token& token, bool value) {
        const char32_t c = look(at_);
        if (c == '"' || c == '\'') {
            take_quoted(token, c);
            return true;
        }
        const bool is_first = token.text == Pattern() && !token.is_quoted;
        if (is_first && (c == left_double || c == left_single)) {
            take_quoted(token, c == left_double ? right_double : right_single);
            return true;
        }
        if (text_.substr(at_, 2) == "..") return false;
        if (c == wide_colon && !token.is_quoted && token.text.is_exact() &&
            is_facet(token.text.text())) {
            return false;
        }
        if (c == '-') {
            const char32_t next = look(at_ + 1);
            if (is_first || !(is_name_character(next) || next == '*')) return false;
        } else if (is_open(c)) {
            const bool is_call = !value && !token.is_quoted && token.text.is_exact() &&
                                 find_function(token.text.text()) != nullptr;
            if (is_first || is_call || !partner_.contains(at_)) return false;
            take_brackets(token);
            return true;
        } else if (!is_name_character(c) && c != '*') {
            return false;
        }
        take_character(token);
        return true;
    }

    void take_quoted(Token& token, char32_t closing) {
        const std::size_t begin = at_;
        skip();
        token.is_quoted = true;
        while (at_ < text_.size()) {
            const std::size_t from = at_;
            const char32_t c = skip();
            if (c == closing) return;
            if (c == '\\' && at_ < text_.size()) {
                const std::size_t escaped = at_;
                skip();
                token.text.add(text_.substr(escaped, at_ - escaped));
            } else {
                token.text.add(text_.substr(from, at_ - from));
            }
        }
        faults_.push_back({"query_syntax", place_of(text_, begin, 1), "this quote is not closed"});
    }

    std::string_view text_;
    std::vector<Fault>& faults_;
    std::vector<Token> tokens_;
    std::map<std::size_t, std::size_t> partner_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, std::vector<Fault>& faults) {
    return Tokenizer(text, faults).run();
}

std::optional<std::uint64_t> number_of(const Token& token) {
    if (token.kind != TokenKind::name || token.is_quoted || !token.text.is_exact()) return {};
    const std::string& digits = token.text.parts().front();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return {};
    return number;
}

bool is_bare(const Pattern& text, bool is_value) {
    const std::string name = text.text();
    std::vector<Fault> faults;
    const std::vector<Token> tokens = tokenize((is_value ? "key:" : "") + name, faults);
    const std::size_t first = is_value ? 2 : 0;
    return faults.empty() && !name.ends_with('.') && tokens.size() == first + 2 &&
           tokens[first].kind == TokenKind::name && !tokens[first].is_quoted &&
           tokens[first].text == text;
}

Place place_of(std::string_view text, std::size_t offset, std::size_t length) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line = before.rfind('\n');
    return {offset, length,
            display_width(line == std::string_view::npos ? before : before.substr(line + 1)) + 1};
}

}  // namespace planloom::query::detail
