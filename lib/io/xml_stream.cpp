#include "xml_stream.hpp"

#include <planloom/core/error.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <expat.h>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace planloom::detail {
namespace {

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct FreeParser {
    void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};

/// Stands between expat, which is C, and a handler that may throw.
class Stream {
public:
    Stream(const Archive& archive, const std::string& part, XmlHandler& handler,
           std::size_t deepest)
        : archive_(archive),
          part_(part),
          handler_(handler),
          deepest_(deepest),
          parser_(XML_ParserCreate(nullptr)) {
        if (parser_ == nullptr) throw std::bad_alloc();
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &on_start, &on_end);
        XML_SetCharacterDataHandler(parser_.get(), &on_text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), &on_doctype);
    }

    void run() {
        archive_.stream(part_, [this](std::string_view piece) {
            parse(piece.data(), static_cast<int>(piece.size()), false);
        });
        parse("", 0, true);
    }

private:
    static Stream& self(void* data) { return *static_cast<Stream*>(data); }

    static void on_start(void* data, const char* name, const char** attributes) {
        Stream& stream = self(data);
        stream.guard([&] {
            if (++stream.depth_ > stream.deepest_)
                stream.refuse("limit_depth", "elements are nested more than " +
                                                 std::to_string(stream.deepest_) + " deep");
            stream.handler_.start(without_prefix(name), XmlAttributes(attributes));
        });
    }
    static void on_end(void* data, const char* name) {
        Stream& stream = self(data);
        stream.guard([&] {
            --stream.depth_;
            stream.handler_.end(without_prefix(name));
        });
    }
    static void on_text(void* data, const char* text, int length) {
        Stream& stream = self(data);
        stream.guard([&] {
            stream.handler_.text(std::string_view(text, static_cast<std::size_t>(length)));
        });
    }
    static void on_doctype(void* data, const char* /*name*/, const char* /*system*/,
                           const char* /*public_id*/, int /*has_internal*/) {
        Stream& stream = self(data);
        stream.guard([&] {
            stream.refuse("xml_doctype",
                          "the XML has a document type, which may hold entities; such a file is "
                          "not read");
        });
    }

    /// No exception may pass through the C code: it waits until the parser has come back.
    template <class Action>
    void guard(Action&& action) {
        if (failure_ != nullptr) return;
        try {
            action();
        } catch (...) {
            failure_ = std::current_exception();
            XML_StopParser(parser_.get(), XML_FALSE);
        }
    }

    void parse(const char* bytes, int size, bool is_last) {
        const XML_Status status = XML_Parse(parser_.get(), bytes, size, is_last ? 1 : 0);
        if (failure_ != nullptr) std::rethrow_exception(std::exchange(failure_, nullptr));
        if (status != XML_STATUS_OK)
            archive_.refuse(part_, "the XML is broken on line " +
                                       std::to_string(XML_GetCurrentLineNumber(parser_.get())) +
                                       ": " + XML_ErrorString(XML_GetErrorCode(parser_.get())));
        // Before 2.6, expat reads an unfinished tag again from its beginning with every piece,
        // which takes quadratic time (CVE-2023-52425).
        fed_ += size;
        const XML_Index begun = std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser_.get()));
        if (fed_ - begun > longest_tag)
            refuse("limit_tag",
                   "a tag or comment has more than " + std::to_string(longest_tag) + " bytes");
    }

    [[noreturn]] void refuse(const char* code, std::string message) const {
        throw ReadError({{code, Severity::error, part_, 0, std::move(message)}});
    }

    const Archive& archive_;
    const std::string& part_;
    XmlHandler& handler_;
    std::size_t deepest_;
    static constexpr XML_Index longest_tag = XML_Index{1} << 20;

    std::size_t depth_ = 0;
    XML_Index fed_ = 0;
    std::exception_ptr failure_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser_;
};

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char* const* at = pairs_; *at != nullptr; at += 2)
        if (without_prefix(*at) == name) return at[1];
    return {};
}

std::size_t XmlAttributes::number(std::string_view name, std::size_t otherwise,
                                  std::size_t most) const {
    const std::string_view text = (*this)[name];
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value <= most ? value
                                                                                     : otherwise;
}

void read_xml(const Archive& archive, const std::string& part, XmlHandler& handler,
              std::size_t depth) {
    Stream(archive, part, handler, depth).run();
}

}  // namespace planloom::detail
