"""Plans in every format: files, ledgers, documents and their words."""

import datetime

import pytest

import planloom

LEDGER = """序号,工作任务,牵头单位,配合单位,完成时限
1,数据目录,市数据局,"市财政局、市司法局",2025年6月底前
2,数据开放,市财政局,市数据局,年底前
"""

DOCUMENT = """关于数据工作的通知

二、主要任务

（一）编制目录。各部门编制数据目录。（市数据局牵头，市财政局配合）

（二）开放数据。2025年底前开放数据。（市财政局牵头）
"""


@pytest.fixture
def ledger():
    return planloom.read_bytes_as(LEDGER.encode(), "csv", year=2025)


def test_format_is_told_from_name_and_content(tmp_path):
    assert planloom.format_of("plan.XLSX") == "xlsx"
    assert planloom.format_of(tmp_path / "plan", LEDGER.encode()) == "csv"
    assert planloom.format_of("plan", b'{"tasks": []}') == "json"
    assert set(map(planloom.format_of, ("a.tjp", "a.mmd"))) <= set(planloom.format_words())


def code_of(call):
    """What a call answers, and the code of the error that it raises instead."""
    try:
        return call(), ""
    except planloom.Error as error:
        return None, error.code


@pytest.mark.parametrize("word", planloom.format_words())
def test_every_format_is_written_and_read_by_its_word(word, tmp_path):
    path = tmp_path / "plan"
    plan = planloom.read_json(
        '{"title": "P", "goals": ["G"], "tasks": [{"key": "A", "serves": "G"},'
        ' {"key": "B", "serves": "G", "after": "A"}]}'
    )
    written, code = code_of(lambda: planloom.write_as(plan, word))
    if written is None:
        assert code == "unwritable_format"
        return
    assert planloom.write(path, plan, word) == written.notes
    assert path.read_bytes() == written.bytes
    again, code = code_of(lambda: planloom.read(path, word))
    if again is None:
        assert code == "unreadable_format"
        return
    # StratML holds aims, and of tasks only a note that there were some.
    assert again.counts["goals" if word == "stratml" else "tasks"] >= 1
    assert planloom.read_bytes_as(written.bytes, word, name=str(path)) == again


@pytest.mark.parametrize("name", ["plan.json", "plan.csv", "plan.tsv", "plan.xlsx", "plan.tjp"])
def test_files_are_written_and_read_by_their_names(small, name, tmp_path):
    notes = planloom.write(tmp_path / name, small)
    assert bool(notes) == (name != "plan.json")
    again = planloom.read(tmp_path / name)
    assert [task.title for task in again.tasks()] == [task.title for task in small.tasks()]
    if name == "plan.tsv":
        assert "\t" in (tmp_path / name).read_text(encoding="utf-8")


def test_names_that_say_no_format(small, tmp_path):
    with pytest.raises(planloom.ReadError, match="a name that says a format"):
        planloom.write(tmp_path / "plan", small)
    with pytest.raises(planloom.ReadError, match="the nearest is"):
        planloom.write(tmp_path / "plan", small, "jsn")
    with pytest.raises(planloom.Error) as caught:
        planloom.write(tmp_path / "plan.docx", small)
    assert caught.value.code == "unwritable_format"
    with pytest.raises(planloom.IoError):
        planloom.read(tmp_path / "none.csv")


def test_a_ledger_is_a_plan(ledger):
    assert [task.title for task in ledger.tasks()] == ["数据目录", "数据开放"]
    first, second = ledger.tasks()
    assert [(each.unit, each.role) for each in first.assignments] == [
        ("市数据局", "lead"),
        ("市财政局", "support"),
        ("市司法局", "support"),
    ]
    assert str(first.due) == "2025-06"
    assert str(second.due) == "2025"


def test_options_of_a_ledger(tmp_path):
    text = "说明,,\n号,事,谁\n7,数据目录,市数据局、市财政局\n"
    path = tmp_path / "台账.csv"
    path.write_text(text, encoding="utf-8")
    plan = planloom.read(
        path,
        header_row=2,
        mapping={"号": "key", "事": "title", "谁": "responsible"},
        first_is_lead=True,
    )
    (task,) = plan.tasks()
    assert (task.key, task.title) == ("7", "数据目录")
    assert [each.role for each in task.assignments] == ["lead", "responsible"]
    with pytest.raises(planloom.ReadError, match="expected one of key"):
        planloom.read(path, mapping={"事": "titel"})
    with pytest.raises(planloom.ReadError, match="sheet"):
        planloom.read(path, sheet="none")
    for wrong in ({"header_row": 0}, {"year": 10_000}, {"year": "2025"}):
        with pytest.raises(planloom.ReadError):
            planloom.read(path, **wrong)
    with pytest.raises(TypeError):
        planloom.read(path, mapping=7)


def test_options_that_say_nothing_are_refused(tmp_path, small):
    planloom.write(tmp_path / "plan.json", small)
    for option in (
        {"sheet": "台账"},
        {"header_row": 1},
        {"mapping": {"事": "title"}},
        {"first_is_lead": True},
        {"year": 2025},
    ):
        with pytest.raises(planloom.Error, match=next(iter(option))) as caught:
            planloom.read(tmp_path / "plan.json", **option)
        assert caught.value.code == "unused_option"


def test_headers_and_their_fields():
    headers = planloom.ledger_headers()
    assert planloom.LedgerHeader("lead", "牵头单位") in headers
    for each in headers:
        assert planloom.recognize_header(each.header) == each.field
    assert planloom.recognize_header("Lead_Unit") == planloom.recognize_header("lead unit")
    assert planloom.recognize_header("no such header") is None


def test_a_ledger_is_updated_in_place(ledger):
    same = planloom.update_ledger(LEDGER.encode("gb18030"), "csv", ledger)
    assert same.bytes == LEDGER.encode("gb18030")
    builder = planloom.PlanBuilder(ledger)
    builder.add_task("3", title="评估")
    updated = planloom.update_ledger(LEDGER.encode(), "csv", builder.build(), year=2025)
    assert updated.bytes.startswith(LEDGER.encode())
    assert "评估" in updated.bytes.decode()
    workbook = planloom.write_as(ledger, "xlsx").bytes
    again = planloom.update_ledger(workbook, "xlsx", builder.build())
    assert planloom.read_bytes_as(again.bytes, "xlsx").counts["tasks"] == 3
    with pytest.raises(planloom.ReadError):
        planloom.update_ledger(b"{}", "json", ledger)


@pytest.mark.parametrize(("text", "format"), [(LEDGER, "csv"), (DOCUMENT, "document")])
def test_a_review_sets_what_was_read_beside_the_text(text, format):
    plan = planloom.read_bytes_as(text.encode(), format)
    excerpts = planloom.review(text.encode(), format, name="source")
    rows = [each for each in excerpts if each.assignment is None]
    assert [each.task for each in rows] == [task.key for task in plan.tasks()]
    said = [each.assignment for each in excerpts if each.assignment is not None]
    assert said == [each for task in plan.tasks() for each in task.assignments]
    assert all(each.found and each.source for each in excerpts)
    for each in excerpts:
        if format == "document":
            assert each.source in text.splitlines()[each.line - 1]


def test_a_review_needs_a_text():
    with pytest.raises(planloom.ReadError, match="expected document"):
        planloom.review(b"{}", "json")
    with pytest.raises(planloom.Error) as caught:
        planloom.review(DOCUMENT.encode(), "document", sheet="台账")
    assert caught.value.code == "unused_option"


def test_clauses_are_read():
    clause = planloom.read_clause("省财政厅、教育厅、各市州政府等按职责分工负责")
    assert [(each.name, each.role) for each in clause.assignments][:2] == [
        ("省财政厅", "responsible"),
        ("省教育厅", "responsible"),
    ]
    assert clause.assignments[1].is_expanded
    assert clause.assignments[2].is_group
    assert clause.assignments[-1].is_open
    assert clause.is_joint
    assert not clause.is_none
    assert planloom.read_clause("无").is_none
    assert planloom.is_clause("财政部牵头")
    assert not planloom.is_clause("含下属单位")
    first = planloom.read_clause("财政部、税务总局", first_is_lead=True)
    assert [each.role for each in first.assignments] == ["lead", "responsible"]


def test_deadlines_are_read():
    deadline = planloom.parse_deadline("2025年底前")
    assert str(deadline.due) == "2025"
    assert not deadline.is_guessed
    assert planloom.parse_deadline("年底前").due is None
    guessed = planloom.parse_deadline("6月底前", 2025)
    assert (str(guessed.due), guessed.is_guessed) == ("2025-06", True)
    assert planloom.parse_deadline("每月28日前").every == "month"
    assert planloom.parse_deadline("持续推进").is_ongoing
    start = planloom.parse_deadline("2024年1月至2025年6月").start
    assert start.first_day == datetime.date(2024, 1, 1)
    with pytest.raises(planloom.ReadError):
        planloom.parse_deadline("年底前", year=0)


def test_deadlines_are_found_by_character():
    text = "😀各部门到2025年建成平台，2026年6月底前验收。"
    found = planloom.find_deadlines(text, 2025)
    assert [str(each.deadline.due) for each in found] == ["2025", "2026-06"]
    for each in found:
        assert text[each.offset :].startswith(each.deadline.text)
