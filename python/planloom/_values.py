"""Plain values that questions about a plan are answered with, and the words that they use."""

import datetime
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

NodeKind: TypeAlias = Literal["requirement", "goal", "task", "unit"]
Severity: TypeAlias = Literal["info", "warning", "error"]
Role: TypeAlias = Literal[
    "lead",
    "co_lead",
    "responsible",
    "support",
    "guide",
    "implement",
    "supervise",
    "consult",
    "inform",
]
ServesRole: TypeAlias = Literal["necessary", "alternative", "supporting"]
LinkType: TypeAlias = Literal["FS", "SS", "FF", "SF"]
TaskStatus: TypeAlias = Literal["not_started", "in_progress", "done", "cancelled"]
RequirementKind: TypeAlias = Literal["clause", "problem", "comment"]
Disposition: TypeAlias = Literal["open", "adopted", "partly", "rejected"]
UnitKind: TypeAlias = Literal["unit", "group"]
SupportRule: TypeAlias = Literal["all", "any", "at_least"]
DatePrecision: TypeAlias = Literal["day", "month", "quarter", "half", "year"]
Recurrence: TypeAlias = Literal["year", "half", "quarter", "month", "week"]
Relation: TypeAlias = Literal[
    "assigned", "owns", "depends", "part_of_task", "serves", "part_of_goal", "implements"
]
Effect: TypeAlias = Literal["weakened", "incomplete", "blocked", "lost", "unanswered", "failed"]
MatrixKind: TypeAlias = Literal["goal-task", "task-unit", "goal-unit", "requirement-task"]
Faults: TypeAlias = Literal["refuse", "skip"]
Language: TypeAlias = Literal["en", "zh"]
TableName: TypeAlias = Literal[
    "requirements",
    "goals",
    "indicators",
    "tasks",
    "units",
    "serves",
    "assignments",
    "dependencies",
    "implements",
    "refines",
]


class Node(NamedTuple):
    """A node of any kind: a requirement, a goal, a task or a unit."""

    kind: NodeKind
    key: str


class Diagnostic(NamedTuple):
    """One fault, as a value.

    Attributes:
        code: Stable, and never used for anything else.
        severity: How much it weighs.
        where: Where it was written: a JSON pointer; empty where there is no such place.
        line: The line in the source, from 1; 0 when there is none.
        message: What was found and what was expected.
    """

    code: str
    severity: Severity
    where: str
    line: int
    message: str


class Limits(NamedTuple):
    """Bounds on what a reader accepts; each is named in the error that it causes.

    Attributes:
        depth: Of nested values.
        bytes: Of the whole text.
        errors: Faults that are listed; the rest are counted.
    """

    depth: int = 128
    bytes: int = 16 << 30
    errors: int = 1000


class WorkTime(NamedTuple):
    """How many working minutes a plan's day, and days a plan's week, hold."""

    minutes_per_day: int = 480
    days_per_week: int = 5


class DatePeriod(NamedTuple):
    """A date with its precision; `date` is the last day of the period."""

    date: datetime.date
    precision: DatePrecision = "day"

    def __str__(self) -> str:
        """The form that parse_date reads, such as `2025-Q2`."""
        from planloom import _core

        return _core._period_text(self)

    @property
    def first_day(self) -> datetime.date:
        """The first day of the period."""
        from planloom import _core

        return _core._period_first_day(self)


class DeclaredCounts(NamedTuple):
    """How many things of a kind the document itself says it has."""

    sections: int | None = None
    goals: int | None = None
    tasks: int | None = None


class Consultation(NamedTuple):
    """A consultation known by its counts only; comments known by their text are requirements."""

    rounds: int | None = None
    comments: int | None = None
    adopted: int | None = None
    partly: int | None = None
    rejected: int | None = None


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What a plan says of itself.

    Attributes:
        number: The document's number, such as 青政〔2023〕30号.
        language: A BCP 47 language tag; empty when not said.
        source: Where the plan was taken from.
        illustrative: Why the plan is an illustration; empty for a real one.
        based_on: Numbers or titles of the documents that the plan is based on.
        levels: Levels of units from the highest to the lowest.
        attributes: Free attributes, of any type that JSON has.
    """

    key: str = ""
    title: str = ""
    text: str = ""
    number: str = ""
    language: str = ""
    source: str = ""
    illustrative: str = ""
    based_on: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    work: WorkTime = field(default_factory=WorkTime)
    declared: DeclaredCounts = field(default_factory=DeclaredCounts)
    consultation: Consultation = field(default_factory=Consultation)
    attributes: dict[str, Any] = field(default_factory=dict)


class Serves(NamedTuple):
    """How a task serves a goal."""

    task: str
    goal: str
    role: ServesRole
    weight: float


class Assignment(NamedTuple):
    """What a unit does for a task.

    Attributes:
        amount: How much of the unit's capacity the task takes while it runs.
        is_open: Whether the list goes on without naming more (等).
        text: The unit as it was written, where that is not its key.
    """

    task: str
    unit: str
    role: Role
    amount: float
    is_open: bool
    text: str


class Dependency(NamedTuple):
    """A link between two tasks.

    Attributes:
        lag: In minutes of work, negative for a lead.
        max_lag: In minutes of work, or None.
        is_elapsed: Whether the lags run through nights and holidays instead.
        is_soft: Whether the link is a wish.
    """

    predecessor: str
    successor: str
    type: LinkType
    lag: int
    max_lag: int | None
    is_elapsed: bool
    is_soft: bool
    reason: str


class Implements(NamedTuple):
    """A goal or task that answers a requirement."""

    node: Node
    requirement: str


class Refines(NamedTuple):
    """A task and the task of a higher-level plan that it refines."""

    task: str
    plan: str
    target: str


class Indicator(NamedTuple):
    """By what a goal is measured. Numbers are decimal texts, so that no digit is lost."""

    goal: str
    title: str
    measure: str
    baseline: str
    target: str
    actual: str
    due: DatePeriod | None


class Cycle(NamedTuple):
    """A circle: `links[i]` leads from `tasks[i]` to the next task, the last one to the first.

    Attributes:
        knot_size: How many tasks the knot holds in which the circle lies.
        is_shortest: Whether no circle in this knot is shorter. False only when the search was
            cut off by its budget.
    """

    tasks: list[str]
    links: list[Dependency]
    knot_size: int
    is_shortest: bool


class RuleText(NamedTuple):
    """The words of a rule in one language."""

    title: str
    what: str
    why: str
    fix: str
    message: str


class Rule(NamedTuple):
    """A rule. Ids and names are stable and never used for anything else."""

    id: str
    name: str
    severity: Severity
    source: str
    en: RuleText
    zh: RuleText


class NotEvaluated(NamedTuple):
    """A rule that had nothing to look at, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a matrix that is not empty.

    Attributes:
        marks: Words of `Matrix.mark_words`.
        count: How many relations stand behind the cell.
        is_direct: Whether the relation is the row's own; False when it comes only from a subgoal.
    """

    marks: tuple[str, ...]
    count: int
    is_direct: bool


class Written(NamedTuple):
    """A plan in some format, and a note for all that this format cannot hold."""

    bytes: bytes
    notes: list[Diagnostic]


class Step(NamedTuple):
    """One step of a path along which harm travels."""

    source: Node
    target: Node
    relation: Relation


class Cause(NamedTuple):
    """What is assumed to happen: units that fail, tasks that are dropped."""

    failed_units: list[str]
    dropped_tasks: list[str]


class Notice(NamedTuple):
    """A unit that must be told: it has a role in an affected task or owns an affected goal."""

    unit: str
    tasks: list[str]
    goals: list[str]


class Transmission(NamedTuple):
    """One line of the declared table: what an edge of influence passes on.

    Attributes:
        when: Which edges of the relation: a role, hard or soft; empty for all.
        of_stopped: The most that the edge does to its target when its source is stopped.
        of_incomplete: The same when its source is incomplete.
        of_weakened: The same when its source is weakened.
    """

    relation: Relation
    when: str
    of_stopped: str
    of_incomplete: str
    of_weakened: str
