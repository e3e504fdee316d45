"""Who arranges what leaves the house: the administrator; the own mailbox is everybody's own."""

from app.models import channel, job, webhook
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import Rule, by


def _own(actor: Actor, account: object) -> bool:
    return getattr(account, "id", None) == actor.user.id


CHANNEL_RULES: dict[channel.Verb, Rule] = dict.fromkeys(channel.Verb, by(Role.ADMIN)) | {
    channel.Verb.SET_MAILBOX: _own,
}
JOB_RULES: dict[job.Verb, Rule] = {job.Verb.RETRY: by(Role.ADMIN)}
WEBHOOK_RULES: dict[webhook.Verb, Rule] = dict.fromkeys(webhook.Verb, by(Role.ADMIN))
