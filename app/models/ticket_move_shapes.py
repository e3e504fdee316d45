"""What a move along a ticket's life asks for."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.core.text import MaybeLine, MaybeProse, Prose
from app.models.ticket_life import Outcome, Sample
from app.models.ticket_shapes import Given, Id, MaybeId, MaybeLevel

_DAY = {"ge": date(2000, 1, 1), "le": date(2100, 12, 31)}
Day = Annotated[date, Field(**_DAY)]


class Owners(Given):
    """One lead department, any number that help."""

    lead_department_id: Id
    assist_department_ids: list[Id] = Field(default_factory=list)
    handler_id: MaybeId = None
    level: MaybeLevel = None


class Assignment(Owners):
    """Who takes it."""

    note: MaybeProse = None


class Acceptance(Given):
    """The department signs for it."""

    note: MaybeProse = None


class Return(Given):
    """Back to the coordinator; only with a reason, once per department and ticket."""

    reason: Prose


class FirstAnswer(Given):
    """What the enterprise is told first: who does what by when."""

    body: Prose


class Resolution(Given):
    """The handler's claim; the enterprise still has to confirm it."""

    outcome: Outcome = Outcome.DONE
    resolution: MaybeProse = None


class Confirmation(Given):
    """The enterprise says "solved"; a coordinator who records its word by phone says how."""

    note: MaybeProse = None


class Reopening(Given):
    """Not solved: what is still wrong."""

    reason: Prose


class Closing(Given):
    note: MaybeProse = None


class Appeal(Given):
    """Why it belongs to somebody else."""

    reason: Prose


class Ruling(Owners):
    """Who leads, and why; final."""

    reason: Prose


class ExtensionAsked(Given):
    """Working days on top of the deadline, and why they are needed."""

    workdays: Annotated[int, Field(ge=1, le=25)]
    reason: Prose


class SuspensionAsked(Given):
    """Why it has to wait, and the day on which it is looked at again."""

    review_on: Day
    reason: Prose


class Decision(Given):
    """What is decided over a request; the enterprise reads the reason of what is granted."""

    reason: MaybeProse = None


class Resumption(Given):
    """Going on with a suspended ticket."""

    note: MaybeProse = None


class Convocation(Given):
    """A joint consultation: who comes, on which day, what about."""

    department_ids: Annotated[list[Id], Field(min_length=1, max_length=30)]
    meets_on: Day
    place: MaybeLine = None
    agenda: MaybeProse = None


class Conclusion(Given):
    """What was agreed, in writing."""

    conclusion: Prose


class Check(Given):
    """What supervision heard when it called."""

    sample: Literal[Sample.SATISFIED, Sample.UNREACHED, Sample.DISSATISFIED]
    note: MaybeProse = None


class Urging(Given):
    """Please hurry; with a word, if there is one to say."""

    note: MaybeProse = None


class Withdrawal(Given):
    """Why the enterprise no longer asks for it."""

    reason: Prose


class Merger(Given):
    """Which common problem it is part of."""

    common_problem_id: Id
    note: MaybeProse = None


class Parting(Given):
    """Why it is something else after all."""

    reason: MaybeProse = None
