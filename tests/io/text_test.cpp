#include <planloom/core/error.hpp>
#include <planloom/io/text.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace planloom {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;

/// The only diagnostic with which bytes are refused.
Diagnostic refusal(const std::string& bytes) {
    try {
        (void)decode_text(bytes);
    } catch (const ReadError& error) {
        EXPECT_EQ(error.diagnostics().size(), 1U);
        return error.diagnostics().front();
    }
    ADD_FAILURE() << "accepted";
    return {};
}

TEST(DecodeText, LeavesUtf8AsItIs) {
    const DecodedText decoded = decode_text("青海省\n");
    EXPECT_EQ(decoded.text, "青海省\n");
    EXPECT_EQ(decoded.encoding, "utf-8");
    EXPECT_EQ(decode_text("").encoding, "utf-8");
}

TEST(DecodeText, TakesOneByteOrderMarkAway) {
    const DecodedText decoded = decode_text("\xEF\xBB\xBF\xEF\xBB\xBFx");
    EXPECT_EQ(decoded.text, "\xEF\xBB\xBFx");
    EXPECT_EQ(decoded.encoding, "utf-8-bom");
}

TEST(DecodeText, ReadsUtf16WithAMark) {
    const DecodedText little = decode_text("\xFF\xFE\x52\x97\x77\x6D\x3D\xD8\x00\xDE"s);
    EXPECT_EQ(little.text, "青海😀");
    EXPECT_EQ(little.encoding, "utf-16le");
    const DecodedText big = decode_text("\xFE\xFF\x97\x52\x6D\x77\xD8\x3D\xDE\x00"s);
    EXPECT_EQ(big.text, "青海😀");
    EXPECT_EQ(big.encoding, "utf-16be");
    EXPECT_EQ(decode_text("\xFF\xFE").text, "");
}

TEST(DecodeText, ReadsGb18030Last) {
    const DecodedText decoded = decode_text("\xC7\xE0\xBA\xA3 \x94\x39\xFC\x36");
    EXPECT_EQ(decoded.text, "青海 😀");
    EXPECT_EQ(decoded.encoding, "gb18030");
}

TEST(DecodeText, LongTextsCrossTheBufferOfTheConverter) {
    std::string gb;
    std::string utf8;
    for (int i = 0; i < 20'000; ++i) {
        gb += "a\xC7\xE0";
        utf8 += "a青";
    }
    EXPECT_EQ(decode_text(gb).text, utf8);
}

TEST(DecodeText, RefusesWithTheByteOffset) {
    EXPECT_THAT(refusal("\xEF\xBB\xBF\nab\xC0\x80").message, HasSubstr("byte 6 is not UTF-8"));
    EXPECT_EQ(refusal("\xEF\xBB\xBF\nab\xC0\x80").line, 2U);
    EXPECT_THAT(refusal("\xFF\xFE\x00\xD8\x41\x00"s).message, HasSubstr("byte 2 "));
    EXPECT_THAT(refusal("\xFF\xFE\x41\x00\x41"s).message, HasSubstr("byte 4 "));
    EXPECT_THAT(refusal("a\n\xFF z").message, HasSubstr("byte 2 is not UTF-8"));
    EXPECT_EQ(refusal("a\n\xFF z").line, 2U);
    EXPECT_THAT(refusal("\xC7\xE0\x00"s).message, HasSubstr("NUL at byte 2"));
    EXPECT_EQ(refusal("\xFF").code, "encoding");
}

TEST(ReadBytes, GivesTheWholeFile) {
    const std::string path = ::testing::TempDir() + "planloom_read_bytes";
    std::string bytes(200'000, 'x');
    bytes[70'000] = '\0';
    std::ofstream(path, std::ios::binary) << bytes;
    EXPECT_EQ(read_bytes(path), bytes);
    std::ofstream(path, std::ios::trunc).close();
    EXPECT_EQ(read_bytes(path), "");
    std::filesystem::remove(path);
}

TEST(ReadBytes, SaysWhatCannotBeRead) {
    const std::string missing = ::testing::TempDir() + "planloom_no_such_file";
    try {
        (void)read_bytes(missing);
        ADD_FAILURE() << "read what is not there";
    } catch (const IoError& error) {
        EXPECT_EQ(error.path(), missing);
        EXPECT_EQ(error.error_number(), ENOENT);
    }
    EXPECT_THROW((void)read_bytes(::testing::TempDir()), IoError);
}

}  // namespace
}  // namespace planloom
