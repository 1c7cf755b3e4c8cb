"""Why Yelp refused an answer, in plain words, and what that means for the answer.

`NotApproved` takes the right to answer from the whole account, so it is raised only for what holds for the
person who signed in. What holds for one page is `NotSupported`: the answers of the other pages go on.
"""

from collections.abc import Callable

from reviewdesk.api import AuthError, NotApproved, NotSupported, PlatformError, RateLimited, Rejected, _
from reviewdesk_yelp.calls import scope_missing
from reviewdesk_yelp.refusal import Refusal

__all__ = ["explain"]

_AN_HOUR = 3600.0
"""Twenty a day, and Yelp does not tell when its day begins."""


def explain(refusal: Refusal) -> PlatformError | None:
    """The error for one of Yelp's words; None for a word it never told of."""
    known = _BY_CODE.get(refusal.code) or _by_words(refusal.words)
    return known(refusal) if known else None


def _token(_refusal: Refusal) -> PlatformError:
    return AuthError(
        _("Yelp no longer accepts the sign-in of this account."), _("Sign in again with this account.")
    )


def _request(refusal: Refusal) -> PlatformError:
    return NotSupported(
        _("Yelp does not take the request: {words}").format(words=refusal.words),
        _("Nothing was sent. Answer at biz.yelp.com."),
    )


def _scope(_refusal: Refusal) -> PlatformError:
    return scope_missing()


def _not_subscribed(_refusal: Refusal) -> PlatformError:
    return NotSupported(
        _("Yelp has not opened answering by program for this page."),
        _("Ask Yelp to subscribe it to Respond to Reviews, and answer at biz.yelp.com until then."),
    )


def _not_claimed(_refusal: Refusal) -> PlatformError:
    return NotSupported(
        _("This page is not claimed at Yelp by the person who signed in."),
        _("Claim it at https://biz.yelp.com/business_name_and_location, then send the answer again."),
    )


def _not_permitted(_refusal: Refusal) -> PlatformError:
    return NotSupported(
        _("The person who signed in may not answer for this page."),
        _("Let the page's owner give the right at biz.yelp.com, or sign in as the owner."),
    )


def _comments_off(_refusal: Refusal) -> PlatformError:
    return NotSupported(
        _("Yelp has switched off public answers for this page."), _("Ask Yelp's support at biz.yelp.com.")
    )


def _name(_refusal: Refusal) -> PlatformError:
    return NotApproved(
        _("Yelp has not approved your name: answers are signed with a real first name."),
        _("Set it at https://biz.yelp.com/settings/profile, and send the answer again once it is approved."),
    )


def _photo(_refusal: Refusal) -> PlatformError:
    return NotApproved(
        _("Yelp has not approved your photo: answers show one."),
        _("Set it at https://biz.yelp.com/settings/photo, and send the answer again once it is approved."),
    )


def _review_gone(_refusal: Refusal) -> PlatformError:
    return NotSupported(
        _("Yelp no longer knows this review: it was removed, or its guest has updated it."),
        _("Nothing was sent. Fetch the reviews again."),
    )


def _text(refusal: Refusal) -> PlatformError:
    return Rejected(
        _("Yelp did not take the words: {words}").format(words=refusal.words),
        _("It refuses rude words, and answers too like an earlier one. Write this one anew."),
        code=refusal.code,
    )


def _quota(_refusal: Refusal) -> PlatformError:
    return RateLimited(
        _("Yelp takes 20 answers a day for one page, and they are used up."),
        _("The answer goes out by itself when Yelp's next day begins."),
        retry_after=_AN_HOUR,
    )


def _answered(_refusal: Refusal) -> PlatformError:
    return NotSupported(
        _("Somebody of your business has answered this review at Yelp already."),
        _("Nothing was sent. Fetch the reviews again to see it."),
    )


def _undetermined(_refusal: Refusal) -> PlatformError:
    return RateLimited(
        _("Yelp can't tell the state of your page right now."),
        _("The answer goes out by itself in a while; if it goes on, ask Yelp's support."),
        retry_after=_AN_HOUR,
    )


def _sign(refusal: Refusal) -> PlatformError:
    return Rejected(
        _("Yelp could not take a sign in the answer."),
        _("Take out emoji and unusual signs, and send it again."),
        code=refusal.code or "Internal Error",
    )


Told = Callable[[Refusal], PlatformError]

_BY_CODE: dict[str, Told] = {
    "INVALID_TOKEN": _token,
    "INVALID_REQUEST": _request,
    "INSUFFICIENT_SCOPE": _scope,
    "R2R_COMMENTS_NOT_ALLOWED": _not_subscribed,
    "R2R_BUSINESS_NOT_CLAIMED": _not_claimed,
    "R2R_PERMISSION_DENIED": _not_permitted,
    "R2R_UNACCEPTABLE_BIZ_USER_NAME": _name,
    "R2R_PROBLEM_WITH_USER_PHOTO": _photo,
    "R2R_REVIEW_DOES_NOT_EXIST": _review_gone,
    "R2R_INVALID_RESPONSE_TYPE": _request,
    "R2R_INVALID_RESPONSE_TEXT": _text,
    "R2R_PUBLIC_COMMENTS_DISABLED": _comments_off,
    "R2R_COMMENT_QUOTA_EXCEEDED": _quota,
}


_BY_WORDS: tuple[tuple[str, Told], ...] = (
    ("photo is missing", _photo),
    ("unacceptable biz user name", _name),
    ("do not have permission to comment", _not_claimed),
    ("review does not exist", _review_gone),
    ("already has a comment", _answered),
    ("does not include the respond-to-reviews feature", _not_subscribed),
    ("cannot determine the status of your business", _undetermined),
    ("not allowed to comment at this time", _quota),
    ("invalid response text", _text),
)
"""The sentences of Yelp's own table of errors, which names no ids."""


def _by_words(words: str) -> Told | None:
    plain = words.casefold()
    known = next((told for said, told in _BY_WORDS if said in plain), None)
    return known or (_sign if plain.startswith("internal error") else None)
