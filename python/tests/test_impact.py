"""What breaks if something fails, and why."""

import json

import pytest

import planloom


def test_failed_lead_blocks_its_task_and_what_waits_for_it(small):
    harm = planloom.impact(small.freeze(), failed_units=["省大数据局"])
    assert harm.cause == planloom.Cause(["省大数据局"], [])
    effects = {(each.kind, each.key): each.effect for each in harm.affected}
    assert effects["task", "T1"] == "blocked"
    assert effects["task", "T2"] == "blocked"
    assert effects["goal", "G1.1"] == "lost"
    first = harm.find("T1")
    assert (first.kind, first.severity, first.title) == ("task", "error", "survey")
    assert first.path.keys == ["省大数据局", "T1"]
    assert first.path.steps == [
        planloom.Step(planloom.Node("unit", "省大数据局"), planloom.Node("task", "T1"), "assigned")
    ]
    assert harm.find("省大数据局") is None
    assert "厅" in [notice.unit for notice in harm.notify]


def test_effects_come_from_the_heaviest(worked):
    graph = worked.freeze()
    weight = {"error": 0, "warning": 1, "info": 2}
    for unit in worked.units():
        harm = planloom.impact(graph, failed_units=unit.key)
        weights = [weight[each.severity] for each in harm.affected]
        assert weights == sorted(weights)
        for each in harm.affected:
            assert 0 <= each.share <= 1
            assert each.path.nodes[0] == ("unit", unit.key)
            assert each.path.nodes[-1] == (each.kind, each.key)
            assert each.path.sentence("en")
            assert each.path.sentence("zh")


def test_one_key_or_several(worked):
    graph = worked.freeze()
    units = [unit.key for unit in worked.units()][:3]
    together = planloom.impact(graph, failed_units=units)
    assert together.to_dict() == planloom.impact(graph, failed_units=tuple(units)).to_dict()
    assert together.to_dict() == planloom.impact(graph, failed_units=iter(units)).to_dict()
    task = worked.task(0).key
    one = planloom.impact(graph, dropped_tasks=task)
    assert one.cause == ([], [task])
    assert one.find(f"task:{task}").path.keys == [task]
    assert one.find(f"task:{task}").path.sentence() == ""


def test_result_reads_like_the_tools_json(worked):
    graph = worked.freeze()
    harm = planloom.impact(graph, failed_units="省大数据局")
    answer = json.loads(json.dumps(harm.to_dict("zh")))
    assert list(answer) == ["cause", "affected", "notify", "notices"]
    assert answer["cause"] == {"units": ["省大数据局"], "tasks": []}
    assert answer["notify"] == [notice.unit for notice in harm.notify]
    assert [each["tasks"] for each in answer["notices"]] == [each.tasks for each in harm.notify]
    for entry, affected in zip(answer["affected"], harm.affected, strict=True):
        assert entry == affected.to_dict("zh")
        assert set(entry) >= {"kind", "key", "effect", "severity", "share", "path", "sentence"}
        assert entry["path"] == affected.path.keys
        assert len(entry["steps"]) == len(affected.path)
    frame = harm.to_pandas()
    assert list(frame["key"]) == [each.key for each in harm.affected]
    assert list(frame["steps"]) == [len(each.path) for each in harm.affected]


def test_nothing_fails(small):
    harm = planloom.impact(small.freeze())
    assert (harm.affected, harm.notify) == ([], [])


def test_circles_are_no_obstacle(circle):
    harm = planloom.impact(circle.freeze(), dropped_tasks="scope")
    assert {each.key for each in harm.affected} >= {"scope", "staffing", "budget", "build"}


def test_unknown_cause(small):
    graph = small.freeze()
    with pytest.raises(planloom.UnknownKey) as caught:
        planloom.impact(graph, failed_units=["省大数局"])
    assert (caught.value.code, caught.value.nearest) == ("unknown_unit", "省大数据局")
    with pytest.raises(planloom.UnknownKey):
        planloom.impact(graph, dropped_tasks="厅")
    with pytest.raises(TypeError):
        planloom.impact(graph, failed_units=[3])
    with pytest.raises(TypeError):
        planloom.impact(graph, ["厅"])


def test_explain_says_why_or_nothing(small):
    graph = small.freeze()
    path = planloom.explain(graph, "省大数据局", "G1")
    assert path.keys == ["省大数据局", "T3", "G1"]
    assert [step.relation for step in path.steps] == ["assigned", "serves"]
    assert str(path) == path.sentence("en")
    assert "省大数据局" in path.sentence("zh")
    answer = path.to_dict()
    assert (answer["from"], answer["to"], answer["path"]) == ("省大数据局", "G1", path.keys)
    assert planloom.explain(graph, "G1", "省大数据局") is None
    same = planloom.explain(graph, "T1", "T1")
    assert (len(same), same.keys, same.sentence()) == (0, ["T1"], "")
    # No step, yet an answer.
    assert same
    with pytest.raises(planloom.UnknownKey):
        planloom.explain(graph, "T1", "T4")
    with pytest.raises(planloom.UnknownKey):
        planloom.reach(graph, "T4")


def test_transmission_is_the_declared_table():
    table = {(line.relation, line.when): line for line in planloom.transmission()}
    assert table["assigned", "lead"].of_stopped == "blocked"
    assert table["assigned", "inform"].of_stopped == "none"
    assert table["depends", "soft"].of_stopped == "weakened"
