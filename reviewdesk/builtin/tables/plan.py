"""How one file is read: decided from a look at its first rows, its tool, and what the owner said."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from reviewdesk.api import ExportOptions, _
from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables import origin
from reviewdesk.builtin.tables.fields import Spec
from reviewdesk.builtin.tables.guess import guess
from reviewdesk.builtin.tables.shape import NOTE, Shape, Told
from reviewdesk.builtin.tables.shapes_google import GOOGLE, MAPS
from reviewdesk.builtin.tables.shapes_others import OTHERS
from reviewdesk.builtin.tables.source import Record, Refused, Source

FORMAT = "table"
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Plan:
    format: str
    title: str
    sure: float
    platform: str
    """Empty where nobody knows it yet."""
    id_space: str
    specs: dict[str, Spec]
    """Column -> field; a constant stands as `=VALUE`."""
    id_alias: str = ""
    scale: int | None = None
    shape: Shape | None = None
    guessed: bool = False
    """The mapping has to be shown: it was guessed, or the owner changed it."""
    linked: bool = False
    """The id of a review stands in the address of its page."""
    cut: bool = False
    """The tool gives excerpts alone."""
    flags: dict[str, frozenset[str]] = field(default_factory=dict)

    def tell(self, record: Record) -> Told:
        """A row by its fields; the first filled column of a field counts."""
        told: Told = {}
        for column, spec in self.specs.items():
            if spec.field in {f.DETAIL, f.IGNORED} or told.get(spec.field):
                continue
            value = column[1:] if column.startswith(f.CONSTANT) else record.cells.get(column)
            if value and value.strip():
                told[spec.field] = value
        if self.linked and f.ID not in told and f.URL in told:
            told |= {f.ID: origin.read_link(told[f.URL]).review or ""}
        if self.shape is not None and self.shape.mend is not None:
            told = self.shape.mend(told, record.cells)
        return told

    def column(self, wanted: str, record: Record) -> str:
        """The column out of which `tell` took a field."""
        for column, spec in self.specs.items():
            value = column[1:] if column.startswith(f.CONSTANT) else record.cells.get(column)
            if spec.field == wanted and value and value.strip():
                return column
        return ""

    def has(self, *wanted: str) -> bool:
        return any(spec.field in wanted for spec in self.specs.values())


def plan(source: Source, options: ExportOptions) -> Plan:
    """Raises Refused for a table in which there are no reviews."""
    first = list(islice(source.rows(), _SAMPLE))
    if not first:
        raise Refused(_("There are no rows in this file: it holds the names of columns alone."))
    sample = [record for record in first if record.problem is None]
    shape = _shape(source, options)
    if shape is not None and shape.refused is not None:
        raise Refused(shape.refused())
    specs = shape.resolved(source.columns) if shape is not None else guess(source.columns, sample)
    given = _given(options, source.columns)
    for column, spec in given.items():
        for other in [name for name, old in specs.items() if old.field == spec.field != f.DETAIL]:
            if other not in given:
                del specs[other]
        specs[column] = spec
    if shape is not None:
        return _known(shape, specs, changed=bool(given))
    made = _guessed(source, specs, sample, options)
    _expect_reviews(made, sample, said=bool(given))
    return made


def _shape(source: Source, options: ExportOptions) -> Shape | None:
    if options.format == FORMAT:
        return None
    wanted = [shape for shape in (*GOOGLE, *OTHERS) if options.format in (None, shape.name)]
    return next((shape for shape in wanted if shape.fits(source.columns)), None)


def _given(options: ExportOptions, columns: Sequence[str]) -> dict[str, Spec]:
    """What the owner said of columns that this file has. Raises Refused for a field nobody knows."""
    given: dict[str, Spec] = {}
    for column, written in (options.mapping or {}).items():
        if column not in columns and not column.startswith(f.CONSTANT):
            continue
        try:
            given[column] = Spec.of(written)
        except ValueError as error:
            names = ", ".join(sorted(f.ALL - {f.IGNORED}))
            raise Refused(
                _("There is no field {field}: a column can be {names}.").format(field=error, names=names)
            ) from error
    return given


def _known(shape: Shape, specs: dict[str, Spec], *, changed: bool) -> Plan:
    return Plan(
        format=shape.name,
        title=shape.title,
        sure=shape.sure,
        platform=shape.platform,
        id_space=shape.space,
        specs=specs,
        id_alias=shape.id_alias,
        scale=_said_scale(specs) or shape.scale,
        shape=shape,
        guessed=changed,
        flags=_flags(specs),
    )


def _guessed(
    source: Source, specs: dict[str, Spec], sample: Sequence[Record], options: ExportOptions
) -> Plan:
    bare = Plan(FORMAT, "", 0, "", "", specs)
    told = [bare.tell(record) for record in sample]
    ids = [row[f.ID] for row in told if f.ID in row]
    linked = [origin.read_link(row[f.URL]) for row in told if f.URL in row]
    platform = _platform(specs, told, sample) or options.platform or ""
    core = sum(bare.has(*wanted) for wanted in ((f.TEXT, f.POSITIVE), (f.RATING,), (f.CREATED,), (f.AUTHOR,)))
    digest = hashlib.sha256("\n".join(sorted(source.columns)).encode("utf-8", "replace")).hexdigest()[:8]
    by_link = not ids and bool(linked) and platform == "tripadvisor" and all(link.review for link in linked)
    return Plan(
        format=FORMAT,
        title=_("Table"),
        sure=round(0.12 + core * 0.1, 2),
        platform=platform,
        id_space=MAPS if origin.are_maps_ids(ids) else f"tables:{digest}",
        specs=specs,
        id_alias="api" if by_link else "",
        linked=by_link,
        scale=_said_scale(specs) or (10 if platform == "booking" else None),
        guessed=True,
        cut=_excerpts(told),
        flags=_flags(specs),
    )


def _platform(specs: dict[str, Spec], told: Sequence[Told], sample: Sequence[Record]) -> str | None:
    names = [origin.named_platform(row[f.PLATFORM]) for row in told if f.PLATFORM in row]
    sure = [name for name in names if name]
    if sure and len(sure) >= 0.5 * len(names):
        most = max(set(sure), key=sure.count)
        return most if most in {"google", "yelp", "tripadvisor", "booking"} else None
    if any(spec.field == f.RATING for spec in specs.values()) and any(
        "bubble" in row.get(f.RATING, "") for row in told
    ):
        return "tripadvisor"
    ids = [row[f.ID] for row in told if f.ID in row]
    places = [row[f.LISTING] for row in told if f.LISTING in row]
    links = (value for record in sample for value in record.cells.values() if value)
    return origin.by_ids(ids, places) or origin.by_links(links)


def _excerpts(told: Sequence[Told]) -> bool:
    """Whether no text is longer than an API's excerpt, and most of the long ones end in dots."""
    texts = [row[f.TEXT] for row in told if f.TEXT in row]
    long = [text for text in texts if len(text) > 130]
    if len(long) < 5 or max(map(len, texts)) > 180:
        return False
    return sum(text.rstrip().endswith(("...", "…")) for text in long) >= 0.8 * len(long)


def _expect_reviews(made: Plan, sample: Sequence[Record], *, said: bool) -> None:
    words, scored = made.has(f.TEXT, f.POSITIVE, f.NEGATIVE, f.TITLE), made.has(f.RATING)
    dated = made.has(f.CREATED)
    if said or (words and (scored or dated or made.has(f.AUTHOR, f.ID))) or (scored and dated and sample):
        return
    if words and sample and len(made.specs) > 1:
        return
    raise Refused(
        _("This is a table, but not one of reviews: no column in it holds words and stars or a day.")
    )


def _said_scale(specs: dict[str, Spec]) -> int | None:
    flags = [
        flag for spec in specs.values() if spec.field == f.RATING for flag in spec.flags if flag.isdecimal()
    ]
    return int(flags[0]) if flags and 0 < int(flags[0]) <= 100 else None


def _flags(specs: dict[str, Spec]) -> dict[str, frozenset[str]]:
    return {column: spec.flags for column, spec in specs.items() if spec.field in f.TIMES}


__all__ = ["FORMAT", "NOTE", "Plan", "plan"]
