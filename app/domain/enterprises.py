"""How a firm's file begins and changes, and who was shown a phone number when."""

from datetime import timedelta
from typing import Any

from app import policy
from app.core.errors import NotAllowed, RuleBroken, TooMany
from app.core.i18n import N_
from app.domain import journal, search_index
from app.domain.work import Work
from app.models.enterprise import Enterprise, Park, Verb
from app.models.enterprise_shapes import EnterpriseAdd, EnterpriseChange, PhoneRead, Reveal
from app.queries import enterprises as stored
from app.queries import journal as events

REVEALS_AN_HOUR = 30
_HOUR = timedelta(hours=1)
# Names, numbers and words may have to be erased some day, so the journal keeps only their prints.
_WORDS = {"name", "name_en", "address", "contact_name", "contact_phone", "note"}


def add(work: Work, data: EnterpriseAdd) -> Enterprise:
    """Open a firm's file. A name or a credit code that is there already is refused, beside its field."""
    policy.require(work.actor, Verb.ADD, data)
    facts = _checked(work, data.model_dump(), None)
    row = Enterprise(**facts, created_at=work.now)
    work.session.add(row)
    work.session.flush()
    journal.record(work, Verb.ADD, row, after=_kept(row, facts))
    search_index.enterprise(work.session, row)
    return row


def change(work: Work, row: Enterprise, data: EnterpriseChange) -> Enterprise:
    """Change what is given, leave the rest (PATCH)."""
    policy.require(work.actor, Verb.CHANGE, row)
    facts = _checked(work, data.model_dump(exclude_unset=True), row.id)
    before = _kept(row, facts)
    row.sqlmodel_update(facts)
    journal.record(work, Verb.CHANGE, row, before=before, after=_kept(row, facts))
    search_index.enterprise(work.session, row)
    return row


def reveal(work: Work, row: Enterprise, data: Reveal) -> PhoneRead:
    """Show the contact's whole number, and write down to whom and why (R68).

    NotAllowed (403) for whoever does not serve the firm, TooMany (429) after `REVEALS_AN_HOUR` numbers.
    """
    policy.require(work.actor, Verb.REVEAL, row)
    require_served(work, row)
    journal.record(work, Verb.REVEAL, row, after={"field": "contact_phone", "occasion": data.occasion})
    keep_to_the_rate(work)
    return PhoneRead(contact_name=row.contact_name, phone=row.contact_phone)


def require_served(work: Work, row: Enterprise) -> None:
    """Raise NotAllowed (403) unless this person may be shown this firm's number."""
    policy.require(work.actor, Verb.REVEAL, row)
    if not stored.is_served(work.session, work.actor, row):
        message = N_("The number is shown to those who serve this enterprise or have an open ticket of it.")
        raise NotAllowed(message, verb=Verb.REVEAL, kind="enterprise", row_id=row.id)


def keep_to_the_rate(work: Work) -> None:
    """Counted with the line just written: lines are written one after another, so parallel requests all count."""
    verb = f"enterprise.{Verb.REVEAL}"
    shown = events.newest_of(work.session, work.actor.id, work.now - _HOUR, REVEALS_AN_HOUR + 1, verb)
    if len(shown) > REVEALS_AN_HOUR:
        wait_s = int((shown[-1] + _HOUR - work.now).total_seconds()) + 1
        raise TooMany(N_("You have asked for many numbers. Please wait %(seconds)s seconds."), retry_after_s=wait_s)


def _checked(work: Work, facts: dict[str, Any], own_id: int | None) -> dict[str, Any]:
    park_id = facts.get("park_id")
    if park_id is not None and work.session.get(Park, park_id) is None:
        raise RuleBroken(N_("Choose one of these."), field="park_id")
    if facts.get("name") and stored.has(work.session, Enterprise.name, facts["name"], own_id):
        raise RuleBroken(N_("There is an enterprise of this name already."), field="name")
    if facts.get("uscc") and stored.has(work.session, Enterprise.uscc, facts["uscc"], own_id):
        raise RuleBroken(N_("Another enterprise has this code already."), field="uscc")
    return facts


def _kept(row: Enterprise, names: Any) -> dict[str, object]:
    """What the journal keeps of these fields."""
    plain = journal.snapshot(row, *(name for name in names if name not in _WORDS))
    return plain | {name: journal.fingerprint(getattr(row, name)) for name in names if name in _WORDS}
