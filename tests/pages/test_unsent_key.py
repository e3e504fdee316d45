"""The key that unlocks what somebody has not sent yet: always the same for one person, never another's."""

from conftest import Clients
from fastapi.testclient import TestClient


def test_the_key_is_the_persons_own_and_stays_the_same(as_: Clients):
    keys = {name: as_(name).get("/outbox/key").content for name in ("officer", "handler", "contact", "rival_contact")}
    assert {len(key) for key in keys.values()} == {32}
    assert len(set(keys.values())) == len(keys)
    answer = as_("officer").get("/outbox/key")
    assert answer.content == keys["officer"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_stranger_and_a_program_get_none(stranger: TestClient, as_: Clients):
    assert stranger.get("/outbox/key").headers["Location"].startswith("/login")
    made = as_("officer").post("/api/v1/me/tokens", json={"name": "robot", "scope": "read", "days": 1})
    bearer = {"Authorization": f"Bearer {made.json().get('token', 'none')}"}
    assert stranger.get("/outbox/key", headers=bearer).status_code == 303
