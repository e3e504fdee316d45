"""Background work in a process of its own."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from app.core.settings import Settings

if TYPE_CHECKING:
    from app.web.wiring import Wiring


def work(
    *,
    once: bool = typer.Option(False, "--once", help="Do what is due now, then end."),
) -> None:
    """Do background work until told to stop: reminders, letters, webhooks. As many processes as you like share it."""
    from app.jobs.runner import Runner

    with _wired(Settings()) as wiring:
        runner = Runner(wiring)
        if once:
            typer.echo(f"{runner.run_once()} jobs.")
            return
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: runner.leave())
        typer.echo("Zhuanban does background work (stop with Ctrl-C)")
        runner.keep_on()


@contextmanager
def _wired(settings: Settings) -> Iterator["Wiring"]:
    """The parts of the service without its doors; there must be a zone, whose clock may run behind."""
    from app.cli import opening
    from app.core import logs
    from app.core.db import open_session
    from app.core.storage import Folder
    from app.queries import rules
    from app.web.deps import clock
    from app.web.wiring import Wiring

    logs.configure(settings.log_level)
    with opening.at_hand(settings) as engine:
        with open_session(engine, writes=False) as session:
            zone = rules.zone(session)
        if zone is None:
            opening.give_up(opening.NO_ZONE)
        yield Wiring(settings, engine, Folder(settings.data_dir / "files"), clock(zone.clock_offset_s))
