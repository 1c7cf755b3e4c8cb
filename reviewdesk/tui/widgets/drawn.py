"""Rows as they were drawn last: a step that scrolls draws only what comes into sight."""

from textual.strip import Strip

from reviewdesk.store.lines import Line, State

_KEPT = 512


class Drawn:
    """Holds as long as styles, names and the minute do; a line that was read anew is drawn anew."""

    def __init__(self) -> None:
        self._strips: dict[tuple[int, bool, bool], tuple[Line, int, Strip]] = {}

    def forget(self) -> None:
        self._strips.clear()

    def strip(self, line: Line, width: int, *, cursor: bool, marked: bool) -> Strip | None:
        """The row as it was drawn, where it would be drawn the same again."""
        kept = self._strips.get((line.id, cursor, marked))
        if kept is None or kept[0] is not line or kept[1] != width:
            return None
        return kept[2]

    def keep(self, line: Line, width: int, strip: Strip, *, cursor: bool, marked: bool) -> None:
        # What is on its way tells the time until it goes.
        if line.state == State.QUEUED:
            return
        if len(self._strips) >= _KEPT:
            self._strips.clear()
        self._strips[line.id, cursor, marked] = (line, width, strip)
