"""One voucher for one key, however often it is asked for."""

from typing import Any

from reviewdesk.api import Account, IssuedVoucher, OutcomeUnknown, Rejected, Unavailable, VoucherOrder, _
from reviewdesk_voucherify.calls import Refusal, look, send, voucher_path
from reviewdesk_voucherify.codes import code_for, mark_for
from reviewdesk_voucherify.terms import MARK, last_day, terms

__all__ = ["find", "issue"]

_TAKEN = ("duplicate_found", "duplicate_resource_key")


def issue(account: Account, order: VoucherOrder, key: str) -> IssuedVoucher:
    mark, code = mark_for(key), code_for(key, account.secret("secret_key"))
    made = send(account, voucher_path(code), terms(account, order, mark), *_TAKEN)
    if isinstance(made, Refusal):
        return _made_before(account, order, code, mark)
    given = _read(made, order, mark)
    if given is None:
        # It was taken, and what came back is not what was asked for: it has to be looked at.
        raise OutcomeUnknown(_("Voucherify's answer can't be read."))
    return given


def find(account: Account, order: VoucherOrder, key: str) -> IssuedVoucher | None:
    """By its code; and by its mark, in case the secret was changed since: then the code is another."""
    mark, code = mark_for(key), code_for(key, account.secret("secret_key"))
    there = look(account, voucher_path(code))
    if not isinstance(there, Refusal):
        return _ours(there, order, mark)
    filters: dict[str, str | int] = {f"filters[metadata.{MARK}][conditions][$is]": mark, "limit": 1}
    listed = look(account, "/v1/vouchers", filters)
    rows = None if isinstance(listed, Refusal) else listed.get("vouchers")
    if not isinstance(rows, list):
        raise Unavailable(_("Voucherify's answer can't be read."), _("Try again later."))
    # What a filter lets through is looked at all the same: a stranger's voucher must never be given out.
    return next((one for one in (_read(row, order, mark) for row in rows) if one), None)


def _made_before(account: Account, order: VoucherOrder, code: str, mark: str) -> IssuedVoucher:
    there = look(account, voucher_path(code))
    if isinstance(there, Refusal):
        raise Rejected(
            _("Voucherify has this voucher's code already and does not show it."),
            _("Try again in a while. If it was thrown away there, cancel it here and prepare a new one."),
            code="not-shown",
        )
    return _ours(there, order, mark)


def _ours(there: Any, order: VoucherOrder, mark: str) -> IssuedVoucher:
    given = _read(there, order, mark)
    if given is None:
        raise Rejected(
            _("Another voucher at Voucherify has this code already."),
            _("Cancel it here and prepare a new one."),
            code="code-taken",
        )
    return given


def _read(told: Any, order: VoucherOrder, mark: str) -> IssuedVoucher | None:
    """The voucher, if it bears our mark."""
    if not isinstance(told, dict):
        return None
    metadata, code, given = told.get("metadata"), told.get("code"), told.get("id")
    if not isinstance(metadata, dict) or metadata.get(MARK) != mark or not isinstance(code, str):
        return None
    return IssuedVoucher(
        code=code,
        external_id=given if isinstance(given, str) else "",
        expires_on=last_day(told.get("expiration_date"), order.zone),
    )
