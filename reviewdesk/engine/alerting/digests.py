"""The summary's way: once per period, whichever program is at it; a mail, or else a file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from reviewdesk.api import DeskError, _
from reviewdesk.engine.alerting import letter, post, summary
from reviewdesk.engine.alerting.hours import Schedule
from reviewdesk.engine.alerting.roads import MAIL
from reviewdesk.engine.alerting.zone import owners_zone
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.net.files import write_private
from reviewdesk.store import alerts, facts
from reviewdesk.store.alerts import Alert

__all__ = ["Digest", "Digests"]

_SINCE = "digest.since"
_PLAN = "digest.plan"
"""Facts: since when summaries are wanted, and which ones: a period that began before is not told."""
_LAST_TRY = 4
_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The summary in words."""

    subject: str
    text: str
    html: str


class Digests:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def make(self, since: datetime | None = None) -> Digest:
        """As it stands now: of the time since the last one that was due, or of the last day."""
        now, zone = self._bench.clock.now(), owners_zone(self._bench)
        if since is None:
            plan = Schedule.parse(self._bench.config.alerts.digest)
            since = plan.before(plan.last(now, zone), zone) if plan else now - _BACK
        told = summary.gather(self._bench, since, now)
        return Digest(
            subject=letter.subject_of(told), text=letter.as_text(told, zone), html=letter.as_html(told, zone)
        )

    def notice(self) -> bool:
        """Note the summary of this period, once; true where it was new."""
        plan = Schedule.parse(self._bench.config.alerts.digest)
        if plan is None:
            return False
        now, zone = self._bench.clock.now(), owners_zone(self._bench)
        moment = plan.last(now, zone)
        subject = moment.astimezone(zone).date().isoformat()
        with self._bench.db.read() as tx:
            wanted_since, noted = facts.get(tx, _SINCE), facts.get(tx, _PLAN)
        wish = self._bench.config.alerts.digest
        if noted == f"{wish} {subject}":
            return False
        same = wanted_since is not None and (noted or "").startswith(f"{wish} ")
        since = datetime.fromisoformat(wanted_since) if same and wanted_since else now
        with self._bench.db.write() as tx:
            facts.put(tx, _SINCE, since.isoformat())
            facts.put(tx, _PLAN, f"{wish} {subject}")
            if moment < since:
                return False
            new = alerts.put(tx, kind="digest", subject=subject, roads=[MAIL], now=now, due_at=now)
        return bool(new)

    def deliver(self, row: Alert) -> None:
        """The summary of one period. Raises DeskError; after the last try it lies in the home as a file."""
        plan = Schedule.parse(self._bench.config.alerts.digest)
        zone = owners_zone(self._bench)
        since = plan.before(plan.last(row.at, zone), zone) if plan else row.at - _BACK
        mail = self._mail(self.make(since))
        try:
            self._out(mail, row.subject)
        except DeskError as error:
            if row.attempts < _LAST_TRY:
                raise
            path = self._file(mail, row.subject)
            raise DeskError(error.what, _("It lies in {path} instead.").format(path=path)) from None

    def send(self) -> str:
        """Send one now, whatever the plan says; gives where it went, in words. Raises DeskError."""
        return self._out(self._mail(self.make()), self._bench.clock.now().strftime("%Y-%m-%d-%H%M%S"))

    def send_test(self) -> None:
        """One mail that says that it is a test. Raises DeskError."""
        said = _("This is a test. Nothing happened.")
        settings = self._bench.config.smtp
        post.check(settings)
        post.send(settings, letter.letter(_("a test"), said + "\n", None, settings, self._bench.clock.now()))

    def _mail(self, made: Digest) -> EmailMessage:
        now, settings = self._bench.clock.now(), self._bench.config.smtp
        return letter.letter(made.subject, made.text, made.html, settings, now)

    def _out(self, mail: EmailMessage, name: str) -> str:
        settings = self._bench.config.smtp
        if not settings.host:
            path = self._file(mail, name)
            return _("No mail server is set: the summary lies in {path}.").format(path=path)
        post.send(settings, mail)
        return _("The summary went to {to}.").format(to=", ".join(settings.to))

    def _file(self, mail: EmailMessage, name: str) -> Path:
        path = self._bench.folder / "digests" / f"{name}.eml"
        write_private(path, mail.as_bytes())
        return path
