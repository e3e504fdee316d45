"""The private feed and the files, read as calendar programs read them."""

from datetime import date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from actors import CAST, FIRM, RIVAL_FIRM
from conftest import Clients
from icalendar import Calendar
from sqlmodel import select

from app.core.db import transaction
from app.core.logs import redacted
from app.models.user import FeedToken, User

DAYS = "/api/v1/service-days"
FEEDS = "/api/v1/calendar/feeds"
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York"]


def subscribed(client):
    answer = client.post(FEEDS, json={})
    assert answer.status_code == 201, answer.text
    return answer.json()


def path_of(feed):
    return "/cal/" + feed["address"].rpartition("/")[2]


def read(stranger, feed):
    answer = stranger.get(path_of(feed))
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return answer.text


def move(client, before, to):
    seen = client.get(f"{DAYS}/{before}").json()
    given = {"on_day": to, "reason": "National Day"}
    answer = client.post(f"{DAYS}/{before}/move", json=given, headers={"If-Match": f'"{seen["version"]}"'})
    assert answer.status_code == 200, answer.text
    return answer.json()


def service_days(text):
    return [event for event in Calendar.from_ical(text).walk("VEVENT") if event["UID"].startswith("service-day-")]


@pytest.mark.parametrize("zone", ZONES)
def test_a_moved_day_is_one_event_at_nine_in_the_zone_wherever_it_is_read(as_: Clients, stranger, zone):
    feed = subscribed(as_("officer"))
    uid = next(event["UID"] for event in service_days(read(stranger, feed)) if event["DTSTART"].dt.month == 10)
    moved = move(as_("coordinator"), "2019-10-01", "2019-10-09")
    text = read(stranger, feed)
    found = [event for event in service_days(text) if event["UID"] == uid]
    assert [(event["DTSTART"].dt.date(), event["SEQUENCE"]) for event in found] == [
        (date(2019, 10, 9), moved["sequence"])
    ]
    october = recurring_ical_events.of(Calendar.from_ical(text)).between((2019, 10, 1), (2019, 10, 14))
    (event,) = [each for each in october if "service-day" in each["UID"]]
    here = event["DTSTART"].dt.astimezone(ZoneInfo(zone))
    assert (here.utcoffset(), event["DTSTART"].dt.isoformat()) == (
        {"Asia/Shanghai": 8, "Europe/Berlin": 2, "America/New_York": -4}[zone] * timedelta(hours=1),
        "2019-10-09T09:00:00+08:00",
    )


def test_a_cancelled_day_stays_and_says_so(as_: Clients, stranger):
    feed, coordinator = subscribed(as_("officer")), as_("coordinator")
    seen = coordinator.get(f"{DAYS}/2019-08-06").json()
    headers = {"If-Match": f'"{seen["version"]}"'}
    assert coordinator.post(f"{DAYS}/2019-08-06/cancellation", json={"reason": "Heat"}, headers=headers).is_success
    (event,) = [each for each in service_days(read(stranger, feed)) if each["DTSTART"].dt.date() == date(2019, 8, 6)]
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", seen["sequence"] + 1)


def test_the_feed_is_written_as_the_standard_wants_it(as_: Clients, stranger):
    coordinator = as_("coordinator")
    theme = "Start, resume; go \\ on\n" * 12 + "项目开复工" * 20
    coordinator.post(f"{DAYS}/themes", json={"from_on": "2019-03-01", "text": " ".join(theme.split())[:200]})
    raw = stranger.get(path_of(subscribed(as_("officer")))).content
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert all(len(line) <= 75 and line.decode("utf-8") for line in raw.split(b"\r\n") if line)
    text = raw.decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Asia/Shanghai" in text
    assert "DTSTART;TZID=Asia/Shanghai:20190716T090000" in text
    assert "X-PUBLISHED-TTL:PT1H" in text
    assert "REFRESH-INTERVAL" not in text
    assert "RRULE" not in text.partition("BEGIN:VEVENT")[2]


def test_a_file_to_keep_does_not_ask_to_be_read_again(as_: Clients):
    for address, count in (("/service-days/2019-07-16.ics", 1), ("/calendar.ics?m=2019-07", 2)):
        answer = as_("officer").get(address)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert len(service_days(answer.text)) == count
        assert not any(word in answer.text for word in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"))


def test_the_feed_shows_the_owners_visits_and_nobody_elses(as_: Clients, stranger):
    for firm in (FIRM, RIVAL_FIRM):
        given = {"key": str(uuid4()), "enterprise_id": firm, "planned_at": "2019-07-18T14:00"}
        assert as_("coordinator").post("/api/v1/visits", json=given).status_code == 201
    contact, leader = (read(stranger, subscribed(as_(name))) for name in ("contact", "leader"))
    visits = [event for event in Calendar.from_ical(contact).walk("VEVENT") if event["UID"].startswith("visit-")]
    assert ["Bright Glass" in str(event["SUMMARY"]) for event in visits] == [True]
    assert "Rival" not in contact
    assert "Bright Glass" not in leader


def test_the_secret_is_shown_once_and_kept_as_a_hash(as_: Clients, session):
    feed = subscribed(as_("officer"))
    secret = feed["address"].rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43
    row = session.exec(select(FeedToken)).one()
    assert secret not in row.model_dump_json()
    assert "address" not in as_("officer").get(FEEDS).json()[0]
    assert secret not in as_("officer").get("/calendar/subscribe").text


def test_a_revoked_feed_is_gone(as_: Clients, stranger):
    feed = subscribed(as_("officer"))
    assert as_("handler").post(f"{FEEDS}/{feed['id']}/revocation", json={}).status_code == 404
    assert as_("officer").post(f"{FEEDS}/{feed['id']}/revocation", json={}).status_code == 200
    answer = stranger.get(path_of(feed), headers={"Accept-Language": "en"})
    assert (answer.status_code, "has ended" in answer.text) == (410, True)
    assert as_("officer").get(FEEDS).json() == []


def test_an_administrator_can_end_anybodys_feed(as_: Clients, stranger):
    feed = subscribed(as_("officer"))
    assert as_("admin").post(f"{FEEDS}/{feed['id']}/revocation", json={}).status_code == 200
    assert stranger.get(path_of(feed)).status_code == 410
    assert as_("admin").post(FEEDS, json={}).status_code == 403


def test_a_feed_ends_with_its_account(as_: Clients, stranger, engine):
    feed = subscribed(as_("officer"))
    with transaction(engine) as session:
        session.get_one(User, CAST["officer"].id).is_active = False
    assert stranger.get(path_of(feed)).status_code == 410


def test_a_feed_ends_after_a_year(as_: Clients, stranger, clock):
    feed = subscribed(as_("officer"))
    clock.now += timedelta(days=367)
    assert stranger.get(path_of(feed)).status_code == 410


@pytest.mark.parametrize("secret", ["", "x", "%00", "a" * 5000, "..%2f", "' or 1=1"])
def test_a_guessed_address_is_nothing(stranger, secret):
    assert stranger.get(f"/cal/{secret}.ics").status_code in {404, 414, 400}


def test_a_feed_opens_nothing_else(as_: Clients, stranger):
    secret = path_of(subscribed(as_("coordinator"))).removeprefix("/cal/").removesuffix(".ics")
    headers = {"Authorization": f"Bearer {secret}"}
    assert stranger.get(DAYS, headers=headers).status_code == 401
    assert stranger.post(path_of({"address": f"/{secret}.ics"})).status_code == 405


def test_the_secret_is_cut_out_of_a_logged_path(as_: Clients):
    assert redacted(path_of(subscribed(as_("officer")))) == "/cal/***.ics"


def test_the_secret_of_a_feed_is_kept_under_no_key(as_: Clients, session):
    key = {"Idempotency-Key": str(uuid4())}
    for path, sent in ((FEEDS, {"json": {}}), ("/calendar/subscribe", {})):
        assert as_("officer").post(path, headers=key, **sent).status_code == 422
    assert session.exec(select(FeedToken)).all() == []
