"""Bringing the service up: its schema, its zone, the server itself."""

import gc
import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.core.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

_STOP_S, _KEEP_ALIVE_S = 20, 75
_HEADERS_AT_MOST = 32 * 1024
_SECRET_AT_LEAST = 16
DemoOption = Annotated[bool, typer.Option("--demo", envvar="DEMO", help="Load the demo zone when there is none yet.")]


def serve(
    *,
    demo: DemoOption = False,
    host: Annotated[str | None, typer.Option(help="Address to listen on; else HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; else PORT.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Folder of the data; else DATA_DIR.")] = None,
) -> None:
    """Migrate, then serve until told to stop; requests under way get 20 seconds to finish."""
    for name, given in (("HOST", host), ("PORT", port), ("DATA_DIR", data_dir)):
        if given is not None:
            os.environ[name] = str(given)
    settings = Settings()
    _get_ready(settings, wants_demo=demo)
    _listen(settings)


def refuse_demo_in_production(settings: Settings) -> None:
    """Everybody can read the demo's passwords (reliability R49)."""
    from app.cli import opening

    if settings.is_production:
        opening.give_up("The demo zone has known passwords: PROFILE=production refuses it.")


def load_demo(engine: "Engine", settings: Settings) -> bool:
    """Fill an empty database with the demo zone; False, and nothing done, when it holds a zone already."""
    from app import demo
    from app.cli import opening
    from app.core.errors import Conflict
    from app.core.storage import Folder

    typer.echo("Loading the demo zone ...")
    try:
        demo.load(engine, opening.wall_clock(), Folder(settings.data_dir / "files"))
    except Conflict:
        return False
    return True


def _get_ready(settings: Settings, *, wants_demo: bool) -> None:
    from app.cli import opening
    from app.core.db import gather_statistics, transaction
    from app.queries import rules

    _check(settings)
    with opening.opened(settings) as engine:
        _warn(settings, engine)
        with transaction(engine) as session:
            zone = rules.zone(session)
        is_demo = wants_demo if zone is None else zone.is_demo
        if is_demo:
            refuse_demo_in_production(settings)
            if zone is None and not load_demo(engine, settings):
                typer.echo("Another process has just loaded a zone.")
            print_accounts()
        elif zone is None:
            typer.echo(opening.NO_ZONE)
        gather_statistics(engine)


def _check(settings: Settings) -> None:
    """A secret that can be guessed is worse than none (reliability R72)."""
    from app.cli import opening

    if settings.is_production and 0 < len(settings.metrics_token) < _SECRET_AT_LEAST:
        opening.give_up(f"METRICS_TOKEN is short: PROFILE=production wants {_SECRET_AT_LEAST} characters or none.")


def _warn(settings: Settings, engine: "Engine") -> None:
    from app.core import durability

    for weak in durability.weaknesses(engine):
        typer.echo(f"WARNING: {weak} in the database: a power cut may take what was saved.", err=True)
    if settings.is_production and not settings.is_secure:
        typer.echo("WARNING: BASE_URL is not https: passwords and sessions cross the network in the clear.", err=True)


def print_accounts() -> None:
    """Who can sign in to the demo zone, and with which password."""
    from app import demo

    for line in demo.accounts():
        typer.echo(line)


def _listen(settings: Settings) -> None:
    import uvicorn

    door = _bound(settings.host, settings.port)
    config = uvicorn.Config(
        "app.main:create_app",
        factory=True,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_STOP_S,
        h11_max_incomplete_event_size=_HEADERS_AT_MOST,
    )
    # Uvicorn raises the signal again once it has stopped: that was an orderly end, so the exit code is 0.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    typer.echo(f"Zhuanban serves http://{settings.host}:{door.getsockname()[1]} (stop with Ctrl-C)")
    # What is made at start stays for good: the collector need not walk it, neither now nor later.
    gc.disable()
    config.load()
    gc.freeze()
    gc.enable()
    uvicorn.Server(config).run(sockets=[door])


def _bound(host: str, port: int) -> socket.socket:
    """The socket, taken before anything is promised; ends with words when somebody else has the port."""
    from app.cli import opening

    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as taken:
        opening.give_up(f"Cannot listen on {host}:{port} ({taken.strerror}). Choose another port: PORT=8001.")
