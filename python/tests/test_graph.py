"""Order, circles and reach, against networkx."""

import networkx
import numpy as np
import pytest
from hypothesis import given

import planloom
import strategies


def digraph(count, pairs):
    graph = networkx.DiGraph()
    graph.add_nodes_from(strategies.task_keys(count))
    graph.add_edges_from((f"T{before}", f"T{after}") for before, after in pairs)
    return graph


@given(strategies.links(forward=True))
def test_order_respects_every_link_and_every_wave(drawn):
    graph = strategies.linked_plan(*drawn).freeze()
    oracle = digraph(*drawn)
    order = planloom.topological_order(graph)
    place = {key: number for number, key in enumerate(order)}
    assert sorted(order) == sorted(oracle.nodes)
    assert all(place[before] < place[after] for before, after in oracle.edges)
    # A generation of networkx is a wave: as early as the longest chain allows.
    waves = [sorted(wave) for wave in networkx.topological_generations(oracle)]
    assert [sorted(wave) for wave in order.waves] == waves
    assert [graph.wave(wave) for wave in range(graph.wave_count)] == order.waves


@given(strategies.links())
def test_there_is_an_order_if_and_only_if_there_is_no_circle(drawn):
    graph = strategies.linked_plan(*drawn).freeze()
    is_dag = networkx.is_directed_acyclic_graph(digraph(*drawn))
    assert (planloom.find_order(graph) is not None) == is_dag
    assert graph.has_cycles == (not is_dag)
    assert (planloom.find_cycles(graph) == []) == is_dag
    if not is_dag:
        with pytest.raises(planloom.CycleError):
            planloom.topological_order(graph)


@given(strategies.links())
def test_knots_are_the_strong_components_with_a_circle(drawn):
    oracle = digraph(*drawn)
    knots = [
        sorted(component)
        for component in networkx.strongly_connected_components(oracle)
        if len(component) > 1 or oracle.has_edge(*list(component) * 2)
    ]
    graph = strategies.linked_plan(*drawn).freeze()
    assert sorted(map(sorted, graph.knots)) == sorted(knots)


@given(strategies.links())
def test_each_circle_is_one_and_none_is_shorter(drawn):
    oracle = digraph(*drawn)
    graph = strategies.linked_plan(*drawn).freeze()
    cycles = planloom.find_cycles(graph)
    for cycle, knot in zip(cycles, graph.knots, strict=True):
        ends = zip(cycle.tasks, [*cycle.tasks[1:], cycle.tasks[0]], strict=True)
        assert [(link.predecessor, link.successor) for link in cycle.links] == list(ends)
        assert all(oracle.has_edge(link.predecessor, link.successor) for link in cycle.links)
        lengths = [len(each) for each in networkx.simple_cycles(oracle.subgraph(knot))]
        assert len(cycle.tasks) == min(lengths)
        assert cycle.is_shortest
        assert cycle.knot_size == len(knot)


@given(strategies.links())
def test_neighbours_are_those_of_networkx(drawn):
    count, pairs = drawn
    graph = strategies.linked_plan(count, pairs).freeze()
    oracle = networkx.MultiDiGraph(digraph(count, ()))
    oracle.add_edges_from((f"T{before}", f"T{after}") for before, after in pairs)
    for key in strategies.task_keys(count):
        after = sorted(key for _, key in oracle.out_edges(key))
        before = sorted(key for key, _ in oracle.in_edges(key))
        assert sorted(graph.successors(key)) == after
        assert sorted(graph.predecessors(key)) == before
        after, before = graph.successor_links(key), graph.predecessor_links(key)
        assert [link.successor for link in after] == graph.successors(key)
        assert [link.predecessor for link in before] == graph.predecessors(key)
    assert graph.link_count == len(pairs)


@given(strategies.links())
def test_reach_is_what_networkx_calls_descendants(drawn):
    count, _ = drawn
    oracle = digraph(*drawn)
    graph = strategies.linked_plan(*drawn).freeze()
    for key in strategies.task_keys(count):
        expected = set(networkx.descendants(oracle, key))
        if any(networkx.has_path(oracle, after, key) for after in oracle.successors(key)):
            expected.add(key)
        assert {node.key for node in planloom.reach(graph, key)} == expected


def influence(plan):
    """The influence graph by hand: every relation in the direction that harm travels."""
    graph = networkx.DiGraph()
    for kind in ("requirement", "goal", "task", "unit"):
        for row in getattr(plan, kind + "s")():
            graph.add_node((kind, row.key))
    for task in plan.tasks():
        here = ("task", task.key)
        graph.add_edges_from((("unit", each.unit), here) for each in task.assignments)
        graph.add_edges_from((("task", each.predecessor), here) for each in task.predecessors)
        graph.add_edges_from((here, ("goal", each.goal)) for each in task.serves)
        graph.add_edges_from((here, ("requirement", each)) for each in task.implements)
        if task.parent is not None:
            graph.add_edge(here, ("task", task.parent))
    for goal in plan.goals():
        here = ("goal", goal.key)
        graph.add_edges_from((here, ("requirement", each)) for each in goal.implements)
        if goal.parent is not None:
            graph.add_edge(here, ("goal", goal.parent))
        if goal.owner is not None:
            graph.add_edge(("unit", goal.owner), here)
    return graph


def test_reach_and_explain_follow_influence(example_path):
    plan = planloom.read_plan(example_path)
    graph = plan.freeze()
    oracle = influence(plan)
    for unit in plan.units():
        name = f"unit:{unit.key}"
        reached = planloom.reach(graph, name)
        assert set(reached) == networkx.descendants(oracle, ("unit", unit.key))
        for node in reached:
            path = planloom.explain(graph, name, f"{node.kind}:{node.key}")
            shortest = networkx.shortest_path_length(oracle, ("unit", unit.key), node)
            assert len(path) == shortest
            assert path.nodes[0] == ("unit", unit.key)
            assert path.nodes[-1] == node
            assert all(oracle.has_edge(step.source, step.target) for step in path.steps)


def test_example_orders_are_valid(example_path):
    plan = planloom.read_plan(example_path)
    graph = plan.freeze()
    if example_path.stem == "circle":
        assert planloom.find_order(graph) is None
        return
    order = planloom.topological_order(graph)
    place = {key: number for number, key in enumerate(order)}
    assert len(place) == plan.counts["tasks"]
    for task in plan.tasks():
        assert all(place[each.predecessor] < place[task.key] for each in task.predecessors)
    assert order.to_dict() == {"order": list(order), "waves": order.waves, "cycles": []}


def test_circle_of_the_example_is_told_with_its_links(circle):
    graph = circle.freeze()
    (cycle,) = planloom.find_cycles(graph)
    assert cycle.tasks == ["scope", "staffing", "budget"]
    assert cycle.links[0].reason == "the scope says which skills are needed"
    with pytest.raises(planloom.CycleError) as caught:
        planloom.topological_order(graph)
    assert caught.value.cycles == [cycle.tasks]
    assert graph.knots == [["scope", "staffing", "budget"]]


def test_search_for_circles_can_be_cut_off():
    count = 60
    ring = [(n, (n + 1) % count) for n in range(count)]
    chords = [(n, (n + 29) % count) for n in range(count)]
    graph = strategies.linked_plan(count, ring + chords).freeze()
    (whole,) = planloom.find_cycles(graph)
    (cut,) = planloom.find_cycles(graph, links_per_knot=1)
    assert whole.is_shortest
    assert not cut.is_shortest
    assert len(cut.tasks) >= len(whole.tasks)
    with pytest.raises(TypeError):
        planloom.find_cycles(graph, links_per_knot=-1)


def test_order_is_a_sequence(small):
    order = planloom.topological_order(small.freeze())
    assert len(order) == 3
    assert list(order) == order.tasks == ["T1", "T2", "T3"]
    assert (order[0], order[-1]) == ("T1", "T3")
    assert order[1:] == ["T2", "T3"]
    assert order[::-1] == ["T3", "T2", "T1"]
    assert "T2" in order
    for place in (3, -4):
        with pytest.raises(IndexError):
            order[place]
    assert order.graph.plan == small


def test_order_of_nothing():
    order = planloom.topological_order(planloom.Plan().freeze())
    assert list(order) == []
    assert order.waves == []
    assert order.ids.shape == (0,)


@given(strategies.links(forward=True))
def test_ids_and_rows_say_the_same_as_keys(drawn):
    plan = strategies.linked_plan(*drawn)
    graph = plan.freeze()
    order = planloom.topological_order(graph)
    assert [plan.task(int(number)).key for number in order.ids] == list(order)
    assert np.array_equal(order.ids, graph.layout)
    assert not order.ids.flags.writeable
    offsets, items = graph.successor_rows
    for number, key in enumerate(order):
        after = [order[int(place)] for place in items[offsets[number] : offsets[number + 1]]]
        assert after == graph.successors(key)


def test_hierarchies_and_relations_backwards(small):
    graph = small.freeze()
    assert graph.children("G1") == ["G1.1"]
    assert graph.parent("G1.1") == "G1"
    assert graph.parent("T1") is None
    assert graph.children("R1") == []
    assert graph.is_leaf("T1")
    assert [each.task for each in graph.serves("G1")] == ["T3"]
    assert [each.task for each in graph.assignments("Office")] == ["T2", "T3"]
    assert graph.implements("R1") == [planloom.Implements(planloom.Node("goal", "G1"), "R1")]
    assert (graph.task_count, graph.link_count, graph.wave_count) == (3, 2, 3)
    assert graph.wave_of("T3") == 2
    for call in (graph.successors, graph.wave_of, graph.is_leaf, graph.children, graph.serves):
        with pytest.raises(planloom.UnknownKey):
            call("nothing")
    for wave in (3, -4):
        with pytest.raises(IndexError):
            graph.wave(wave)
