"""The administrator's pages of channels and webhooks, and everybody's mailbox: forms, secrets that stay hidden."""

from actors import CAST, NOW
from bs4 import BeautifulSoup
from conftest import Clients
from sqlmodel import Session, select

from app.core.db import transaction
from app.models.channel import Channel
from app.models.event import Event
from app.models.job import Job, JobState

INSIDE = "192.168.0.9"
ROBOT = "https://robot.example/send?key=token-of-the-robot-4f2a"


def page(client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def added(as_: Clients, **more: str) -> str:
    """A channel added by its form; its own address."""
    typed = {"name": "Office", "kind": "wecom", "address": ROBOT, "secret": "signing-secret"} | more
    answer = as_("admin").post("/admin/channels/new", data=typed)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_channel_is_added_and_its_secrets_are_never_shown_again(as_: Clients, engine):
    admin, address = as_("admin"), added(as_)
    shown = [admin.get(path).text for path in (address, "/admin/channels", "/api/v1/channels")]
    with Session(engine) as session:
        written = [str(event.after) + str(event.before) for event in session.exec(select(Event))]
    for text in shown + written:
        assert "token-of-the-robot" not in text
        assert "signing-secret" not in text
    assert "robot.example…4f2a" in shown[0]
    assert "nothing sent yet" in shown[1]


def test_what_is_left_empty_stays(as_: Clients, engine):
    address = added(as_)
    answer = as_("admin").post(address, data={"name": "Other", "version": "1", "address": "", "secret": ""})
    assert answer.status_code == 303
    with Session(engine) as session:
        row = session.exec(select(Channel)).one()
    assert (row.name, row.address, row.secret, row.is_active) == ("Other", ROBOT, "signing-secret", False)


def test_wrong_addresses_are_refused_beside_the_field_with_all_that_was_typed(as_: Clients):
    for kind, wrong in (
        ("wecom", "http://robot.example/send"),
        ("json", f"https://{INSIDE}/"),
        ("email", "nobody"),
        ("email", "a@b.example\nBcc: all@b.example"),
    ):
        answer = as_("admin").post("/admin/channels/new", data={"name": "Office", "kind": kind, "address": wrong})
        assert answer.status_code == 422, wrong
        form = BeautifulSoup(answer.text, "html.parser")
        assert form.find(id="f-address")["aria-invalid"] == "true"
        assert form.find(id="f-name")["value"] == "Office"


def test_a_stale_form_changes_nothing(as_: Clients):
    address = added(as_)
    as_("admin").post(address, data={"name": "First", "version": "1", "is_active": "true"})
    answer = as_("admin").post(address, data={"name": "Second", "version": "1"})
    assert answer.status_code == 409
    assert "First" in as_("admin").get("/admin/channels").text


def test_a_test_is_queued_and_what_was_given_up_can_be_tried_again(as_: Clients, engine):
    admin, address = as_("admin"), added(as_)
    assert admin.post(f"{address}/test").status_code == 303
    with transaction(engine) as session:
        [job] = session.exec(select(Job)).all()
        job.state, job.tries, job.why = JobState.DEAD, 20, "The receiver refused it. (HTTP 500)"
        key = job.id
    trouble = page(admin, "/admin/channels").find("form", action=f"/admin/jobs/{key}/retry")
    assert "given up" in trouble.parent.text
    assert "tried 20 times" in trouble.parent.text
    assert "The receiver refused it. (HTTP 500)" in trouble.parent.text
    assert admin.post(trouble["action"]).status_code == 303
    with Session(engine) as session:
        job = session.exec(select(Job)).one()
    assert (job.state, job.tries, job.run_at) == (JobState.QUEUED, 0, NOW)
    with transaction(engine) as session:
        session.get_one(Job, key).state = JobState.DONE
    assert admin.post(f"/api/v1/jobs/{key}/retry").status_code == 409


def test_a_removed_channel_is_gone(as_: Clients):
    address = added(as_)
    assert as_("admin").post(f"{address}/end").status_code == 303
    assert as_("admin").get(address).status_code == 404


def test_a_webhook_shows_its_secret_once(as_: Clients):
    admin = as_("admin")
    typed = {"name": "Hotline", "url": "https://hook.example/in", "owner_id": str(CAST["coordinator"].id)}
    refused = admin.post("/admin/webhooks/new", data=typed)
    assert (refused.status_code, 'name="events"' in refused.text) == (422, True)
    made = admin.post("/admin/webhooks/new", data=typed | {"events": ["raise", "close"]})
    secret = BeautifulSoup(made.text, "html.parser").find(id="f-secret")["value"]
    shown = page(admin, "/admin/webhooks/1")
    assert secret not in shown.text + admin.get("/admin/webhooks").text + str(shown)
    ticked = {box["value"] for box in shown.find_all("input", attrs={"name": "events", "checked": True})}
    assert ticked == {"raise", "close"}
    renewed = admin.post("/admin/webhooks/1/secret")
    assert BeautifulSoup(renewed.text, "html.parser").find(id="f-secret")["value"] != secret


def test_a_webhook_is_changed_switched_off_and_removed(as_: Clients):
    admin = as_("admin")
    typed = {"name": "Hotline", "url": "https://hook.example/in", "owner_id": "1", "events": ["raise"]}
    admin.post("/admin/webhooks/new", data=typed)
    assert admin.post("/admin/webhooks/1", data=typed | {"version": "1", "name": "City"}).status_code == 303
    listed = page(admin, "/admin/webhooks").text
    assert "City" in listed
    assert "switched off" in listed
    assert admin.post("/admin/webhooks/1/end").status_code == 303
    assert "City" not in admin.get("/admin/webhooks").text


def test_everybody_keeps_the_own_mailbox(as_: Clients):
    for who in ("officer", "contact", "admin"):
        client = as_(who)
        form = page(client, "/settings/mailbox")
        assert len(form.find_all("input", attrs={"name": "topics", "checked": True})) == 3
        bad = client.post("/settings/mailbox", data={"address": "not an address", "topics": ["digest"]})
        assert (bad.status_code, "not an address" in bad.text) == (422, True)
        good = {"address": f"{who}@zone.example", "topics": ["digest"]}
        assert client.post("/settings/mailbox", data=good).status_code == 303
        kept = page(client, "/settings/mailbox")
        assert kept.find(id="f-address")["value"] == f"{who}@zone.example"
        assert len(kept.find_all("input", attrs={"name": "topics", "checked": True})) == 1
    assert as_("officer").post("/settings/mailbox", data={"address": ""}).status_code == 303
    assert as_("officer").get("/api/v1/me/mailbox").json()["address"] is None
    assert as_("contact").get("/api/v1/me/mailbox").json()["address"] == "contact@zone.example"
