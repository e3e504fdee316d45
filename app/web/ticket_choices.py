"""What the form of a move starts with and what can be chosen in it."""

from collections.abc import Callable
from typing import Any

from app.core.i18n import gettext
from app.domain.work import Work
from app.models.ticket_life import Outcome, Sample, Verb
from app.models.ticket_shapes import TicketRead
from app.models.zone import Level
from app.queries import people, rules, ticket_places
from app.queries.ticket_places import Place
from app.web import filters
from app.web.labels import local, options

Options = list[tuple[Any, str]]


def start(work: Work, verb: Verb, ticket: TicketRead) -> dict[str, Any]:
    """The values that a move's empty form shows."""
    return _STARTS[verb](work, ticket) if verb in _STARTS else {}


def of(work: Work, verb: Verb, words: str, chosen: str = "") -> dict[str, Options]:
    """Options by name, each a list of (value, label). `words` looks for a firm, `chosen` is one to keep in sight."""
    if verb is Verb.IDENTIFY:
        return {"firms": firms(work, words, chosen)}
    return _CHOICES[verb](work) if verb in _CHOICES else {}


def firms(work: Work, words: str = "", chosen: str = "") -> Options:
    """The usual firms, or those that match the words; the chosen one always among them."""
    found = (
        ticket_places.named(work.session, work.actor, words)
        if words
        else ticket_places.usual(work.session, work.actor, work.now)
    )
    if chosen.isdecimal() and len(chosen) <= _KEY_LENGTH and all(place.id != int(chosen) for place in found):
        found = [*ticket_places.chosen(work.session, work.actor, int(chosen)), *found]
    return [(place.id, _firm(place)) for place in found]


def _firm(place: Place) -> str:
    if place.is_visited:
        return gettext("%(enterprise)s · visiting now") % {"enterprise": local(place)}
    if place.planned_at:
        return f"{local(place)} · {filters.clock(place.planned_at)}"
    return local(place)


def _handing_over(work: Work) -> dict[str, Options]:
    bodies = people.departments(work.session)
    names = {body.id: local(body) for body in bodies}
    handlers = people.handlers(work.session)
    return {
        "departments": [(body.id, names[body.id]) for body in bodies],
        "handlers": [(one.id, f"{names[one.department_id]} · {one.name}") for one in handlers],
        "levels": list(options(Level)),
    }


def _assignment(work: Work, ticket: TicketRead) -> dict[str, Any]:
    """The department that has it, else the one that usually takes this kind."""
    usual = ticket.lead_department_id or rules.kind_of(work.session, ticket.kind_id).lead_department_id
    return {
        "lead_department_id": usual,
        "assist_department_ids": [body.id for body in ticket.assists],
        "handler_id": ticket.handler_id,
        "level": ticket.level.value,
    }


def _samples(_work: Work) -> dict[str, Options]:
    return {"samples": [option for option in options(Sample) if option[0] != Sample.DRAWN]}


_KEY_LENGTH = 18
_CHOICES: dict[Verb, Callable[[Work], dict[str, Options]]] = {
    Verb.ASSIGN: _handing_over,
    Verb.RULE: _handing_over,
    Verb.CONVENE: _handing_over,
    Verb.RESOLVE: lambda _work: {"outcomes": list(options(Outcome))},
    Verb.CHECK: _samples,
}
_STARTS: dict[Verb, Callable[[Work, TicketRead], dict[str, Any]]] = {
    Verb.ASSIGN: _assignment,
    Verb.RULE: _assignment,
    Verb.RESOLVE: lambda _work, _ticket: {"outcome": Outcome.DONE.value},
    Verb.IDENTIFY: lambda _work, ticket: {"enterprise_id": ticket.enterprise_id},
}
