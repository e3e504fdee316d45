"""What happens by itself, and when. Each occurrence is a job of its own key, so it happens once however many run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from app.core import instants
from app.domain import jobs, reminders
from app.domain.jobs import Task
from app.domain.work import Work
from app.jobs import upkeep

KIND = "periodic"
_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, so many seconds apart."""

    seconds: int

    def last(self, work: Work) -> str | None:
        """The name of the occurrence that is due now: its instant in UTC."""
        second = int(work.now.timestamp())
        return f"{datetime.fromtimestamp(second - second % self.seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day as soon as the zone's clocks show `clock`; a day on which nothing ran is not made up for later."""

    clock: time

    def last(self, work: Work) -> str | None:
        due = instants.instant_of(work.today, self.clock, work.zone.time_zone)
        return work.today.isoformat() if due <= work.now else None


@dataclass(frozen=True, slots=True)
class Periodic:
    """`run` gets the service's own Work inside one transaction; what it raises is tried again later.

    It only looks and queues: whatever changes a row is a job of its own (`jobs.enqueue`), so that one that fails
    does not hold up the others.
    """

    name: str
    due: Every | Daily
    run: Callable[[Work], object]


PERIODS: tuple[Periodic, ...] = (
    Periodic("lapse", Every(300), upkeep.find_silent),
    Periodic("review", Daily(time(0, 5)), upkeep.find_reviews),
    Periodic("notices", Every(300), reminders.issue_due),
    Periodic("digest", Daily(time(7, 30)), reminders.digest),
    Periodic("forget", Daily(time(3, 15)), lambda work: jobs.forget(work.session, work.now - _KEPT)),
)


def due_now(work: Work, periods: Iterable[Periodic]) -> list[Task]:
    """A task for each occurrence that is due, queued already or not."""
    named = [(period, period.due.last(work)) for period in periods]
    return [Task(f"{period.name}:{last}", KIND, {"name": period.name}) for period, last in named if last]


def strike(periods: Iterable[Periodic]) -> Callable[[Work, dict[str, str]], object]:
    """What carries out one occurrence."""
    by_name = {period.name: period for period in periods}

    def run(work: Work, payload: dict[str, str]) -> object:
        return by_name[payload["name"]].run(work)

    return run
