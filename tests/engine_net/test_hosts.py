from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewdesk.api import BadData, DeskError, Plugin, Static, Token
from reviewdesk.engine.net.hosts import Hosts, check_base_url, is_loopback

PLUGIN = Plugin(
    name="stall",
    title="Stall",
    needs=(1, 0),
    hosts=("api.stall.example", "auth.stall.example"),
    auth={"api.stall.example": Token(name="access")},
)
TOKEN = Token(name="access")
BASE = "http://127.0.0.1:8123/box"

words = st.text(st.characters(codec="ascii", exclude_characters=" \t\r\n"), max_size=30)
hosts = st.sampled_from(["api.stall.example", "auth.stall.example", "evil.example", "127.0.0.1", "localhost"])


@given(st.sampled_from(["https", "http", "HTTPS", "ftp"]), words, hosts, words, words)
@example("https", "", "api.stall.example", "@evil.example/", "")
@example("https", "api.stall.example@", "evil.example", "/", "")
@example("https", "", "api.stall.example", ".evil.example/", "")
@example("https", "", "api.stall.example", "\\@evil.example/", "")
@example("https", "", "api.stall.example", ":444/", "")
@example("https", "", "api.stall.example", "%2eevil.example/", "")
def test_no_credential_ever_goes_to_a_foreign_host(
    scheme: str, before: str, host: str, after: str, path: str
) -> None:
    for base in (None, BASE):
        try:
            place = Hosts.of(PLUGIN, base).place(httpx.URL(f"{scheme}://{before}{host}{after}/{path}"))
        except (BadData, httpx.InvalidURL):
            continue
        real = (place.url.scheme, place.url.host, place.url.port)
        if base is None:
            assert real in {("https", "api.stall.example", None), ("https", "auth.stall.example", None)}
            assert (place.credential is not None) == (place.url.host == "api.stall.example")
        else:
            assert real == ("http", "127.0.0.1", 8123)


@given(st.sampled_from(["api.stall.example", "auth.stall.example"]), st.text("abc/._-~", max_size=20), words)
def test_paths_and_queries_are_kept_under_the_base_url(host: str, path: str, query: str) -> None:
    url = httpx.URL(f"https://{host}/{path}", params={"q": query})
    moved = Hosts.of(PLUGIN, BASE).move(url)
    assert moved.raw_path == b"/box" + url.raw_path
    assert Hosts.of(PLUGIN, BASE).move(moved) == moved


def place(url: str, base: str | None = None, plugin: Plugin = PLUGIN) -> Any:
    return Hosts.of(plugin, base).place(httpx.URL(url))


def test_a_link_of_the_base_url_itself_is_the_platforms() -> None:
    assert place("http://127.0.0.1:8123/box/next?page=2", BASE).credential == TOKEN
    assert (
        str(place("http://127.0.0.1:8123/box/next?page=2", BASE).url)
        == "http://127.0.0.1:8123/box/next?page=2"
    )
    with pytest.raises(BadData):
        place("http://127.0.0.1:9999/box/next", BASE)


def test_with_several_credentials_such_a_link_gets_none() -> None:
    two = replace(PLUGIN, auth={**PLUGIN.auth, "auth.stall.example": Static(secret="key")})
    assert place("http://127.0.0.1:8123/box/next", BASE, two).credential is None
    assert place("https://auth.stall.example/", BASE, two).credential == Static(secret="key")


def test_a_base_url_on_a_declared_host_is_not_put_in_front_twice() -> None:
    base = "https://api.stall.example/v2"
    assert str(place("https://api.stall.example/x", base).url) == "https://api.stall.example/v2/x"
    assert str(place("https://api.stall.example/v2/x", base).url) == "https://api.stall.example/v2/x"


@pytest.mark.parametrize("url", ["http://api.stall.example/x", "https://api.stall.example:8443/x"])
def test_plain_http_and_odd_ports_are_refused(url: str) -> None:
    with pytest.raises(BadData):
        place(url)


def test_the_sentence_names_the_foreign_host() -> None:
    with pytest.raises(BadData, match=r"Stall wanted to reach evil\.example"):
        place("https://evil.example/")


def test_a_plugin_may_name_a_server_on_this_machine() -> None:
    local = replace(PLUGIN, hosts=("127.0.0.1",), auth={})
    assert str(place("http://127.0.0.1:5000/x", None, local).url) == "http://127.0.0.1:5000/x"


def test_a_host_with_its_port_is_that_port_only() -> None:
    ported = replace(PLUGIN, hosts=("api.stall.example:8443",), auth={})
    assert place("https://api.stall.example:8443/x", None, ported)
    with pytest.raises(BadData):
        place("https://api.stall.example/x", None, ported)


@pytest.mark.parametrize(
    "text", ["https://sandbox.example/", "http://localhost:1", "http://[::1]:80", " https://a.example "]
)
def test_usable_base_urls(text: str) -> None:
    assert check_base_url(text) == text.strip().rstrip("/").removesuffix(":80")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sandbox",
        "http://sandbox.example",
        "https://u:p@x.example",
        "https://x.example?a",
        "ftp://x",
        "http://[",
        "//x",
    ],
)
def test_unusable_base_urls_are_told(text: str) -> None:
    with pytest.raises(DeskError):
        check_base_url(text)


def test_loopback() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"))
    assert not any(is_loopback(host) for host in ("10.0.0.1", "localhost.example", "", "128.0.0.1"))
