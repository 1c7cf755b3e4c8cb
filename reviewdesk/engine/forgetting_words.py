"""What goes and what stays when a person is forgotten, a line each."""

from collections.abc import Callable

from reviewdesk.api import _, ngettext
from reviewdesk.engine.forgetting import Person
from reviewdesk.store.values import Known

__all__ = ["going", "staying"]


def going(person: Person, title_of: Callable[[str], str] = str) -> list[str]:
    """Reviews and cases one by one, all else as a number; `title_of` a platform."""
    lines = [_review(known, title_of) for known in person.reviews]
    lines += [_("name, words and order of case {id}").format(id=case.pub) for case in person.cases]
    with_contact = [each.pub for each in person.vouchers if each.email or each.phone]
    if with_contact:
        lines.append(_("e-mail and phone on {ids}").format(ids=", ".join(with_contact)))
    return lines + _small(person)


def _review(known: Known, title_of: Callable[[str], str]) -> str:
    return _("name and words of review {id} ({platform}, {shop}, {day})").format(
        id=known.pub, platform=title_of(known.platform), shop=known.location, day=known.day.isoformat()
    )


def _small(person: Person) -> list[str]:
    files, mails, aside = len(person.files), len(person.traces.bells), len(person.traces.asides)
    told = []
    if files:
        told.append(ngettext("{n} card or mail file", "{n} card or mail files", files).format(n=files))
    if mails:
        told.append(ngettext("what {n} mail told", "what {n} mails told", mails).format(n=mails))
    if aside:
        told.append(ngettext("{n} row set aside", "{n} rows set aside", aside).format(n=aside))
    return told


def staying(person: Person) -> list[str]:
    """What the house keeps, and what its people have to look at themselves."""
    told = [_("This stays: stars, days and states of reviews; vouchers with their cost and use.")]
    if person.own_texts:
        said = ngettext(
            "{n} text of your own names the person: read it, and change it where you can.",
            "{n} texts of your own name the person: read them, and change them where you can.",
            person.own_texts,
        )
        told.append(said.format(n=person.own_texts))
    if person.backups:
        said = ngettext(
            "{n} older copy in the folder backups still holds it: remove it yourself.",
            "{n} older copies in the folder backups still hold it: remove them yourself.",
            person.backups,
        )
        told.append(said.format(n=person.backups))
    return told
