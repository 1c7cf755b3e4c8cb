"""Files that surely are of Yelp: its Open Dataset, and answers of its review calls saved to a file."""

from pathlib import Path

from reviewdesk.api import Export, ExportOptions
from reviewdesk_yelp.exports import dataset, saved

__all__ = ["open_export"]


def open_export(path: Path, options: ExportOptions) -> Export | None:
    """Recognised by what lies inside: names say nothing."""
    export: Export | None = None
    if options.format in {None, dataset.FORMAT}:
        export = dataset.open_export(path, options)
    if export is None and options.format in {None, saved.FORMAT}:
        export = saved.open_export(path, options)
    return export
