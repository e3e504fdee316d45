"""The facts of the list page: whose tickets, which filters are on, how many, where the next page begins."""

from typing import Any

from app.core.i18n import N_, gettext, ngettext
from app.core.paging import COUNTED_AT_MOST
from app.domain.work import Work
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import State
from app.models.ticket_shapes import TicketRow
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.tickets import shown_state
from app.queries import people, rules, ticket_list
from app.web.labels import label, local
from app.web.page import address

_VIEWS = {
    "mine": N_("Waiting for me"),
    "team": N_("My department"),
    "due": N_("Due soon"),
    "over": N_("Overdue"),
    "open": N_("Open"),
    "all": N_("All"),
}
_OFFERED = {
    Role.ENTERPRISE: ("open", "mine", "all"),
    Role.LEADER: ("over", "due", "open", "all"),
    Role.SUPERVISOR: ("over", "due", "open", "all"),
    Role.COORDINATOR: ("mine", "over", "due", "open", "all"),
}
_EMPTY = {
    "mine": N_("No ticket waits for you."),
    "team": N_("Your department has no open ticket."),
    "due": N_("Nothing is due within a working day."),
    "over": N_("Nothing is overdue."),
    "open": N_("No ticket is open."),
    "all": N_("No ticket yet."),
}
_FILTERED = N_("No ticket fits these filters.")
_SELECTS = {"state", "department_id"}
_FILTERS = ("state", "kind_id", "department_id", "enterprise_id", "project_id")


def facts(work: Work, wanted: TicketFilter) -> dict[str, Any]:
    """Everything tickets/index.html prints."""
    session, actor = work.session, work.actor
    page = ticket_list.page(session, actor, wanted, work.now)
    chosen = _chosen(wanted)
    kinds = [(kind.id, local(kind)) for kind in rules.kinds(session)]
    bodies = [] if actor.user.is_enterprise else [(body.id, local(body)) for body in people.departments(session)]
    names = {"state": _states(actor), "kind_id": kinds, "department_id": bodies}
    return {
        "rows": page.items,
        "count": _count(ticket_list.count(session, actor, wanted, work.now)),
        "views": [_view(name, wanted) for name in _OFFERED.get(actor.role, tuple(_VIEWS))],
        "kinds": [_chip(value, words, wanted) for value, words in kinds],
        "is_filtered": bool(chosen),
        "chosen": [_taken_off(name, wanted, names, page.items) for name in chosen if name != "kind_id"],
        "names": names,
        "kept": [("view", wanted.view), *((name, getattr(wanted, name)) for name in chosen if name not in _SELECTS)],
        "next_url": page.next_cursor and _address(wanted, after=page.next_cursor),
        "first_url": wanted.after and _address(wanted),
        "empty": gettext(_FILTERED if chosen else _EMPTY[wanted.view]),
        "title": gettext(N_("My requests") if actor.user.is_enterprise else N_("Tickets")),
    }


def _states(actor: Actor) -> list[tuple[str, str]]:
    """The states that this person is shown."""
    shown = dict.fromkeys(shown_state(actor, state) for state in State)
    return [(state.value, label(state)) for state in shown]


def _chosen(wanted: TicketFilter) -> list[str]:
    return [name for name in _FILTERS if getattr(wanted, name) is not None]


def _address(wanted: TicketFilter, **changed: object) -> str:
    """The same list with some filters changed; paging starts anew unless `after` is given."""
    kept = wanted.model_dump(mode="json", exclude_defaults=True, exclude={"after"})
    return address("/tickets", kept | changed)


def _view(name: str, wanted: TicketFilter) -> dict[str, Any]:
    return {"label": gettext(_VIEWS[name]), "href": _address(wanted, view=name), "is_current": wanted.view == name}


def _chip(kind_id: int | None, words: str, wanted: TicketFilter) -> dict[str, Any]:
    """Pressed once it narrows, pressed again it widens."""
    is_on = wanted.kind_id == kind_id
    return {"label": words, "href": _address(wanted, kind_id=None if is_on else kind_id), "is_current": is_on}


def _taken_off(name: str, wanted: TicketFilter, names: dict[str, Any], rows: list[TicketRow]) -> dict[str, Any]:
    """A filter that is on, as a link that takes it off."""
    value = getattr(wanted, name)
    known = dict(names.get(name, ())).get(value)
    if name == "enterprise_id":
        known = local(rows[0], "enterprise") if rows else gettext(N_("One enterprise"))
    if name == "project_id":
        known = gettext(N_("One project"))
    return {"label": known or gettext(N_("Unknown")), "href": _address(wanted, **{name: None})}


def _count(number: int) -> str:
    if number > COUNTED_AT_MOST:
        return gettext("%(count)s+ tickets") % {"count": COUNTED_AT_MOST}
    return ngettext("%(count)s ticket", "%(count)s tickets", number) % {"count": number}
