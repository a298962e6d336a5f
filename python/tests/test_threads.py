"""Long work lets other threads run, answers Ctrl-C, and gives all threads the same answer."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import planloom


def turns_while(work):
    """How often this thread gets a turn while another one does the work."""
    ready, done = threading.Event(), threading.Event()

    def run():
        ready.set()
        work()
        done.set()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    turns = 0
    while not done.is_set():
        time.sleep(0.001)
        turns += 1
    thread.join()
    return turns


# One call each that takes a tenth of a second and more.
LONG_WORK = {
    "read_json": lambda plan, graph, text: planloom.read_json(text),
    "write_json": lambda plan, graph, text: planloom.write_json(plan),
    "check": lambda plan, graph, text: planloom.check(graph),
    "impact": lambda plan, graph, text: planloom.impact(
        graph, failed_units=[f"U{number}" for number in range(500)]
    ),
    "schedule_risk": lambda plan, graph, text: planloom.schedule_risk(
        planloom.schedule(graph), samples=300, spread_above=0.3, threads=1
    ),
    "write_dot": lambda plan, graph, text: planloom.write_dot(graph, max_tasks=100_000),
}


@pytest.mark.parametrize("name", LONG_WORK)
def test_other_threads_run_meanwhile(large, large_json, name):
    graph = large.freeze()
    # With the lock held there are two or three turns, else one every 1 to 2 ms.
    assert turns_while(lambda: LONG_WORK[name](large, graph, large_json)) > 10


def test_other_threads_run_while_a_report_is_written(middle):
    graph = middle.freeze()
    assert turns_while(lambda: planloom.write_html(graph)) > 10


class Stop(Exception):
    pass


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="skipped: no interval timers")
@pytest.mark.parametrize("kind", [KeyboardInterrupt, Stop])
def test_signal_ends_long_work_with_what_its_handler_raises(large_json, kind):
    fired = []

    def handler(number, frame):
        fired.append(time.perf_counter())
        raise kind

    before = signal.signal(signal.SIGALRM, handler)
    start = time.perf_counter()
    planloom.read_json(large_json)
    whole = time.perf_counter() - start
    sent = time.perf_counter() + whole / 4
    signal.setitimer(signal.ITIMER_REAL, whole / 4)
    try:
        with pytest.raises(kind):
            planloom.read_json(large_json)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert fired[0] - sent < 0.1
    # Nothing is half done: the next reading is whole.
    assert planloom.read_json(large_json).counts["tasks"] == 100_000


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="skipped: no interval timers")
def test_signal_ends_the_drawing_of_samples(large):
    def handler(number, frame):
        raise Stop

    schedule = planloom.schedule(large)
    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    start = time.perf_counter()
    try:
        with pytest.raises(Stop):
            # Minutes of work.
            planloom.schedule_risk(schedule, samples=1_000_000, spread_above=0.3)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.perf_counter() - start < 2


def test_ctrl_c_ends_a_program(large_json, tmp_path):
    path = tmp_path / "large.json"
    path.write_bytes(large_json)
    code = (
        # A shell that starts the tests in the background has the signal ignored.
        "import planloom, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "print('ready', flush=True)\n"
        "while True: planloom.check(planloom.read_plan(sys.argv[1]))\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with run:
        assert run.stdout.readline() == "ready\n"
        time.sleep(0.3)
        start = time.perf_counter()
        os.kill(run.pid, signal.SIGINT)
        try:
            _, errors = run.communicate(timeout=20)
        finally:
            run.kill()
    assert run.returncode == -signal.SIGINT
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert time.perf_counter() - start < 2


def test_eight_threads_have_the_same_answers(worked):
    graph = worked.freeze()
    units = [unit.key for unit in worked.units()]

    def answers(_):
        return (
            planloom.check(graph).to_dict(),
            [planloom.impact(graph, failed_units=unit).to_dict() for unit in units],
            [planloom.reach(graph, f"unit:{unit}") for unit in units],
            planloom.write_json(worked),
            planloom.write_dot(graph),
            list(planloom.topological_order(graph)),
            planloom.matrix(graph, "task-unit").to_numpy().tolist(),
            planloom.schedule(graph, default_duration="5d").early_finish.tolist(),
        )

    expected = answers(None)
    # A graph of its own for the threads, so that what is made on the first call is made among them.
    graph = worked.freeze()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert all(answer == expected for answer in pool.map(answers, range(16)))
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="skipped: no fork")
def test_a_fork_goes_on():
    code = (
        "import os, sys, planloom\n"
        'plan = planloom.read_json(\'{"tasks": ["A", {"key": "B", "after": "A"}]}\')\n'
        "graph = plan.freeze()\n"
        "child = os.fork()\n"
        "answer = list(planloom.topological_order(graph))\n"
        "if child == 0: os._exit(answer != ['A', 'B'])\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_calls_leave_nothing_behind(small):
    graph = small.freeze()

    def use():
        planloom.check(graph).to_dict()
        planloom.impact(graph, failed_units="厅").to_dict()
        planloom.matrix(graph, "goal-task").to_coo()
        schedule = planloom.schedule(graph, start="2025-06-30")
        schedule.why("T3"), schedule.targets(), schedule.dates("late_start")
        planloom.schedule_capacity(schedule).to_pandas()
        planloom.schedule_risk(schedule, samples=10, threads=1).finish.percentile(0.8)
        planloom.Calendar(days=["2025-10-01"]).add("2025-09-30", "1d")
        planloom.read_json(planloom.write_json(small)).columns("tasks").to_pandas()
        for wrong in (lambda: small.task("none"), lambda: planloom.read_json("[")):
            with contextlib.suppress(planloom.Error):
                wrong()

    def blocks():
        import gc

        gc.collect()
        return sys.getallocatedblocks()

    for _ in range(20):
        use()
    # A leak grows each time; caches of Python and pandas fill up once.
    growths = []
    for _ in range(3):
        before = blocks()
        for _ in range(200):
            use()
        growths.append(blocks() - before)
    assert min(growths) < 200
