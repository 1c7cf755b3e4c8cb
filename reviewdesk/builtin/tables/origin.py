"""Which platform a table comes from, and what a link tells of a review."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

_HOSTS = (
    (
        "google",
        re.compile(
            r"https?://(?:www\.|maps\.)?google\.[a-z.]{2,6}/(?:maps|local)|https?://(?:maps\.app\.)?goo\.gl/"
        ),
    ),
    ("yelp", re.compile(r"https?://(?:[a-z-]+\.)?yelp\.(?:com|[a-z]{2}|com?\.[a-z]{2})/")),
    ("tripadvisor", re.compile(r"https?://(?:[a-z-]+\.)?tripadvisor\.(?:com|[a-z]{2}|com?\.[a-z]{2})/")),
    ("booking", re.compile(r"https?://(?:[a-z-]+\.)?booking\.com/")),
)
_OWN = ("google", "yelp", "tripadvisor", "booking")
_OTHERS = (
    *("facebook", "trustpilot", "agoda", "expedia", "airbnb", "hotels.com", "foursquare", "yandex", "2gis"),
    *("opentable", "thefork", "zomato", "vrbo", "holidaycheck", "trip.com", "ctrip", "kakao", "naver"),
)
MAPS_ID = re.compile(r"(?:Ch[A-Za-z]DSU|Ci9DQU)[A-Za-z0-9_-]{10,}")
_PLACE_ID = re.compile(r"ChIJ[A-Za-z0-9_-]{15,}|0x[0-9a-f]+:0x[0-9a-f]+")
_YELP_ID = re.compile(r"(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9_-]{22}")
_REVIEW_LINK = re.compile(
    r"ShowUserReviews-g\d+-d(?P<place>\d+)-r(?P<review>\d+)(?:-Reviews)?(?:-(?P<title>[^-./?#]+))?"
)
_BUSINESS_LINK = re.compile(r"/biz/(?P<alias>[^/?#]+)")


@dataclass(frozen=True, slots=True)
class Linked:
    """What the address of a review's page tells."""

    review: str | None = None
    listing: str | None = None
    title: str | None = None


def named_platform(cell: str) -> str | None:
    """The platform that a cell names; None where it names none that is known."""
    text = " ".join(cell.split()).casefold()
    if len(text) > 40:
        return None
    return next((name for name in (*_OWN, *_OTHERS) if text.startswith(name) or f".{name}." in text), None)


def by_links(cells: Iterable[str]) -> str | None:
    """The platform to which most links lead, if that is nearly all of those that lead to one."""
    counted: Counter[str] = Counter()
    for cell in cells:
        if cell.startswith("http"):
            counted.update(name for name, host in _HOSTS if host.match(cell))
    if not counted:
        return None
    name, often = counted.most_common(1)[0]
    return name if often >= 0.9 * counted.total() else None


def by_ids(reviews: Sequence[str], places: Sequence[str]) -> str | None:
    if _nearly_all(MAPS_ID, reviews) or _nearly_all(_PLACE_ID, places):
        return "google"
    return "yelp" if _nearly_all(_YELP_ID, reviews) and _nearly_all(_YELP_ID, places) else None


def are_maps_ids(reviews: Sequence[str]) -> bool:
    return _nearly_all(MAPS_ID, reviews)


def read_link(url: str) -> Linked:
    match = _REVIEW_LINK.search(url)
    if match:
        title = unquote(match["title"]).replace("_", " ").strip() if match["title"] else None
        return Linked(match["review"], match["place"], title)
    business = _BUSINESS_LINK.search(url) if ".yelp." in url or "//yelp." in url else None
    return Linked(listing=unquote(business["alias"])) if business else Linked()


def _nearly_all(form: re.Pattern[str], cells: Sequence[str]) -> bool:
    return len(cells) > 0 and sum(form.fullmatch(cell) is not None for cell in cells) >= 0.9 * len(cells)
