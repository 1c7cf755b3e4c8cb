"""Google's notifications of new reviews: one review, or a digest of several. They only ring a bell."""

import re
from urllib.parse import urlsplit

from reviewdesk.api import Bell, Mail

__all__ = ["read_mail"]

# This address and no other of Google's: anybody can send from groups, forms and calendars there.
_SENDER = "businessprofile-noreply@google.com"
_ONE = re.compile(
    r"(?P<author>\S.{0,80}?) (?:just )?(?:left|updated) (?:a|an|their) (?:\S+ )?review "
    r"(?:for|of|on) (?P<listing>\S.{0,118}?)[.!]?",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"(?P<listing>\S.{0,118}?), you(?:'ve|’ve)? got (?P<count>\d{1,4}|a|an|one) new reviews?[.!]?",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?<![\d.,])([1-5])(?:[.,]0)?(?: out of 5|/5)?[- ]stars?\b", re.IGNORECASE)
_DRAWN = re.compile(r"(?<!★)(★{1,5})(?!★)")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{3,4000})[”“»\"]")
_LONGEST = 20_000
_HOSTS = ("business.google.com", "www.google.com", "search.google.com", "maps.google.com", "g.page")
_ABOUT = re.compile(r"review", re.IGNORECASE)


def read_mail(message: Mail) -> Bell | None:
    if message.sender.strip().casefold() != _SENDER:
        return None
    subject = " ".join(message.subject.split())
    # A shop may be called "Anna left a review for Mario's": the digest's end is the surer sign.
    some = _SOME.fullmatch(subject)
    if some is not None:
        count = some["count"] if some["count"].isdigit() else "1"
        return _bell(message, some["listing"], {"count": count})
    one = _ONE.fullmatch(subject)
    if one is None:
        # Performance reports, verification and advertisements come from the same address.
        return None
    return _bell(message, one["listing"], {"author": one["author"], **_said(message.text[:_LONGEST])})


def _bell(message: Mail, listing: str, told: dict[str, str]) -> Bell:
    link = _link(message.links)
    return Bell(
        platform="google",
        listing=listing,
        at=message.at,
        told=told | ({"url": link} if link else {}),
    )


def _said(text: str) -> dict[str, str]:
    """What the mail shows of the review; stars only where it names one number."""
    said: dict[str, str] = {}
    named = set(_STARS.findall(text)) | {str(len(drawn)) for drawn in _DRAWN.findall(text)}
    if len(named) == 1:
        said["stars"] = named.pop()
    quoted = _QUOTED.search(text)
    if quoted:
        said["words"] = " ".join(quoted[1].split())
    return said


def _link(links: tuple[str, ...]) -> str | None:
    """Google's own page of the review, else of the profile."""
    ours = [link for link in links if _is_googles(link)]
    exact = next((link for link in ours if _ABOUT.search(urlsplit(link).path)), None)
    profile = next((link for link in ours if urlsplit(link).hostname == "business.google.com"), None)
    return exact or profile


def _is_googles(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    # google.com/url leads wherever it is told to.
    return parts.scheme == "https" and parts.netloc in _HOSTS and parts.path.rstrip("/") != "/url"
