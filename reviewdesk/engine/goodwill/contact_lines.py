"""The contact lines room: "please get in touch", in the form that each platform lets stand."""

from reviewdesk.api import DeskError, _, spoken
from reviewdesk.builtin.goodwill_checks.contact import contact_sentence
from reviewdesk.engine.bench import Bench
from reviewdesk.store import listings, reviews
from reviewdesk.store.goodwill import contact_lines
from reviewdesk.store.goodwill.contact_lines import ContactLine

__all__ = ["ContactLine", "ContactLines"]


class ContactLines:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def keep(
        self, shop: str, *, ask_for: str | None = None, reach: str | None = None, platform: str = ""
    ) -> ContactLine:
        """Whom guests of this shop ask for, and how; what is not named stays, an empty text takes it away."""
        name = self._platform(platform)
        with self._bench.write() as tx:
            location = listings.location_named(tx, shop)
            own = [each for each in contact_lines.lines_of(tx, location.id) if each.platform == name]
            old = own[0] if own else ContactLine(name)
            line = ContactLine(
                name,
                old.ask_for if ask_for is None else _one_line(ask_for),
                old.reach if reach is None else _one_line(reach),
            )
            contact_lines.keep(tx, location.id, line)
            return line

    def of(self, shop: str) -> list[ContactLine]:
        """All lines of a shop, that for all platforms first."""
        with self._bench.db.read() as tx:
            return contact_lines.lines_of(tx, listings.location_named(tx, shop).id)

    def sentence(self, ref: str) -> str:
        """One sentence for the answer to this review: the guest's language, the platform's form."""
        with self._bench.db.read() as tx:
            known = reviews.get(tx, reviews.find(tx, ref))
            line = contact_lines.line_for(tx, known.location_id, known.platform)
        line = line or ContactLine("")
        reach = line.reach or self._bench.config.goodwill.contact
        return contact_sentence(known.platform, known.language, line.ask_for, reach)

    def preview(self, line: ContactLine) -> str:
        """What comes of a line, in the owner's own language."""
        reach = line.reach or self._bench.config.goodwill.contact
        return contact_sentence(line.platform, spoken(), line.ask_for, reach)

    def _platform(self, typed: str) -> str:
        name = typed.strip().casefold()
        known = self._bench.plugins.platforms()
        for each, card in known.items():
            if name in (each.casefold(), card.title.casefold()):
                return each
        if name:
            raise DeskError(
                _("There is no platform {name}.").format(name=typed.strip()),
                _("Choose one of: {names}.").format(names=", ".join(sorted(known))),
            )
        return ""


def _one_line(typed: str) -> str:
    return " ".join(typed.split())
