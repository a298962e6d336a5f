"""Other orders, chains, links that say nothing, what is ready, and repairs of circles."""

import itertools

import networkx
import pytest
from hypothesis import given

import planloom
import strategies


def oracle_of(count, pairs):
    graph = networkx.DiGraph()
    graph.add_nodes_from(strategies.task_keys(count))
    graph.add_edges_from((f"T{before}", f"T{after}") for before, after in pairs)
    return graph


@pytest.fixture
def diamond():
    """T0 leads to T1 and T2, both to T3; the link from T0 to T3 says nothing new."""
    return strategies.linked_plan(4, [(0, 1), (0, 2), (1, 3), (2, 3), (0, 3)]).freeze()


def test_order_by_a_key():
    plan = planloom.read_json(
        '{"tasks": [{"key": "A", "due": "2025-03"}, {"key": "B", "due": "2025-01"},'
        ' {"key": "C", "due": "2025-02", "after": "A"}]}'
    )
    order = planloom.topological_order(plan.freeze())
    assert planloom.order_by(order, lambda task: task.due.date) == ["B", "A", "C"]
    assert planloom.order_by(order, lambda task: 0) == ["A", "B", "C"]
    with pytest.raises(ZeroDivisionError):
        planloom.order_by(order, lambda task: 1 // 0)
    with pytest.raises(TypeError):
        planloom.order_by(order, lambda task: task.due.date if task.key == "A" else None)


@given(strategies.links(max_tasks=5, forward=True))
def test_all_orders_are_those_of_networkx(drawn):
    order = planloom.topological_order(strategies.linked_plan(*drawn).freeze())
    expected = sorted(networkx.all_topological_sorts(oracle_of(*drawn)))
    answer = planloom.all_orders(order, 1000)
    assert answer.orders == (expected or [[]])
    assert answer.is_complete
    cut = planloom.all_orders(order, 1)
    assert cut.orders == answer.orders[:1]
    assert cut.is_complete == (len(answer.orders) == 1)


@given(strategies.links(forward=True))
def test_longest_chain_and_width_are_those_of_networkx(drawn):
    count, _ = drawn
    graph = oracle_of(*drawn)
    order = planloom.topological_order(strategies.linked_plan(*drawn).freeze())
    chain = planloom.longest_chain(order)
    assert len(chain.tasks) == (networkx.dag_longest_path_length(graph) + 1 if count else 0)
    for link, ends in zip(chain.links, itertools.pairwise(chain.tasks), strict=True):
        assert (link.predecessor, link.successor) == ends
    answer = planloom.width(order)
    assert answer.is_exact
    assert answer.at_least == max(map(len, networkx.antichains(graph)))
    assert sorted(itertools.chain.from_iterable(answer.chains)) == sorted(graph)
    for one in answer.chains:
        assert all(networkx.has_path(graph, *ends) for ends in itertools.pairwise(one))


@given(strategies.links(forward=True))
def test_what_is_not_redundant_is_the_transitive_reduction(drawn):
    count, pairs = drawn
    plan = strategies.linked_plan(count, pairs)
    order = planloom.topological_order(plan.freeze())
    gone = planloom.redundant_links(order)
    left = [
        (link.predecessor, link.successor) for task in plan.tasks() for link in task.predecessors
    ]
    for link in gone:
        left.remove((link.predecessor, link.successor))
    reduced = networkx.transitive_reduction(oracle_of(count, pairs))
    assert sorted(left) == sorted(reduced.edges)


def test_what_replaces_a_redundant_link(diamond):
    order = planloom.topological_order(diamond)
    (link,) = planloom.redundant_links(order)
    assert (link.predecessor, link.successor) == ("T0", "T3")
    path = planloom.replacement(order, link, [link])
    assert [each.predecessor for each in path][0:1] == ["T0"]
    assert path[-1].successor == "T3"
    assert planloom.replacement(order, path[0]) == []
    with pytest.raises(planloom.UnknownKey):
        planloom.replacement(order, link._replace(reason="none"))
    with pytest.raises(TypeError):
        planloom.replacement(order, "T0")


def test_what_is_ready(diamond):
    assert planloom.ready(diamond) == ["T0"]
    assert planloom.ready(diamond, done="T0") == ["T1", "T2"]
    assert planloom.ready(diamond, done=["T0", "T1"], started=["T2"]) == []
    assert planloom.becomes_ready(diamond, "T2", done=["T0", "T1"]) == ["T3"]
    assert planloom.becomes_ready(diamond, "T0") == ["T1", "T2"]
    with pytest.raises(planloom.UnknownKey):
        planloom.ready(diamond, done="T9")
    soft = planloom.PlanBuilder()
    soft.add_task("A")
    soft.add_task("B")
    soft.depend("B", "A", is_soft=True)
    graph = soft.build().freeze()
    assert planloom.ready(graph) == ["A"]
    assert planloom.ready(graph, ignore_soft=True) == ["A", "B"]


def test_repairs_of_the_example(circle):
    (advice,) = planloom.advise_repairs(circle.freeze())
    assert advice.is_exact
    first = advice.repairs[0]
    assert first.hard_links + first.soft_links == len(first.remove) == 1
    assert first.is_minimal
    assert sorted(first.order) == ["budget", "scope", "staffing"]
    for wrong in ({"repairs_per_knot": 0}, {"exact_links": 65}):
        with pytest.raises(planloom.ReadError):
            planloom.advise_repairs(circle.freeze(), **wrong)


@given(strategies.links(max_tasks=6))
def test_after_a_repair_of_each_knot_there_is_no_circle(drawn):
    count, pairs = drawn
    graph = strategies.linked_plan(count, pairs).freeze()
    left = sorted((f"T{before}", f"T{after}") for before, after in pairs)
    for advice in planloom.advise_repairs(graph):
        costs = [(each.hard_links, each.soft_links) for each in advice.repairs]
        assert costs == sorted(costs)
        for link in advice.repairs[0].remove:
            left.remove((link.predecessor, link.successor))
    assert networkx.is_directed_acyclic_graph(networkx.DiGraph(left))


@given(strategies.links())
def test_a_live_order_takes_every_link_that_closes_no_circle(drawn):
    count, pairs = drawn
    live = planloom.LiveOrder()
    graph = oracle_of(count, [])
    for key in strategies.task_keys(count):
        live.add_task(key)
    for before, after in ((f"T{before}", f"T{after}") for before, after in pairs):
        circle = live.add_link(before, after)
        closes = networkx.has_path(graph, after, before)
        assert (circle is not None) == closes
        if closes:
            assert (circle[0], circle[-1]) == (after, before)
            assert all(graph.has_edge(*ends) for ends in itertools.pairwise(circle))
        else:
            graph.add_edge(before, after)
        assert all(live.before(*edge) for edge in graph.edges)
    assert sorted(live) == sorted(live.tasks) == sorted(graph)


def test_a_live_order_goes_on_from_a_plan(diamond):
    live = planloom.LiveOrder(planloom.topological_order(diamond))
    assert live.tasks == ["T0", "T1", "T2", "T3"]
    assert (len(live), live.link_count) == (4, 5)
    assert live.add_link("T2", "T1") is None
    assert live.before("T2", "T1")
    assert set(live.moved) <= {"T1", "T2"}
    assert live.add_link("T3", "T0")[0] == "T0"
    live.remove_link("T2", "T1")
    assert live.add_link("T1", "T2") is None
    live.remove_task("T0")
    assert "T0" not in live
    assert 7 not in live
    assert repr(live) == "<planloom.LiveOrder: 3 tasks, 3 links>"
    with pytest.raises(planloom.UnknownKey):
        live.remove_task("T0")
    with pytest.raises(planloom.UnknownKey):
        live.remove_link("T2", "T1")
    with pytest.raises(planloom.Error) as caught:
        live.add_task("T1")
    assert caught.value.code == "duplicate_key"
    live.add_task("T0")
    assert live.tasks[-1] == "T0"
