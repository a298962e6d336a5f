"""Formulas of goal support, and how far goals are covered."""

import datetime

import pytest

import planloom


@pytest.fixture
def home():
    """G rests on S and on one of T3, T4; S on T1 -> T2. Nobody leads T3 and T4."""
    builder = planloom.PlanBuilder()
    builder.head = planloom.PlanHead(start=datetime.datetime(2025, 3, 3))
    builder.add_goal("G", horizon="2025-03")
    builder.add_goal("S", parent="G", horizon="2025")
    builder.add_unit("U")
    builder.add_task("T1", duration="20d")
    builder.add_task("T2", duration="10d")
    builder.depend("T2", "T1")
    for task in ("T1", "T2"):
        builder.serve(task, "S")
        builder.assign(task, "U", role="lead")
    for task in ("T3", "T4"):
        builder.add_task(task, duration="1d")
        builder.serve(task, "G", role="alternative")
    return builder.build().freeze()


def test_formulas_are_written_and_evaluated(home):
    formulas = planloom.SupportFormulas(home)
    assert formulas.text("G") == "all(any(T3, T4), S)"
    assert formulas.text("G", is_full=True) == "all(any(T3, T4), S: all(T1, T2))"
    assert formulas.evaluate() == {"G": "yes", "S": "yes"}
    assert formulas.evaluate(failed=["T3"], unknown=["T4"]) == {"G": "unknown", "S": "yes"}
    assert formulas.lost_without("T1") == ["G", "S"]
    assert formulas.lost_without(["T3"]) == []
    assert formulas.lost_without(["T3", "T4"]) == ["G"]


def test_what_is_lost_no_longer_holds(example_path):
    graph = planloom.read_plan(example_path).freeze()
    for gaps in ("fail", "left_out"):
        formulas = planloom.SupportFormulas(graph, gaps=gaps)
        before = formulas.evaluate()
        for task in graph.plan.tasks():
            after = formulas.evaluate(failed=[task.key])
            lost = [key for key in before if before[key] != "no" and after[key] == "no"]
            assert formulas.lost_without(task.key) == lost


def test_goals_are_covered_in_time_or_not(home):
    report = planloom.goal_coverage(home)
    assert len(report) == 2
    goal = report["G"]
    assert (goal.deep, goal.shallow) == ("possible", "unknown")
    assert goal.horizon.in_time == "no"
    assert goal.horizon.earliest == datetime.date(2025, 4, 11)
    assert goal.horizon.spare_days == -11
    assert report["S"].horizon.in_time == "yes"
    assert report.path("S") == ["T1", "T2"]
    assert [(fact.task, fact.field, fact.settles) for fact in report.missing] == [
        ("T3", "lead", 1),
        ("T4", "lead", 1),
    ]
    assert report.undecided_count == 1
    assert "2 goals, 1 covered" in repr(report)


def test_horizons_are_asked_about_only_on_demand(home):
    report = planloom.goal_coverage(home, by_horizon=False, missing=1)
    assert report["S"].horizon.reason == "not_asked"
    assert report["S"].horizon.in_time is None
    assert (len(report.missing), report.missing_count) == (1, 2)


def test_what_is_not_there_is_an_error(home):
    formulas = planloom.SupportFormulas(home)
    with pytest.raises(planloom.UnknownKey):
        formulas.text("T1")
    with pytest.raises(planloom.UnknownKey):
        formulas.lost_without(["G"])
    with pytest.raises(planloom.ReadError):
        planloom.SupportFormulas(home, gaps="some")
