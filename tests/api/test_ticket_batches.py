"""Many tickets in one press: each by itself, each with its own result, nothing lost (R20)."""

from uuid import uuid4

import pytest
from actors import CAST, COMMERCE, CONSTRUCTION, ECONOMY
from conftest import Clients
from tickets import brought_to, last, move, raised

BATCH = "/api/v1/tickets/assignments"


def seen(ticket: dict) -> dict[str, int]:
    return {"id": ticket["id"], "version": ticket["version"]}


def hand_over(client, tickets: list[dict], **given):
    to = {"lead_department_id": COMMERCE} | given
    return client.post(BATCH, json={"items": [seen(ticket) for ticket in tickets], **to})


def shown(as_: Clients, ticket: dict) -> dict:
    return as_("coordinator").get(f"/api/v1/tickets/{ticket['id']}").json()


def test_each_is_handed_over_with_its_own_level_helpers_and_event(as_: Clients):
    new = raised(as_("officer"), level="consultation")
    helped = move(
        as_("coordinator"),
        raised(as_("officer")),
        "assignment",
        lead_department_id=ECONOMY,
        assist_department_ids=[CONSTRUCTION],
    ).json()
    answer = hand_over(as_("coordinator"), [new, helped], note="Please see to it.")
    assert [one["status"] for one in answer.json()] == [200, 200]
    for ticket, result in zip((new, helped), answer.json(), strict=True):
        now = shown(as_, ticket)
        assert (now["lead_department_id"], now["state"], now["level"]) == (COMMERCE, "assigned", ticket["level"])
        assert now["version"] == result["version"]
        assert last(as_, ticket)["body"] == "Please see to it."
    assert [body["id"] for body in shown(as_, helped)["assists"]] == [CONSTRUCTION]


def test_what_has_changed_or_moved_on_or_is_not_there_holds_up_nothing(as_: Clients):
    good, stale = raised(as_("officer")), raised(as_("officer"))
    move(as_("coordinator"), stale, "assignment", lead_department_id=ECONOMY)
    over = brought_to(as_, "resolution")
    absent = {"id": 987_654, "version": 1}
    answer = hand_over(as_("coordinator"), [stale, over, absent, good])
    assert answer.status_code == 200
    assert [(one["id"], one["status"]) for one in answer.json()] == [
        (stale["id"], 412),
        (over["id"], 409),
        (987_654, 404),
        (good["id"], 200),
    ]
    assert all(one["detail"] for one in answer.json()[:3])
    assert shown(as_, stale)["lead_department_id"] == ECONOMY
    assert shown(as_, over)["state"] == "resolved"
    assert shown(as_, good)["lead_department_id"] == COMMERCE


def test_a_ruling_is_kept(as_: Clients):
    ticket = brought_to(as_, "assignment")
    ruled = move(as_("coordinator"), ticket, "ruling", lead_department_id=ECONOMY, reason="Yours.").json()
    (result,) = hand_over(as_("coordinator"), [ruled]).json()
    assert (result["status"], shown(as_, ruled)["lead_department_id"]) == (422, ECONOMY)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"lead_department_id": 987}, "lead_department_id"),
        ({"handler_id": CAST["handler"].id}, "handler_id"),
        ({"level": "huge"}, "level"),
        ({"items": []}, "items"),
        ({"items": [{"id": 1, "version": 1}] * 101}, "items"),
        ({"items": [{"id": 1}]}, "items"),
        ({"assist_department_ids": [1]}, "assist_department_ids"),
    ],
)
def test_what_does_not_fit_at_all_does_nothing(as_: Clients, given: dict, field: str):
    ticket = raised(as_("officer"))
    answer = hand_over(as_("coordinator"), [ticket], **given)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert shown(as_, ticket)["version"] == ticket["version"]


@pytest.mark.parametrize("who", ["handler", "leader", "contact", "admin"])
def test_only_the_coordinator(as_: Clients, who: str):
    ticket = raised(as_("officer"))
    assert hand_over(as_(who), [ticket]).status_code == 403
    assert as_(who).post(f"{BATCH}/undo", json={"ids": [ticket["id"]]}).status_code == 403


def test_sent_twice_with_one_key_it_is_done_once(as_: Clients):
    ticket = raised(as_("officer"))
    body = {"items": [seen(ticket)], "lead_department_id": COMMERCE}
    key = {"Idempotency-Key": str(uuid4())}
    first, second = (as_("coordinator").post(BATCH, json=body, headers=key) for _ in range(2))
    assert first.json() == second.json()
    assert first.json()[0]["status"] == 200


def test_the_whole_batch_is_taken_back_but_for_what_has_moved_on(as_: Clients):
    tickets = [raised(as_("officer")) for _ in range(3)]
    done = hand_over(as_("coordinator"), tickets).json()
    move(as_("officer"), {"id": done[1]["id"], "version": done[1]["version"]}, "acceptance")
    answer = as_("coordinator").post(f"{BATCH}/undo", json={"ids": [ticket["id"] for ticket in tickets]})
    assert [one["status"] for one in answer.json()] == [200, 409, 200]
    assert [shown(as_, ticket)["state"] for ticket in tickets] == ["registered", "accepted", "registered"]


def test_a_hundred_at_once(as_: Clients):
    tickets = [raised(as_("officer")) for _ in range(100)]
    assert {one["status"] for one in hand_over(as_("coordinator"), tickets).json()} == {200}
