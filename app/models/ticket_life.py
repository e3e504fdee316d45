"""A ticket's whole life: its states, what can be done with it, and LIFE, the table of who leads where."""

from enum import StrEnum, auto

from app.core.i18n import N_


class State(StrEnum):
    REGISTERED = auto()
    RETURNED = auto()
    RULING = auto()
    ASSIGNED = auto()
    ACCEPTED = auto()
    IN_PROGRESS = auto()
    SUSPENDED = auto()
    RESOLVED = auto()
    CONFIRMED = auto()
    CLOSED = auto()
    WITHDRAWN = auto()


class Verb(StrEnum):
    RAISE = auto()
    ASSIGN = auto()
    ACCEPT = auto()
    RETURN = auto()
    APPEAL = auto()
    RULE = auto()
    ANSWER = auto()
    ASK_EXTENSION = auto()
    EXTEND = auto()
    ASK_SUSPENSION = auto()
    SUSPEND = auto()
    REFUSE = auto()
    RESUME = auto()
    CONVENE = auto()
    CONCLUDE = auto()
    RESOLVE = auto()
    CONFIRM = auto()
    REOPEN = auto()
    CLOSE = auto()
    LAPSE = auto()
    CHECK = auto()
    WITHDRAW = auto()
    MERGE = auto()
    PART = auto()
    IDENTIFY = auto()
    NOTE = auto()
    URGE = auto()
    RECOUNT = auto()
    UNDO = auto()


# The clock runs in these; it stands still while a ticket is suspended or waits for the enterprise's word.
RUNNING = (State.REGISTERED, State.RETURNED, State.RULING, State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS)
OPEN = frozenset(RUNNING)
UNSOLVED = OPEN | {State.SUSPENDED}
HELD = frozenset({State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS})
_SAID_DONE = frozenset({State.RESOLVED})
_OVER = frozenset({State.CONFIRMED, State.CLOSED})

# Verb: (states it starts from, state it leads to; None leaves the state alone). The clock starts at registration,
# the handler's "resolved" is a claim, and only confirmation by the enterprise leads on (product.md finding 5, M11).
LIFE: dict[Verb, tuple[frozenset[State], State | None]] = {
    Verb.ASSIGN: (OPEN - {State.RULING}, State.ASSIGNED),
    Verb.ACCEPT: (frozenset({State.ASSIGNED}), State.ACCEPTED),
    Verb.RETURN: (frozenset({State.ASSIGNED, State.ACCEPTED}), State.RETURNED),
    Verb.APPEAL: (frozenset({State.ASSIGNED, State.ACCEPTED}), State.RULING),
    Verb.RULE: (OPEN - {State.REGISTERED}, State.ASSIGNED),
    Verb.ANSWER: (frozenset({State.ACCEPTED, State.IN_PROGRESS}), State.IN_PROGRESS),
    Verb.ASK_EXTENSION: (HELD, None),
    Verb.EXTEND: (HELD, None),
    Verb.ASK_SUSPENSION: (HELD, None),
    Verb.SUSPEND: (HELD, State.SUSPENDED),
    Verb.REFUSE: (HELD, None),
    Verb.RESUME: (frozenset({State.SUSPENDED}), State.IN_PROGRESS),
    Verb.CONVENE: (HELD, None),
    Verb.CONCLUDE: (UNSOLVED, None),
    Verb.RESOLVE: (HELD, State.RESOLVED),
    Verb.CONFIRM: (_SAID_DONE, State.CONFIRMED),
    Verb.REOPEN: (_SAID_DONE | _OVER, State.IN_PROGRESS),
    Verb.CLOSE: (frozenset({State.CONFIRMED}), State.CLOSED),
    Verb.LAPSE: (_SAID_DONE, State.CLOSED),
    Verb.CHECK: (frozenset({State.CLOSED}), None),
    Verb.WITHDRAW: (UNSOLVED | _SAID_DONE, State.WITHDRAWN),
    Verb.MERGE: (UNSOLVED | _SAID_DONE, None),
    Verb.PART: (UNSOLVED | _SAID_DONE, None),
    Verb.IDENTIFY: (UNSOLVED | _SAID_DONE, None),
    Verb.NOTE: (UNSOLVED | _SAID_DONE | {State.CONFIRMED}, None),
    Verb.URGE: (OPEN, None),
    Verb.RECOUNT: (UNSOLVED, None),
}

STATE_NAMES = {
    State.REGISTERED: N_("Registered"),
    State.RETURNED: N_("Returned"),
    State.RULING: N_("Waiting for a ruling"),
    State.ASSIGNED: N_("Assigned"),
    State.ACCEPTED: N_("Accepted"),
    State.IN_PROGRESS: N_("In progress"),
    State.SUSPENDED: N_("Suspended"),
    State.RESOLVED: N_("Waiting for the enterprise"),
    State.CONFIRMED: N_("Confirmed"),
    State.CLOSED: N_("Closed"),
    State.WITHDRAWN: N_("Withdrawn"),
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


class Ending(StrEnum):
    """On whose word a ticket is over."""

    CONFIRMED = auto()
    NO_ANSWER = auto()
    WITHDRAWN = auto()


ENDING_NAMES = {
    Ending.CONFIRMED: N_("The enterprise confirmed it"),
    Ending.NO_ANSWER: N_("The enterprise gave no answer"),
    Ending.WITHDRAWN: N_("The enterprise withdrew it"),
}


class Sample(StrEnum):
    """What supervision found when it asked an enterprise that had not answered."""

    DRAWN = auto()
    SATISFIED = auto()
    UNREACHED = auto()
    DISSATISFIED = auto()


SAMPLE_NAMES = {
    Sample.DRAWN: N_("To be called by supervision"),
    Sample.SATISFIED: N_("Satisfied, asked by supervision"),
    Sample.UNREACHED: N_("Not reached by supervision"),
    Sample.DISSATISFIED: N_("Not satisfied, asked by supervision"),
}


class PleaKind(StrEnum):
    """What a department can ask for when it cannot keep the deadline."""

    EXTENSION = auto()
    SUSPENSION = auto()


PLEA_NAMES = {PleaKind.EXTENSION: N_("More time"), PleaKind.SUSPENSION: N_("Suspension")}
