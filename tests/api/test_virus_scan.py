"""Uploads are shown to a virus scanner first; a small clamd on this machine's loopback plays it."""

import socketserver
import struct
import threading
from uuid import uuid4

import pytest
from actors import token
from conftest import SAME_SITE
from fastapi.testclient import TestClient
from sqlmodel import Session, select
from tickets import jpeg, raised

from app.core.settings import Settings
from app.core.storage import Folder
from app.main import create_app
from app.models.photo import Photo
from app.models.ticket import Note
from app.web.wiring import Wiring

CLEAN, INFECTED, ODD = b"stream: OK\0", b"stream: Eicar-Test FOUND\0", b"INSTREAM size limit exceeded. ERROR\0"


class Scanner(socketserver.StreamRequestHandler):
    """Reads what INSTREAM sends, remembers it, and says what the test wants."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        seen = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            seen += self.rfile.read(length)
        self.server.seen.append(seen)
        self.server.meanwhile()
        self.wfile.write(self.server.says)


@pytest.fixture(params=["tcp", "socket"])
def clamd(request, tmp_path):
    is_tcp = request.param == "tcp"
    kind = socketserver.ThreadingTCPServer if is_tcp else socketserver.ThreadingUnixStreamServer
    with kind(("127.0.0.1", 0) if is_tcp else str(tmp_path / "clamd.ctl"), Scanner) as server:
        server.seen, server.says, server.meanwhile = [], CLEAN, lambda: None
        server.where = f"127.0.0.1:{server.server_address[1]}" if is_tcp else server.server_address
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def browser(engine, tmp_path, clock):
    """An officer at a service whose scanner listens somewhere."""

    def at(clamd: str) -> TestClient:
        app = create_app(
            Wiring(Settings(data_dir=tmp_path, _env_file=None), engine, Folder(tmp_path / "files", clamd), clock)
        )
        return TestClient(app, headers=SAME_SITE, cookies={"session": token("officer")}, follow_redirects=False)

    return at


def send(client, ticket, *contents):
    photos = [("photos", ("a.jpg", content, "image/jpeg")) for content in contents]
    return client.post(f"/api/v1/tickets/{ticket['id']}/photos", data={"key": str(uuid4())}, files=photos)


def is_empty(engine, tmp_path) -> bool:
    with Session(engine) as session:
        rows = [*session.exec(select(Photo)), *session.exec(select(Note))]
    return rows == [] and list((tmp_path / "files").rglob("*.jpg")) == []


def test_a_clean_photo_is_kept_after_the_scanner_saw_it_whole(browser, clamd):
    client, photo = browser(clamd.where), jpeg(900, 700)
    assert send(client, raised(client), photo).status_code in {200, 201}
    assert clamd.seen == [photo]


def test_others_write_while_the_scanner_thinks(browser, clamd):
    client, beside, saved = browser(clamd.where), browser(clamd.where), []
    ticket = raised(client)
    clamd.meanwhile = lambda: saved.append(raised(beside)["id"])
    assert send(client, ticket, jpeg(), jpeg(50, 40)).status_code in {200, 201}
    assert (len(clamd.seen), len(set(saved))) == (2, 2)


def test_a_page_gives_the_words_back_when_the_file_is_infected(browser, clamd, engine, tmp_path):
    client = browser(clamd.where)
    ticket, clamd.says = raised(client), INFECTED
    words = {"key": str(uuid4()), "body": "The pump is flooded again"}
    photos = [("photos", ("a.jpg", jpeg(), "image/jpeg"))]
    answer = client.post(f"/tickets/{ticket['id']}/notes", data=words, files=photos)
    assert answer.status_code == 422
    assert "The pump is flooded again" in answer.text
    assert len(clamd.seen) == 1
    assert is_empty(engine, tmp_path)


def test_what_a_stranger_sends_is_not_worth_the_scanners_time(browser, clamd):
    client = browser(clamd.where)
    ticket = raised(client)
    client.cookies.clear()
    assert send(client, ticket, jpeg()).status_code == 401
    assert clamd.seen == []


def test_an_infected_file_is_refused_in_words_and_nothing_is_kept(browser, clamd, engine, tmp_path):
    client, clamd.says = browser(clamd.where), INFECTED
    answer = send(client, raised(client), jpeg(), jpeg())
    assert (answer.status_code, answer.json()["field"]) == (422, "photos")
    assert answer.json()["detail"] == "The virus scanner refuses this file. Nothing was kept."
    client.post("/settings/language", data={"language": "zh-CN", "next": "/"})
    assert "\u6740\u6bd2" in send(client, raised(client), jpeg()).json()["detail"]
    assert is_empty(engine, tmp_path)


def test_a_scanner_that_cannot_say_keeps_nothing(browser, clamd, engine, tmp_path):
    client, clamd.says = browser(clamd.where), ODD
    answer = send(client, raised(client), jpeg())
    assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
    assert is_empty(engine, tmp_path)


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/nowhere/clamd.ctl"])
def test_without_its_scanner_the_service_keeps_no_file_and_goes_on(browser, engine, tmp_path, where):
    client = browser(where)
    ticket = raised(client)
    assert send(client, ticket, jpeg()).status_code == 503
    assert is_empty(engine, tmp_path)
    assert client.get(f"/api/v1/tickets/{ticket['id']}").status_code == 200
