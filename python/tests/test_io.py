"""Reading and writing."""

import functools
import json
import os
import pathlib
import stat

import jsonschema
import pytest
from hypothesis import given

import planloom
import strategies


@given(strategies.plans())
def test_what_is_written_reads_back(plan):
    text = planloom.write_json(plan)
    again = planloom.read_json(text)
    assert again == plan
    assert planloom.write_json(again) == text
    assert text.endswith("}\n")


@given(strategies.plans())
def test_what_is_written_follows_the_schema(plan):
    validator().validate(json.loads(planloom.write_json(plan)))


@functools.cache
def validator():
    schema = json.loads(planloom.json_schema())
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def test_schema_is_the_file_beside_the_header(root):
    path = root / "include" / "planloom" / "io" / "plan.schema.json"
    assert path.read_text(encoding="utf-8") == planloom.json_schema()


def test_examples_follow_the_schema(example_path):
    validator().validate(json.loads(example_path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {"tasks": [{"key": 1}]},
        {"tasks": [{"key": "A", "status": "open"}]},
        {"planloom": 2},
        {"goals": [{"key": "G", "horizon": "soon"}]},
    ],
)
def test_schema_and_reader_refuse_the_same(wrong):
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(wrong)
    with pytest.raises(planloom.ReadError):
        planloom.read_json(json.dumps(wrong))


def test_examples_read_and_write(example_path, tmp_path):
    plan = planloom.read_plan(example_path)
    planloom.write_plan(tmp_path / "plan.json", plan)
    assert planloom.read_plan(tmp_path / "plan.json") == plan
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == planloom.write_json(plan)


@pytest.mark.parametrize("kind", [str, os.fsencode, pathlib.Path])
def test_paths_are_whatever_python_opens(small, tmp_path, kind):
    path = kind(tmp_path / "方案 1.json")
    planloom.write_plan(path, small)
    assert planloom.read_plan(path) == small


def test_text_and_bytes_read_the_same():
    text = '{"title":"数字政府","tasks":["甲"]}'
    assert planloom.read_json(text) == planloom.read_json(text.encode())
    for wrong in (bytearray(b"{}"), None, 7, {}):
        with pytest.raises(TypeError):
            planloom.read_json(wrong)
    with pytest.raises(UnicodeEncodeError):
        planloom.read_json("\ud800")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_files_of_other_encodings_are_read(small, tmp_path, encoding):
    path = tmp_path / "plan.json"
    path.write_bytes(planloom.write_json(small).encode(encoding))
    assert planloom.read_plan(path) == small


def test_read_error_lists_every_fault():
    text = '{\n"tasks": [\n{"key": "A", "status": "open"},\n{"key": "B", "due": "soon"}]}'
    with pytest.raises(planloom.ReadError) as caught:
        planloom.read_json(text)
    error = caught.value
    faults = [(fault.code, fault.where, fault.line) for fault in error.diagnostics]
    assert faults == [("bad_word", "/tasks/0/status", 3), ("bad_date", "/tasks/1/due", 4)]
    assert all(fault.severity == "error" for fault in error.diagnostics)
    assert error.code == "read_error"
    assert str(error).startswith("[read_error] 2 faults: ")


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ('{"attributes":{"a":[[[1]]]}}', planloom.Limits(depth=3), "limit_depth"),
        ('{"title":"a long title"}', planloom.Limits(bytes=10), "limit_bytes"),
    ],
)
def test_limits_are_kept(text, limits, code):
    planloom.read_json(text)
    with pytest.raises(planloom.ReadError) as caught:
        planloom.read_json(text, limits=limits)
    assert code in [fault.code for fault in caught.value.diagnostics]


@pytest.mark.parametrize("wrong", [-1, 1.5, "9", None, 2**64])
def test_limits_are_whole_numbers(wrong):
    for name in planloom.Limits._fields:
        with pytest.raises(planloom.ReadError) as caught:
            planloom.read_json("{}", limits=planloom.Limits()._replace(**{name: wrong}))
        assert caught.value.diagnostics[0].where == name


@pytest.mark.parametrize("text", ["[" * 10**6, '{"a":' * 10**6, "\x00", "{}x", "", "{}\x00"])
def test_hostile_text_is_an_error_and_no_crash(text):
    with pytest.raises(planloom.ReadError):
        planloom.read_json(text)


def test_missing_file(tmp_path):
    with pytest.raises(planloom.IoError) as caught:
        planloom.read_plan(tmp_path / "none.json")
    error = caught.value
    assert isinstance(error, OSError)
    assert error.errno == 2
    assert error.filename == str(tmp_path / "none.json")
    assert error.code == "io_error"
    assert "no such file or directory" in str(error)
    with pytest.raises(planloom.IoError):
        planloom.write_plan(tmp_path / "no folder" / "plan.json", planloom.Plan())
    with pytest.raises(ValueError, match="null byte"):
        planloom.read_plan("a\0b")
    with pytest.raises(TypeError):
        planloom.read_plan(3)


def test_save_replaces_a_file_and_keeps_its_mode(tmp_path):
    path = tmp_path / "report.html"
    planloom.save(path, "第一")
    path.chmod(0o640)
    planloom.save(path, b"second")
    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_dot_and_html(worked, circle):
    graph = worked.freeze()
    dot = planloom.write_dot(graph)
    assert dot.startswith("digraph")
    assert planloom.write_dot(graph) == dot
    assert len(planloom.write_dot(graph, all_kinds=True)) > len(dot)
    assert len(planloom.write_dot(graph, max_tasks=2)) < len(dot)
    page = planloom.write_html(graph)
    assert page.lower().startswith("<!doctype html>")
    assert planloom.write_html(graph) == page
    assert (
        planloom.write_html(graph, language="en")
        != page
        == planloom.write_html(graph, language="zh")
    )
    assert "scope" in planloom.write_html(circle.freeze(), max_rows=1)
    for write in (planloom.write_dot, planloom.write_html):
        with pytest.raises(planloom.ReadError):
            write(graph, language="fr")


def test_other_formats_are_written_and_read(small):
    drawn = {"dot": b"digraph", "mermaid": b"flowchart", "json_graph": b"{", "json": b"{"}
    for name, start in drawn.items():
        word = next(each for each in planloom.format_words() if each.replace("-", "_") == name)
        assert start in planloom.write_as(small, word).bytes[:200]
    assert planloom.read_bytes_as(planloom.write_as(small, "json").bytes, "json") == small
    project = planloom.write_as(small, "taskjuggler")
    assert all(isinstance(note, planloom.Diagnostic) for note in project.notes)
    again = planloom.read_bytes_as(project.bytes, "taskjuggler", name="small.tjp")
    assert again.counts["tasks"] == 3
    assert again.counts["dependencies"] == 2
    with pytest.raises(planloom.Error) as caught:
        planloom.read_bytes_as(b"", "dot")
    assert caught.value.code == "unreadable_format"
    with pytest.raises(planloom.Error) as caught:
        planloom.write_as(small, "docx")
    assert caught.value.code == "unwritable_format"
    with pytest.raises(planloom.ReadError, match="expected one of json"):
        planloom.write_as(small, "pdf")


def test_words_of_dates_and_durations():
    assert planloom.parse_duration("1d4h") == 720
    assert planloom.parse_duration("1d", planloom.WorkTime(600, 5)) == 600
    assert planloom.parse_duration("soon") is None
    assert planloom.format_duration(4800) == "10d"
    assert planloom.format_duration(600, planloom.WorkTime(600, 5)) == "1d"
    assert planloom.parse_date("2025-Q2").precision == "quarter"
    assert planloom.parse_date("2025-13") is None
    with pytest.raises(planloom.ReadError):
        planloom.parse_duration("1d", planloom.WorkTime(0, 5))
    with pytest.raises(planloom.ReadError):
        planloom.words("colours")
