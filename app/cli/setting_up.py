"""Before the first request: the schema, the zone, its first administrator."""

from typing import Annotated
from zoneinfo import available_timezones

import typer

from app.core.instants import DEFAULT_ZONE
from app.core.settings import Settings

_PROMPT = "Password of the first administrator (at least 10 characters)"


def migrate() -> None:
    """Bring the database to this release's schema; several at once wait for each other."""
    from app.cli import opening
    from app.core import schema

    opening.opened(Settings()).dispose()
    typer.echo(f"The database has schema {schema.head()}.")
