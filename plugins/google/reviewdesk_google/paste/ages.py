"""How long ago, in the words of each language: bound to it, for `godina` is a year here and an hour there."""

import re
from dataclasses import dataclass

__all__ = ["TODAY", "YESTERDAY", "Age", "read_age"]

UNITS = ("minute", "hour", "day", "week", "month", "year")
_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Age:
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class _Words:
    units: tuple[str, str, str, str, str, str]
    """Expressions for `UNITS`, in their order."""
    one: str
    before: str = ""
    after: str = ""
    alone: tuple[str, str, str, str, str, str] | None = None
    """Where one of them needs no number: "a week ago" is *неделю назад*."""


_LANGUAGES = (
    _Words(
        units=("minutes?|mins?", "hours?|hrs?", "days?", "weeks?", "months?", "years?"),
        one="an?|one",
        after="ago",
    ),
    _Words(
        units=("minuten?", "stunden?", "tag(?:en)?", "wochen?", "monat(?:en)?", "jahr(?:en)?"),
        one="einem|einer",
        before="vor",
    ),
    _Words(
        units=("minutes?", "heures?", "jours?", "semaines?", "mois", "ans?|années?"),
        one="une?",
        before="il y a",
    ),
    _Words(
        units=("minut[oi]", "or[ae]", "giorn[oi]", "settiman[ae]", "mes[ei]", "ann[oi]"),
        one="un|un[ao]",
        after="fa",
    ),
    _Words(
        units=("minutos?", "horas?", "días?", "semanas?", "mes(?:es)?", "años?"),
        one="un|un[ao]",
        before="hace",
    ),
    _Words(
        units=(
            "minut[aęy]?",
            "godzin[aęy]?",
            "dzień|dni",
            "tydzień|tygodni[ea]?",
            "miesiąc[ea]?|miesięcy",
            "rok|lata?",
        ),
        one="jeden|jedną|jedna",
        after="temu",
        alone=("minutę", "godzinę", "dzień", "tydzień", "miesiąc", "rok"),
    ),
    _Words(
        units=("minuut|minuten", "uur|uren", "dag(?:en)?", "week|weken", "maand(?:en)?", "jaar|jaren"),
        one="een|één",
        after="geleden",
    ),
    _Words(
        units=("minutos?", "horas?", "dias?", "semanas?", "mês|mes(?:es)?", "anos?"),
        one="uma?",
        before="h[áa]",
    ),
    _Words(
        units=("minutos?", "horas?", "dias?", "semanas?", "mês|mes(?:es)?", "anos?"),
        one="uma?",
        after="atrás",
    ),
    _Words(
        units=("minut[aeu]", "sat[ai]?", "dana?", "tjed[an]{1,2}a?", "mjesec[ai]?", "godin[aeu]"),
        one="jedan|jedne|jednu|jednog",
        before="prije",
        alone=("minutu", "sat", "dan", "tjedan", "mjesec", "godinu"),
    ),
    _Words(
        units=("minut[aeu]?", "sat[ai]?", "dana?", "nedelj[aeu]", "mesec[ai]?", "godin[aeu]"),
        one="jedan|jedne|jednu|jednog",
        before="pre",
        alone=("minut", "sat", "dan", "nedelju", "mesec", "godinu"),
    ),
    _Words(
        units=("минут[аеу]?", "сат[аи]?", "дана?", "недељ[аеу]", "месец[аи]?", "годин[аеу]"),
        one="један|једне|једну|једног",
        before="пре",
        alone=("минут", "сат", "дан", "недељу", "месец", "годину"),
    ),
    _Words(
        units=("минут[ауы]?", "час(?:а|ов)?", "день|дня|дней", "недел[июьяь]", "месяц(?:а|ев)?", "года?|лет"),
        one="один|одну",
        after="назад",
        alone=("минуту", "час", "день", "неделю", "месяц", "год"),
    ),
    _Words(
        units=(
            "хвилин[аиу]?",
            "годин[аиу]?",
            "день|дні|днів",
            "тижд?ень|тижн[іяь]в?",
            "місяц[іья]в?",
            "р[оі]ки?|років",
        ),
        one="один|одну",
        after="тому",
        alone=("хвилину", "годину", "день", "тиждень", "місяць", "рік"),
    ),
    _Words(
        units=(
            "minutami|minutou",
            "hodin(?:ami|ou)",
            "dny|dnem",
            "týdn(?:y|em)",
            "měsíc(?:i|em)",
            "rok(?:em|y)|lety",
        ),
        one="jedním|jednou",
        before="před",
        alone=("minutou", "hodinou", "dnem", "týdnem", "měsícem", "rokem"),
    ),
    _Words(
        units=(
            "λεπτ[όά]",
            "ώρ(?:α|ες)",
            "η?μέρ(?:α|ες)",
            "εβδομάδ(?:α|ες)",
            "μήν(?:α|ας|ες)",
            "έτ(?:ος|η)|χρόν(?:ο|ος|ια)",
        ),
        one="μ[ιί]α|έναν?",
        before="πριν(?: από)?",
    ),
    _Words(units=("dakika", "saat", "gün", "hafta", "ay", "yıl"), one="bir|1", after="önce"),
)
# Croatian and Serbian say "a week of days", "an hour of time".
_TAIL = r"(?: dana| vremena| дана| времена)?"


def _shapes(words: _Words) -> list[re.Pattern[str]]:
    units = "|".join(f"(?P<{name}>{each})" for name, each in zip(UNITS, words.units, strict=True))
    shapes = [rf"(?:(?P<count>[0-9][0-9.,']{{0,9}})|(?:{words.one})) (?:{units})"]
    if words.alone:
        bare = "|".join(f"(?P<{name}>{each})" for name, each in zip(UNITS, words.alone, strict=True))
        shapes.append(rf"(?:{bare})")
    before = rf"(?:{words.before}) " if words.before else ""
    after = rf" (?:{words.after})" if words.after else _TAIL
    # Lines are compared in small letters, where "ς" is "σ".
    return [re.compile(f"{before}{shape}{after}".casefold().replace("(?p<", "(?P<")) for shape in shapes]


_SHAPES = [shape for words in _LANGUAGES for shape in _shapes(words)]
TODAY = frozenset((
    "today", "just now", "heute", "gerade eben", "aujourd'hui", "à l'instant", "oggi", "hoy", "dzisiaj",
    "dziś", "przed chwilą", "vandaag", "hoje", "danas", "upravo sada", "данас", "управо сада", "сегодня",
    "только что", "сьогодні", "щойно", "dnes", "právě teď", "σήμερα", "μόλισ τώρα", "bugün", "az önce",
    "şimdi",
))  # fmt: skip
YESTERDAY = frozenset((
    "yesterday", "gestern", "hier", "ieri", "ayer", "wczoraj", "gisteren", "ontem", "jučer", "juče", "јуче",
    "вчера", "вчора", "včera", "χθεσ", "χτεσ", "dün",
))  # fmt: skip


def read_age(words: str) -> Age | None:
    """`words` in small letters, with single blanks."""
    for shape in _SHAPES:
        match = shape.fullmatch(words)
        if match:
            found = match.groupdict()
            digits = re.sub(r"[^0-9]", "", found.pop("count", None) or "1")
            unit = next(name for name in UNITS if found[name])
            return Age(min(int(digits), _FAR), unit)
    return None
