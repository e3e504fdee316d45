"""Looking after what was saved: the journal's proof, a copy elsewhere, files that nobody needs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.core.settings import Settings

if TYPE_CHECKING:
    from app.domain.leftovers import Leftovers

HEAD = "journal.head"


def verify_journal(
    head: Annotated[Path | None, typer.Option(help=f"File of noted ends; else {HEAD} in DATA_DIR.")] = None,
) -> None:
    """Check every line of the journal and its end against the noted heads; name what is wrong and end with 1.

    When nothing is wrong the present end is noted. Keep the file, or a copy, where whoever can write to the database
    cannot: without it a cut tail cannot be seen.
    """
    from app.cli import opening
    from app.core.db import open_session
    from app.domain import verify
    from app.queries import journal

    settings = Settings()
    file = head or settings.data_dir / HEAD
    with opening.at_hand(settings) as engine, open_session(engine, writes=False) as session:
        try:
            found = list(verify.faults(session, verify.noted(file)))
        except ValueError as garbled:
            opening.give_up(f"{file}: {garbled}")
        for fault in found:
            typer.echo(fault, err=True)
        if found:
            opening.give_up(
                f"The journal was tampered with: {len(found)} finding(s) in {journal.count(session)} events."
            )
        verify.note(session, file, opening.wall_clock())
        typer.echo(f"The journal is whole: {journal.count(session)} events, noted in {file}.")


def backup(target: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")]) -> None:
    """Copy the database and the photos while people work, check the copy, then give it its name."""
    from app.cli import opening
    from app.domain import backup as copies
    from app.domain import journal

    settings = Settings()
    try:
        with opening.at_hand(settings) as engine:
            manifest = copies.take(engine, settings.data_dir / "files", target, opening.wall_clock())
        copies.check(target)
    except copies.BackupFailed as failed:
        opening.give_up(str(failed))
    with opening.working(settings) as work:
        journal.record(work, "backup", work.zone, after={"files": len(manifest.files)})
    typer.echo(f"{target}: {len(manifest.files)} files, schema {manifest.schema}, checked.")


def sweep(
    *,
    delete: Annotated[bool, typer.Option("--delete", help="Delete the files; without it they are only named.")] = False,
) -> None:
    """Name photo files that no record has, older than 24 hours, and photos whose file is gone or was changed.

    Ends with 1 when a photo's file is gone or changed: a copy may still have it.
    """
    from app.cli import opening
    from app.core.storage import Folder
    from app.domain import journal, leftovers

    settings = Settings()
    with opening.at_hand(settings) as engine:
        found = leftovers.find(engine, Folder(settings.data_dir / "files"), opening.wall_clock())
    for file in found.files:
        typer.echo(f"{'deleted' if delete else 'would be deleted'}: {file}")
    if delete and found.files:
        with opening.working(settings) as work:
            journal.record(work, "sweep", work.zone, after={"files": len(found.files)})
        leftovers.remove(found)
    _report_lost(found)
    typer.echo(f"{len(found.files)} files without a record{'' if delete else '; nothing was deleted'}.")


def _report_lost(found: "Leftovers") -> None:
    from app.cli import opening

    for name in found.missing:
        typer.echo(f"missing: photo {name}", err=True)
    for name in found.changed:
        typer.echo(f"changed: photo {name}", err=True)
    if found.missing or found.changed:
        opening.give_up(f"{len(found.missing)} photos are gone, {len(found.changed)} changed; look into a copy.")
