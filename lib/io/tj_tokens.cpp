#include "tj_tokens.hpp"

#include <cctype>

namespace planloom::detail {
namespace {

constexpr int no_char = -1;

bool is_word_char(int c) {
    return c >= 0x80 || std::isalnum(c) != 0 ||
           (c > 0 &&
            std::string_view("_.!:@").find(static_cast<char>(c)) != std::string_view::npos);
}

/// The words of a macro call, quotes taken off.
std::vector<std::string> split_arguments(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == ' ' || text[i] == '\t' || text[i] == '\n') {
            ++i;
        } else if (text[i] == '"') {
            const std::size_t end = std::min(text.find('"', i + 1), text.size());
            words.emplace_back(text.substr(i + 1, end - i - 1));
            i = end + 1;
        } else {
            const std::size_t end = std::min(text.find_first_of(" \t\n", i), text.size());
            words.emplace_back(text.substr(i, end - i));
            i = end;
        }
    }
    return words;
}

std::string fill_arguments(std::string_view body, const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body.substr(i, 2) == "${" && i + 3 < body.size() && body[i + 3] == '}' &&
            std::isdigit(static_cast<unsigned char>(body[i + 2])) != 0) {
            const auto number = static_cast<std::size_t>(body[i + 2] - '0');
            if (number < words.size()) text += words[number];
            i += 3;
        } else {
            text += body[i];
        }
    }
    return text;
}

}  // namespace

TjTokens::TjTokens(std::string_view text, const TaskJugglerOptions& options) : options_(options) {
    sources_.push_back({std::string(text), 0, true});
    read_token();
}

void TjTokens::fail_at(std::uint32_t line, const std::string& message) {
    throw ReadError({{"syntax", Severity::error, "", line, message}});
}

void TjTokens::push(std::string text, bool is_file) {
    if (sources_.size() >= max_depth)
        fail_at(line_, "expected macros and includes at most 100 deep, found more");
    expanded_ += text.size();
    if (expanded_ > max_expanded)
        fail_at(line_, "expected at most 67108864 bytes from macros and includes, found more");
    sources_.push_back({std::move(text), 0, is_file});
}

int TjTokens::peek_char() {
    while (!sources_.empty()) {
        Source& source = sources_.back();
        if (source.at == source.text.size()) {
            if (sources_.size() == 1) return no_char;
            sources_.pop_back();
            continue;
        }
        if (source.text.compare(source.at, 2, "${") == 0 && expand_call()) continue;
        return static_cast<unsigned char>(sources_.back().text[sources_.back().at]);
    }
    return no_char;
}

int TjTokens::take_char() {
    const int c = peek_char();
    if (c == no_char) return c;
    ++sources_.back().at;
    // Only the file itself has lines; a macro stands where it is called.
    if (c == '\n') {
        if (sources_.size() == 1) ++line_;
        is_line_start_ = true;
    }
    return c;
}

bool TjTokens::expand_call() {
    Source& source = sources_.back();
    const std::size_t end = source.text.find('}', source.at);
    if (end == std::string::npos) fail_at(line_, "expected \"}\" after \"${\", found the end");
    const std::vector<std::string> words =
        split_arguments(std::string_view(source.text).substr(source.at + 2, end - source.at - 2));
    if (words.empty()) return false;
    const bool may_be_missing = words[0].starts_with('?');
    const auto found = macros_.find(may_be_missing ? words[0].substr(1) : words[0]);
    source.at = end + 1;
    if (found != macros_.end()) {
        push(fill_arguments(found->second, words), false);
    } else if (!may_be_missing) {
        fail_at(line_, "unknown macro \"" + words[0] + '"');
    }
    return true;
}

void TjTokens::skip_comment_to(std::string_view end) {
    for (;;) {
        // Inside a comment nothing is a macro call.
        Source& source = sources_.back();
        if (source.at == source.text.size()) {
            if (sources_.size() > 1 || end == "\n") return;
            fail_at(line_, "expected \"" + std::string(end) + "\", found the end");
        }
        if (source.text.compare(source.at, end.size(), end) == 0) {
            if (end != "\n") source.at += end.size();
            return;
        }
        if (source.text[source.at++] == '\n' && sources_.size() == 1) ++line_;
    }
}

void TjTokens::skip_blanks() {
    for (;;) {
        const int c = peek_char();
        if (c == no_char) return;
        const Source& source = sources_.back();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            take_char();
        } else if (c == '#' || source.text.compare(source.at, 2, "//") == 0) {
            skip_comment_to("\n");
        } else if (source.text.compare(source.at, 2, "/*") == 0) {
            sources_.back().at += 2;
            skip_comment_to("*/");
        } else {
            return;
        }
    }
}

void TjTokens::read_string(char quote) {
    const std::uint32_t begin = line_;
    take_char();
    token_.kind = TjKind::string;
    for (;;) {
        const int c = take_char();
        if (c == no_char) fail_at(begin, "expected the end of a string, found the end of the file");
        if (c == quote) return;
        if (c == '\\' && peek_char() == quote)
            token_.text += static_cast<char>(take_char());
        else
            token_.text += static_cast<char>(c);
    }
}

void TjTokens::read_cut_string() {
    const std::uint32_t begin = line_;
    token_.kind = TjKind::string;
    for (int i = 0; i < 4; ++i) take_char();
    while (!token_.text.ends_with("->8-")) {
        const int c = take_char();
        if (c == no_char) fail_at(begin, "expected \"->8-\", found the end of the file");
        token_.text += static_cast<char>(c);
    }
    token_.text.resize(token_.text.size() - 4);
}

void TjTokens::read_token() {
    skip_blanks();
    token_ = TjToken();
    const int c = peek_char();
    token_.line = line_;
    token_.starts_line = is_line_start_;
    is_line_start_ = false;
    if (c == no_char) return;
    const Source& source = sources_.back();
    if (c == '"' || c == '\'') return read_string(static_cast<char>(c));
    if (source.text.compare(source.at, 4, "-8<-") == 0) return read_cut_string();
    if (!is_word_char(c)) {
        token_.kind = TjKind::symbol;
        token_.text = static_cast<char>(take_char());
        return;
    }
    token_.kind = TjKind::word;
    // A date such as 2013-05-01-09:00 is one word; elsewhere a minus is a symbol.
    for (int next = c; next != no_char; next = peek_char()) {
        const bool is_in_date = next == '-' && token_.text.size() >= 4 &&
                                std::isdigit(static_cast<unsigned char>(token_.text[0])) != 0 &&
                                token_.text.find_first_not_of("0123456789-:.") == std::string::npos;
        if (!is_word_char(next) && !is_in_date) return;
        token_.text += static_cast<char>(take_char());
    }
}

TjToken TjTokens::take() {
    TjToken taken = std::move(token_);
    read_token();
    return taken;
}

bool TjTokens::take_if(std::string_view text) {
    if (token_.kind == TjKind::string || token_.kind == TjKind::end || token_.text != text)
        return false;
    take();
    return true;
}

void TjTokens::define_macro() {
    // The token at hand is the name; the body follows raw, so it is taken before the next token.
    const std::string name = token_.text;
    const std::uint32_t begin = token_.line;
    skip_blanks();
    if (token_.kind != TjKind::word || take_char() != '[')
        fail_at(begin, "expected a name and \"[\" after \"macro\"");
    std::string body;
    for (int open = 1; open > 0;) {
        Source& source = sources_.back();
        if (source.at == source.text.size())
            fail_at(begin, "expected \"]\" at the end of a macro, found the end of the file");
        const char c = source.text[source.at++];
        if (c == '\n' && sources_.size() == 1) ++line_;
        if (c == '[') ++open;
        if (c == ']') --open;
        if (open > 0) body += c;
    }
    macros_[name] = body;
    is_line_start_ = true;
    read_token();
}

void TjTokens::include_file(std::vector<Diagnostic>& notes) {
    const std::string name = token_.text;
    const std::uint32_t line = token_.line;
    if (token_.kind != TjKind::string) fail("expected a file name in quotes after \"include\"");
    std::optional<std::string> text;
    if (options_.include) text = options_.include(name);
    if (text)
        push('\n' + *text + '\n', true);
    else
        notes.push_back({"include_left_out", Severity::warning, "", line,
                         "the included file \"" + name + "\" was not read"});
    read_token();
    // Properties of an include are options for reading it.
    if (take_if("{"))
        while (token_.kind != TjKind::end && !take_if("}")) take();
}

}  // namespace planloom::detail
