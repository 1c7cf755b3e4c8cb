"""Letters as they sound, not as they are dressed: no case, no accents, no look-alikes."""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

__all__ = ["fold", "forms"]

_OWN = {"đ": "d", "ł": "l", "ø": "o", "œ": "oe", "æ": "ae", "ı": "i", "ə": "e", "…": "…", "’": "'", "ʼ": "'"}
_TRADITIONAL = str.maketrans(
    "費優請點贈禮補償現價錢變圖這個為後給們來務員觀論評級實對開專銷張發會飯圓頓勵獎額減報聯絡換顆滿隨裝買賣權從還過"
    "讓應該選擇聽說話誠與時間歡當導領嘗試鄉麼無條調將東進樣並標參讚門廳歲體驗類雞盤據關積單龍沒異謝處兌購憑貴賓壓詢",
    "费优请点赠礼补偿现价钱变图这个为后给们来务员观论评级实对开专销张发会饭圆顿励奖额减报联络换颗满随装买卖权从还过"
    "让应该选择听说话诚与时间欢当导领尝试乡么无条调将东进样并标参赞门厅岁体验类鸡盘据关积单龙没异谢处兑购凭贵宾压询",
)
_LIKE_LATIN = str.maketrans("аеорсухкмтвнзгіјѕԁһαεορτυνικ", "aeopcyxkmtbhsrijsdhaeoptuvik")
_LEET = str.maketrans("01345789@$€£!|", "oieastbgaseeii")
_LEET_L = str.maketrans("01345789@$€£!|", "oleastbgaseell")
_SERBIAN = str.maketrans(
    dict(zip("абвгдезијклмнопрстуфхц", "abvgdezijklmnoprstufhc", strict=True))
    | {"ђ": "d", "ж": "z", "ћ": "c", "ч": "c", "ш": "s", "љ": "lj", "њ": "nj", "џ": "dz"}
)


def fold(text: str) -> tuple[str, Sequence[int]]:
    """The bare text, and for each of its signs the place it had in the text."""
    if text.isascii():
        return text.lower(), range(len(text))
    signs = [_bare(sign) for sign in text]
    places = [place for place, sign in enumerate(signs) for _each in sign]
    return "".join(signs), places


@cache
def _bare(sign: str) -> str:
    if sign in _OWN:
        return _OWN[sign]
    if sign.isascii():
        return sign.lower()
    apart = unicodedata.normalize("NFKD", sign).casefold()
    kept = "".join(each for each in apart if unicodedata.category(each) not in ("Mn", "Me", "Cf"))
    return "".join(_OWN.get(each, each) for each in kept).translate(_TRADITIONAL)


@lru_cache(maxsize=8192)
def forms(word: str) -> tuple[str, ...]:
    """The ways in which one bare word can be read: as it stands, without disguise, in Latin letters."""
    found = [word, *_calmed(word)]
    if word.isascii() and word.isalpha():
        return (*found, *_one_letter(word))
    if any("\u0400" <= sign <= "\u04ff" for sign in word):
        found.append(word.translate(_SERBIAN))
    if any("a" <= sign <= "z" for sign in word):
        plain = word.translate(_LIKE_LATIN)
        found += [plain, plain.translate(_LEET), plain.translate(_LEET_L)]
    if word[:1] in "ولبف" and len(word) > 3:
        found += [word[1:], word.removeprefix(word[:1]).removeprefix("ال")]
    if word.startswith("ال"):
        found.append(word[2:])
    return tuple(dict.fromkeys(found))


def _one_letter(word: str) -> tuple[str, ...]:
    """German fuer is fur, as für is."""
    plain = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return () if plain == word else (plain,)


def _calmed(word: str) -> tuple[str, ...]:
    """Drawn long: frrreeee is free, or fre."""
    if not any(word[at] == word[at + 1] == word[at + 2] for at in range(len(word) - 2)):
        return ()
    once, twice = [], []
    for at, sign in enumerate(word):
        if word[at - 1 : at] != sign:
            once.append(sign)
        if word[max(0, at - 2) : at] != sign * 2:
            twice.append(sign)
    return "".join(once), "".join(twice)
