from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import planloom

# Examples are the same in every run, so that a failure is a failure of the change.
settings.register_profile(
    "planloom", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("planloom")

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "plans").glob("*.json"))


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(params=EXAMPLES, ids=[path.stem for path in EXAMPLES])
def example_path(request):
    return request.param


@pytest.fixture
def house():
    return planloom.read_plan(ROOT / "examples" / "plans" / "house.json")


@pytest.fixture
def circle():
    return planloom.read_plan(ROOT / "examples" / "plans" / "circle.json")


@pytest.fixture
def worked():
    return planloom.read_plan(ROOT / "examples" / "plans" / "qinghai-2023-worked.json")


@pytest.fixture
def small():
    """T1 -> T2 -> T3, both serve G1; 省大数据局 leads T1, 厅 leads the others; R1 asks for G1."""
    builder = planloom.PlanBuilder()
    builder.head = planloom.PlanHead(key="small", title="A small plan", language="en")
    builder.add_requirement("R1", title="Open the data")
    builder.add_goal("G1", title="Data are open", horizon="2025", owner="厅")
    builder.add_goal("G1.1", parent="G1")
    builder.add_task("T1", title="survey", duration="10d", due="2025-06")
    builder.add_task("T2", duration=90, status="in_progress", progress=40)
    builder.add_task("T3", is_milestone=True, due="2025-Q4", due_text="2025年底前")
    builder.add_unit("省大数据局", title="Data bureau", capacity=2.5)
    builder.add_unit("厅")
    builder.add_alias("厅", "Office")
    builder.serve("T1", "G1.1")
    builder.serve("T3", "G1", role="supporting", weight=0.5)
    builder.assign("T1", "省大数据局", role="lead")
    builder.assign("T2", "厅", role="lead")
    builder.assign("T3", "Office", role="lead")
    builder.assign("T3", "省大数据局", role="support", is_open=True)
    builder.depend("T2", after="T1", type="FS", lag="2d")
    builder.depend("T3", after="T2", is_soft=True, reason="it is customary")
    builder.implement("G1", "R1")
    builder.add_tag("T1", "data")
    builder.add_attribute("T1", "budget", {"amount": 12.5, "currency": "元"})
    builder.add_indicator("G1", title="share", measure="%", baseline=10, target="95.50")
    builder.refine("T1", "national", "N7")
    return builder.build()


def chains(count):
    """A plan of so many tasks in 1,000 chains, as bytes of JSON."""
    tasks = ",".join(
        f'{{"key":"T{n}","duration":"1d","serves":"G{n % 100}","lead":"U{n % 500}"'
        + (f',"after":["T{n - 1000}"]' if n >= 1000 else "")
        + "}"
        for n in range(count)
    )
    goals = ",".join(f'{{"key":"G{n}"}}' for n in range(100))
    return f'{{"planloom":1,"goals":[{goals}],"tasks":[{tasks}]}}'.encode()


@pytest.fixture(scope="session")
def large_json():
    return chains(100_000)


@pytest.fixture(scope="session")
def middle():
    return planloom.read_json(chains(5_000))


@pytest.fixture(scope="session")
def large(large_json):
    return planloom.read_json(large_json)
