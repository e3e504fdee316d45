"""Webhooks: arranged by an administrator, told of a ticket's steps in the very transaction of the step (M15)."""

from app import policy
from app.core import targets
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.secrets import new_token
from app.core.targets import Allowed, Refused
from app.domain import jobs, journal
from app.domain.jobs import Task
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import Verb as Step
from app.models.webhook import Verb, Webhook
from app.models.webhook_shapes import Happened, WebhookAdd, WebhookChange
from app.queries import webhooks

KIND = "webhook"
_KEPT = ("name", "owner_id", "is_active", "events")


def add(work: Work, data: WebhookAdd, allowed: Allowed) -> Webhook:
    """Told from now on; `secret` is in the returned row and shown this once."""
    policy.require(work.actor, Verb.ADD)
    _check(work, data, allowed)
    row = Webhook(**data.model_dump(mode="json"), secret=new_token(), made_at=work.now)
    work.session.add(row)
    journal.record(work, Verb.ADD, row, after=journal.snapshot(row, *_KEPT))
    return row


def change(work: Work, row: Webhook, data: WebhookChange, allowed: Allowed) -> Webhook:
    """What waits in the queue goes to the new address too. A rest after failures is over."""
    policy.require(work.actor, Verb.CHANGE, row)
    _check(work, data, allowed)
    before = journal.snapshot(row, *_KEPT)
    row.sqlmodel_update(data.model_dump(mode="json"))
    row.failures, row.rests_until = 0, None
    journal.record(work, Verb.CHANGE, row, before=before, after=journal.snapshot(row, *_KEPT))
    return row


def renew(work: Work, row: Webhook) -> Webhook:
    """A new secret, shown this once; the old one signs nothing any more."""
    policy.require(work.actor, Verb.RENEW, row)
    row.secret = new_token()
    journal.record(work, Verb.RENEW, row)
    return row


def try_(work: Work, row: Webhook) -> None:
    """Send a signed test without a ticket, also to one that is switched off."""
    policy.require(work.actor, Verb.TRY, row)
    event = journal.record(work, Verb.TRY, row)
    jobs.enqueue(work, Task(f"{KIND}:{row.id}:{event.id}", KIND, {"webhook_id": row.id}))


def drop(work: Work, row: Webhook) -> None:
    """Gone, with its secret; what waits for it is not sent."""
    policy.require(work.actor, Verb.DROP, row)
    journal.record(work, Verb.DROP, row, before=journal.snapshot(row, *_KEPT))
    work.session.delete(row)
    work.session.flush()


def tell(work: Work, ticket: Ticket, verb: Step, event_id: int | None, *, is_internal: bool = False) -> None:
    """Queue a step of a ticket for every webhook that wants it; what each may know is looked at when it is sent."""
    listening = webhooks.listening(work.session, verb)
    if not listening:
        return
    happened = Happened.model_validate(
        ticket.model_dump() | {"ticket_id": ticket.id, "verb": verb, "at": work.now, "is_internal": is_internal}
    )
    for key in listening:
        content = {"webhook_id": key, "happened": happened.model_dump(mode="json")}
        jobs.enqueue(work, Task(f"{KIND}:{key}:{event_id}", KIND, content))


def _check(work: Work, data: WebhookAdd, allowed: Allowed) -> None:
    try:
        targets.judged(data.url, allowed)
    except Refused as refused:
        raise RuleBroken(refused.message, field="url") from None
    if data.owner_id not in {user.id for user in webhooks.owners(work.session)}:
        raise RuleBroken(N_("Choose somebody who may see tickets."), field="owner_id")
