"""Opening a file: what it is, how it is read, and what the owner still has to say."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from reviewdesk.api import Export, ExportOptions, _
from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables.csv_source import open_csv
from reviewdesk.builtin.tables.encoding import NotText, letters
from reviewdesk.builtin.tables.json_source import open_json
from reviewdesk.builtin.tables.known_names import hits
from reviewdesk.builtin.tables.plan import FORMAT, Plan, plan
from reviewdesk.builtin.tables.rows import rows
from reviewdesk.builtin.tables.shapes_google import GOOGLE
from reviewdesk.builtin.tables.shapes_others import OTHERS
from reviewdesk.builtin.tables.source import NoReviews, Refused, Source
from reviewdesk.builtin.tables.survey import Survey, survey

FORMATS = frozenset({FORMAT, *(shape.name for shape in (*GOOGLE, *OTHERS))})
_BOOKS = {".xlsx", ".xls", ".ods", ".numbers"}
_HARDLY = 0.05
_LARGEST = 4 * 1024 * 1024 * 1024


def open_export(path: Path, options: ExportOptions) -> Export | None:
    """Known tools' tables, and any other in which reviews can be found."""
    if options.format not in {None, *FORMATS} or not path.is_file():
        return None
    if path.suffix.casefold() in _BOOKS:
        return _workbook(path)
    try:
        source = _source(path)
        if source is None:
            return None
        return _export(path, source, options)
    except (Refused, NotText) as refused:
        return _refused(str(refused))
    except OSError:
        return None


def _source(path: Path) -> Source | None:
    if path.stat().st_size > _LARGEST:
        raise Refused(_("This file is too large to be one of reviews."))
    known = letters(path)
    if known is None:
        return None
    try:
        return open_json(path, known) or open_csv(path, known)
    except NoReviews:
        return None
    except Refused:
        # Some tables have brackets round the names of their columns.
        table = open_csv(path, known)
        if table is None or len(hits(table.columns)) < 2:
            raise
        return table


def _export(path: Path, source: Source, options: ExportOptions) -> Export:
    if source.headless:
        raise Refused(_("This is a table without names of columns: write them into its first line."))
    made = plan(source, options)
    today = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    seen = survey(source, made, options, today)
    return Export(
        format=made.format,
        title="; ".join((made.title, *source.told, *_told(seen))),
        sure=made.sure,
        platform=made.platform,
        listings=seen.pages(),
        rows=rows(source, seen),
        mapping=_mapping(made) if made.guessed or f.CREATED in seen.asks else None,
        columns=source.columns,
        asks=seen.asks,
    )


def _told(seen: Survey) -> list[str]:
    told = []
    if seen.entities.certain:
        told.append(_("signs of HTML turned back into letters"))
    if any(column.contradicts_itself for column in seen.dates.values()):
        told.append(_("its dates contradict each other: day and month stand in both orders"))
    return told


def _mapping(made: Plan) -> dict[str, str]:
    # A day that the owner gave for all rows of this file is no fact of the next one.
    return {column: str(spec) for column, spec in made.specs.items() if not column.startswith(f.CONSTANT)}


def _refused(reason: str) -> Export:
    return Export(format=FORMAT, title=_("Table"), sure=_HARDLY, platform="", refused=reason)


def _workbook(path: Path) -> Export | None:
    suffix = path.suffix.casefold()
    if suffix != ".xls" and not zipfile.is_zipfile(path):
        return None
    return _refused(
        _("This is a workbook of a spreadsheet program: open it there, and save the sheet as CSV (UTF-8).")
    )
