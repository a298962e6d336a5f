#include "value_tree.hpp"

#include <planloom/core/contract.hpp>
#include <planloom/core/utf8.hpp>

#include "json_cursor.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace planloom::detail {
namespace {

[[noreturn]] void refuse(std::string code, std::uint32_t line, std::string message) {
    throw ReadError({{std::move(code), Severity::error, "", line, std::move(message)}});
}

class TreeEvents {
public:
    TreeEvents(Cursor& cursor, const Limits& limits) noexcept : cursor_(cursor), limits_(limits) {}

    bool null() { return scalar(Tree::Kind::null, "null"); }
    bool boolean(bool value) { return scalar(Tree::Kind::flag, value ? "true" : "false"); }
    bool number_integer(nlohmann::json::number_integer_t) { return number(); }
    bool number_unsigned(nlohmann::json::number_unsigned_t) { return number(); }
    bool number_float(nlohmann::json::number_float_t, const std::string&) { return number(); }
    bool string(const std::string& value) { return scalar(Tree::Kind::text, value); }
    bool binary(const nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(true); }
    bool start_array(std::size_t) { return open(false); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(const std::string& name) {
        builder_.key(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) {
        refuse("syntax", cursor_.line(), "broken JSON at byte " + std::to_string(cursor_.offset()));
    }

    [[nodiscard]] Tree take() { return builder_.take(); }

private:
    bool scalar(Tree::Kind kind, std::string_view text) {
        builder_.scalar(kind, text, cursor_.line());
        return true;
    }
    bool number() {
        const std::string_view text = cursor_.take_number();
        builder_.scalar(Tree::Kind::number, text, cursor_.line());
        cursor_.leave_number();
        return true;
    }
    bool open(bool is_object) {
        if (builder_.depth() >= limits_.depth)
            refuse("limit_depth", cursor_.line(),
                   "values are nested deeper than " + std::to_string(limits_.depth));
        builder_.open(is_object, cursor_.line());
        return true;
    }
    bool close() {
        builder_.close();
        return true;
    }

    Cursor& cursor_;
    const Limits& limits_;
    TreeBuilder builder_;
};

}  // namespace

void TreeBuilder::open(bool is_object, std::uint32_t line) {
    Tree tree;
    tree.kind = is_object ? Tree::Kind::object : Tree::Kind::list;
    tree.line = line;
    open_.emplace_back(std::move(key_), std::move(tree));
    key_.clear();
}

void TreeBuilder::close() {
    PLANLOOM_EXPECTS(!open_.empty());
    auto [name, tree] = std::move(open_.back());
    open_.pop_back();
    key_ = std::move(name);
    add(std::move(tree));
}

void TreeBuilder::scalar(Tree::Kind kind, std::string_view text, std::uint32_t line) {
    Tree tree;
    tree.kind = kind;
    tree.text = text;
    tree.line = line;
    add(std::move(tree));
}

void TreeBuilder::add(Tree tree) {
    if (open_.empty()) {
        root_ = std::move(tree);
        is_empty_ = false;
    } else if (Tree& holder = open_.back().second; holder.kind == Tree::Kind::list) {
        holder.items.push_back(std::move(tree));
    } else {
        holder.fields.push_back({std::move(key_), std::move(tree)});
    }
    key_.clear();
}

Tree TreeBuilder::take() {
    Tree tree = std::move(root_);
    *this = TreeBuilder();
    return tree;
}

Tree read_json_tree(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes)
        refuse("limit_bytes", 0,
               "the text has " + std::to_string(text.size()) + " bytes, the limit is " +
                   std::to_string(limits.bytes));
    if (const std::optional<std::size_t> bad = find_invalid_utf8(text))
        refuse("encoding", 0, "byte " + std::to_string(*bad) + " is not UTF-8");
    if (text.find('\0') != std::string_view::npos) refuse("syntax", 0, "found a NUL");
    Cursor cursor(text);
    TreeEvents events(cursor, limits);
    const CursorIterator place(cursor);
    (void)nlohmann::json::sax_parse(place, place, &events);
    return events.take();
}

void TreeFaults::add(std::string where, std::uint32_t line, std::string code, std::string message) {
    if (list_.size() == limit_) {
        ++left_out_;
        return;
    }
    list_.push_back({std::move(code), Severity::error, std::move(where), line, std::move(message)});
}

void TreeFaults::throw_if_any() && {
    if (list_.empty()) return;
    if (left_out_ > 0)
        list_.push_back({"limit_errors", Severity::error, "", 0,
                         std::to_string(left_out_) + " more faults are not listed"});
    throw ReadError(std::move(list_));
}

}  // namespace planloom::detail
