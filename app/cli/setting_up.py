"""Before the first request: the schema, the zone, its first administrator."""

import sys
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from app.core.instants import DEFAULT_ZONE
from app.core.settings import Settings

Ask = Annotated[str, typer.Option(prompt="Name of the zone")]
AskShort = Annotated[str, typer.Option(prompt="Short name, as it stands on every page")]
AskTimeZone = Annotated[str, typer.Option(prompt="Time zone")]
AskPassword = Annotated[
    bool, typer.Option("--password", help="Ask for a password instead; off a terminal it is one line on stdin.")
]
AskAdmin = Annotated[str, typer.Option(prompt="User name of the first administrator")]


def migrate() -> None:
    """Bring the database to this release's schema; several at once wait for each other."""
    from app.cli import opening
    from app.core import schema

    with opening.opened(Settings()):
        typer.echo(f"The database has schema {schema.head()}.")


def init(
    name: Ask,
    short_name: AskShort,
    admin: AskAdmin,
    time_zone: AskTimeZone = DEFAULT_ZONE,
    *,
    password: AskPassword = False,
) -> None:
    """Found an empty zone; print the link with which its first administrator sets a password, within 72 hours."""
    from app.cli import opening

    settings = Settings()
    if not _is_time_zone(time_zone):
        opening.give_up(f"There is no time zone {time_zone}. Write it like Asia/Shanghai.")
    charter = name.strip(), short_name.strip(), time_zone
    link = _found(settings, charter, admin.strip(), sets_password=password)
    typer.echo(
        f"{name.strip()} is founded; {admin.strip()} can sign in." if password else f"{name.strip()} is founded."
    )
    if link:
        opening.show_link(settings, admin.strip(), *link)


def _found(
    settings: Settings, charter: tuple[str, str, str], admin: str, *, sets_password: bool
) -> tuple[str, datetime] | None:
    from app.cli import opening
    from app.core.db import transaction
    from app.domain import accounts, founding, journal, own_account
    from app.models.account_shapes import NewPassword, UserAdd
    from app.models.user import Role

    with opening.opened(settings) as engine, transaction(engine) as session, opening.plain_refusals():
        zone = founding.found(session, founding.Charter(*charter), opening.wall_clock())
        work = opening.work_of(session, zone, settings)
        journal.record(work, "found", zone)
        founder = accounts.add(work, UserAdd(username=admin, name=admin, role=Role.ADMIN))
        if not sets_password:
            return accounts.invite(work, founder)
        password = asked_password()
        own_account.settle_password(work, founder, NewPassword(password=password, again=password))
        return None


def demo() -> None:
    """Load the demo zone of July 2019 into an empty database."""
    from app.cli import opening, serving

    settings = Settings()
    serving.refuse_demo_in_production(settings)
    with opening.opened(settings) as engine:
        is_loaded = serving.load_demo(engine, settings)
    if not is_loaded:
        opening.give_up("This database holds a zone already; the demo needs an empty one: DATA_DIR=demo.")
    serving.print_accounts()


def asked_password() -> str:
    """Typed twice on a terminal, else the first line of stdin."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
