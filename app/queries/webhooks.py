"""Webhooks, and which of them listen."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.ticket_life import Verb
from app.models.user import Role, User
from app.models.webhook import Webhook
from app.models.webhook_shapes import WebhookRead
from app.policy.actor import Actor
from app.queries import people


def webhook(session: Session, webhook_id: int) -> Webhook:
    found = session.get(Webhook, webhook_id)
    if found is None:
        raise NotFound(N_("No such webhook."))
    return found


def webhooks(session: Session) -> list[WebhookRead]:
    wanted = sa.select(Webhook, col(User.name)).join(User, col(User.id) == col(Webhook.owner_id))
    return [_read(row, owner) for row, owner in session.execute(wanted.order_by(col(Webhook.id)))]


def read(session: Session, row: Webhook) -> WebhookRead:
    """Without the secret."""
    return _read(row, session.get_one(User, row.owner_id).name)


def _read(row: Webhook, owner: str) -> WebhookRead:
    return WebhookRead.model_validate(row.model_dump() | {"owner": owner})


def listening(session: Session, verb: Verb) -> list[int]:
    """The webhooks that want to know of this."""
    rows = session.exec(select(Webhook.id, Webhook.events).where(col(Webhook.is_active)).order_by(col(Webhook.id)))
    return [key for key, events in rows if key and verb.value in events]


def eyes(session: Session, row: Webhook) -> Actor | None:
    """With whose rights it looks; None when that account no longer works."""
    owner = session.get_one(User, row.owner_id)
    return Actor(owner, **people.ties_of(session, owner)) if owner.is_active else None


def owners(session: Session) -> list[User]:
    """Those whose eyes a webhook can have: whoever may see tickets at all."""
    wanted = select(User).where(col(User.is_active), User.role != Role.ADMIN)
    return list(session.exec(wanted.order_by(col(User.name), col(User.id))))
