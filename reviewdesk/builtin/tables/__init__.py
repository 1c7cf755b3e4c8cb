"""Tables of reviews that other tools write: CSV, JSON and JSON Lines, known ones and any other."""

from pathlib import Path

from reviewdesk.api import Export, ExportOptions, Plugin, _, hookimpl
from reviewdesk.builtin.tables.harmless import harmless

__all__ = ["harmless"]


@hookimpl
def reviewdesk_plugin() -> Plugin:
    """The tables that come with the desk."""
    return Plugin(name="tables", title=_("Tables of other tools"), needs=(1, 0))


@hookimpl
def reviewdesk_open_export(path: Path, options: ExportOptions) -> Export | None:
    """Any table in which reviews can be found; less sure than a platform's own plugin."""
    from reviewdesk.builtin.tables.opening import open_export

    return open_export(path, options)
