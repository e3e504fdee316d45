"""Who may do what with a ticket in which state: the whole table, in memory."""

from uuid import uuid4

import pytest
from actors import CAST, ECONOMY, FIRM, NOW

from app import policy
from app.models.ticket import Ticket
from app.models.ticket_life import UNSOLVED, State, Verb
from app.models.user import User
from app.models.zone import Level
from app.policy.actor import Actor

A, C, R, AP, RU, W, S = (
    Verb.ASSIGN,
    Verb.ACCEPT,
    Verb.RETURN,
    Verb.APPEAL,
    Verb.RULE,
    Verb.ANSWER,
    Verb.RESOLVE,
)
EX, SU, GO, CV, CC = Verb.ASK_EXTENSION, Verb.ASK_SUSPENSION, Verb.RESUME, Verb.CONVENE, Verb.CONCLUDE
OK, RE, CL, WD, ME, PA = Verb.CONFIRM, Verb.REOPEN, Verb.CLOSE, Verb.WITHDRAW, Verb.MERGE, Verb.PART
ID, NO, UR = Verb.IDENTIFY, Verb.NOTE, Verb.URGE
ASKS = {EX, SU, CV, CC}
RUNS = {A, RU, CC, WD, ME, PA, ID, NO}
# Every role x state: what somebody may do. The officer recorded it and has charge of the firm; ECONOMY leads and has
# its return left, and which of returning and appealing it is, the clock says; the handler resolved it; nobody asks for
# anything; nothing is drawn for supervision.
MOVES: dict[str, dict[State, set[Verb]]] = {
    "leader": {key: {NO} for key in State} | {State.CLOSED: set(), State.WITHDRAWN: set()},
    "officer": {key: {ID, NO} for key in State}
    | {key: {S, ID, NO} for key in (State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS)}
    | {State.CONFIRMED: {NO}, State.CLOSED: set(), State.WITHDRAWN: set()},
    "handler": {key: {CC, NO} for key in (State.REGISTERED, State.RETURNED, State.RULING)}
    | {
        State.ASSIGNED: {C, R, AP, S, NO} | ASKS,
        State.ACCEPTED: {R, AP, W, S, NO} | ASKS,
        State.IN_PROGRESS: {W, S, NO} | ASKS,
        State.SUSPENDED: {GO, CC, NO},
        State.RESOLVED: {NO},
        State.CONFIRMED: {NO},
        State.CLOSED: set(),
        State.WITHDRAWN: set(),
    },
    "rival_handler": {key: {NO} for key in State} | {State.CLOSED: set(), State.WITHDRAWN: set()},
    "coordinator": {
        State.REGISTERED: RUNS - {RU},
        State.RETURNED: RUNS,
        State.RULING: RUNS - {A},
        **dict.fromkeys((State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS), RUNS | {CV}),
        State.SUSPENDED: {GO, CC, WD, ME, PA, ID, NO},
        State.RESOLVED: {OK, RE, WD, ME, PA, ID, NO},
        State.CONFIRMED: {RE, CL, NO},
        State.CLOSED: {RE},
        State.WITHDRAWN: set(),
    },
    "supervisor": {key: {UR, NO} for key in State}
    | {State.SUSPENDED: {NO}, State.CLOSED: {RE}, State.WITHDRAWN: set()}
    | {key: {RE, NO} for key in (State.RESOLVED, State.CONFIRMED)},
    "contact": {key: {WD, UR, NO} for key in State}
    | {
        State.SUSPENDED: {WD, NO},
        State.RESOLVED: {OK, RE, WD, NO},
        State.CONFIRMED: {RE, NO},
        State.CLOSED: {RE},
        State.WITHDRAWN: set(),
    },
    "rival_contact": {key: set() for key in State},
    "admin": {state: {Verb.RECOUNT} if state in UNSOLVED else set() for state in State},
}
MOVES["duty_leader"] = MOVES["handler"]
STATES = tuple(State)


def actor(name: str, **more) -> Actor:
    part = CAST[name]
    user = User(
        id=part.id,
        username=name,
        name=name,
        role=part.role,
        department_id=part.department_id,
        enterprise_id=part.enterprise_id,
        created_at=NOW,
    )
    firms = frozenset({FIRM}) if name == "officer" else frozenset()
    return Actor(user, paired_enterprise_ids=firms, **more)


def ticket(state: State) -> Ticket:
    return Ticket(
        id=1,
        key=uuid4(),
        title="Power",
        kind_id=1,
        level=Level.COMPLEX,
        state=state,
        enterprise_id=FIRM,
        registered_at=NOW,
        registered_by=CAST["officer"].id,
        lead_department_id=ECONOMY,
        resolved_by=CAST["handler"].id,
        rule_id=1,
        answer_due_at=NOW,
        solve_due_at=NOW,
        due_at=NOW,
        warn_at=NOW,
    )


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("state", STATES)
def test_moves_of_everybody_in_every_state(name: str, state: State):
    assert set(policy.moves(actor(name), ticket(state))) == MOVES[name][state]


@pytest.mark.parametrize("name", CAST)
def test_a_reading_token_moves_nothing(name: str):
    assert [policy.moves(actor(name, may_write=False), ticket(state)) for state in STATES] == [[]] * len(STATES)


def test_whoever_resolved_it_neither_confirms_nor_closes_it():
    row = ticket(State.RESOLVED)
    row.resolved_by = CAST["coordinator"].id
    assert policy.moves(actor("coordinator"), row) == [WD, ME, PA, ID, NO]
    row.state = State.CONFIRMED
    assert CL not in policy.moves(actor("coordinator"), row)
