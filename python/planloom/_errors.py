"""What planloom raises. The same codes and texts as in C++."""

from collections.abc import Sequence

from planloom._values import Dependency, Diagnostic, QueryFault


class Error(Exception):
    """The base of all that planloom raises about data.

    Attributes:
        code: Stable, and never used for anything else.
    """

    def __init__(self, message: str = "", code: str = "") -> None:
        """Takes the whole text, which begins with the code in brackets."""
        super().__init__(message)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        """The text as one line."""
        return self.message


class ReadError(Error, ValueError):
    """Raised with every fault at once when a text is not a readable plan or value.

    Attributes:
        diagnostics: One or more.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "read_error",
        diagnostics: Sequence[Diagnostic] = (),
    ) -> None:
        """Takes the text and the faults."""
        super().__init__(message, code)
        self.diagnostics = list(diagnostics)


class InvalidPlan(Error, ValueError):
    """Raised with every structural fault at once when a plan cannot be frozen as it stands.

    Attributes:
        diagnostics: One or more.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "invalid_plan",
        diagnostics: Sequence[Diagnostic] = (),
    ) -> None:
        """Takes the text and the faults."""
        super().__init__(message, code)
        self.diagnostics = list(diagnostics)


class InvalidEdit(Error, ValueError):
    """Raised with every fault at once when edits do not fit the plan or each other.

    Attributes:
        diagnostics: One or more.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "invalid_edit",
        diagnostics: Sequence[Diagnostic] = (),
    ) -> None:
        """Takes the text and the faults."""
        super().__init__(message, code)
        self.diagnostics = list(diagnostics)


class InvalidSettings(Error, ValueError):
    """Raised with every fault at once when settings of a check cannot be followed.

    Attributes:
        diagnostics: One or more.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "invalid_settings",
        diagnostics: Sequence[Diagnostic] = (),
    ) -> None:
        """Takes the text and the faults."""
        super().__init__(message, code)
        self.diagnostics = list(diagnostics)


class UnknownKey(Error, KeyError):
    """Raised when a key names nothing in the plan; the code is `unknown_` and the kind.

    Attributes:
        key: What was asked for.
        nearest: The most similar key that exists, or empty.
    """

    def __init__(
        self, message: str = "", code: str = "unknown_key", key: str = "", nearest: str = ""
    ) -> None:
        """Takes the text, the key and the nearest one."""
        super().__init__(message, code)
        self.key = key
        self.nearest = nearest


class QueryError(Error, ValueError):
    """Raised with every fault of a query that could be found; the code is that of the first.

    Attributes:
        faults: One or more, by place.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "query_syntax",
        faults: Sequence[QueryFault] = (),
    ) -> None:
        """Takes the text and the faults."""
        super().__init__(message, code)
        self.faults = list(faults)


class CycleError(Error, ValueError):
    """Raised where a plan without circles is needed.

    Attributes:
        cycles: The keys of the tasks of a shortest circle for every knot.
    """

    def __init__(
        self, message: str = "", code: str = "cycle", cycles: Sequence[Sequence[str]] = ()
    ) -> None:
        """Takes the text and the circles."""
        super().__init__(message, code)
        self.cycles = [list(cycle) for cycle in cycles]


class InfeasibleLinks(Error, ValueError):
    """Raised where links can hold at no time at all; the code is `positive_cycle`.

    Attributes:
        tasks: The keys of the tasks of a circle that needs each of them to be later than itself.
        excess: By how many minutes a task comes after itself.
        links: `links[i]` leads to `tasks[i]` from the task before it, the first one from the last
            task; a link may be passed against its direction, by its greatest lag.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "positive_cycle",
        tasks: Sequence[str] = (),
        excess: int = 0,
        links: Sequence[Dependency] = (),
    ) -> None:
        """Takes the text, the circle and by how much it fails."""
        super().__init__(message, code)
        self.tasks = list(tasks)
        self.excess = excess
        self.links = list(links)


class CapacityCycleError(Error, ValueError):
    """Raised where a schedule under capacities needs links without circles.

    Attributes:
        tasks: The keys of the tasks of a circle, each waiting for the one before it.
    """

    def __init__(
        self, message: str = "", code: str = "capacity_cycle", tasks: Sequence[str] = ()
    ) -> None:
        """Takes the text and the circle."""
        super().__init__(message, code)
        self.tasks = list(tasks)


class UnitTooSmall(Error, ValueError):
    """Raised where a task asks a unit for more than it ever has; the code is `never_fits`.

    Attributes:
        cases: The keys of the task and the unit of each such case.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "never_fits",
        cases: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Takes the text and the cases."""
        super().__init__(message, code)
        self.cases = list(cases)


class IoError(Error, OSError):
    """Raised when the operating system refuses to read or write a file.

    Attributes:
        errno: The number of the system's error.
        filename: The path as it was given.
    """

    def __init__(
        self,
        message: str = "",
        code: str = "io_error",
        error_number: int = 0,
        filename: str = "",
    ) -> None:
        """Takes the text, the number of the error and the path."""
        OSError.__init__(self, error_number, message, filename)
        self.message = message
        self.code = code

    def __reduce__(self) -> tuple[type["IoError"], tuple[str, str, int, str]]:
        """Pickles what the constructor takes."""
        return type(self), (self.message, self.code, self.errno or 0, self.filename)
