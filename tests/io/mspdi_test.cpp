#include <planloom/io/mspdi.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/corpus.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Plan back(const Plan& plan) {
    return read_mspdi(write_mspdi(plan).text).plan;
}

/// Every link as `1 -FS+480-> 2`, with `e` after a lag that is elapsed time.
std::vector<std::string> links_of(const Plan& plan) {
    const DependencyTable& table = plan.dependency_table();
    std::vector<std::string> links;
    for (std::size_t row = 0; row < table.count; ++row) {
        std::string lag = table.lag[row] > 0 ? "+" : "";
        lag += table.lag[row] == 0 ? "" : std::to_string(table.lag[row]);
        links.push_back(std::string(plan.key(table.predecessor[row])) + " -" +
                        std::string(word(table.type[row])) + lag +
                        (table.is_elapsed[row] != 0 ? "e" : "") + "-> " +
                        std::string(plan.key(table.successor[row])));
    }
    return links;
}

std::string first_fault(const std::string& text) {
    try {
        (void)read_mspdi(text);
    } catch (const ReadError& error) {
        return std::to_string(error.diagnostics().front().line) + ' ' +
               error.diagnostics().front().code;
    }
    return {};
}

std::string project(const std::string& tasks, const std::string& rest = "") {
    return "<Project xmlns=\"http://schemas.microsoft.com/project\">\n<Tasks>\n" + tasks +
           "</Tasks>" + rest + "</Project>";
}

std::string task(int uid, const std::string& inside = "", int level = 1) {
    return "<Task><UID>" + std::to_string(uid) + "</UID><Name>task " + std::to_string(uid) +
           "</Name><OutlineLevel>" + std::to_string(level) + "</OutlineLevel>" + inside +
           "</Task>\n";
}

std::string link(int uid, const std::string& inside = "") {
    return "<PredecessorLink><PredecessorUID>" + std::to_string(uid) + "</PredecessorUID>" +
           inside + "</PredecessorLink>";
}

std::string lag(int value, int format) {
    return "<LinkLag>" + std::to_string(value) + "</LinkLag><LagFormat>" + std::to_string(format) +
           "</LagFormat>";
}

TEST(ReadMspdi, TakesTheFourLinkTypes) {
    const auto path = testing::corpus("mspdi/mspdirelations.xml");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const Plan plan = read_mspdi(testing::bytes_of(*path)).plan;
    EXPECT_EQ(plan.tasks().size(), 5U);
    EXPECT_THAT(links_of(plan),
                ElementsAre("1 -FS-> 2", "2 -SS+480-> 3", "3 -FF-> 4", "4 -SF-> 5"));
    EXPECT_EQ(plan.task("1").duration(), 480);
    EXPECT_EQ(to_string(plan.head().start), "2006-09-21T08:00");
    EXPECT_EQ(plan.head().calendar, "Standard");
    EXPECT_EQ(back(plan), plan);
}

TEST(ReadMspdi, TakesTheLagsOfEightLinks) {
    const auto path = testing::corpus("mspdi/task-links-project2013.xml");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const ReadResult read = read_mspdi(testing::bytes_of(*path));
    EXPECT_EQ(read.plan.tasks().size(), 16U);
    EXPECT_THAT(
        links_of(read.plan),
        ElementsAre("1 -FS-> 2", "3 -FS+480-> 4", "5 -FS+960-> 6", "7 -FS+2400-> 8",
                    "9 -FS+4800-> 10", "11 -SF+960-> 12", "13 -SS+960-> 14", "15 -FF+960-> 16"));
    EXPECT_EQ(to_string(read.plan.task("2").start_no_earlier()), "2014-10-20");
    EXPECT_EQ(to_string(read.plan.task("10").start_no_earlier()), "2014-11-03");
    EXPECT_THAT(testing::codes_of(read.notes), ElementsAre("field_left_out"));
    EXPECT_EQ(back(read.plan), read.plan);
}

TEST(ReadMspdi, FollowsTheOutline) {
    // 1        UID 0 is the project, 7 a blank row; 4 stands two levels below 3
    // +- 2
    // 3
    // +----- 4
    // +- 5
    const ReadResult read = read_mspdi(
        project(task(0, "<Summary>1</Summary>", 0) + task(1, "<Duration>PT8H0M0S</Duration>", 1) +
                task(2, link(3), 2) + "<Task><UID>7</UID><IsNull>1</IsNull></Task>\n" +
                task(3, "", 1) + task(4, "<WBS>X.1</WBS>", 3) + task(5, "<WBS>2.2</WBS>", 2)));
    const Plan& plan = read.plan;
    EXPECT_EQ(plan.head().title, "task 0");
    EXPECT_THAT(testing::keys_of(plan, plan.tasks()), ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_EQ(plan.task("2").parent(), plan.find_task("1"));
    EXPECT_EQ(plan.task("4").parent(), plan.find_task("3"));
    EXPECT_EQ(plan.task("5").parent(), plan.find_task("3"));
    EXPECT_FALSE(plan.task("1").duration().has_value());
    EXPECT_THAT(links_of(plan), ElementsAre("3 -FS-> 2"));
    ASSERT_EQ(plan.attributes(plan.task("4").id()).size(), 1U);
    EXPECT_EQ(plan.text(plan.attributes(plan.task("4").id())[0].value), "\"X.1\"");
    EXPECT_THAT(plan.attributes(plan.task("5").id()), IsEmpty());
    EXPECT_THAT(testing::codes_of(read.notes), ElementsAre("blank_left_out"));
    EXPECT_EQ(back(plan), plan);
}

TEST(ReadMspdi, ReadsLagsInTheirUnits) {
    const std::string day = "<Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat>";
    const ReadResult read = read_mspdi(project(
        task(1, day) + task(2, link(1, lag(4800, 7)) + link(1, lag(-600, 5))) +
        task(3, link(1, lag(14400, 8))) + task(4, link(1, lag(50, 19)) + link(1, lag(-25, 20))) +
        task(5, link(4, lag(50, 19))) + task(6, link(1, "<Type>9</Type>" + lag(480, 7))) +
        task(7, "<Duration>PT24H0M0S</Duration><DurationFormat>8</DurationFormat>")));
    EXPECT_THAT(links_of(read.plan),
                ElementsAre("1 -FS+480-> 2", "1 -FS-60-> 2", "1 -FS+1440e-> 3", "1 -FS+480-> 4",
                            "1 -FS-240e-> 4", "4 -FS-> 5", "1 -FS+48-> 6"));
    EXPECT_THAT(testing::codes_of(read.notes),
                ElementsAre("lag_left_out", "bad_link_type", "small_lag", "lag_in_per_cent"));
    EXPECT_TRUE(read.plan.task("7").is_elapsed());
    EXPECT_EQ(back(read.plan), read.plan);
}

TEST(ReadMspdi, ReadsConstraintsAndProgress) {
    std::string tasks;
    for (int type = 0; type < 8; ++type)
        tasks += task(type + 1, "<ConstraintType>" + std::to_string(type) +
                                    "</ConstraintType><ConstraintDate>2026-03-0" +
                                    std::to_string(type + 1) + "T17:00:00</ConstraintDate>");
    tasks += task(9,
                  "<Active>0</Active><Milestone>1</Milestone>"
                  "<Deadline>2026-04-01T17:00:00</Deadline><PercentComplete>30</PercentComplete>");
    tasks += task(10,
                  "<Priority>700</Priority><ActualStart>2026-03-01T08:00:00</ActualStart>"
                  "<ActualFinish>2026-03-02T12:30:00</ActualFinish><Notes> two\n lines</Notes>");
    tasks += task(11,
                  "<Manual>1</Manual><ManualStart>2026-03-05T08:00:00</ManualStart>"
                  "<EarlyStart>2026-03-05T08:00:00</EarlyStart><Cost>12</Cost>");
    const ReadResult read = read_mspdi(project(tasks));
    const Plan& plan = read.plan;
    EXPECT_TRUE(plan.task("2").is_late());
    EXPECT_EQ(to_string(plan.task("3").must_start()), "2026-03-03");
    EXPECT_EQ(to_string(plan.task("4").must_finish()), "2026-03-04");
    EXPECT_EQ(to_string(plan.task("5").start_no_earlier()), "2026-03-05");
    EXPECT_EQ(to_string(plan.task("6").start_no_later()), "2026-03-06");
    EXPECT_EQ(to_string(plan.task("7").finish_no_earlier()), "2026-03-07");
    EXPECT_EQ(to_string(plan.task("8").finish_no_later()), "2026-03-08");
    EXPECT_EQ(plan.task("9").status(), TaskStatus::cancelled);
    EXPECT_TRUE(plan.task("9").is_milestone());
    EXPECT_EQ(plan.task("9").progress(), 30);
    EXPECT_EQ(to_string(plan.task("9").due()), "2026-04-01");
    EXPECT_EQ(plan.task("10").status(), TaskStatus::done);
    EXPECT_EQ(plan.task("10").text(), " two\n lines");
    EXPECT_EQ(to_string(plan.task("11").must_start()), "2026-03-05");
    const auto codes = testing::codes_of(read.notes);
    EXPECT_THAT(codes, ElementsAre("field_left_out", "inactive_task", "time_of_day_left_out"));
    EXPECT_THAT(read.notes[0].message, HasSubstr("<Cost>"));
    EXPECT_EQ(back(plan), plan);
}

TEST(ReadMspdi, ReadsResourcesAndTheContactWhoIsOne) {
    const std::string rest =
        "<Resources><Resource><UID>0</UID></Resource>"
        "<Resource><UID>1</UID><Name>Ann</Name><MaxUnits>2.50</MaxUnits><Group>team</Group></"
        "Resource>"
        "<Resource><UID>2</UID><Name>Ann</Name><Type>0</Type></Resource>"
        "<Resource><UID>3</UID></Resource></Resources>"
        "<Assignments><Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID>"
        "<Units>0.5</Units></Assignment><Assignment><UID>2</UID><TaskUID>1</TaskUID>"
        "<ResourceUID>2</ResourceUID></Assignment><Assignment><UID>3</UID><TaskUID>1</TaskUID>"
        "<ResourceUID>-65535</ResourceUID></Assignment></Assignments>";
    const Plan plan = read_mspdi(project(task(1, "<Contact>Ann</Contact>") +
                                             task(2, "<Contact>the mayor</Contact>"),
                                         rest))
                          .plan;
    EXPECT_THAT(testing::keys_of(plan, plan.units()),
                ElementsAre("Ann", "Ann (resource 2)", "resource 3"));
    EXPECT_EQ(plan.unit("Ann").capacity(), 2.5);
    const AssignmentTable& table = plan.assignment_table();
    ASSERT_EQ(table.count, 3U);
    EXPECT_EQ(table.role[0], Role::lead);
    EXPECT_EQ(table.unit[0], plan.find_unit("Ann"));
    EXPECT_EQ(table.role[1], Role::responsible);
    EXPECT_EQ(table.unit[1], plan.find_unit("Ann (resource 2)"));
    EXPECT_EQ(table.amount[2], 0.5);
    EXPECT_EQ(plan.text(plan.attributes(TaskId(1))[0].value), "\"the mayor\"");
    EXPECT_EQ(back(plan), plan);
}

std::string working_time(const std::string& from, const std::string& to) {
    return "<WorkingTime><FromTime>" + from + ":00</FromTime><ToTime>" + to +
           ":00</ToTime></WorkingTime>";
}

TEST(ReadMspdi, ReadsCalendars) {
    const std::string times = "<WorkingTimes>" + working_time("13:00", "00:00") +
                              working_time("08:00", "12:00") + "</WorkingTimes>";
    const std::string period =
        "<TimePeriod><FromDate>2026-05-01T00:00:00</FromDate><ToDate>2026-05-03T23:59:00</ToDate>"
        "</TimePeriod>";
    const std::string rest =
        "<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>Base</Name>"
        "<IsBaseCalendar>1</IsBaseCalendar><WeekDays><WeekDay><DayType>1</DayType><DayWorking>1"
        "</DayWorking>" +
        times +
        "</WeekDay><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking>"
        "</WeekDay></WeekDays><Exceptions><Exception>" +
        period +
        "<Name>holiday</Name><DayWorking>0"
        "</DayWorking></Exception></Exceptions></Calendar><Calendar><UID>2</UID><Name>Ann</Name>"
        "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID></Calendar>"
        "<Calendar><UID>3</UID><Name>Bob</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1"
        "</BaseCalendarUID><WeekDays><WeekDay><DayType>7</DayType><DayWorking>1</DayWorking></"
        "WeekDay>"
        "<WeekDay><DayType>0</DayType><DayWorking>1</DayWorking>" +
        period + times +
        "</WeekDay>"
        "</WeekDays></Calendar></Calendars>"
        "<Resources><Resource><UID>1</UID><Name>Ann</Name><CalendarUID>2</CalendarUID></Resource>"
        "<Resource><UID>2</UID><Name>Bob</Name><CalendarUID>3</CalendarUID></Resource></Resources>";
    const Plan plan = read_mspdi(project(task(1, "<CalendarUID>3</CalendarUID>") +
                                             task(2, "<CalendarUID>-1</CalendarUID>"),
                                         rest))
                          .plan;
    const PlanHead& head = plan.head();
    ASSERT_EQ(head.calendars.size(), 2U);
    EXPECT_EQ(head.calendar, "Base");
    const PlanCalendar& base = head.calendars[0];
    EXPECT_EQ(to_string((*base.week)[6]), "08:00-12:00, 13:00-24:00");
    EXPECT_EQ(to_string((*base.week)[0]), "");
    EXPECT_EQ(to_string((*base.week)[1]), "08:00-12:00, 13:00-17:00");
    ASSERT_EQ(base.exceptions.size(), 1U);
    EXPECT_EQ(base.exceptions[0].name, "holiday");
    EXPECT_EQ(to_string(base.exceptions[0].to), "2026-05-03");
    const PlanCalendar& bob = head.calendars[1];
    EXPECT_EQ((*bob.week)[6], (*base.week)[6]);
    EXPECT_EQ(to_string((*bob.week)[5]), "08:00-12:00, 13:00-17:00");
    ASSERT_EQ(bob.exceptions.size(), 2U);
    EXPECT_EQ(plan.unit("Ann").calendar(), "");
    EXPECT_EQ(plan.unit("Bob").calendar(), "Bob");
    EXPECT_EQ(plan.task("1").calendar(), "Bob");
    EXPECT_EQ(plan.task("2").calendar(), "");
    EXPECT_EQ(back(plan), plan);
}

TEST(ReadMspdi, KeepsWhatOnlyItsOwnProgramKnows) {
    const std::string rest =
        "<Title>T</Title><Name>N</Name><ScheduleFromStart>0</ScheduleFromStart>"
        "<FinishDate>2027-01-01T17:00:00</FinishDate><Author>A</Author>"
        "<MinutesPerDay>420</MinutesPerDay><MinutesPerWeek>2520</MinutesPerWeek>"
        "<ExtendedAttributes><ExtendedAttribute><FieldID>188743767</FieldID><FieldName>Number1"
        "</FieldName><Alias>Risk</Alias></ExtendedAttribute></ExtendedAttributes>";
    const ReadResult read = read_mspdi(
        project(task(1,
                     "<ExtendedAttribute><FieldID>188743767</FieldID><Value>3</Value>"
                     "</ExtendedAttribute><ExtendedAttribute><FieldID>5</FieldID><Value>x</Value>"
                     "</ExtendedAttribute>" +
                         link(44,
                              "<Type>3</Type><CrossProject>1</CrossProject><CrossProjectName>P\\44"
                              "</CrossProjectName>" +
                                  lag(4800, 7))),
                rest));
    const Plan& plan = read.plan;
    EXPECT_EQ(plan.head().key, "N");
    EXPECT_EQ(plan.head().work.days_per_week, 6);
    std::vector<std::string> attributes;
    for (const RowText& each : plan.attributes(TaskId(0)))
        attributes.push_back(std::string(plan.text(each.name)) + '=' +
                             std::string(plan.text(each.value)));
    EXPECT_THAT(attributes,
                ElementsAre("external_predecessors=[{\"project\":\"P\\\\44\",\"uid\":44,\"type\":"
                            "\"SS\",\"lag\":4800,\"format\":7}]",
                            "Risk=\"3\"", "field 5=\"x\""));
    EXPECT_THAT(testing::codes_of(read.notes), ElementsAre("external_link"));
    EXPECT_EQ(plan.dependency_table().count, 0U);
    EXPECT_EQ(back(plan), plan);
}

TEST(ReadMspdi, SaysEveryFaultWithItsLine) {
    EXPECT_EQ(first_fault(project(task(1) + task(1))), "4 duplicate_key");
    EXPECT_EQ(first_fault(project(task(1) + task(2, link(9)))), "4 unknown_task");
    EXPECT_EQ(first_fault(project(task(1, link(0)))), "3 unknown_task");
    EXPECT_EQ(first_fault(project("<Task/>")), "3 missing_key");
    EXPECT_EQ(first_fault(project(task(1, "<Duration>8h</Duration>"))), "3 bad_duration");
    EXPECT_EQ(first_fault(project(task(1, "<Deadline>soon</Deadline>"))), "3 bad_date");
    EXPECT_EQ(first_fault(project(task(1, "<PercentComplete>x</PercentComplete>"))),
              "3 bad_number");
    EXPECT_EQ(first_fault(project(task(1, "<PercentComplete>101</PercentComplete>"))),
              "3 bad_number");
    EXPECT_EQ(first_fault(project(task(1, "<Milestone>maybe</Milestone>"))), "3 bad_number");
    EXPECT_EQ(first_fault(project("", "<MinutesPerDay>0</MinutesPerDay>")), "3 bad_number");
    EXPECT_EQ(first_fault(project(task(1),
                                  "<Assignments><Assignment><TaskUID>4</TaskUID>"
                                  "<ResourceUID>1</ResourceUID></Assignment></Assignments>")),
              "4 unknown_task");
    EXPECT_EQ(first_fault(project(task(1),
                                  "<Assignments><Assignment><TaskUID>1</TaskUID>"
                                  "<ResourceUID>1</ResourceUID></Assignment></Assignments>")),
              "4 unknown_unit");
    EXPECT_EQ(first_fault(project(task(1, "<CalendarUID>3</CalendarUID>"),
                                  "<Calendars><Calendar><UID>1</UID></Calendar></Calendars>")),
              "3 unknown_calendar");
    EXPECT_EQ(first_fault(project("",
                                  "<Calendars><Calendar><UID>1</UID><WeekDays><WeekDay><DayType>2"
                                  "</DayType><DayWorking>1</DayWorking><WorkingTimes>" +
                                      working_time("08:00", "07:00") +
                                      "</WorkingTimes></WeekDay></WeekDays></Calendar>"
                                      "</Calendars>")),
              "3 bad_calendar");
    const std::string twice = "<UID>1</UID><Name>x</Name>";
    EXPECT_EQ(first_fault(project("", "<Calendars><Calendar>" + twice + "</Calendar><Calendar>" +
                                          twice + "</Calendar></Calendars>")),
              "3 duplicate_key");
    EXPECT_EQ(first_fault(project("", "<Resources><Resource>" + twice + "</Resource><Resource>" +
                                          twice + "</Resource></Resources>")),
              "3 duplicate_key");
    try {
        (void)read_mspdi(project(task(1, link(8)) + task(2, link(9))));
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_EQ(error.diagnostics().size(), 2U);
    }
}

TEST(ReadMspdi, BoundsWhatDerivedCalendarsRepeat) {
    std::string calendars = "<Calendars><Calendar><UID>1</UID><Name>x</Name><Exceptions>";
    for (int i = 0; i < 2000; ++i)
        calendars +=
            "<Exception><TimePeriod><FromDate>2026-05-01</FromDate></TimePeriod>"
            "</Exception>";
    calendars += "</Exceptions></Calendar>";
    const auto derived = [](int uid) {
        return "<Calendar><UID>" + std::to_string(uid) +
               "</UID><Name>x</Name><BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay>"
               "<DayType>1</DayType></WeekDay></WeekDays></Calendar>";
    };
    std::string few = calendars;
    for (int uid = 2; uid < 5; ++uid) few += derived(uid);
    const Plan plan = read_mspdi(project("", few + "</Calendars>")).plan;
    ASSERT_EQ(plan.head().calendars.size(), 4U);
    EXPECT_EQ(plan.head().calendars[3].key, "x (calendar 4)");
    EXPECT_EQ(plan.head().calendars[3].exceptions.size(), 2000U);
    for (int uid = 2; uid < 600; ++uid) calendars += derived(uid);
    EXPECT_EQ(first_fault(project("", calendars + "</Calendars>")), "3 limit_rows");
}

TEST(WriteMspdi, CountsWhatItCannotHold) {
    const WrittenText written = write_mspdi(testing::hut_plan());
    EXPECT_THAT(testing::codes_of(written.notes),
                ElementsAre("goals_left_out", "requirements_left_out"));
    EXPECT_THAT(written.text, Not(HasSubstr("Slack")));
    EXPECT_THAT(written.text, HasSubstr("<Contact>mason</Contact>"));
    const Plan plan = read_mspdi(written.text).plan;
    EXPECT_THAT(testing::keys_of(plan, plan.tasks()),
                ElementsAre("survey", "foundation", "walls", "roof", "doors"));
    EXPECT_EQ(links_of(plan), links_of(testing::hut_plan()));
    EXPECT_EQ(back(plan), plan);
}

TEST(WriteMspdi, GivesNumbersToKeysThatAreNone) {
    PlanBuilder builder;
    for (const char* key : {"b", "2", "007", "99999999999", "1"}) builder.add_task({.key = key});
    const Plan plan = std::move(builder).build();
    EXPECT_THAT(write_mspdi(plan).text, HasSubstr("<UID>3</UID>\n      <ID>1</ID>"));
    EXPECT_EQ(back(plan), plan);
}

TEST(WriteMspdi, GivesTheSamePlanOnceRead) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        testing::PlanOptions options;
        options.has_cycles = seed % 2 == 1;
        const Plan plan = testing::random_plan(seed, options);
        const Plan once = back(plan);
        ASSERT_EQ(back(once), once);
        auto links = links_of(plan);
        auto links_read = links_of(once);
        std::sort(links.begin(), links.end());
        std::sort(links_read.begin(), links_read.end());
        EXPECT_EQ(links_read, links);
        ASSERT_EQ(once.tasks().size(), plan.tasks().size());
        for (const TaskId id : plan.tasks()) {
            const TaskView written = plan.task(id);
            const TaskView read = once.task(written.key());
            EXPECT_EQ(once.title(read.id()), plan.title(id));
            ASSERT_EQ(read.parent().has_value(), written.parent().has_value());
            if (read.parent()) {
                EXPECT_EQ(once.key(*read.parent()), plan.key(*written.parent()));
            }
            EXPECT_EQ(read.due().date, written.due().date);
            EXPECT_EQ(once.assignments(read.id()).size(), plan.assignments(id).size());
            const bool is_leaf =
                std::none_of(plan.tasks().begin(), plan.tasks().end(),
                             [&](const TaskId other) { return plan.task(other).parent() == id; });
            if (is_leaf) {
                EXPECT_EQ(read.duration(), written.duration());
            }
        }
    }
}

}  // namespace
}  // namespace planloom
