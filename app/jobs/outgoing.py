"""Letters and webhooks on their way out: packed from what the queue holds, by what the receiver may know now."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from app.core import couriers, targets
from app.core.couriers import Mail, Message
from app.core.errors import NotFound
from app.core.settings import Settings
from app.core.targets import Allowed
from app.domain import post, webhooks
from app.domain.work import Work
from app.jobs import upkeep
from app.jobs.acts import Acts, Inside, Outside, Parcel, Payload
from app.models.channel import Channel, ChannelKind
from app.models.webhook import Webhook
from app.models.webhook_shapes import Happened
from app.policy import tickets as rights
from app.policy.actor import Actor
from app.queries import channels, tickets, timeline
from app.queries import webhooks as hooks

_PAYLOADS: dict[ChannelKind, couriers.Payload] = {
    ChannelKind.WECOM: couriers.wecom,
    ChannelKind.DINGTALK: couriers.dingtalk,
    ChannelKind.FEISHU: couriers.feishu,
    ChannelKind.JSON: couriers.plain,
}


def to_channel(work: Work, payload: Payload, settings: Settings) -> Parcel | datetime | None:
    """One of the zone's letters to one channel; a test also goes to one that is switched off."""
    row = work.session.get(Channel, payload["channel_id"])
    is_test = str(payload["key"]).startswith("try:")
    if row is None or not (row.is_active or is_test):
        return None
    if row.rests_until and row.rests_until > work.now and not is_test:
        return row.rests_until
    message = _message(work, payload, settings)
    assert row.id is not None
    return Parcel(_courier(row, message, settings), ("channel", row.id))


def to_person(work: Work, payload: Payload, settings: Settings) -> Parcel | None:
    """Somebody's letter by e-mail, to the address that is theirs now."""
    mailbox = channels.reachable(work.session, payload["user_id"])
    if mailbox is None:
        return None
    message = _message(work, payload, settings)
    return Parcel(partial(couriers.mail, way_of(settings), mailbox.address, message), ("mailbox", mailbox.user_id))


def to_webhook(work: Work, payload: Payload, settings: Settings) -> Parcel | datetime | None:
    """A ticket's step, if the webhook's owner may know of it; without one it is a test."""
    row = work.session.get(Webhook, payload["webhook_id"])
    told = payload.get("happened")
    if row is None or (told and not row.is_active):
        return None
    if told and row.rests_until and row.rests_until > work.now:
        return row.rests_until
    seen = _seen(work, row, Happened.model_validate(told), settings) if told else {"event": "test"}
    if seen is None:
        return None
    body = json.dumps({"id": payload["job"], **seen}, ensure_ascii=False).encode()
    headers = _signed(row.secret, body, payload["job"], _wall(work))
    assert row.id is not None
    return Parcel(partial(_post, row.url, body, headers, settings), ("webhook", row.id))


def way_of(settings: Settings) -> Mail:
    """How this machine sends e-mail."""
    return Mail(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_secret,
        sender=settings.mail_from,
    )


def _courier(row: Channel, message: Message, settings: Settings) -> Callable[[], None]:
    if row.kind is ChannelKind.EMAIL:
        return partial(couriers.mail, way_of(settings), row.address, message)
    payload = _PAYLOADS[row.kind](message, row.secret or "")
    is_dingtalk = row.kind is ChannelKind.DINGTALK
    address = couriers.dingtalk_address(row.address, row.secret or "", message.at) if is_dingtalk else row.address
    return partial(couriers.robot, address, payload, message.key, Allowed.of(settings.allowed_targets))


def _message(work: Work, payload: Payload, settings: Settings) -> Message:
    path, base = payload["path"], settings.base_url.rstrip("/")
    return Message(
        key=payload["job"],
        subject=payload["subject"],
        body=payload["body"],
        link=f"{base}{path}" if base and path else "",
        at=_wall(work),
    )


def _seen(work: Work, row: Webhook, told: Happened, settings: Settings) -> dict[str, Any] | None:
    """What the owner may know of a step; None when it is nothing."""
    actor = hooks.eyes(work.session, row)
    if actor is None or not timeline.is_told(actor, told.verb) or (actor.user.is_enterprise and told.is_internal):
        return None
    if not _sees(work, actor, told.ticket_id):
        return None
    base = settings.base_url.rstrip("/")
    ticket = {
        "id": told.ticket_id,
        "state": rights.shown_state(actor, told.state).value,
        "due_at": told.due_at.isoformat(),
        "version": told.version,
        "url": f"{base}/tickets/{told.ticket_id}",
        "api_url": f"{base}/api/v1/tickets/{told.ticket_id}",
    }
    return {"event": f"ticket.{told.verb.value}", "at": told.at.isoformat(), "ticket": ticket}


def _sees(work: Work, actor: Actor, ticket_id: int) -> bool:
    try:
        tickets.get(work.session, actor, ticket_id)
    except NotFound:
        return False
    return True


def _signed(secret: str, body: bytes, key: str, at: datetime) -> dict[str, str]:
    """The receiver computes the same over `timestamp.body`, and refuses what is old."""
    second = str(int(at.timestamp()))
    sign = hmac.new(secret.encode(), f"{second}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Zhuanban-Id": key,
        "Zhuanban-Timestamp": second,
        "Zhuanban-Signature": f"v1={sign}",
    }


def _post(url: str, body: bytes, headers: dict[str, str], settings: Settings) -> None:
    targets.post(url, body, headers, Allowed.of(settings.allowed_targets))


def _wall(work: Work) -> datetime:
    """The time outside: a demo zone's clock runs behind, and receivers refuse what is signed in the past."""
    return work.now + timedelta(seconds=work.zone.clock_offset_s)


ACTS: Acts = {
    post.BY_CHANNEL: Outside(to_channel),
    post.BY_MAIL: Outside(to_person),
    webhooks.KIND: Outside(to_webhook),
    "lapse": Inside(upkeep.lapse),
    "resume": Inside(upkeep.resume),
}
