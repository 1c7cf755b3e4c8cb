"""The imports room: files an owner can export, taken in without losing or doubling a row."""

import contextlib
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reviewdesk.api import BadData, DeskError, Export, ExportOptions, _
from reviewdesk.engine import beginning
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.incoming import mappings
from reviewdesk.engine.incoming.examples import examples
from reviewdesk.engine.incoming.imports_values import ImportLook, ImportProgress, ImportReport, Offer
from reviewdesk.engine.incoming.intake import Intake
from reviewdesk.engine.incoming.naming import on_known_page

_OFFERED_NAMES = ("takeout", "review", "booking", "guest", "extranet", "bewertung", "opinie", "recens")
_OFFERED_KINDS = (".zip", ".csv", ".json")
_OFFER_AGE = timedelta(days=30)
_OFFERS = 5
_HARDLY = 0.1


class Imports:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def offers(self) -> list[Offer]:
        """What lies in Downloads and looks importable: offered, never taken unasked."""
        found: list[Offer] = []
        for path, at in _recent(_downloads(), self._bench.clock.now()):
            look = self._quiet_look(path)
            if look is not None and not look.refused:
                found.append(Offer(path=path, title=look.title, at=datetime.fromtimestamp(at, UTC)))
            if len(found) == _OFFERS:
                break
        return found

    def _quiet_look(self, path: Path) -> ImportLook | None:
        try:
            return self.look(path)
        except (DeskError, OSError):
            return None

    def look(self, path: Path, options: ExportOptions | None = None) -> ImportLook:
        """Say what a file is. Raises DeskError where nobody knows it."""
        _plugin, export = self._open(path, options or ExportOptions())
        return ImportLook(
            path=path,
            format=export.format,
            title=export.title,
            platform=export.platform,
            listings=tuple(each.title for each in export.listings),
            refused=export.refused,
            mapping=dict(export.mapping or {}),
            asks=export.asks,
            columns=export.columns,
            said=mappings.said(self._bench, export.columns),
        )

    def examples(self, look: ImportLook) -> dict[str, tuple[str, ...]]:
        """Cells of the first rows, by their columns: a table read as if nothing were known of it."""
        nothing = dict.fromkeys(look.columns, "")
        _plugin, export = self._open(look.path, ExportOptions(mapping=nothing))
        return examples(export.rows, look.columns)

    def take(
        self,
        path: Path,
        *,
        format: str | None = None,  # noqa: A002 - the option's name
        as_listing: str | None = None,
        platform: str | None = None,
        mapping: Mapping[str, str] | None = None,
        since: date | None = None,
        words_only: bool = False,
        progress: Callable[[ImportProgress], None] | None = None,
    ) -> ImportReport:
        """Take a file in. Taking it twice changes nothing.

        `mapping`: column -> field of a table, remembered for all files with the same columns.
        """
        options = ExportOptions(format=format, as_listing=as_listing, platform=platform, mapping=mapping)
        plugin, export = self._open(path, options)
        if export.refused:
            refused = _("{name}: {why}").format(name=path.name, why=export.refused)
            raise DeskError(refused, _("Nothing was taken."))
        if mapping:
            mappings.remember(self._bench, export.columns, mapping)
        mappings.remember_said(self._bench, export.columns, platform, as_listing)
        mappings.refuse_open_questions(export)
        intake = Intake(self._bench, plugin, export, path.name)
        report = intake.run(progress)
        if since is not None:
            beginning.before(self._bench, since)
        if words_only:
            beginning.words_only(self._bench)
        return intake.report() if since is not None or words_only else report

    def _open(self, path: Path, options: ExportOptions) -> tuple[str, Export]:
        path = path.expanduser()
        if not path.exists():
            raise DeskError(_("There is no {path}.").format(path=path), _("Check the name."))
        found, troubles = [], []
        for name in self._bench.plugins.doing("reviewdesk_open_export"):
            try:
                export = self._bench.calls.open_export(name, path, options)
            except BadData as error:
                troubles.append(error.reason)
                continue
            except Exception as error:  # noqa: BLE001 - one plugin's trouble with a file is not the desk's
                self._bench.plugins.unhealthy(name, f"{type(error).__name__}: {error}")
                continue
            if export is not None and options.format in (None, export.format):
                found.append((name, export))
        if not found:
            raise DeskError(
                troubles[0]
                if troubles
                else _("{path} is nothing this desk can read.").format(path=path.name),
                _("Bring in a Takeout of Google, Booking.com's download, or a table (CSV, JSON)."),
            )
        found.sort(key=lambda each: -each[1].sure)
        if troubles and found[0][1].refused and found[0][1].sure < _HARDLY:
            # Whoever knows what the file should be says better what is wrong with it.
            raise DeskError(troubles[0], _("Nothing was taken."))
        if len(found) > 1 and found[0][1].sure == found[1][1].sure:
            formats = ", ".join(export.format for _name, export in found if export.sure == found[0][1].sure)
            raise DeskError(
                _("{path} could be several things: {formats}.").format(path=path.name, formats=formats),
                _("Say which with --format."),
            )
        plugin, export = self._as_remembered(path, options, *found[0])
        return plugin, on_known_page(self._bench, export, options.as_listing)

    def _as_remembered(
        self, path: Path, options: ExportOptions, plugin: str, export: Export
    ) -> tuple[str, Export]:
        """What the owner said about such a table once need not be said again."""
        if options.mapping:
            return plugin, export
        known = mappings.remembered(self._bench, export.columns)
        if known is None:
            return plugin, export
        again = self._bench.calls.open_export(plugin, path, replace(options, mapping=known))
        return plugin, again or export


def _downloads() -> Path:
    import platformdirs

    return Path(os.environ.get("XDG_DOWNLOAD_DIR") or platformdirs.user_downloads_dir())


def _recent(folder: Path, now: datetime) -> list[tuple[Path, float]]:
    """Fresh files whose names sound like an export, the newest first."""
    oldest = (now - _OFFER_AGE).timestamp()
    found = []
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            if any(word in entry.name.lower() for word in _OFFERED_NAMES):
                with contextlib.suppress(OSError):
                    found.append((entry.stat().st_mtime, entry))
    fresh = sorted(((at, entry) for at, entry in found if at >= oldest), reverse=True)
    return [(entry, at) for at, entry in fresh if entry.suffix.lower() in _OFFERED_KINDS or entry.is_dir()]
