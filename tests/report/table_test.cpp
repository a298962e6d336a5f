#include <planloom/core/contract.hpp>
#include <planloom/report/table.hpp>

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace planloom {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

TEST(TextTable, AlignsChineseByDisplayWidth) {
    TextTable table({"unit", "tasks", "note"});
    table.align_right(1);
    table.add({"省大数据局", "12", "a"});
    table.add({"IT", "3", "b"});

    EXPECT_EQ(table.to_string(),
              "unit        tasks  note\n"
              "----------  -----  ----\n"
              "省大数据局     12  a\n"
              "IT              3  b\n");
}

TEST(TextTable, CutsTheWidestColumnsOnly) {
    TextTable table({"key", "title"});
    table.add({"T1", "强化经济运行大数据监测分析"});

    const std::string text = table.to_string(15);

    EXPECT_EQ(text,
              "key  title\n"
              "---  ----------\n"
              "T1   强化经济…\n");
}

TEST(TextTable, FitsEveryWidthThatHoldsAColumnEach) {
    TextTable table({"一", "bb", "标题 title", "d"});
    table.align_right(3);
    table.add({"第一列很长很长", "x", "中文 and Latin mixed 文字", "123456"});
    table.add({"", "yyyyyyyy", "e\u0301e\u0301e\u0301", ""});

    for (std::size_t width = 10; width < 90; ++width) {
        SCOPED_TRACE(width);
        for (const std::string& line : lines_of(table.to_string(width))) {
            EXPECT_LE(display_width(line), width) << line;
        }
    }
}

TEST(TextTable, IsEmptyWithoutColumnsAndAHeadWithoutRows) {
    EXPECT_EQ(TextTable({}).to_string(80), "");
    EXPECT_EQ(TextTable({"a"}).to_string(80), "a\n-\n");
}

TEST(TextTable, ShortRowsAreFilledAndLongOnesAreABrokenContract) {
    TextTable table({"a", "b"});
    table.add({"x"});
    EXPECT_EQ(table.to_string(), "a  b\n-  -\nx\n");
#ifdef PLANLOOM_THROW_CONTRACTS
    EXPECT_THROW(table.add({"x", "y", "z"}), ContractViolation);
    EXPECT_THROW(table.align_right(2), ContractViolation);
#endif
}

TEST(TextTable, ShowsControlCharactersAsCodes) {
    TextTable table({"a"});
    table.add({"x\x1B[31m\ny"});
    EXPECT_EQ(lines_of(table.to_string()).back(), "x\\u{1B}[31m\\u{0A}y");
}

}  // namespace
}  // namespace planloom
