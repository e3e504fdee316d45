"""How a ticket begins: one key is one ticket, however often a phone with bad signal sends it."""

from app import policy
from app.core.errors import NotFound
from app.core.i18n import N_
from app.domain import deadlines, journal, photos, search_index
from app.domain.work import Work
from app.models.ticket import Source, State, Ticket, Verb
from app.models.ticket_shapes import TicketRaise
from app.models.visit import Visit
from app.queries import people, rules
from app.queries import tickets as stored

TITLE_LENGTH = 60


def raise_(work: Work, data: TicketRaise, pictures: list[bytes] | None = None) -> Ticket:
    """Register a ticket; the clock starts now. `pictures` are raw uploads, re-encoded before they are kept.

    Answered on the spot, it waits for the enterprise's confirmation at once (M11). Without an enterprise it is
    kept as "enterprise to be confirmed". Returns the earlier ticket when the key was used before by this person.
    """
    policy.require(work.actor, Verb.RAISE, data)
    if known := stored.by_key(work.session, work.actor, data.key):
        return known
    ticket = _new(work, data)
    work.session.add(ticket)
    work.session.flush()
    photos.keep(work, ticket, pictures or [])
    journal.record(
        work,
        Verb.RAISE,
        ticket,
        after=journal.snapshot(ticket, "state", "enterprise_id", "kind_id", "due_at"),
    )
    if data.is_resolved_on_site:
        _answer_on_site(work, ticket)
    search_index.ticket(work.session, ticket)
    return ticket


def _new(work: Work, data: TicketRaise) -> Ticket:
    kind = rules.kind(work.session, data.kind_id)
    level = data.level or kind.level
    due = deadlines.of(work, level, work.now)
    ticket = Ticket(
        key=data.key,
        title=data.title or _title_of(data.detail, kind.name),
        detail=data.detail,
        nature=data.nature,
        kind_id=data.kind_id,
        level=level,
        is_urgent=data.is_urgent,
        source=data.source or _source_of(work, data),
        registered_at=work.now,
        registered_by=work.actor.id,
        rule_id=due.rule_id,
        answer_due_at=due.answer_due_at,
        solve_due_at=due.solve_due_at,
        due_at=due.answer_due_at,
        warn_at=due.answer_due_at,
        due_is_provisional=due.is_provisional,
    )
    deadlines.run(work, ticket)
    _place(work, ticket, data)
    return ticket


def _place(work: Work, ticket: Ticket, data: TicketRaise) -> None:
    """Tie it to its visit, project and enterprise, each looked up in what this person may see (R37)."""
    visit = stored.visit(work.session, work.actor, data.visit_id) if data.visit_id else None
    project = stored.project(work.session, work.actor, data.project_id) if data.project_id else None
    ticket.visit_id, ticket.project_id = (
        visit and visit.id,
        (project and project.id) or (visit and visit.project_id),
    )
    ticket.enterprise_id = _enterprise_of(work, data, visit) or (project and project.enterprise_id)


def _enterprise_of(work: Work, data: TicketRaise, visit: Visit | None) -> int | None:
    if work.actor.user.is_enterprise:
        if data.enterprise_id not in {None, work.actor.enterprise_id}:
            raise NotFound(N_("No such enterprise."), field="enterprise_id")
        return work.actor.enterprise_id
    if data.enterprise_id:
        return people.enterprise(work.session, data.enterprise_id).id
    return visit and visit.enterprise_id


def _answer_on_site(work: Work, ticket: Ticket) -> None:
    before = journal.snapshot(ticket, "state")
    ticket.is_resolved_on_site = True
    ticket.answered_at = ticket.resolved_at = work.now
    ticket.resolved_by, ticket.state = work.actor.id, State.RESOLVED
    journal.record(
        work,
        Verb.RESOLVE,
        ticket,
        before=before,
        after=journal.snapshot(ticket, "state", "is_resolved_on_site"),
    )


def _source_of(work: Work, data: TicketRaise) -> Source:
    if work.actor.user.is_enterprise:
        return Source.PORTAL
    return Source.VISIT if data.visit_id else Source.OTHER


def _title_of(detail: str | None, kind: str) -> str:
    """The first words of what was said; without any, the kind's name."""
    first = (detail or kind).splitlines()[0]
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"
