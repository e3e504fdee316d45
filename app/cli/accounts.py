"""Accounts and keys from the machine's own command line."""

from typing import Annotated

import typer

from app.core.settings import Settings

user = typer.Typer(no_args_is_help=True, help="Accounts.")
token = typer.Typer(no_args_is_help=True, help="Keys for programs.")


@user.command("add")
def add_user(
    username: Annotated[str, typer.Argument(help="Lower-case letters, digits, . _ -")],
    role: Annotated[str, typer.Option(help="leader officer handler coordinator supervisor enterprise admin")],
    name: Annotated[str | None, typer.Option(help="As people write it; else the user name.")] = None,
    department: Annotated[int | None, typer.Option(help="Id of the department, for staff.")] = None,
    enterprise: Annotated[int | None, typer.Option(help="Id of the enterprise, for its contact.")] = None,
) -> None:
    """Add an account and print the link with which its owner sets a password, once, within 72 hours."""
    from app.cli import opening
    from app.domain import accounts
    from app.models.account_shapes import UserAdd

    settings = Settings()
    given = {"username": username, "role": role, "name": name or username}
    with opening.working(settings) as work:
        data = UserAdd.model_validate(given | {"department_id": department, "enterprise_id": enterprise})
        secret, until = accounts.invite(work, accounts.add(work, data))
    opening.show_link(settings, username, secret, until)


@token.command("create")
def create_token(
    username: str,
    name: Annotated[str, typer.Option(help="What the program is called.")] = "command line",
    scope: Annotated[str, typer.Option(help="read or write")] = "write",
    days: Annotated[int, typer.Option(help="Days until it ends, 365 at most.")] = 90,
) -> None:
    """Make a key for a program in somebody's name. The key stands alone on the last line and nowhere else."""
    from app.cli import opening
    from app.domain import own_account
    from app.models.account_shapes import TokenMake
    from app.queries import accounts

    with opening.working(Settings()) as work:
        account = accounts.by_username(work.session, username)
        if account is None:
            opening.give_up(f"There is no account {username}.")
        asked = TokenMake.model_validate({"name": name, "scope": scope, "days": days})
        made = own_account.make_token(work, account, asked)
    typer.echo(f"{made.scope.value} token of {username}, until {made.expires_at:%Y-%m-%d}:")
    typer.echo(made.token)
