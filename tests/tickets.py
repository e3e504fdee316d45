"""What tests of tickets share: raising one, moving it on, and a photo to send."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from actors import ECONOMY, FIRM
from conftest import Clients
from fastapi.testclient import TestClient
from httpx import Response
from PIL import Image

STEPS = (
    ("coordinator", "assignment", {"lead_department_id": ECONOMY}),
    ("handler", "acceptance", {}),
    ("handler", "answer", {"body": "The grid company comes on Thursday."}),
    ("handler", "resolution", {"resolution": "400 kVA connected."}),
    ("contact", "confirmation", {}),
    ("coordinator", "closing", {}),
)


def raised(client: TestClient, **given: Any) -> dict[str, Any]:
    """A ticket of the firm, recorded through the JSON door."""
    answer = client.post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 1, "enterprise_id": FIRM, **given})
    assert answer.status_code == 201, answer.text
    return answer.json()


def move(client: TestClient, ticket: dict[str, Any], noun: str, **given: Any) -> Response:
    tag = f'"{ticket["version"]}"'
    return client.post(f"/api/v1/tickets/{ticket['id']}/{noun}", json=given, headers={"If-Match": tag})


def brought_to(as_: Clients, noun: str, **given: Any) -> dict[str, Any]:
    """A ticket that has made the moves up to and including this one."""
    ticket = raised(as_("officer"), **given)
    for who, step, typed in STEPS:
        answer = move(as_(who), ticket, step, **typed)
        assert answer.status_code == 200, answer.text
        ticket = answer.json()
        if step == noun:
            break
    return ticket


def at(text: str) -> str:
    """A zone time as the API writes it."""
    return (datetime.fromisoformat(text) - timedelta(hours=8)).replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")


def last(as_: Clients, ticket: dict[str, Any], who: str = "leader") -> dict[str, Any]:
    """The newest line of its timeline, as somebody reads it."""
    return as_(who).get(f"/api/v1/tickets/{ticket['id']}/timeline").json()[-1]


def jpeg(width: int = 1200, height: int = 900, **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(out, "JPEG", **more)
    return out.getvalue()
