"""Who prints, renews and ends an enterprise's code: whoever keeps its file."""

from app.models import enterprise
from app.models.portal import Verb
from app.policy import enterprises
from app.policy.rules import Rule

RULES: dict[Verb, Rule] = dict.fromkeys(Verb, enterprises.RULES[enterprise.Verb.CHANGE])
