"""Schedules under the capacities of units."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import planloom


@pytest.fixture
def crew():
    """A, B and C take the crew of two: A one of it, B and C both. D waits for A."""
    builder = planloom.PlanBuilder()
    builder.head = planloom.PlanHead(start=datetime.date(2025, 6, 30))
    builder.add_unit("crew", capacity=2)
    builder.add_unit("office")
    for key, days, amount in (("A", 2, 1), ("B", 1, 2), ("C", 1, 2), ("D", 1, 1)):
        builder.add_task(key, duration=f"{days}d")
        builder.assign(key, "crew", role="lead", amount=amount)
    builder.assign("A", "office", role="lead")
    builder.depend("D", "A")
    return builder.build()


def test_no_unit_is_asked_too_much(crew):
    schedule = planloom.schedule(crew)
    answer = planloom.schedule_capacity(schedule)
    assert answer.units == ["crew"]
    assert answer.unplaced == []
    assert answer.broken_max_lags == []
    assert schedule.work_between(schedule.start, answer.end) == 5 * 480
    assert answer.end == answer.finish.max() >= answer.lower_bound
    assert answer.is_optimal == (answer.end == answer.lower_bound)
    assert answer.schedule.finish == schedule.finish
    waits = dict(zip("ABCD", answer.waits, strict=True))
    assert {wait.kind for wait in waits.values()} <= {"none", "link", "unit"}
    assert any(wait.unit == "crew" and wait.tasks for wait in waits.values())
    assert repr(answer).startswith("<planloom.PlanCapacity: 1 units, end 2025-07-04T17:00, ")


def test_dates_share_the_memory(crew):
    answer = planloom.schedule_capacity(planloom.schedule(crew), seed=7)
    assert answer.seed == 7
    starts = answer.dates("start")
    assert np.shares_memory(starts, answer.start)
    assert not starts.flags.writeable
    assert answer.dates("finish").max() == np.datetime64("2025-07-04T17:00")
    frame = answer.to_pandas()
    assert list(frame["key"]) == ["A", "B", "C", "D"]
    assert frame["start"].dtype.kind == "M"
    with pytest.raises(planloom.ReadError):
        answer.dates("end")


def test_without_dates_there_are_minutes_of_work(crew):
    builder = planloom.PlanBuilder(crew)
    builder.head = planloom.PlanHead()
    answer = planloom.schedule_capacity(planloom.schedule(builder.build()))
    assert answer.end == 5 * 480
    assert answer.to_pandas()["finish"].dtype == "Int64"
    with pytest.raises(planloom.Error) as caught:
        answer.dates("start")
    assert caught.value.code == "no_dates"


def test_a_unit_that_is_too_small(crew):
    builder = planloom.PlanBuilder(crew)
    builder.add_task("E", duration="1d")
    builder.assign("E", "crew", role="lead", amount=3)
    with pytest.raises(planloom.UnitTooSmall) as caught:
        planloom.schedule_capacity(planloom.schedule(builder.build()))
    assert caught.value.cases == [("E", "crew")]
    assert caught.value.code == "never_fits"


def test_links_in_a_circle(crew):
    builder = planloom.PlanBuilder(crew)
    builder.depend("A", "D", type="SS", lag="-9d")
    schedule = planloom.schedule(builder.build())
    with pytest.raises(planloom.CapacityCycleError) as caught:
        planloom.schedule_capacity(schedule)
    assert set(caught.value.tasks) == {"A", "D"}


@pytest.mark.parametrize("wrong", [{"max_schedules": -1}, {"max_time": 0}, {"seed": -1}])
def test_options_are_checked(crew, wrong):
    with pytest.raises(planloom.ReadError):
        planloom.schedule_capacity(planloom.schedule(crew), **wrong)


def test_a_search_can_be_bounded_in_time(crew):
    answer = planloom.schedule_capacity(planloom.schedule(crew), max_time=60, max_schedules=10)
    assert answer.schedules <= 100


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(1, 3)), max_size=7),
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6),
)
def test_use_never_exceeds_the_capacity(tasks, links):
    builder = planloom.PlanBuilder()
    builder.add_unit("crew", capacity=3)
    for number, (minutes, amount) in enumerate(tasks):
        builder.add_task(f"T{number}", duration=minutes)
        builder.assign(f"T{number}", "crew", role="responsible", amount=amount)
    links = [link for link in links if link[0] < link[1] < len(tasks)]
    for before, after in links:
        builder.depend(f"T{after}", f"T{before}")
    schedule = planloom.schedule(builder.build())
    answer = planloom.schedule_capacity(schedule, max_schedules=50)
    start, finish = answer.start, answer.finish
    assert (start >= schedule.early_start).all()
    for before, after in links:
        assert start[after] >= finish[before]
    for moment in start:
        use = sum(
            amount
            for (_, amount), begin, end in zip(tasks, start, finish, strict=True)
            if begin <= moment < end
        )
        assert use <= 3
    work = sum(minutes * amount for minutes, amount in tasks)
    assert schedule.finish <= answer.lower_bound <= answer.end
    assert answer.end >= work / 3
    again = planloom.schedule_capacity(schedule, max_schedules=50)
    assert np.array_equal(again.start, start)
