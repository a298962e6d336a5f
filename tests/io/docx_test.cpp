#include <planloom/core/error.hpp>
#include <planloom/io/document.hpp>
#include <planloom/io/docx.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (; bytes > 0; --bytes, value >>= 8) text += static_cast<char>(value & 0xFF);
    return text;
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ (0xEDB88320U & (0U - (crc & 1)));
    }
    return ~crc;
}

struct Part {
    std::string name;
    std::string bytes;  // as stored
    int method = 0;     // 0 stored, 8 deflated
    std::uint32_t size = 0;
    std::uint32_t crc = 0;
};

Part stored(std::string name, std::string bytes) {
    Part part{std::move(name), std::move(bytes)};
    part.size = static_cast<std::uint32_t>(part.bytes.size());
    part.crc = crc32(part.bytes);
    return part;
}

std::string zip(const std::vector<Part>& parts) {
    std::string file;
    std::string directory;
    for (const Part& part : parts) {
        const std::string common =
            little(20, 2) + little(0x800, 2) + little(static_cast<std::uint64_t>(part.method), 2) +
            little(0, 4) + little(part.crc, 4) + little(part.bytes.size(), 4) +
            little(part.size, 4) + little(part.name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + common + little(0, 10) +
                     little(file.size(), 4) + part.name;
        file += "PK\x03\x04" + common + part.name + part.bytes;
    }
    const std::string count = little(parts.size(), 2);
    return file + directory + "PK\x05\x06" + little(0, 4) + count + count +
           little(directory.size(), 4) + little(file.size(), 4) + little(0, 2);
}

std::string document(std::string_view body) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)" +
           std::string(body) + "</w:body></w:document>";
}

std::string docx(std::string_view body) {
    return zip({stored("word/document.xml", document(body))});
}

std::string paragraph(std::string_view text) {
    return "<w:p><w:r><w:t>" + std::string(text) + "</w:t></w:r></w:p>";
}

std::vector<std::string> refusal(std::string_view bytes, const DocxLimits& limits = {}) {
    try {
        (void)docx_text(bytes, limits);
    } catch (const ReadError& error) {
        return codes_of(error.diagnostics());
    }
    return {};
}

/// Deflated `a`s: one literal, then matches of 258 at distance 1, in the fixed code of RFC 1951.
std::string deflated_run(std::size_t matches) {
    std::string bytes;
    unsigned bit_count = 0;
    const auto put = [&](unsigned bits, int count, bool is_code) {
        for (int i = 0; i < count; ++i) {
            const unsigned bit = bits >> (is_code ? count - 1 - i : i) & 1U;
            if (bit_count % 8 == 0) bytes += '\0';
            bytes.back() =
                static_cast<char>(static_cast<unsigned char>(bytes.back()) | bit << bit_count % 8);
            ++bit_count;
        }
    };
    put(1, 1, false);    // the last block
    put(1, 2, false);    // fixed code
    put(0x91, 8, true);  // the literal a
    for (std::size_t i = 0; i < matches; ++i) {
        put(0xC5, 8, true);  // length 258
        put(0, 5, true);     // distance 1
    }
    put(0, 7, true);
    return bytes;
}

TEST(DocxText, GivesOneLineForEachParagraph) {
    EXPECT_EQ(docx_text(docx(paragraph("一、任务") + "<w:p/>" + paragraph("a &lt; b"))),
              "一、任务\n\na < b\n");
}

TEST(DocxText, JoinsRunsAndKeepsTabsBreaksAndSpaces) {
    EXPECT_EQ(docx_text(docx("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
                             "<w:r><w:t>甲</w:t><w:tab/></w:r><w:r><w:t>乙</w:t><w:br/></w:r>"
                             "<w:ins><w:r><w:t xml:space=\"preserve\"> </w:t></w:r></w:ins>"
                             "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>")),
              "甲\t乙\n \n");
}

TEST(DocxText, GivesOneLineForEachRowOfATable) {
    const std::string cell = "<w:tc>" + paragraph("甲") + paragraph("乙") + "</w:tc>";
    EXPECT_EQ(docx_text(docx("<w:tbl><w:tr>" + cell + "<w:tc>" + paragraph("丙") +
                             "</w:tc></w:tr></w:tbl>" + paragraph("丁"))),
              "甲 乙\t丙\n丁\n");
}

TEST(DocxText, WritesOutTheNumbersOfLists) {
    const std::string numbering =
        R"(<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>)";
    const std::string styles =
        R"(<w:styles xmlns:w="w"><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="3"/>
</w:numPr></w:pPr></w:style></w:styles>)";
    const auto item = [](int level, std::string_view text) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
               "\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>" + std::string(text) +
               "</w:t></w:r></w:p>";
    };
    std::string body = item(0, "甲") + item(1, "乙") + item(1, "丙");
    body += "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>丁</w:t></w:r></w:p>";
    body += item(1, "戊");
    EXPECT_EQ(docx_text(zip({stored("word/document.xml", document(body)),
                             stored("word/numbering.xml", numbering),
                             stored("word/styles.xml", styles)})),
              "一、甲\n1.乙\n2.丙\n二、丁\n1.戊\n");
}

TEST(DocxText, GivesADocumentThatReadsAsAPlan) {
    const std::string text = docx_text(docx(paragraph("方案") + paragraph("一、主要任务") +
                                            paragraph("1.修水库。（水利部负责）") +
                                            paragraph("2.治河道。（水利部负责）")));
    EXPECT_EQ(read_document(text).plan.tasks().size(), 2U);
}

TEST(DocxText, RefusesWhatIsNoWordFile) {
    const std::string good = docx(paragraph("甲"));
    EXPECT_THAT(refusal(""), ElementsAre("docx"));
    EXPECT_THAT(refusal("no zip"), ElementsAre("docx"));
    EXPECT_THAT(refusal(good.substr(0, good.size() / 2)), ElementsAre("docx"));
    EXPECT_THAT(refusal(zip({stored("other.xml", "<a/>")})), ElementsAre("docx"));
    EXPECT_THAT(refusal(zip({stored("word/document.xml", "<a><b></a>")})), ElementsAre("docx"));
    EXPECT_THAT(refusal(zip({stored("word/document.xml", "")})), ElementsAre("docx"));
    Part damaged = stored("word/document.xml", document(paragraph("甲")));
    ++damaged.crc;
    EXPECT_THAT(refusal(zip({damaged})), ElementsAre("docx"));
}

TEST(DocxText, UnpacksNoMoreThanTheLimit) {
    Part bomb{"word/document.xml", deflated_run(500'000), 8};
    bomb.size = 1 + 500'000 * 258;  // 129 MB out of less than one
    EXPECT_LT(bomb.bytes.size(), 1'000'000U);
    EXPECT_THAT(refusal(zip({bomb})), ElementsAre("limit_bytes"));
    bomb.size = 1000;  // a size that lies
    EXPECT_EQ(refusal(zip({bomb})).size(), 1U);
}

TEST(DocxText, BearsDeepElementsAndEntities) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<w:p>";
    for (int i = 0; i < 100'000; ++i) deep += "</w:p>";
    EXPECT_THAT(refusal(docx(deep)), ElementsAre("limit_depth"));
    const std::string entity =
        "<!DOCTYPE a [<!ENTITY b \"xx\"><!ENTITY c \"&b;&b;\">]>"
        "<w:document xmlns:w=\"w\"><w:p><w:t>&c;</w:t></w:p></w:document>";
    EXPECT_EQ(docx_text(zip({stored("word/document.xml", entity)})), "&c;\n");
}

}  // namespace
}  // namespace planloom::testing
