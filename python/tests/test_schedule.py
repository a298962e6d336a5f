"""Schedules: dates, floats, and why."""

import datetime
import gc

import networkx
import numpy as np
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

import planloom
import strategies


@pytest.fixture
def fork():
    r"""Durations in days; C hangs on A and is short.

    A 2 --> B 5 --> D 1
      \---> C 1 ---/
    """
    builder = planloom.PlanBuilder()
    for key, days in zip("ABCD", (2, 5, 1, 1), strict=True):
        builder.add_task(key, duration=f"{days}d")
    for before, after in ("AB", "AC", "BD", "CD"):
        builder.depend(after, before)
    return builder.build()


@pytest.fixture
def dated(fork):
    builder = planloom.PlanBuilder(fork)
    builder.head = planloom.PlanHead(start=datetime.date(2025, 6, 30))
    builder.add_goal("G", horizon="2025-07-10")
    builder.serve("C", "G")
    return builder.build()


def test_schedule_without_dates_counts_days_of_work(fork):
    schedule = planloom.schedule(fork)
    assert not schedule.has_dates
    assert (schedule.start, schedule.finish, schedule.length) == (0, 8 * 480, 8 * 480)
    assert list(schedule.early_start // 480) == [0, 2, 2, 7]
    assert list(schedule.early_finish // 480) == [2, 7, 3, 8]
    assert list(schedule.late_start // 480) == [0, 2, 6, 7]
    assert list(schedule.late_finish // 480) == [2, 7, 7, 8]
    assert list(schedule.total_float // 480) == [0, 0, 4, 0]
    assert list(schedule.free_float // 480) == [0, 0, 4, 0]
    assert list(schedule.independent_float // 480) == [0, 0, 4, 0]
    assert list(schedule.is_critical) == [True, True, False, True]
    assert schedule.critical_tasks == ["A", "B", "D"]
    assert schedule.text(schedule.finish) == "8d"
    assert schedule.date(schedule.finish) is None
    assert schedule.conflicts == []
    assert repr(schedule) == "<planloom.Schedule: 4 tasks in 8d>"
    with pytest.raises(planloom.Error) as caught:
        schedule.dates("early_start")
    assert caught.value.code == "no_dates"


def test_schedule_with_dates_stands_on_the_clock(dated):
    schedule = planloom.schedule(dated)
    assert schedule.has_dates
    assert schedule.date(schedule.start) == datetime.datetime(2025, 6, 30, 8)
    assert schedule.text(schedule.finish) == "2025-07-09T17:00"
    assert schedule.length == 8 * 480
    starts = schedule.dates("early_start")
    assert starts.dtype == np.dtype("datetime64[m]")
    assert str(starts[1]) == "2025-07-02T08:00"
    assert np.shares_memory(starts, schedule.early_start)
    assert not starts.flags.writeable
    assert schedule.work_between(int(schedule.early_start[0]), schedule.finish) == 8 * 480
    assert planloom.schedule(dated.freeze()).finish == schedule.finish
    with pytest.raises(planloom.ReadError, match="expected one of early_start"):
        schedule.dates("start")


def test_options_move_the_dates(fork):
    schedule = planloom.schedule(
        fork,
        start="2025-06-30T13:00",
        finish=datetime.date(2025, 7, 1),
        default_duration="1d",
        critical_float="4d",
    )
    assert schedule.text(schedule.start) == "2025-06-30T13:00"
    assert list(schedule.is_critical) == [True] * 4
    assert all(value < 0 for value in schedule.total_float[[0, 1, 3]])
    (conflict,) = [each for each in schedule.conflicts if each.kind == "finish"]
    assert conflict.task is None
    assert conflict.link is None
    assert conflict.by > 0


def test_status_date_moves_what_is_not_done():
    builder = planloom.PlanBuilder()
    builder.add_task("T", duration="2d", progress=50, actual_start="2025-06-30")
    builder.add_task("U", duration="1d")
    plan = builder.build()
    schedule = planloom.schedule(plan, start="2025-06-30", status_date="2025-07-03")
    assert [driver.kind for driver in schedule.drivers] == ["actual", "status_date"]
    assert schedule.text(int(schedule.early_finish[0])) == "2025-07-03T17:00"


def test_default_duration_is_for_those_that_name_none():
    builder = planloom.PlanBuilder()
    builder.add_task("A")
    builder.add_task("B", duration=60)
    builder.depend("B", "A")
    schedule = planloom.schedule(builder.build(), default_duration="1d")
    assert (schedule.without_duration, schedule.finish) == (1, 540)
    with pytest.raises(planloom.ReadError):
        planloom.schedule(builder.build(), default_duration=-1)
    with pytest.raises(TypeError):
        planloom.schedule(builder.build(), default_duration=None)
    with pytest.raises(planloom.ReadError):
        planloom.schedule(builder.build(), start="soon")


def test_reasons_are_told_step_by_step(dated):
    schedule = planloom.schedule(dated)
    steps = schedule.why("D")
    assert [step.task for step in steps] == ["D", "B", "A"]
    assert [step.driver.kind for step in steps] == ["link", "link", "plan_start"]
    assert steps[0].driver.task == "B"
    assert steps[0].driver.link.predecessor == "B"
    assert steps[0].en == "D starts on 2025-07-09T08:00, when B finishes"
    assert steps[0].zh == "D开始于2025-07-09T08:00，B完成时"
    assert schedule.drivers[3] == steps[0].driver
    with pytest.raises(planloom.UnknownKey):
        schedule.why("E")


def test_paths_that_decide_the_end(fork):
    schedule = planloom.schedule(fork)
    (first,) = schedule.critical_paths()
    assert (first.tasks, first.slack) == (["A", "B", "D"], 0)
    assert [(link.predecessor, link.successor) for link in first.links] == [("A", "B"), ("B", "D")]
    both = schedule.critical_paths(10)
    assert [(path.tasks, path.slack) for path in both] == [
        (["A", "B", "D"], 0),
        (["A", "C", "D"], 4 * 480),
    ]
    assert schedule.critical_paths(10, slack="3d") == both[:1]
    assert schedule.critical_paths(0) == []
    with pytest.raises(planloom.ReadError):
        schedule.critical_paths(-1)


def test_drag_and_why_not_critical(fork):
    schedule = planloom.schedule(fork)
    assert [schedule.drag(key) // 480 for key in "ABCD"] == [2, 4, 0, 1]
    answer = schedule.why_not_critical("C")
    assert (answer.margin, answer.path.tasks) == (4 * 480, ["A", "C", "D"])
    assert schedule.why_not_critical("B").margin == 0


def test_targets_and_floats_to_them(dated):
    schedule = planloom.schedule(dated)
    goal, end = schedule.targets()
    assert goal.node == ("goal", "G")
    assert (goal.last, schedule.text(goal.deadline)) == ("C", "2025-07-11T00:00")
    assert goal.margin == schedule.work_between(goal.finish, goal.deadline) == 6 * 480
    assert end.node is None
    assert (end.margin, end.deadline, end.last) == (0, schedule.finish, "D")
    to_goal = schedule.float_to(goal)
    assert list(to_goal) == [6 * 480, planloom.no_minutes, 6 * 480, planloom.no_minutes]
    assert np.array_equal(schedule.float_to(end), schedule.total_float)
    earlier = goal._replace(deadline=goal.finish)
    assert schedule.float_to(earlier)[0] == 0
    with pytest.raises(planloom.UnknownKey):
        schedule.float_to(goal._replace(node=planloom.Node("goal", "H")))
    with pytest.raises(planloom.ReadError):
        schedule.float_to(goal._replace(node=planloom.Node("unit", "U")))
    with pytest.raises(TypeError):
        schedule.float_to("G")


def test_cancelled_tasks_take_no_part(dated):
    builder = planloom.PlanBuilder(dated)
    builder.add_task("X", duration="9d", status="cancelled")
    schedule = planloom.schedule(builder.build())
    assert schedule.early_start[4] == planloom.no_minutes
    assert np.isnat(schedule.dates("late_finish")[4])
    assert schedule.why("X") == []
    assert schedule.why_not_critical("X") == (0, planloom.SchedulePath([], [], 0))
    assert schedule.drag("X") == 0
    assert schedule.date(int(schedule.early_start[4])) is None
    assert schedule.text(planloom.no_minutes) == ""


def test_links_that_hold_at_no_time(circle):
    builder = planloom.PlanBuilder()
    builder.add_task("A", duration="3d")
    builder.add_task("B")
    builder.depend("B", "A", type="SS", max_lag="1d")
    builder.depend("B", "A")
    with pytest.raises(planloom.InfeasibleLinks) as caught:
        planloom.schedule(builder.build())
    error = caught.value
    assert sorted(error.tasks) == ["A", "B"]
    assert error.excess == 2 * 480
    assert sorted(link.type for link in error.links) == ["FS", "SS"]
    with pytest.raises(planloom.InfeasibleLinks) as caught:
        planloom.schedule(circle)
    assert set(caught.value.tasks) == {"scope", "staffing", "budget"}


def test_conflicts_name_the_link(dated):
    builder = planloom.PlanBuilder(dated)
    builder.add_task("E", duration="1d", must_start="2025-07-01")
    builder.depend("E", "D")
    schedule = planloom.schedule(builder.build())
    (conflict,) = schedule.conflicts
    assert (conflict.kind, conflict.task) == ("link", "E")
    assert conflict.link.predecessor == "D"
    assert conflict.by > 0


@pytest.mark.parametrize("moment", [2**62, -(2**62), planloom.no_minutes + 1])
def test_moments_outside_the_calendar_are_refused(dated, fork, moment):
    for schedule in (planloom.schedule(dated), planloom.schedule(fork)):
        for ask in (schedule.date, schedule.text):
            with pytest.raises(planloom.ReadError):
                ask(moment)
        with pytest.raises(planloom.ReadError):
            schedule.work_between(moment, 0)


def test_moments_are_numbers(fork):
    schedule = planloom.schedule(fork)
    with pytest.raises(TypeError):
        schedule.date("2025")
    with pytest.raises(planloom.ReadError):
        schedule.work_between(planloom.no_minutes, 0)
    assert schedule.text(schedule.early_finish[0]) == "2d"


def test_table_for_pandas(dated, fork):
    frame = planloom.schedule(dated).to_pandas()
    assert list(frame["key"]) == ["A", "B", "C", "D"]
    assert frame["early_start"].dtype.kind == "M"
    assert frame["early_finish"].max() == pandas.Timestamp("2025-07-09T17:00")
    assert list(frame[frame["is_critical"]]["key"]) == ["A", "B", "D"]
    assert list(frame["driver"]) == ["plan_start", "link", "link", "link"]
    assert list(frame["driver_task"].fillna("")) == ["", "A", "A", "B"]
    frame = planloom.schedule(fork).to_pandas()
    assert frame["late_finish"].dtype == "Int64"
    assert frame["total_float"].sum() == 4 * 480
    frame["new"] = 1


def test_arrays_keep_the_schedule_alive(fork):
    schedule = planloom.schedule(planloom.read_json(planloom.write_json(fork)))
    floats, critical = schedule.total_float, schedule.is_critical
    graph = schedule.graph
    del schedule
    gc.collect()
    assert list(floats // 480) == [0, 0, 4, 0]
    assert list(critical) == [True, True, False, True]
    assert graph.task_count == 4


@st.composite
def weighted_dags(draw):
    """A graph of networkx without circles: durations on the nodes, lags on the links."""
    count, pairs = draw(strategies.links(forward=True))
    graph = networkx.DiGraph()
    for number in range(count):
        graph.add_node(number, duration=draw(st.integers(0, 1000)))
    for before, after in pairs:
        graph.add_edge(before, after, lag=draw(st.integers(0, 500)))
    return graph


def plan_of(graph):
    builder = planloom.PlanBuilder()
    for number, duration in graph.nodes(data="duration"):
        builder.add_task(f"T{number}", duration=duration)
    for before, after, lag in graph.edges(data="lag"):
        builder.depend(f"T{after}", f"T{before}", lag=lag)
    return builder.build()


def node_arcs(graph):
    """Every task as an arc from its start to its finish, every link as one between."""
    arcs = networkx.DiGraph()
    for number, duration in graph.nodes(data="duration"):
        arcs.add_edge((number, 0), (number, 1), weight=duration)
        arcs.add_edge("begin", (number, 0), weight=0)
        arcs.add_edge((number, 1), "end", weight=0)
    for before, after, lag in graph.edges(data="lag"):
        arcs.add_edge((before, 1), (after, 0), weight=lag)
    return arcs


def longest(arcs, source):
    """The longest way from a node to each, by waves."""
    ways = {source: 0}
    for node in networkx.topological_sort(arcs):
        for after, data in arcs[node].items() if node in ways else ():
            ways[after] = max(ways.get(after, 0), ways[node] + data["weight"])
    return ways


@given(weighted_dags())
def test_length_is_the_longest_path_of_networkx(graph):
    schedule = planloom.schedule(plan_of(graph))
    arcs = node_arcs(graph)
    expected = networkx.dag_longest_path_length(arcs) if graph else 0
    assert schedule.length == schedule.finish == expected


@given(weighted_dags())
def test_dates_are_longest_ways_and_floats_what_is_left(graph):
    plan = plan_of(graph)
    schedule = planloom.schedule(plan)
    if not graph:
        assert schedule.critical_paths() == []
        return
    arcs = node_arcs(graph)
    ahead = longest(arcs, "begin")
    behind = longest(arcs.reverse(), "end")
    end = ahead["end"]
    for number in graph:
        assert schedule.early_start[number] == ahead[(number, 0)]
        assert schedule.early_finish[number] == ahead[(number, 1)]
        assert schedule.late_start[number] == end - behind[(number, 0)]
        assert schedule.late_finish[number] == end - behind[(number, 1)]
    assert np.array_equal(schedule.total_float, schedule.late_start - schedule.early_start)
    assert (schedule.free_float <= schedule.total_float).all()
    assert (schedule.independent_float <= schedule.free_float).all()
    assert np.array_equal(schedule.is_critical, schedule.total_float <= 0)
    (path,) = schedule.critical_paths()
    assert path.slack == 0
    work = sum(plan.task(key).duration for key in path.tasks)
    assert work + sum(link.lag for link in path.links) == end


@given(weighted_dags())
def test_drag_is_what_the_plan_gains(graph):
    schedule = planloom.schedule(plan_of(graph))
    for number in graph:
        without = graph.copy()
        without.nodes[number]["duration"] = 0
        gain = schedule.finish - planloom.schedule(plan_of(without)).finish
        assert schedule.drag(f"T{number}") == gain


def test_example_plans_schedule(example_path):
    plan = planloom.read_plan(example_path)
    if example_path.stem == "circle":
        return
    schedule = planloom.schedule(plan, default_duration="5d")
    again = planloom.schedule(plan, default_duration="5d")
    assert np.array_equal(schedule.early_start, again.early_start)
    assert len(schedule.to_pandas()) == plan.counts["tasks"]
    assert all(schedule.why(key)[0].task == key for key in schedule.critical_tasks)
