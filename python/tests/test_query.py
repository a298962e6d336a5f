"""Queries, held against networkx on random plans."""

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import planloom
from strategies import linked_plan, links, task_keys


def keys(graph, text, **options):
    return planloom.query(graph, text, **options).keys


def graph_of(count, pairs):
    field = networkx.DiGraph()
    field.add_nodes_from(task_keys(count))
    field.add_edges_from((f"T{before}", f"T{after}") for before, after in pairs)
    return field


def reached(field, seeds):
    """What one or more steps lead to."""
    found = set()
    for seed in seeds:
        for step in field.successors(seed):
            found |= {step} | networkx.descendants(field, step)
    return found


@given(links(), st.data())
def test_before_after_and_common_are_those_of_networkx(drawn, data):
    count, pairs = drawn
    if count == 0:
        return
    graph = linked_plan(count, pairs).freeze()
    field = graph_of(count, pairs)
    back = field.reverse()
    a, b = (data.draw(st.sampled_from(task_keys(count))) for _ in range(2))
    assert set(keys(graph, f"after({a})")) == reached(field, [a])
    assert set(keys(graph, f"before({a})")) == reached(back, [a])
    assert set(keys(graph, f"before({a} | {b})")) == reached(back, [a, b])
    assert set(keys(graph, f"common({a}, {b})")) == reached(back, [a]) & reached(back, [b])
    near = networkx.single_source_shortest_path_length(field, a, cutoff=2)
    assert set(keys(graph, f"{a}>2")) == set(near)


@given(links(max_tasks=7), st.data())
def test_paths_and_between_are_those_of_networkx(drawn, data):
    count, pairs = drawn
    if count == 0:
        return
    graph = linked_plan(count, pairs).freeze()
    field = graph_of(count, pairs)
    a, b = (data.draw(st.sampled_from(task_keys(count))) for _ in range(2))
    between = ({a} | networkx.descendants(field, a)) & ({b} | networkx.ancestors(field, b))
    assert set(keys(graph, f"between({a}, {b})")) == between
    answer = planloom.query(graph, f"path({a}, {b})")
    if not networkx.has_path(field, a, b):
        assert (answer.paths, answer.total) == ([], 0)
        return
    shortest = sorted(networkx.all_shortest_paths(field, a, b))
    assert answer.paths[0].keys == shortest[0]
    assert answer.shortest_paths == len(shortest)
    if a == b:
        return
    simple = sorted(networkx.all_simple_paths(field, a, b), key=lambda path: (len(path), path))
    several = planloom.query(graph, f"paths({a}, {b}, 5)")
    assert [path.keys for path in several.paths] == simple[:5]
    assert several.are_paths_cut == (len(simple) > 5)


@given(links())
def test_cycles_are_the_strong_components(drawn):
    count, pairs = drawn
    field = graph_of(count, pairs)
    knots = {
        key
        for part in networkx.strongly_connected_components(field)
        for key in part
        if len(part) > 1 or field.has_edge(key, key)
    }
    assert set(keys(linked_plan(count, pairs).freeze(), "cycles(*)")) == knots


def test_answer_has_kinds_titles_and_reasons(small):
    graph = small.freeze()
    answer = planloom.query(graph, "before(T3)", explain=True)
    assert [found.node for found in answer] == [("task", "T1"), ("task", "T2")]
    assert [found.title for found in answer.found] == ["survey", "T2"]
    assert answer.found[0].because.keys == ["T1", "T2", "T3"]
    assert answer.found[0].revision is None
    assert (len(answer), answer.total, answer.is_cut) == (2, 2, False)
    entry = answer.to_dict()
    assert entry["query"] == "before(T3)"
    assert entry["found"][0]["because"]["path"] == ["T1", "T2", "T3"]
    assert list(answer.to_pandas()["key"]) == ["T1", "T2"]
    assert planloom.query(graph, "*", max_nodes=1).is_cut
    assert keys(graph, "$mine - T1", sets={"mine": ["T1", "T2"]}) == ["T2"]


def test_queries_are_read_once_and_compared():
    query = planloom.compile_query("a|(b&pre:1:c)")
    assert query.describe() == "a | b & 1<c"
    assert query == planloom.compile_query("a | b & 1<c")
    assert hash(query) == hash(planloom.compile_query("a | b & 1<c"))
    assert query != planloom.compile_query("a")
    assert query != "a"
    assert [warning.code for warning in planloom.compile_query("a | b - c").warnings] == [
        "mixed_operators"
    ]


def test_faults_come_all_at_once(small):
    with pytest.raises(planloom.QueryError) as caught:
        planloom.compile_query("levle:省 & before(a, 10d)")
    assert caught.value.code == "query_name"
    assert [fault.code for fault in caught.value.faults] == ["query_name", "query_type"]
    assert caught.value.faults[0].nearest == "level"
    assert caught.value.faults[1].column == 22
    with pytest.raises(planloom.QueryError, match='unknown key "T9"'):
        planloom.query(small.freeze(), "T9")
    with pytest.raises(ValueError, match="compares with another revision"):
        planloom.query(small.freeze(), "new(*)")


def test_findings_and_revisions(small, worked):
    graph = worked.freeze()
    for rule in {finding.rule for finding in planloom.check(graph).findings}:
        subjects = {
            tuple(node)
            for finding in planloom.check(graph, only=rule).findings
            for node in finding.subjects
        }
        assert {
            tuple(node) for node in planloom.query(graph, f"findings({rule})").nodes
        } == subjects
    other = small.freeze()
    answer = planloom.query(graph, "gone(tasks(*))", revisions={"old": other})
    assert [(found.key, found.revision) for found in answer] == [
        ("T1", "old"),
        ("T2", "old"),
        ("T3", "old"),
    ]
    assert keys(other, "new(*) | changed(*)", revisions={"old": small.freeze()}) == []
