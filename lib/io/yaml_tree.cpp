#include <planloom/core/utf8.hpp>

#include "value_tree.hpp"

#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace planloom::detail {
namespace {

[[noreturn]] void refuse(std::string code, std::uint32_t line, std::string message) {
    throw ReadError({{std::move(code), Severity::error, "", line, std::move(message)}});
}

std::uint32_t line_of(const YAML::Mark& mark) {
    return mark.line < 0 ? 0 : static_cast<std::uint32_t>(mark.line) + 1;
}

/// Builds the tree from events: an alias is an event of its own, so that a small file cannot stand
/// for a large tree.
class YamlEvents : public YAML::EventHandler {
public:
    explicit YamlEvents(const Limits& limits) noexcept : limits_(limits) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        scalar(mark, "", anchor, Tree::Kind::null, "null");
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        refuse("unsupported", line_of(mark), "an alias of YAML, expected the value itself");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        scalar(mark, tag, anchor, tag == "!" ? Tree::Kind::text : Tree::Kind::bare, value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, false);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, true);
    }
    void OnMapEnd() override { close(); }

    [[nodiscard]] bool is_empty() const noexcept { return builder_.is_empty(); }
    [[nodiscard]] Tree take() { return builder_.take(); }

private:
    static void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != 0)
            refuse("unsupported", line_of(mark), "an anchor of YAML, expected the value alone");
        if (!tag.empty() && tag != "?" && tag != "!")
            refuse("unsupported", line_of(mark),
                   "the tag \"" + tag + "\" of YAML, expected the value alone");
    }
    /// In an object, names and values come by turns.
    [[nodiscard]] bool is_name() const {
        return !expects_name_.empty() && expects_name_.back() == State::name;
    }
    void turn() {
        if (expects_name_.empty() || expects_name_.back() == State::element) return;
        expects_name_.back() = is_name() ? State::value : State::name;
    }
    void scalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                Tree::Kind kind, const std::string& text) {
        check(mark, tag, anchor);
        if (is_name()) {
            builder_.key(text);
        } else {
            builder_.scalar(kind, text, line_of(mark));
        }
        turn();
    }
    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
              bool is_object) {
        check(mark, tag, anchor);
        if (is_name()) refuse("syntax", line_of(mark), "the name of a field is no text");
        if (builder_.depth() >= limits_.depth)
            refuse("limit_depth", line_of(mark),
                   "values are nested deeper than " + std::to_string(limits_.depth));
        builder_.open(is_object, line_of(mark));
        expects_name_.push_back(is_object ? State::name : State::element);
    }
    void close() {
        builder_.close();
        expects_name_.pop_back();
        turn();
    }

    enum class State : std::uint8_t { element, name, value };

    const Limits& limits_;
    TreeBuilder builder_;
    std::vector<State> expects_name_;
};

}  // namespace

Tree read_yaml_tree(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes)
        refuse("limit_bytes", 0,
               "the text has " + std::to_string(text.size()) + " bytes, the limit is " +
                   std::to_string(limits.bytes));
    if (const std::optional<std::size_t> bad = find_invalid_utf8(text))
        refuse("encoding", 0, "byte " + std::to_string(*bad) + " is not UTF-8");
    if (text.find('\0') != std::string_view::npos) refuse("syntax", 0, "found a NUL");
    std::istringstream in{std::string(text)};
    YamlEvents events(limits);
    try {
        YAML::Parser parser(in);
        (void)parser.HandleNextDocument(events);
        if (parser) {
            YamlEvents further(limits);
            if (parser.HandleNextDocument(further) && !further.is_empty())
                refuse("unsupported", 0, "the file has several documents, expected one");
        }
    } catch (const YAML::Exception& error) {
        refuse("syntax", line_of(error.mark), "broken YAML: " + error.msg);
    }
    return events.take();
}

}  // namespace planloom::detail
