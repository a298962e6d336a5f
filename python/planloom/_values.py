"""Plain values that questions about a plan are answered with, and the words that they use."""

import datetime
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

NodeKind: TypeAlias = Literal["requirement", "goal", "task", "unit"]
Severity: TypeAlias = Literal["info", "warning", "error"]
Profile: TypeAlias = Literal["policy", "schedule", "supervision", "revision", "strict"]
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
MatrixKind: TypeAlias = Literal[
    "goal-task", "task-unit", "goal-unit", "requirement-task", "unit-unit"
]
MarkStyle: TypeAlias = Literal["keys", "signs", "words", "raci"]
GroupAxis: TypeAlias = Literal["level", "region", "parent", "system", "goal", "section"]
Faults: TypeAlias = Literal["refuse", "skip"]
Gaps: TypeAlias = Literal["fail", "left_out"]
Truth: TypeAlias = Literal["no", "unknown", "yes"]
CoverageState: TypeAlias = Literal["covered", "possible", "unknown", "partial", "uncovered"]
NotTimed: TypeAlias = Literal["timed", "not_asked", "no_horizon", "no_times", "bad_links"]
FactField: TypeAlias = Literal["lead", "duration", "due", "start"]
Language: TypeAlias = Literal["en", "zh"]
DriverKind: TypeAlias = Literal[
    "plan_start",
    "link",
    "start_no_earlier",
    "finish_no_earlier",
    "must_start",
    "must_finish",
    "status_date",
    "as_late_as_possible",
    "actual",
    "part",
]
ConflictKind: TypeAlias = Literal["link", "start_no_later", "finish_no_later", "finish"]
WaitKind: TypeAlias = Literal["none", "link", "unit", "too_small"]
BoundKind: TypeAlias = Literal["critical_path", "energy", "disjunctive", "destructive"]
Distribution: TypeAlias = Literal["pert", "triangular", "uniform", "lognormal"]
LedgerField: TypeAlias = Literal[
    "key",
    "title",
    "text",
    "section",
    "goal",
    "parent",
    "lead",
    "co_lead",
    "responsible",
    "support",
    "guide",
    "implement",
    "supervise",
    "consult",
    "inform",
    "start",
    "due",
    "duration",
    "predecessors",
    "status",
    "progress",
    "actual_start",
    "actual_finish",
    "deliverable",
    "requirement",
    "tags",
    "milestone",
    "level",
    "region",
    "duty",
    "aliases",
    "capacity",
    "source",
    "successor",
    "link_type",
    "lag",
    "attribute",
]
IndicatorKind: TypeAlias = Literal["input", "activity", "output", "outcome", "impact"]
Aggregation: TypeAlias = Literal["sum", "least", "greatest", "mean"]
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
    "reports",
    "extensions",
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


class AskedUnits(NamedTuple):
    """Whom a consultation round asked, by key."""

    round: int | None = None
    units: tuple[str, ...] = ()


class Supervision(NamedTuple):
    """How the work is watched (督查).

    Attributes:
        report_every: How often a task is reported on: `week`, `month`, `quarter`, `half` or `year`;
            empty when not said.
        grace_days: Days after the end of a period until the report of it is in.
        plans_due: By when the leads hand in their own plans (实施方案).
    """

    report_every: str = ""
    grace_days: int | None = None
    plans_due: datetime.date | None = None


class Dropped(NamedTuple):
    """A row of an earlier revision that is here no more, and what became of it."""

    kind: NodeKind
    key: str
    replaced_by: str = ""
    reason: str = ""


class CalendarException(NamedTuple):
    """Days on which other hours are worked than the week says.

    Attributes:
        first: The first day.
        last: The last day; where it is None, the first one.
        hours: Such as `08:00-12:00, 13:00-17:00`; empty for days off.
        name: Such as 春节.
    """

    first: datetime.date
    last: datetime.date | None = None
    hours: str = ""
    name: str = ""


class PlanCalendar(NamedTuple):
    """A calendar as a plan gives it; plan, tasks and units name it by its key.

    Attributes:
        week: The hours of the days from Monday to Sunday, such as `08:00-12:00, 13:00-17:00`; None
            for the standard week of the plan's work time.
        days: Days with other hours. Where they overlap, the later one in the list holds.
    """

    key: str
    title: str = ""
    week: tuple[str, ...] | None = None
    days: tuple[CalendarException, ...] = ()


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
        start: When work on the plan begins; None when not said. A date stands for its first minute.
        status_date: Up to when status, progress and actual dates say what happened; likewise.
        calendar: The key of the calendar that holds where a task names none; empty for the standard
            week of `work`.
        calendars: Which days and hours are worked.
        starts_at_once: Whether tasks begin at the very moment that their links allow, be it in the
            night; else when work next goes on.
        attributes: Free attributes, of any type that JSON has.
        asked: The units that each round of the consultation asked.
        dropped: What earlier revisions had and this one has not.
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
    start: datetime.datetime | datetime.date | None = None
    status_date: datetime.datetime | datetime.date | None = None
    calendar: str = ""
    calendars: tuple[PlanCalendar, ...] = ()
    starts_at_once: bool = False
    declared: DeclaredCounts = field(default_factory=DeclaredCounts)
    consultation: Consultation = field(default_factory=Consultation)
    attributes: dict[str, Any] = field(default_factory=dict)
    asked: tuple[AskedUnits, ...] = ()
    supervision: Supervision = field(default_factory=Supervision)
    dropped: tuple[Dropped, ...] = ()


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
        is_inferred: Whether the role was taken from the place in the list.
    """

    task: str
    unit: str
    role: Role
    amount: float
    is_open: bool
    text: str
    is_inferred: bool = False


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
    """A goal or task that answers a requirement.

    Attributes:
        confirmed: The fingerprint of the requirement when somebody last confirmed the link; empty
            if nobody did.
    """

    node: Node
    requirement: str
    confirmed: str = ""


class Refines(NamedTuple):
    """A task and the task of a higher-level plan that it refines."""

    task: str
    plan: str
    target: str


class Report(NamedTuple):
    """What was reported of a task, and when.

    Attributes:
        progress: Per cent, 0 to 100, or None.
    """

    task: str
    date: datetime.date | None
    progress: int | None
    text: str


class Extension(NamedTuple):
    """A deadline that was put off.

    Attributes:
        recorded: The day on which it was granted.
        before: The deadline before.
        until: The deadline after.
    """

    task: str
    recorded: datetime.date | None
    before: datetime.date | None
    until: datetime.date | None
    reason: str


class Indicator(NamedTuple):
    """By what a goal is measured. Numbers are decimal texts, so that no digit is lost.

    Attributes:
        source: Where the numbers come from.
        kind: Which stage of the results chain it measures, or None.
        aggregation: How the indicators of the same title of the subgoals make it up, or None.
    """

    goal: str
    title: str
    measure: str
    baseline: str
    target: str
    actual: str
    due: DatePeriod | None
    source: str = ""
    kind: IndicatorKind | None = None
    aggregation: Aggregation | None = None


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


class Ratio(NamedTuple):
    """What a rule that counts a share has counted.

    Attributes:
        threshold: A share, 0 to 1, or more where the rule says so.
        is_floor: Whether the share must reach the threshold, not stay within.
        unknown: Nodes that were not counted because a field was not known.
    """

    rule: str
    numerator: int
    denominator: int
    threshold: float
    is_floor: bool
    unknown: int

    @property
    def share(self) -> float:
        """The numerator by the denominator."""
        return self.numerator / self.denominator

    @property
    def passes(self) -> bool:
        """Whether the share keeps to the threshold."""
        return self.share >= self.threshold if self.is_floor else self.share <= self.threshold


class Mend(NamedTuple):
    """A finding that was mended, in English and Chinese."""

    rule: str
    fingerprint: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class HorizonCoverage:
    """Whether a goal can be reached by its horizon.

    Attributes:
        reason: `timed`, or why it is not said whether the goal is reached in time.
        in_time: `yes`, `no` or `unknown`; None where it is not said.
        horizon: The last day of the horizon.
        earliest: The day on which enough of what the goal rests on is finished at the earliest.
        is_lower_bound: Whether facts are missing that may make it later.
        spare_minutes: Working minutes from `earliest` to the end of the horizon; negative for a
            shortage.
        spare_days: The same in days of the calendar.
        last: The key of the task that finishes on `earliest`.
    """

    reason: NotTimed
    in_time: Truth | None
    horizon: datetime.date | None
    earliest: datetime.date | None
    is_lower_bound: bool
    spare_minutes: int | None
    spare_days: int | None
    last: str | None


@dataclass(frozen=True, slots=True)
class GoalCoverage:
    """How far one goal is covered.

    Attributes:
        goal: Its key.
        shallow: By the tasks that serve the goal itself.
        deep: By its formula, subgoals included.
        is_reached: Whether the formula holds by tasks that are done alone.
        is_soft: Whether nothing but supporting tasks serve it.
        supports: How many supports it has.
        needed: How many must hold.
        holding: How many hold.
        open: Of how many it is not known.
        horizon: Whether it can be reached in time.
        unwanted: Keys of tasks that it does not want.
        missing_tags: Tags that it needs and no task bears.
    """

    goal: str
    shallow: CoverageState
    deep: CoverageState
    is_reached: bool
    is_soft: bool
    supports: int
    needed: int
    holding: int
    open: int
    horizon: HorizonCoverage
    unwanted: tuple[str, ...]
    missing_tags: tuple[str, ...]


class MissingFact(NamedTuple):
    """Something that is not said, and that the answer for a goal may depend on.

    Attributes:
        task: The key of the task; None where the plan itself does not say it.
        field: What is not said.
        involved: Goals, not decided so far, that rest on it.
        settles: Goals that it decides alone, if it turns out well.
        settles_next: Goals that it decides, if it turns out well, after those before it have.
    """

    task: str | None
    field: FactField
    involved: int
    settles: int
    settles_next: int


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


class Fraction(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """The share, or None where there is nothing to count: not evaluated is not 0."""
        return self.part / self.whole if self.whole else None


class Margins(NamedTuple):
    """Sums of a matrix along its rows and columns.

    Attributes:
        rows: Rows that are not empty, of all.
        columns: Columns that are not empty, of all.
        cells: Cells that are not empty, of all.
        relations: Relations behind all cells.
        marks: How many cells have each of `Matrix.mark_words`.
        row_marks: The same for each row: an array of rows by words.
        column_marks: The same for each column.
    """

    rows: Fraction
    columns: Fraction
    cells: Fraction
    relations: int
    marks: dict[str, int]
    row_marks: NDArray[np.uint32]
    column_marks: NDArray[np.uint32]


class CrossingCount(NamedTuple):
    """How many stay within one group, cross to another, or have a group that is not known."""

    inside: int
    crossing: int
    unknown: int

    @property
    def share(self) -> float | None:
        """The share that crosses, of those of which it is known; None where there are none."""
        known = self.inside + self.crossing
        return self.crossing / known if known else None


class GroupPair(NamedTuple):
    """Two different groups that have to do with each other.

    Attributes:
        tasks: Tasks in which both take part; the same in both directions.
        hand_offs: From one to the other.
    """

    source: str
    target: str
    tasks: int
    hand_offs: int


class Crossings(NamedTuple):
    """How much work stays inside the groups of one axis and how much crosses them.

    Attributes:
        groups: Empty where no node says anything on the axis: nothing is evaluated.
        tasks: None where nothing is evaluated.
        single_tasks: On axes of units, tasks with fewer than two units, which are not in `tasks`.
        hand_offs: None where nothing is evaluated.
        pairs: Those that cross.
        left_out_tasks: Tasks beyond the bound on units, which were not counted.
        left_out_links: The same of links.
    """

    axis: str
    groups: list[str]
    tasks: CrossingCount | None
    single_tasks: int
    hand_offs: CrossingCount | None
    pairs: list[GroupPair]
    left_out_tasks: int
    left_out_links: int

    @property
    def is_evaluated(self) -> bool:
        """Whether any node says something on the axis."""
        return bool(self.groups)


class Written(NamedTuple):
    """A plan in some format, and a note for all that this format cannot hold."""

    bytes: bytes
    notes: list[Diagnostic]


class Step(NamedTuple):
    """One step of a path along which harm travels."""

    source: Node
    target: Node
    relation: Relation


class QueryFault(NamedTuple):
    """One fault of a query, or a warning about it.

    Attributes:
        code: `query_syntax`, `query_type`, `query_name` or `query_context`; of a warning
            `mixed_operators`, `no_such_value`, `left_out`, `not_evaluated` or `no_dates`.
        message: What was found and what was expected.
        column: From 1, as on a terminal: a Chinese character takes two.
        offset: In bytes of UTF-8, from 0.
        length: In bytes of UTF-8.
        expected: What could stand there; empty where the message says it all.
        nearest: The most similar name that exists, or empty.
    """

    code: str
    message: str
    column: int
    offset: int
    length: int
    expected: str = ""
    nearest: str = ""


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


class Driver(NamedTuple):
    """What holds a task where it is.

    Attributes:
        task: The task that the link comes from, or the part that finishes last; else None.
        link: None where no link drives.
    """

    kind: DriverKind
    task: str | None
    link: Dependency | None


class ScheduleConflict(NamedTuple):
    """A link or a constraint that the dates do not hold, because a task is fixed elsewhere.

    Attributes:
        kind: A link, a latest date of the task, or the finish that was asked for.
        task: None for the plan itself.
        link: None where it is no link.
        by: Minutes of working time that are missing; above 0.
    """

    kind: ConflictKind
    task: str | None
    link: Dependency | None
    by: int


class SchedulePath(NamedTuple):
    """A chain of tasks each of which waits for the one before it.

    Attributes:
        links: `links[i]` leads to `tasks[i + 1]`; None where a greatest lag is passed against its
            link.
        slack: By how many working minutes the chain could be longer before the end moves; 0 for a
            critical path.
    """

    tasks: list[str]
    links: list[Dependency | None]
    slack: int


class ScheduleStep(NamedTuple):
    """A step of a reason: a task, what holds it there, and that in words.

    Attributes:
        en: Such as `T2 starts on 2025-06-30T08:00, when T1 finishes`.
        zh: The same in Chinese.
    """

    task: str
    driver: Driver
    en: str
    zh: str


class WhyNotCritical(NamedTuple):
    """Why a task that is not critical is not.

    Attributes:
        margin: How much more time it could take, in minutes of its working time; 0 and less for a
            critical task.
        path: The longest chain through the task; empty for a task with parts, and for one that
            takes no part.
    """

    margin: int
    path: SchedulePath


class ScheduleTarget(NamedTuple):
    """Something that is to be reached by a date. Moments are those of its schedule.

    Attributes:
        node: A goal or task; None for the plan itself.
        deadline: The last moment that keeps the date.
        finish: When the last task that it needs finishes.
        last: That task; None where nothing serves a goal.
        margin: Working minutes from finish to deadline; negative where it is missed.
    """

    node: Node | None
    deadline: int
    finish: int
    last: str | None
    margin: int


class LedgerHeader(NamedTuple):
    """A field of a ledger and a header under which it is recognised."""

    field: LedgerField
    header: str


class Excerpt(NamedTuple):
    """A task or one of its assignments, with the text from which it was read.

    Attributes:
        task: The key of the task.
        assignment: None for the row of the task itself.
        line: Of the source, from 1; 0 when not known.
        found: What was understood, such as `lead 税务总局`.
        source: The line or cell of the source in which it stands.
    """

    task: str
    assignment: Assignment | None
    line: int
    found: str
    source: str


class ClauseAssignment(NamedTuple):
    """One unit that a responsibility clause names.

    Attributes:
        written: The name as written, without the brackets behind it.
        name: The name with the prefix that it left out: 教育厅 after 省财政厅 is 省教育厅.
        aliases: Other names of the same body, from the brackets behind the name.
        position: The place in the clause, from 1.
        is_open: Whether the list goes on behind this unit without naming more (等).
        is_group: Whether the name is a class of bodies, such as 各市州政府.
        is_expanded: Whether the name was completed with a prefix.
        text: The part of the clause that says it.
    """

    written: str
    name: str
    aliases: tuple[str, ...]
    role: Role
    position: int
    is_open: bool
    is_group: bool
    is_expanded: bool
    text: str


class ClauseNote(NamedTuple):
    """Something in a clause that was guessed or could not be read."""

    code: str
    message: str


class Clause(NamedTuple):
    """What stands in one responsibility clause.

    Attributes:
        is_joint: Whether several units share the task by declaration.
        is_none: Whether the clause says that there is no unit (无, —).
        deadline: What follows a label of time, such as 完成时限; empty if nothing does.
        first_is_lead: Whether the unit that is listed first is the lead in later clauses too.
        later_units: Units that every later clause has as well.
    """

    assignments: list[ClauseAssignment]
    is_joint: bool
    is_none: bool
    deadline: str
    notes: list[ClauseNote]
    first_is_lead: bool
    later_units: list[ClauseAssignment]


class Deadline(NamedTuple):
    """A deadline as a person wrote it, with what could be read of it.

    Attributes:
        due: The last period in which it may be met; None when only recurring, ongoing or unread.
        start: The beginning of a range such as 2024年1月至2025年6月, or None.
        is_ongoing: Whether it goes on without an end (持续推进, 长期坚持).
        every: `year`, `half`, `quarter`, `month` or `week` when it comes back; else empty.
        text: As written.
        is_guessed: Whether the year was taken from the document, or the period is a matter of
            reading (2025年初).
        date_count: How many dates the text holds; `due` is the latest of them.
    """

    due: DatePeriod | None
    start: DatePeriod | None
    is_ongoing: bool
    every: str
    text: str
    is_guessed: bool
    date_count: int


class FoundDeadline(NamedTuple):
    """A deadline found in running text, and the character at which it begins."""

    offset: int
    deadline: Deadline


class CapacityWait(NamedTuple):
    """What makes a task wait under capacities.

    Attributes:
        kind: Nothing, tasks before it that wait, other tasks that use the unit, or the unit's own
            capacity.
        unit: The key of the unit, or None.
        tasks: Those that hold it: the users of the unit just before it starts, or the task before
            it.
    """

    kind: WaitKind
    unit: str | None
    tasks: list[str]


class AllOrders(NamedTuple):
    """Orders of a plan, each of all tasks.

    Attributes:
        is_complete: Whether these are all there are; False when the bound cut them off.
    """

    orders: list[list[str]]
    is_complete: bool


class Chain(NamedTuple):
    """Tasks one after another: `links[i]` leads from `tasks[i]` to `tasks[i + 1]`."""

    tasks: list[str]
    links: list[Dependency]


class Width(NamedTuple):
    """How many tasks can go on side by side, which lies between the sizes of both lists.

    Attributes:
        antichain: Tasks none of which comes before another, in plan order.
        chains: Every task is in one; each task of a chain comes before the next one, by one link or
            by a path over tasks of other chains.
    """

    antichain: list[str]
    chains: list[list[str]]

    @property
    def at_least(self) -> int:
        """The size of the antichain."""
        return len(self.antichain)

    @property
    def at_most(self) -> int:
        """The number of chains."""
        return len(self.chains)

    @property
    def is_exact(self) -> bool:
        """Whether the width is known. False only when the search was cut off by its budget."""
        return self.at_least == self.at_most


class Repair(NamedTuple):
    """Links whose removal frees one knot of circles.

    Attributes:
        remove: In plan order. Links that lead from one task to one other go together.
        hard_links: How many of them are no wishes; fewer come first.
        soft_links: How many of them are wishes.
        is_minimal: Whether none of the links can be put back. False only when that was not tried
            for all of them.
        order: The proof: the tasks of the knot in an order in which every link of the knot that is
            kept runs forward.
    """

    remove: list[Dependency]
    hard_links: int
    soft_links: int
    is_minimal: bool
    order: list[str]


class RepairAdvice(NamedTuple):
    """The repairs of one knot, best first.

    Attributes:
        is_exact: Whether no repair is cheaper than the first, and none is left out between the
            first and the last. False when the knot is large or the search was cut off.
    """

    repairs: list[Repair]
    is_exact: bool


class Probability(NamedTuple):
    """A probability that was met by counting, and between what it lies with some confidence."""

    value: float
    low: float
    high: float
