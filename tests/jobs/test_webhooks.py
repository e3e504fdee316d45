"""Webhooks: signed, told once, by what their owner may see, and nothing that nobody outside may know."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from actors import CAST, ECONOMY, NOW
from conftest import Clients
from receivers import Post
from tickets import brought_to, move, raised

from app.core.db import transaction
from app.models.ticket_life import Verb
from app.models.zone import Zone
from app.queries import jobs as stored


@pytest.fixture
def hook(as_: Clients, app, robot):
    """A webhook at the receiver, with somebody's eyes."""
    # The door may only be given addresses that the machine's owner allows.
    app.state.wiring.settings.allowed_targets = "127.0.0.1"

    def made(owner: str, *events: str, url: str | None = None) -> dict:
        asked = {"name": "Hotline", "url": url or robot.url("/hook"), "owner_id": CAST[owner].id, "events": events}
        answer = as_("admin").post("/api/v1/webhooks", json=asked)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return made


def is_signed(got: Post, secret: str) -> bool:
    told = got.headers["Zhuanban-Timestamp"].encode() + b"." + got.body
    return got.headers["Zhuanban-Signature"] == "v1=" + hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


def test_each_step_is_told_once_and_signed(as_: Clients, hook, robot, runner):
    secret = hook("coordinator", "raise", "assign")["secret"]
    ticket = raised(as_("officer"), title="The boiler leaks", detail="Call 13812345678")
    ticket = move(as_("coordinator"), ticket, "assignment", lead_department_id=ECONOMY).json()
    move(as_("handler"), ticket, "acceptance")
    runner.run_once(NOW)
    runner.run_once(NOW + timedelta(days=1))
    assert [got.json["event"] for got in robot.posts] == ["ticket.raise", "ticket.assign"]
    assert all(is_signed(got, secret) for got in robot.posts)
    assert robot.posts[0].headers["Zhuanban-Timestamp"] == str(int(NOW.timestamp()))
    assert [got.json["id"] for got in robot.posts] == [got.headers["Zhuanban-Id"] for got in robot.posts]
    assert robot.posts[1].json["ticket"] == {
        "id": ticket["id"],
        "state": "assigned",
        "due_at": ticket["due_at"].replace("Z", "+00:00"),
        "version": ticket["version"],
        "url": f"https://zone.example/tickets/{ticket['id']}",
        "api_url": f"https://zone.example/api/v1/tickets/{ticket['id']}",
    }


def test_nothing_is_said_but_number_state_and_deadline(as_: Clients, hook, robot, runner):
    hook("handler", *Verb)
    brought_to(as_, "closing", title="The boiler leaks", detail="Call 13812345678")
    runner.run_once(NOW)
    assert len(robot.posts) == 7
    for got in robot.posts:
        assert set(got.json) == {"id", "event", "at", "ticket"}
        assert set(got.json["ticket"]) == {"id", "state", "due_at", "version", "url", "api_url"}
        assert not any(word in got.body.decode() for word in ("boiler", "138", "kVA", "evaluation"))


def test_its_owner_hears_only_of_tickets_that_are_there_for_them(as_: Clients, hook, robot, runner):
    for owner in ("rival_handler", "rival_contact", "contact"):
        hook(owner, "assign", "return", "note", url=robot.url(f"/{owner}"))
    ticket = raised(as_("officer"))
    ticket = move(as_("coordinator"), ticket, "assignment", lead_department_id=ECONOMY).json()
    ticket = move(as_("handler"), ticket, "return", reason="Not ours.").json()
    runner.run_once(NOW)
    assert [(got.path, got.json["event"]) for got in robot.posts] == [("/contact", "ticket.assign")]


def test_a_step_that_is_taken_back_is_not_told(as_: Clients, hook, robot, runner):
    hook("coordinator", "assign")
    ticket = raised(as_("officer"))
    assert move(as_("coordinator"), ticket, "assignment", lead_department_id=987).status_code == 422
    runner.run_once(NOW)
    assert robot.posts == []


def test_an_owner_whose_account_is_locked_hears_nothing(as_: Clients, hook, robot, runner):
    hook("handler", "assign")
    locked = as_("admin").get(f"/api/v1/users/{CAST['handler'].id}").json()
    asked = {"name": "Handler", "role": "handler", "department_id": ECONOMY, "is_active": False}
    tag = {"If-Match": f'"{locked["version"]}"'}
    assert as_("admin").put(f"/api/v1/users/{locked['id']}", json=asked, headers=tag).status_code == 200
    move(as_("coordinator"), raised(as_("officer")), "assignment", lead_department_id=ECONOMY)
    runner.run_once(NOW)
    assert robot.posts == []


def test_a_receiver_that_fails_is_asked_again_with_the_same_number(as_: Clients, hook, robot, runner):
    made = hook("coordinator", "raise")
    robot.answers = [(503, {}, b""), (302, {"Location": robot.url("/elsewhere")}, b"")]
    raised(as_("officer"))
    for minutes in (0, 1, 3):
        runner.run_once(NOW + timedelta(minutes=minutes))
    assert [got.path for got in robot.posts] == ["/hook"] * 3
    assert len({got.headers["Zhuanban-Id"] for got in robot.posts}) == 1
    shown = as_("admin").get(f"/api/v1/webhooks/{made['id']}").json()
    assert (shown["failure"], bool(shown["sent_at"])) == (None, True)
    assert "secret" not in shown


def test_a_new_secret_signs_from_now_on_and_a_test_tells_so(as_: Clients, hook, robot, runner, engine):
    made = hook("coordinator", "raise")
    with transaction(engine) as session:
        session.get_one(Zone, 1).clock_offset_s = 3600
    renewed = as_("admin").post(f"/api/v1/webhooks/{made['id']}/secret").json()["secret"]
    assert as_("admin").post(f"/api/v1/webhooks/{made['id']}/test").status_code == 202
    runner.run_once(NOW)
    [got] = robot.posts
    assert got.json["event"] == "test"
    assert is_signed(got, renewed)
    assert not is_signed(got, made["secret"])
    assert got.headers["Zhuanban-Timestamp"] == str(int(NOW.timestamp()) + 3600)  # the receiver's time, not the demo's


def test_without_a_listener_nothing_is_queued(as_: Clients, hook, engine):
    hook("coordinator", "close")
    raised(as_("officer"))
    with transaction(engine) as session:
        assert stored.queue(session, NOW).waiting == 0


def test_only_administrators_arrange_them_and_only_to_public_https_addresses(as_: Clients):
    asked = {"name": "x", "owner_id": CAST["leader"].id, "events": ["raise"]}
    assert as_("leader").post("/api/v1/webhooks", json=asked | {"url": "https://x.example"}).status_code == 403
    for address in (
        "http://x.example",
        "ftp://x.example",
        *(f"https://{host}" for host in ("127.0.0.1", "[::1]", "10.0.0.8")),
    ):
        url = f"{address}/in"
        answer = as_("admin").post("/api/v1/webhooks", json=asked | {"url": url})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "url"), url
    own = as_("admin").post("/api/v1/webhooks", json=asked | {"url": "https://x.example", "owner_id": CAST["admin"].id})
    assert own.json()["errors"][0]["field"] == "owner_id"
