"""What tests of background work share: receivers that listen, and a runner that may reach them."""

from collections.abc import Iterator

import pytest
from receivers import Mailroom, Web, mailroom, web

from app.core.settings import Settings, SmtpSecurity
from app.core.storage import Folder
from app.jobs.runner import Runner
from app.web.wiring import Wiring


@pytest.fixture
def robot() -> Iterator[Web]:
    with web() as listening:
        yield listening


@pytest.fixture
def mail() -> Iterator[Mailroom]:
    with mailroom() as listening:
        yield listening


@pytest.fixture
def settings(tmp_path, mail) -> Settings:
    return Settings(
        data_dir=tmp_path,
        base_url="https://zone.example",
        allowed_targets="127.0.0.1",
        smtp_host="127.0.0.1",
        smtp_port=mail.port,
        smtp_security=SmtpSecurity.INSECURE,
        mail_from="service@zone.example",
        _env_file=None,
    )


@pytest.fixture
def runner(settings, engine, tmp_path, clock) -> Runner:
    return Runner(Wiring(settings, engine, Folder(tmp_path), clock), periods=())
