"""Administration as pages: the same verbs, nothing lost when something is wrong."""

import pytest
from actors import CAST, COMMERCE, ECONOMY
from bs4 import BeautifulSoup
from conftest import Clients
from sqlmodel import Session, select

from app.models.user import Role, User
from app.models.zone import WorkdayOverride

PAGES = (
    "/admin",
    "/admin/users",
    "/admin/users/new",
    "/admin/users/2",
    "/admin/departments",
    "/admin/departments/new",
    "/admin/departments/1",
    "/admin/task-forces",
    "/admin/task-forces/new",
    "/admin/task-forces/1",
    "/admin/task-forces/1/host",
    "/admin/task-forces/1/members/new",
    "/admin/kinds",
    "/admin/kinds/new",
    "/admin/kinds/1",
    "/admin/deadlines",
    "/admin/holidays",
    "/admin/zone",
)


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def typed_in(answer):
    """What a form holds now, by field."""
    form = soup(answer).select_one("main form.card")
    fields = {field["name"]: field.get("value", "") for field in form.select("input:not([type=radio])")}
    chosen = {one.find_parent("select")["name"]: one["value"] for one in form.select("option[selected]")}
    return fields | chosen | {one["name"]: one["value"] for one in form.select("input[type=radio][checked]")}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_title_and_labelled_fields(as_: Clients, path):
    answer = as_("admin").get(path)
    page = soup(answer)
    assert answer.status_code == 200
    assert page.title.get_text(strip=True).endswith("Test")
    for field in page.select("main input:not([type=hidden]), main select, main textarea"):
        assert page.select_one(f"label[for='{field.get('id')}']") or field.find_parent("label") or field["aria-label"]


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_gets_in(as_: Clients, path):
    for who in set(CAST) - {"admin"}:
        assert as_(who).get(path).status_code == 403, who


def test_a_new_account_comes_with_a_link(as_: Clients, stranger):
    sent = {"username": "wang.li", "name": "Wang Li", "role": "handler", "department_id": str(ECONOMY)}
    page = soup(as_("admin").post("/admin/users/new", data=sent))
    path = page.select_one("#f-url")["value"].removeprefix("http://testserver")
    assert stranger.get(path).status_code == 200
    assert "Wang Li" in as_("admin").get("/admin/users?q=wang").text


def test_what_was_typed_survives_a_mistake(as_: Clients):
    sent = {"username": "wang.li", "name": "Wang Li", "title": "Engineer", "role": "handler", "phone": "12"}
    answer = as_("admin").post("/admin/users/new", data=sent)
    assert answer.status_code == 422
    assert sent.items() <= typed_in(answer).items()
    assert soup(answer).select_one("#f-phone")["aria-invalid"] == "true"


def test_a_stale_form_loses_nothing(as_: Clients):
    admin = as_("admin")
    first = {"version": "1", "name": "Trade", "name_en": "Trade", "is_active": "true"}
    assert admin.post(f"/admin/departments/{COMMERCE}", data=first).status_code == 303
    late = first | {"name": "Commerce Bureau"}
    answer = admin.post(f"/admin/departments/{COMMERCE}", data=late)
    kept = typed_in(answer)
    assert (answer.status_code, kept["name"], kept["version"]) == (409, "Commerce Bureau", "2")
    assert admin.post(f"/admin/departments/{COMMERCE}", data=kept).status_code == 303


def test_an_account_is_locked_on_its_page(as_: Clients, engine):
    sent = {"version": "1", "name": "Officer", "role": "officer", "department_id": str(COMMERCE)}
    assert as_("admin").post(f"/admin/users/{CAST['officer'].id}", data=sent).status_code == 303
    with Session(engine) as session:
        assert not session.get_one(User, CAST["officer"].id).is_active
    assert "locked" in as_("admin").get("/admin/users").text


def test_the_own_account_cannot_be_changed(as_: Clients, engine):
    me = CAST["admin"].id
    assert as_("admin").get(f"/admin/users/{me}").status_code == 200
    answer = as_("admin").post(f"/admin/users/{me}", data={"version": "1", "name": "A", "role": "leader"})
    assert answer.status_code == 403
    for action in ("link", "sign-out"):
        assert as_("admin").post(f"/admin/users/{me}/{action}").status_code == 403
    with Session(engine) as session:
        assert session.get_one(User, me).role is Role.ADMIN


def test_days_come_from_a_file_too(as_: Clients, session):
    file = ("days.csv", "\ufeff2027-02-06,off,Spring Festival\r\n2027-02-20,work\r\n".encode(), "text/csv")
    answer = as_("admin").post("/admin/holidays", data={"notice": "Notice 7", "days": ""}, files={"file": file})
    assert answer.status_code == 303
    rows = session.exec(select(WorkdayOverride).order_by(WorkdayOverride.day)).all()
    assert [(str(row.day), row.is_working, row.name) for row in rows] == [
        ("2027-02-06", False, "Spring Festival"),
        ("2027-02-20", True, ""),
    ]
    assert as_("admin").post("/admin/holidays/2027-02-06/end").status_code == 303


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"2027-13-45,off", b"\x00"])
def test_an_unreadable_file_is_explained(as_: Clients, content):
    sent = {"data": {"notice": "Notice 7"}, "files": {"file": ("days.csv", content)}}
    answer = as_("admin").post("/admin/holidays", **sent)
    assert (answer.status_code, typed_in(answer)["notice"]) == (422, "Notice 7")
    assert soup(answer).select_one("#f-days-error")


def test_a_task_force_gets_a_host_and_people(as_: Clients):
    admin = as_("admin")
    sent = {"name": "New Force", "name_en": "New Force", "code": "new", "kind": "sector"}
    page = admin.post("/admin/task-forces/new", data=sent).headers["location"]
    assert admin.post(f"{page}/host", data={"department_id": str(ECONOMY)}).status_code == 303
    joined = {"user_id": str(CAST["handler"].id), "is_head": "true"}
    assert admin.post(f"{page}/members/new", data=joined).status_code == 303
    text = soup(admin.get(page)).get_text()
    assert "Economy" in text
    assert "Handler" in text
    again = admin.post(f"{page}/members/new", data=joined)
    assert again.status_code == 422
    assert soup(again).select_one("#f-user_id-error")
    ending = soup(admin.get(page)).select_one("form[action$='/end']")["action"]
    assert admin.post(ending).status_code == 303
    assert "until 16 July 2019" in soup(admin.get(page)).get_text()


def test_new_deadlines_and_the_zones_name_by_form(as_: Clients):
    admin = as_("admin")
    rule = {"level": "systemic", "answer_workdays": "2", "solve_workdays": "20"}
    assert admin.post("/admin/deadlines", data=rule).status_code == 303
    wrong = admin.post("/admin/deadlines", data=rule | {"solve_workdays": "1"})
    assert (wrong.status_code, typed_in(wrong)["solve_workdays"]) == (422, "1")
    zone = {"version": "1", "name": "Other Zone", "short_name": "Other", "phone": ""}
    assert admin.post("/admin/zone", data=zone).status_code == 303
    assert soup(admin.get("/admin")).title.get_text().endswith("Other")


def test_each_role_has_its_own_places(as_: Clients):
    def places(who):
        return [link["href"] for link in soup(as_(who).get("/settings")).select("nav.nav a")]

    assert places("admin") == ["/admin", "/settings"]
    assert places("contact") == ["/tickets", "/tickets/new", "/settings"]
    assert "/task-forces" in places("officer")
    assert "/admin" not in places("officer")


def test_the_bar_counts_what_waits_for_me(as_: Clients):
    def waiting(who):
        badge = soup(as_(who).get("/settings")).select_one("nav.nav .count")
        return int(badge.get_text().split()[-1]) if badge else 0

    for number in range(2):
        key = f"00000000-0000-4000-8000-00000000000{number}"
        as_("officer").post("/api/v1/tickets", json={"key": key, "kind_id": 1})
    assert [waiting(who) for who in ("coordinator", "handler", "contact", "leader")] == [2, 0, 0, 0]
