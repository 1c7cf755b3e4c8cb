"""Many programs at one desk's vouchers at the same moment, for tests.

Reads lines of JSON from standard input: a list with one order for each till, ``["redeem", CODE]`` or
``["give", CASE]``. All tills get theirs at once; their answers come back as one line of JSON. The tills are
forked from one program that has everything imported, and open the database each for itself.
"""

import json
import os
import sys
from typing import Any, TextIO

from reviewdesk.api import DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.store.database import Database


def till(desk: Desk, orders: TextIO, answers: TextIO) -> None:
    # All but the database was opened once for all of them: connections can't be shared over a fork.
    desk._bench.db = Database(desk.home.db_url)
    desk.vouchers.list(limit=1)
    say(answers, "ready")
    for line in orders:
        do, what = json.loads(line)
        try:
            say(answers, redeem(desk, what) if do == "redeem" else give(desk, what))
        except DeskError as error:
            say(answers, type(error).__name__ + ": " + error.what)


def redeem(desk: Desk, code: str) -> str:
    return desk.vouchers.redeem([code])[0].outcome.value


def give(desk: Desk, case: str) -> str:
    made = desk.vouchers.prepare(case, "margherita").voucher
    return desk.vouchers.issue(made.pub).voucher.state.value


def say(answers: TextIO, word: str) -> None:
    answers.write(word + "\n")
    answers.flush()


def open_tills(desk: Desk, many: int) -> list[tuple[TextIO, TextIO]]:
    tills: list[tuple[TextIO, TextIO]] = []
    for _ in range(many):
        (orders_in, orders_out), (answers_in, answers_out) = os.pipe(), os.pipe()
        if os.fork() == 0:
            # The others' pipes stay open otherwise, and nobody's would ever end.
            for out, back in tills:
                out.close()
                back.close()
            os.close(orders_out)
            os.close(answers_in)
            till(desk, os.fdopen(orders_in), os.fdopen(answers_out, "w"))
            os._exit(0)
        os.close(orders_in)
        os.close(answers_out)
        tills.append((os.fdopen(orders_out, "w"), os.fdopen(answers_in)))
    return tills


def serve(many: int) -> None:
    desk = Desk.open(Home.choose())
    desk.plugins.records()
    desk.vouchers.list()
    desk.close()
    tills = open_tills(desk, many)
    answer: list[Any] = [back.readline().strip() for _out, back in tills]
    say(sys.stdout, json.dumps(answer))
    for line in sys.stdin:
        for (out, _back), order in zip(tills, json.loads(line), strict=True):
            out.write(json.dumps(order) + "\n")
        for out, _back in tills:
            out.flush()
        say(sys.stdout, json.dumps([back.readline().strip() for _out, back in tills]))
    for out, _back in tills:
        out.close()
    for _ in tills:
        os.wait()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
