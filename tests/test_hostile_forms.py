"""Every form of every page, for everybody: hostile values in all of its fields give no 5xx, ever."""

import pytest
import rights
from conftest import Clients
from fastapi.routing import APIRoute
from hostile import HUGE, MAX_ID, NUL, RTL
from pydantic import BaseModel
from rights import SAFE

from app.core.db import transaction

VALUES = {
    "wrong words": "x",
    "markup": "<script>alert(1)</script>",
    "a NUL": NUL,
    "a mark that turns text around": RTL,
    "beyond 64 bits": str(MAX_ID),
    "forty digits": str(HUGE),
    "a day that is none": "2019-02-30",
    "far too long": "x" * 20_001,
    "nothing": "",
}


def asked(route: APIRoute) -> set[str]:
    """The fields that a route's form reads, from the shape that its dependency was made for."""
    found, waiting = set(), [route.dependant]
    while waiting:
        need = waiting.pop()
        waiting += need.dependencies
        held = [cell.cell_contents for cell in getattr(need.call, "__closure__", None) or ()]
        found |= {
            name
            for kind in held
            if isinstance(kind, type) and issubclass(kind, BaseModel)
            for name in kind.model_fields
        }
    return found


@pytest.fixture
def forms(app, engine):
    """Every page that takes a form, with a row behind each address, and the fields that it reads."""
    with transaction(engine) as session:
        rights.seed(session)
    fields = {
        route.path: asked(route) for route in app.routes if isinstance(route, APIRoute) and "POST" in route.methods
    }
    doors = [door for door in rights.doors(app) if door.method not in SAFE and not door.is_api]
    return [(door, fields[door.path]) for door in doors if door.path not in rights.PUBLIC]


def test_the_fields_of_the_forms_are_known(forms):
    assert len([fields for _, fields in forms if fields]) > 50


@pytest.mark.parametrize("who", ["officer", "handler", "duty_leader", "coordinator", "supervisor", "contact", "admin"])
def test_no_form_breaks(forms, as_: Clients, who: str):
    client, broken = as_(who), []
    for door, fields in forms:
        for value in VALUES.values():
            answer = client.post(door.at(rights.ROW), data=dict.fromkeys(fields, value) | {"version": "1"})
            if answer.status_code >= 500:
                broken.append(f"{door.path} {value[:20]!r}: {answer.status_code}")
            assert "<script>alert(1)" not in answer.text, door.path
    assert broken == []
