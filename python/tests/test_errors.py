"""The exceptions: what they are, what they carry, and that they pickle."""

import copy
import copyreg
import pickle

import pytest

import planloom


def raised(call):
    with pytest.raises(planloom.Error) as caught:
        call()
    return caught.value


@pytest.fixture(
    params=[
        "Error",
        "ReadError",
        "InvalidPlan",
        "UnknownKey",
        "CycleError",
        "InfeasibleLinks",
        "IoError",
    ]
)
def error(request, circle, tmp_path):
    twice = planloom.read_json('{"goals":["X"],"tasks":["X","X"]}')
    calls = {
        "Error": lambda: twice.node("X"),
        "ReadError": lambda: planloom.read_json("["),
        "InvalidPlan": twice.freeze,
        "UnknownKey": lambda: circle.task("scop"),
        "CycleError": lambda: planloom.topological_order(circle.freeze()),
        "InfeasibleLinks": lambda: planloom.schedule(circle),
        "IoError": lambda: planloom.read_plan(tmp_path / "none"),
    }
    found = raised(calls[request.param])
    assert type(found) is getattr(planloom, request.param)
    return found


BASES = {
    "Error": Exception,
    "ReadError": ValueError,
    "InvalidPlan": ValueError,
    "UnknownKey": KeyError,
    "CycleError": ValueError,
    "InfeasibleLinks": ValueError,
    "IoError": OSError,
}

CODES = {
    "Error": "ambiguous_key",
    "ReadError": "read_error",
    "InvalidPlan": "invalid_plan",
    "UnknownKey": "unknown_task",
    "CycleError": "cycle",
    "InfeasibleLinks": "positive_cycle",
    "IoError": "io_error",
}


def test_each_is_an_error_and_what_python_calls_it(error):
    name = type(error).__name__
    assert isinstance(error, planloom.Error)
    assert isinstance(error, BASES[name])
    assert error.code == CODES[name]


def test_text_is_one_line_that_begins_with_the_code(error):
    assert str(error).startswith(f"[{error.code}] ")
    assert "\n" not in str(error)
    assert str(error) == error.message


@pytest.mark.parametrize("again", [pickle.loads, copy.copy, copy.deepcopy])
def test_copies_carry_the_same(error, again):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        other = again(pickle.dumps(error, protocol)) if again is pickle.loads else again(error)
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert other.__dict__ == error.__dict__
        assert other.args == error.args
        if isinstance(error, planloom.IoError):
            assert (other.errno, other.filename) == (error.errno, error.filename)


def test_diagnostics_are_values():
    error = raised(lambda: planloom.read_json("["))
    fault = error.diagnostics[0]
    assert isinstance(fault, planloom.Diagnostic)
    assert "syntax" in [each.code for each in error.diagnostics]
    assert fault == planloom.Diagnostic(*fault)
    assert fault.line == 1


def test_fields_have_defaults_for_those_who_raise_their_own():
    for name in BASES:
        error = getattr(planloom, name)()
        assert isinstance(error.code, str)
        assert pickle.loads(pickle.dumps(error)).code == error.code


def test_what_was_never_made_is_refused():
    names = "Plan PlanBuilder PlanGraph TaskView Order Finding CheckResult Affected Impact Matrix"
    names += " LiveOrder Schedule Calendar PlanCapacity Risk FinishDistribution"
    for name in [*names.split(), "Path", "GoalView", "UnitView", "RequirementView"]:
        kind = getattr(planloom, name)
        for make in (kind.__new__, object.__new__, copyreg.__newobj__):
            with pytest.raises(TypeError):
                make(kind)
        if name not in ("Plan", "PlanBuilder", "LiveOrder", "Calendar"):
            with pytest.raises(TypeError):
                kind()
        with pytest.raises(TypeError):
            type("Derived", (kind,), {})


def test_arguments_of_the_wrong_kind_are_type_errors(small):
    graph = small.freeze()
    for call in (
        lambda: planloom.freeze(graph),
        lambda: planloom.topological_order(small),
        lambda: planloom.impact(small),
        lambda: planloom.check(None),
        lambda: planloom.matrix(small, "goal-task"),
        lambda: planloom.write_json(graph),
        lambda: small.task(None),
        lambda: small.task(b"T1"),
    ):
        with pytest.raises(TypeError):
            call()
    with pytest.raises(planloom.ReadError, match="expected one of refuse, skip"):
        small.freeze(faults="ignore")
