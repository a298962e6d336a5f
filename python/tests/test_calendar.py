"""Moments, calendars of a plan, and counting working time with them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planloom
import strategies

DAY = datetime.timedelta(days=1)


def moment(text):
    return datetime.datetime.fromisoformat(text)


def test_the_standard_week_is_eight_hours_on_five_days():
    calendar = planloom.Calendar()
    assert calendar.hours("2025-06-30") == "08:00-12:00, 13:00-17:00"
    assert calendar.hours(datetime.date(2025, 6, 29)) == ""
    assert calendar.work_between("2025-06-30", "2025-07-07") == 5 * 480
    assert calendar.work_between("2025-07-07", "2025-06-30") == -5 * 480
    assert not calendar.is_continuous


def test_add_passes_over_nights_weekends_and_holidays():
    calendar = planloom.Calendar(days=["2025-10-01"])
    assert calendar.add("2025-09-30T16:00", "2h") == moment("2025-10-02T09:00")
    assert calendar.add(moment("2025-10-02T09:00"), -120) == moment("2025-09-30T16:00")
    assert calendar.add("2025-10-01", 0) == moment("2025-10-01T00:00")


def test_exceptions_take_and_give_work():
    golden_week = planloom.CalendarException(
        datetime.date(2025, 10, 1), datetime.date(2025, 10, 8), name="国庆节"
    )
    saturday = planloom.CalendarException(
        datetime.date(2025, 10, 11), hours="08:00-12:00", name="调休"
    )
    calendar = planloom.Calendar(days=[golden_week, saturday])
    assert calendar.next_work("2025-10-01") == moment("2025-10-09T08:00")
    assert calendar.last_work("2025-10-09") == moment("2025-09-30T17:00")
    assert calendar.is_working("2025-10-11T11:59")
    assert not calendar.is_working("2025-10-11T12:00")


def test_a_week_of_every_minute():
    calendar = planloom.Calendar(["00:00-24:00"] * 7)
    assert calendar.is_continuous
    assert repr(calendar) == "<planloom.Calendar: every minute>"
    assert calendar.add("2025-06-29T23:59", 2) == moment("2025-06-30T00:01")
    # A calendar without work goes nowhere.
    never = planloom.Calendar([""] * 7)
    assert never.next_work("2025-06-30") is None
    assert never.add("2025-06-30", 1) is None


def test_the_end_of_the_calendar_is_the_greatest_moment():
    calendar = planloom.Calendar(["00:00-24:00"] * 7)
    end = datetime.datetime.max
    assert calendar.add("9999-12-31T23:59", 1) == end
    assert calendar.work_between("9999-12-31", end) == 1440
    assert calendar.add(end, 1) is None
    assert calendar.work_before(datetime.datetime.min) == 0


@given(strategies.calendars(), st.datetimes(), st.integers(-100_000, 100_000))
def test_counting_there_and_back(given_calendar, start, work):
    calendar = planloom.Calendar(given_calendar.week, given_calendar.days)
    end = calendar.add(start, work)
    if end is None:
        return
    assert calendar.work_between(start, end) == work
    assert calendar.work_before(end) - calendar.work_before(start) == work
    if work != 0:
        assert (end > start) == (work > 0)


@given(strategies.calendars(), st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31)))
def test_a_day_has_the_work_of_its_hours(given_calendar, day):
    calendar = planloom.Calendar(given_calendar.week, given_calendar.days)
    clock = []
    for span in filter(None, calendar.hours(day).split(", ")):
        ends = [int(end[:2]) * 60 + int(end[3:]) for end in span.split("-")]
        clock.append(ends[1] - ends[0])
    assert calendar.work_between(day, day + DAY) == sum(clock)


@pytest.mark.parametrize(
    ("call", "where"),
    [
        (lambda: planloom.Calendar(["08:00-12:00"] * 6), "week"),
        (lambda: planloom.Calendar(["12:00-08:00"] * 7), "week"),
        (lambda: planloom.Calendar([7] * 7), "week"),
        (lambda: planloom.Calendar(days=["2025-06"]), "days"),
        (lambda: planloom.Calendar(days=[planloom.CalendarException(None)]), "first"),
        (lambda: planloom.Calendar(work=planloom.WorkTime(0, 5)), "work"),
        (lambda: planloom.Calendar().work_before("soon"), "moment"),
        (
            lambda: planloom.Calendar().is_working(datetime.datetime.now(datetime.UTC)),
            "moment",
        ),
        (lambda: planloom.Calendar().add("2025-06-30", "soon"), "work"),
        (lambda: planloom.Calendar().hours("2025"), "day"),
    ],
)
def test_what_is_no_calendar_is_refused(call, where):
    with pytest.raises(planloom.ReadError) as caught:
        call()
    assert [fault.where for fault in caught.value.diagnostics] == [where]


def test_what_is_of_the_wrong_kind_is_a_type_error():
    for call in (
        lambda: planloom.Calendar(7),
        lambda: planloom.Calendar(days="2025-06-30"),
        lambda: planloom.Calendar().work_before(None),
        lambda: planloom.Calendar().hours(None),
    ):
        with pytest.raises(TypeError):
            call()


def test_a_stretch_that_ends_before_it_begins():
    backwards = planloom.CalendarException(datetime.date(2025, 2, 1), datetime.date(2025, 1, 1))
    with pytest.raises(planloom.Error) as caught:
        planloom.Calendar(days=[backwards])
    assert caught.value.code == "bad_calendar"


@pytest.fixture
def shifts():
    builder = planloom.PlanBuilder()
    night = planloom.PlanCalendar("night", "At night", ("00:00-04:00",) * 7)
    holiday = planloom.CalendarException(datetime.date(2025, 10, 1), name="国庆节")
    builder.head = planloom.PlanHead(
        start=datetime.date(2025, 9, 30),
        status_date=moment("2025-10-02T12:30:59"),
        calendar="office",
        calendars=(night, planloom.PlanCalendar("office", days=(holiday,))),
        starts_at_once=True,
    )
    builder.add_unit("U", calendar="night")
    builder.add_task(
        "T",
        calendar="night",
        start_no_later="2025-12-01",
        finish_no_earlier="2025-11-01",
        is_late=True,
    )
    builder.add_task("S")
    return builder.build()


def test_a_head_keeps_its_calendars(shifts):
    head = shifts.head
    assert head.start == moment("2025-09-30T00:00")
    assert head.status_date == moment("2025-10-02T12:30")
    assert (head.calendar, head.starts_at_once) == ("office", True)
    assert head.calendars[0].week == ("00:00-04:00",) * 7
    assert head.calendars[1].week is None
    assert head.calendars[1].days == (
        planloom.CalendarException(
            datetime.date(2025, 10, 1), datetime.date(2025, 10, 1), "", "国庆节"
        ),
    )
    builder = planloom.PlanBuilder(shifts)
    builder.head = head
    assert builder.build() == shifts
    assert planloom.read_json(planloom.write_json(shifts)) == shifts


def test_rows_name_their_calendars(shifts):
    task = shifts.task("T")
    assert task.calendar == "night"
    assert task.start_no_later == datetime.date(2025, 12, 1)
    assert task.finish_no_earlier == datetime.date(2025, 11, 1)
    assert task.is_late
    assert shifts.unit("U").calendar == "night"
    assert (shifts.task("S").calendar, shifts.task("S").is_late) == ("", False)
    tasks = shifts.columns("tasks")
    assert list(tasks["calendar"]) == ["night", ""]
    assert list(tasks["is_late"]) == [True, False]
    assert str(tasks["finish_no_earlier"][0]) == "2025-11-01"
    assert list(shifts.columns("units")["calendar"]) == ["night"]


def test_calendars_of_a_plan_count(shifts):
    night = planloom.make_calendar(shifts, "night")
    assert night.add("2025-09-30", "8h") == moment("2025-10-01T04:00")
    office = planloom.make_calendar(shifts, "office")
    assert office.hours("2025-10-01") == ""
    assert planloom.make_calendar(shifts).hours("2025-10-01") != ""
    with pytest.raises(planloom.UnknownKey) as caught:
        planloom.make_calendar(shifts, "offices")
    assert caught.value.nearest == "office"


def test_calendars_that_are_not_there_are_faults():
    builder = planloom.PlanBuilder()
    builder.add_task("T", calendar="night")
    assert [fault.code for fault in planloom.find_faults(builder.build())] == ["unknown_calendar"]
    with pytest.raises(TypeError):
        builder.head = planloom.PlanHead(calendars=("night",))
    with pytest.raises(planloom.ReadError):
        builder.head = planloom.PlanHead(start="soon")
