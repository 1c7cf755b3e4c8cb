"""Files: answers of the Content API that somebody kept, and pages that a tool read off the website."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reviewdesk.api import BadData, Export, ExportOptions, _
from reviewdesk_tripadvisor.exports import content_api, website

__all__ = ["open_export"]

_ENDINGS = {".json", ".jsonl", ".ndjson", ".txt"}
_LARGEST = 200_000_000


def open_export(path: Path, options: ExportOptions) -> Export | None:
    """Recognise a file by the names of its fields; what only looks like one is left to others."""
    if options.format not in {None, content_api.FORMAT, website.FORMAT}:
        return None
    raw = _read(path)
    if raw is None:
        return None
    if website.MARK in raw and options.format in {None, website.FORMAT}:
        return website.opened(_parsed(raw, path), options)
    if options.format in {None, content_api.FORMAT} and content_api.MARK in raw:
        return _content_api(raw, path, options)
    return None


def _content_api(raw: bytes, path: Path, options: ExportOptions) -> Export | None:
    lines = content_api.lines(raw)
    if lines is not None:
        return content_api.opened(lines, path, options)
    body = _parsed(raw, path) if content_api.REVIEW_MARK in raw else _maybe(raw)
    rows = content_api.rows_of(body)
    if rows is not None:
        return content_api.opened(rows, path, options)
    return content_api.refused(body) if isinstance(body, Mapping) else None


def _read(path: Path) -> bytes | None:
    try:
        if path.suffix.lower() not in _ENDINGS or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return None


def _parsed(raw: bytes, path: Path) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadData(
            _("{name} holds reviews of Tripadvisor, but breaks off or is damaged.").format(name=path.name),
            _("Get the file again."),
        ) from error


def _maybe(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None
