"""Rules, findings and matrices."""

import json
import re

import numpy as np
import pytest
from hypothesis import given

import planloom
import strategies

KINDS = ["goal-task", "task-unit", "goal-unit", "requirement-task", "unit-unit"]


def test_rules_have_words_in_both_languages():
    rules = planloom.rules()
    assert [rule.id for rule in rules] == sorted(rule.id for rule in rules)
    for rule in rules:
        assert re.fullmatch(r"PL\d{3}", rule.id)
        assert planloom.find_rule(rule.id) == planloom.find_rule(rule.name) == rule
        for words in (rule.en, rule.zh):
            assert words.title
            assert words.what
            assert words.fix
    assert planloom.find_rule("no such rule") is None


def test_examples_have_the_findings_that_they_are_there_for(circle, worked):
    assert "PL103" in {finding.rule for finding in planloom.check(circle).findings}
    about = [node for finding in planloom.check(worked).findings for node in finding.subjects]
    assert ("goal", "G2035") in about


def test_findings_say_all_they_know(example_path):
    plan = planloom.read_plan(example_path)
    result = planloom.check(plan)
    source = example_path.read_text(encoding="utf-8").splitlines()
    known = {rule.id: rule for rule in planloom.rules()}
    for finding in result.findings:
        rule = known[finding.rule]
        assert finding.name == rule.name
        assert finding.severity in ("info", "warning", "error")
        assert re.fullmatch(r"[0-9a-f]{16}", finding.fingerprint)
        assert finding.message("en")
        assert finding.message("zh") != ""
        assert 0 <= finding.line <= len(source)
        assert all(plan.find_nodes(f"{node.kind}:{node.key}") for node in finding.subjects)
        assert str(finding) == finding.message()
    by_severity = {
        severity: sum(finding.severity == severity for finding in result.findings)
        for severity in ("error", "warning", "info")
    }
    assert result.counts == by_severity
    assert all(result.count(severity) == n for severity, n in by_severity.items())
    assert sum(result.count(rule.id) for rule in known.values()) == len(result.findings)


def test_plan_and_graph_have_the_same_findings(example_path):
    plan = planloom.read_plan(example_path)
    assert planloom.check(plan).to_dict() == planloom.check(plan.freeze()).to_dict()


def test_result_reads_like_the_tools_json(worked):
    result = planloom.check(worked)
    answer = json.loads(json.dumps(result.to_dict("zh")))
    assert list(answer) == [
        "findings",
        "counts",
        "accepted",
        "profile",
        "ratios",
        "not_evaluated",
    ]
    for entry, finding in zip(answer["findings"], result.findings, strict=True):
        assert entry == finding.to_dict("zh")
        assert entry["message"] == finding.message("zh")
        assert entry["subjects"] == [node.key for node in finding.subjects]
        assert entry["subject_kinds"] == [node.kind for node in finding.subjects]
    assert len(result.to_pandas()) == len(result.findings)
    assert list(result.to_pandas("zh")["message"]) == [f.message("zh") for f in result.findings]


def test_only_some_rules(circle):
    everything = planloom.check(circle)
    one = planloom.check(circle, only="PL103")
    assert {finding.rule for finding in one.findings} == {"PL103"}
    assert one.count("PL103") == everything.count("PL103")
    name = planloom.find_rule("PL103").name
    assert planloom.check(circle, only=[name]).to_dict() == one.to_dict()
    assert planloom.check(circle.freeze(), only=("PL103",)).to_dict() == one.to_dict()
    for wrong in ("PL999", ["PL103", "no-leed"]):
        with pytest.raises(planloom.UnknownKey) as caught:
            planloom.check(circle, only=wrong)
        assert caught.value.code == "unknown_rule"
    with pytest.raises(planloom.UnknownKey):
        everything.count("PL999")
    with pytest.raises(TypeError):
        planloom.check(circle, only=[7])


def test_faulty_plans_are_checked():
    plan = planloom.read_json('{"goals":["G","G"],"units":[],"tasks":[{"key":"A","lead":"U"}]}')
    result = planloom.check(plan)
    assert result.counts["error"] >= 2
    assert all(finding.fingerprint for finding in result.findings)


@given(strategies.plans())
def test_check_answers_for_every_plan_and_twice_the_same(plan):
    assert planloom.check(plan).to_dict() == planloom.check(plan).to_dict()


def test_language_is_one_of_two(circle):
    result = planloom.check(circle)
    for call in (result.findings[0].message, result.to_dict, result.to_pandas):
        with pytest.raises(planloom.ReadError, match="expected one of en, zh"):
            call("fr")


@pytest.mark.parametrize("kind", KINDS)
def test_matrix_says_the_same_in_every_form(worked, kind):
    matrix = planloom.matrix(worked.freeze(), kind)
    dense = matrix.to_numpy()
    row, column, marks = matrix.to_coo()
    again = np.zeros(matrix.shape, dtype=np.uint32)
    again[row, column] = marks
    assert matrix.kind == kind
    assert dense.dtype == np.uint32
    assert np.array_equal(dense, again)
    assert matrix.shape == (len(matrix.rows), len(matrix.columns)) == dense.shape
    assert matrix.cell_count == len(marks) > 0
    assert (dense < 2 ** len(matrix.mark_words)).all()
    assert np.array_equal(matrix.row_totals, (dense != 0).sum(axis=1))
    assert np.array_equal(matrix.column_totals, (dense != 0).sum(axis=0))
    assert not matrix.row_totals.flags.writeable
    frame = matrix.to_pandas()
    assert frame.shape == matrix.shape
    for at, to in zip(row[:20], column[:20], strict=True):
        cell = matrix.cell(matrix.rows[at], matrix.columns[to])
        bits = tuple(w for b, w in enumerate(matrix.mark_words) if dense[at, to] >> b & 1)
        assert cell.marks == bits
        assert cell.count >= 1
        assert frame.iloc[at, to] == ", ".join(bits)


def test_task_unit_matrix_has_the_roles(small):
    matrix = planloom.matrix(small.freeze(), "task-unit")
    assert (matrix.rows, matrix.columns) == (["T1", "T2", "T3"], ["省大数据局", "厅"])
    assert matrix.cell("T3", "省大数据局") == planloom.Cell(("support",), 1, True)
    assert matrix.cell("T1", "厅") is None
    assert matrix.mark_words == planloom.words("role")
    with pytest.raises(planloom.UnknownKey):
        matrix.cell("T9", "厅")
    with pytest.raises(planloom.ReadError, match="expected one of goal-task"):
        planloom.matrix(small.freeze(), "unit-task")


def test_goal_rows_take_over_from_subgoals(small):
    matrix = planloom.matrix(small.freeze(), "goal-task")
    assert matrix.cell("G1", "T1") == planloom.Cell(("necessary",), 1, False)
    assert matrix.cell("G1.1", "T1").is_direct
    assert planloom.matrix(planloom.Plan().freeze(), "goal-task").to_numpy().shape == (0, 0)


WAIVER = {"rule": "PL301", "subject": "T1", "reason": "shared", "approved_by": "office"}


def small():
    return planloom.read_json('{"goals": ["G"], "units": ["U"], "tasks": ["T1", "T2"]}')


def test_settings_from_dict_text_and_file(tmp_path):
    fields = {"profile": "strict", "rules": {"PL301": "off"}, "waivers": [WAIVER]}
    settings = planloom.CheckSettings(fields)
    path = tmp_path / "rules.yaml"
    path.write_text("profile: strict\nrules: {PL301: off}\nwaivers:\n  - " + json.dumps(WAIVER))
    assert settings == planloom.CheckSettings(path)
    assert settings == planloom.CheckSettings.parse(settings.to_json())
    assert settings.to_dict() == fields
    assert settings.faults() == []
    assert planloom.CheckSettings() != settings
    wrong = planloom.CheckSettings({"rules": {"no-leed": "off"}})
    assert [fault.code for fault in wrong.faults()] == ["unknown_rule"]
    with pytest.raises(planloom.InvalidSettings) as caught:
        planloom.check(small(), settings=wrong)
    assert [fault.code for fault in caught.value.diagnostics] == ["unknown_rule"]
    with pytest.raises(planloom.ReadError):
        planloom.CheckSettings({"waivers": [{"ruel": "PL301"}]})


def test_settings_choose_rules_and_accept_findings():
    plan = small()
    result = planloom.check(plan, settings={"waivers": [WAIVER]}, only="PL301")
    assert [finding.is_accepted for finding in result.findings] == [True, False]
    assert [finding.subjects[0].key for finding in result.waived] == ["T1"]
    assert sum(result.counts.values()) == 1
    assert result.to_dict()["findings"][0]["accepted"]["approved_by"] == "office"
    assert result.ran == ["PL301"]
    off = planloom.check(plan, settings={"rules": {"PL301": "off"}})
    assert "PL301" not in off.ran
    assert planloom.check(plan, profile="strict").profile == "strict"
    late = planloom.check(
        plan, settings={"waivers": [WAIVER | {"expires": "2025-06-30"}]}, as_of="2025-07-01"
    )
    assert late.count("PL831") == 1
    with pytest.raises(planloom.ReadError):
        planloom.check(plan, profile="none")


def test_rules_of_ones_own_and_ratios():
    custom = {
        "id": "X1",
        "shape": "ratio",
        "select": "tasks(*)",
        "measure": {"relation": "lead", "at_least": 0.5},
        "message": {"en": "{share} have a lead"},
    }
    result = planloom.check(small(), only="X1", settings={"custom": [custom]})
    assert [finding.message() for finding in result.findings] == ["0% have a lead"]
    (ratio,) = result.ratios
    assert (ratio.rule, ratio.numerator, ratio.denominator) == ("X1", 0, 2)
    assert ratio.share == 0
    assert not ratio.passes


def test_baselines_tell_old_from_new(tmp_path):
    plan = small()
    first = planloom.check(plan, only="PL301")
    assert not first.passes("info")
    assert first.passes("none")
    baseline = first.baseline()
    path = tmp_path / "baseline.json"
    path.write_text(baseline.to_json())
    assert len(baseline) == 2
    assert planloom.Baseline.read(path) == planloom.Baseline.parse(baseline.to_json()) == baseline
    same = planloom.check(plan, only="PL301", baseline=path)
    assert same.passes("info")
    assert not same.passes("new:info,known:info")
    assert len(same.known) == 2
    assert same.new == []
    more = planloom.read_json('{"goals": ["G"], "units": ["U"], "tasks": ["T1", "T3"]}')
    other = planloom.check(more, only="PL301", baseline=baseline)
    assert [finding.subjects[0].key for finding in other.new] == ["T3"]
    assert [entry["subjects"] for entry in other.fixed] == [["T2"]]


def test_mending_comes_to_rest(worked):
    plan, applied = planloom.mend(worked)
    again, more = planloom.mend(plan)
    assert more == []
    assert again == plan
    assert all(mend.en and mend.zh for mend in applied)
