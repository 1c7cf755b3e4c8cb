"""The table of a known tool: which columns prove it, and what each of them holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from reviewdesk.builtin.tables.fields import Spec
from reviewdesk.builtin.tables.source import Cells

Told = dict[str, str]
"""A row by its fields."""
NOTE = "note"
"""What a shape has to say of one row."""


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    title: str
    platform: str
    needs: tuple[str, ...]
    """Columns that only this tool writes together; `a|b` for either."""
    mapping: Mapping[str, str]
    """Column -> field. Two columns of one field: the first that is filled counts."""
    sure: float = 0.9
    exact: bool = False
    """No other columns may stand beside those needed."""
    id_space: str = ""
    """Empty for a space of its own."""
    id_alias: str = ""
    """The space in which the tool's id surely names the same review."""
    scale: int | None = None
    details: tuple[str, ...] = field(default=())
    """What the columns begin with that are facts for the eye."""
    mend: Callable[[Told, Cells], Told] | None = None
    """What this tool does to a row, undone; its fields by their names."""
    refused: Callable[[], str] | None = None
    """Why the file can't be taken though it is known."""

    @property
    def space(self) -> str:
        return self.id_space or f"tables:{self.name}"

    def fits(self, columns: Iterable[str]) -> bool:
        there = {column.removeprefix("../") for column in columns}
        if self.exact:
            return there == set(self.needs)
        return all(any(one in there for one in need.split("|")) for need in self.needs)

    def resolved(self, columns: Iterable[str]) -> dict[str, Spec]:
        """What is said once above the rows is told by the same name."""
        there = list(columns)
        specs: dict[str, Spec] = {}
        for name, written in self.mapping.items():
            column = name if name in there else f"../{name}"
            if column in there:
                specs[column] = Spec.of(written)
        for column in there:
            if column not in specs and column.startswith(self.details or ("\0",)):
                specs[column] = Spec("detail")
        return specs
