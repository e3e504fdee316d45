"""The `zhuanban` command as its owner types it; every test has a data folder of its own."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from app.cli import app
from app.core.db import open_engine, transaction
from app.core.secrets import digest, is_password
from app.models.event import Event
from app.models.user import ApiToken, PasswordLink, TokenScope, User

INIT = [
    "init",
    "--name",
    "Test Zone",
    "--short-name",
    "Test",
    "--admin",
    "root",
    "--time-zone",
    "Asia/Shanghai",
    "--password",
]
PASSWORD = "seven odd horses"


class Shell:
    """Runs commands in one data folder; `out` and `err` are the last one's words."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out, self.err = folder, "", ""
        self.surroundings = {"DATA_DIR": str(folder), "DATABASE_URL": "", "PROFILE": "development", "BASE_URL": ""}

    def run(self, *words: str, given: str = "", **surroundings: str) -> int:
        result = CliRunner().invoke(app, words, input=given, env=self.surroundings | surroundings)
        self.out, self.err = result.stdout, result.stderr
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code

    def session(self):
        return transaction(open_engine(f"sqlite:///{self.folder / 'zhuanban.sqlite3'}"))


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "data")


@pytest.fixture
def founded(shell: Shell) -> Shell:
    assert shell.run(*INIT, given=PASSWORD + "\n") == 0, shell.err
    return shell


def account(session: Session, username: str) -> User:
    return session.exec(select(User).where(User.username == username)).one()


def test_a_zone_is_founded_with_its_administrator(founded: Shell):
    with founded.session() as session:
        root = account(session, "root")
        assert root.role == "admin"
        assert is_password(PASSWORD, root.password_hash)
        assert {event.via for event in session.exec(select(Event))} == {"cli"}


def test_without_a_password_the_first_administrator_gets_a_link(shell: Shell):
    assert shell.run(*INIT[:-1], BASE_URL="https://zone.example") == 0, shell.err
    address = shell.out.splitlines()[-1]
    assert address.startswith("https://zone.example/password/")
    with shell.session() as session:
        link = session.exec(select(PasswordLink)).one()
        assert link.token_hash == digest(address.rpartition("/")[2])
        assert link.expires_at - link.created_at == timedelta(hours=72)
        assert account(session, "root").password_hash is None


def test_a_second_zone_is_refused(founded: Shell):
    assert founded.run(*INIT, given=PASSWORD + "\n") == 1
    assert "holds a zone already" in founded.err
    assert founded.run("demo") == 1


@pytest.mark.parametrize(
    ("changed", "given", "words"),
    [
        ({}, "short\n", "At least 10 characters"),
        ({}, "", "password"),
        ({"--time-zone": "Moon/Base"}, PASSWORD, "There is no time zone"),
        ({"--admin": "Two Words"}, PASSWORD, "username"),
    ],
)
def test_a_wrong_answer_founds_nothing(shell: Shell, changed: dict[str, str], given: str, words: str):
    command = [changed.get(INIT[at - 1], word) for at, word in enumerate(INIT)]
    assert shell.run(*command, given=given) == 1
    assert words in shell.err
    assert shell.run(*INIT, given=PASSWORD) == 0


@pytest.mark.parametrize(
    "command",
    ["user add boss --role leader", "token create root", "verify-journal", "backup copy", "sweep", "sweep --delete"],
)
def test_a_wrong_folder_is_said_and_gets_no_database(shell: Shell, command: str):
    assert shell.run(*command.split()) == 1
    assert "There is no database at" in shell.err
    assert not shell.folder.exists()
    shell.folder.mkdir()
    (shell.folder / "zhuanban.sqlite3").touch()
    assert shell.run(*command.split()) == 1
    assert "is empty" in shell.err


def test_without_a_zone_the_commands_say_what_to_do(shell: Shell):
    assert shell.run("migrate") == 0
    assert shell.run("user", "add", "boss", "--role", "leader") == 1
    assert "zhuanban init" in shell.err


def test_an_account_gets_a_link_for_its_password(founded: Shell):
    assert founded.run("user", "add", "boss", "--role", "leader", BASE_URL="https://zone.example/") == 0, founded.err
    address = founded.out.splitlines()[-1]
    assert address.startswith("https://zone.example/password/")
    with founded.session() as session:
        link = session.exec(select(PasswordLink)).one()
        assert link.token_hash == digest(address.rpartition("/")[2])
        assert account(session, "boss").password_hash is None
    assert founded.run("user", "add", "boss", "--role", "leader") == 1
    assert "taken" in founded.err
    assert founded.run("user", "add", "king", "--role", "king") == 1


def test_a_token_stands_alone_on_the_last_line(founded: Shell):
    assert founded.run("token", "create", "root", "--scope", "read") == 0, founded.err
    with founded.session() as session:
        row = session.exec(select(ApiToken)).one()
        assert (row.token_hash, row.scope) == (digest(founded.out.splitlines()[-1]), TokenScope.READ)
    assert founded.run("token", "create", "nobody") == 1


def test_the_journal_is_verified_and_its_end_noted(founded: Shell):
    assert founded.run("verify-journal") == 0, founded.err
    assert len((founded.folder / "journal.head").read_text().splitlines()) == 1
    with founded.session() as session:
        session.connection().exec_driver_sql("DROP TRIGGER event_kept")
        session.connection().exec_driver_sql("DELETE FROM event WHERE id = (SELECT max(id) FROM event)")
    assert founded.run("verify-journal") == 1
    assert "it is gone" in founded.err
    (founded.folder / "journal.head").write_text("scribble\n")
    assert founded.run("verify-journal") == 1
    assert "line 1" in founded.err


def test_a_backup_is_taken_once(founded: Shell, tmp_path: Path):
    assert founded.run("backup", str(tmp_path / "copy")) == 0, founded.err
    assert (tmp_path / "copy" / "manifest.json").exists()
    assert founded.run("backup", str(tmp_path / "copy")) == 1
    assert "there already" in founded.err


def test_the_demo_is_refused_in_production(shell: Shell):
    for command in (["demo"], ["serve", "--demo"]):
        assert shell.run(*command, PROFILE="production") == 1
        assert "known passwords" in shell.err


def test_the_demo_is_loaded_and_its_accounts_are_named(shell: Shell):
    assert shell.run("demo") == 0, shell.err
    assert "leader, officer, handler, coordinator, supervisor, enterprise, admin" in shell.out
    assert shell.run("verify-journal") == 0, shell.err
    assert shell.run("serve", PROFILE="production") == 1
    assert "known passwords" in shell.err


def test_a_newer_schema_is_refused_with_words(founded: Shell):
    with founded.session() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for command in ("migrate", "serve", "verify-journal"):
        assert founded.run(command) == 1
        assert "Install the newer release" in founded.err


def test_a_taken_port_is_said(founded: Shell):
    assert founded.run("serve", HOST="256.0.0.1") == 1
    assert "Choose another port" in founded.err


def test_a_short_secret_is_refused_in_production(founded: Shell):
    assert founded.run("serve", PROFILE="production", METRICS_TOKEN="sesame") == 1
    assert "METRICS_TOKEN is short" in founded.err


def test_what_is_unsafe_is_said_at_start(founded: Shell):
    assert founded.run("serve", PROFILE="production", HOST="256.0.0.1") == 1
    assert "BASE_URL is not https" in founded.err
