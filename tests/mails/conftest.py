"""A folder of mails, and a mail server on this machine that speaks as much IMAP4rev1 as reading needs."""

import re
import socketserver
import threading
from datetime import UTC, datetime, timedelta

import pytest

from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home

GOOGLE = "businessprofile-noreply@google.com"


def mail(subject, text="Look.", *, sender=GOOGLE, at=None, key=None, kind="text/plain"):
    """A whole mail as it lies in a folder."""
    sent = (at or datetime.now(UTC) - timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    headers = [
        f"From: Reviews <{sender}>",
        "To: mario@example.com",
        f"Subject: {subject}",
        f"Date: {sent}",
        f"Message-ID: <{key or abs(hash((subject, text, sender)))}@mail.example>",
        f"Content-Type: {kind}; charset=utf-8",
    ]
    return ("\r\n".join(headers) + "\r\n\r\n" + text + "\r\n").encode()


@pytest.fixture
def letter():
    return mail


@pytest.fixture
def mail_desk(home, clock):
    """A desk with these settings of [mail]; nothing is signed in."""
    desks = []

    def open_it(**settings):
        lines = "\n".join(f"{name} = {value!r}" for name, value in settings.items())
        home.path.mkdir(parents=True, exist_ok=True)
        (home.path / "config.toml").write_text(f"[mail]\n{lines}\n")
        desks.append(Desk.open(Home.choose(str(home.path)), clock=clock))
        return desks[-1]

    yield open_it
    for desk in desks:
        desk.close()


class MailServer(socketserver.ThreadingTCPServer):
    """One user, some folders; it remembers whatever was said to it."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.folders = {"INBOX": []}
        self.password = "basil & oregano"
        self.validity = 7
        self.heard = []
        self.flags = {}
        self.breaks_after = None
        """Fetches after which the line goes dead."""
        self.fetched = 0

    @property
    def address(self):
        return f"127.0.0.1:{self.server_address[1]}"

    def put(self, *raws, folder="INBOX"):
        self.folders.setdefault(folder, []).extend(raws)


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.box, self.seen_only = None, False
        self.say("* OK ready")
        while line := self.rfile.readline(65536):
            words = line.decode().rstrip("\r\n")
            tag, _, rest = words.partition(" ")
            self.server.heard.append(rest)
            name, _, more = rest.partition(" ")
            if self.answer(tag, name.upper(), more) is False:
                return

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def answer(self, tag, name, more):
        if name == "UID":
            name, _, more = more.partition(" ")
            name = "UID" + name.upper()
        act = getattr(self, "do_" + name.lower(), None)
        if act is None:
            self.say(f"{tag} BAD {name} is not known here")
            return True
        return act(tag, more)

    def do_capability(self, tag, _more):
        self.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN")
        self.say(f"{tag} OK done")

    def do_login(self, tag, more):
        good = more == f'"mario@example.com" "{self.server.password}"'
        self.say(f"{tag} OK in" if good else f"{tag} NO [AUTHENTICATIONFAILED] wrong: {more}")

    def do_examine(self, tag, more):
        self.box = self.server.folders.get(more.strip('"'))
        if self.box is None:
            self.say(f"{tag} NO no such folder")
            return
        self.say(f"* {len(self.box)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.server.validity}] valid")
        self.say(f"{tag} OK [READ-ONLY] done")

    def do_uidsearch(self, tag, more):
        last = re.search(r"UID (\d+):\*", more)
        low = int(last[1]) if last else 1
        top = len(self.box)
        smaller = int(re.search(r"SMALLER (\d+)", more)[1])
        # What a range begins with may lie behind its end: then the two change places.
        found = [n for n in range(1, top + 1) if min(low, top) <= n and len(self.box[n - 1]) < smaller]
        self.say("* SEARCH " + " ".join(map(str, found)))
        self.say(f"{tag} OK done")

    def do_uidfetch(self, tag, more):
        self.server.fetched += 1
        if self.server.breaks_after is not None and self.server.fetched > self.server.breaks_after:
            self.connection.close()
            return False
        number = int(more.split(" ", 1)[0])
        raw = self.box[number - 1]
        self.wfile.write(
            f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
        )
        self.say(f"{tag} OK done")
        return True

    def do_logout(self, tag, _more):
        self.say("* BYE")
        self.say(f"{tag} OK done")
        return False


@pytest.fixture
def mail_server(monkeypatch):
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    monkeypatch.setenv("MAIL_PASSWORD", server.password)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def by_server(mail_server, mail_desk):
    def open_it(**more):
        given = {
            "imap": mail_server.address,
            "imap_user": "mario@example.com",
            "imap_password": "env:MAIL_PASSWORD",
        }
        return mail_desk(**given | more)

    return open_it
