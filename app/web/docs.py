"""OpenAPI of the JSON door, with the errors it really answers; for those whom API_DOCS names (R58)."""

from typing import Any

from fastapi import FastAPI, Request

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.settings import ApiDocs
from app.domain.work import Work
from app.models.user import Role
from app.policy.rules import STAFF
from app.web import wiring

_READERS = {ApiDocs.STAFF: (Role.ADMIN, *STAFF), ApiDocs.ADMIN: (Role.ADMIN,), ApiDocs.OFF: ()}
_PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457, with the field it belongs to and one line per field.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "field", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "field": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "request_id": {"type": ["string", "null"]},
    },
}
_ANSWER = {
    "description": "What went wrong, in words",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_PROOFS = {
    "token": {"type": "http", "scheme": "bearer", "description": "From `zhuanban token create` or the settings page."},
    "session": {"type": "apiKey", "in": "cookie", "name": "session", "description": "A signed-in browser."},
}


def require_reader(request: Request, work: Work) -> None:
    """Raise NotFound for whoever API_DOCS does not name: to them this is not here (R58)."""
    readers = _READERS[wiring.of(request).settings.api_docs]
    if not work.actor.is_(*readers):
        raise NotFound(N_("There is nothing at this address."))


def description(app: FastAPI) -> dict[str, Any]:
    """The document, made once; FastAPI's own 422 is replaced by the problem that is really answered."""
    if app.openapi_schema is None:
        document = app.openapi()
        parts = document.setdefault("components", {})
        parts["securitySchemes"] = _PROOFS
        document["security"] = [{"token": []}, {"session": []}]
        schemas = parts.setdefault("schemas", {})
        schemas["Problem"] = _PROBLEM
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["responses"].pop("422", None)
                operation["responses"]["4XX"] = _ANSWER
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
    found: dict[str, Any] = app.openapi()
    return found
