"""Matrices as frames, sparse arrays, files and evidence, and what crosses groups."""

import io
import sys
import types
import zipfile

import numpy as np
import pytest
from hypothesis import given

import planloom
import strategies

KINDS = ("goal-task", "task-unit", "goal-unit", "requirement-task", "unit-unit")


def relay():
    """A leads T1, which B supports; B leads T2, which waits for T1."""
    builder = planloom.PlanBuilder()
    builder.add_unit("A", level="province")
    builder.add_unit("B", level="county")
    builder.add_unit("idle")
    builder.add_attribute("unit:A", "system", "政法")
    builder.add_attribute("unit:B", "system", "教育")
    builder.add_goal("G")
    builder.add_task("T1")
    builder.add_task("T2")
    builder.serve("T1", "G")
    builder.assign("T1", "A", role="lead")
    builder.assign("T1", "B", role="support")
    builder.assign("T2", "B", role="lead")
    builder.depend("T2", after="T1")
    return builder.build().freeze()


def test_units_by_units():
    matrix = planloom.matrix(relay(), "unit-unit")
    assert matrix.mark_words == ("shared", "leads", "hands_on")
    assert matrix.cell("A", "B") == planloom.Cell(("shared", "leads", "hands_on"), 2, True)
    assert matrix.cell("B", "A") == planloom.Cell(("shared",), 1, True)
    assert matrix.cell("A", "A") is None


def test_evidence_names_the_relations():
    graph = relay()
    shared, link = planloom.matrix(graph, "unit-unit").evidence("A", "B")
    assert shared == planloom.Node("task", "T1")
    assert (link.predecessor, link.successor) == ("T1", "T2")
    (row,) = planloom.matrix(graph, "task-unit").evidence("T1", "B")
    assert (row.unit, row.role) == ("B", "support")
    assert planloom.matrix(graph, "task-unit").evidence("T2", "A") == []
    with pytest.raises(planloom.UnknownKey):
        planloom.matrix(graph, "task-unit").evidence("T9", "A")


@given(strategies.plans())
def test_margins_and_evidence_agree_with_the_dense_form(plan):
    graph = plan.freeze(faults="skip")
    for kind in KINDS:
        matrix = planloom.matrix(graph, kind)
        counts = matrix.to_numpy("counts")
        marks = matrix.to_numpy()
        margins = matrix.margins
        assert margins.relations == counts.sum()
        assert margins.cells == (np.count_nonzero(counts), counts.size)
        assert margins.rows == (np.count_nonzero(counts.any(axis=1)), counts.shape[0])
        for bit, word in enumerate(matrix.mark_words):
            has = marks >> bit & 1
            assert margins.marks[word] == has.sum()
            assert np.array_equal(margins.row_marks[:, bit], has.sum(axis=1))
            assert np.array_equal(margins.column_marks[:, bit], has.sum(axis=0))
        frame = matrix.to_pandas(long=True)
        assert len(frame) == matrix.cell_count
        assert frame["count"].sum() == counts.sum()


def test_a_share_of_nothing_is_not_evaluated():
    margins = planloom.matrix(planloom.Plan().freeze(), "goal-task").margins
    assert margins.rows == (0, 0)
    assert margins.rows.share is None
    assert planloom.Fraction(0, 4).share == 0


def test_frames_speak_as_wanted():
    matrix = planloom.matrix(relay(), "task-unit")
    assert matrix.to_pandas().loc["T1", "B"] == "support"
    assert matrix.to_pandas(marks="words", language="zh").loc["T1", "A"] == "牵头"
    assert matrix.to_pandas(marks="raci").loc["T1"].tolist() == ["A", "S", ""]
    frame = matrix.to_pandas(long=True, marks="signs", language="zh")
    assert frame.to_dict("list") == {
        "row": ["T1", "T1", "T2"],
        "column": ["A", "B", "B"],
        "marks": ["牵", "配", "牵"],
        "count": [1, 1, 1],
        "is_direct": [True, True, True],
    }
    for bad in ({"marks": "letters"}, {"language": "fr"}):
        with pytest.raises(planloom.ReadError, match="expected one of"):
            matrix.to_pandas(**bad)
    with pytest.raises(planloom.ReadError, match="expected one of marks, counts"):
        matrix.to_numpy("roles")


def test_sparse_arrays_are_made_by_scipy(monkeypatch):
    class CooArray:
        def __init__(self, cells, shape):
            self.values, (self.row, self.column) = cells
            self.shape = shape

        def tocsr(self):
            return self

    scipy = types.ModuleType("scipy")
    scipy.sparse = types.ModuleType("scipy.sparse")
    scipy.sparse.coo_array = CooArray
    monkeypatch.setitem(sys.modules, "scipy", scipy)
    monkeypatch.setitem(sys.modules, "scipy.sparse", scipy.sparse)
    made = planloom.matrix(relay(), "unit-unit").to_scipy()
    assert made.shape == (3, 3)
    assert made.values.tolist() == [2, 1]
    assert (made.row.tolist(), made.column.tolist()) == ([0, 1], [1, 0])
    monkeypatch.setitem(sys.modules, "scipy.sparse", None)
    with pytest.raises(ImportError, match="to_scipy needs SciPy"):
        planloom.matrix(relay(), "unit-unit").to_scipy()


def test_coordination_counts_tasks_and_hand_offs():
    units = planloom.coordination(relay())
    assert len(units) == 4
    assert units.cells()["hand_offs"].tolist() == [0, 1, 0, 0]
    assert units.cells()["shared"].tolist() == [1, 1, 1, 2]
    frame = units.to_pandas().set_index(["row", "column"])
    assert frame.loc[("A", "B")].tolist() == [1, 1, 1, 1]
    assert (units.left_out_tasks, units.left_out_links) == ([], [])
    assert planloom.coordination(relay(), max_units_per_task=1).left_out_tasks == ["T1"]


def test_crossings_tell_nothing_from_not_evaluated():
    graph = relay()
    level = planloom.crossings(graph, "level")
    assert level.groups == ["province", "county"]
    assert level.tasks == planloom.CrossingCount(0, 1, 0)
    assert level.tasks.share == 1
    assert level.single_tasks == 1
    assert level.pairs == [
        planloom.GroupPair("province", "county", 1, 1),
        planloom.GroupPair("county", "province", 1, 0),
    ]
    assert planloom.crossings(graph, "system").groups == ["政法", "教育"]
    region = planloom.crossings(graph, "region")
    assert not region.is_evaluated
    assert (region.tasks, region.hand_offs) == (None, None)
    with pytest.raises(planloom.ReadError, match="expected one of level"):
        planloom.crossings(graph, "colour")


def test_files_hold_the_matrices():
    graph = relay()
    book = planloom.write_matrices(graph, language="zh", by="level")
    assert book == planloom.write_matrices(graph, language="zh", by="level")
    names = zipfile.ZipFile(io.BytesIO(book)).namelist()
    assert sum(name.startswith("xl/worksheets/sheet") for name in names) == len(KINDS) + 1
    page = planloom.write_matrices(graph, "html", kinds="task-unit", language="zh")
    assert '<td class="lead">牵头</td>' in page.decode()
    sheet = planloom.write_matrices(graph, "csv", kinds="task-unit", unit="A", marks="raci")
    assert sheet.decode().splitlines()[:2] == [
        "key,title,A,B,total,leads,supports",
        "T1,T1,A,S,2,1,1",
    ]
    with pytest.raises(planloom.ReadError, match="expected one for csv"):
        planloom.write_matrices(graph, "csv")
    with pytest.raises(planloom.Error, match="cannot be cut to a goal"):
        planloom.write_matrices(graph, kinds="unit-unit", goal="G")
