"""Calendar, service day and visit pages: what stands in them, that nothing typed is lost, that they stay small."""

from datetime import timedelta
from uuid import uuid4

import pytest
from actors import FIRM, NOW
from bs4 import BeautifulSoup
from conftest import Clients
from sqlalchemy import event

from app.core.db import transaction
from app.models.visit import Visit

MOVED = {"on_day": "2019-10-09", "reason": "National Day"}


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def words(soup):
    return " ".join(soup.main.get_text(" ").split())


def version(client, address):
    return page(client, address).find("input", {"name": "version"})["value"]


def cell(soup, day):
    return soup.find("a", href=f"?d={day}").find_parent("td")


def test_the_month_marks_service_days_holidays_and_make_up_days(as_: Clients):
    october = page(as_("officer"), "/calendar?m=2019-10")
    first, twelfth, eighth = (cell(october, f"2019-10-{day}") for day in ("01", "12", "08"))
    assert {"svc", "rest"} <= set(first["class"])
    assert "National Day" in first.text
    assert "Service day" in first.text
    assert ("Make-up working day" in twelfth.text, "rest" in twelfth.get("class", [])) == (True, False)
    assert "class" not in eighth.attrs
    today = page(as_("officer"), "/calendar").find(attrs={"aria-current": "date"})
    assert today.b.text == "16"


def test_a_moved_day_leaves_a_mark_where_it_was(as_: Clients):
    coordinator = as_("coordinator")
    step = "/service-days/2019-10-01/move"
    assert coordinator.post(step, data=MOVED | {"version": version(coordinator, step)}).status_code == 303
    october = page(as_("officer"), "/calendar?m=2019-10")
    assert "svc" in cell(october, "2019-10-09")["class"]
    assert "Moved to 9 Oct" in cell(october, "2019-10-01").text
    assert "National Day" in words(page(as_("officer"), "/service-days?year=2019"))


def test_the_proposal_is_one_press(as_: Clients):
    coordinator = as_("coordinator")
    form = page(coordinator, "/service-days/2019-10-01").find("form", action="/service-days/2019-10-01/move")
    sent = {field["name"]: field["value"] for field in form.find_all("input")}
    answer = coordinator.post(form["action"], data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/service-days/2019-10-08")


def test_a_refused_move_keeps_what_was_typed(as_: Clients):
    coordinator, step = as_("coordinator"), "/service-days/2019-10-01/move"
    sent = {"on_day": "2019-10-02", "reason": "Because of the fair", "version": version(coordinator, step)}
    answer = coordinator.post(step, data=sent)
    soup = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, soup.textarea.text) == (422, "Because of the fair")
    assert soup.find("input", {"name": "on_day", "aria-invalid": "true"})["value"] == "2019-10-02"


def test_a_stale_form_keeps_what_was_typed(as_: Clients):
    coordinator, step = as_("coordinator"), "/service-days/2019-10-01/cancellation"
    seen = version(coordinator, step)
    details = {"theme": "Power", "starts": "09:00", "ends": "10:00", "version": seen}
    assert coordinator.post("/service-days/2019-10-01/details", data=details).status_code == 303
    late = coordinator.post(step, data={"reason": "Snow", "version": seen})
    soup = BeautifulSoup(late.text, "html.parser")
    assert (late.status_code, soup.textarea.text) == (409, "Snow")
    assert soup.find("input", {"name": "version"})["value"] != seen


def test_a_year_that_is_not_announced_says_so(as_: Clients):
    for address in ("/calendar?m=2027-03", "/service-days?year=2027"):
        assert "not announced yet" in words(page(as_("leader"), address))
    planned = as_("coordinator").post("/service-days/plans", data={"year": 2027})
    assert planned.text.count('class="when"') == 24


@pytest.mark.parametrize("who", ["leader", "officer", "handler", "supervisor", "contact", "coordinator"])
def test_who_may_plan_sees_the_buttons(as_: Clients, who):
    plans = who == "coordinator"
    assert (page(as_(who), "/service-days").find("form", action="/service-days/plans") is not None) == plans
    for form in ("new", "rule", "2019-07-16/teams/new", "2019-07-16/move"):
        assert as_(who).get(f"/service-days/{form}").status_code == (200 if plans else 403)


def test_teams_and_stops_by_plain_forms(as_: Clients):
    coordinator, day = as_("coordinator"), "/service-days/2019-07-16"
    team = {"number": 1, "name": "The committee", "leader_id": 1, "department_ids": ["1", "2"]}
    assert coordinator.post(f"{day}/teams/new", data=team).status_code == 303
    found = page(coordinator, f"{day}/teams/1/stops/new?q=Bright")
    assert found.find("option", selected=True).text == "Bright Glass"
    stop = {"key": str(uuid4()), "enterprise_id": FIRM, "at": "09:30", "purpose": "Power"}
    assert coordinator.post(f"{day}/teams/1/stops/new", data=stop).status_code == 303
    assert coordinator.post(f"{day}/teams/1/stops/new", data=stop).status_code == 303
    shown = page(as_("leader"), day)
    assert [row.find("span", class_="t").text for row in shown.select("ol.rows a.row")] == ["Bright Glass"]
    assert "09:30" in words(page(as_("leader"), f"{day}/sheet"))
    assert "Bright Glass" in words(page(as_("leader"), "/calendar?d=2019-07-16"))


def test_a_visit_from_the_gate_to_its_end(as_: Clients):
    officer = as_("officer")
    begun = officer.post("/visits/under-way", data={"key": str(uuid4()), "enterprise_id": FIRM})
    address = begun.headers["location"]
    assert "Under way" in words(page(officer, address))
    typed = {"met": "nobody", "summary": "Closed for lunch", "version": version(officer, f"{address}/finish")}
    missing = officer.post(f"{address}/finish", data=typed)
    assert (missing.status_code, "Closed for lunch" in missing.text) == (422, True)
    assert officer.post(f"{address}/finish", data=typed | {"upshot": "come_again"}).status_code == 303
    assert "Closed for lunch" in words(page(officer, address))


def test_a_planned_visit_starts_in_one_press(as_: Clients):
    officer = as_("officer")
    given = {"key": str(uuid4()), "enterprise_id": FIRM, "planned_at": "2019-07-16T10:00", "member_ids": "2"}
    address = officer.post("/visits/new", data=given).headers["location"]
    form = page(officer, address).find("form", action=f"{address}/start")
    assert officer.post(form["action"], data={"version": form.input["value"]}).status_code == 303
    assert officer.post(form["action"], data={"version": form.input["value"]}).status_code == 409


def test_the_new_address_is_shown_once_with_its_picture(as_: Clients):
    officer = as_("officer")
    fresh = BeautifulSoup(officer.post("/calendar/subscribe").text, "html.parser")
    assert fresh.find("a", href=lambda href: href and href.startswith("webcal://")) is not None
    assert fresh.find("img", src=lambda src: src and src.startswith("data:image/svg+xml")) is not None
    ending = page(officer, "/calendar/subscribe").find("form", action=lambda to: to.endswith("/revocation"))
    assert officer.post(ending["action"]).status_code == 303
    assert page(officer, "/calendar/subscribe").find("form", action=lambda to: to.endswith("/revocation")) is None


def test_the_month_costs_the_same_however_much_stands_in_it(as_: Clients, engine):
    with transaction(engine) as session:
        session.add_all(
            Visit(
                key=uuid4(),
                enterprise_id=FIRM,
                planned_at=NOW + timedelta(hours=hour),
                created_at=NOW,
                purpose="x" * 200,
            )
            for hour in range(-360, 360)
        )
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for address in ("/calendar?d=2019-07-16", "/calendar?view=agenda&m=2019-07"):
        asked.clear()
        answer = as_("leader").get(address)
        assert (answer.status_code, len(answer.content) <= 40_000) == (200, True)
        assert len([one for one in asked if one.lstrip().startswith("SELECT")]) <= 8
    assert "21 more" in answer.text
    assert as_("leader").get("/visits?on=2019-07-16").text.count('class="when"') == 24


HOSTILE = ["x" * 10_000, "\x00", "\u202eabc", "9" * 400, "-1", "[]", "<script>alert(1)</script>", "9999-12-31", "24:61"]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_input_is_refused_and_never_breaks_anything(as_: Clients, value):
    coordinator, day = as_("coordinator"), "2019-07-16"
    fields = ["on_day", "reason", "theme", "starts", "ends", "year", "number", "name", "leader_id", "department_ids"]
    fields += ["key", "enterprise_id", "project_id", "at", "planned_at", "met", "ordinals", "weekday", "shift", "text"]
    pages = ["plans", "new", "rule", "themes", f"{day}/move", f"{day}/details", f"{day}/teams/new"]
    for address in [*(f"/service-days/{one}" for one in pages), "/visits/new", "/visits/under-way"]:
        answer = coordinator.post(address, data=dict.fromkeys(fields, value) | {"version": value})
        assert answer.status_code < 500, (address, answer.text)
        assert "<script>alert" not in answer.text
        assert coordinator.post(f"/api/v1{address}", json=dict.fromkeys(fields, value)).status_code in {
            404,
            405,
            422,
            428,
        }
    for query in ("/calendar", "/visits", "/service-days", "/visits/new", "/api/v1/calendar", "/api/v1/visits"):
        asked = dict.fromkeys(["m", "d", "view", "on", "year", "after", "enterprise_id", "q", "state"], value[:2000])
        assert coordinator.get(query, params=asked).status_code < 500
