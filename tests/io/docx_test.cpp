#include <planloom/core/error.hpp>
#include <planloom/io/document.hpp>
#include <planloom/io/docx.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/zip_file.hpp"

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

std::string document(std::string_view body) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)" +
           std::string(body) + "</w:body></w:document>";
}

std::string docx(std::string_view body) {
    return zip_file({stored_part("word/document.xml", document(body))});
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
    EXPECT_EQ(docx_text(zip_file({stored_part("word/document.xml", document(body)),
                                  stored_part("word/numbering.xml", numbering),
                                  stored_part("word/styles.xml", styles)})),
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
    EXPECT_THAT(refusal(zip_file({stored_part("other.xml", "<a/>")})), ElementsAre("docx"));
    EXPECT_THAT(refusal(zip_file({stored_part("word/document.xml", "<a><b></a>")})),
                ElementsAre("docx"));
    EXPECT_THAT(refusal(zip_file({stored_part("word/document.xml", "")})), ElementsAre("docx"));
    ZipPart damaged = stored_part("word/document.xml", document(paragraph("甲")));
    ++damaged.crc;
    EXPECT_THAT(refusal(zip_file({damaged})), ElementsAre("docx"));
}

TEST(DocxText, UnpacksNoMoreThanTheLimit) {
    ZipPart bomb{"word/document.xml", deflated_run(500'000), 8};
    bomb.size = 1 + 500'000 * 258;  // 129 MB out of less than one
    EXPECT_LT(bomb.bytes.size(), 1'000'000U);
    EXPECT_THAT(refusal(zip_file({bomb})), ElementsAre("limit_bytes"));
    bomb.size = 1000;  // a size that lies
    EXPECT_EQ(refusal(zip_file({bomb})).size(), 1U);
}

TEST(DocxText, RefusesDeepElementsAndEntities) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<w:p>";
    for (int i = 0; i < 100'000; ++i) deep += "</w:p>";
    EXPECT_THAT(refusal(docx(deep)), ElementsAre("limit_depth"));
    const std::string entity =
        "<!DOCTYPE a [<!ENTITY b \"xx\"><!ENTITY c \"&b;&b;\">]>"
        "<w:document xmlns:w=\"w\"><w:p><w:t>&c;</w:t></w:p></w:document>";
    EXPECT_THAT(refusal(zip_file({stored_part("word/document.xml", entity)})),
                ElementsAre("doctype"));
}

}  // namespace
}  // namespace planloom::testing
