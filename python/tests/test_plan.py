"""Plans, views and keys."""

import copy
import datetime
import pickle

import pytest
from hypothesis import given

import planloom
import strategies


def test_counts_name_every_table(small):
    assert small.counts == {
        "requirements": 1,
        "goals": 2,
        "tasks": 3,
        "units": 2,
        "assignments": 4,
        "dependencies": 2,
        "serves": 2,
        "implements": 1,
        "refines": 1,
        "indicators": 1,
        "unknown_references": 0,
    }


def test_empty_plan():
    plan = planloom.Plan()
    assert not any(plan.counts.values())
    assert plan.tasks() == []
    assert plan == planloom.read_json("{}")
    assert plan.head == planloom.PlanHead()
    assert repr(plan) == '<planloom.Plan "": 0 requirements, 0 goals, 0 tasks, 0 units>'


def test_views_read_like_rows(small):
    task = small.task("T1")
    assert (task.key, task.title, task.id) == ("T1", "survey", 0)
    assert task.duration == 4800
    assert task.due == (datetime.date(2025, 6, 30), "month")
    assert str(task.due) == "2025-06"
    assert task.due.first_day == datetime.date(2025, 6, 1)
    assert task.status == "not_started"
    assert task.progress is None
    assert task.parent is None
    assert task.tags == ["data"]
    assert task.attributes == {"budget": {"amount": 12.5, "currency": "元"}}
    assert task.serves == [planloom.Serves("T1", "G1.1", "necessary", 1.0)]
    assert task.refines == [planloom.Refines("T1", "national", "N7")]
    assert task.is_open
    third = small.task("T3")
    assert third.due_text == "2025年底前"
    assert third.is_milestone
    assert third.predecessors == [
        planloom.Dependency("T2", "T3", "FS", 0, None, False, True, "it is customary")
    ]
    assert small.task("T2").predecessors[0].lag == 2 * 480


def test_views_of_the_other_kinds(small):
    goal = small.goal("G1")
    assert goal.horizon == (datetime.date(2025, 12, 31), "year")
    assert (goal.owner, goal.parent, goal.support, goal.support_count) == ("厅", None, "all", None)
    assert goal.implements == ["R1"]
    assert goal.indicators == [
        planloom.Indicator("G1", "share", "%", "10", "95.50", "", None),
    ]
    assert small.goal("G1.1").parent == "G1"
    unit = small.unit("省大数据局")
    assert (unit.title, unit.capacity, unit.kind) == ("Data bureau", 2.5, "unit")
    assert small.unit("厅").capacity is None
    assert small.unit("厅").aliases == ["Office"]
    requirement = small.requirement("R1")
    assert (requirement.kind, requirement.disposition) == ("clause", None)


def test_title_falls_back_to_the_key(small):
    assert small.task("T2").title == "T2"
    assert list(small.columns("tasks")["title"]) == ["survey", "T2", "T3"]


def test_alias_names_a_unit_and_stays_as_written(small):
    assert small.unit("Office") == small.unit("厅")
    assert small.task("T3").assignments == [
        planloom.Assignment("T3", "厅", "lead", 1.0, False, "Office"),
        planloom.Assignment("T3", "省大数据局", "support", 1.0, True, ""),
    ]


def test_rows_by_number(small):
    assert small.task(0) == small.task("T1")
    assert small.task(-1) == small.task("T3")
    for number in (3, -4, 2**40):
        with pytest.raises(IndexError, match="of a table of 3"):
            small.task(number)
    with pytest.raises(TypeError):
        small.task(1.5)
    with pytest.raises(TypeError):
        small.task(2**80)


def test_lists_are_in_plan_order(small):
    assert [task.key for task in small.tasks()] == ["T1", "T2", "T3"]
    assert [goal.key for goal in small.goals()] == ["G1", "G1.1"]
    assert [unit.key for unit in small.units()] == ["省大数据局", "厅"]
    assert [each.key for each in small.requirements()] == ["R1"]


def test_unknown_key_names_the_nearest(worked):
    with pytest.raises(planloom.UnknownKey) as caught:
        worked.unit("省大数据据")
    assert caught.value.key == "省大数据据"
    assert caught.value.nearest == "省大数据局"
    assert caught.value.code == "unknown_unit"
    assert worked.find_unit("省大数据据") is None


def test_nodes_of_one_key():
    builder = planloom.PlanBuilder()
    builder.add_goal("X")
    builder.add_task("X")
    builder.add_task("Y")
    plan = builder.build()
    assert plan.find_nodes("X") == [("goal", "X"), ("task", "X")]
    assert plan.node("task:X") == planloom.Node("task", "X")
    assert plan.node("Y").kind == "task"
    with pytest.raises(planloom.Error) as caught:
        plan.node("X")
    assert caught.value.code == "ambiguous_key"
    assert plan.find_nodes("Z") == []


def test_views_compare_and_hash_by_row(small):
    assert small.task("T1") == small.task("T1")
    assert small.task("T1") != small.task("T2")
    assert small.task("T1") != small.goal("G1")
    assert small.task("T1") != "T1"
    assert len({small.task("T1"), small.task("T1"), small.task("T2")}) == 2
    assert repr(small.task("T1")) == "<planloom.TaskView 'T1'>"


def test_plans_compare_by_what_they_say(small):
    assert small == planloom.read_json(planloom.write_json(small))
    assert small != planloom.Plan()
    assert small != "small"
    with pytest.raises(TypeError):
        hash(small)


def test_copies_of_what_cannot_change_are_itself(small):
    assert copy.copy(small) is small
    assert copy.deepcopy([small])[0] is small
    graph = small.freeze()
    assert copy.deepcopy(graph) is graph


@given(strategies.plans())
def test_pickle_gives_an_equal_plan(plan):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(plan, protocol)) == plan


def test_pickle_holds_planloom_json_and_nothing_else(small):
    read, arguments = small.__reduce__()
    assert read is planloom.read_json
    assert arguments == (planloom.write_json(small).encode(),)


def test_graph_pickles(circle):
    graph = pickle.loads(pickle.dumps(circle.freeze()))
    assert graph.plan == circle
    assert graph.knots == circle.freeze().knots


def test_faults_come_all_at_once():
    plan = planloom.read_json(
        '{"goals":["G"],"units":[],"tasks":[{"key":"A","serves":"H","lead":"U","parent":"A"},{"key":"A"}]}'
    )
    codes = [fault.code for fault in planloom.find_faults(plan)]
    assert sorted(codes) == ["duplicate_key", "hierarchy_cycle", "unknown_goal", "unknown_unit"]
    with pytest.raises(planloom.InvalidPlan) as caught:
        planloom.require_valid(plan)
    assert caught.value.diagnostics == planloom.find_faults(plan)
    with pytest.raises(planloom.InvalidPlan):
        plan.freeze()
    assert plan.freeze(faults="skip").task_count == 2
    # What names nothing is shown as it was written.
    assert plan.task(0).serves[0].goal == "H"
    assert plan.task(0).assignments[0].unit == "U"
    assert plan.counts["unknown_references"] == 2
    planloom.require_valid(planloom.Plan())


def test_reader_remarks_are_kept_with_the_plan(house):
    assert "units_by_mention" in [note.code for note in house.notes]
    assert all(note.severity != "error" for note in house.notes)
    assert planloom.Plan().notes == []
