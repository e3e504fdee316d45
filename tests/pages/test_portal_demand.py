"""An enterprise without an account: the code on the wall, two fields and a photo, a number at once."""

from datetime import timedelta

import pytest
from actors import FIRM, RIVAL_FIRM
from conftest import Clients
from sqlmodel import Session, select
from tickets import jpeg
from visitors import LINE, PHONE, code, demanded, filled, number, soup

from app.core.db import transaction
from app.models.event import Event, Via
from app.models.portal import PortalDemand, PortalKey
from app.models.ticket import Ticket

ODD = "/e/" + "A" * 43


@pytest.fixture
def stranger(stranger):
    stranger.headers["Accept-Language"] = "en"
    return stranger


def events(session: Session, verb: str) -> list[Event]:
    return list(session.exec(select(Event).where(Event.verb == verb)))


def test_a_demand_is_a_ticket_of_the_firm_with_its_number_at_once(as_: Clients, stranger, clock, session):
    follow = demanded(stranger, code(as_), clock)
    received = soup(stranger.get(f"{follow}/received"))
    (ticket,) = session.exec(select(Ticket)).all()
    assert f"number {ticket.id}" in received.h1.text
    assert (ticket.enterprise_id, ticket.source, ticket.nature, ticket.registered_by) == (
        FIRM,
        "portal",
        "request",
        None,
    )
    assert (ticket.title, ticket.state) == (LINE, "registered")
    (event,) = events(session, "ticket.raise")
    assert (event.actor_id, event.actor_role, event.via, event.address) == (
        None,
        "enterprise",
        Via.PORTAL,
        "testclient",
    )


def test_the_phone_number_is_masked_wherever_it_is_shown(as_: Clients, stranger, clock, session):
    follow = demanded(stranger, code(as_), clock)
    for answer in (stranger.get(follow), stranger.get(f"{follow}/received")):
        assert "139****5678" in answer.text
        assert PHONE not in answer.text
    assert session.exec(select(PortalDemand)).one().phone == PHONE


def test_sent_twice_it_is_one_ticket_followed_at_one_address(as_: Clients, stranger, clock, session):
    path = code(as_)
    typed = filled(stranger, path, clock)
    first, again = (stranger.post(path, data=typed).headers["location"] for _ in range(2))
    assert first == again
    assert len(session.exec(select(Ticket)).all()) == 1


def test_a_photo_goes_with_it_and_is_shown_to_whoever_follows_it_only(as_: Clients, stranger, clock):
    path = code(as_)
    typed = filled(stranger, path, clock)
    files = {"photos": ("site.jpg", jpeg(), "image/jpeg")}
    follow = stranger.post(path, data=typed, files=files).headers["location"].removesuffix("/received")
    small = soup(stranger.get(follow)).select_one(".photos img")["src"]
    assert small.startswith(follow)
    assert stranger.get(small).headers["content-type"] == "image/jpeg"
    other = demanded(stranger, path, clock)
    assert stranger.get(other + small.removeprefix(follow)).status_code == 404


@pytest.mark.parametrize(("field", "value"), [("phone", ""), ("phone", "call me"), ("detail", " "), ("kind_id", "")])
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(as_: Clients, stranger, clock, field, value):
    path = code(as_)
    page = soup(stranger.post(path, data=filled(stranger, path, clock, **{field: value})), 422)
    assert page.select_one(f"#f-{field}-error")
    kept = {"phone": PHONE, "detail": LINE} | {field: value}
    assert page.select_one("[name=detail]").text.strip() == kept["detail"].strip()
    assert page.select_one("[name=phone]")["value"] == kept["phone"]


def test_nothing_else_can_be_set_along_with_it(as_: Clients, stranger, clock):
    path = code(as_)
    assert stranger.post(path, data=filled(stranger, path, clock, level="simple")).status_code == 422


def test_robots_are_turned_away_and_people_lose_no_word(as_: Clients, stranger, clock):
    path = code(as_)
    typed = filled(stranger, path, clock)
    clock.now -= timedelta(minutes=1)
    quick = soup(stranger.post(path, data=typed), 422)
    assert "very quick" in quick.select_one(".err-sum").text
    clock.now += timedelta(seconds=10)
    assert "leave this field empty" in soup(stranger.post(path, data=typed | {"homepage": "x"}), 422).text
    forged = soup(stranger.post(path, data=typed | {"stamp": "1.x"}), 422)
    assert forged.select_one("[name=detail]").text.strip() == LINE
    fresh = forged.select_one("[name=stamp]")["value"]
    clock.now += timedelta(seconds=10)
    assert stranger.post(path, data=typed | {"stamp": fresh}).status_code == 303


def test_a_form_that_lay_open_for_days_is_sent_with_a_second_press(as_: Clients, stranger, clock):
    path = code(as_)
    typed = filled(stranger, path, clock)
    clock.now += timedelta(days=2)
    late = soup(stranger.post(path, data=typed), 422)
    clock.now += timedelta(seconds=10)
    typed["stamp"] = late.select_one("[name=stamp]")["value"]
    assert stranger.post(path, data=typed).status_code == 303


def test_ten_an_hour_from_one_address_then_it_waits_with_everything_kept(as_: Clients, stranger, clock):
    path = code(as_)
    for _ in range(10):
        demanded(stranger, path, clock)
    refused = stranger.post(path, data=filled(stranger, path, clock))
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3600")
    assert soup(refused, 429).select_one("[name=detail]").text.strip() == LINE
    clock.now += timedelta(hours=1)
    demanded(stranger, path, clock)


def test_a_code_takes_so_many_a_day_wherever_they_come_from(as_: Clients, stranger, clock, app):
    path = code(as_)
    object.__setattr__(app.state.wiring.settings, "portal_demands_per_day", 2)
    demanded(stranger, path, clock)
    demanded(stranger, path, clock)
    clock.now += timedelta(hours=2)
    assert stranger.post(path, data=filled(stranger, path, clock)).status_code == 429
    demanded(stranger, code(as_, RIVAL_FIRM), clock)


def test_a_renewed_code_is_gone_and_an_ended_one_too(as_: Clients, stranger):
    old = code(as_)
    coordinator = as_("coordinator")
    assert coordinator.post(f"/enterprises/{FIRM}/qr/renewal").status_code == 303
    assert "has been replaced" in soup(stranger.get(old), 410).text
    new = code(as_)
    assert new != old
    assert stranger.get(new).status_code == 200
    assert coordinator.post(f"/enterprises/{FIRM}/qr/end").status_code == 303
    assert stranger.get(new).status_code == 410


def test_a_code_is_printed_again_but_stands_nowhere_in_the_database(as_: Clients, session):
    assert code(as_) == code(as_)
    secret = code(as_).removeprefix("/e/")
    (key,) = session.exec(select(PortalKey)).all()
    assert secret not in str(key.model_dump())
    printed = events(session, "portal_key.print")
    assert len(printed) == 3
    assert not any(secret in str(event.model_dump()) for event in printed)


def test_twenty_wrong_codes_and_the_address_waits(stranger, clock, engine):
    assert {stranger.get(ODD).status_code for _ in range(10)} == {404}
    assert {stranger.post(ODD).status_code for _ in range(10)} == {404}
    assert stranger.get(ODD).status_code == 429
    clock.now += timedelta(minutes=16)
    assert stranger.get(ODD).status_code == 404
    with transaction(engine) as session:
        assert session.exec(select(Ticket)).all() == []


def test_a_zone_without_a_portal_has_none(as_: Clients, stranger, app):
    path = code(as_)
    object.__setattr__(app.state.wiring.settings, "portal", False)
    assert stranger.get(path).status_code == 404


def test_somebody_signed_in_acts_for_the_firm_and_not_for_themselves(as_: Clients, clock, session):
    follow = demanded(as_("rival_handler"), code(as_), clock)
    ticket = session.get_one(Ticket, number(as_("rival_handler"), follow))
    assert (ticket.registered_by, ticket.enterprise_id) == (None, FIRM)
    assert as_("rival_handler").get(f"/tickets/{ticket.id}").status_code == 404


def test_both_languages(as_: Clients, stranger):
    path = code(as_)
    assert "你要什么" in stranger.get(path, headers={"Accept-Language": "zh-CN"}).text
    assert "What do you need?" in stranger.get(path, headers={"Accept-Language": "en"}).text
    assert stranger.get(path).text.count("/settings/language") == 1
