"""Who arranges what leaves the house: role x verb."""

import pytest
from actors import CAST, NOW

from app import policy
from app.models import channel, job, webhook
from app.models.user import Role, User
from app.policy.actor import Actor

ARRANGING = [*(verb for verb in channel.Verb if verb is not channel.Verb.SET_MAILBOX), *webhook.Verb, *job.Verb]


def somebody(role: Role, number: int = 5, *, may_write: bool = True) -> Actor:
    return Actor(User(id=number, username="x", name="X", role=role, created_at=NOW), may_write=may_write)


@pytest.mark.parametrize("role", Role)
def test_only_an_administrator_arranges_and_nobody_with_a_reading_key(role: Role):
    may = {verb: policy.may(somebody(role), verb, object()) for verb in ARRANGING}
    assert may == dict.fromkeys(ARRANGING, role is Role.ADMIN)
    assert not any(policy.may(somebody(role, may_write=False), verb, object()) for verb in ARRANGING)


@pytest.mark.parametrize("role", Role)
def test_a_mailbox_is_its_owners_own(role: Role):
    own, other = somebody(role), somebody(role, 6)
    assert policy.may(own, channel.Verb.SET_MAILBOX, own.user)
    assert not policy.may(own, channel.Verb.SET_MAILBOX, other.user)


def test_every_role_of_the_cast_is_covered():
    assert {part.role for part in CAST.values()} == set(Role)
