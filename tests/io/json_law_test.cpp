// The laws between reader and writer, on drawn, random and hostile plans.
#include <planloom/core/error.hpp>
#include <planloom/io/json.hpp>
#include <planloom/io/read.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/corpus.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Random;

constexpr std::string_view canonical = R"({
  "planloom": 1,
  "key": "Q",
  "title": "数字政府",
  "based_on": ["国发〔2022〕14号"],
  "levels": ["province", "county"],
  "work": {"day": "7h", "week": "6d"},
  "declared": {"tasks": 30},
  "consultation": {"rounds": 3},
  "attributes": {
    "odd \"name\"": {"a":[1.50,null]}
  },
  "requirements": [
    {
      "key": "R1",
      "kind": "comment",
      "round": 2
    }
  ],
  "goals": [
    {
      "key": "G1",
      "title": "open data",
      "owner": "nobody",
      "horizon": "2025-Q2",
      "support": {"at_least": 2},
      "implements": "R1",
      "indicators": [
        {"title": "rate", "measure": "%", "target": 99.50, "due": "2025"}
      ]
    }
  ],
  "units": [
    {
      "key": "U1",
      "aliases": ["A", "B"],
      "capacity": 2.5
    }
  ],
  "tasks": [
    {
      "key": "T1",
      "text": "one\nline\u0001\"\\",
      "duration": "10d",
      "tags": "a",
      "serves": "G1",
      "lead": "U1",
      "support": ["U1", "nobody"]
    },
    {
      "key": "T2",
      "parent": "T9",
      "duration": {"optimistic": "1d", "likely": "90m", "pessimistic": "1d"},
      "due": {"by": "2025-12", "text": "2025年底前", "every": "year"},
      "status": "in_progress",
      "progress": 0,
      "serves": [
        "G1",
        {"goal": "G1", "role": "supporting", "weight": 0.1}
      ],
      "lead": [
        {"unit": "U1", "amount": 0.5, "open": true}
      ],
      "after": ["T1"],
      "refines": [
        {"plan": "P", "task": "T"}
      ]
    },
    {
      "key": "T2",
      "assigned": [
        {"unit": "U1", "role": "support"},
        {"unit": "U1", "role": "lead", "text": "U"}
      ],
      "after": [
        "T1",
        {"task": "T7", "type": "SS", "lag": "-1d", "max_lag": "0d", "elapsed": true, "soft": true, "reason": "r"}
      ],
      "attributes": {
        "n": 123456789012345678901234567890
      }
    }
  ]
}
)";

TEST(WriteJson, WritesCanonicalTextAsItWasRead) {
    const ReadResult result = read_json(canonical);
    EXPECT_EQ(write_json(result.plan), canonical);
    EXPECT_THAT(result.notes, IsEmpty());
}

TEST(WriteJson, EmptyPlanIsOneField) {
    EXPECT_EQ(write_json(Plan()), "{\n  \"planloom\": 1\n}\n");
}

TEST(WriteJson, SaysThatThereAreNoUnitsWhereAReaderWouldGuessThem) {
    PlanBuilder builder;
    builder.assign(builder.add_task({.key = "T"}), "U", Role::lead);
    const Plan plan = std::move(builder).build();
    EXPECT_THAT(write_json(plan), HasSubstr("\"units\": []"));
    EXPECT_EQ(read_json(write_json(plan)).plan, plan);
}

TEST(WriteJson, NamesAUnitSoThatItIsFoundAgain) {
    // The second unit has the key of the first, so only its alias leads to it.
    PlanBuilder builder;
    builder.add_unit({.key = "U"});
    builder.add_alias(builder.add_unit({.key = "U"}), "A");
    builder.assign(builder.add_task({.key = "T"}), "A", Role::lead);
    const Plan plan = std::move(builder).build();
    ASSERT_EQ(plan.assignment_table().unit[0], UnitId(1));
    EXPECT_EQ(read_json(write_json(plan)).plan, plan);
}

void expect_law(const Plan& plan) {
    const std::string text = write_json(plan);
    const ReadResult again = read_json(text);
    EXPECT_EQ(again.plan, plan);
    EXPECT_EQ(write_json(again.plan), text);
    EXPECT_THAT(again.notes, IsEmpty());
    EXPECT_TRUE(nlohmann::json::accept(text));
}

TEST(WriteJson, RandomPlansReadBackAsTheyWere) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        expect_law(
            testing::random_plan(seed, {.has_cycles = seed % 2 == 0, .has_faults = seed % 3 == 0}));
    }
}

/// Plans in which every field may be set, references often name nothing, keys stand twice and
/// nothing is in the order of the file.
class WildPlan {
public:
    explicit WildPlan(std::uint64_t seed) : random_(seed) {}

    Plan build() {
        write_head();
        for (int i = random_.between(0, 4); i > 0; --i) add_requirement();
        for (int i = random_.between(0, 5); i > 0; --i) add_goal();
        for (int i = random_.between(0, 5); i > 0; --i) add_unit();
        const int tasks = random_.between(0, 8);
        for (int i = 0; i < tasks; ++i) add_task();
        for (int i = tasks * 4; i > 0; --i)
            add_relation(TaskId(random_.below(static_cast<std::size_t>(tasks))));
        return std::move(builder_).build();
    }

private:
    bool maybe() { return random_.chance(40); }
    std::string text() {
        static constexpr std::array<std::string_view, 10> texts = {
            "", "a", "b", "长治", "\"\\/", "\n\t\r\b\f", "\x01\x1F\x7F", "\xE2\x80\xA8", "😀", "{}"};
        return std::string(texts[random_.below(texts.size())]) + (maybe() ? "" : "x");
    }
    std::string key() { return std::string(1, static_cast<char>('a' + random_.below(6))); }
    DatePeriod period() {
        static constexpr std::array<std::string_view, 7> dates = {
            "2025-06-30", "2025-06", "2025-Q2", "2025-H1", "2025", "0001-01-01", "9999"};
        return maybe() ? *parse_date(dates[random_.below(dates.size())]) : DatePeriod();
    }
    Date day() {
        return maybe() ? Date::from_ymd(random_.between(1, 9999), random_.between(1, 12), 28)
                       : Date();
    }
    Minutes minutes() { return maybe() ? random_.between(0, 100'000) : no_minutes; }
    std::int32_t count(int low, int high) {
        return maybe() ? random_.between(low, high) : no_number;
    }
    double number() { return static_cast<double>(random_.between(1, 1000)) / 7.0; }
    template <class Enum>
    Enum any() {
        return static_cast<Enum>(random_.below(words<Enum>().size()));
    }
    std::string json() {
        static constexpr std::array<std::string_view, 6> values = {"null", "-0",           "1.50",
                                                                   "[]",   "{\"a\":[{}]}", "\"x\""};
        return std::string(values[random_.below(values.size())]);
    }
    void add_attributes(Node node) {
        if (maybe()) builder_.add_attribute(node, "first " + text(), json());
        if (maybe()) builder_.add_attribute(node, "second " + text(), json());
    }

    void write_head() {
        PlanHead& head = builder_.head();
        for (std::string* each : {&head.key, &head.title, &head.text, &head.number, &head.language,
                                  &head.source, &head.illustrative})
            if (maybe()) *each = text();
        for (auto* list : {&head.based_on, &head.levels})
            for (int i = random_.between(0, 3); i > 0; --i) list->push_back(text());
        if (maybe()) head.work = {random_.between(1, 1440), random_.between(1, 7)};
        if (maybe()) head.start = moment();
        if (maybe()) head.status_date = moment();
        if (maybe()) head.calendar = key();
        head.starts_at_once = maybe();
        for (int i = random_.between(0, 2); i > 0; --i) add_calendar();
        head.declared = {count(0, 9), count(0, 9), count(0, 9)};
        head.consultation = {count(0, 9), count(0, 9), count(0, 9), count(0, 9), count(0, 9)};
        for (int i = random_.between(0, 2); i > 0; --i)
            head.asked.push_back({count(1, 3), {text(), text()}});
        if (maybe()) head.supervision = {"month", count(0, 9), day()};
        for (int i = random_.between(0, 2); i > 0; --i)
            head.dropped.push_back(
                {static_cast<NodeKind>(random_.below(4)), key(), maybe() ? key() : "", text()});
        if (maybe()) head.attributes.emplace_back(text(), json());
    }
    DateTime moment() { return {Date(random_.between(0, 30'000)), random_.between(0, 1440)}; }
    DayHours hours() {
        DayHours all;
        int minute = random_.between(0, 500);
        for (int i = random_.between(0, 3); i > 0; --i) {
            const int to = minute + random_.between(1, 200);
            all.push_back({static_cast<std::int16_t>(minute), static_cast<std::int16_t>(to)});
            minute = to + random_.between(1, 100);
        }
        return all;
    }
    void add_calendar() {
        PlanCalendar calendar{key(), text(), std::nullopt, {}};
        if (maybe())
            for (DayHours& each : calendar.week.emplace()) each = hours();
        for (int i = random_.between(0, 3); i > 0; --i) {
            const Date from(random_.between(0, 30'000));
            calendar.exceptions.push_back(
                {from, from.plus_days(random_.between(0, 3)), hours(), maybe() ? text() : ""});
        }
        builder_.head().calendars.push_back(std::move(calendar));
    }
    void add_requirement() {
        const std::string k = key(), t = text(), x = text(), s = text(), b = text(), r = text();
        const RequirementId id = builder_.add_requirement({.key = k,
                                                           .title = t,
                                                           .text = x,
                                                           .source = s,
                                                           .kind = any<RequirementKind>(),
                                                           .is_optional = maybe(),
                                                           .raised_by = b,
                                                           .round = count(1, 5),
                                                           .disposition = any<Disposition>(),
                                                           .reason = r});
        add_attributes(id);
    }
    void add_goal() {
        const std::string k = key(), t = text(), x = text(), s = text(), p = key(), o = key();
        NewGoal goal{.key = k,
                     .title = t,
                     .text = x,
                     .section = s,
                     .horizon = period(),
                     .support = any<SupportRule>(),
                     .declared_tasks = count(0, 9),
                     .is_closed = maybe(),
                     .is_local = maybe(),
                     .former_key = t};
        if (maybe()) goal.parent = p;
        if (maybe()) goal.owner = o;
        if (goal.support == SupportRule::at_least) goal.support_count = random_.between(1, 5);
        const GoalId id = builder_.add_goal(goal);
        for (int i = random_.between(0, 2); i > 0; --i) {
            const std::string title = text(), measure = text();
            builder_.add_indicator(id, {.title = title,
                                        .measure = measure,
                                        .baseline = "-1.50",
                                        .target = maybe() ? "+.5e3" : "1E5",
                                        .due = period(),
                                        .source = measure,
                                        .kind = any<IndicatorKind>(),
                                        .aggregation = any<Aggregation>()});
        }
        for (int i = random_.between(0, 2); i > 0; --i) builder_.add_need(id, text());
        if (maybe()) builder_.implement(id, key());
        if (maybe()) builder_.implement(id, key(), 0, maybe() ? "0123456789abcdef" : "");
        add_attributes(id);
    }
    void add_unit() {
        const std::string k = key(), t = text(), l = text(), r = text(), d = text(), p = key();
        NewUnit unit{.key = k,
                     .title = t,
                     .level = l,
                     .region = r,
                     .duty = d,
                     .kind = any<UnitKind>(),
                     .exists_from = day(),
                     .exists_until = day()};
        const std::string calendar = maybe() ? key() : "";
        unit.calendar = calendar;
        if (maybe()) unit.successor = p;
        if (maybe()) unit.former_key = t;
        if (maybe()) unit.parent = p;
        if (maybe()) unit.capacity = number();
        const UnitId id = builder_.add_unit(unit);
        for (int i = random_.between(0, 2); i > 0; --i) builder_.add_alias(id, key());
        add_attributes(id);
    }
    void add_task() {
        const std::string k = key(), t = text(), x = text(), s = text(), d = text(), p = key(),
                          due = text();
        NewTask task{.key = k,
                     .title = t,
                     .text = x,
                     .section = s,
                     .deliverable = d,
                     .is_milestone = maybe(),
                     .is_joint = maybe(),
                     .duration = minutes(),
                     .optimistic = minutes(),
                     .pessimistic = minutes(),
                     .is_elapsed = maybe(),
                     .start_no_earlier = day(),
                     .start_no_later = day(),
                     .finish_no_earlier = day(),
                     .finish_no_later = day(),
                     .must_start = day(),
                     .must_finish = day(),
                     .is_late = maybe(),
                     .due = period(),
                     .due_text = due,
                     .is_ongoing = maybe(),
                     .status = any<TaskStatus>(),
                     .progress = count(0, 100),
                     .actual_start = day(),
                     .actual_finish = day(),
                     .baseline_start = day(),
                     .baseline_finish = day(),
                     .baseline_duration = minutes(),
                     .level = s,
                     .evidence = d,
                     .plan_filed = day(),
                     .is_local = maybe(),
                     .is_external = maybe(),
                     .former_key = t};
        const std::string calendar = maybe() ? key() : "";
        task.calendar = calendar;
        if (maybe()) task.due_every = "half";
        if (maybe()) task.parent = p;
        const TaskId id = builder_.add_task(task);
        for (int i = random_.between(0, 2); i > 0; --i) builder_.add_tag(id, text());
        for (int i = random_.between(0, 2); i > 0; --i)
            builder_.add_report(
                id,
                {.date = Date(random_.between(0, 30'000)), .progress = count(0, 100), .text = x});
        for (int i = random_.between(0, 2); i > 0; --i)
            builder_.add_extension(id, {.recorded = day(),
                                        .from = day(),
                                        .until = Date(random_.between(0, 30'000)),
                                        .reason = s});
        add_attributes(id);
    }
    void add_relation(TaskId task) {
        const std::string note = maybe() ? text() : "";
        switch (random_.below(5)) {
            case 0:
                builder_.serve(task, key(), any<ServesRole>(), maybe() ? number() : 1.0);
                break;
            case 1:
                builder_.assign(task, key(), maybe() ? Role::lead : any<Role>(),
                                {.amount = maybe() ? number() : 1.0,
                                 .is_open = maybe(),
                                 .is_inferred = maybe(),
                                 .text = note});
                break;
            case 2:
                builder_.depend(task, key(),
                                {.type = any<LinkType>(),
                                 .lag = maybe() ? random_.between(-9999, 9999) : 0,
                                 .max_lag = minutes(),
                                 .is_elapsed = maybe(),
                                 .is_soft = maybe(),
                                 .reason = note});
                break;
            case 3:
                builder_.implement(task, key());
                break;
            default:
                builder_.refine(task, text(), text());
        }
    }

    Random random_;
    PlanBuilder builder_;
};

TEST(WriteJson, WildPlansReadBackAsTheyWere) {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = WildPlan(seed).build();
        expect_law(plan);
        EXPECT_EQ(write_json(plan), write_json(WildPlan(seed).build()));
        if (HasFailure()) return;
    }
}

TEST(WriteJson, NaughtyStringsSurviveEverywhere) {
    const auto path = testing::corpus("naughty/blns.json");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const auto strings =
        nlohmann::json::parse(testing::bytes_of(*path)).get<std::vector<std::string>>();
    ASSERT_GT(strings.size(), 500U);
    PlanBuilder builder;
    for (const std::string& text : strings) {
        builder.add_unit({.key = text, .duty = text});
        const TaskId task = builder.add_task({.key = text, .title = text + "!", .text = text});
        builder.assign(task, text, Role::lead, {.text = text});
        builder.depend(task, text, {.reason = text});
        builder.serve(task, text);
        builder.add_attribute(task, text, nlohmann::json(text).dump());
    }
    expect_law(std::move(builder).build());
}

TEST(ReadJson, RefusesWhatTheSuiteRefuses) {
    const auto folder = testing::corpus("json");
    if (!folder) GTEST_SKIP() << "skipped: no corpus";
    std::size_t refused = 0;
    std::size_t objects = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        const std::string name = entry.path().filename();
        SCOPED_TRACE(name);
        const std::string bytes = testing::bytes_of(entry.path());
        try {
            (void)read_json(bytes);
            EXPECT_FALSE(name.starts_with("n_"));
        } catch (const ReadError& error) {
            for (const Diagnostic& each : error.diagnostics()) EXPECT_GT(each.line, 0U);
            if (name.starts_with("n_")) ++refused;
            // What is JSON, is an object and has no field twice is a plan with attributes.
            const bool is_sound_object = name.starts_with("y_") && bytes.find('{') == 0 &&
                                         name.find("duplicated_key") == std::string::npos;
            EXPECT_FALSE(is_sound_object) << error.what();
        }
        if (name.starts_with("y_object")) ++objects;
    }
    EXPECT_GT(refused, 150U);
    EXPECT_GT(objects, 5U);
}

TEST(ReadPlan, ReadsAFileOfAnyEncodingAndWritesItBack) {
    const std::string path = ::testing::TempDir() + "planloom_read_plan.json";
    save(path, "{\"title\": \"\xC7\xE0\xBA\xA3\"}");
    const ReadResult result = read_plan(path);
    EXPECT_EQ(result.plan.head().title, "青海");
    ASSERT_EQ(result.notes.size(), 1U);
    EXPECT_EQ(result.notes[0].code, "encoding");
    write_plan(path, result.plan);
    EXPECT_EQ(read_bytes(path), write_json(result.plan));
    EXPECT_THAT(read_plan(path).notes, IsEmpty());
    std::filesystem::remove(path);
}

TEST(JsonSchema, IsTheFileBesideTheHeader) {
    EXPECT_EQ(json_schema(), testing::bytes_of(std::filesystem::path(PLANLOOM_SOURCE_DIR) /
                                               "include/planloom/io/plan.schema.json"));
    EXPECT_TRUE(nlohmann::json::accept(json_schema()));
}

}  // namespace
}  // namespace planloom
