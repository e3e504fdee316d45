"""A ticket's whole life: its states, what can be done with it, and LIFE, the table of who leads where."""

from enum import StrEnum, auto

from app.core.i18n import N_


class State(StrEnum):
    REGISTERED = auto()
    RETURNED = auto()
    ASSIGNED = auto()
    ACCEPTED = auto()
    IN_PROGRESS = auto()
    RESOLVED = auto()
    CONFIRMED = auto()
    CLOSED = auto()


class Verb(StrEnum):
    RAISE = auto()
    ASSIGN = auto()
    ACCEPT = auto()
    RETURN = auto()
    ANSWER = auto()
    RESOLVE = auto()
    CONFIRM = auto()
    REOPEN = auto()
    CLOSE = auto()
    IDENTIFY = auto()
    NOTE = auto()


RUNNING = (State.REGISTERED, State.RETURNED, State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS)
OPEN = frozenset(RUNNING)
HELD = frozenset({State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS})

# Verb: (states it starts from, state it leads to; None leaves the state alone). The clock starts at registration,
# the handler's "resolved" is a claim, and only confirmation by the enterprise leads on (product.md finding 5, M11).
LIFE: dict[Verb, tuple[frozenset[State], State | None]] = {
    Verb.ASSIGN: (OPEN, State.ASSIGNED),
    Verb.ACCEPT: (frozenset({State.ASSIGNED}), State.ACCEPTED),
    Verb.RETURN: (frozenset({State.ASSIGNED, State.ACCEPTED}), State.RETURNED),
    Verb.ANSWER: (frozenset({State.ACCEPTED, State.IN_PROGRESS}), State.IN_PROGRESS),
    Verb.RESOLVE: (HELD, State.RESOLVED),
    Verb.CONFIRM: (frozenset({State.RESOLVED}), State.CONFIRMED),
    Verb.REOPEN: (frozenset({State.RESOLVED, State.CONFIRMED, State.CLOSED}), State.IN_PROGRESS),
    Verb.CLOSE: (frozenset({State.CONFIRMED}), State.CLOSED),
    Verb.IDENTIFY: (OPEN | {State.RESOLVED}, None),
    Verb.NOTE: (OPEN | {State.RESOLVED, State.CONFIRMED}, None),
}

STATE_NAMES = {
    State.REGISTERED: N_("Registered"),
    State.RETURNED: N_("Returned"),
    State.ASSIGNED: N_("Assigned"),
    State.ACCEPTED: N_("Accepted"),
    State.IN_PROGRESS: N_("In progress"),
    State.RESOLVED: N_("Waiting for the enterprise"),
    State.CONFIRMED: N_("Confirmed"),
    State.CLOSED: N_("Closed"),
}


class Nature(StrEnum):
    REQUEST = auto()
    PROBLEM = auto()


class Source(StrEnum):
    """Where a ticket came up."""

    VISIT = auto()
    SERVICE_DAY = auto()
    PHONE = auto()
    PORTAL = auto()
    MEETING = auto()
    OTHER = auto()


SOURCE_NAMES = {
    Source.VISIT: N_("Visit"),
    Source.SERVICE_DAY: N_("Service day"),
    Source.PHONE: N_("Phone"),
    Source.PORTAL: N_("Reported by the enterprise"),
    Source.MEETING: N_("Meeting"),
    Source.OTHER: N_("Other"),
}


class Outcome(StrEnum):
    """What "resolved" means this time."""

    DONE = auto()
    PLAN = auto()
    EXPLAINED = auto()


OUTCOME_NAMES = {
    Outcome.DONE: N_("Solved"),
    Outcome.PLAN: N_("Plan and date are fixed"),
    Outcome.EXPLAINED: N_("Explained, the enterprise understands"),
}
