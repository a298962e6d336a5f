#include <planloom/core/error.hpp>
#include <planloom/coverage/settings.hpp>
#include <planloom/io/baseline.hpp>
#include <planloom/io/check_settings.hpp>
#include <planloom/io/json.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Random;

constexpr std::string_view yaml = R"(# how the plan is checked
profile: policy
rules:
  PL301: {severity: error}
  PL309:
    severity: warning
    cap: 12
  PL401: off
  PL803:
    words: [待定, 适时]
custom:
  - id: QH001
    comment: 每项省级任务至少一个市州单位配合
    shape: required
    select: 'tasks(level:省)'
    require: {relation: support, target: 'units(level:市)', min: 2}
    severity: warning
    message: {zh: "任务 {task} 缺少市州配合单位", en: "task {task} has no prefecture unit"}
waivers:
  - {rule: PL302, subject: T-3.2, reason: 联合牵头, approved_by: 省政府办公厅, expires: 2026-06-30}
gate: {new: warning, existing: error}
)";

std::vector<std::string> faults_of(std::string_view text) {
    std::vector<std::string> all;
    try {
        static_cast<void>(read_check_settings(text));
    } catch (const ReadError& error) {
        for (const Diagnostic& each : error.diagnostics())
            all.push_back(std::to_string(each.line) + ' ' + each.where + ' ' + each.code);
    }
    return all;
}

TEST(ReadCheckSettings, ReadsYaml) {
    const CheckSettings settings = read_check_settings(yaml);
    EXPECT_EQ(settings.profile, "policy");
    ASSERT_EQ(settings.rules.size(), 4U);
    EXPECT_EQ(settings.rules[0].severity, Severity::error);
    EXPECT_EQ(settings.rules[0].line, 4U);
    EXPECT_THAT(settings.rules[1].numbers, ElementsAre(std::pair<std::string, double>("cap", 12)));
    EXPECT_EQ(settings.rules[2].is_on, false);
    EXPECT_THAT(settings.rules[3].words[0].second, ElementsAre("待定", "适时"));
    ASSERT_EQ(settings.custom.size(), 1U);
    const CustomRule& rule = settings.custom[0];
    EXPECT_EQ(rule.relation, "support");
    EXPECT_EQ(rule.target, "units(level:市)");
    EXPECT_EQ(rule.min, 2);
    EXPECT_EQ(rule.message_zh, "任务 {task} 缺少市州配合单位");
    EXPECT_EQ(settings.waivers[0].expires, Date::from_ymd(2026, 6, 30));
    EXPECT_EQ(settings.waivers[0].line, 20U);
    EXPECT_EQ(settings.gate, (CheckGate{Severity::warning, Severity::error}));
}

TEST(ReadCheckSettings, ReadsTheSameFromJson) {
    const CheckSettings settings = read_check_settings(yaml);
    const std::string json = write_check_settings(settings);
    EXPECT_EQ(read_check_settings(json), settings);
    EXPECT_EQ(write_check_settings(read_check_settings(json)), json);
    EXPECT_EQ(json.front(), '{');
}

TEST(ReadCheckSettings, TakesNothingForNoSettings) {
    EXPECT_TRUE(read_check_settings("").is_empty());
    EXPECT_TRUE(read_check_settings("# nothing\n").is_empty());
    EXPECT_TRUE(read_check_settings("{}").is_empty());
    EXPECT_TRUE(read_check_settings("rules:\ncustom:\nwaivers:\n").is_empty());
}

TEST(ReadCheckSettings, TakesWordsOfYamlAsTheirPlaceAsks) {
    const CheckSettings settings = read_check_settings(
        "rules: {A: no, B: yes, C: false, D: {on: off}, E: warning, F: {words: no}}\n"
        "custom: [{id: NO, select: 2024, relation: lead, comment: on}]\n"
        "waivers: [{rule: PL301, subject: 012}]\n"
        "gate: {new: off}\n");
    ASSERT_EQ(settings.rules.size(), 6U);
    EXPECT_EQ(settings.rules[0].is_on, false);
    EXPECT_EQ(settings.rules[1].is_on, true);
    EXPECT_EQ(settings.rules[2].is_on, false);
    EXPECT_EQ(settings.rules[3].is_on, false);
    EXPECT_EQ(settings.rules[4].severity, Severity::warning);
    EXPECT_THAT(settings.rules[5].words[0].second, ElementsAre("no"));
    EXPECT_EQ(settings.custom[0].id, "NO");
    EXPECT_EQ(settings.custom[0].select, "2024");
    EXPECT_EQ(settings.waivers[0].subject, "012");
    EXPECT_EQ(settings.gate->fresh, std::nullopt);
}

TEST(ReadCheckSettings, SaysAllFaultsAtOnceWithTheirLines) {
    EXPECT_THAT(faults_of("profil: policy\n"
                          "rules:\n"
                          "  PL301: {severity: eror}\n"
                          "  PL302: [1]\n"
                          "  PL302: off\n"
                          "custom:\n"
                          "  - {id: [1], shape: requird, min: some, max: 1.5}\n"
                          "  - {shape: required, forbid: {relation: lead}}\n"
                          "waivers:\n"
                          "  - {rule: PL301, expires: 2026-02-30}\n"
                          "  - nothing\n"
                          "gate: {old: error}\n"),
                ElementsAre("1 /profil unknown_field", "3 /rules/PL301/severity unknown_word",
                            "4 /rules/PL302 wrong_type", "5 /rules/PL302 duplicate_field",
                            "7 /custom/0/id wrong_type", "7 /custom/0/shape unknown_word",
                            "7 /custom/0/min wrong_type", "7 /custom/0/max wrong_type",
                            "8 /custom/1/forbid bad_field", "10 /waivers/0/expires bad_date",
                            "11 /waivers/1 wrong_type", "12 /gate/old unknown_field"));
}

TEST(ReadCheckSettings, RefusesWhatMakesASmallFileLarge) {
    EXPECT_THAT(faults_of("a: &a [x]\nb: *a\n"), ElementsAre("1  unsupported"));
    EXPECT_THAT(faults_of("a: !!binary aaaa\n"), ElementsAre("1  unsupported"));
    EXPECT_THAT(faults_of("profile: policy\n---\nprofile: strict\n"),
                ElementsAre("0  unsupported"));
    EXPECT_THAT(faults_of(std::string(100, '[') + std::string(100, ']')),
                ElementsAre("1  limit_depth"));
    EXPECT_THAT(faults_of("{\"rules\": " + std::string(100, '[')), ElementsAre("1  limit_depth"));
    EXPECT_THAT(faults_of(std::string(100'000, '[') + std::string(100'000, ']')),
                ElementsAre("1  limit_depth"));
    EXPECT_THAT(faults_of(std::string(100'000, '[')), ElementsAre("1  syntax"));
    EXPECT_THAT(faults_of("a: [1\n"), ElementsAre("2  syntax"));
    EXPECT_THAT(faults_of("\xff"), ElementsAre("0  encoding"));
    EXPECT_THAT(faults_of(std::string(std::size_t{5} << 20, ' ')), ElementsAre("0  limit_bytes"));
}

std::string word(Random& random) {
    static const std::vector<std::string> words = {
        "off", "no", "2024", "省", "a: b", "\"q\"", "- x", "", "T-3.2", "#", "line\nbreak"};
    return words[random.below(words.size())];
}

CheckSettings random_settings(std::uint64_t seed) {
    Random random(seed);
    CheckSettings settings;
    const auto maybe = [&] { return random.below(2) == 0; };
    if (maybe()) settings.profile = "strict";
    for (std::size_t i = random.below(4); i-- > 0;) {
        RuleSetting& rule = settings.rules.emplace_back();
        rule.rule = "R" + std::to_string(i);
        if (maybe()) rule.is_on = maybe();
        if (maybe()) rule.severity = static_cast<Severity>(random.below(3));
        if (maybe()) rule.numbers = {{"cap", static_cast<double>(random.below(1000)) / 8}};
        if (maybe()) rule.words = {{"words", {word(random), word(random)}}};
    }
    for (std::size_t i = random.below(4); i-- > 0;) {
        CustomRule& rule = settings.custom.emplace_back();
        rule.id = "C" + std::to_string(i);
        rule.comment = word(random);
        rule.shape = static_cast<RuleShape>(random.below(4));
        rule.severity = static_cast<Severity>(random.below(3));
        rule.select = word(random);
        rule.relation = word(random);
        rule.target = word(random);
        rule.min = static_cast<std::int32_t>(random.below(3)) + 1;
        if (maybe()) rule.max = static_cast<std::int32_t>(random.below(9));
        if (maybe()) rule.at_least = static_cast<double>(random.below(10)) / 10;
        if (maybe()) rule.at_most = 1.0 / 3;
        rule.message_en = word(random);
        rule.message_zh = word(random);
    }
    for (std::size_t i = random.below(4); i-- > 0;)
        settings.waivers.push_back({.rule = word(random),
                                    .subject = word(random),
                                    .scope = word(random),
                                    .reason = word(random),
                                    .approved_by = word(random),
                                    .expires = maybe() ? Date::from_ymd(2026, 6, 30) : Date()});
    if (maybe())
        settings.gate = CheckGate{maybe() ? std::optional(Severity::info) : std::nullopt,
                                  maybe() ? std::optional(Severity::error) : std::nullopt};
    return settings;
}

TEST(WriteCheckSettings, GivesBackWhatWasWritten) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const CheckSettings settings = random_settings(seed);
        const std::string text = write_check_settings(settings);
        ASSERT_EQ(read_check_settings(text), settings) << text;
        EXPECT_EQ(write_check_settings(read_check_settings(text)), text);
    }
}

TEST(WriteJson, KeepsTheChecksOfAPlan) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        PlanBuilder builder;
        builder.head().checks = random_settings(seed);
        builder.add_task({.key = "T"});
        const Plan plan = std::move(builder).build();
        const std::string text = write_json(plan);
        ASSERT_EQ(read_json(text).plan, plan) << text;
        EXPECT_EQ(write_json(read_json(text).plan), text);
    }
}

TEST(ReadJson, SaysTheFaultsOfChecksWithPlaceAndLine) {
    try {
        static_cast<void>(
            read_json("{\n\"checks\": {\n\"waivers\": [\n{\"rule\": 1},\n"
                      "{\"ruel\": \"PL301\"}]},\n\"tasks\": 1}"));
        FAIL();
    } catch (const ReadError& error) {
        ASSERT_EQ(error.diagnostics().size(), 3U);
        EXPECT_EQ(error.diagnostics()[0].where, "/checks/waivers/0/rule");
        EXPECT_EQ(error.diagnostics()[0].line, 4U);
        EXPECT_EQ(error.diagnostics()[1].where, "/checks/waivers/1/ruel");
        EXPECT_EQ(error.diagnostics()[1].line, 5U);
    }
}

TEST(Baseline, GoesToAFileAndBack) {
    const Baseline baseline{{{.fingerprint = "0123456789abcdef",
                              .count = 2,
                              .rule = "PL301",
                              .subjects = {"T1", "\"任务\""}},
                             {.fingerprint = "fedcba9876543210", .count = 1, .rule = "PL103"}}};
    EXPECT_EQ(read_baseline(write_baseline(baseline)), baseline);
    EXPECT_EQ(read_baseline(write_baseline({})), Baseline());
    EXPECT_THROW(static_cast<void>(read_baseline("[]")), ReadError);
    try {
        static_cast<void>(read_baseline(
            "{\"baseline\": 2, \"findings\": [\n{\"fingerprint\": \"x\", \"count\": 0}]}"));
        FAIL();
    } catch (const ReadError& error) {
        ASSERT_EQ(error.diagnostics().size(), 3U);
        EXPECT_EQ(error.diagnostics()[1].line, 2U);
    }
}

}  // namespace
}  // namespace planloom
