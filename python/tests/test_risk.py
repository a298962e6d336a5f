"""How certain dates are."""

import datetime

import numpy as np
import pytest

import planloom


@pytest.fixture
def plan():
    """A before B and C; B is uncertain."""
    builder = planloom.PlanBuilder()
    builder.head = planloom.PlanHead(start=datetime.date(2025, 6, 30))
    builder.add_goal("G", horizon="2025-07-31")
    builder.add_task("A", duration="2d")
    builder.add_task("B", optimistic="3d", duration="5d", pessimistic="13d")
    builder.add_task("C", duration="3d", due="2025-07-08")
    builder.depend("B", "A")
    builder.depend("C", "A")
    builder.serve("B", "G")
    return builder.build()


def test_the_finish_is_a_distribution(plan):
    schedule = planloom.schedule(plan)
    risk = planloom.schedule_risk(schedule, samples=2000, deadline="2025-07-10", tasks="C")
    assert (risk.sample_count, risk.infeasible_count, risk.stop) == (2000, 0, "samples")
    finish = risk.finish
    assert finish.samples.shape == (2000,)
    assert (np.diff(finish.samples) >= 0).all()
    assert not finish.samples.flags.writeable
    # Two days and the mean of PERT, (3 + 4 * 5 + 13) / 6 days.
    assert finish.mean == pytest.approx(8 * 480, rel=0.02)
    assert finish.deviation > 0
    assert finish.percentile(0) == finish.samples[0]
    assert finish.percentile(1) == finish.samples[-1]
    low, high = finish.percentile_interval(0.8)
    assert low <= finish.percentile(0.8) <= high
    half = finish.probability_by(finish.percentile(0.5))
    assert 0 < half.low < 0.5 <= half.value < half.high < 1
    assert finish.deadline == datetime.datetime(2025, 7, 10)
    assert finish.on_time() == finish.probability_by(
        int(np.datetime64("2025-07-10").astype("datetime64[m]").astype("int64"))
    )
    assert set(risk.goals) == {"G"}
    assert risk.goals["G"].on_time().value == 1
    assert risk.tasks["C"].deviation == 0
    assert repr(finish).startswith("<planloom.FinishDistribution: P50 2025-07-")


def test_tasks_are_told_by_how_often_they_decide(plan):
    risk = planloom.schedule_risk(planloom.schedule(plan), samples=500)
    assert list(risk.criticality) == [1, 1, 0]
    assert risk.sensitivity[1] == pytest.approx(1)
    assert risk.duration_deviation[0] == 0
    frame = risk.to_pandas()
    assert list(frame["key"]) == ["A", "B", "C"]
    assert frame["duration_mean"][0] == 960
    assert risk.schedule.finish == planloom.schedule(plan).finish


def test_the_same_seed_gives_the_same_answer(plan):
    schedule = planloom.schedule(plan)
    answers = [
        planloom.schedule_risk(schedule, samples=300, seed=seed, threads=threads).finish.samples
        for seed, threads in ((7, 1), (7, 3), (8, 1))
    ]
    assert np.array_equal(answers[0], answers[1])
    assert not np.array_equal(answers[0], answers[2])


def test_quantiles_come_before_the_plan(plan):
    risk = planloom.schedule_risk(
        planloom.schedule(plan), samples=200, quantiles={"B": [(0, "4d"), (1, "4d")]}
    )
    assert risk.finish.deviation == 0
    assert risk.finish.mean == 6 * 480


@pytest.mark.parametrize("distribution", ["pert", "triangular", "uniform", "lognormal"])
def test_every_distribution_is_one(plan, distribution):
    risk = planloom.schedule_risk(
        planloom.schedule(plan), samples=200, distribution=distribution, has_sensitivity=False
    )
    assert risk.finish.deviation > 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"tail": 0.5},
        {"correlation": 2},
        {"samples": 0},
        {"confidence": 1},
        {"spread_below": -1},
        {"quantiles": {"B": [(0, 5), (1, 4)]}},
        {"tail": float("nan")},
    ],
)
def test_options_out_of_their_range(plan, wrong):
    with pytest.raises(planloom.Error) as caught:
        planloom.schedule_risk(planloom.schedule(plan), **wrong)
    assert caught.value.code in ("bad_risk_option", "bad_distribution")


def test_arguments_are_checked(plan):
    schedule = planloom.schedule(plan)
    for wrong in ({"distribution": "normal"}, {"samples": -1}, {"deadline": "soon"}):
        with pytest.raises(planloom.ReadError):
            planloom.schedule_risk(schedule, **wrong)
    for wrong in ({"goals": "H"}, {"tasks": ["T"]}, {"quantiles": {"T": []}}):
        with pytest.raises(planloom.UnknownKey):
            planloom.schedule_risk(schedule, **wrong)
    finish = planloom.schedule_risk(schedule, samples=10).finish
    for share in (-0.1, 1.1, float("nan")):
        with pytest.raises(planloom.ReadError):
            finish.percentile(share)


def test_a_plan_without_tasks_has_no_samples():
    finish = planloom.schedule_risk(planloom.schedule(planloom.Plan()), samples=10).finish
    assert finish.on_time() is None
    if len(finish.samples) == 0:
        with pytest.raises(planloom.Error) as caught:
            finish.percentile(0.5)
        assert caught.value.code == "no_samples"
