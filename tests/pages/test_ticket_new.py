"""Recording a problem: what is proposed, what is kept, what is said afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from actors import CAST, COMMERCE, FIRM, NOW, RIVAL_FIRM
from bs4 import BeautifulSoup
from conftest import Clients
from sqlalchemy.engine import Engine
from tickets import jpeg, raised

from app.core.db import transaction
from app.models.visit import Visit, VisitState


def form(client, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/tickets/new{query}")
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def firms(soup: BeautifulSoup) -> list[str]:
    return [box.parent.text for box in soup.select("[name=enterprise_id]")]


def chosen(soup: BeautifulSoup) -> str | None:
    box = soup.select_one("[name=enterprise_id][checked]")
    return box and box["value"]


def visit(engine: Engine, firm: int, **facts) -> int:
    with transaction(engine) as session:
        row = Visit(key=uuid4(), enterprise_id=firm, created_by=CAST["officer"].id, created_at=NOW, **facts)
        session.add(row)
        session.flush()
        return row.id


def test_the_firm_being_visited_is_chosen_and_the_others_follow(as_: Clients, engine: Engine):
    raised(as_("officer"))
    number = visit(engine, RIVAL_FIRM, state=VisitState.UNDER_WAY, started_at=NOW)
    soup = form(as_("officer"))
    assert firms(soup) == ["Rival Pipes · visiting now", "Bright Glass", "Not sure yet"]
    assert chosen(soup) == str(RIVAL_FIRM)
    key = soup.select_one("[name=key]")["value"]
    as_("officer").post("/tickets/new", data={"key": key, "kind_id": "1", "enterprise_id": RIVAL_FIRM})
    ticket = as_("officer").get("/api/v1/tickets/2").json()
    assert (ticket["visit_id"], ticket["source"]) == (number, "visit")


def test_the_next_planned_firm_is_offered_but_not_chosen(as_: Clients, engine: Engine):
    visit(engine, FIRM, state=VisitState.PLANNED, planned_at=NOW + timedelta(hours=1))
    soup = form(as_("officer"))
    assert firms(soup)[0] == "Bright Glass · 10:30"
    assert chosen(soup) is None


def test_an_address_can_name_visit_and_firm(as_: Clients, engine: Engine):
    number = visit(engine, RIVAL_FIRM, state=VisitState.PLANNED, planned_at=NOW + timedelta(days=9))
    soup = form(as_("officer"), f"?visit_id={number}")
    assert (chosen(soup), soup.select_one("[name=visit_id]")["value"]) == (str(RIVAL_FIRM), str(number))
    assert chosen(form(as_("officer"), f"?enterprise_id={FIRM}")) == str(FIRM)


def test_looking_for_a_firm_keeps_what_was_typed(as_: Clients):
    soup = form(as_("officer"), "?q=Riv&kind_id=3&detail=The+road+is+flooded&is_urgent=true&photos=")
    assert firms(soup) == ["Rival Pipes", "Not sure yet"]
    assert soup.select_one("[name=detail]").text == "The road is flooded"
    assert soup.select_one("[name=kind_id][checked]")["value"] == "3"
    assert soup.select_one("[name=is_urgent]").has_attr("checked")
    assert soup.select_one("button[formmethod=get]") is not None


def test_after_sending_the_page_says_number_department_deadline_and_the_next(as_: Clients, engine: Engine):
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE ticket_kind SET lead_department_id = :key WHERE id = 1"), {"key": COMMERCE})
    typed = {"key": str(uuid4()), "kind_id": "1", "enterprise_id": FIRM, "detail": "No power\nsince June"}
    typed["q"] = "bright"  # what was looked for before travels along and means nothing any more
    answer = as_("officer").post("/tickets/new", data=typed, files={"photos": ("a.jpg", jpeg(), "image/jpeg")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/tickets/1/receipt")
    soup = BeautifulSoup(as_("officer").get("/tickets/1/receipt").text, "html.parser")
    for words in ("Recorded as ticket 1", "usually Commerce takes it", "Fri 19 Jul", "Tue 6 Aug"):
        assert words in soup.text
    assert soup.select_one(".main-act")["href"] == f"/tickets/new?enterprise_id={FIRM}"
    assert len(soup.select(".photos img")) == 1


def test_solved_on_site_waits_for_the_enterprise_at_once(as_: Clients):
    as_("officer").post("/tickets/new", data={"key": str(uuid4()), "kind_id": "1", "is_resolved_on_site": "true"})
    ticket = as_("officer").get("/api/v1/tickets/1").json()
    assert (ticket["state"], ticket["is_resolved_on_site"], ticket["enterprise"]) == ("resolved", True, None)


def test_an_enterprise_asks_for_itself_and_solves_nothing(as_: Clients):
    soup = form(as_("contact"))
    assert soup.select("[name=enterprise_id]") == []
    assert soup.select("[name=is_resolved_on_site]") == []
    typed = {"key": str(uuid4()), "kind_id": "1", "is_resolved_on_site": "true"}
    assert as_("contact").post("/tickets/new", data=typed).status_code == 303
    ticket = as_("contact").get("/api/v1/tickets/1").json()
    assert (ticket["state"], ticket["nature"], ticket["source"]) == ("registered", "request", "portal")
    assert ticket["enterprise_id"] == FIRM
    typed = {"key": str(uuid4()), "kind_id": "1", "enterprise_id": RIVAL_FIRM}
    assert as_("contact").post("/tickets/new", data=typed).status_code == 422


@pytest.mark.parametrize("who", ["supervisor", "admin"])
def test_who_raises_nothing_gets_no_form(as_: Clients, who: str):
    assert as_(who).get("/tickets/new").status_code == 403
    assert as_(who).post("/tickets/new", data={"key": str(uuid4()), "kind_id": "1"}).status_code == 403


def test_wrong_input_comes_back_whole(as_: Clients):
    typed = {"key": str(uuid4()), "enterprise_id": FIRM, "detail": "No power", "is_urgent": "true"}
    files = {"photos": ("a.jpg", jpeg(), "image/jpeg")}
    answer = as_("officer").post("/tickets/new", data=typed, files=files)
    soup = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert soup.select_one("#f-kind_id-error") is not None
    assert soup.select_one("[name=detail]").text == "No power"
    assert soup.select_one("[name=key]")["value"] == typed["key"]
    assert chosen(soup) == str(FIRM)
    assert soup.select_one("[name=is_urgent]").has_attr("checked")
    assert "add the photos again" in soup.text
