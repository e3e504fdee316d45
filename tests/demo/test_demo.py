"""What the demo zone holds: the article's facts, its gaps left open, and everything invented marked as such."""

import json
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient
from sqlmodel import col, select

from app import demo
from app.domain import verify
from app.models.enterprise import Belt, Enterprise, Park
from app.models.org import Department, HostTerm, TaskForce
from app.models.photo import Photo
from app.models.project import Precision, Project, StageEvent
from app.models.service_day import DayState, ServiceDay
from app.models.stated import StatedFigure
from app.models.ticket import Ticket
from app.models.ticket_life import State
from app.models.user import User
from app.models.visit import Visit
from app.models.zone import Zone

PAPER = json.loads((Path(__file__).parent / "paragraph.json").read_text(encoding="utf-8"))
ROLES = {"leader", "officer", "handler", "coordinator", "supervisor", "enterprise", "admin", "duty"}


def test_the_seven_groups_sit_where_the_article_says(rows):
    forces = rows.exec(select(TaskForce).order_by(col(TaskForce.position))).all()
    assert {force.name: force.charter for force in forces} == PAPER["hosts"]
    hosts = rows.exec(select(Department.name).join(HostTerm, col(HostTerm.department_id) == Department.id)).all()
    assert len(hosts) == 7
    assert all(any(host in sentence for sentence in PAPER["hosts"].values()) for host in hosts)


def test_one_body_with_two_names_is_one_department(rows):
    host = rows.exec(select(Department).where(col(Department.alias).is_not(None))).one()
    assert f"{host.name}({host.alias})" in PAPER["hosts"]["现代农业及农产品加工业重大项目专班"]


def test_parks_belts_and_firms_are_all_there(rows):
    assert len(rows.exec(select(Park)).all()) == 7
    assert len(rows.exec(select(Belt)).all()) == 4
    firms = rows.exec(select(Enterprise).where(col(Enterprise.is_synthetic).is_(False))).all()
    assert len(firms) == 9
    assert all(firm.uscc is firm.contact_name is firm.contact_phone is firm.address is None for firm in firms)


def test_what_the_article_leaves_open_stays_empty(rows):
    named = rows.exec(select(Project).where(col(Project.is_synthetic).is_(False))).all()
    assert len(named) == 28
    unknown = ("project_code", "task_force_id", "total_investment_yuan", "plan_year_yuan", "percent", "park_id")
    assert all(getattr(project, name) is None for project in named for name in unknown)
    assert sum(project.enterprise_id is not None for project in named) == 3


def test_no_start_is_given_a_day_that_nobody_stated(rows):
    wanted = select(StageEvent).join(Project, col(Project.id) == StageEvent.project_id)
    events = rows.exec(wanted.where(col(Project.is_synthetic).is_(False))).all()
    assert {(event.on_day, event.precision) for event in events} == {(date(2019, 7, 9), Precision.BEFORE)}
    assert all(event.evidence for event in events)


def test_an_amount_that_may_be_one_park_or_three_is_words(rows):
    project = rows.exec(select(Project).where(Project.name == PAPER["one_of_three"])).one()
    assert project.total_investment_yuan is None
    assert project.total_investment_text
    assert "A3" not in (project.note or "")


def test_everything_that_fills_up_is_marked(rows):
    filling = rows.exec(select(Project).where(col(Project.is_synthetic))).all()
    assert len(filling) == 245
    assert len({project.name for project in filling}) == 245
    assert all(project.name[-3:].isdecimal() for project in filling)
    assert all(user.is_synthetic for user in rows.exec(select(User)))


def test_an_unknown_reason_stays_unknown(rows):
    idle = rows.exec(select(Project).where(Project.list_year == 2019, col(Project.planned_start_on).is_not(None))).all()
    reasons = [project.not_started_reason for project in idle if project.percent == 0]
    assert len(reasons) == 14
    assert None in reasons
    assert len({reason for reason in reasons if reason}) > 3


def test_both_june_visits_are_off_the_rule(rows):
    visits = rows.exec(select(Visit).where(col(Visit.is_synthetic).is_(False))).all()
    assert [visit.service_day_id for visit in visits] == [None] * 4
    assert all(visit.planned_at is visit.started_at is visit.finished_at is None for visit in visits)
    assert len({visit.at for visit in visits}) == 2


def test_the_power_tickets_wait_for_a_firm_to_be_named(zone, rows):
    tickets = rows.exec(select(Ticket).where(col(Ticket.is_synthetic).is_(False))).all()
    assert [ticket.title for ticket in tickets] == PAPER["power_tickets"]
    for ticket in tickets:
        assert ticket.enterprise_id is None
        assert ticket.is_resolved_on_site
        assert ticket.state is State.RESOLVED
    page = zone("leader").get("/tickets", params={"view": "all", "state": "resolved"}).text
    assert PAPER["power_tickets"][0] in page


def test_the_year_has_its_24_days_and_three_clashes(rows):
    days = rows.exec(select(ServiceDay).order_by(col(ServiceDay.on_day))).all()
    assert len(days) == 24
    clashes = [day.on_day for day in days if day.state is DayState.CONFLICT]
    assert clashes == [date(2019, 1, 1), date(2019, 2, 5), date(2019, 10, 1)]


def test_figures_that_are_words_stay_words(rows):
    texts = set(rows.exec(select(StatedFigure.text)))
    assert {PAPER["floor_area"], PAPER["group_investment"], PAPER["group_output"]} <= texts


def test_the_clock_stands_on_a_service_day(zone, rows):
    found = rows.exec(select(Zone)).one()
    assert found.is_demo
    assert found.clock_offset_s == 0  # the tests' wall clock shows the zone's first instant
    assert "2019" in zone("leader").get("/today").text


def test_the_journal_of_the_load_is_whole(rows):
    assert list(verify.faults(rows, [])) == []


def test_photos_are_drawn_and_kept(zone, rows):
    photos = rows.exec(select(Photo)).all()
    assert len(photos) == 3
    assert all(zone.files.path(photo.name).is_file() for photo in photos)


def test_a_firm_is_found_by_its_initials(zone):
    found = zone("officer").get("/api/v1/search", params={"q": "gdbl"}).json()
    assert found["items"]


def test_there_is_an_account_per_role_and_a_duty_leader_and_the_others_cannot_sign_in(zone, rows):
    assert {user.username for user in rows.exec(select(User)) if user.password_hash} == ROLES
    assert all(name in demo.accounts()[0] for name in ROLES)
    with TestClient(zone.app, headers={"Sec-Fetch-Site": "same-origin"}) as stranger:
        refused = stranger.post("/login", data={"username": "builder", "password": "zhuanban-demo"})
    assert refused.status_code == 422


def test_every_ticket_opens_at_both_doors(zone, rows):
    """Those of which only the paper tells have no line of their own in the journal."""
    for key in rows.exec(select(Ticket.id)):
        for path in (f"/tickets/{key}", f"/api/v1/tickets/{key}/timeline"):
            assert zone("coordinator").get(path).status_code == 200, path
