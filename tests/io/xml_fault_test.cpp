#include <planloom/io/format.hpp>
#include <planloom/io/graphml.hpp>
#include <planloom/io/mspdi.hpp>
#include <planloom/io/stratml.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::HasSubstr;

constexpr Format formats[] = {Format::stratml, Format::mspdi, Format::graphml};

/// What the reader says first, as `line code`; `read` where it says nothing.
std::string first_fault(const std::string& text, Format format, const Limits& limits = {}) {
    try {
        (void)read_bytes_as(text, format, "x.xml", limits);
    } catch (const ReadError& error) {
        const Diagnostic& fault = error.diagnostics().front();
        return std::to_string(fault.line) + ' ' + fault.code;
    }
    return "read";
}

std::string root_of(Format format) {
    if (format == Format::stratml) return "StrategicPlan";
    return format == Format::mspdi ? "Project" : "graphml";
}

/// A document with a root of the format and something in it.
std::string document(Format format, const std::string& inside) {
    const std::string root = root_of(format);
    const std::string graph = format == Format::graphml ? "<graph/>"
                              : format == Format::mspdi ? "<Tasks/>"
                                                        : "";
    return '<' + root + ">\n" + graph + inside + "</" + root + '>';
}

TEST(XmlReaders, RefuseWhatIsNotWellFormed) {
    struct Case {
        const char* inside;
        const char* fault;
    };
    const Case cases[] = {
        {"<a>", "2 xml"},
        {"</a>", "2 xml"},
        {"<a></b>", "2 xml"},
        {"\n<a b=\"1\" b=\"2\"/>", "3 duplicate_attribute"},
        {"<a b=1/>", "2 xml"},
        {"<a b/>", "2 xml"},
        {"<a b=\"<\"/>", "2 xml"},
        {"<a b=\"1\"c=\"2\"/>", "2 xml"},
        {"&", "2 xml"},
        {"&amp", "2 xml"},
        {"&nbsp;", "2 unknown_entity"},
        {"&#0;", "2 xml"},
        {"&#xD800;", "2 xml"},
        {"&#x110000;", "2 xml"},
        {"&#99999999999999999999;", "2 xml"},
        {"]]>", "2 xml"},
        {"<!-- a -- b -->", "2 xml"},
        {"<!-- a", "2 xml"},
        {"<![CDATA[", "2 xml"},
        {"<?xml version=\"1.0\"?>", "2 xml"},
        {"<?a", "2 xml"},
        {"<1/>", "2 xml"},
        {"<!ELEMENT a>", "2 xml"},
        {"\n\n\x01", "4 xml"},
        {"\xEF\xBF\xBF", "2 xml"},
    };
    for (const Format format : formats)
        for (const Case& each : cases) {
            SCOPED_TRACE(each.inside);
            EXPECT_EQ(first_fault(document(format, each.inside), format), each.fault);
        }
}

TEST(XmlReaders, RefuseWhatStandsAroundTheRoot) {
    for (const Format format : formats) {
        const std::string good = document(format, "");
        EXPECT_EQ(first_fault("", format), "1 xml");
        EXPECT_EQ(first_fault("text", format), "1 xml");
        EXPECT_EQ(first_fault(good + good, format), "2 xml");
        EXPECT_EQ(first_fault(good + "\nx", format), "3 xml");
        EXPECT_EQ(first_fault("<other/>", format), "1 wrong_root");
        EXPECT_EQ(first_fault("\n<Project Sdk=\"x\"/>", format), "2 wrong_root");
        EXPECT_EQ(first_fault("<?xml version=\"1.0\"?>\n<!-- c -->" + good + "<?i?>\n", format),
                  "read");
    }
}

TEST(XmlReaders, ExpandNoEntity) {
    std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE p [<!ENTITY a0 \"lol\">";
    for (int i = 1; i < 40; ++i) {
        const std::string last = "&a" + std::to_string(i - 1) + ';';
        bomb += "<!ENTITY a" + std::to_string(i) + " \"" + last + last + "\">";
    }
    for (const Format format : formats)
        EXPECT_EQ(first_fault(bomb + "]>" + document(format, "&a39;"), format), "2 doctype");
}

TEST(XmlReaders, KeepTheLimits) {
    for (const Format format : formats) {
        const std::string root = root_of(format);
        std::string deep;
        for (int i = 0; i < 100'000; ++i) deep += "<a>\n";
        EXPECT_EQ(first_fault('<' + root + '>' + deep, format), "128 limit_depth");
        Limits limits;
        limits.depth = 3;
        const std::string three = document(format, "<a><b/></a>");
        EXPECT_EQ(first_fault(three, format, limits), "read");
        limits.depth = 2;
        EXPECT_EQ(first_fault(three, format, limits), "2 limit_depth");
        limits.depth = 3;
        limits.bytes = three.size();
        EXPECT_EQ(first_fault(three, format, limits), "read");
        --limits.bytes;
        EXPECT_EQ(first_fault(three, format, limits), "1 limit_bytes");
    }
}

TEST(XmlReaders, TakeTheEncodingThatTheTextHas) {
    for (const Format format : formats) {
        const std::string good = document(format, "<a>\xE4\xB8\xAD</a>");
        EXPECT_EQ(first_fault("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>" + good, format),
                  "read");
        EXPECT_EQ(first_fault("<?xml version='1.0' encoding='ISO-8859-1'?>" + good, format),
                  "1 encoding");
        EXPECT_EQ(first_fault("<?xml version='1.0' encoding='ISO-8859-1'?>" + document(format, ""),
                              format),
                  "read");
        std::string wide = "\xFF\xFE";
        for (const char c : document(format, "<a/>")) wide += std::string(1, c) + '\0';
        EXPECT_EQ(first_fault(wide, format), "read");
    }
}

TEST(FormatOf, TellsXmlByItsRoot) {
    EXPECT_EQ(format_of("a.xml",
                        "<?xml version=\"1.0\"?>\n<!-- <Project> --><p:Project "
                        "xmlns:p=\"http://schemas.microsoft.com/project\">"),
              Format::mspdi);
    EXPECT_EQ(format_of("a.xml", "<Project xmlns='http://schemas.microsoft.com/developer'>"),
              Format::json);
    EXPECT_EQ(format_of("a.xml", "<Project xmlns='http://schemas.microsoft.com/project' a='b'>"),
              Format::mspdi);
    EXPECT_EQ(format_of("-", "\xEF\xBB\xBF<s:PerformancePlanOrReport>"), Format::stratml);
    EXPECT_EQ(format_of("-", "<StrategicPlan/>"), Format::stratml);
    EXPECT_EQ(format_of("-", "<graphml>"), Format::graphml);
    EXPECT_EQ(format_of("a.GraphML", ""), Format::graphml);
    EXPECT_EQ(format_of("a.stratml", ""), Format::stratml);
    try {
        (void)read_bytes_as("<html/>", format_of("a.xml", "<html/>"), "a.xml");
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_THAT(error.what(), HasSubstr("\"html\""));
    }
}

/// Reads what may be broken: the answer is a plan or a ReadError, nothing else.
void expect_an_answer(const std::string& bytes, Format format) {
    try {
        const Plan plan = read_bytes_as(bytes, format, "x.xml").plan;
        (void)write_as(plan, format);
    } catch (const ReadError& error) {
        EXPECT_FALSE(error.diagnostics().empty());
    }
}

TEST(XmlReaders, BearTruncatedAndDamagedFiles) {
    testing::PlanOptions options;
    options.tasks = 6;
    options.goals = 5;
    for (const Format format : formats) {
        const std::string text = write_as(testing::random_plan(7, options), format).bytes;
        for (std::size_t end = 0; end + 1 < text.size(); end += 7)
            EXPECT_NE(first_fault(text.substr(0, end), format), "read") << end;
        testing::Random random(static_cast<std::uint64_t>(format));
        for (int round = 0; round < 1500; ++round) {
            std::string damaged = text;
            for (int i = random.between(1, 4); i > 0; --i) {
                const std::size_t at = random.below(damaged.size());
                const int what = random.between(0, 2);
                if (what == 0)
                    damaged[at] = static_cast<char>(random.between(0, 255));
                else if (what == 1)
                    damaged.erase(at, random.below(20));
                else
                    damaged.insert(at,
                                   damaged.substr(random.below(damaged.size()), random.below(40)));
            }
            expect_an_answer(damaged, format);
        }
    }
}

TEST(XmlReaders, ReadNumbersThatHaveBeenChanged) {
    testing::PlanOptions options;
    options.tasks = 5;
    constexpr std::string_view values[] = {"",
                                           "-1",
                                           "99999999999999999999",
                                           "1e308",
                                           "NaN",
                                           "0x10",
                                           "PT9999999999999H",
                                           "0000-00-00",
                                           "9223372036854775807"};
    for (const Format format : formats) {
        const std::string text = write_as(testing::random_plan(11, options), format).bytes;
        testing::Random random(3);
        for (int round = 0; round < 1500; ++round) {
            std::string changed = text;
            const std::size_t begin = changed.find('>', random.below(changed.size()));
            if (begin == std::string::npos) continue;
            const std::size_t end = changed.find('<', begin);
            if (end == std::string::npos) continue;
            changed.replace(begin + 1, end - begin - 1,
                            std::string(values[random.below(std::size(values))]));
            expect_an_answer(changed, format);
        }
    }
}

TEST(XmlReaders, HoldLongFlatFiles) {
    const Plan plan = testing::chain_plan(20'000);
    for (const Format format : {Format::mspdi, Format::graphml}) {
        const Plan read = read_bytes_as(write_as(plan, format).bytes, format, "x").plan;
        EXPECT_EQ(read.dependency_table().count, 19'999U);
    }
    const Plan deep = testing::deep_plan(20'000);
    EXPECT_EQ(read_mspdi(write_mspdi(deep).text).plan.tasks().size(), 20'000U);
    EXPECT_EQ(read_stratml(write_stratml(deep).text).plan.goals().size(), 20'001U);
    EXPECT_EQ(read_graphml(write_graphml(deep).text).plan, deep);
}

}  // namespace
}  // namespace planloom
