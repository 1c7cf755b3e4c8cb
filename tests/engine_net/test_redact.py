import io
import logging
import traceback
from typing import Any

import pytest

from reviewdesk.api import PlatformError
from reviewdesk.engine.net import redact
from reviewdesk.engine.net.secrets import Secret

URL = "https://api.stall.example/v1/reviews"
CANARY = "canary-7Hq/81+zz"


@pytest.fixture
def written() -> Any:
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    redact.guard(handler)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_secret_shows_in_no_record_of_any_logger(written: Any) -> None:
    Secret(CANARY)
    log = logging.getLogger("elsewhere")
    log.warning("plain %s and %r", CANARY, {"a": CANARY})
    log.warning("in a url ?key=canary-7Hq%2F81%2Bzz")
    try:
        int(CANARY)
    except ValueError:
        log.exception("failed")
    text = written.getvalue()
    assert "canary" not in text
    assert text.count("***") >= 4
    assert "ValueError" in text


def test_a_handler_of_another_kind_sees_no_secret_in_an_exception() -> None:
    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(record)

    kept: list[logging.LogRecord] = []
    handler = Keeping()
    redact.guard(handler)
    log = logging.getLogger("elsewhere")
    log.addHandler(handler)
    Secret(CANARY)
    try:
        int(CANARY)
    except ValueError:
        log.exception("failed")
    log.removeHandler(handler)
    assert "canary" not in str(vars(kept[0]))


def test_a_record_with_wrong_arguments_is_still_written(written: Any) -> None:
    logging.getLogger("elsewhere").warning("%d", "text")
    assert "%d" in written.getvalue()


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret(CANARY)
    assert "canary" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == CANARY
    assert secret == Secret(CANARY)
    with pytest.raises(TypeError):
        secret.__reduce__()


def test_short_words_are_not_blotted_out() -> None:
    redact.remember("is")
    assert redact.clean("this is it") == "this is it"


def test_nothing_of_a_request_but_its_path_is_logged(
    desk: Any, server: Any, reply: Any, written: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STALL_KEY", CANARY)
    server.script = lambda _asked: reply(headers={"Set-Cookie": "sid=cookie-value"}, body=b'"body-words"')
    account = desk.connect()
    account.secret("api_key")
    account.http.post(URL, params={"q": "guest-words"}, json={"text": "reply-words"})
    account.log.info("using %s", CANARY)
    text = written.getvalue()
    assert "reviewdesk.account.main POST 127.0.0.1/v1/reviews 200" in text
    for word in ("canary", "access-1", "guest-words", "reply-words", "cookie-value", "body-words", "Bearer"):
        assert word not in text


def test_a_secret_shows_in_no_repr_and_no_traceback_of_a_failure(
    desk: Any, server: Any, reply: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STALL_REFRESH", CANARY)
    server.script = lambda _asked: reply(status=401)
    account = desk.connect()
    with pytest.raises(PlatformError) as seen:
        account.http.get(URL)
    told = "".join(traceback.format_exception(seen.value)) + repr(account) + repr(account.spec)
    assert "canary" not in told
    assert "access-1" not in told
