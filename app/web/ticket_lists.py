"""The facts of the list page: whose tickets, which filters are on, how many, where the next page begins."""

from typing import Any

from fastapi import Response

from app import policy
from app.core.i18n import N_, gettext, ngettext
from app.core.paging import COUNTED_AT_MOST
from app.domain.work import Work
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import LIFE, State, Verb
from app.models.ticket_shapes import TicketRow
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.tickets import shown_state
from app.queries import people, rules, saved_views, ticket_list
from app.web import nav, queue, supervision
from app.web import saved_views as own_views
from app.web.forms import Form
from app.web.labels import label, local
from app.web.move_words import MOVES
from app.web.page import Page, address

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
# What else says which of supervision's numbers a list belongs to; it goes with the number.
_COUNTED = ("period", "sender_id", "returner_id", "is_unled")
_FILTERS = ("counted", "state", "kind_id", "department_id", "enterprise_id", "project_id")
# With the focus on a row, a move's key opens the move's own page: `key:noun` pairs for static/js/keys.js.
_KEYS = {
    role: f"{MOVES[verb].key}:{MOVES[verb].noun}"
    for verb, roles in {Verb.ASSIGN: (Role.COORDINATOR,), Verb.RESOLVE: (Role.OFFICER, Role.HANDLER)}.items()
    for role in roles
}


def show(work: Work, page: Page, form: Form[TicketFilter]) -> Response:
    """The page, or the list alone for HTMX; whoever comes back from one of its tickets comes back to it."""
    wanted = form.data or TicketFilter()
    status = 422 if form.errors else 200
    response = page.show("tickets/index.html", status=status, form=form, **_facts(work, page, wanted))
    return queue.keep(page.request, response, wanted)


def _facts(work: Work, page: Page, wanted: TicketFilter) -> dict[str, Any]:
    """Everything tickets/index.html prints."""
    session, actor = work.session, work.actor
    rows = ticket_list.page(session, actor, wanted, work.now)
    chosen = _chosen(wanted)
    kinds = [(kind.id, local(kind)) for kind in rules.kinds(session)]
    bodies = [] if actor.user.is_enterprise else [(body.id, local(body)) for body in people.departments(session)]
    names = {"state": _states(actor), "kind_id": kinds, "department_id": bodies}
    count, views = _views(work, page, wanted, is_filtered=bool(chosen))
    pickable = _pickable(work, rows.items)
    return {
        "rows": rows.items,
        "count": _count(count),
        "views": views,
        "kinds": [_chip(value, words, wanted) for value, words in kinds],
        "is_filtered": bool(chosen),
        "chosen": [_taken_off(name, wanted, names, rows.items) for name in chosen if name != "kind_id"],
        "names": names,
        "kept": _kept(wanted, chosen),
        "on": saved_views.kept(wanted).items(),
        "next_url": rows.next_cursor and _address(wanted, after=rows.next_cursor),
        "first_url": wanted.after and _address(wanted),
        "empty": gettext(_FILTERED if chosen else _EMPTY[wanted.view]),
        "title": gettext(N_("My requests") if actor.user.is_enterprise else N_("Tickets")),
        "pickable": pickable,
        "pick_url": pickable and address("/tickets/assignments", {"ticket": pickable}),
        "row_keys": _KEYS.get(actor.role),
    }


def _views(work: Work, page: Page, wanted: TicketFilter, *, is_filtered: bool) -> tuple[int, list[dict[str, Any]]]:
    """How many this list holds, and the chips: the fixed views, then the own ones under their names."""
    count, views = _counted(work, page, wanted)
    saved = own_views.chips(saved_views.own(work.session, work.actor), wanted)
    if is_filtered and any(view["is_current"] for view in saved):  # the one with the name is where one is
        views = [view | {"is_current": False} for view in views]
    return count, [*views, *saved]


def _counted(work: Work, page: Page, wanted: TicketFilter) -> tuple[int, list[dict[str, Any]]]:
    """How many this list holds, and the views with how many each holds. What waits is the navigation's number too."""
    names = _OFFERED.get(work.actor.role, tuple(_VIEWS))
    lists = {name: TicketFilter(view=name) for name in names}
    others = {name: (one, nav.BADGE_AT_MOST) for name, one in lists.items() if one != wanted}
    asked = [(wanted, COUNTED_AT_MOST), *others.values()]
    here, *numbers = ticket_list.counts(work.session, work.actor, asked, work.now)
    known = dict(zip(others, numbers, strict=True))
    each = {name: known.get(name, min(here, nav.BADGE_AT_MOST + 1)) for name in names}
    page.request.state.waiting = each.get("mine")
    return here, [_view(name, wanted, number) for name, number in each.items()]


def _pickable(work: Work, rows: list[TicketRow]) -> list[int]:
    """Of these rows, the tickets that this person may hand over, several at once."""
    if not policy.may(work.actor, Verb.ASSIGN):
        return []
    return [row.id for row in rows if row.state in LIFE[Verb.ASSIGN][0]]


def _states(actor: Actor) -> list[tuple[str, str]]:
    """The states that this person is shown."""
    shown = dict.fromkeys(shown_state(actor, state) for state in State)
    return [(state.value, label(state)) for state in shown]


def _kept(wanted: TicketFilter, chosen: list[str]) -> list[tuple[str, object]]:
    """What the form of the filters sends along unseen."""
    names = ["view", *(name for name in chosen if name not in _SELECTS), *_COUNTED]
    return [(name, value) for name in names if (value := getattr(wanted, name))]


def _chosen(wanted: TicketFilter) -> list[str]:
    return [name for name in _FILTERS if getattr(wanted, name) is not None]


def _address(wanted: TicketFilter, **changed: object) -> str:
    """The same list with some filters changed; paging starts anew unless `after` is given."""
    kept = wanted.model_dump(mode="json", exclude_defaults=True, exclude={"after"})
    return address("/tickets", kept | changed)


def _view(name: str, wanted: TicketFilter, number: int) -> dict[str, Any]:
    """`count` is that of the whole view, whatever filters are on: 99 at most, then "99+"."""
    return {
        "label": gettext(_VIEWS[name]),
        "href": _address(wanted, view=name),
        "is_current": wanted.view == name,
        "count": f"{nav.BADGE_AT_MOST}+" if number > nav.BADGE_AT_MOST else number,
    }


def _chip(kind_id: int | None, words: str, wanted: TicketFilter) -> dict[str, Any]:
    """Pressed once it narrows, pressed again it widens."""
    is_on = wanted.kind_id == kind_id
    return {"label": words, "href": _address(wanted, kind_id=None if is_on else kind_id), "is_current": is_on}


def _taken_off(name: str, wanted: TicketFilter, names: dict[str, Any], rows: list[TicketRow]) -> dict[str, Any]:
    """A filter that is on, as a link that takes it off."""
    value = getattr(wanted, name)
    known = dict(names.get(name, ())).get(value)
    if name == "counted":
        words = supervision.named(wanted.counted, wanted.period)
        return {"label": words, "href": _address(wanted, counted=None, **dict.fromkeys(_COUNTED))}
    if name == "enterprise_id":
        known = local(rows[0], "enterprise") if rows else gettext(N_("One enterprise"))
    if name == "project_id":
        known = gettext(N_("One project"))
    return {"label": known or gettext(N_("Unknown")), "href": _address(wanted, **{name: None})}


def _count(number: int) -> str:
    if number > COUNTED_AT_MOST:
        return gettext("%(count)s+ tickets") % {"count": COUNTED_AT_MOST}
    return ngettext("%(count)s ticket", "%(count)s tickets", number) % {"count": number}
