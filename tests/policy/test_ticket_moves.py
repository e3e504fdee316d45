"""Who may do what with a ticket in which state: the whole table, in memory."""

from uuid import uuid4

import pytest
from actors import CAST, ECONOMY, FIRM, NOW

from app import policy
from app.models.ticket import Ticket
from app.models.ticket_life import State, Verb
from app.models.user import User
from app.models.zone import Level
from app.policy.actor import Actor

A, C, R, W, S = Verb.ASSIGN, Verb.ACCEPT, Verb.RETURN, Verb.ANSWER, Verb.RESOLVE
OK, RE, CL, ID, NO = Verb.CONFIRM, Verb.REOPEN, Verb.CLOSE, Verb.IDENTIFY, Verb.NOTE
# The officer recorded it and has charge of the firm; the department ECONOMY leads; the handler resolved it.
MOVES = {
    "leader": ({NO}, {NO}, {NO}, {NO}, {NO}, {NO}, {NO}, set()),
    "officer": ({ID, NO}, {ID, NO}, {S, ID, NO}, {S, ID, NO}, {S, ID, NO}, {ID, NO}, {NO}, set()),
    "handler": ({NO}, {NO}, {C, R, S, NO}, {R, W, S, NO}, {W, S, NO}, {NO}, {NO}, set()),
    "rival_handler": ({NO}, {NO}, {NO}, {NO}, {NO}, {NO}, {NO}, set()),
    "coordinator": (
        *({A, ID, NO} for _ in range(5)),
        {OK, RE, ID, NO},
        {RE, CL, NO},
        {RE},
    ),
    "supervisor": (*({NO} for _ in range(5)), {RE, NO}, {RE, NO}, {RE}),
    "contact": (*({NO} for _ in range(5)), {OK, RE, NO}, {RE, NO}, {RE}),
    "rival_contact": (*(set() for _ in range(8)),),
    "admin": (*(set() for _ in range(8)),),
}
STATES = (
    State.REGISTERED,
    State.RETURNED,
    State.ASSIGNED,
    State.ACCEPTED,
    State.IN_PROGRESS,
    State.RESOLVED,
    State.CONFIRMED,
    State.CLOSED,
)


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
    assert set(policy.moves(actor(name), ticket(state))) == MOVES[name][STATES.index(state)]


@pytest.mark.parametrize("name", CAST)
def test_a_reading_token_moves_nothing(name: str):
    assert [policy.moves(actor(name, may_write=False), ticket(state)) for state in STATES] == [[]] * len(STATES)


def test_whoever_resolved_it_neither_confirms_nor_closes_it():
    row = ticket(State.RESOLVED)
    row.resolved_by = CAST["coordinator"].id
    assert policy.moves(actor("coordinator"), row) == [ID, NO]
    row.state = State.CONFIRMED
    assert CL not in policy.moves(actor("coordinator"), row)
