"""Every form about tickets answers hostile input with 4xx, beside the field, and echoes nothing as markup."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from conftest import Clients
from hostile import HUGE, MAX_ID, NUL, RTL
from tickets import STEPS, brought_to, raised

SCRIPT = "<script>alert(1)</script>"
LONG = "x" * 20_001
STAGE = {"acceptance": "assignment", "return": "assignment", "answer": "acceptance", "resolution": "answer"}
STAGE |= {"confirmation": "resolution", "reopening": "resolution", "closing": "confirmation"}
WHO = {noun: who for who, noun, _ in STEPS} | {"return": "handler", "reopening": "contact"}
TEXT = {"return": "reason", "answer": "body", "resolution": "resolution", "reopening": "reason", "notes": "body"}
NOUNS = ("assignment", "enterprise", *STAGE, "notes")


def staged(as_: Clients, noun: str):
    ticket = brought_to(as_, STAGE[noun]) if noun in STAGE else raised(as_("officer"))
    return ticket, as_(WHO.get(noun, "coordinator"))


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("value", [NUL, RTL, LONG], ids=["NUL", "RTL mark", "too long"])
def test_words_that_cannot_be_kept_come_back_beside_their_field(as_: Clients, noun: str, value: str):
    ticket, client = staged(as_, noun)
    field = TEXT.get(noun, "note") if noun != "enterprise" else "enterprise_id"
    fine = {"version": ticket["version"], "key": str(uuid4()), "lead_department_id": "1"}
    fine = {name: each for name, each in fine.items() if name in _fields(noun)}
    answer = client.post(f"/tickets/{ticket['id']}/{noun}", data=fine | {field: value})
    soup = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert soup.select_one(f"#f-{field}-error") is not None
    assert client.get(f"/api/v1/tickets/{ticket['id']}").json()["version"] == ticket["version"]


def _fields(noun: str) -> set[str]:
    return {"version", *({"lead_department_id"} if noun == "assignment" else {"key"} if noun == "notes" else ())}


@pytest.mark.parametrize(
    "field", ["lead_department_id", "handler_id", "assist_department_ids", "level", "state", "version"]
)
@pytest.mark.parametrize("value", ["x", "0", "-1", "1.5", str(MAX_ID), str(HUGE), SCRIPT, NUL, "NaN"])
def test_choices_that_nobody_offered(as_: Clients, field: str, value: str):
    ticket = raised(as_("officer"))
    fine = {"version": str(ticket["version"]), "lead_department_id": "1"}
    answer = as_("coordinator").post(f"/tickets/{ticket['id']}/assignment", data=fine | {field: value})
    assert 400 <= answer.status_code < 500
    assert SCRIPT not in answer.text
    assert as_("officer").get(f"/api/v1/tickets/{ticket['id']}").json()["state"] == "registered"


@pytest.mark.parametrize("field", ["key", "kind_id", "enterprise_id", "visit_id", "project_id", "detail", "title"])
@pytest.mark.parametrize("value", [NUL, str(MAX_ID), SCRIPT * 1_500, "-1"], ids=["NUL", "huge", "script", "negative"])
def test_the_form_of_a_new_ticket(as_: Clients, field: str, value: str):
    client = as_("officer")
    fine = {"key": str(uuid4()), "kind_id": "1"}
    answer = client.post("/tickets/new", data=fine | {field: value})
    plain = field in {"detail", "title"} and value in {str(MAX_ID), "-1"}
    assert answer.status_code == (303 if plain else 422)
    assert SCRIPT not in answer.text
    shown = client.get("/tickets/new", params={field: value[:2_000]})
    assert shown.status_code < 500
    assert SCRIPT not in shown.text


def test_a_script_in_words_is_only_words(as_: Clients):
    ticket = raised(as_("officer"), title=SCRIPT, detail=SCRIPT)
    for place in (f"/tickets/{ticket['id']}", "/tickets", f"/tickets/{ticket['id']}/assignment"):
        text = as_("coordinator").get(place).text
        assert SCRIPT not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.parametrize("body", [b"", b"\xff\xfe=\x00", b"=" * 5_000, b"&" * 900, b"a=" + b"%ff" * 50])
def test_bodies_that_are_no_form(as_: Clients, body: bytes):
    ticket = raised(as_("officer"))
    for kind in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "text/x",
    ):
        for noun in ("assignment", "notes"):
            headers = {"Content-Type": kind}
            answer = as_("coordinator").post(f"/tickets/{ticket['id']}/{noun}", content=body, headers=headers)
            assert 400 <= answer.status_code < 500, (kind, answer.status_code)
