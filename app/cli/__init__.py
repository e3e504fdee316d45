"""The `zhuanban` command: every part imports what it needs when it runs, so that the server starts at once."""

import typer

from app.cli import accounts, care, serving, setting_up, working

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Projects, tickets and service days of a zone.")
app.command()(serving.serve)
app.command()(working.work)
app.command()(setting_up.migrate)
app.command()(setting_up.init)
app.command()(setting_up.demo)
app.command()(care.verify_journal)
app.command()(care.backup)
app.command()(care.sweep)
app.add_typer(accounts.user, name="user")
app.add_typer(accounts.token, name="token")
