#include <planloom/io/format.hpp>
#include <planloom/io/ledger.hpp>
#include <planloom/io/read.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/zip_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <unistd.h>

namespace planloom {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Format, HasAWordForEach) {
    std::set<std::string_view> words;
    for (const std::string_view each : format_words()) {
        EXPECT_TRUE(words.insert(each).second);
        EXPECT_EQ(word(*parse_format(each)), each);
    }
    EXPECT_FALSE(parse_format("xls").has_value());
}

TEST(FormatOf, LooksAtTheNameThenTheContent) {
    EXPECT_EQ(format_of("a.SM", ""), Format::psplib);
    EXPECT_EQ(format_of("plan.json", "project p"), Format::json);
    EXPECT_EQ(format_of("-", "\xEF\xBB\xBF {\"tasks\": []}"), Format::json);
    EXPECT_EQ(format_of("-", "# comment\nproject p \"P\" 2025-01-01"), Format::taskjuggler);
    EXPECT_EQ(format_of("-", "通知\n一、总体要求\n"), Format::document);
    EXPECT_EQ(format_of("a.txt", "a text without sections"), Format::document);
    EXPECT_EQ(format_of("a.txt", "{}"), Format::json);
    EXPECT_EQ(format_of("-", "nonsense"), Format::json);
    EXPECT_EQ(format_of("-", std::string("PK\x03\x04", 4)), Format::docx);
    EXPECT_EQ(format_of("a.TSV", ""), Format::csv);
    EXPECT_EQ(format_of("a.ods", ""), Format::ods);
    EXPECT_EQ(format_of("-", "台账\n序号,任务,牵头单位\n1,一、二,三\n"), Format::csv);
    EXPECT_EQ(format_of("-", "\"id\";\"task\"\r\n1;a\r\n"), Format::csv);
    EXPECT_EQ(format_of("a.txt", "序号\t任务\n"), Format::document);
    EXPECT_EQ(format_of("-", ledger_xlsx({})), Format::xlsx);
    EXPECT_EQ(format_of("-", testing::zip_file({testing::stored_part(
                                 "mimetype", "application/vnd.oasis.opendocument.spreadsheet")})),
              Format::ods);
    EXPECT_EQ(format_of("-", testing::zip_file({testing::stored_part("word/document.xml", ""),
                                                testing::stored_part("word/embeddings/a.xlsx",
                                                                     "xl/workbook.xml")})),
              Format::docx);
}

TEST(WriteAs, ReadsBackWhatItWrites) {
    const Plan plan = testing::hut_plan();
    const Written json = write_as(plan, Format::json);
    EXPECT_THAT(json.notes, IsEmpty());
    EXPECT_EQ(read_bytes_as(json.bytes, Format::json, "x").plan, plan);
    const Written project = write_as(plan, Format::taskjuggler);
    EXPECT_EQ(read_bytes_as(project.bytes, Format::taskjuggler, "x").plan.tasks().size(),
              plan.tasks().size());
    EXPECT_FALSE(project.notes.empty());
}

TEST(WriteAs, SaysWhatAPictureCannotHold) {
    for (const Format format : {Format::dot, Format::mermaid, Format::json_graph})
        EXPECT_THAT(testing::codes_of(write_as(testing::hut_plan(), format).notes),
                    ElementsAre("details_left_out"));
}

TEST(WriteAs, RefusesTheWrongDirection) {
    EXPECT_EQ(testing::error_code([] { return write_as(Plan(), Format::docx); }),
              "unwritable_format");
    EXPECT_EQ(testing::error_code([] { return read_bytes_as("", Format::dot, "x"); }),
              "unreadable_format");
}

TEST(ExamplePlans, AreInTheirCanonicalForm) {
    for (const std::string name : {"qinghai-2023", "qinghai-2023-worked", "circle"}) {
        SCOPED_TRACE(name);
        const std::string text =
            read_bytes(PLANLOOM_SOURCE_DIR "/examples/plans/" + name + ".json");
        const ReadResult read = read_json(text);
        EXPECT_THAT(read.notes, IsEmpty());
        EXPECT_EQ(write_json(read.plan), text);
    }
}

TEST(ReadPlan, FollowsIncludesInItsOwnDirectoryOnly) {
    const fs::path folder =
        fs::temp_directory_path() / ("planloom-format-" + std::to_string(::getpid()));
    fs::create_directories(folder / "in");
    save((folder / "in" / "part.tji").string(), "task b \"B\"\n");
    save((folder / "out.tji").string(), "task c \"C\"\n");
    save((folder / "in" / "plan.tjp").string(),
         "project p \"P\" 2025-01-01\ntask a \"A\"\ninclude \"part.tji\"\ninclude "
         "\"../out.tji\"\n");
    const ReadResult read = read_plan((folder / "in" / "plan.tjp").string());
    EXPECT_THAT(testing::keys_of(read.plan, read.plan.tasks()), ElementsAre("a", "b"));
    EXPECT_THAT(testing::codes_of(read.notes), ElementsAre("include_left_out"));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace planloom
