"""PlanBuilder: what it accepts, what it refuses, what it leaves as it was."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import planloom


@pytest.fixture
def builder():
    builder = planloom.PlanBuilder()
    builder.add_goal("G")
    builder.add_task("T")
    builder.add_unit("U")
    return builder


def test_add_returns_the_key(builder):
    assert builder.add_task("A") == "A"
    assert builder.add_goal("大数据") == "大数据"
    assert builder.add_unit("") == ""
    assert builder.add_requirement("R") == "R"


def test_build_leaves_the_builder_to_go_on(builder):
    first = builder.build()
    builder.add_task("T2")
    second = builder.build()
    assert first.counts["tasks"] == 1
    assert second.counts["tasks"] == 2
    assert second == builder.build()


def test_builder_goes_on_from_a_plan(small):
    before = planloom.write_json(small)
    builder = planloom.PlanBuilder(small)
    builder.assign("T2", "省大数据局", role="support")
    builder.head = planloom.PlanHead(title="other")
    plan = builder.build()
    assert [each.unit for each in plan.task("T2").assignments] == ["厅", "省大数据局"]
    assert plan.head.title == "other"
    assert planloom.write_json(small) == before


def test_head_comes_back_as_given():
    head = planloom.PlanHead(
        key="k",
        title="标题",
        text="t",
        number="青政〔2023〕30号",
        language="zh",
        source="s",
        illustrative="made up",
        based_on=("国发〔2022〕14号",),
        levels=("province", "city"),
        work=planloom.WorkTime(420, 6),
        declared=planloom.DeclaredCounts(tasks=30),
        consultation=planloom.Consultation(rounds=3, comments=25, adopted=25),
        attributes={"note": ["x", 1, None, True]},
    )
    builder = planloom.PlanBuilder()
    builder.head = head
    assert builder.head == head
    assert builder.build().head == head
    assert planloom.read_json(planloom.write_json(builder.build())).head == head


@pytest.mark.parametrize(
    "head", ["title", None, planloom.PlanHead(title=7), planloom.PlanHead(attributes={1: 2})]
)
def test_head_is_a_plan_head_of_texts(head):
    builder = planloom.PlanBuilder()
    with pytest.raises(TypeError):
        builder.head = head
    assert builder.head == planloom.PlanHead()


def test_durations_use_the_work_time_of_the_head():
    builder = planloom.PlanBuilder()
    builder.head = planloom.PlanHead(work=planloom.WorkTime(minutes_per_day=600))
    builder.add_task("A", duration="1d")
    builder.add_task("B", duration=np.int64(90))
    plan = builder.build()
    assert [task.duration for task in plan.tasks()] == [600, 90]


@pytest.mark.parametrize(
    ("due", "text"),
    [
        ("2025", "2025"),
        ("2025-H1", "2025-H1"),
        (datetime.date(2025, 3, 1), "2025-03-01"),
        (datetime.datetime(2025, 3, 1, 12), "2025-03-01"),
        (planloom.DatePeriod(datetime.date(2025, 6, 30), "quarter"), "2025-Q2"),
    ],
)
def test_dates_are_texts_dates_or_periods(builder, due, text):
    builder.add_task("D", due=due)
    assert str(builder.build().task("D").due) == text


def bad_values():
    yield "bad_date", "due", lambda b: b.add_task("X", due="2025-13")
    yield "bad_date", "due", lambda b: b.add_task("X", due=2025)
    yield (
        "bad_date",
        "due",
        lambda b: b.add_task("X", due=planloom.DatePeriod(datetime.date(2025, 6, 29), "quarter")),
    )
    yield (
        "bad_word",
        "due",
        lambda b: b.add_task("X", due=planloom.DatePeriod(datetime.date(2025, 6, 29), "decade")),
    )
    yield "bad_date", "must_start", lambda b: b.add_task("X", must_start="2025-06")
    yield "bad_date", "exists_from", lambda b: b.add_unit("X", exists_from="soon")
    yield "bad_duration", "duration", lambda b: b.add_task("X", duration="10 x")
    yield "bad_duration", "duration", lambda b: b.add_task("X", duration=-1)
    yield "bad_duration", "duration", lambda b: b.add_task("X", duration=True)
    yield "bad_duration", "duration", lambda b: b.add_task("X", duration=1.5)
    yield "bad_duration", "duration", lambda b: b.add_task("X", duration=2**63)
    yield "bad_duration", "lag", lambda b: b.depend("T", "T", lag=planloom.max_minutes + 1)
    yield "bad_duration", "lag", lambda b: b.depend("T", "T", lag=None)
    yield "bad_word", "role", lambda b: b.assign("T", "U", "leader")
    yield "bad_word", "role", lambda b: b.serve("T", "G", role="needed")
    yield "bad_word", "type", lambda b: b.depend("T", "T", type="fs")
    yield "bad_word", "status", lambda b: b.add_task("X", status="open")
    yield "bad_word", "kind", lambda b: b.add_unit("X", kind="body")
    yield "bad_word", "kind", lambda b: b.add_requirement("X", kind="rule")
    yield "bad_word", "disposition", lambda b: b.add_requirement("X", disposition="ignored")
    yield "bad_word", "support", lambda b: b.add_goal("X", support="most")
    yield "bad_word", "due_every", lambda b: b.add_task("X", due="2025", due_every="day")
    yield "bad_number", "support_count", lambda b: b.add_goal("X", support="at_least")
    yield "bad_number", "support_count", lambda b: b.add_goal("X", support_count=2)
    yield "bad_number", "declared_tasks", lambda b: b.add_goal("X", declared_tasks=-1)
    yield "bad_number", "round", lambda b: b.add_requirement("X", round=0)
    yield "bad_number", "progress", lambda b: b.add_task("X", progress=101)
    yield "bad_number", "amount", lambda b: b.assign("T", "U", "lead", amount=-1)
    yield "bad_number", "weight", lambda b: b.serve("T", "G", weight=0)
    yield "bad_number", "weight", lambda b: b.serve("T", "G", weight=float("nan"))
    yield "bad_number", "capacity", lambda b: b.add_unit("X", capacity=float("inf"))
    yield "bad_number", "target", lambda b: b.add_indicator("G", target="1e")
    yield "bad_number", "target", lambda b: b.add_indicator("G", target=float("nan"))
    yield "bad_number", "actual", lambda b: b.add_indicator("G", actual=True)
    yield "bad_number", "baseline", lambda b: b.add_indicator("G", baseline="007")
    for wrong in (-1, 1.5, "8", 2**70, None):
        counts = planloom.DeclaredCounts(goals=wrong)
        if wrong is not None:
            yield (
                "bad_number",
                "goals",
                lambda b, c=counts: setattr(b, "head", planloom.PlanHead(declared=c)),
            )
        work = planloom.WorkTime(480, wrong)
        yield (
            "bad_number",
            "work",
            lambda b, w=work: setattr(b, "head", planloom.PlanHead(work=w)),
        )
    yield (
        "bad_number",
        "work",
        lambda b: setattr(b, "head", planloom.PlanHead(work=planloom.WorkTime(0, 5))),
    )


@pytest.mark.parametrize(("code", "argument", "call"), list(bad_values()))
def test_bad_value_is_refused_by_name_and_changes_nothing(builder, code, argument, call):
    before = builder.build()
    with pytest.raises(planloom.ReadError) as caught:
        call(builder)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where) == (code, argument)
    assert fault.message.startswith("found ")
    assert ", expected " in fault.message
    assert builder.build() == before


def test_bad_word_names_the_nearest(builder):
    with pytest.raises(planloom.ReadError, match='the nearest is "lead"'):
        builder.assign("T", "U", "leed")


def unknown_keys():
    yield lambda b: b.serve("X", "G")
    yield lambda b: b.assign("X", "U", "lead")
    yield lambda b: b.depend("X", "T")
    yield lambda b: b.refine("X", "P", "T")
    yield lambda b: b.implement("X", "R")
    yield lambda b: b.add_tag("X", "t")
    yield lambda b: b.add_alias("X", "a")
    yield lambda b: b.add_attribute("X", "a", 1)
    yield lambda b: b.add_indicator("X", title="i")


@pytest.mark.parametrize("call", list(unknown_keys()))
def test_row_that_was_not_added_is_unknown(builder, call):
    before = builder.build()
    with pytest.raises(planloom.UnknownKey) as caught:
        call(builder)
    assert caught.value.key == "X"
    assert builder.build() == before


def test_only_goals_and_tasks_answer_requirements(builder):
    with pytest.raises(planloom.ReadError, match="found a unit, expected a goal or a task"):
        builder.implement("U", "R")


def test_key_of_two_kinds_needs_its_kind(builder):
    builder.add_goal("T")
    with pytest.raises(planloom.Error) as caught:
        builder.add_attribute("T", "a", 1)
    assert caught.value.code == "ambiguous_key"
    builder.add_attribute("goal:T", "a", 1)
    assert builder.build().goal("T").attributes == {"a": 1}


def test_references_may_come_before_what_they_name():
    builder = planloom.PlanBuilder()
    builder.add_task("A", parent="B")
    builder.serve("A", "G")
    builder.depend("A", after="B")
    builder.add_task("B")
    builder.add_goal("G")
    plan = builder.build()
    assert planloom.find_faults(plan) == []
    assert plan.task("A").parent == "B"


def test_units_by_mention(builder):
    builder.assign("T", "new", "lead")
    assert builder.build().counts["unknown_references"] == 1
    builder.add_units_by_mention()
    plan = builder.build()
    assert [unit.key for unit in plan.units()] == ["U", "new"]
    assert plan.counts["unknown_references"] == 0


@pytest.mark.parametrize(
    "value", [None, True, 0, -1.5, "text", [1, [2, {}]], {"a": {"b": "大"}}, "\x00\x1f\u2028"]
)
def test_attributes_are_what_json_can_say(builder, value):
    builder.add_attribute("T", "a", value)
    plan = builder.build()
    assert plan.task("T").attributes == {"a": value}
    assert planloom.read_json(planloom.write_json(plan)).task("T").attributes == {"a": value}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_attributes_are_never_what_json_cannot_say(builder, value):
    with pytest.raises(ValueError, match="JSON"):
        builder.add_attribute("T", "a", value)
    with pytest.raises(TypeError):
        builder.add_attribute("T", "a", object())
    assert builder.build().task("T").attributes == {}


@pytest.mark.parametrize("key", ["\ud800", b"bytes", 7, None])
def test_keys_are_texts(builder, key):
    with pytest.raises((TypeError, UnicodeEncodeError)):
        builder.add_task(key)
    assert builder.build().counts["tasks"] == 1


@given(st.text(alphabet="0123456789.eE+-", max_size=8))
def test_decimal_is_what_json_calls_a_number(text):
    import json

    builder = planloom.PlanBuilder()
    builder.add_goal("G")
    try:
        is_number = isinstance(json.loads(text), int | float)
    except ValueError:
        is_number = False
    if is_number:
        builder.add_indicator("G", target=text)
        assert builder.build().goal("G").indicators[0].target == text
    else:
        with pytest.raises(planloom.ReadError):
            builder.add_indicator("G", target=text)
