"""`reviewdesk counter` as an owner types it."""

import signal
import socket
import subprocess
import sys

import httpx
import pytest

from reviewdesk.api import DeskError
from reviewdesk.cli import counter as command
from reviewdesk.counter import serving
from tests.cli.conftest import Runner


@pytest.fixture
def cli(home, monkeypatch, capsys):
    monkeypatch.setenv("LANGUAGE", "en")
    return Runner(capsys, monkeypatch)


def test_a_counter_needs_a_shop_and_its_pin_which_is_never_put_into_a_log(cli):
    assert "There is no shop yet" in cli("counter", "--port", "0", code=1).err
    cli("location", "add", "Mario's Downtown")
    told = cli("counter", "--port", "0", code=1)
    assert """reviewdesk counter pin 'Mario'"'"'s Downtown'""" in told.err
    assert "PIN of" not in told.out


def test_a_pin_is_drawn_and_told_once_or_ones_own(cli):
    cli("location", "add", "Downtown")
    first, second = (cli("counter", "pin", "Downtown").out.splitlines()[0] for _each in range(2))
    assert first.startswith("PIN of Downtown: ")
    assert first != second
    assert "is set" in cli("counter", "pin", "Downtown", "--own", stdin=b"493027\n").out
    assert (
        "first that anyone would try"
        in cli("counter", "pin", "Downtown", "--own", stdin=b"123456\n", code=1).err
    )
    assert "error:" in cli("counter", "pin", "Nowhere", code=1).err


def test_pages_of_one_shop_have_one_counter(cli, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("Guest,Stars,Date,Review\nAda S.,4,2026-11-02,Good soup.\n", "utf-8")
    for platform, page in (("google", "Mario"), ("yelp", "Mario (Yelp)")):
        cli("import", str(table), "--platform", platform, "--as-listing", page)
    assert [each["name"] for each in cli.json("location", "list")] == ["Mario", "Mario (Yelp)"]
    cli("counter", "pin", "Mario")
    assert "Mario (Yelp) has no PIN yet" in cli("counter", "--port", "0", code=1).err
    cli("listing", "adopt", "Mario (Yelp)", "--location", "Mario")
    assert [each["name"] for each in cli.json("location", "list")] == ["Mario"]
    assert "no PIN" not in cli("counter", "--host", "nowhere", "--port", "0", code=1).err


def test_the_counter_runs_until_it_is_stopped_and_says_where(cli, home):
    cli("location", "add", "Downtown")
    pin = cli("counter", "pin", "Downtown").out.splitlines()[0].split()[-1]
    running = subprocess.Popen(
        [sys.executable, "-m", "reviewdesk", "counter", "--port", "0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert running.stdout
    url = running.stdout.readline().rsplit(" ", 1)[-1].strip()
    assert url.startswith("http://127.0.0.1:")
    assert "--lan" in running.stdout.readline()
    assert "PIN of your shop" in httpx.get(f"{url}/v/ABCD", timeout=20).text
    answer = httpx.post(url, data={"pin": pin}, headers={"Origin": url}, timeout=20)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    running.send_signal(signal.SIGTERM)
    _out, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (0, "")


def test_who_listens_on_the_network_is_told_what_that_means_and_cards_get_the_address(
    counter, capsys, monkeypatch
):
    stand = command._Stand([], ["http://127.0.0.1:1"], "http://192.168.1.20:8740")
    command._say_where(counter.setup, stand)
    told = capsys.readouterr()
    assert "http://192.168.1.20:8740" in told.out
    assert "unencrypted" in told.out
    assert counter.setup.address() == "http://192.168.1.20:8740"
    command._say_where(counter.setup, command._Stand([], ["http://127.0.0.1:1"], "https://c.example.com"))
    told = capsys.readouterr()
    assert "unencrypted" not in told.out
    assert "Cards made before carry http://192.168.1.20:8740" in told.err
    command._say_where(counter.setup, command._Stand([], ["http://127.0.0.1:1"], ""))
    assert "nobody answers now" in capsys.readouterr().err


def test_it_stands_here_alone_or_at_one_named_address_too():
    for words, many in (({}, 1), ({"host": "127.0.0.2"}, 2)):
        stand = command._stand(**{"lan": False, "host": None, "port": 0, "public_url": None, **words})
        assert len(stand.doors) == many
        assert bool(stand.address) == (many == 2)
        assert {each.rsplit(":", 1)[1] for each in stand.origins} == {stand.origins[0].rsplit(":", 1)[1]}
        for door in stand.doors:
            door.close()


def test_a_place_where_it_can_not_stand_is_told():
    taken = serving.bound(serving.HERE, 0)
    with pytest.raises(DeskError, match="may run already"):
        serving.bound(serving.HERE, taken.getsockname()[1])
    taken.close()
    for host, words in (
        ("0.0.0.0", "every network"),
        ("shop", "no address"),
        ("203.0.113.9", "not an address"),
    ):
        with pytest.raises(DeskError, match=words):
            serving.bound(host, 0)
    with pytest.raises(DeskError, match="no address of a site"):
        command._origin("ftp://x")
    assert command._origin("https://Counter.example.com:443/") == "https://counter.example.com"


def test_a_machine_in_no_network_is_told_so(monkeypatch):
    def nowhere(*_given):
        raise OSError("Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", nowhere)
    with pytest.raises(DeskError, match="in no network"):
        serving.network_address()
