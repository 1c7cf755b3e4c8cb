"""A voucher that was used in one of the shops, and one that is to be worth nothing."""

from datetime import UTC, datetime
from typing import Any

from reviewdesk.api import Account, OutcomeUnknown, Redemption, Rejected, Unavailable, Voucher, _
from reviewdesk_voucherify.calls import Refusal, look, send, voucher_path
from reviewdesk_voucherify.codes import mark_for

__all__ = ["redeem", "void"]

_USED = "quantity_exceeded"


def redeem(account: Account, voucher: Voucher, key: str) -> Redemption:
    """One redemption is all a voucher has, so a second try is told that it was used: that is success."""
    body = {
        "redeemables": [{"object": "voucher", "id": voucher.code}],
        "metadata": {"reviewdesk_use": mark_for(key)},
    }
    told = send(account, "/v1/redemptions", body, _USED)
    if isinstance(told, Refusal):
        return _used_before(account, voucher)
    done = told.get("redemptions")
    first = done[0] if isinstance(done, list) and done else None
    if isinstance(first, dict) and first.get("result") == "SUCCESS":
        return _redemption(first)
    # A project may be set to apply what can be applied: then a refusal comes with the status of success.
    if _USED in _inapplicable(told):
        return _used_before(account, voucher)
    if _inapplicable(told):
        raise Rejected(
            _("Voucherify refused: {words}").format(words=_inapplicable(told)[0]),
            _("Look at the voucher in Voucherify's dashboard."),
            code=_inapplicable(told)[0],
        )
    raise OutcomeUnknown(_("Voucherify's answer can't be read."))


def void(account: Account, voucher: Voucher) -> None:
    """Switched off first and looked at then: in between nobody can use it any more."""
    told = send(account, voucher_path(voucher.code, "/disable"), None, "not_found", "resource_not_found")
    if isinstance(told, Refusal):
        # Thrown away at Voucherify: worth nothing already.
        return
    if told.get("active") is not False:
        raise OutcomeUnknown(_("Voucherify's answer can't be read."))
    uses = told.get("redemption")
    if isinstance(uses, dict) and uses.get("redeemed_quantity"):
        raise Rejected(
            _("It was used already, by Voucherify's books."),
            _("See in Voucherify's dashboard where and when."),
            code="used",
        )


def _used_before(account: Account, voucher: Voucher) -> Redemption:
    """By whom, and when: most often by ourselves, when an answer was lost."""
    told = look(account, voucher_path(voucher.code, "/redemption"))
    rows = None if isinstance(told, Refusal) else told.get("redemption_entries")
    if not isinstance(rows, list):
        raise Unavailable(_("Voucherify's answer can't be read."), _("Try again later."))
    entries = [each for each in rows if isinstance(each, dict)]
    undone = {each.get("redemption") for each in entries if each.get("object") == "redemption_rollback"}
    good = [each for each in entries if each.get("object") != "redemption_rollback"]
    good = [each for each in good if each.get("result") == "SUCCESS" and each.get("id") not in undone]
    return _redemption(good[0] if good else {}, account.clock.now())


def _redemption(told: dict[str, Any], otherwise: datetime | None = None) -> Redemption:
    at = _moment(told.get("date")) or otherwise
    if at is None:
        raise OutcomeUnknown(_("Voucherify's answer can't be read."))
    # Voucherify is told no place: which shop it was stands in the desk's own book.
    return Redemption(at=at, place="")


def _inapplicable(told: dict[str, Any]) -> list[str]:
    rows = told.get("inapplicable_redeemables")
    errors = (
        each.get("result", {}).get("error", {})
        for each in (rows if isinstance(rows, list) else [])
        if isinstance(each, dict) and isinstance(each.get("result"), dict)
    )
    return [
        str(error.get("key") or error.get("message") or "-") for error in errors if isinstance(error, dict)
    ]


def _moment(told: Any) -> datetime | None:
    if not isinstance(told, str):
        return None
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
