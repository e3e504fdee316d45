"""Who sets the zone's rules: the administrator, who in turn sees no content (R43)."""

from app.models.user import Role
from app.models.zone import Verb
from app.policy.rules import Rule, by

RULES: dict[Verb, Rule] = dict.fromkeys(Verb, by(Role.ADMIN))
