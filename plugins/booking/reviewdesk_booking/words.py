"""The guest's words: two fields, which are one text."""

import re

from reviewdesk.api import Parts, _

# What guests write into a field that asks what they did not like, when they liked everything.
_NOTHING = frozenset(
    """
    nothing|nothing at all|nothing really|nothing to dislike|nothing to complain about|nothing to report
    none|no|nil|n/a|na|n.a|null|zero|not applicable|nope|no complaints|no complaint|no negatives|no negative
    everything was perfect|everything was great|everything was good
    all good|all was good|can't think of anything
    nichts|gar nichts|nix|keine|keins|kein|nichts zu beanstanden|nichts auszusetzen|es gab nichts|entfällt
    rien|rien du tout|néant|aucun|aucune|rien à signaler|ras|rien à redire|rien à dire
    nada|nada en absoluto|ninguno|ninguna|nada que objetar|nada en particular|nada que destacar
    niente|nulla|nessuno|nessuna|niente di niente|niente da segnalare|nulla da segnalare|nulla da dire
    nic|absolutnie nic|brak|brak uwag|nie mam uwag|nie dotyczy|bez uwag|nie było nic
    niets|helemaal niets|geen|niks|nvt|n.v.t
    nada a declarar|nenhum|nenhuma|nada a apontar|nada de nada
    vůbec nic|žádné|nemám|bez výhrad|nič
    ничего|нет|ничего такого|всё понравилось|все понравилось|все хорошо|нічого|немає|все сподобалось
    hiçbir şey|yok|hiç bir şey|inget|ingenting|inga|intet|ikke noget|ei mitään|semmi|nimic|τίποτα
    لا شيء|لا شئ|لا يوجد|كل شيء ممتاز|כלום|אין|特にありません|特になし|なし|没有|無|无|없음|없습니다
    """.replace("\n", "|").split("|")
)
_CLEAN_NOTHING = frozenset(word.strip().casefold() for word in _NOTHING if word.strip())
_EDGES = re.compile(r"^[\s\W_]+|[\s\W_]+$")


def joined(parts: Parts) -> str | None:
    """Both fields as one text: what was liked first, a blank line between."""
    return "\n\n".join(part for part in (parts.positive, parts.negative) if part) or None


def field(value: str | None) -> str | None:
    """A field as the guest wrote it, line ends alone made one; None when there is nothing in it."""
    if value is None or not value.strip():
        return None
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def is_no_complaint(words: str | None) -> bool:
    """Whether the field for what was not liked says that there was nothing, e.g. ``Nil`` or ``-``."""
    if not words:
        return False
    core = _EDGES.sub("", words).casefold().replace("’", "'")
    return not core or core in _CLEAN_NOTHING


def complaint_marker(parts: Parts | None) -> dict[str, str]:
    """For the details of a review: its words stand as given, but they are no complaint."""
    if parts is None or not is_no_complaint(parts.negative):
        return {}
    return {_("Complaint"): _("none: the guest had nothing to add")}
