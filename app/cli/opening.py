"""What the commands share: the settings, the database brought up to date, a plain way to give up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import typer
from pydantic import ValidationError
from sqlalchemy.engine import Engine, make_url
from sqlmodel import Session

from app.core import i18n, schema
from app.core.db import open_engine, transaction
from app.core.errors import DomainError
from app.core.settings import Settings
from app.core.storage import Folder
from app.domain.work import Work
from app.models.event import Via
from app.models.user import Role, User
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import rules
from app.web.forms import errors_of

NO_ZONE = "There is no zone yet. Found one with `zhuanban init`, or load the demo zone with `zhuanban demo`."


def give_up(words: str) -> NoReturn:
    """Say why on stderr and end with 1."""
    typer.echo(words, err=True)
    raise typer.Exit(1)


def show_link(settings: Settings, username: str, secret: str, until: datetime) -> None:
    """Print the link with which somebody sets a password, alone on the last line."""
    base = settings.base_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    typer.echo(f"{username} can set a password, once, until {until:%Y-%m-%d %H:%M} UTC at:")
    typer.echo(f"{base}/password/{secret}")


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """The database at this release's schema; ends with words when a newer release wrote it."""
    engine = open_engine(settings.database, is_patient=True)
    try:
        _bring_along(engine)
        yield engine
    finally:
        engine.dispose()


def _bring_along(engine: Engine) -> None:
    try:
        schema.migrate(engine)
    except schema.NewerSchema as newer:
        give_up(str(newer))


@contextmanager
def at_hand(settings: Settings) -> Iterator[Engine]:
    """The database that is there, at this release's schema; a wrong DATA_DIR must not found an empty one beside it."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        give_up(f"There is no database at {url.database}. {_ELSEWHERE}")
    engine = open_engine(settings.database, is_patient=True)
    try:
        with engine.connect() as connection:
            is_empty = schema.current(connection) is None
        if is_empty:
            give_up(f"The database {url.render_as_string()} is empty. {_ELSEWHERE}")
        _bring_along(engine)
        yield engine
    finally:
        engine.dispose()


_ELSEWHERE = "DATA_DIR or DATABASE_URL says where it is; `zhuanban init` founds a zone."


def wall_clock() -> datetime:
    return datetime.now(UTC)


@contextmanager
def plain_refusals() -> Iterator[None]:
    """What a rule or a shape refuses ends the command with words instead of a stack."""
    i18n.language.set(i18n.ENGLISH)
    try:
        yield
    except DomainError as refused:
        give_up(f"{refused.field or 'refused'}: {refused.message % refused.params}")
    except ValidationError as wrong:
        give_up("; ".join(f"{field}: {words}" for field, words in errors_of(wrong).items()))


@contextmanager
def working(settings: Settings) -> Iterator[Work]:
    """One committed piece of work in the name of whoever runs the command; there must be a zone."""
    with at_hand(settings) as engine, transaction(engine) as session, plain_refusals():
        zone = rules.zone(session)
        if zone is None:
            give_up(NO_ZONE)
        yield work_of(session, zone, settings)


def work_of(session: Session, zone: Zone, settings: Settings) -> Work:
    """The machine's owner acts with the administrator's rights and without an account: the journal says `cli`."""
    owner = User(username="", name="", role=Role.ADMIN, created_at=zone.created_at)
    now = wall_clock() - timedelta(seconds=zone.clock_offset_s)
    return Work(session, Actor(owner, via=Via.CLI), now, zone, Folder(settings.data_dir / "files"))
