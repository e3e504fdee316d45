"""What the running process is made of; hung on `app.state` once, at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Engine
from starlette.requests import HTTPConnection

from app.core.settings import Settings
from app.core.storage import Folder


@dataclass(frozen=True, slots=True)
class Wiring:
    """`clock` gives the aware instant that a request lives in; a demo zone's runs behind by a fixed span."""

    settings: Settings
    engine: Engine
    files: Folder
    clock: Callable[[], datetime]


def of(connection: HTTPConnection) -> Wiring:
    wiring = connection.app.state.wiring
    assert isinstance(wiring, Wiring)
    return wiring
