"""Giving a chief service officer the charge of a project or a firm, and ending it; what was done stays attributed."""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import journal
from app.domain.work import Work
from app.models import enterprise, project
from app.models.org import Pairing
from app.models.pairing_shapes import Pair, Unpair
from app.models.project import Project
from app.queries import pairings as stored
from app.queries.pairings import Place


def pair(work: Work, place: Place, data: Pair) -> Pairing:
    """Somebody takes charge, from today or from a day gone by. Nobody takes the same charge twice."""
    policy.require(work.actor, _verb(place, "PAIR"), place)
    person = stored.officer(work.session, data.user_id)
    from_on = data.from_on or work.today
    if from_on > work.today:
        raise RuleBroken(N_("This day has not come yet."), field="from_on")
    if any(one.id == person.id for one in stored.in_charge(work.session, place)):
        raise RuleBroken(N_("This officer has the charge already."), field="user_id")
    row = Pairing(user_id=data.user_id, from_on=from_on)
    if isinstance(place, Project):
        row.project_id = place.id
    else:
        row.enterprise_id = place.id
    work.session.add(row)
    journal.record(work, _verb(place, "PAIR"), place, after={"user_id": data.user_id, "from_on": from_on})
    return row


def unpair(work: Work, place: Place, row: Pairing, _data: Unpair) -> Pairing:
    """The charge ends today; it is never deleted."""
    policy.require(work.actor, _verb(place, "UNPAIR"), place)
    row.until_on = work.today
    journal.record(work, _verb(place, "UNPAIR"), place, after={"user_id": row.user_id, "until_on": row.until_on})
    return row


def _verb(place: Place, name: str) -> project.Verb | enterprise.Verb:
    return (project.Verb if isinstance(place, Project) else enterprise.Verb)[name]
