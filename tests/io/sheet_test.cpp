#include <planloom/core/error.hpp>
#include <planloom/io/sheet.hpp>

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
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view workbook_xml =
    R"(<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="台账" r:id="a"/></sheets></workbook>)";

std::string relations(std::string_view target) {
    return R"(<Relationships><Relationship Id="a" Type="t/worksheet" Target=")" +
           std::string(target) +
           R"("/><Relationship Id="b" Type="t/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="c" Type="t/styles" Target="styles.xml"/></Relationships>)";
}

/// A workbook with one sheet, given by what stands in it.
std::string xlsx(std::string_view sheet, std::string_view target = "worksheets/sheet1.xml",
                 std::string_view workbook = workbook_xml) {
    return zip_file(
        {stored_part("xl/workbook.xml", std::string(workbook)),
         stored_part("xl/_rels/workbook.xml.rels", relations(target)),
         stored_part(
             "xl/sharedStrings.xml",
             "<sst><si><t>共享</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r>"
             "<rPh><t>fu</t></rPh></si><si><t>a_x000D_\nb_x0041_</t></si></sst>"),
         stored_part(
             "xl/styles.xml",
             R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>)"),
         stored_part("xl/worksheets/sheet1.xml",
                     "<worksheet>" + std::string(sheet) + "</worksheet>")});
}

std::string ods(std::string_view rows) {
    return zip_file({stored_part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                     stored_part("content.xml",
                                 R"(<?xml version="1.0" encoding="UTF-8"?>
<o:document-content xmlns:o="o" xmlns:table="t" xmlns:text="x" xmlns:office="f"><o:body><o:spreadsheet>
<table:table table:name="台账"><table:table-column/>)" +
                                     std::string(rows) +
                                     "</table:table></o:spreadsheet></o:body>"
                                     "</o:document-content>")});
}

template <class Read>
Diagnostic refusal(Read&& read) {
    try {
        (void)read();
    } catch (const ReadError& error) {
        EXPECT_THAT(error.diagnostics(), SizeIs(1));
        return error.diagnostics().front();
    }
    return {};
}

TEST(ReadXlsx, ShowsCellsAsAPersonSeesThem) {
    const std::vector<Sheet> sheets = read_xlsx(xlsx(
        R"(<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>
<c r="D2" t="s"><v>2</v></c></row>
<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>1.5</v></c><c r="C3" s="1"><v>45838</v></c>
<c r="D3" s="2"><v>0.6</v></c><c r="E3" s="3"><v>45838</v></c><c r="F3" t="b"><v>1</v></c>
<c r="G3" t="str"><f>A1</f><v>结果</v></c><c r="H3" t="e"><v>#N/A</v></c>
<c r="I3" t="inlineStr"><is><t> 里面 </t></is></c><c r="J3"><f>1+1</f></c></row>
<row r="9"><c r="A9" s="1"/></row></sheetData>)"));
    ASSERT_THAT(sheets, SizeIs(1));
    EXPECT_EQ(sheets[0].name, "台账");
    ASSERT_THAT(sheets[0].rows, SizeIs(2));
    EXPECT_EQ(sheets[0].rows[0].number, 2U);
    EXPECT_THAT(sheets[0].rows[0].cells, ElementsAre("共享", "富文本", "", "a\nbA"));
    EXPECT_THAT(sheets[0].rows[1].cells, ElementsAre("3", "1.5", "2025-06-30", "60%", "2025-06-30",
                                                     "TRUE", "结果", "#N/A", " 里面", "=1+1"));
}

TEST(ReadXlsx, CountsPlacesWhereCellsHaveNone) {
    const auto sheets = read_xlsx(
        xlsx("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
             "</sheetData>"));
    ASSERT_THAT(sheets[0].rows, SizeIs(2));
    EXPECT_THAT(sheets[0].rows[0].cells, ElementsAre("1", "2"));
    EXPECT_EQ(sheets[0].rows[1].number, 2U);
}

TEST(ReadXlsx, FindsPartsFromTheRootToo) {
    const auto sheets = read_xlsx(
        xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>", "/xl/worksheets/sheet1.xml"));
    EXPECT_THAT(sheets[0].rows, SizeIs(1));
}

TEST(ReadXlsx, CountsDaysFrom1904WhereTheWorkbookDoes) {
    const auto sheets = read_xlsx(xlsx(
        R"(<sheetData><row><c s="1"><v>0</v></c><c s="1"><v>44376.5</v></c></row></sheetData>)",
        "worksheets/sheet1.xml",
        R"(<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="s" r:id="a"/></sheets></workbook>)"));
    EXPECT_THAT(sheets[0].rows[0].cells, ElementsAre("1904-01-01", "2025-06-30 12:00"));
}

TEST(ReadXlsx, KeepsMergedCells) {
    const auto sheets = read_xlsx(xlsx(R"(<sheetData><row><c><v>1</v></c></row></sheetData>
<mergeCells><mergeCell ref="B3:B4"/><mergeCell ref="A1:D1"/><mergeCell ref="A0:D1"/></mergeCells>)"));
    EXPECT_THAT(sheets[0].merged, ElementsAre(MergedCells{1, 1, 0, 3}, MergedCells{3, 4, 1, 1}));
}

TEST(ReadXlsx, RefusesWhatIsNoWorkbook) {
    EXPECT_EQ(refusal([] { return read_xlsx("a,b"); }).code, "xlsx");
    EXPECT_EQ(refusal([] { return read_xlsx(""); }).code, "xlsx");
    const std::string whole = xlsx("<sheetData/>");
    EXPECT_EQ(refusal([&] { return read_xlsx(whole.substr(0, whole.size() / 2)); }).code, "xlsx");
    const Diagnostic other =
        refusal([] { return read_xlsx(zip_file({stored_part("word/document.xml", "<a/>")})); });
    EXPECT_EQ(other.code, "xlsx");
    EXPECT_THAT(other.message, HasSubstr("no such part"));
    const Diagnostic broken = refusal([] { return read_xlsx(xlsx("<sheetData><row>")); });
    EXPECT_EQ(broken.code, "xlsx");
    EXPECT_EQ(broken.where, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(broken.message, HasSubstr("line 1"));
}

TEST(ReadXlsx, RefusesEntities) {
    const Diagnostic fault = refusal([] {
        return read_xlsx(xlsx("<sheetData/>", "worksheets/sheet1.xml",
                              "<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]>"
                              "<workbook><sheets><sheet name='&c;'/></sheets></workbook>"));
    });
    EXPECT_EQ(fault.code, "xml_doctype");
    EXPECT_EQ(fault.where, "xl/workbook.xml");
}

TEST(ReadXlsx, RefusesABombWithoutUnpackingIt) {
    // One GB of `a` in one MB.
    ZipPart bomb{"xl/workbook.xml", deflated_run(4'200'000), 8};
    bomb.size = 1'083'600'001;
    const std::string bytes = zip_file({bomb});
    EXPECT_EQ(refusal([&] { return read_xlsx(bytes); }).code, "limit_bytes");
    // A part that lies about its size is found out while it is unpacked, and expat does not read it
    // again and again.
    bomb.size = 100;
    EXPECT_EQ(refusal([&] { return read_xlsx(zip_file({bomb})); }).code, "limit_tag");
    SheetLimits limits;
    limits.part_bytes = 1 << 19;
    EXPECT_EQ(refusal([&] { return read_xlsx(zip_file({bomb}), limits); }).code, "limit_bytes");
    limits = {};
    limits.ratio = 100;
    bomb.bytes = deflated_run(100'000, "<a> ");
    EXPECT_EQ(refusal([&] { return read_xlsx(zip_file({bomb}), limits); }).code, "limit_ratio");
}

TEST(ReadXlsx, KeepsEveryBound) {
    const std::string bytes = xlsx(
        R"(<sheetData><row r="1"><c r="J1" t="inlineStr"><is><t>12345678901234567890</t></is></c></row></sheetData>
<mergeCells><mergeCell ref="A1:B1"/></mergeCells>)");
    const auto code_with = [&](auto&& change) {
        SheetLimits limits;
        change(limits);
        return refusal([&] { return read_xlsx(bytes, limits); }).code;
    };
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.members = 5; }), "");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.members = 4; }), "limit_members");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.cells = 10; }), "");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.cells = 9; }), "limit_cells");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.cell_bytes = 20; }), "");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.cell_bytes = 19; }), "limit_cell");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.sheets = 0; }), "limit_sheets");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.merged = 0; }), "limit_merged");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.depth = 7; }), "");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.depth = 5; }), "limit_depth");
    EXPECT_EQ(code_with([](SheetLimits& limits) { limits.total_bytes = 100; }), "limit_bytes");
}

TEST(ReadXlsx, NamesTheCellThatIsTooMuch) {
    SheetLimits limits;
    limits.cell_bytes = 20;
    const Diagnostic fault = refusal([&] {
        return read_xlsx(
            xlsx(
                R"(<sheetData><row r="14"><c r="C14"><v>123456789012345678901</v></c></row></sheetData>)"),
            limits);
    });
    EXPECT_EQ(fault.where, "台账!C14");
    EXPECT_EQ(fault.line, 14U);
}

TEST(ReadOds, ShowsCellsAsAPersonSeesThem) {
    const auto sheets = read_ods(ods(
        R"(<table:table-row><table:table-cell office:value-type="string"><text:p>甲<text:span>乙</text:span>
 丙<text:s text:c="2"/>丁</text:p><text:p>戊</text:p><office:annotation><text:p>注</text:p></office:annotation></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2025-06-30T00:00:00"><text:p>6月30日</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.6"><text:p>60.00%</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>真</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="3"><text:p>3.00</text:p></table:table-cell></table:table-row>)"));
    ASSERT_THAT(sheets, SizeIs(1));
    EXPECT_EQ(sheets[0].name, "台账");
    ASSERT_THAT(sheets[0].rows, SizeIs(1));
    EXPECT_THAT(sheets[0].rows[0].cells,
                ElementsAre("甲乙 丙  丁\n戊", "2025-06-30", "60%", "TRUE", "3"));
}

TEST(ReadOds, CountsCoveredAndRepeatedCells) {
    const auto sheets = read_ods(ods(
        R"(<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell>
<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="2"><text:p>c</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>)"));
    ASSERT_THAT(sheets[0].rows, SizeIs(3));
    EXPECT_THAT(sheets[0].rows[0].cells, ElementsAre("a", "", "b"));
    EXPECT_THAT(sheets[0].rows[1].cells, ElementsAre("", "", "c", "c"));
    EXPECT_EQ(sheets[0].rows[2].number, 3U);
    EXPECT_THAT(sheets[0].merged, ElementsAre(MergedCells{1, 2, 0, 1}));
}

TEST(ReadOds, RefusesRepetitionWithoutEnd) {
    const Diagnostic fault = refusal([] {
        return read_ods(ods(
            R"(<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>)"));
    });
    EXPECT_EQ(fault.code, "limit_cells");
    EXPECT_THAT(fault.where, HasSubstr("台账!"));
}

TEST(ReadOds, RefusesWhatIsNoSpreadsheet) {
    EXPECT_EQ(refusal([] { return read_ods("PK"); }).code, "ods");
    EXPECT_EQ(refusal([] {
                  return read_ods(zip_file({stored_part("content.xml", "<office:text/>")}));
              }).code,
              "ods");
    EXPECT_EQ(refusal([] {
                  return read_ods(zip_file({stored_part(
                      "content.xml", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")}));
              }).code,
              "xml_doctype");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    EXPECT_EQ(refusal([&] { return read_ods(zip_file({stored_part("content.xml", deep)})); }).code,
              "limit_depth");
}

TEST(ReadCsvSheet, LeavesOutEmptyRowsAndCells) {
    const Sheet sheet = read_csv_sheet("a,b,,\n,,\n\n\"x\r\ny\",2\n", {});
    ASSERT_THAT(sheet.rows, SizeIs(2));
    EXPECT_THAT(sheet.rows[0].cells, ElementsAre("a", "b"));
    EXPECT_EQ(sheet.rows[1].number, 4U);
    EXPECT_THAT(sheet.rows[1].cells, ElementsAre("x\ny", "2"));
    SheetLimits limits;
    limits.cells = 3;
    EXPECT_EQ(refusal([&] { return read_csv_sheet("1,2\n3,4\n", {}, limits); }).code,
              "limit_cells");
    EXPECT_THAT(read_csv_sheet("", {}).rows, IsEmpty());
}

TEST(CellPlace, CountsColumnsInLetters) {
    EXPECT_EQ(column_letters(0), "A");
    EXPECT_EQ(column_letters(25), "Z");
    EXPECT_EQ(column_letters(26), "AA");
    EXPECT_EQ(column_letters(16'383), "XFD");
    EXPECT_EQ(cell_place("台账", 14, 2), "台账!C14");
    EXPECT_EQ(cell_place("", 14, 2), "C14");
}

// The bytes of any damage give an error and nothing worse.
TEST(ReadXlsx, SurvivesDamage) {
    const std::string whole =
        xlsx(R"(<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>)");
    for (std::size_t i = 0; i < whole.size(); ++i) {
        SCOPED_TRACE(i);
        std::string damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
        try {
            (void)read_xlsx(damaged);
        } catch (const ReadError& error) {
            EXPECT_FALSE(error.diagnostics().empty());
        }
    }
}

}  // namespace
}  // namespace planloom::testing
