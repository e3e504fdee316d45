"""Each move beyond the daily ones, through JSON: wrong, hostile, repeated."""

from uuid import uuid4

import pytest
from conftest import Clients
from hostile import NUMBERS, RAW, TEXTS
from later_moves import LATER

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("noun", LATER)
def test_what_is_wrong_or_hostile_changes_nothing(as_: Clients, noun: str):
    later = LATER[noun]
    ticket, client = later.prepare(as_), as_(later.who)
    address, tag = f"/api/v1/tickets/{ticket['id']}/{noun}", {"If-Match": f'"{ticket["version"]}"'}
    bad = [{later.text: value} for name, value in TEXTS.items() if name != "ten thousand letters"]
    bad += [{later.text: "x" * 20_001}, {"state": "closed"}]
    bad += [{later.choice: value} for value in (*NUMBERS.values(), "2019-02-30", None) if later.choice]
    for body in bad:
        answer = client.post(address, json=later.right | body, headers=tag)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), body
    for name, raw in RAW.items():
        answer = client.post(address, content=raw.replace(b"%s", later.text.encode()), headers=tag | JSON)
        if later.right or name not in {"nothing", "null"}:
            assert 400 <= answer.status_code < 500, (name, answer.text)
    assert client.get(f"/api/v1/tickets/{ticket['id']}").json()["version"] == ticket["version"]


@pytest.mark.parametrize("noun", LATER)
def test_repeated_it_happens_once(as_: Clients, noun: str):
    later = LATER[noun]
    ticket, client = later.prepare(as_), as_(later.who)
    address = f"/api/v1/tickets/{ticket['id']}/{noun}"
    headers = {"If-Match": f'"{ticket["version"]}"', "Idempotency-Key": str(uuid4())}
    first, second = (client.post(address, json=later.right, headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json() == first.json()
    del headers["Idempotency-Key"]
    assert client.post(address, json=later.right, headers=headers).status_code in {403, 409, 412}
    steps = client.get(f"/api/v1/tickets/{ticket['id']}/timeline").json()
    assert len([step for step in steps if (step["version"] or 0) > ticket["version"]]) == 1


@pytest.mark.parametrize("noun", LATER)
def test_others_are_refused_before_anything_is_read(as_: Clients, noun: str):
    ticket = LATER[noun].prepare(as_)
    for who in ("leader", "rival_contact", "admin", "officer"):
        answer = as_(who).post(f"/api/v1/tickets/{ticket['id']}/{noun}", json={"nonsense": 1})
        assert answer.status_code in {403, 404}, who
