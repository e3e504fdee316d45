"""Who may make and end private calendar feeds: everybody with a calendar their own; an administrator ends any."""

from app.models.feed import Verb
from app.models.user import Role
from app.policy.rules import STAFF, Rule, by

RULES: dict[Verb, Rule] = {
    Verb.SUBSCRIBE: by(*STAFF, Role.ENTERPRISE),
    Verb.REVOKE: lambda actor, feed: feed.user_id == actor.id or actor.is_(Role.ADMIN),
}
