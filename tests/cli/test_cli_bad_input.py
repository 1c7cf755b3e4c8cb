"""Whatever a platform answers: one plain sentence, and nothing is lost."""

import pytest

from reviewdesk.sandbox import Act, Fault

TEXT = "Thank you for your words. We looked at it together, please ask for me next time."
REVIEWS = r"/v4/.*/reviews$"


@pytest.mark.parametrize(
    "fault",
    [
        Fault(act=Act.HTML, path=REVIEWS, status=502, times=None),
        Fault(act=Act.HTML, path=REVIEWS, status=200, times=None),
        Fault(act=Act.TRUNCATE, path=REVIEWS, times=None),
        Fault(act=Act.STATUS, path=REVIEWS, status=403, body='{"error": {"code": 403}}', times=None),
        Fault(act=Act.STATUS, path=REVIEWS, status=404, body="{}", times=None),
        Fault(act=Act.STATUS, path=REVIEWS, status=200, body='{"reviews": 7}', times=None),
        Fault(
            act=Act.STATUS, path=REVIEWS, status=302, headers={"Location": "http://127.0.0.2/x"}, times=None
        ),
    ],
    ids=lambda fault: f"{fault.act.value}-{fault.status}",
)
def test_a_fetch_that_meets_nonsense_says_so_plainly_and_the_next_one_is_whole(cli, connect, google, fault):
    connect()
    google.faults.add(fault)
    ran = cli("fetch", code=1)
    lines = ran.err.splitlines()
    assert 1 <= len(lines) <= 2, ran.err  # once, or once for each page
    assert all(line.startswith("error: ") for line in lines)
    google.faults.clear()
    assert sum(each["new"] for each in cli.json("fetch")) == 30


def test_a_platform_that_is_gone_is_told_and_the_reply_keeps_its_place(connected, google, first):
    ref = first()
    connected("reply", ref, "--text", TEXT)
    google.stop()
    assert connected("fetch", code=1).err.startswith("error: ")
    still = connected.json("send")["still"]
    assert [(each["id"], each["state"]) for each in still] == [(ref, "queued")]
    assert still[0]["reason"]


def test_a_project_without_approval_works_by_hand_at_once(cli, connect, google):
    google.switches.approved = False
    told = connect()
    assert "is added" in told.out
    assert "approv" in told.err.lower()
    ran = cli("fetch", code=1)
    assert "approv" in ran.err.lower()
    assert len(ran.err.splitlines()) == 1


def test_a_very_long_review_is_kept_whole_and_cut_only_in_the_list(connected, google):
    long = "Long story. " * 8999 + "The end."
    google.happen({"event": "review", "review": {"id": "long-one", "stars": 1, "by": "Ada", "text": long}})
    connected("fetch")
    found = next(each for each in connected.json("inbox") if each["author"] == "Ada")
    assert found["text"] == long
    assert max(map(len, connected("inbox").out.splitlines())) < 200


def test_two_desks_on_one_home_send_a_reply_once(connected, google, first, home):
    import subprocess
    import sys

    for ref in (first(), first(), first()):
        connected("reply", ref, "--text", f"{TEXT} {ref}")
    desks = [
        subprocess.Popen(
            [sys.executable, "-m", "reviewdesk", "send"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _desk in range(2)
    ]
    told = [desk.communicate(timeout=60)[0].decode() for desk in desks]
    assert [desk.returncode for desk in desks] == [0, 0], told
    connected("send")
    assert google.journal.count("PUT", "/reply") == 3
