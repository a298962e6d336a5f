#include <planloom/graph/plan_graph.hpp>
#include <planloom/io/json.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/report/html.hpp>

#include "support/corpus.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
        ++found;
    }
    return found;
}

struct Shape {
    std::vector<std::string> tags;        ///< names and attribute names, in the order of the page
    std::vector<std::string> attributes;  ///< all values but measures of the drawing
    std::string text;                     ///< what stands between tags
};

/// Numbers, and curves made of numbers: they follow the length of a title.
bool is_measure(const std::string& value) {
    return value.find_first_not_of("MLCZ0123456789.- ") == std::string::npos;
}

/// The tags of a page as a browser would find them: what it reads as markup is markup, whoever
/// wrote it.
Shape shape_of(const std::string& page) {
    Shape shape;
    for (std::size_t at = 0; at < page.size();) {
        if (page[at] != '<') {
            shape.text += page[at++];
            continue;
        }
        std::string tag;
        for (++at; at < page.size() && page[at] != '>';) {
            if (page[at] != '"') {
                tag += page[at++];
                continue;
            }
            const std::size_t end = page.find('"', at + 1);
            const std::string value = page.substr(at + 1, end - at - 1);
            if (!is_measure(value)) shape.attributes.push_back(value);
            at = end + 1;
        }
        ++at;
        shape.tags.push_back(tag);
    }
    return shape;
}

/// Where two lists part, in words short enough to read; empty when they do not.
std::string first_difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        const std::string left = i < a.size() ? a[i] : "(end)";
        const std::string right = i < b.size() ? b[i] : "(end)";
        if (left != right) return std::to_string(i) + ": " + left + " | " + right;
    }
    return "";
}

/// Every kind of text that a plan holds, taken in turn from `word`.
Plan plan_of_words(const std::function<std::string()>& word) {
    PlanBuilder builder;
    builder.head().title = word();
    builder.head().text = word();
    builder.head().number = word();
    builder.head().source = word();
    builder.head().illustrative = word();
    builder.head().based_on = {word(), word()};
    std::vector<std::string> units, goals, tasks;
    for (int i = 0; i < 3; ++i) {
        units.push_back(word() + " u" + std::to_string(i));
        builder.add_unit({.key = units.back(), .title = word(), .level = word(), .duty = word()});
    }
    builder.add_requirement({.key = "R1",
                             .title = word(),
                             .text = word(),
                             .source = word(),
                             .kind = RequirementKind::comment,
                             .raised_by = word(),
                             .round = 1,
                             .disposition = Disposition::rejected,
                             .reason = word()});
    for (int i = 0; i < 2; ++i) {
        goals.push_back(word() + " g" + std::to_string(i));
        const GoalId goal = builder.add_goal({.key = goals.back(),
                                              .title = word(),
                                              .text = word(),
                                              .section = word(),
                                              .owner = units[0]});
        builder.add_indicator(goal, {.title = word(), .measure = word(), .target = "1"});
        builder.implement(goal, "R1");
    }
    for (int i = 0; i < 4; ++i) {
        const std::string before = tasks.empty() ? "" : tasks.back();
        tasks.push_back(word() + " t" + std::to_string(i));
        const TaskId task = builder.add_task({.key = tasks.back(),
                                              .title = word(),
                                              .text = word(),
                                              .section = word(),
                                              .deliverable = word(),
                                              .due_text = word()});
        builder.serve(task, goals[static_cast<std::size_t>(i % 2)]);
        builder.assign(task, units[static_cast<std::size_t>(i % 2)], Role::lead);
        builder.assign(task, units[2], Role::support);
        if (i > 0) builder.depend(task, before);
    }
    return std::move(builder).build();
}

std::string page_of(Plan plan, const HtmlOptions& options = {}) {
    return write_html(freeze(std::move(plan), Faults::skip), options);
}

std::vector<std::string> hostile_words() {
    std::vector<std::string> words = {"<script>alert(1)</script>",
                                      "\"><img src=x onerror=alert(1)>",
                                      "' onmouseover='alert(1)",
                                      "</title></style></textarea><svg/onload=alert(1)>",
                                      "]]><!--",
                                      "&lt;b&gt;&#60;&#x3C;&quot",
                                      "javascript:alert(1)",
                                      "https://example.invalid/\"x",
                                      "\x1B[31m\x07\x01\x7F",
                                      "\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\x8F\xD8\x9C",
                                      "\xFF\xFE\xC0\xAF\xED\xA0\x80",
                                      "one\r\ntwo\ttab",
                                      "{} {0} {:d} %s \\u{41}"};
    if (const auto file = corpus("naughty/blns.json")) {
        for (const auto& each : nlohmann::json::parse(bytes_of(*file))) {
            // An empty text is no text: the page leaves out what nobody wrote.
            if (!each.get<std::string>().empty()) words.push_back(each.get<std::string>());
        }
    }
    return words;
}

/// The word with signs in place of what means something in markup: as like to other words as it is,
/// because what a page shows hangs on which texts are alike.
std::string harmless(std::string_view word) {
    constexpr std::string_view markup = "<>&\"'";
    constexpr std::string_view signs = "(){};";
    std::string text;
    for (const char c : word) {
        const std::size_t at = markup.find(c);
        text += at == std::string_view::npos ? c : signs[at];
    }
    return text;
}

TEST(WriteHtml, HostileTextDoesNotChangeTheShapeOfThePage) {
    const std::vector<std::string> words = hostile_words();
    for (std::size_t first = 0; first < words.size(); first += 7) {
        SCOPED_TRACE(words[first]);
        std::size_t next = first;
        const std::string page =
            page_of(plan_of_words([&] { return words[next++ % words.size()]; }));
        next = first;
        const Shape plain = shape_of(
            page_of(plan_of_words([&] { return harmless(words[next++ % words.size()]); })));
        ASSERT_GT(plain.tags.size(), 300U);
        const Shape shape = shape_of(page);

        EXPECT_EQ(first_difference(shape.tags, plain.tags), "");
        EXPECT_EQ(first_difference(shape.attributes, plain.attributes), "");
        for (const char c : page) {
            const auto byte = static_cast<unsigned char>(c);
            ASSERT_TRUE(byte >= 0x20 || c == '\n') << static_cast<int>(byte);
            ASSERT_NE(byte, 0x7F);
        }
        EXPECT_THAT(page, Not(HasSubstr("\xE2\x80\xAE")));
        EXPECT_THAT(page, Not(HasSubstr("\xE2\x80\x8F")));
    }
}

TEST(WriteHtml, NamesNoAddressOutsideThePage) {
    const Shape shape = shape_of(page_of(plan_of_words([] { return "https://example.invalid/"; })));

    for (const std::string& value : shape.attributes) {
        EXPECT_THAT(value, Not(HasSubstr("//")));
        EXPECT_THAT(value, Not(HasSubstr("javascript:")));
    }
    for (const std::string& tag : shape.tags) {
        EXPECT_FALSE(tag.starts_with("script") || tag.starts_with("link") ||
                     tag.starts_with("img") || tag.starts_with("iframe"))
            << tag;
    }
    EXPECT_THAT(page_of(hut_plan()), Not(HasSubstr("://")));
    EXPECT_THAT(page_of(hut_plan()), Not(HasSubstr("url(http")));
}

TEST(WriteHtml, EveryLinkInThePageLeadsToAPlaceInIt) {
    for (const Plan& plan : {hut_plan(), random_plan(3, {.has_cycles = true})}) {
        const Shape shape = shape_of(page_of(plan));
        for (const std::string& value : shape.attributes) {
            if (!value.starts_with("#")) continue;
            EXPECT_EQ(std::count(shape.attributes.begin(), shape.attributes.end(), value.substr(1)),
                      1)
                << value;
        }
    }
}

TEST(WriteHtml, TagsAreBalanced) {
    const std::vector<std::string> alone = {"!DOCTYPE", "meta", "path", "rect", "br"};
    for (const Plan& plan :
         {Plan(), hut_plan(), random_plan(5), random_plan(8, {.has_cycles = true})}) {
        std::vector<std::string> open;
        for (const std::string& tag : shape_of(page_of(plan)).tags) {
            const std::string name = tag.substr(0, tag.find_first_of(" \n/", 1));
            if (std::find(alone.begin(), alone.end(), name) != alone.end()) continue;
            if (tag.ends_with("/")) continue;
            if (!tag.starts_with("/")) {
                open.push_back(name);
                continue;
            }
            ASSERT_FALSE(open.empty()) << tag;
            ASSERT_EQ("/" + open.back(), name);
            open.pop_back();
        }
        EXPECT_TRUE(open.empty());
    }
}

TEST(WriteHtml, TakesTheLanguageOfThePlanUnlessAsked) {
    PlanBuilder chinese;
    chinese.head().language = "zh-CN";
    const Plan plan = std::move(chinese).build();

    EXPECT_THAT(page_of(plan), HasSubstr("<html lang=\"zh-CN\">"));
    EXPECT_THAT(page_of(plan), HasSubstr("摘要"));
    EXPECT_THAT(page_of(plan, {.language = "en"}), HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(page_of(Plan()), HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(page_of(Plan(), {.language = "zh"}), HasSubstr("摘要"));
}

TEST(WriteHtml, ShowsAnIllustrationAsOne) {
    PlanBuilder builder;
    builder.head().illustrative = "made up for this test";
    const std::string page = page_of(std::move(builder).build());

    EXPECT_THAT(page, HasSubstr("Illustration, not a real document"));
    EXPECT_THAT(page, HasSubstr("made up for this test"));
    EXPECT_THAT(page_of(hut_plan()), Not(HasSubstr("Illustration, not")));
}

TEST(WriteHtml, SaysWhatAPlanWithoutLinksAndUnitsHasNot) {
    PlanBuilder builder;
    builder.add_goal({.key = "G1", .horizon = *parse_date("2025")});
    builder.add_goal({.key = "G2", .horizon = *parse_date("2035")});
    for (const std::string key : {"T1", "T2", "T3"}) {
        builder.serve(builder.add_task({.key = key}), "G1");
    }
    const std::string page = page_of(std::move(builder).build());

    EXPECT_THAT(page, HasSubstr("3 of 3 tasks have no lead unit."));
    EXPECT_THAT(page,
                HasSubstr("names no dependency between tasks, so all 3 tasks can start at once"));
    EXPECT_THAT(page, HasSubstr("2035 has no task"));
    EXPECT_THAT(page, Not(HasSubstr("2025 has no task")));
    EXPECT_THAT(page, HasSubstr("No task has a deadline."));
    EXPECT_THAT(page, HasSubstr("Goals served by at least one task: 1 of 2 (50 %)."));
    EXPECT_THAT(page, HasSubstr("there is no responsibility matrix to show"));
    EXPECT_THAT(page, Not(HasSubstr("<svg")));
    EXPECT_THAT(page, HasSubstr("Nothing was left out of this page."));
}

// survey -> foundation -> walls -> roof, doors
TEST(WriteHtml, DrawsOneBoxForATaskAndOneArrowForALink) {
    const PlanGraph graph = freeze(hut_plan());
    const std::string page = write_html(graph, {.language = "en"});

    EXPECT_EQ(count(page, "<rect "), graph.task_count());
    EXPECT_EQ(count(page, "<path class=\"link"), graph.link_count());
    EXPECT_EQ(count(page, "class=\"wave-no\""), graph.wave_count());
}

TEST(WriteHtml, TellsWorkingDaysFromElapsedOnes) {
    PlanBuilder builder;
    builder.add_task({.key = "A", .duration = 4800});
    const TaskId b = builder.add_task({.key = "B", .duration = 4320, .is_elapsed = true});
    const TaskId c = builder.add_task({.key = "C", .duration = 90});
    builder.depend(b, "A", {.type = LinkType::finish_to_finish, .lag = 480, .is_soft = true});
    builder.depend(c, "A", {.lag = 2880, .is_elapsed = true});
    const std::string page = page_of(std::move(builder).build());

    EXPECT_THAT(page, HasSubstr(">10 days<"));
    EXPECT_THAT(page, HasSubstr(">3 days elapsed<"));
    EXPECT_THAT(page, HasSubstr(">90m<"));
    EXPECT_THAT(page, HasSubstr(">FF+1d<"));
    EXPECT_THAT(page, HasSubstr(">+2d elapsed<"));
    EXPECT_EQ(count(page, "class=\"link soft\""), 1U);
}

// A -> B -> C -> B
TEST(WriteHtml, NamesCirclesInWords) {
    const std::string page = page_of(plan_of_links({{"A", "B"}, {"B", "C"}, {"C", "B"}}));

    EXPECT_THAT(page, HasSubstr("B -&gt; C -&gt; B"));
    EXPECT_EQ(count(page, "class=\"link alarm\""), 2U);
    EXPECT_EQ(count(page, "class=\"box alarm\""), 2U);
}

TEST(WriteHtml, SaysWhatItLeavesOut) {
    const std::string page = page_of(chain_plan(12), {.language = "en", .max_rows = 10});

    EXPECT_EQ(count(page, "<rect "), 10U);
    EXPECT_THAT(page, HasSubstr("Left out of this page"));
    // Where it is left out, and in the foot.
    EXPECT_EQ(count(page, "2 tasks and their arrows are not drawn."), 2U);
    EXPECT_EQ(count(page, "What the plan is: 2 tasks"), 2U);
}

TEST(WriteHtml, ListsRolesWhereUnitsAreTooManyForAGrid) {
    PlanBuilder builder;
    const TaskId task = builder.add_task({.key = "T1"});
    for (int i = 0; i < 60; ++i) {
        const std::string key = "unit-" + std::to_string(i);
        builder.add_unit({.key = key});
        builder.assign(task, key, i == 0 ? Role::lead : Role::support);
    }
    const std::string page = page_of(std::move(builder).build());

    EXPECT_THAT(page, HasSubstr("60 units are too many for a grid"));
    EXPECT_THAT(page, HasSubstr("unit-59"));
}

TEST(WriteHtml, IsTheSameEachTimeAndShowsEveryTitleOfRandomPlans) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan =
            random_plan(seed, {.has_cycles = seed % 2 == 1, .has_faults = seed % 3 == 0});
        const PlanGraph graph = freeze(plan, Faults::skip);
        const std::string page = write_html(graph, {.language = seed % 2 == 0 ? "en" : "zh"});

        ASSERT_EQ(page, write_html(graph, {.language = seed % 2 == 0 ? "en" : "zh"}));
        for (const TaskId task : plan.tasks()) {
            EXPECT_EQ(count(page, "<tr id=\"task-" + std::to_string(task.index() + 1) + "\">"), 1U);
        }
    }
}

TEST(WriteHtml, WritesAnEmptyAndADeepPlan) {
    EXPECT_THAT(page_of(Plan()), HasSubstr("The plan has no goal and no task."));
    EXPECT_THAT(page_of(deep_plan(20000)), HasSubstr("18000 goals"));
}

TEST(WriteHtml, ShowsAllThirtyTasksOfTheFirstPlan) {
    const std::filesystem::path file =
        std::filesystem::path(PLANLOOM_SOURCE_DIR) / "examples" / "plans" / "qinghai-2023.json";
    const Plan plan = read_json(bytes_of(file)).plan;
    ASSERT_EQ(plan.tasks().size(), 30U);
    const std::string page = page_of(plan);

    for (const TaskId task : plan.tasks()) {
        EXPECT_THAT(page, HasSubstr(std::string(plan.title(task))));
    }
    EXPECT_THAT(page, HasSubstr("30 项任务中有 30 项没有牵头单位。"));
    EXPECT_THAT(page, HasSubstr("全部 30 项任务可以同时启动"));
    EXPECT_THAT(page, HasSubstr("2035 没有任务"));
    EXPECT_THAT(page, HasSubstr("方案先后 3 轮征求意见。"));
    EXPECT_THAT(page, HasSubstr("25/25"));
}

TEST(WriteHtml, ShowsTheScheduleOfAPlanWhoseTasksTakeTime) {
    PlanBuilder builder;
    builder.head().start = *parse_date_time("2025-06-02");
    builder.add_goal({.key = "G1", .horizon = *parse_date("2025-06-03")});
    const TaskId first = builder.add_task({.key = "first", .duration = 2 * 480});
    const TaskId second = builder.add_task({.key = "second", .duration = 480});
    builder.add_task({.key = "aside", .duration = 480});
    builder.depend(second, "first");
    builder.serve(second, "G1");
    builder.serve(first, "G1");
    const PlanGraph graph = freeze(std::move(builder).build());
    const std::string page = write_html(graph);
    EXPECT_THAT(page, HasSubstr("3 days of working time, from 2025-06-02 to 2025-06-04."));
    EXPECT_THAT(page, HasSubstr("G1 misses its date (2025-06-03) by 1 day."));
    EXPECT_THAT(page, HasSubstr("<td class=\"t\">2 days</td>"));
    EXPECT_THAT(page, HasSubstr("<td class=\"t\"><strong>critical</strong></td>"));
    const PlanGraph untimed = freeze(testing::plan_of_links({{"A", "B"}}));
    EXPECT_THAT(write_html(untimed), Not(HasSubstr("id=\"schedule\"")));
}

}  // namespace
}  // namespace planloom::testing
