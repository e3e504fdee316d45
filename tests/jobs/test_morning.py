"""The morning's letters and those about notices: to whom, of what, exactly once whatever dies in between."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from actors import CAST
from clockwork import by_itself
from conftest import Clients
from receivers import Mailroom, mailroom
from sqlmodel import Session, select
from tickets import brought_to, raised

from app.core.db import transaction
from app.domain import reminders
from app.models.channel import Channel, ChannelKind
from app.models.job import Job

WORKER = Path(__file__).with_name("worker.py")
SEVEN_THIRTY = datetime(2019, 7, 18, 23, 30, tzinfo=UTC)  # Friday, the day of the first answer


@pytest.fixture
def mail() -> Iterator[Mailroom]:
    with mailroom() as listening:
        yield listening


@pytest.fixture
def waiting(as_: Clients) -> None:
    """A ticket of the economy department and one that nobody leads; three people with a mailbox."""
    brought_to(as_, "acceptance", title="Secret investor")
    raised(as_("officer"))
    for who in ("handler", "coordinator", "supervisor"):
        answer = as_(who).put(
            "/api/v1/me/mailbox", json={"address": f"{who}@zone.example", "topics": ["digest", "notice"]}
        )
        assert answer.status_code == 200


def letters(engine) -> dict[str, dict]:
    with Session(engine) as session:
        return {job.key: job.payload for job in session.exec(select(Job).order_by(Job.id)) if job.kind != "periodic"}


def morning(engine, now=SEVEN_THIRTY) -> None:
    with transaction(engine) as session:
        reminders.digest(by_itself(session, now))


def round_(engine, now) -> None:
    with transaction(engine) as session:
        reminders.issue_due(by_itself(session, now))


@pytest.mark.usefixtures("waiting")
def test_each_gets_one_letter_of_what_waits_and_nothing_of_firms(engine):
    round_(engine, SEVEN_THIRTY)
    morning(engine)
    morning(engine)
    sent = letters(engine)
    mine = sent[f"mail:{CAST['handler'].id}:digest:2019-07-19:{CAST['handler'].id}"]
    assert set(sent) == {f"mail:{CAST[who].id}:digest:2019-07-19:{CAST[who].id}" for who in ("handler", "coordinator")}
    assert mine["subject"] == "2 things wait for you today"
    assert "Due today\n- Ticket 1, " in mine["body"]
    assert "due 2019-07-19 17:00" in mine["body"]
    assert "Supervision notices to answer\n- 2019-00" in mine["body"]
    assert "Secret" not in mine["body"] + mine["subject"]
    assert "Bright Glass" not in mine["body"]


@pytest.mark.usefixtures("waiting")
def test_nobody_is_written_to_on_a_day_off_or_when_nothing_waits(engine):
    morning(engine, SEVEN_THIRTY + timedelta(days=1))
    morning(engine, SEVEN_THIRTY - timedelta(days=2))
    assert letters(engine) == {}


@pytest.mark.usefixtures("waiting")
def test_a_breach_is_told_at_once_to_its_people_and_once_to_the_zone(engine):
    with transaction(engine) as session:
        session.add(Channel(name="r", kind=ChannelKind.JSON, address="http://127.0.0.1/", made_at=SEVEN_THIRTY))
    late = SEVEN_THIRTY + timedelta(hours=10)
    round_(engine, late)
    round_(engine, late)
    told = {key.rpartition(":")[0] for key in letters(engine)}
    assert told == {f"mail:{CAST['handler'].id}:notice", f"mail:{CAST['coordinator'].id}:notice", "channel:1:notice"}
    assert len(letters(engine)) == 4


@pytest.mark.usefixtures("waiting")
def test_after_a_long_silence_the_zone_hears_one_line(engine, as_: Clients):
    with transaction(engine) as session:
        session.add(Channel(name="r", kind=ChannelKind.JSON, address="http://127.0.0.1/", made_at=SEVEN_THIRTY))
    for _ in range(5):
        raised(as_("officer"))
    round_(engine, SEVEN_THIRTY + timedelta(days=3))
    assert [key for key in letters(engine) if key.startswith("channel")] == ["channel:1:notice:1-7"]


def process(engine, mail: Mailroom, now: datetime, *more: str) -> subprocess.Popen:
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, str(WORKER), url, now.isoformat(), str(mail.port), *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def digests(mail: Mailroom) -> Counter:
    return Counter(letter["To"] for letter in mail.letters if ":digest:" in letter["X-Zhuanban-Id"])


@pytest.mark.usefixtures("waiting")
def test_killed_during_the_digest_and_started_again_each_letter_arrives_once(engine, mail):
    assert process(engine, mail, SEVEN_THIRTY, "1").wait(60) == -signal.SIGKILL
    assert digests(mail) == {}
    for minutes in (6, 7):  # the dead one's lease is over then
        assert process(engine, mail, SEVEN_THIRTY + timedelta(minutes=minutes)).wait(60) == 0
    assert digests(mail) == {"handler@zone.example": 1, "coordinator@zone.example": 1}


@pytest.mark.usefixtures("waiting")
def test_two_processes_at_once_send_each_letter_once(engine, mail):
    for minutes in (0, 1):
        both = [process(engine, mail, SEVEN_THIRTY + timedelta(minutes=minutes)) for _ in range(2)]
        assert [one.wait(60) for one in both] == [0, 0]
    assert digests(mail) == {"handler@zone.example": 1, "coordinator@zone.example": 1}
