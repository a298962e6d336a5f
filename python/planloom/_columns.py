"""The columns of a table as a mapping, and tables for pandas."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from planloom._values import TableName

if TYPE_CHECKING:
    import pandas

    from planloom._core import Plan, PlanCapacity, Risk, Schedule


class Columns(Mapping[str, NDArray[Any]]):
    """The columns of a plan's table by name, each made when it is asked for.

    Arrays cannot be written to. Numbers and truth values share the plan's memory; where nothing was
    given, minutes are `no_minutes` and counts `no_number`. Texts, words and keys are arrays of
    objects, dates are `datetime64[D]`.
    """

    __slots__ = ("_names", "_plan", "_table")

    def __init__(self, plan: "Plan", table: TableName, names: tuple[str, ...]) -> None:
        """Made by Plan.columns."""
        self._plan = plan
        self._table = table
        self._names = names

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column, as people read it.

        Raises:
            UnknownKey: There is no such column.
        """
        return self._plan._column(self._table, name)

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        """Whether there is such a column."""
        return name in self._names

    def __repr__(self) -> str:
        """The table and the names of its columns."""
        return f"<planloom.Columns of {self._table}: {', '.join(self._names)}>"

    def codes(self, name: str) -> NDArray[Any]:
        """The column as it is stored: codes of words, row numbers of references, days since 1970.

        It shares the plan's memory. The row number of nothing is 2**32 - 1, no date is -2**31.

        Raises:
            UnknownKey: There is no such column, or it holds texts.
        """
        return self._plan._codes(self._table, name)

    def words(self, name: str) -> tuple[str, ...] | None:
        """The words that the codes of a column stand for, or None if it holds no words.

        Raises:
            UnknownKey: There is no such column.
        """
        return self._plan._words(self._table, name)

    def to_pandas(self) -> "pandas.DataFrame":
        """The table as a DataFrame: words as categories, missing numbers as `<NA>`.

        Raises:
            ImportError: pandas is not installed.
        """
        _need_pandas()
        import pandas

        from planloom._core import no_minutes, no_number

        columns: dict[str, Any] = {}
        for name in self._names:
            words = self.words(name)
            if words is not None:
                columns[name] = pandas.Categorical.from_codes(
                    self.codes(name), categories=pandas.Index(words)
                )
                continue
            values = self[name]
            if values.dtype in ("int64", "int32"):
                missing = no_minutes if values.dtype == "int64" else no_number
                columns[name] = pandas.arrays.IntegerArray(
                    values.astype("int64"), values == missing
                )
            else:
                columns[name] = values
        return pandas.DataFrame(columns)


def _need_pandas() -> None:
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise ImportError("to_pandas needs pandas, which is not installed") from error


def _integers(minutes: NDArray[np.int64]) -> Any:
    """Minutes as a column of pandas, `no_minutes` missing."""
    import pandas

    from planloom._core import no_minutes

    return pandas.arrays.IntegerArray(minutes.copy(), minutes == no_minutes)


def schedule_frame(schedule: "Schedule") -> "pandas.DataFrame":
    """A DataFrame of a schedule, one row for each task."""
    _need_pandas()
    import pandas

    tasks = schedule.graph.plan.columns("tasks")
    columns: dict[str, Any] = {"key": tasks["key"], "title": tasks["title"]}
    for name in ("early_start", "early_finish", "late_start", "late_finish"):
        columns[name] = (
            schedule.dates(name) if schedule.has_dates else _integers(getattr(schedule, name))
        )
    for name in ("total_float", "free_float", "independent_float"):
        columns[name] = _integers(getattr(schedule, name))
    columns["is_critical"] = schedule.is_critical
    drivers = schedule.drivers
    columns["driver"] = [driver.kind for driver in drivers]
    columns["driver_task"] = [driver.task for driver in drivers]
    return pandas.DataFrame(columns)


def capacity_frame(capacity: "PlanCapacity") -> "pandas.DataFrame":
    """A DataFrame of a schedule under capacities, one row for each task."""
    _need_pandas()
    import pandas

    tasks = capacity.schedule.graph.plan.columns("tasks")
    columns: dict[str, Any] = {"key": tasks["key"], "title": tasks["title"]}
    if capacity.schedule.has_dates:
        columns |= {"start": capacity.dates("start"), "finish": capacity.dates("finish")}
    else:
        columns |= {"start": _integers(capacity.start), "finish": _integers(capacity.finish)}
    waits = capacity.waits
    columns["wait"] = [wait.kind for wait in waits]
    columns["unit"] = [wait.unit for wait in waits]
    columns["after"] = [wait.tasks for wait in waits]
    return pandas.DataFrame(columns)


def risk_frame(risk: "Risk") -> "pandas.DataFrame":
    """A DataFrame of what the durations of tasks do to a plan, one row for each task."""
    _need_pandas()
    import pandas

    tasks = risk.schedule.graph.plan.columns("tasks")
    columns: dict[str, Any] = {"key": tasks["key"], "title": tasks["title"]}
    for name in (
        "criticality",
        "sensitivity",
        "significance",
        "duration_mean",
        "duration_deviation",
    ):
        columns[name] = getattr(risk, name)
    return pandas.DataFrame(columns)


def frame(columns: Mapping[str, Sequence[Any]]) -> "pandas.DataFrame":
    """A DataFrame of named columns."""
    _need_pandas()
    import pandas

    return pandas.DataFrame(dict(columns))


def grid(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[str]]
) -> "pandas.DataFrame":
    """A DataFrame of a matrix, given column by column. Keys may occur twice."""
    _need_pandas()
    import pandas

    table = pandas.DataFrame(dict(enumerate(cells)), index=list(rows), dtype=object)
    table.columns = pandas.Index(list(columns), dtype=object)
    return table


def sparse(
    row: NDArray[np.uint32], column: NDArray[np.uint32], values: NDArray[np.uint32], *shape: int
) -> Any:
    """A matrix of SciPy out of its cells that are not empty."""
    try:
        from scipy.sparse import coo_array  # type: ignore[import-untyped]
    except ImportError as error:
        raise ImportError("to_scipy needs SciPy, which is not installed") from error
    return coo_array((values, (row, column)), shape=shape).tocsr()
