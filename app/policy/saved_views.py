"""Who keeps views of the tickets: whoever may see any, and each only the own ones."""

from app.models.saved_view import SavedView, Verb
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import STAFF, Rule, by


def _is_own(actor: Actor, view: SavedView) -> bool:
    return view.user_id == actor.id


RULES: dict[Verb, Rule] = {
    Verb.SAVE: by(*STAFF, Role.ENTERPRISE),
    Verb.RENAME: _is_own,
    Verb.MOVE: _is_own,
    Verb.REMOVE: _is_own,
}
