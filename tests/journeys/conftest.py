"""The running service with the demo zone, and phones and desktops with a real Chromium."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from app import demo
from app.core import schema
from app.core.db import open_engine
from app.core.settings import Settings
from app.main import create_app, wire

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP zone.test 127.0.0.1",
)
Opens = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=list(_ARGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demo_zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo zone, loaded once; each walk gets a copy."""
    folder = tmp_path_factory.mktemp("demo")
    engine = open_engine(Settings(data_dir=folder, _env_file=None).database)
    schema.migrate(engine)
    demo.load(engine)
    engine.dispose()
    return folder


@pytest.fixture
def site(demo_zone: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a served copy."""
    folder = tmp_path / "zone"
    shutil.copytree(demo_zone, folder)
    wiring = wire(Settings(data_dir=folder, _env_file=None))
    server = uvicorn.Server(uvicorn.Config(create_app(wiring), port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    wiring.engine.dispose()


@pytest.fixture
def opens(browser: Browser, site: str) -> Iterator[Opens]:
    """A browser of somebody who has signed in: `opens("officer", "/today")`; without JavaScript by `script=False`."""
    contexts = []

    def page_of(
        account: str, path: str = "/", *, size: dict[str, int] = PHONE, script: bool = True, host: str = "127.0.0.1"
    ) -> Page:
        context = browser.new_context(
            base_url=site.replace("127.0.0.1", host),
            viewport=size,
            has_touch=size is PHONE,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/login")
        page.fill("[name=username]", account)
        page.fill("[name=password]", demo.PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda address: "/login" not in address)
        page.goto(path)
        return page

    yield page_of
    for context in contexts:
        context.close()
