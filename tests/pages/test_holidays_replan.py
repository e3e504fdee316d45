"""A State Council notice in the middle of the year shows at once on the service days still to come."""

from datetime import date

import pytest
from conftest import Clients
from sqlmodel import Session, select

from app.core.i18n import CHINESE
from app.models.service_day import ServiceDay


@pytest.fixture
def days(engine):
    """The year's rule dates and what is to be seen of each."""

    def read():
        with Session(engine) as session:
            rows = session.exec(select(ServiceDay))
            return {row.rule_on: (row.state.value, row.holiday, row.on_day, row.decided) for row in rows}

    return read


def load(as_: Clients, *lines: str):
    answer = as_("admin").post("/admin/holidays", data={"days": "\n".join(lines), "notice": "Notice 1"})
    assert answer.status_code == 303
    return as_("admin").get("/admin/holidays").text


def coming(days):
    return sorted(day for day, (state, *_) in days().items() if state == "planned" and day > date(2019, 7, 16))


def test_a_loaded_holiday_makes_a_service_day_clash(as_: Clients, days):
    first = coming(days)[0]
    page = load(as_, f"{first},off,Flood")
    assert days()[first][:2] == ("conflict", "Flood")
    assert "1 service day clashes now" in page


def test_days_that_went_by_stay_as_they_were(as_: Clients, days):
    before = days()
    gone = max(day for day in before if day < date(2019, 7, 16))
    page = load(as_, f"{gone},off,Flood")
    assert days() == before
    assert "Loaded; new deadlines" in page
    assert "clash" not in page


def test_taken_back_the_day_is_planned_again(as_: Clients, days):
    before, first = days(), coming(days)[0]
    load(as_, f"{first},off,Flood")
    assert as_("admin").post(f"/admin/holidays/{first}/end").status_code == 303
    assert days() == before


def test_a_year_that_nobody_planned_stays_unplanned(as_: Clients, days):
    before = days()
    load(as_, "2020-03-10,off,Flood")
    assert days() == before


def test_the_api_plans_anew_too(as_: Clients, days):
    first, second = coming(days)[:2]
    sent = {"days": f"{first},off,Flood\n{second},off,Flood", "notice": "Notice 1"}
    assert as_("admin").post("/api/v1/holidays", json=sent).status_code == 201
    assert [days()[day][0] for day in (first, second)] == ["conflict"] * 2


def test_in_chinese_the_number_is_said_too(as_: Clients, days):
    first = coming(days)[0]
    as_("admin").post("/settings/language", data={"language": CHINESE, "next": "/"})
    assert "1 \u4e2a\u670d\u52a1\u65e5" in load(as_, f"{first},off,Flood")
