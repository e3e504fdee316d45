"""What routes of channels, webhooks and the queue need first, and the words they share."""

from typing import Annotated, Any

from fastapi import Depends, Request

from app.core.i18n import gettext
from app.core.targets import Allowed
from app.models.channel import Channel, ChannelKind, Topic
from app.models.job import Job
from app.models.ticket_life import Verb
from app.models.webhook import Webhook
from app.models.webhook_shapes import WebhookMade
from app.queries import channels, jobs, webhooks
from app.web import labels, move_news, wiring
from app.web.accounts import AdminDep, RowId
from app.web.deps import SeenVersion
from app.web.forms import HasVersion
from app.web.guards import unchanged


def allowed_targets(request: Request) -> Allowed:
    return Allowed.of(wiring.of(request).settings.allowed_targets)


AllowedDep = Annotated[Allowed, Depends(allowed_targets)]


def channel(channel_id: RowId, work: AdminDep) -> Channel:
    return channels.channel(work.session, channel_id)


def webhook(webhook_id: RowId, work: AdminDep) -> Webhook:
    return webhooks.webhook(work.session, webhook_id)


def job(job_id: RowId, work: AdminDep) -> Job:
    return jobs.job(work.session, job_id)


ChannelDep = Annotated[Channel, Depends(channel)]
WebhookDep = Annotated[Webhook, Depends(webhook)]
JobDep = Annotated[Job, Depends(job)]


def channel_as_seen(row: ChannelDep, seen: SeenVersion) -> Channel:
    unchanged(row, seen)
    return row


def webhook_as_seen(row: WebhookDep, seen: SeenVersion) -> Webhook:
    unchanged(row, seen)
    return row


SeenChannelDep = Annotated[Channel, Depends(channel_as_seen)]
SeenWebhookDep = Annotated[Webhook, Depends(webhook_as_seen)]


def trial_words(work: AdminDep) -> tuple[str, str]:
    """Subject and body of a test, in the language of whoever sends it."""
    subject = gettext("A test from %(zone)s") % {"zone": work.zone.short_name}
    return subject, gettext("If you can read this, the service's letters arrive here.")


TrialWordsDep = Annotated[tuple[str, str], Depends(trial_words)]


def channel_list(work: AdminDep) -> dict[str, Any]:
    """The channels, and what in the queue went wrong."""
    return {
        "channels": channels.channels(work.session),
        "queue": jobs.queue(work.session, work.now),
        "troubles": jobs.in_trouble(work.session),
    }


def channel_facts(row: HasVersion | None = None) -> dict[str, Any]:
    return {"version": row.version if row else 0, "kinds": labels.options(ChannelKind)}


def webhook_facts(work: AdminDep, row: HasVersion | None = None) -> dict[str, Any]:
    """What the form of a webhook chooses from."""
    owners = [(one.id, f"{one.name} · {labels.label(one.role)}") for one in webhooks.owners(work.session)]
    own_words = {Verb.NOTE: gettext("A note"), Verb.UNDO: gettext("A step was taken back")}
    events = [(verb.value, own_words.get(verb) or move_news.told(verb)) for verb in Verb]
    return {"version": row.version if row else 0, "owners": owners, "events": events}


def topic_facts() -> dict[str, Any]:
    return {"topics": labels.options(Topic)}


def made(work: AdminDep, row: Webhook) -> WebhookMade:
    """A webhook with its secret, the only time that it is shown."""
    return WebhookMade.model_validate(webhooks.read(work.session, row).model_dump() | {"secret": row.secret})
