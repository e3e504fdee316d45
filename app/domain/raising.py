"""How a ticket begins: one key is one ticket, however often a phone with bad signal sends it."""

from app import policy
from app.core.errors import NotFound, RuleBroken
from app.core.i18n import N_
from app.domain import deadlines, journal, photos, search_index, verdicts, webhooks
from app.domain.work import Work
from app.models.project import Project
from app.models.ticket import Ticket
from app.models.ticket_life import Nature, Outcome, Source, State, Verb
from app.models.ticket_shapes import TicketRaise
from app.models.visit import Visit
from app.policy import firms
from app.policy.rules import STAFF
from app.queries import people, rules, ticket_places
from app.queries import tickets as stored

TITLE_LENGTH = 60
_SOLVED = ("state", "answered_at", "resolved_at", "outcome", "confirm_by", "is_resolved_on_site")


def raise_(work: Work, data: TicketRaise, pictures: list[bytes] | None = None) -> Ticket:
    """Register a ticket; the clock starts now. `pictures` are raw uploads, re-encoded before they are kept.

    Answered on the spot by staff, it waits for the enterprise's confirmation at once (M11). Without an enterprise it is
    kept as "enterprise to be confirmed". Returns the earlier ticket when the key was used before by this person.
    """
    policy.require(work.actor, Verb.RAISE, data)
    if known := stored.by_key(work.session, work.actor, data.key):
        return known
    _check_claims(work, data)
    ticket = _new(work, data)
    work.session.add(ticket)
    work.session.flush()
    photos.keep(work, ticket, pictures or [])
    after = journal.snapshot(ticket, "state", "enterprise_id", "kind_id", "due_at")
    webhooks.tell(work, ticket, Verb.RAISE, journal.record(work, Verb.RAISE, ticket, after=after).id)
    if data.is_resolved_on_site and work.actor.is_(*STAFF):
        _answer_on_site(work, ticket)
    search_index.ticket(work.session, ticket)
    return ticket


def _check_claims(work: Work, data: TicketRaise) -> None:
    """A contact says what is wrong; how grave that is, by when and whence it came, the zone says (R41)."""
    for field in ("level", "source"):
        if work.actor.user.is_enterprise and getattr(data, field) is not None:
            raise RuleBroken(N_("This cannot be set here."), field=field)


def _new(work: Work, data: TicketRaise) -> Ticket:
    kind = rules.kind(work.session, data.kind_id)
    level = data.level or kind.level
    due = deadlines.of(work, level, work.now)
    ticket = Ticket(
        key=data.key,
        title=data.title or _title_of(data.detail, kind.name),
        detail=data.detail,
        nature=data.nature or (Nature.REQUEST if work.actor.user.is_enterprise else Nature.PROBLEM),
        kind_id=data.kind_id,
        level=level,
        is_urgent=data.is_urgent,
        registered_at=work.now,
        registered_by=work.actor.user.id,
        rule_id=due.rule_id,
        answer_due_at=due.answer_due_at,
        solve_due_at=due.solve_due_at,
        due_at=due.answer_due_at,
        warn_at=due.answer_due_at,
        due_is_provisional=due.is_provisional,
    )
    deadlines.run(work, ticket)
    _place(work, ticket, data)
    ticket.source = data.source or _source_of(work, ticket)
    return ticket


def _place(work: Work, ticket: Ticket, data: TicketRaise) -> None:
    """Tie it to its enterprise, visit and project, each looked up in what this person may see (R37).

    The enterprise named goes first: somebody who picks another firm in the middle of a visit means that firm, and
    a problem of the firm that is being visited belongs to the visit.
    """
    visit = stored.visit(work.session, work.actor, data.visit_id) if data.visit_id else None
    project = stored.project(work.session, work.actor, data.project_id) if data.project_id else None
    firm = _firm_of(work, data)
    if data.enterprise_id and not _is_told(work, project, visit):
        # To take the firm that was named only where it is the right one would say that it is.
        raise RuleBroken(N_("This goes by a code name: leave the enterprise open."), field="enterprise_id")
    if firm is None:
        firm = next((place.enterprise_id for place in (visit, project) if place and place.enterprise_id), None)
    ticket.enterprise_id = firm
    if visit and visit.enterprise_id in {None, firm}:
        ticket.visit_id, ticket.project_id = visit.id, visit.project_id
    if project and project.enterprise_id in {None, firm}:
        ticket.project_id = project.id
    if ticket.visit_id is None and firm is not None:
        ticket.visit_id = ticket_places.visit_under_way(work.session, work.actor, firm)


def _is_told(work: Work, *places: Project | Visit | None) -> bool:
    """Whether this person may know the firm of the project and of the visit that were named."""
    ids = [place.id if isinstance(place, Project) else place.project_id for place in places if place]
    projects = [work.session.get_one(Project, project_id) for project_id in ids if project_id]
    return all(
        firms.sees_firm(work.actor, is_confidential=row.is_confidential, task_force_id=row.task_force_id)
        for row in projects
    )


def _firm_of(work: Work, data: TicketRaise) -> int | None:
    if work.actor.user.is_enterprise:
        if data.enterprise_id not in {None, work.actor.enterprise_id}:
            raise NotFound(N_("No such enterprise."), field="enterprise_id")
        return work.actor.enterprise_id
    return people.enterprise(work.session, data.enterprise_id).id if data.enterprise_id else None


def _answer_on_site(work: Work, ticket: Ticket) -> None:
    before = journal.snapshot(ticket, *_SOLVED)
    ticket.is_resolved_on_site = True
    ticket.confirm_by = deadlines.silence_ends(work)
    ticket.answered_at = ticket.resolved_at = work.now
    ticket.resolved_by, ticket.state = work.actor.id, State.RESOLVED
    ticket.outcome = Outcome.DONE
    verdicts.ask(work, ticket)
    after = journal.snapshot(ticket, *_SOLVED)
    webhooks.tell(work, ticket, Verb.RESOLVE, journal.record(work, Verb.RESOLVE, ticket, before=before, after=after).id)


def _source_of(work: Work, ticket: Ticket) -> Source:
    if work.actor.user.is_enterprise:
        return Source.PORTAL
    return Source.VISIT if ticket.visit_id else Source.OTHER


def _title_of(detail: str | None, kind: str) -> str:
    """The first words of what was said; without any, the kind's name."""
    first = (detail or kind).splitlines()[0]
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"
