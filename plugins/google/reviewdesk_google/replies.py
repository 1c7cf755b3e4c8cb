"""One review as it stands, and the owner's reply to it."""

from reviewdesk.api import (
    Account,
    BadData,
    NotSupported,
    OutcomeUnknown,
    Reading,
    Rejected,
    ReplyReceipt,
    Review,
    Standing,
    _,
)
from reviewdesk_google.calls import Missing, delete, get, put
from reviewdesk_google.card import REVIEWS_HOST
from reviewdesk_google.moments import read_moment_or_none
from reviewdesk_google.review import read_entry, read_name, read_refusal, read_standing
from reviewdesk_google.reviews import by_hand, unknown_place


def read(account: Account, review: Review) -> Reading:
    """A 404 is believed only when it comes twice and the place itself is still there.

    Google answers 404 now and then for what exists, and always where the account has lost the place.
    """
    if not account.signed_in:
        return Reading(review=None, certain=False)
    url = _address(review)
    for _attempt in range(2):
        try:
            entry = get(account, url)
        except Missing:
            continue
        try:
            now = read_entry(entry, listing=review.listing)
        except ValueError as error:
            raise BadData(str(error)) from error
        return Reading(review=now, reply=now.reply)
    _expect_place(account, review, url)
    # The ids of a Takeout are others than those of the API: not to know one proves nothing.
    return Reading(review=None, certain=review.id_space == "api")


def post(account: Account, review: Review, text: str) -> ReplyReceipt:
    """Put the reply. 2xx means taken, not shown: the state tells, in the answer or at a later look."""
    _expect_sign_in(account)
    _expect_text(text)
    reply = put(account, f"{_address(review)}/reply", {"comment": text})
    stored = reply.get("comment")
    if not isinstance(stored, str):
        raise OutcomeUnknown(_("Google took the request, but its answer does not show the reply."))
    standing = read_standing(reply.get("reviewReplyState"))
    code, reason = read_refusal(reply) if standing is Standing.REJECTED else (None, None)
    at = read_moment_or_none(reply.get("updateTime"))
    return ReplyReceipt(text=stored, at=at, standing=standing, reason=reason, code=code)


def withdraw(account: Account, review: Review) -> None:
    """Take the reply down. 404 is success only if a look shows that no reply stands."""
    _expect_sign_in(account)
    try:
        delete(account, f"{_address(review)}/reply")
    except Missing as error:
        if read(account, review).reply is not None:
            raise OutcomeUnknown(
                _("Google did not find the reply to take down, but still shows it.")
            ) from error


def _expect_sign_in(account: Account) -> None:
    if not account.signed_in:
        raise NotSupported(by_hand(), _("Answer on business.google.com."))


def _expect_text(text: str) -> None:
    """Half a sign can't be sent at all: said here, it is known that nothing left."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Rejected(
            _("The answer holds a sign that is only half there."), _("Delete it and type it again.")
        ) from error


def _address(review: Review) -> str:
    if read_name(review.ref) is None:
        raise NotSupported(
            _("Google's address of this review is not known."), _("Bring the reviews in from Google first.")
        )
    return f"https://{REVIEWS_HOST}/v4/{review.ref}"


def _expect_place(account: Account, review: Review, url: str) -> None:
    try:
        get(account, url.rpartition("/")[0], {"pageSize": 1})
    except Missing as error:
        if review.id_space == "api":
            raise unknown_place(_("this place")) from error
