"""The local Voucherify keeps to the published contract, whoever asks."""

import ast
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import reviewdesk_voucherify as plugin
from reviewdesk_voucherify.sandbox.meter import APPLICATION_ID

PERCENT = {
    "type": "DISCOUNT_VOUCHER",
    "discount": {"type": "PERCENT", "percent_off": 10},
    "redemption": {"quantity": 1},
}


@pytest.fixture
def api(voucherify):
    keys = {"X-App-Id": APPLICATION_ID, "X-App-Token": voucherify.meter.secret}
    with httpx.Client(base_url=voucherify.url, headers=keys) as client:
        yield client


def redeem(api, code):
    return api.post("/v1/redemptions", json={"redeemables": [{"object": "voucher", "id": code}]})


@pytest.mark.parametrize("keys", [{"X-App-Token": ""}, {"X-App-Id": "other"}])
def test_both_keys_have_to_be_right(api, keys):
    answer = api.get("/v1/vouchers", headers=keys)
    assert (answer.status_code, answer.json()["code"], "key" in answer.json()) == (401, 401, False)


def test_a_code_is_there_once_even_from_the_bin(api):
    made = api.post("/v1/vouchers/ONE", json=PERCENT).json()
    assert (made["code"], made["object"], made["redemption"]["redeemed_quantity"]) == ("ONE", "voucher", 0)
    again = api.post("/v1/vouchers/ONE", json=PERCENT)
    assert (again.status_code, again.json()["key"], again.json()["resource_id"]) == (
        409,
        "duplicate_found",
        "ONE",
    )
    assert api.post("/v1/vouchers/one", json=PERCENT).status_code == 200, (
        "codes of this project mind the case"
    )
    assert api.delete("/v1/vouchers/ONE").status_code == 204
    gone = api.get("/v1/vouchers/ONE")
    assert (gone.status_code, gone.json()["key"], gone.json()["resource_type"]) == (
        404,
        "not_found",
        "voucher",
    )
    assert api.post("/v1/vouchers/ONE", json=PERCENT).status_code == 409
    assert api.get("/v1/vouchers/one").json()["code"] == "one"


def test_deleted_for_good_a_code_is_free_again(api):
    api.post("/v1/vouchers/ONE", json=PERCENT)
    api.delete("/v1/vouchers/ONE", params={"force": "true"})
    assert api.post("/v1/vouchers/ONE", json=PERCENT).status_code == 200


def test_lists_have_pages_and_filters(api):
    for number in range(3):
        api.post(f"/v1/vouchers/N{number}", json={**PERCENT, "metadata": {"seq_number": number}})
    first = api.get("/v1/vouchers", params={"limit": 2}).json()
    second = api.get("/v1/vouchers", params={"limit": 2, "page": 2}).json()
    assert (first["data_ref"], first["total"], len(first["vouchers"])) == ("vouchers", 5, 2)
    assert [one["code"] for one in first["vouchers"] + second["vouchers"]][:3] == ["N2", "N1", "N0"]
    found = api.get("/v1/vouchers", params={"filters[metadata.seq_number][conditions][$is]": 1}).json()
    assert [one["code"] for one in found["vouchers"]] == ["N1"]
    assert api.get("/v1/vouchers", params={"limit": 101}).json()["key"] == "invalid_query_params"


def test_a_voucher_is_used_as_often_as_it_says_and_a_rollback_gives_it_back(api):
    api.post("/v1/vouchers/ONE", json=PERCENT)
    use = redeem(api, "ONE").json()["redemptions"][0]
    assert (use["result"], use["status"], use["voucher"]["code"]) == ("SUCCESS", "SUCCEEDED", "ONE")
    second = redeem(api, "ONE")
    assert (second.status_code, second.json()["key"]) == (400, "quantity_exceeded")
    assert second.json()["resource_id"].startswith("rf_")
    uses = api.get("/v1/vouchers/ONE/redemption").json()
    assert (uses["redeemed_quantity"], uses["total"]) == (1, 2), "those that failed stand there too"
    assert [each["result"] for each in uses["redemption_entries"]] == ["FAILURE", "SUCCESS"]
    assert api.post(f"/v1/redemptions/{use['id']}/rollback").json()["object"] == "redemption_rollback"
    assert api.post(f"/v1/redemptions/{use['id']}/rollback").json()["key"] == "already_rolled_back"
    assert redeem(api, "ONE").status_code == 200
    assert api.get("/v1/redemptions").json()["total"] == 4


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"active": False}, "voucher_disabled"),
        ({"start_date": timedelta(hours=1)}, "voucher_not_active"),
        ({"expiration_date": timedelta(hours=-1)}, "voucher_expired"),
    ],
)
def test_what_does_not_count_now_is_refused_with_its_word(api, clock, more, key):
    more = {
        name: (clock.now() + value).isoformat() if isinstance(value, timedelta) else value
        for name, value in more.items()
    }
    api.post("/v1/vouchers/ONE", json={**PERCENT, **more})
    assert redeem(api, "ONE").json()["key"] == key
    assert redeem(api, "NONE").json()["key"] == "resource_not_found"


@pytest.mark.parametrize(
    ("body", "status", "key"),
    [
        ({}, 400, "invalid_voucher"),
        ({**PERCENT, "discount": {}}, 400, "invalid_voucher"),
        ({**PERCENT, "discount": {"type": "PERCENT", "percent_off": 101}}, 400, "invalid_voucher"),
        (
            {**PERCENT, "discount": {"type": "AMOUNT", "amount_off": 5, "effect": "NO"}},
            400,
            "invalid_voucher",
        ),
        ({**PERCENT, "discount": {"type": "UNIT", "unit_off": 1, "unit_type": "prod_x"}}, 404, "not_found"),
        ({**PERCENT, "expiration_date": "soon"}, 400, "invalid_voucher"),
        ([], 400, "invalid_payload"),
    ],
)
def test_terms_that_make_no_sense_are_refused(api, body, status, key):
    answer = api.post("/v1/vouchers/ONE", json=body)
    assert (answer.status_code, answer.json()["key"]) == (status, key)


def test_the_minutes_calls_run_out_and_come_back(api, voucherify, clock):
    voucherify.switches.set({"per_minute": 2})
    clock.advance(61 - clock.now().timestamp() % 60)
    first, _second, third = (api.get("/v1/vouchers") for _number in range(3))
    assert (first.headers["X-Rate-Limit-Limit"], first.headers["X-Rate-Limit-Remaining"]) == ("2", "1")
    assert (third.status_code, third.headers["X-Rate-Limit-Type"]) == (429, "api_calls")
    assert 0 < int(third.headers["Retry-After"]) <= 60
    clock.advance(60)
    assert api.get("/v1/vouchers").status_code == 200


def test_other_methods_and_paths_are_answered_as_errors(api):
    answer = api.put("/v1/redemptions", json={})
    assert (answer.status_code, "Did you mean GET or POST" in answer.json()["details"]) == (405, True)
    assert api.get("/v1/nothing").status_code == 404


def test_the_plugin_sees_the_border_only_and_its_sandbox_also_the_base():
    """What import contracts hold for the plugins that `make` installs."""
    root = Path(plugin.__file__).parent
    for file in root.rglob("*.py"):
        allowed = {"reviewdesk.api", "reviewdesk_voucherify"}
        if "sandbox" in file.relative_to(root).parts:
            allowed |= {"reviewdesk.sandbox"}
        for node in ast.walk(ast.parse(file.read_text())):
            found = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            ours = [name for name in found if name.startswith("reviewdesk")]
            assert all(any(f"{name}.".startswith(f"{good}.") for good in allowed) for name in ours), file
