"""The zone's ways out of the house, kept by an administrator, and everybody's own mailbox."""

from pydantic import TypeAdapter, ValidationError

from app import policy
from app.core import targets
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.targets import Allowed, Refused
from app.domain import journal, post
from app.domain.work import Work
from app.models.channel import Channel, ChannelKind, Mailbox, Verb
from app.models.channel_shapes import ChannelAdd, ChannelChange, MailAddress, MailboxSet
from app.queries import channels

# The address holds a robot's token and is as secret as a password; the journal keeps neither.
_KEPT = ("name", "is_active")
_mail: TypeAdapter[str] = TypeAdapter(MailAddress)


def add(work: Work, data: ChannelAdd, allowed: Allowed) -> Channel:
    """Letters to the zone go there from now on."""
    policy.require(work.actor, Verb.ADD)
    _check(data.kind, data.address, allowed)
    row = Channel(**data.model_dump(), made_at=work.now)
    work.session.add(row)
    journal.record(work, Verb.ADD, row, after=journal.snapshot(row, "kind", *_KEPT))
    return row


def change(work: Work, row: Channel, data: ChannelChange, allowed: Allowed) -> Channel:
    """An address or a secret that is not given stays. A rest after failures is over."""
    policy.require(work.actor, Verb.CHANGE, row)
    if data.address:
        _check(row.kind, data.address, allowed)
    before = journal.snapshot(row, *_KEPT)
    row.sqlmodel_update(data.model_dump(exclude_none=True))
    row.failures, row.rests_until = 0, None
    after = journal.snapshot(row, *_KEPT) | {"address": "changed" if data.address else None}
    journal.record(work, Verb.CHANGE, row, before=before, after=after)
    return row


def try_(work: Work, row: Channel, words: tuple[str, str]) -> None:
    """Send a test, subject and body; it goes through the queue like everything else."""
    policy.require(work.actor, Verb.TRY, row)
    event = journal.record(work, Verb.TRY, row)
    subject, body = words
    content: dict[str, object] = {"key": f"try:{event.id}", "subject": subject, "body": body, "path": ""}
    assert row.id is not None
    post.to_channel(work, row.id, content)


def drop(work: Work, row: Channel) -> None:
    """Gone, with its secrets; what waits for it is not sent."""
    policy.require(work.actor, Verb.DROP, row)
    journal.record(work, Verb.DROP, row, before=journal.snapshot(row, "kind", *_KEPT))
    work.session.delete(row)
    work.session.flush()


def set_mailbox(work: Work, data: MailboxSet) -> None:
    """Where the own letters go, and which; without an address none do."""
    policy.require(work.actor, Verb.SET_MAILBOX, work.actor.user)
    row = channels.mailbox(work.session, work.actor.id)
    if data.address is None:
        if row is not None:
            work.session.delete(row)
    else:
        row = row or Mailbox(user_id=work.actor.id, address=data.address)
        row.address, row.topics = data.address, [topic.value for topic in data.topics]
        row.failed_at = row.failure = None
        work.session.add(row)
    after = {"has_mailbox": data.address is not None, "topics": [topic.value for topic in data.topics]}
    journal.record(work, Verb.SET_MAILBOX, work.actor.user, after=after)


def _check(kind: ChannelKind, address: str, allowed: Allowed) -> None:
    if kind is ChannelKind.EMAIL:
        try:
            _mail.validate_python(address)
        except ValidationError:
            raise RuleBroken(N_("Write an e-mail address, like office@zone.example."), field="address") from None
        return
    try:
        targets.judged(address, allowed)
    except Refused as refused:
        raise RuleBroken(refused.message, field="address") from None
