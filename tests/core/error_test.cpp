#include <planloom/core/contract.hpp>
#include <planloom/core/error.hpp>

#include <gtest/gtest.h>

#include <cerrno>
#include <set>
#include <string>
#include <vector>

namespace planloom {
namespace {

Diagnostic fault(std::string message, Severity severity = Severity::error) {
    return {"unknown_unit", severity, "/tasks/3/lead", 14, std::move(message)};
}

TEST(Severity, HasAWordEachAndIsOrderedByWeight) {
    EXPECT_EQ(to_string(Severity::info), "info");
    EXPECT_EQ(to_string(Severity::warning), "warning");
    EXPECT_EQ(to_string(Severity::error), "error");
    EXPECT_LT(Severity::info, Severity::warning);
    EXPECT_LT(Severity::warning, Severity::error);
}

TEST(Diagnostic, IsWrittenInOneLine) {
    EXPECT_EQ(to_string(fault("unknown unit \"X\"")),
              "line 14: /tasks/3/lead: unknown unit \"X\" [unknown_unit]");
}

TEST(Diagnostic, LeavesOutWhatItDoesNotHave) {
    EXPECT_EQ(to_string(Diagnostic{"empty_plan", Severity::info, "", 0, "no task"}),
              "no task [empty_plan]");
    EXPECT_EQ(to_string(Diagnostic{"", Severity::info, "", 0, "no task"}), "no task");
    EXPECT_EQ(to_string(Diagnostic{"c", Severity::info, "", 3, "m"}), "line 3: m [c]");
}

TEST(Diagnostic, SaysALineOnceWhenThePlaceNamesItToo) {
    EXPECT_EQ(to_string(Diagnostic{"c", Severity::error, "tasks.csv:14", 14, "m"}),
              "tasks.csv:14: m [c]");
    EXPECT_EQ(to_string(Diagnostic{"c", Severity::error, "tasks.csv:14", 4, "m"}),
              "line 4: tasks.csv:14: m [c]");
}

TEST(Diagnostic, CannotCommandATerminal) {
    EXPECT_EQ(to_string(Diagnostic{"c", Severity::error, "/a\x1B[2J", 0, "key \"\n\""}),
              "/a\\u{1B}[2J: key \"\\u{0A}\" [c]");
}

TEST(Diagnostic, ComparesByValue) {
    EXPECT_EQ(fault("a"), fault("a"));
    EXPECT_NE(fault("a"), fault("b"));
    EXPECT_NE(fault("a"), fault("a", Severity::warning));
}

TEST(Error, BeginsWithItsCode) {
    const Error error("limit_text", "a text\nof 9 bytes");
    EXPECT_EQ(error.code(), "limit_text");
    EXPECT_STREQ(error.what(), "[limit_text] a text\\u{0A}of 9 bytes");
}

TEST(ReadError, SaysTheOnlyFault) {
    const ReadError error({fault("a")});
    EXPECT_EQ(error.code(), "read_error");
    EXPECT_STREQ(error.what(), "[read_error] line 14: /tasks/3/lead: a [unknown_unit]");
    EXPECT_EQ(error.diagnostics(), std::vector<Diagnostic>{fault("a")});
}

TEST(InvalidPlan, SaysTheHeaviestFaultsAndKeepsAll) {
    const std::vector<Diagnostic> faults = {fault("w", Severity::warning), fault("a"), fault("b")};
    const InvalidPlan error(faults);
    EXPECT_EQ(error.code(), "invalid_plan");
    EXPECT_STREQ(error.what(),
                 "[invalid_plan] 2 faults: line 14: /tasks/3/lead: a [unknown_unit]; "
                 "line 14: /tasks/3/lead: b [unknown_unit]");
    EXPECT_EQ(error.diagnostics(), faults);
}

TEST(InvalidPlan, CountsTheFaultsThatDoNotFitInTheMessage) {
    std::vector<Diagnostic> faults;
    for (const char* name : {"f1", "f2", "f3", "f4", "f5"}) {
        faults.push_back({"", Severity::error, "", 0, name});
    }
    EXPECT_STREQ(InvalidPlan(faults).what(), "[invalid_plan] 5 faults: f1; f2; f3; f4; f5");
    faults.push_back({"", Severity::error, "", 0, "f6"});
    faults.push_back({"", Severity::error, "", 0, "f7"});
    const InvalidPlan error(faults);
    EXPECT_STREQ(error.what(), "[invalid_plan] 7 faults: f1; f2; f3; f4; f5; and 2 more");
    EXPECT_EQ(error.diagnostics().size(), 7U);
}

TEST(ReadError, MustHaveAFault) {
    EXPECT_THROW(throw ReadError({}), ContractViolation);
    EXPECT_THROW(throw InvalidPlan({}), ContractViolation);
}

TEST(UnknownKey, NamesTheNearestKeyIfThereIsOne) {
    const UnknownKey error("task", "T9", "T8");
    EXPECT_EQ(error.code(), "unknown_task");
    EXPECT_EQ(error.key(), "T9");
    EXPECT_EQ(error.nearest(), "T8");
    EXPECT_STREQ(error.what(), "[unknown_task] unknown task \"T9\"; the nearest key is \"T8\"");
    EXPECT_STREQ(UnknownKey("unit", "财政厅", "").what(), "[unknown_unit] unknown unit \"财政厅\"");
}

TEST(IoError, SaysWhatWasRefusedAndWhy) {
    const IoError error("plan.json", "read", ENOENT);
    EXPECT_EQ(error.code(), "io_error");
    EXPECT_EQ(error.path(), "plan.json");
    EXPECT_EQ(error.error_number(), ENOENT);
    EXPECT_STREQ(error.what(), "[io_error] cannot read \"plan.json\": no such file or directory");
}

TEST(IoError, HasAReasonOfItsOwnForEveryUsualRefusal) {
    std::set<std::string> reasons;
    const std::vector<int> numbers = {EACCES, EBUSY,  EEXIST,  EFBIG,  EINVAL,
                                      EIO,    EISDIR, EMFILE,  ENOENT, ENAMETOOLONG,
                                      ENOSPC, EPERM,  ENOTDIR, EPIPE,  EROFS};
    for (const int number : numbers) {
        const std::string text = IoError("p", "write", number).what();
        EXPECT_EQ(text.find("operating system"), std::string::npos) << text;
        reasons.insert(text);
    }
    EXPECT_EQ(reasons.size(), numbers.size());
    EXPECT_STREQ(IoError("p", "write", 9999).what(),
                 "[io_error] cannot write \"p\": error 9999 of the operating system");
}

TEST(Interrupted, HasACode) {
    EXPECT_EQ(Interrupted().code(), "interrupted");
}

TEST(Error, IsTheBaseOfAll) {
    EXPECT_THROW(throw ReadError({fault("a")}), Error);
    EXPECT_THROW(throw InvalidPlan({fault("a")}), Error);
    EXPECT_THROW(throw UnknownKey("task", "T9", ""), Error);
    EXPECT_THROW(throw IoError("p", "read", 1), Error);
    EXPECT_THROW(throw Interrupted(), Error);
}

}  // namespace
}  // namespace planloom
