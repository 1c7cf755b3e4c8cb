"""The words and links of a mail's HTML, told in one pass: a mail may be made to cost time."""

import re
from html import unescape

__all__ = ["links_of", "words_of"]

_SILENT = {"script", "style", "head", "title", "template"}
_BREAKS = {"p", "div", "br", "tr", "li", "table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "hr"}
_TAG = re.compile(r"\s*(/?)\s*([A-Za-z][A-Za-z0-9]{0,20})")
_HREF = re.compile(
    r"""\bhref\s{0,9}=\s{0,9}(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'>]{1,2000}))""", re.IGNORECASE
)
_BARE = re.compile(r"https?://[^\s<>\"'\x00-\x20]{1,2000}", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_LONGEST_TAG = 10_000


def words_of(markup: str) -> str:
    """What a reader would see, with line ends where blocks end."""
    said: list[str] = []
    silent = ""
    for tag, text in _pieces(markup):
        close, name = _name_of(tag)
        if silent:
            if close and name == silent:
                silent = ""
            else:
                continue
        elif name in _SILENT and not close:
            silent = name
            continue
        if name in _BREAKS:
            said.append("\n")
        said.append(" ".join(text.split("\n")))
    lines = (_BLANKS.sub(" ", line).strip() for line in unescape("".join(said)).splitlines())
    return "\n".join(line for line in lines if line)


def links_of(plain: str, markup: str) -> list[str]:
    """Each once, in their order: those of the plain part, then those behind words."""
    found = [match.rstrip(".,;:!?)]}") for match in _BARE.findall(plain)]
    for tag, _text in _pieces(markup):
        if tag[:1] in ("a", "A"):
            for match in _HREF.findall(tag[:_LONGEST_TAG]):
                link = unescape("".join(match)).strip()
                if _BARE.fullmatch(link):
                    found.append(link)
    return list(dict.fromkeys(found))


def _pieces(markup: str) -> list[tuple[str, str]]:
    """Each tag without its brackets, and the text behind it; comments are left out."""
    pieces: list[tuple[str, str]] = []
    comment = False
    for number, piece in enumerate(markup.split("<")):
        if number == 0:
            pieces.append(("", piece))
            continue
        comment = comment or piece.startswith("!--")
        if comment:
            _said, end, text = piece.partition("-->")
            comment = not end
            if end:
                pieces.append(("", text))
            continue
        tag, end, text = piece.partition(">")
        pieces.append((tag, text) if end else ("", ""))
    return pieces


def _name_of(tag: str) -> tuple[str, str]:
    found = _TAG.match(tag)
    return (found[1], found[2].lower()) if found else ("", "")
