"""Many at once: one key is one ticket (R18), one version is one change (R17)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from actors import COMMERCE, CONSTRUCTION, ECONOMY, FIRM
from conftest import Clients
from tickets import brought_to, raised

AT_ONCE = 10


def together(*acts):
    """Every act in a thread of its own, all let go at the same moment."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_ten_requests_with_one_idempotency_key_are_one_ticket(as_: Clients):
    client = as_("officer")
    sent = {"json": {"key": str(uuid4()), "kind_id": 1, "enterprise_id": FIRM}, "headers": {"Idempotency-Key": "k"}}
    answers = together(*[lambda: client.post("/api/v1/tickets", **sent)] * AT_ONCE)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len(client.get("/api/v1/tickets").json()["items"]) == 1


def test_ten_forms_with_one_key_are_one_ticket(as_: Clients):
    client = as_("officer")
    typed = {"key": str(uuid4()), "kind_id": "1"}
    answers = together(*[lambda: client.post("/tickets/new", data=typed)] * AT_ONCE)
    assert set(Counter(answer.status_code for answer in answers)) <= {303, 409}
    assert len(client.get("/api/v1/tickets").json()["items"]) == 1


def test_of_many_changes_of_one_version_one_wins(as_: Clients):
    ticket = raised(as_("officer"))
    client, address = as_("coordinator"), f"/api/v1/tickets/{ticket['id']}/assignment"
    tag = {"If-Match": f'"{ticket["version"]}"'}
    bodies = [{"lead_department_id": (ECONOMY, COMMERCE, CONSTRUCTION)[at % 3]} for at in range(AT_ONCE)]
    answers = together(*[lambda body=body: client.post(address, json=body, headers=tag) for body in bodies])
    count = Counter(answer.status_code for answer in answers)
    assert count[200] == 1
    assert set(count) <= {200, 409, 412}
    lines = client.get(f"/api/v1/tickets/{ticket['id']}/timeline").json()
    assert [line["verb"] for line in lines] == ["raise", "assign"]


def test_a_confirmation_and_a_reopening_at_once_do_not_both_happen(as_: Clients):
    ticket = brought_to(as_, "resolution")
    firm, office = as_("contact"), as_("supervisor")
    address, version = f"/tickets/{ticket['id']}", str(ticket["version"])
    answers = together(
        lambda: firm.post(f"{address}/confirmation", data={"version": version}),
        lambda: office.post(f"{address}/reopening", data={"version": version, "reason": "The line is still dark."}),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]


@pytest.mark.parametrize("who", ["officer", "handler"])
def test_somebody_elses_idempotency_key_is_a_key_of_its_own(as_: Clients, who: str):
    headers = {"Idempotency-Key": "shared"}
    mine = as_("coordinator").post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 1}, headers=headers)
    theirs = as_(who).post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 2}, headers=headers)
    assert (mine.status_code, theirs.status_code) == (201, 201)
    assert mine.json()["id"] != theirs.json()["id"]
