"""``3 weeks ago``, ``vor einem Jahr``, ``10 小時前``: a distance in time, in the languages people read in."""

import re
from dataclasses import dataclass
from enum import StrEnum

from reviewdesk.builtin.tables.names import folded, word_set


class Unit(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Ago:
    count: int
    unit: Unit


# A star stands for any ending.
_WORDS = {
    Unit.MINUTE: """
        min minut* dakika* perc* menit* second* sekund* secon* segund* detik хвилин* минут* секунд*
        λεπτ* دقيقة دقائق phut मिनट דקות דקה
    """,
    Unit.HOUR: """
        hour* hr hrs h stund* heure* hora horas ora ore oras uur uren timm* timer timen godzin* hodin*
        sat sata sati saat* oraja jam час часа часов годин* ωρα ωρες ساعة ساعات gio घंटे घंटा שעות שעה
    """,
    Unit.DAY: """
        day days d tag tage tagen jour jours giorn* dia dias dag dagen dage dager dagar dni dzien dnia
        den dnem dny dnu dnami dan dana gun gunler nap napja hari zi zile день дня дней дні днів дана
        ημερ* μερ* paiv* يوم ايام أيام ngay दिन ימים יום
    """,
    Unit.WEEK: """
        week* wk wks w woche* semaine* settiman* semana* weken veck* uge uger uke uker viik* tydzien
        tygod* tyden tydn* tjed* nedel* nedjel* sedmic* hafta* het hete hettel minggu saptaman* недел*
        тижд* тижн* εβδομαδ* اسبوع أسبوع اسابيع أسابيع tuan सप्ताह हफ्ते שבועות שבוע
    """,
    Unit.MONTH: """
        month* mo mos monat* mois mes mese mesi meses mesic* mesec* mesiac* mjesec* maand* manad*
        maned* kuukau* miesiac* miesiec* ay honap* bulan luna luni месяц* місяц* месец* μηνα μηνες شهر
        أشهر اشهر شهور thang महीने महीना חודשים חודש
    """,
    Unit.YEAR: """
        year* yr yrs y jahr* an ans ani annee annees anno anni ano anos jaar jaren ar vuosi vuot* rok
        roku roky rokmi rokem lat lata let lety godin* yil eve evvel tahun год года лет рік роки років
        годину χρονο χρονια سنة سنوات عام nam साल वर्ष שנים שנה
    """,
}
_TWO = {
    "ساعتين": Unit.HOUR,
    "يومين": Unit.DAY,
    "أسبوعين": Unit.WEEK,
    "اسبوعين": Unit.WEEK,
    "شهرين": Unit.MONTH,
    "سنتين": Unit.YEAR,
    "عامين": Unit.YEAR,
    "שעתיים": Unit.HOUR,
    "יומיים": Unit.DAY,
    "שבועיים": Unit.WEEK,
    "חודשיים": Unit.MONTH,
    "שנתיים": Unit.YEAR,
}
_ONE_OF = {
    "setahun": Unit.YEAR,
    "sebulan": Unit.MONTH,
    "seminggu": Unit.WEEK,
    "sehari": Unit.DAY,
    "kemarin": Unit.DAY,
    "sejam": Unit.HOUR,
}
_MARKS = word_set(
    """
    ago vor hace ha há fa geleden sedan siden sitten temu před pred prije pre пре önce ezelőtt lalu
    acum urmă назад тому πριν قبل منذ לפני trước पहले atrás för last
    """
)
_ONES = word_set(
    """
    a an one ein eine einem einer einen un une una uno um uma een en ett et jeden jedna jednu bir egy
    satu один одну одного mot
    """
)
_FILL = word_set(
    """
    a il y yang in for fast almost about etwa circa od the za de din for απο και
    """
)
_EAST = re.compile(
    r"(?P<count>\d+|[一한])\s*(?P<unit>分鐘|分钟|分|분|小時|小时|時間|시간|天|日|일|週間|週|周|주|個月|个月|か月|ヶ月|カ月"
    r"|ヵ月|개월|달|年|년)\s*(?:以)?(?:前|전)"
)
_EAST_UNITS = {
    Unit.MINUTE: "分鐘 分钟 分 분",
    Unit.HOUR: "小時 小时 時間 시간",
    Unit.DAY: "天 日 일",
    Unit.WEEK: "週間 週 周 주",
    Unit.MONTH: "個月 个月 か月 ヶ月 カ月 ヵ月 개월 달",
    Unit.YEAR: "年 년",
}
_EAST_UNIT = {word: unit for unit, words in _EAST_UNITS.items() for word in words.split()}
_TODAY = word_set(
    """
    today heute aujourdhui oggi hoy vandaag dzisiaj dzis hoje danas dnes idag bugun 今日 今天 오늘
    сегодня сьогодні اليوم היום 刚刚 剛剛 방금
    """
) | {"just now", "gerade eben", "przed chwila"}
_YESTERDAY = word_set(
    """
    yesterday gestern hier ieri ayer gisteren wczoraj ontem jucer vcera igar dun 昨天 昨日 어제 вчера
    вчора أمس אתמול
    """
)
_LAST_WEEK = {
    "in the last week",
    "in der letzten woche",
    "la semaine derniere",
    "la semana pasada",
    "en la ultima semana",
    "nell'ultima settimana",
    "na ultima semana",
    "w ostatnim tygodniu",
    "in de afgelopen week",
}
_TOKEN = re.compile(r"[^\s\d.,:;()]+|\d+")
_EXACT = {
    folded(word): unit for unit, words in _WORDS.items() for word in words.split() if not word.endswith("*")
}
_STEMS = tuple(
    (folded(word[:-1]), unit)
    for unit, words in _WORDS.items()
    for word in words.split()
    if word.endswith("*")
)


def read_ago(text: str) -> Ago | None:
    """None for whatever is no distance in time."""
    if len(text) > 60:
        return None
    line = folded(text).strip(" .,:").replace("il y a ", "ago ")
    if line.replace("'", "") in _TODAY:
        return Ago(0, Unit.DAY)
    if line in _YESTERDAY:
        return Ago(1, Unit.DAY)
    if line in _LAST_WEEK:
        return Ago(0, Unit.WEEK)
    # Folding takes Korean syllables apart and puts them together again: both sides went through it.
    east = _EAST.fullmatch(text.strip()) if not text.isascii() else None
    if east:
        count = int(east["count"]) if east["count"].isdecimal() else 1
        return Ago(count, _EAST_UNIT[east["unit"]]) if count < 1000 else None
    return _told(_TOKEN.findall(line))


def _told(tokens: list[str]) -> Ago | None:
    if not 2 <= len(tokens) <= 7 or not any(token in _MARKS for token in tokens):
        return None
    counts, units = [], []
    for token in tokens:
        if token.isdecimal():
            counts.append(int(token))
        elif token in _TWO or token in _ONE_OF:
            counts.append(2 if token in _TWO else 1)
            units.append(_TWO.get(token) or _ONE_OF[token])
        elif token in _MARKS:
            continue
        elif token in _ONES:
            counts.append(1)
        elif (unit := _unit(token)) is not None:
            units.append(unit)
        elif token not in _FILL:
            return None
    # "godinu dana" is a year, not a year of days.
    units = [unit for unit in units if unit is not Unit.DAY] or units
    counts = [count for count in counts if count != 1] or counts[:1]
    if len(units) != 1 or len(counts) > 1:
        return None
    count = counts[0] if counts else 1
    return Ago(count, units[0]) if count < 1000 else None


def _unit(token: str) -> Unit | None:
    exact = _EXACT.get(token)
    if exact is not None:
        return exact
    return next((unit for stem, unit in _STEMS if token.startswith(stem)), None)
