"""Columns as arrays: shared, read-only, and alive as long as somebody looks."""

import builtins
import gc
import weakref

import numpy as np
import pandas
import pytest

import planloom

TABLES = [
    "requirements",
    "goals",
    "indicators",
    "tasks",
    "units",
    "serves",
    "assignments",
    "dependencies",
    "implements",
    "refines",
]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_read_only_and_as_long_as_its_table(worked, table):
    columns = worked.columns(table)
    count = worked.counts[table]
    for name, values in columns.items():
        assert values.shape == (count,), name
        assert not values.flags.writeable, name
        # Objects are the caller's own copy; all else lies in memory that is not.
        if values.dtype != object:
            with pytest.raises(ValueError, match="WRITEABLE"):
                values.flags.writeable = True


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_empty_columns(table):
    assert all(len(values) == 0 for values in planloom.Plan().columns(table).values())


def test_columns_are_a_mapping(small):
    tasks = small.columns("tasks")
    assert list(tasks)[:2] == ["key", "title"]
    assert len(tasks) == len(list(tasks))
    assert "duration" in tasks
    assert "no such" not in tasks
    assert tasks.get("no such") is None
    with pytest.raises(planloom.UnknownKey) as caught:
        tasks["durations"]
    assert caught.value.nearest == "duration"
    with pytest.raises(planloom.ReadError, match="expected one of requirements"):
        small.columns("jobs")


def test_values_are_what_people_read(small):
    tasks = small.columns("tasks")
    assert list(tasks["key"]) == ["T1", "T2", "T3"]
    assert list(tasks["status"]) == ["not_started", "in_progress", "not_started"]
    assert list(tasks["is_milestone"]) == [False, False, True]
    assert list(tasks["duration"]) == [4800, 90, planloom.no_minutes]
    assert list(tasks["progress"]) == [planloom.no_number, 40, planloom.no_number]
    assert tasks["due"].dtype == np.dtype("datetime64[D]")
    assert str(tasks["due"][0]) == "2025-06-30"
    assert np.isnat(tasks["due"][1])
    links = small.columns("dependencies")
    assert list(links["predecessor"]) == ["T1", "T2"]
    assert list(links["type"]) == ["FS", "FS"]
    assert list(small.columns("goals")["parent"]) == [None, "G1"]
    assert list(small.columns("requirements")["disposition"]) == [None]
    assert list(small.columns("implements")["node"]) == [("goal", "G1")]


def test_codes_are_what_is_stored(small):
    tasks = small.columns("tasks")
    assert tasks.words("status") == planloom.words("status")
    assert tasks.words("duration") is None
    assert list(tasks.codes("status")) == [0, 1, 0]
    assert list(small.columns("dependencies").codes("successor")) == [1, 2]
    assert small.columns("goals").codes("parent")[0] == 2**32 - 1
    assert tasks.codes("due").dtype == np.int32
    with pytest.raises(planloom.UnknownKey):
        tasks.codes("title")


@pytest.mark.parametrize("name", ["duration", "progress", "is_milestone"])
def test_numbers_share_the_memory_of_the_plan(small, name):
    first, second = (small.columns("tasks")[name] for _ in range(2))
    assert np.shares_memory(first, second)
    assert first.ctypes.data == small.columns("tasks").codes(name).ctypes.data


def test_columns_of_nothing_take_no_memory(large):
    values = large.columns("tasks")["progress"]
    assert values.strides == (0,)
    assert values.shape == (100_000,)
    assert (values == planloom.no_number).all()


def test_arrays_keep_the_plan_alive(small):
    expected = list(small.columns("tasks")["duration"])
    plan = planloom.read_json(planloom.write_json(small))
    values = plan.columns("tasks")["duration"]
    ids = plan.freeze().layout
    ends = plan.freeze().successor_rows
    del plan
    gc.collect()
    scratch = [bytearray(10_000) for _ in range(100)]
    assert list(values) == expected
    assert list(ids) == [0, 1, 2]
    assert [list(each) for each in ends] == [[0, 1, 2, 2], [1, 2]]
    assert scratch


def test_views_keep_the_plan_alive(house):
    plan = planloom.read_json(planloom.write_json(house))
    task = plan.task("roof")
    columns = plan.columns("tasks")
    graph = plan.freeze()
    order = planloom.topological_order(graph)
    result = planloom.check(graph)
    harm = planloom.impact(graph, failed_units="mason")
    path = planloom.explain(graph, "mason", "floors")
    table = planloom.matrix(graph, "task-unit")
    del plan, graph
    gc.collect()
    assert task.title == "Put up the roof"
    assert "roof" in columns["key"]
    assert order[0] == "permit"
    assert [finding.message() for finding in result.findings]
    assert harm.affected[0].path.sentence()
    assert path.keys[-1] == "floors"
    assert table.rows[0] == "move in"


def test_nothing_is_held_for_ever(small):
    class Owner(list):
        pass

    owner = Owner([planloom.read_json(planloom.write_json(small))])
    owner.append(owner[0].columns("tasks"))
    owner.append(owner)
    seen = weakref.ref(owner)
    del owner
    gc.collect()
    assert seen() is None


def test_table_for_pandas(small):
    frame = small.columns("tasks").to_pandas()
    assert list(frame.columns) == list(small.columns("tasks"))
    assert list(frame["status"]) == ["not_started", "in_progress", "not_started"]
    assert list(frame["status"].cat.categories) == list(planloom.words("status"))
    assert frame["duration"].sum() == 4890
    assert frame["duration"].isna().tolist() == [False, False, True]
    assert frame["due"].dtype.kind == "M"
    assert frame["progress"].dtype == "Int64"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_fits_pandas(worked, table):
    frame = worked.columns(table).to_pandas()
    assert len(frame) == worked.counts[table]
    # A writable copy, so that people may go on with it.
    frame["new"] = 1
    assert isinstance(frame, pandas.DataFrame)


def test_without_pandas_the_error_says_so(small, monkeypatch):
    real = builtins.__import__

    def refuse(name, *rest):
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    graph = small.freeze()
    for call in (
        small.columns("tasks").to_pandas,
        planloom.check(graph).to_pandas,
        planloom.impact(graph, failed_units="厅").to_pandas,
        planloom.schedule(graph).to_pandas,
        planloom.matrix(graph, "task-unit").to_pandas,
    ):
        with pytest.raises(ImportError, match="to_pandas needs pandas"):
            call()
