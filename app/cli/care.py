"""Looking after what was saved: the journal's proof, a copy elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from app.core.settings import Settings

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
    with open_session(opening.opened(settings), writes=False) as session:
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
    engine = opening.opened(settings)
    try:
        manifest = copies.take(engine, settings.data_dir / "files", target, opening.wall_clock())
        copies.check(target)
    except copies.BackupFailed as failed:
        opening.give_up(str(failed))
    with opening.working(settings) as work:
        journal.record(work, "backup", work.zone, after={"files": len(manifest.files)})
    typer.echo(f"{target}: {len(manifest.files)} files, schema {manifest.schema}, checked.")
