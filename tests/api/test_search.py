"""Finding by two characters, initials and words, and never what is not one's own to see."""

from uuid import uuid4

import pytest
from actors import CAST, COMMERCE, FIRM, NOW, RIVAL_FIRM
from conftest import Clients
from sqlmodel import Session
from tickets import raised

from app.core.db import transaction
from app.domain import search_index
from app.models.enterprise import Enterprise
from app.models.project import Project, Stage, Track
from app.models.ticket import Ticket
from app.models.user import User

GLASS = "\u5409\u6797\u5149\u5927\u73bb\u7483\u6709\u9650\u516c\u53f8"  # Jilin Guangda Boli Youxian Gongsi
HYDROGEN = "\u6c22\u80fd\u5382\u623f"  # qing neng chang fang


def put(session: Session, row):
    session.add(row)
    session.flush()
    kind = type(row).__name__.lower()
    getattr(search_index, {"user": "person"}.get(kind, kind))(session, row)
    return row


@pytest.fixture
def filled(engine):
    """A firm, a project of the officer's task force, a confidential one, two tickets of rival firms, the cast."""
    with transaction(engine) as session:
        put(session, Enterprise(name=GLASS, name_en="Guangda Glass", created_at=NOW, is_synthetic=True))
        facts = {"track": Track.STOCK, "stage": Stage.LEAD, "entered_on": NOW.date(), "created_at": NOW}
        put(session, Project(name=f"{HYDROGEN} BMW7", task_force_id=1, **facts))
        put(session, Project(name="Nameless Giant", code_name="Plan Seven", is_confidential=True, **facts))
        for firm, detail in ((FIRM, "The gate at 100% load"), (RIVAL_FIRM, "The gate is_closed")):
            put(session, ticket(firm, detail))
        for part in CAST.values():
            put(session, session.get_one(User, part.id))
    return engine


def ticket(firm: int, detail: str) -> Ticket:
    return Ticket(
        key=uuid4(),
        title=f"{HYDROGEN} gate",
        detail=detail,
        kind_id=1,
        level="complex",
        enterprise_id=firm,
        lead_department_id=COMMERCE,
        registered_at=NOW,
        registered_by=CAST["coordinator"].id,
        rule_id=1,
        answer_due_at=NOW,
        solve_due_at=NOW,
        due_at=NOW,
        warn_at=NOW,
    )


def found(client, question: str) -> list[str]:
    answer = client.get("/api/v1/search", params={"q": question})
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    "question",
    [GLASS[2:4], GLASS[2:6], "gdbl", "GDBL", "jlgd", "jl", "Guangda", "guang", GLASS[0], f"{GLASS[4:6]} guangda"],
    ids=["two", "four", "inside", "upper case", "prefix", "two initials", "word", "beginning", "one", "both"],
)
@pytest.mark.usefixtures("filled")
def test_a_firm_is_found(as_: Clients, question: str):
    assert found(as_("leader"), question) == [GLASS]


@pytest.mark.parametrize(
    "question", ["", " ", "%", "_", '"', "*", "'", "\u3002", GLASS[2] + GLASS[4], GLASS[3], "uangda"]
)
@pytest.mark.usefixtures("filled")
def test_what_is_not_there_is_not_found(as_: Clients, question: str):
    assert found(as_("leader"), question) == []


@pytest.mark.parametrize(
    "question",
    [
        '"gate',
        'gate" OR "x',
        "gate*",
        "grams:gate",
        "gate -x",
        "NEAR(gate)",
        "gate%",
        "ga_te",
        "gate\\",
        "'; gate",
        "{gate}",
    ],
)
@pytest.mark.usefixtures("filled")
def test_syntax_is_only_text(as_: Clients, question: str):
    answer = as_("leader").get("/api/v1/search", params={"q": question})
    assert answer.status_code == 200
    assert {item["kind"] for item in answer.json()["items"]} <= {"ticket"}


@pytest.mark.usefixtures("filled")
def test_a_firm_finds_its_own_tickets_and_nobody_elses(as_: Clients):
    items = as_("contact").get("/api/v1/search", params={"q": "gate"}).json()
    assert [(item["kind"], item["excerpt"]) for item in items["items"]] == [("ticket", "")]
    assert {count["kind"]: count["count"] for count in items["counts"]}["ticket"] == 1
    assert found(as_("contact"), "officer") == found(as_("contact"), GLASS) == []
    assert len(found(as_("leader"), "gate")) == 2


@pytest.mark.usefixtures("filled")
def test_a_confidential_project_goes_by_its_code_name_only(as_: Clients):
    assert found(as_("leader"), "Nameless") == found(as_("leader"), "ng") == []
    assert found(as_("leader"), "plan sev") == ["Plan Seven"]
    assert found(as_("officer"), "plan") == []


@pytest.mark.usefixtures("filled")
def test_people_are_found_by_name_and_administrators_find_no_cases(as_: Clients):
    assert found(as_("admin"), "rival") == ["Rival Handler", "Rival Contact"][::-1]
    assert found(as_("admin"), "gate") == []


@pytest.mark.usefixtures("filled")
def test_names_that_begin_so_come_first(as_: Clients):
    titles = found(as_("leader"), "handler")
    assert titles == ["Handler", "Rival Handler"]


@pytest.mark.usefixtures("filled")
def test_a_lone_character_beside_a_word_does_not_hide_what_is_there(as_: Clients):
    assert found(as_("leader"), f"{HYDROGEN[3]} BMW7") == [f"{HYDROGEN} BMW7"]


@pytest.mark.usefixtures("filled")
def test_the_text_around_the_hit_is_shown(as_: Clients):
    items = as_("leader").get("/api/v1/search", params={"q": "load"}).json()["items"]
    assert [item["excerpt"] for item in items] == ["The gate at 100% load"]


def test_a_question_has_a_length(as_: Clients):
    answer = as_("leader").get("/api/v1/search", params={"q": "x" * 201})
    assert answer.status_code == 422
    assert answer.json()["field"] == "q"


@pytest.mark.usefixtures("filled")
def test_a_changed_name_is_found_by_the_new_one_only(as_: Clients, filled):
    with transaction(filled) as session:
        firm = session.get_one(Enterprise, FIRM)
        search_index.enterprise(session, firm)
        session.flush()
        firm.name = "Renamed"
        search_index.enterprise(session, firm)
    assert found(as_("leader"), "renamed") == ["Renamed"]
    assert found(as_("leader"), "bright") == []


def test_a_date_tells_what_the_day_holds(as_: Clients):
    ticket_of_the_firm = raised(as_("officer"))
    due = ticket_of_the_firm["due_at"][:10]
    day = as_("coordinator").get("/api/v1/search", params={"q": due}).json()["day"]
    assert (day["on"], day["is_workday"], day["due_count"], day["service_day"]) == ("2019-07-19", True, 1, None)
    assert as_("rival_contact").get("/api/v1/search", params={"q": due}).json()["day"]["due_count"] == 0
    assert as_("officer").get("/api/v1/search", params={"q": "gate"}).json()["day"] is None


def test_a_holiday_and_a_service_day_are_named(as_: Clients):
    as_("coordinator").post("/api/v1/service-days", json={"on_day": "2019-10-08", "reason": "Extra"})
    found = as_("leader").get("/search", params={"q": "10-1"}).text
    assert "National Day" in found
    assert 'href="/calendar?m=2019-10&amp;d=2019-10-01"' in found
    assert 'href="/service-days/2019-10-08"' in as_("leader").get("/search", params={"q": "8 Oct"}).text
