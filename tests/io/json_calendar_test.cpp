#include <planloom/io/json.hpp>

#include <gtest/gtest.h>

#include <string>

namespace planloom {
namespace {

std::vector<Diagnostic> faults_of(std::string_view text) {
    try {
        (void)read_json(text);
    } catch (const ReadError& error) {
        return error.diagnostics();
    }
    return {};
}

TEST(ReadJson, ReadsCalendars) {
    const Plan plan = read_json(R"({"planloom": 1, "start": "2025-01-06T09:00",
        "status_date": "2025-02-01", "calendar": "office",
        "calendars": [
          {"key": "office", "title": "机关", "days": [
             "2025-01-01",
             {"from": "2025-01-28", "to": "2025-02-04", "name": "春节"},
             {"from": "2025-01-26", "hours": "08:00-12:00, 13:00-17:00"}]},
          {"key": "site", "week": {"mon": "6:00-14:00", "sun": ""}}]})")
                          .plan;
    const PlanHead& head = plan.head();
    EXPECT_EQ(to_string(head.start), "2025-01-06T09:00");
    EXPECT_EQ(to_string(head.status_date), "2025-02-01");
    ASSERT_EQ(head.calendars.size(), 2U);
    EXPECT_FALSE(head.calendars[0].week.has_value());
    ASSERT_EQ(head.calendars[0].exceptions.size(), 3U);
    EXPECT_EQ(head.calendars[0].exceptions[0].to, Date::from_ymd(2025, 1, 1));
    EXPECT_EQ(head.calendars[0].exceptions[1].name, "春节");
    const Calendar office = make_calendar(head, "office");
    EXPECT_TRUE(office.hours(Date::from_ymd(2025, 2, 3)).empty());
    EXPECT_EQ(total(office.hours(Date::from_ymd(2025, 1, 26))), 480);
    const Calendar site = make_calendar(head, "site");
    EXPECT_EQ(to_string(site.hours(Date::from_ymd(2025, 1, 6))), "06:00-14:00");
    EXPECT_TRUE(site.hours(Date::from_ymd(2025, 1, 7)).empty());
    EXPECT_EQ(read_json(write_json(plan)).plan, plan);
}

TEST(ReadJson, SaysWhatIsWrongWithACalendar) {
    const std::vector<Diagnostic> faults = faults_of(R"({"start": "soon", "calendars": [
        {"title": "no key"},
        {"key": "a", "week": {"mon": "12:00-08:00", "today": ""}},
        {"key": "b", "days": ["2025-02-30", {"to": "2025-01-01"},
                              {"from": "2025-01-02", "to": "2025-01-01"}]}]})");
    std::vector<std::string> found;
    for (const Diagnostic& fault : faults) found.push_back(fault.code + ' ' + fault.where);
    EXPECT_EQ(found,
              (std::vector<std::string>{
                  "bad_date /start", "missing_key /calendars/0", "bad_hours /calendars/1/week/mon",
                  "unknown_field /calendars/1/week/today", "bad_date /calendars/2/days/0",
                  "missing_field /calendars/2/days/1", "bad_date /calendars/2/days/2"}));
}

}  // namespace
}  // namespace planloom
