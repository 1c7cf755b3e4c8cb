"""Which of Yelp's three levels an account has: by hand, excerpts, or partner."""

from typing import Any

from reviewdesk.api import Account, AccountStatus, AuthError, May, NotApproved, NotSupported, Retention, _
from reviewdesk_yelp.businesses import claimed, details_url, wanted
from reviewdesk_yelp.calls import get
from reviewdesk_yelp.card import PARTNER_HOST, api_terms
from reviewdesk_yelp.reviews import PRIVATE, level, probe_excerpts

__all__ = ["check"]

_PROFILE = f"https://{PARTNER_HOST}/v1/business_owner/me/profile"


def check(account: Account) -> AccountStatus:
    if not account.signed_in:
        return AccountStatus(
            identity=None,
            may=frozenset(),
            # What the owner copies himself does not come through Yelp's API.
            retention=Retention(),
            note=_("By hand: paste the reviews, and answer at biz.yelp.com."),
        )
    try:
        identity, partner_note = _partner(account)
    except (AuthError, NotApproved) as error:
        # The key may still read: only answering waits for the sign-in.
        identity, partner_note = None, f"{error.reason} {error.advice}".strip()
    pages = _pages(account, partner_note)
    if not pages:
        return _status(account, frozenset(), identity, _no_pages(account, partner_note))
    if level(account, *pages) == PRIVATE:
        may = frozenset({May.READ, May.REPLY}) if identity is not None else frozenset({May.READ})
        note = _missing_claims(account, pages) if identity is not None else partner_note
        return _status(account, may, identity, note)
    probe_excerpts(account, *pages)
    return _status(account, frozenset({May.EXCERPTS}), identity, _excerpts_note(identity))


def _partner(account: Account) -> tuple[str | None, str]:
    """The name under which answers stand; without a partner's sign-in, why they go by hand."""
    if not account.settings.get("client_id"):
        return None, _("Answers go by hand at biz.yelp.com: this account has no partner's sign-in.")
    # Asked first, so that a missing secret is told by its own name.
    account.secret("refresh_token")
    return _name(get(account, _PROFILE)), ""


def _name(profile: dict[str, Any]) -> str:
    """As Yelp signs: the first name, and of the last its first letter."""
    first, last = profile.get("first_name"), profile.get("last_name")
    given = first.strip() if isinstance(first, str) else ""
    initial = f" {last.strip()[0]}." if isinstance(last, str) and last.strip() else ""
    return f"{given}{initial}".strip()


def _pages(account: Account, partner_note: str) -> list[str]:
    try:
        return wanted(account)
    except (AuthError, NotApproved):
        if not partner_note:
            raise
        return []


def _no_pages(account: Account, partner_note: str) -> str:
    if account.settings.get("client_id") and partner_note:
        return partner_note
    return _(
        "No page is known: give the ids of your pages with --set businesses=ID,ID. The id stands in the "
        "address of your page at biz.yelp.com."
    )


def _missing_claims(account: Account, pages: list[str]) -> str:
    """Answering needs a page that the signed-in person has claimed; a readable name needs its id first."""
    mine = set(claimed(account))
    left = [page for page in pages if page not in mine and _id_of(account, page) not in mine]
    if not left:
        return ""
    return _("Answers for {pages} go by hand: this sign-in has not claimed them at Yelp.").format(
        pages=", ".join(left)
    )


def _id_of(account: Account, page: str) -> object:
    try:
        return get(account, details_url(page)).get("id")
    except (AuthError, NotApproved, NotSupported):
        return None


def _excerpts_note(identity: str | None) -> str:
    note = _(
        "Excerpts only: Yelp shows the beginning of a few reviews and no answers. Paste the others, and "
        "answer at biz.yelp.com."
    )
    if identity is None:
        return note
    blind = _(
        "Your sign-in may answer, but without Private Reviews nobody can see what stands there already."
    )
    return f"{note} {blind}"


def _status(account: Account, may: frozenset[May], identity: str | None, note: str) -> AccountStatus:
    allowed = account.settings.get("keep_words", "").strip().lower() in {"yes", "true", "1"}
    kept = Retention() if allowed else api_terms()
    return AccountStatus(identity=identity or None, may=may, retention=kept, note=note)
