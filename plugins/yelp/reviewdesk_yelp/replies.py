"""The owner's answer on its way to Yelp: once, and never a second time by itself."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewdesk.api import (
    Account,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    PlatformError,
    Rejected,
    ReplyReceipt,
    Review,
    _,
)
from reviewdesk_yelp.calls import too_many
from reviewdesk_yelp.card import LONGEST_REPLY, PARTNER_HOST
from reviewdesk_yelp.refusal import read_refusal
from reviewdesk_yelp.refused_answers import explain
from reviewdesk_yelp.reviews import by_hand
from reviewdesk_yelp.signs import first_emoji

if TYPE_CHECKING:
    import httpx

__all__ = ["expect_text", "post"]


def post(account: Account, review: Review, text: str) -> ReplyReceipt:
    if not account.signed_in or not account.settings.get("client_id"):
        raise NotSupported(by_hand(), _("Answer at biz.yelp.com."))
    if review.id_space != "api":
        raise NotSupported(
            _("Yelp's id of this review is not known."),
            _("Fetch the reviews first, or answer at biz.yelp.com."),
        )
    expect_text(text)
    answer = account.http.post(
        f"https://{PARTNER_HOST}/reviews/v1/{quote(review.external_id, safe='')}",
        json={"response_text": text, "response_type": "public_comment"},
    )
    if answer.is_success and _looks_taken(answer):
        # What Yelp answers is documented nowhere; whether guests see it shows at the next read.
        return ReplyReceipt(text=text)
    raise _refused(account, answer)


def expect_text(text: str) -> None:
    """What Yelp is known to refuse is refused here: then it is sure that nothing left."""
    if not text.strip():
        raise Rejected(_("The answer is empty."), _("Write it first."), code="empty")
    if len(text) > LONGEST_REPLY:
        raise Rejected(
            _("Yelp takes at most {limit} characters; this answer has {used}.").format(
                limit=LONGEST_REPLY, used=len(text)
            ),
            _("Make it shorter."),
            code="too-long",
        )
    emoji = first_emoji(text)
    if emoji:
        raise Rejected(
            _("Yelp takes no emoji in an answer: {sign}").format(sign=emoji), _("Take it out."), code="emoji"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Rejected(
            _("The answer holds a sign that is only half there."), _("Delete it and type it again.")
        ) from error


def _looks_taken(answer: "httpx.Response") -> bool:
    if not answer.content.strip():
        return True
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return False
    return not (isinstance(body, dict) and body.get("error"))


def _refused(account: Account, answer: "httpx.Response") -> PlatformError:
    refusal = read_refusal(answer)
    if refusal.status == 429:
        return too_many(account, refusal, answer)
    if refusal.status < 400 or refusal.status >= 500 or refusal.status == 408:
        return OutcomeUnknown(
            _("Yelp's answer ({status}) does not tell whether the response was taken.").format(
                status=refusal.status
            )
        )
    told = explain(refusal)
    if told is not None:
        return told
    if refusal.status == 403:
        return NotApproved(
            _("Yelp does not let this account answer: {words}").format(words=refusal.words),
            _("Ask Yelp to enable Respond to Reviews for you, or answer at biz.yelp.com."),
        )
    if refusal.status == 404:
        return NotSupported(
            _("Yelp does not know this review: nothing was sent."),
            _("Fetch the reviews again, or answer at biz.yelp.com."),
        )
    return Rejected(
        _("Yelp did not take the answer: {words}").format(words=refusal.words),
        _("Change it and send it again, or answer at biz.yelp.com."),
        code=refusal.code or str(refusal.status),
    )
