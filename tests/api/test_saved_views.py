"""Saved views of the list of tickets: the own ones, by name, in order."""

from uuid import uuid4

from actors import CAST
from conftest import Clients

from app.core.db import transaction
from app.models.saved_view import SavedView

VIEWS = "/api/v1/me/views"


def save(client, name: str, **asked):
    return client.post(VIEWS, json={"name": name, **asked})


def names(client) -> list[str]:
    return [view["name"] for view in client.get(VIEWS).json()]


def test_a_view_keeps_the_filters_that_are_on(as_: Clients):
    made = save(as_("handler"), "Land, late", view="over", kind_id=2, limit=10)
    assert made.status_code == 201
    assert made.json()["asked"] == {"view": "over", "kind_id": 2}
    assert as_("handler").get(f"{VIEWS}/{made.json()['id']}").json() == made.json()
    assert as_("handler").get("/api/v1/tickets", params=made.json()["asked"]).status_code == 200


def test_a_name_is_taken_once_and_the_same_view_is_one(as_: Clients):
    client = as_("handler")
    first = save(client, "Late", view="over")
    assert save(client, " Late ", view="over").json() == first.json()
    refused = save(client, "Late", view="due")
    assert (refused.status_code, refused.json()["field"]) == (422, "name")
    assert save(as_("officer"), "Late", view="due").status_code == 201


def test_names_have_limits(as_: Clients):
    for name in ("", " ", "x" * 31, "a\u202eb"):
        refused = save(as_("handler"), name)
        assert (refused.status_code, refused.json()["field"]) == (422, "name"), name
    assert save(as_("handler"), "Theirs", view="theirs").json()["field"] == "view"
    assert save(as_("admin"), "Mine").status_code == 403


def test_there_are_at_most_twenty(as_: Clients):
    for number in range(20):
        assert save(as_("handler"), f"View {number}").status_code == 201
    refused = save(as_("handler"), "One more")
    assert (refused.status_code, refused.json()["field"]) == (422, "name")


def test_they_are_renamed_put_in_order_and_deleted(as_: Clients):
    client = as_("handler")
    first, second, third = (save(client, name).json()["id"] for name in ("A", "B", "C"))
    assert [view["name"] for view in client.post(f"{VIEWS}/{third}/position", json={"position": 1}).json()] == [*"CAB"]
    client.post(f"{VIEWS}/{third}/position", json={"position": 20})
    assert names(client) == ["A", "B", "C"]
    assert client.post(f"{VIEWS}/{first}/name", json={"name": "B"}).status_code == 422
    assert client.post(f"{VIEWS}/{first}/name", json={"name": "A"}).status_code == 200
    assert client.post(f"{VIEWS}/{first}/name", json={"name": "Z"}).json()["name"] == "Z"
    assert client.delete(f"{VIEWS}/{second}").status_code == 204
    assert [(view["name"], view["position"]) for view in client.get(VIEWS).json()] == [("Z", 1), ("C", 2)]


def test_somebody_elses_do_not_exist(as_: Clients):
    own = save(as_("handler"), "Mine").json()["id"]
    other = as_("rival_handler")
    assert names(other) == []
    assert other.get(f"{VIEWS}/{own}").status_code == 404
    assert other.post(f"{VIEWS}/{own}/name", json={"name": "Theirs"}).status_code == 404
    assert other.post(f"{VIEWS}/{own}/position", json={"position": 1}).status_code == 404
    assert other.delete(f"{VIEWS}/{own}").status_code == 404
    assert names(as_("handler")) == ["Mine"]


def test_a_filter_that_no_longer_exists_breaks_nothing(as_: Clients, engine):
    asked = {"view": "over", "state": "abolished", "colour": "red", "kind_id": 987654}
    with transaction(engine) as session:
        session.add(SavedView(user_id=CAST["handler"].id, name="Old", asked=asked, position=1))
    assert as_("handler").get(VIEWS).json()[0]["asked"] == {"view": "over", "kind_id": 987654}
    page = as_("handler").get("/tickets")
    assert page.status_code == 200
    assert 'href="/tickets?view=over&amp;kind_id=987654"' in page.text
    assert as_("handler").get("/tickets?view=over&kind_id=987654").status_code == 200


def test_sent_twice_it_is_one(as_: Clients):
    key = {"Idempotency-Key": str(uuid4())}
    sent = [as_("handler").post(VIEWS, json={"name": "Once"}, headers=key) for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert names(as_("handler")) == ["Once"]
