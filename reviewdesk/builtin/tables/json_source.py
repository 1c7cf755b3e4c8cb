"""JSON in all the shapes that tools write, and JSON Lines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from reviewdesk.api import _
from reviewdesk.builtin.tables import maps_rpc, scraper_pro
from reviewdesk.builtin.tables.encoding import Letters
from reviewdesk.builtin.tables.flat import flat
from reviewdesk.builtin.tables.json_walk import best_group
from reviewdesk.builtin.tables.source import NoReviews, Record, Refused, Source

_LARGEST = 512 * 1024 * 1024
_SAMPLE = 50_000
"""Tools leave out what is empty: a column may first show far down."""
_GUARD = ")]}'"
"""Google puts this before its answers, so that no page can run them."""

# Python's tools write NaN where they have nothing.
_loads = partial(json.loads, parse_constant=lambda _word: None)
_DECODER = json.JSONDecoder(parse_constant=lambda _word: None)


def open_json(path: Path, letters: Letters) -> Source | None:
    """None where it is no JSON.

    Raises Refused for JSON that is broken or too large, and NoReviews for JSON of something else.
    """
    with path.open(encoding=letters.encoding, errors="replace", newline="\n") as file:
        filled = (bare for line in file if (bare := line.strip("\ufeff \t\r\n")))
        first = list(islice(filled, 3))
    start = first[0] if first else ""
    if start[:1] not in {"{", "["} and not start.startswith(_GUARD):
        return None
    told = (letters.told,) if letters.told else ()
    named = path.suffix.casefold() in {".jsonl", ".ndjson"}
    if start[:1] == "{" and (any(map(_is_object, first)) if named else len(first) > 1 and _is_object(start)):
        return _lines(path, letters, told)
    if path.stat().st_size > _LARGEST:
        raise Refused(_("This JSON file is too large to be read whole: write it as JSON Lines, or as CSV."))
    return _document(path, letters, told)


def _is_object(line: str) -> bool:
    try:
        return isinstance(_loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(path: Path, letters: Letters, told: tuple[str, ...]) -> Source:
    def rows() -> Iterator[Record]:
        # On \n alone: the other signs that end a line may stand inside a text.
        with path.open(encoding=letters.encoding, errors="replace", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if line.strip("\ufeff \t\r\n"):
                    place = _("{file}, line {line}").format(file=path.name, line=number)
                    yield _line(line.strip("\ufeff \t\r\n"), place)

    return Source(kind="jsonl", columns=_columns(rows()), rows=rows, told=told)


def _line(line: str, place: str) -> Record:
    try:
        entry = _loads(line)
    except (ValueError, RecursionError):
        reason = _("This line is no JSON, or only half of it.")
        return Record(place, {}, problem=reason, raw=ascii(line[:4000]))
    return _entry(entry, {}, place)


def _document(path: Path, letters: Letters, told: tuple[str, ...]) -> Source:
    with path.open(encoding=letters.encoding, errors="replace", newline="") as file:
        text = file.read().removeprefix("\ufeff").removeprefix(_GUARD)
    body, broken = _body(text)
    if body is None:
        raise Refused(
            _("This file begins as JSON, and is broken further on ({why}): download it again.").format(
                why=broken
            )
        )
    kind = "json"
    entries: list[tuple[Any, Mapping[str, str | None]]]
    raw = maps_rpc.reviews(body)
    if raw:
        kind, entries = "maps-rpc", [(one, {}) for one in raw]
    else:
        group = best_group(body)
        if group is None:
            raise NoReviews
        entries = group.entries
    records = [
        _entry(entry, above, _("{file}, entry {number}").format(file=path.name, number=number))
        for number, (entry, above) in enumerate(entries, 1)
    ]
    if broken:
        reason = _("The file breaks off here: {why}").format(why=broken)
        records.append(Record(path.name, {}, problem=reason))
    return Source(kind=kind, columns=_columns(records), rows=lambda: iter(records), told=told)


def _body(text: str) -> tuple[Any, str | None]:
    """The document; of a list that breaks off, what stands before the break."""
    try:
        return _loads(text), None
    except RecursionError:
        return None, _("brackets without end")
    except ValueError as error:
        why = str(error)
    saved = list(_saved(text))
    return (saved or None), why


def _saved(text: str) -> Iterator[Any]:
    at = text.find("[") + 1
    if at == 0 or text[: at - 1].strip():
        return
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            entry, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if not isinstance(entry, dict):
            return
        yield entry


def _entry(entry: Any, above: Mapping[str, str | None], place: str) -> Record:
    if not isinstance(entry, dict):
        reason = _("This entry is no object: nothing in it has a name.")
        return Record(place, {}, problem=reason, raw=ascii(entry)[:4000])
    return Record(place, scraper_pro.unfolded({**flat(entry), **above}))


def _columns(records: Iterable[Record]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for record in islice(records, _SAMPLE):
        names |= dict.fromkeys(record.cells)
    return tuple(names)
