"""A guest's name on a terminal."""

from reviewdesk.cli.columns import cells
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.guest_names import no_name, no_name_short

__all__ = ["guest"]


def guest(author: str | None, *, kept: bool = True, width: int | None = None) -> str:
    """The name, else why there is none; `width`: the cells there are for that."""
    name = one_line(author or "")
    if name:
        return name
    why = no_name(kept=kept)
    return why if width is None or cells(why) <= width else no_name_short(kept=kept)
