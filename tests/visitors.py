"""What tests of the portal share: an enterprise's code, a form of it filled in, the page to follow what came of it."""

from datetime import timedelta
from typing import Any

from actors import ECONOMY, FIRM
from bs4 import BeautifulSoup
from conftest import Clients, Clock
from fastapi.testclient import TestClient
from httpx import Response
from tickets import move

PHONE = "13912345678"
LINE = "The lights go out every evening."
HANDLING = (
    ("coordinator", "assignment", {"lead_department_id": ECONOMY}),
    ("handler", "acceptance", {}),
    ("handler", "resolution", {"resolution": "A new cable is in."}),
)


def code(as_: Clients, firm: int = FIRM) -> str:
    """The path that the firm's printed code leads to."""
    answer = as_("coordinator").post(f"/api/v1/enterprises/{firm}/qr/sheet", json={})
    assert answer.status_code == 200, answer.text
    return "/" + answer.json()["address"].partition("//")[2].partition("/")[2]


def soup(answer: Response, status: int = 200) -> BeautifulSoup:
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def filled(client: TestClient, path: str, clock: Clock, **typed: Any) -> dict[str, Any]:
    """The form as somebody sends it who took a minute over it."""
    hidden = {box["name"]: box["value"] for box in soup(client.get(path)).select("form[enctype] input[type=hidden]")}
    clock.now += timedelta(minutes=1)
    return hidden | {"kind_id": "1", "detail": LINE, "phone": PHONE, "homepage": ""} | typed


def demanded(client: TestClient, path: str, clock: Clock, **typed: Any) -> str:
    """Raise a demand; the path of its follow-up page."""
    answer = client.post(path, data=filled(client, path, clock, **typed))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removesuffix("/received")


def number(client: TestClient, follow: str) -> int:
    """The ticket's number, from the page that follows it."""
    return int(soup(client.get(follow)).select_one("h1[id^=ticket-]")["id"].rpartition("-")[2])


def resolve(as_: Clients, ticket_id: int) -> int:
    """The department takes the demand and calls it solved."""
    for who, step, typed in HANDLING:
        ticket = as_("coordinator").get(f"/api/v1/tickets/{ticket_id}").json()
        assert move(as_(who), ticket, step, **typed).status_code == 200
    return ticket_id


def link(client: TestClient, follow: str, digits: str = PHONE[-4:]) -> str:
    """The path of the one-time question, for whoever knows the number that was left."""
    answer = client.post(f"{follow}/evaluation", data={"digits": digits})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]
