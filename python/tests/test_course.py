"""How a plan came about and how it is watched: reports, extensions, baselines, who was asked."""

import datetime

import pytest

import planloom


@pytest.fixture
def plan():
    """A plan with every field of its kind."""
    builder = planloom.PlanBuilder()
    builder.head = planloom.PlanHead(
        asked=(planloom.AskedUnits(1, ("厅", "局")),),
        supervision=planloom.Supervision("month", 5, datetime.date(2024, 3, 1)),
        dropped=(planloom.Dropped("task", "T0", "T1", "merged"),),
    )
    builder.add_goal("G", is_closed=True, is_local=True, former_key="G0")
    builder.add_need("G", "平台")
    builder.add_indicator("G", title="share", source="统计局", kind="output", aggregation="sum")
    builder.add_task(
        "T1",
        baseline_start="2024-01-01",
        baseline_finish="2024-06-30",
        baseline_duration="10d",
        level="省",
        evidence="验收报告",
        plan_filed="2024-02-01",
        is_local=True,
        is_external=True,
        former_key="T0",
    )
    builder.assign("T1", "厅", "lead", is_inferred=True)
    builder.add_report("T1", "2024-02-28", progress=20, text="begun")
    builder.add_extension("T1", "2024-09-30", recorded="2024-06-01", from_="2024-06-30")
    builder.add_requirement("R")
    builder.implement("T1", "R", confirmed="0123456789abcdef")
    builder.add_unit("厅", successor="局", former_key="办")
    return builder.build()


def test_rows_say_what_was_given(plan):
    goal, task, unit = plan.goal("G"), plan.task("T1"), plan.unit("厅")
    assert (goal.is_closed, goal.is_local, goal.former_key, goal.needs) == (
        True,
        True,
        "G0",
        ["平台"],
    )
    assert (goal.indicators[0].source, goal.indicators[0].kind) == ("统计局", "output")
    assert goal.indicators[0].aggregation == "sum"
    assert task.baseline_duration == 10 * 8 * 60
    assert (task.baseline_start, task.baseline_finish) == (
        datetime.date(2024, 1, 1),
        datetime.date(2024, 6, 30),
    )
    assert (task.level, task.evidence, task.former_key) == ("省", "验收报告", "T0")
    assert (task.plan_filed, task.is_local, task.is_external) == (
        datetime.date(2024, 2, 1),
        True,
        True,
    )
    assert task.assignments[0].is_inferred
    assert task.reports == [planloom.Report("T1", datetime.date(2024, 2, 28), 20, "begun")]
    assert task.extensions[0].until == datetime.date(2024, 9, 30)
    assert (unit.successor, unit.former_key) == ("局", "办")


def test_nothing_is_lost_on_the_way_through_json(plan):
    again = planloom.read_json(planloom.write_json(plan))
    assert again.head == plan.head
    assert planloom.write_json(again) == planloom.write_json(plan)


def test_a_period_must_be_one_of_the_words():
    builder = planloom.PlanBuilder()
    with pytest.raises(planloom.ReadError, match="report_every"):
        builder.head = planloom.PlanHead(supervision=planloom.Supervision("montly"))
