"""Letters really arrive: by a mail server and a web server that listen on this machine."""

import io
import logging
from datetime import timedelta

import pytest
import structlog
from actors import CAST, NOW
from conftest import Clients

from app.core import logs
from app.core.db import transaction
from app.core.storage import Folder
from app.domain import post
from app.domain.post import Letter
from app.jobs.acts import system_work
from app.models.channel import Channel, ChannelKind
from app.models.user import User
from app.queries import rules

LETTER = Letter("notice:7", None, "Notice 7", "Ticket 12 is overdue.", "/tickets/12")
OFFICER = CAST["officer"].id


@pytest.fixture
def send(engine, tmp_path):
    def sent(*letters: Letter) -> None:
        with transaction(engine) as session:
            for letter in letters:
                post.send(system_work(session, rules.zone(session), NOW, Folder(tmp_path)), letter)

    return sent


@pytest.fixture
def add(engine):
    """Adds a channel and gives its number."""

    def added(kind: str, address: str, secret: str | None = None) -> int:
        with transaction(engine) as session:
            row = Channel(name=kind, kind=ChannelKind(kind), address=address, secret=secret, made_at=NOW)
            session.add(row)
            session.flush()
            return row.id

    return added


def state(as_: Clients, channel_id: int) -> dict:
    return as_("admin").get(f"/api/v1/channels/{channel_id}").json()


def test_each_robot_gets_it_once_in_its_own_words(add, robot, runner, send):
    for kind in ("wecom", "dingtalk", "feishu", "json"):
        add(kind, robot.url(f"/{kind}?key=k"))
    send(LETTER)
    send(LETTER)
    assert runner.run_once(NOW) == 4
    text = "Notice 7\nTicket 12 is overdue.\nhttps://zone.example/tickets/12"
    said = {got.path: got.json for got in robot.posts}
    assert said["/wecom?key=k"] == said["/dingtalk?key=k"] == {"msgtype": "text", "text": {"content": text}}
    assert said["/feishu?key=k"] == {"msg_type": "text", "content": {"text": text}}
    assert said["/json?key=k"]["url"] == "https://zone.example/tickets/12"
    assert len({got.headers["Zhuanban-Id"] for got in robot.posts}) == len(robot.posts) == 4


def test_robots_that_want_a_signature_get_it(add, robot, runner, send):
    """Compared with signatures computed by the words of the vendors' documents for one second and secret."""
    add("dingtalk", robot.url("/d?access_token=t"), "SEC1")
    add("feishu", robot.url("/f"), "SEC1")
    send(LETTER)
    runner.run_once(NOW)
    dingtalk, feishu = robot.posts
    assert dingtalk.path == (
        "/d?access_token=t&timestamp=1563240600000&sign=nvEDlV0Xdhag%2BlMh8J6LKxTHy9b9vRIDjHBJzNH7uhc%3D"
    )
    assert (feishu.json["timestamp"], feishu.json["sign"]) == (
        "1563240600",
        "3TfK8n9lQ4IEw0XMDPzXbhrlIPoPD1uxuSgexI61LwU=",
    )


def test_a_robot_that_says_no_with_status_200_has_not_taken_it(add, as_: Clients, robot, runner, send):
    keys = add("wecom", robot.url("/wecom")), add("feishu", robot.url("/feishu"))
    robot.answers = [(200, {}, b'{"errcode":93000,"errmsg":"invalid key"}'), (200, {}, b'{"code":19021}')]
    send(LETTER)
    runner.run_once(NOW)
    failures = [state(as_, key)["failure"] for key in keys]
    assert failures == [f"The receiver refused it. (code {code})" for code in (93000, 19021)]
    runner.run_once(NOW + timedelta(minutes=1))
    assert [got.path for got in robot.posts] == ["/wecom", "/feishu", "/wecom", "/feishu"]
    assert robot.posts[0].headers["Zhuanban-Id"] == robot.posts[2].headers["Zhuanban-Id"]
    assert [(state(as_, key)["failure"], bool(state(as_, key)["sent_at"])) for key in keys] == [(None, True)] * 2


def test_after_failing_again_and_again_a_channel_rests_and_nothing_is_lost(add, as_: Clients, robot, runner, send):
    key = add("wecom", robot.url())
    robot.answer = (500, {}, b"")
    send(*(Letter(f"x:{at}", None, "Subject", "Body", "") for at in range(8)))
    runner.run_once(NOW)
    assert len(robot.posts) == 5
    assert state(as_, key)["rests_until"] == "2019-07-16T01:40:00Z"
    robot.answer = (200, {}, b"{}")
    assert runner.run_once(NOW + timedelta(minutes=9)) == 5  # those that failed; they too wait for the rest to end
    assert len(robot.posts) == 5
    runner.run_once(NOW + timedelta(minutes=11))
    assert len(robot.posts) == 13
    assert len({got.headers["Zhuanban-Id"] for got in robot.posts[5:]}) == 8


def test_a_channel_that_is_switched_off_or_gone_is_told_nothing(add, as_: Clients, robot, runner, send):
    off, gone = add("json", robot.url()), add("json", robot.url())
    send(LETTER)
    for key, way in ((off, "put"), (gone, "delete")):
        more = {"json": {"name": "x", "is_active": False}} if way == "put" else {}
        answer = as_("admin").request(way, f"/api/v1/channels/{key}", headers={"If-Match": '"1"'}, **more)
        assert answer.status_code in {200, 204}
    runner.run_once(NOW)
    assert robot.posts == []


def test_a_person_gets_an_e_mail_and_only_of_what_was_chosen(as_: Clients, mail, runner, send):
    send(Letter("digest:d0", OFFICER, "Too early", "No mailbox yet.", "/today"))
    answer = as_("officer").put("/api/v1/me/mailbox", json={"address": "officer@zone.example", "topics": ["digest"]})
    assert answer.status_code == 200
    send(
        Letter("digest:d1", OFFICER, "Der Überblick \u4eca\u65e5", "Three are due.\nCall 13812345678.", "/today"),
        Letter("due:t1", OFFICER, "Not chosen", "", "/tickets/1"),
        Letter("other:1", OFFICER, "On no list", "", ""),
    )
    runner.run_once(NOW)
    assert [letter["Subject"] for letter in mail.letters] == ["Der Überblick \u4eca\u65e5", "On no list"]
    letter = mail.letters[0]
    assert (letter["To"], letter["From"]) == ("officer@zone.example", "service@zone.example")
    body = letter.get_body(("plain",)).get_content()
    assert "Three are due." in body
    assert "https://zone.example/today" in body
    assert "13812345678" not in body
    assert "138****5678" in body
    assert letter["X-Zhuanban-Id"] == f"mail:{OFFICER}:digest:d1"


def test_a_mail_server_that_refuses_is_asked_again_and_its_owner_sees_it(as_: Clients, mail, runner, send):
    as_("officer").put("/api/v1/me/mailbox", json={"address": "officer@zone.example", "topics": ["digest"]})
    mail.refuses = True
    send(Letter("digest:d1", OFFICER, "Overview", "Body", "/today"))
    runner.run_once(NOW)
    assert as_("officer").get("/api/v1/me/mailbox").json()["failure"] == "The mail server did not take it."
    page = as_("officer").get("/settings/mailbox").text
    assert "The mail server did not take it." in page
    mail.refuses = False
    runner.run_once(NOW + timedelta(minutes=1))
    assert [letter["Subject"] for letter in mail.letters] == ["Overview"]


def test_nobody_whose_account_is_locked_gets_anything(engine, as_: Clients, mail, runner, send):
    as_("officer").put("/api/v1/me/mailbox", json={"address": "officer@zone.example", "topics": []})
    send(Letter("x:1", OFFICER, "Overview", "Body", ""))
    with transaction(engine) as session:
        session.get_one(User, OFFICER).is_active = False
    runner.run_once(NOW)
    assert mail.letters == []


@pytest.fixture
def written():
    """What the log says at its most talkative; afterwards it is as the suite found it."""
    root, out = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.configure("DEBUG", out)
    yield out.getvalue
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_neither_token_nor_secret_reaches_the_log(add, robot, runner, send, written):
    add("wecom", robot.url("/send?key=token-of-the-robot"), "signing-secret")
    add("wecom", "http://127.0.0.1:1/send?key=token-of-the-robot")
    robot.answer = (500, {}, b"")
    send(LETTER)
    assert runner.run_once(NOW) == 2
    assert written().count("a job failed") == 2
    assert "token-of-the-robot" not in written()
    assert "signing-secret" not in written()
