"""Random plans for the laws."""

from hypothesis import strategies as st

import planloom

# Letters of one, two, three and four bytes; signs that JSON and DOT escape; a space.
keys = st.text(alphabet='Aé大😀"\\\n <-', min_size=1, max_size=4)
texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
minutes = st.integers(0, 100_000)


def task_keys(count):
    return [f"T{number}" for number in range(count)]


@st.composite
def links(draw, max_tasks=9, forward=False):
    """The number of tasks and pairs (predecessor, successor); twice the same is allowed."""
    count = draw(st.integers(0, max_tasks))
    if count == 0:
        return 0, []
    task = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(task, task), max_size=3 * count))
    if forward:
        pairs = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    return count, pairs


def linked_plan(count, pairs):
    builder = planloom.PlanBuilder()
    for key in task_keys(count):
        builder.add_task(key)
    for before, after in pairs:
        builder.depend(f"T{after}", f"T{before}")
    return builder.build()


hours = st.sampled_from(["", "08:00-12:00, 13:00-17:00", "00:00-24:00", "09:30-10:00"])


@st.composite
def calendars(draw, key=keys):
    """A calendar as a plan gives it."""
    days = []
    for _ in range(draw(st.integers(0, 2))):
        first, last = sorted([draw(st.dates()), draw(st.dates())])
        days.append(planloom.CalendarException(first, last, draw(hours), draw(texts)))
    week = draw(st.none() | st.tuples(*[hours] * 7))
    return planloom.PlanCalendar(draw(key), draw(texts), week, tuple(days))


@st.composite
def plans(draw):
    """Plans with all kinds of rows; references may name nothing, keys may occur twice."""
    builder = planloom.PlanBuilder()
    builder.head = planloom.PlanHead(
        key=draw(texts),
        title=draw(texts),
        work=planloom.WorkTime(draw(st.integers(1, 1440)), draw(st.integers(1, 7))),
        start=draw(st.none() | st.datetimes()),
        status_date=draw(st.none() | st.dates()),
        calendar=draw(st.just("") | keys),
        calendars=tuple(draw(st.lists(calendars(), max_size=2))),
        starts_at_once=draw(st.booleans()),
        based_on=tuple(draw(st.lists(texts, max_size=2))),
        declared=planloom.DeclaredCounts(tasks=draw(st.none() | st.integers(0, 9))),
    )
    some_keys = draw(st.lists(keys, min_size=1, max_size=5))
    key = st.sampled_from(some_keys)
    maybe_key = st.none() | key
    for _ in range(draw(st.integers(0, 2))):
        builder.add_requirement(
            draw(key),
            title=draw(texts),
            kind=draw(st.sampled_from(planloom.words("requirement_kind"))),
            disposition=draw(st.none() | st.sampled_from(planloom.words("disposition")[1:])),
            round=draw(st.none() | st.integers(1, 3)),
        )
    goals = [
        builder.add_goal(
            draw(key), title=draw(texts), parent=draw(maybe_key), owner=draw(maybe_key)
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    for _ in range(draw(st.integers(0, 3))):
        builder.add_unit(
            draw(key),
            parent=draw(maybe_key),
            capacity=draw(st.none() | st.floats(0.001, 1e9)),
            exists_from=draw(st.none() | st.dates()),
            calendar=draw(st.just("") | keys),
        )
    tasks = [
        builder.add_task(
            draw(key),
            title=draw(texts),
            parent=draw(maybe_key),
            duration=draw(st.none() | minutes),
            due=draw(st.none() | st.sampled_from(["2025", "2025-H1", "2025-Q2", "2025-06"])),
            status=draw(st.sampled_from(planloom.words("status"))),
            progress=draw(st.none() | st.integers(0, 100)),
            start_no_earlier=draw(st.none() | st.dates()),
            start_no_later=draw(st.none() | st.dates()),
            finish_no_earlier=draw(st.none() | st.dates()),
            is_late=draw(st.booleans()),
            calendar=draw(st.just("") | keys),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    for task in tasks:
        builder.serve(
            task,
            draw(key),
            role=draw(st.sampled_from(planloom.words("serves_role"))),
            weight=draw(st.floats(0.001, 1e9)),
        )
        builder.assign(task, draw(key), draw(st.sampled_from(planloom.words("role"))))
        builder.depend(
            task,
            draw(key),
            type=draw(st.sampled_from(planloom.words("type"))),
            lag=draw(st.integers(-1000, 1000)),
            is_soft=draw(st.booleans()),
            reason=draw(texts),
        )
        builder.implement(f"task:{task}", draw(key))
        builder.add_tag(task, draw(texts))
    for goal in goals:
        builder.add_indicator(goal, title=draw(texts), target=draw(st.none() | st.integers()))
    return builder.build()
