// TaskJuggler text as tokens: comments gone, macros and includes put in.
#pragma once

#include <planloom/io/taskjuggler.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail {

enum class TjKind : std::uint8_t { word, string, symbol, end };

struct TjToken {
    TjKind kind = TjKind::end;
    std::string text;
    std::uint32_t line = 0;
    /// Whether it is the first of its line.
    bool starts_line = false;
};

/// Reads tokens one by one. A macro's text is put in place of its call, which may happen inside a
/// string; the depth and the length of what macros and includes bring are bounded.
class TjTokens {
public:
    TjTokens(std::string_view text, const TaskJugglerOptions& options);

    [[nodiscard]] const TjToken& peek() const noexcept { return token_; }
    TjToken take();
    /// Takes the token if it is this symbol or word.
    bool take_if(std::string_view text);
    void define_macro();
    void include_file(std::vector<Diagnostic>& notes);

    [[noreturn]] void fail(const std::string& message) const { fail_at(token_.line, message); }
    [[noreturn]] static void fail_at(std::uint32_t line, const std::string& message);

private:
    struct Source {
        std::string text;
        std::size_t at = 0;
        bool is_file = true;
    };
    static constexpr std::size_t max_depth = 100;
    static constexpr std::size_t max_expanded = std::size_t{64} << 20;

    [[nodiscard]] int peek_char();
    int take_char();
    void push(std::string text, bool is_file);
    bool expand_call();
    void skip_blanks();
    void skip_comment_to(std::string_view end);
    void read_token();
    void read_string(char quote);
    void read_cut_string();

    const TaskJugglerOptions& options_;
    std::vector<Source> sources_;
    std::map<std::string, std::string, std::less<>> macros_;
    std::size_t expanded_ = 0;
    std::uint32_t line_ = 1;
    bool is_line_start_ = true;
    TjToken token_;
};

}  // namespace planloom::detail
