// planloom check and planloom rules.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// T2 depends on itself, which is an error for the plan's author and not for the reader.
constexpr std::string_view broken_plan = R"({
  "goals": ["G"],
  "units": ["office"],
  "tasks": [
    {"key": "T1", "serves": "G", "lead": "office"},
    {"key": "T2", "serves": "G", "lead": "offce", "after": ["T2"]}
  ]
})";

int code_with_gate(const std::string& plan, const std::string& gate) {
    return run_tool({"check", "-", "--gate", gate}, {.in = plan}).code;
}

TEST(Check, JsonHasTheFixedKeys) {
    const Outcome run =
        run_tool({"check", "-", "--format", "json"}, {.in = std::string(broken_plan)});
    EXPECT_EQ(run.code, 1);
    const ordered_json answer = run.json();
    for (const char* key : {"findings", "counts", "not_evaluated"})
        EXPECT_TRUE(answer.contains(key));
    ASSERT_FALSE(answer["findings"].empty());
    std::size_t errors = 0;
    for (const ordered_json& finding : answer["findings"]) {
        for (const char* key : {"rule", "severity", "subjects", "message", "witness", "where",
                                "line", "fingerprint", "name"}) {
            EXPECT_TRUE(finding.contains(key)) << key;
        }
        errors += finding["severity"] == "error" ? 1U : 0U;
    }
    EXPECT_EQ(answer["counts"]["error"], errors);
}

TEST(Check, FindsWhatAPlanCannotBeFrozenWith) {
    const Outcome run = run_tool({"check", "-"}, {.in = std::string(broken_plan)});
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.out, HasSubstr("offce"));
    EXPECT_THAT(run.out, HasSubstr("<stdin>:6: error PL"));
}

TEST(Check, TheGateDecidesTheExitCode) {
    const std::string broken(broken_plan);
    EXPECT_EQ(code_with_gate(broken, "error"), 1);
    EXPECT_EQ(code_with_gate(broken, "warning"), 1);
    EXPECT_EQ(code_with_gate(broken, "info"), 1);
    EXPECT_EQ(code_with_gate(broken, "none"), 0);
    const std::string small(small_plan);
    EXPECT_EQ(code_with_gate(small, "info"), 1);
    EXPECT_EQ(code_with_gate(small, "none"), 0);
}

TEST(Check, OnlyLooksAtTheRulesThatAreNamed) {
    const auto rules_of = [](const std::vector<std::string>& only) {
        std::vector<std::string> words = {"check", "-", "--format", "json"};
        words.insert(words.end(), only.begin(), only.end());
        const Outcome run = run_tool(words, {.in = std::string(small_plan)});
        const ordered_json answer = run.json();
        std::vector<std::string> rules;
        for (const ordered_json& finding : answer["findings"]) rules.push_back(finding["rule"]);
        return rules;
    };
    const std::vector<std::string> by_name = rules_of({"--only", "no-lead"});
    EXPECT_THAT(by_name, ::testing::Each("PL301"));
    EXPECT_FALSE(by_name.empty());
    EXPECT_EQ(rules_of({"--only", "PL301,PL103"}), by_name);
    EXPECT_EQ(rules_of({"--only", "PL103", "--only", "PL301"}), by_name);
}

TEST(Check, LongGroupsAreCutAloud) {
    std::string plan = R"({"units": ["office"], "tasks": [)";
    for (int i = 0; i < 25; ++i)
        plan += (i == 0 ? "" : ",") + ordered_json{{"key", "T" + std::to_string(i)}}.dump();
    plan += "]}";
    const Outcome some = run_tool({"check", "-", "--only", "PL301"}, {.in = plan});
    EXPECT_THAT(some.out, HasSubstr("and 15 more of PL301; --all shows every one"));
    EXPECT_THAT(some.out, Not(HasSubstr("T24")));
    const Outcome all = run_tool({"check", "-", "--only", "PL301", "--all"}, {.in = plan});
    EXPECT_THAT(all.out, Not(HasSubstr("more of")));
    EXPECT_THAT(all.out, HasSubstr("T24"));
}

TEST(Check, SpeaksChinese) {
    const Outcome run = run_tool({"check", "-", "--lang", "zh"}, {.in = std::string(broken_plan)});
    EXPECT_THAT(run.out, HasSubstr("错误"));
    EXPECT_THAT(run.out, HasSubstr("怎样改："));
}

TEST(Check, FingerprintsDoNotDependOnTheLanguage) {
    const auto fingerprints = [](const std::string& language) {
        const Outcome run = run_tool({"check", "-", "--format", "json", "--lang", language},
                                     {.in = std::string(broken_plan)});
        const ordered_json answer = run.json();
        ordered_json list;
        for (const ordered_json& finding : answer["findings"])
            list.push_back(finding["fingerprint"]);
        return list;
    };
    EXPECT_EQ(fingerprints("en"), fingerprints("zh"));
}

TEST(Check, HeedsARuleFile) {
    const TemporaryDirectory directory;
    const std::string rules = directory.write(
        "rules.yaml",
        "rules: {PL301: off}\n"
        "custom:\n"
        "  - {id: X1, select: tasks(*), require: {relation: serves}, severity: error,\n"
        "     message: {en: 'serve something, {task}', zh: '任务 {task} 没有服务对象'}}\n");
    const std::string plan = R"({"goals": ["G"], "units": ["U"], "tasks": ["T1"]})";
    const Outcome run = run_tool({"check", "-", "--rules-file", rules}, {.in = plan});
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.out, HasSubstr("X1: serve something, T1"));
    EXPECT_THAT(run.out, Not(HasSubstr("PL301")));
    EXPECT_EQ(run_tool({"check", "-", "--rules-file", rules, "--exit-zero"}, {.in = plan}).code, 0);

    const std::string broken = directory.write("broken.yaml", "rules:\n  PL301: of\n");
    const Outcome refused = run_tool({"check", "-", "--rules-file", broken}, {.in = plan});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("line 2: /rules/PL301"));
    const std::string unknown = directory.write("unknown.yaml", "rules:\n  no-leed: off\n");
    const Outcome other = run_tool({"check", "-", "--rules-file", unknown}, {.in = plan});
    EXPECT_EQ(other.code, 2);
    EXPECT_THAT(other.err, HasSubstr("did you mean \"no-lead\""));
}

TEST(Check, MarksWhatIsAcceptedAndWhatIsNew) {
    const TemporaryDirectory directory;
    const std::string plan = R"({"goals": ["G"], "units": ["U"], "tasks": ["T1", "T2"]})";
    const std::string rules = directory.write(
        "rules.json",
        R"({"waivers": [{"rule": "PL301", "subject": "T1", "reason": "r", "approved_by": "a"}]})");
    const std::string known = directory.file("baseline.json");
    const std::vector<std::string> words = {"check",  "-",    "--only",       "PL301",
                                            "--gate", "info", "--rules-file", rules};
    std::vector<std::string> first = words;
    first.insert(first.end(), {"--write-baseline", known});
    const Outcome before = run_tool(first, {.in = plan});
    EXPECT_EQ(before.code, 1);
    EXPECT_THAT(before.out, HasSubstr("(accepted) PL301"));
    EXPECT_THAT(before.out, HasSubstr("1 accepted by waivers"));

    std::vector<std::string> later = words;
    later.insert(later.end(), {"--baseline", known});
    EXPECT_EQ(run_tool(later, {.in = plan}).code, 0);
    const std::string more = R"({"goals": ["G"], "units": ["U"], "tasks": ["T1", "T3"]})";
    const Outcome after = run_tool(later, {.in = more});
    EXPECT_EQ(after.code, 1);
    EXPECT_THAT(after.out, HasSubstr("(new) PL301"));
    EXPECT_THAT(after.out, HasSubstr("against the baseline: 1 new, 0 known, 1 fixed"));
    later[5] = "new:none,known:info";
    EXPECT_EQ(run_tool(later, {.in = more}).code, 0);
    EXPECT_EQ(run_tool(later, {.in = plan}).code, 1);
    later.insert(later.end(), {"--format", "json"});
    const ordered_json answer = run_tool(later, {.in = more}).json();
    EXPECT_EQ(answer["accepted"], 1);
    EXPECT_EQ(answer["findings"][0]["accepted"]["approved_by"], "a");
    EXPECT_EQ(answer["findings"][1]["new"], true);
    EXPECT_EQ(answer["fixed"][0]["subjects"][0], "T2");
}

TEST(Check, TakesProfileDayAndGate) {
    const std::string plan = R"({"goals": ["G"], "units": ["U"], "tasks": ["T1"]})";
    const Outcome strict =
        run_tool({"check", "-", "--profile", "strict", "--format", "json"}, {.in = plan});
    EXPECT_EQ(strict.json()["profile"], "strict");
    EXPECT_EQ(run_tool({"check", "-", "--profile", "odd"}, {.in = plan}).code, 2);
    EXPECT_EQ(run_tool({"check", "-", "--as-of", "2025-13-01"}, {.in = plan}).code, 2);
    EXPECT_EQ(run_tool({"check", "-", "--gate", "new:odd"}, {.in = plan}).code, 2);
    EXPECT_EQ(run_tool({"check", "-", "--write"}, {.in = plan}).code, 2);
    EXPECT_EQ(
        run_tool({"check", "-", "--as-of", "2025-06-30", "--gate", "none"}, {.in = plan}).code, 0);
}

TEST(Check, FixesNothingWhereEveryMendNeedsADecision) {
    const TemporaryDirectory directory;
    const std::string plan = R"({"goals": ["G"], "units": ["U"], "tasks": ["T1"]})";
    const Outcome run = run_tool({"check", "-", "--only", "PL301", "--fix"}, {.in = plan});
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("nothing can be mended without a decision"));
    const std::string file = directory.write("plan.json", plan);
    EXPECT_EQ(
        run_tool({"check", file, "--only", "PL301", "--fix", "--write", "--gate", "none"}).code, 0);
    EXPECT_EQ(content(file), plan);
    EXPECT_EQ(run_tool({"check", "-", "--fix", "--write"}, {.in = plan}).code, 2);
}

TEST(Rules, ListsAllAndExplainsOneByIdOrName) {
    const Outcome list = run_tool({"rules"});
    EXPECT_EQ(list.code, 0);
    EXPECT_THAT(list.out, HasSubstr("PL301"));
    const Outcome by_id = run_tool({"rules", "PL301"});
    const Outcome by_name = run_tool({"rules", "no-lead"});
    EXPECT_EQ(by_id.code, 0);
    EXPECT_THAT(by_id.out, StartsWith("PL301 no-lead"));
    EXPECT_EQ(by_id.out, by_name.out);
    EXPECT_THAT(run_tool({"rules", "PL301", "--lang", "zh"}).out, HasSubstr("为什么重要"));
}

TEST(Rules, JsonHoldsBothLanguages) {
    const ordered_json rules = run_tool({"rules", "--format", "json"}).json();
    ASSERT_FALSE(rules.empty());
    for (const ordered_json& rule : rules) {
        for (const char* key : {"title", "what", "why", "fix", "message"}) {
            EXPECT_NE(rule["en"][key], "") << rule["id"] << ' ' << key;
            EXPECT_NE(rule["zh"][key], "") << rule["id"] << ' ' << key;
        }
    }
}

}  // namespace
}  // namespace planloom::testing
