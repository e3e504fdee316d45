"""Where the service may send to: the public network, and what its owner allows (SSRF)."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator

import pytest
from receivers import Web, web

from app.core import targets
from app.core.targets import Allowed, Refused, Unsent

NOWHERE = Allowed.of("")


@pytest.fixture
def receiver() -> Iterator[Web]:
    with web() as listening:
        yield listening


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[::ffff:0:127.0.0.1]",
        "[fec0::1]",
    ],
)
def test_our_own_network_is_refused_however_it_is_written(host: str):
    with pytest.raises(Refused):
        targets.post(f"https://{host}/", b"", {}, NOWHERE)


@pytest.mark.parametrize(
    "url", ["", "x", "file:///etc/passwd", "https://", "https://me:secret@x.example/", "https://x:y"]
)
def test_what_is_no_plain_web_address_is_refused(url: str):
    with pytest.raises(Refused):
        targets.judged(url, NOWHERE)


def test_http_is_for_hosts_that_the_owner_names(receiver: Web):
    with pytest.raises(Refused):
        targets.judged("http://intranet.example/", NOWHERE)
    targets.judged("http://intranet.example/", Allowed.of("other.example, Intranet.example"))
    assert targets.post(receiver.url(), b"{}", {}, Allowed.of("127.0.0.0/8")) == b"{}"
    assert targets.post(receiver.url(), b"{}", {}, Allowed.of("127.0.0.1")) == b"{}"
    with pytest.raises(Refused):
        targets.post(receiver.url(), b"{}", {}, Allowed.of("10.0.0.0/8"))
    assert len(receiver.posts) == 2


def test_an_address_with_letters_of_any_script_arrives_escaped(receiver: Web):
    targets.post(receiver.url("/h\u00f6ok a?key=%2B\u94a5"), b"{}", {}, Allowed.of("127.0.0.1"))
    assert [got.path for got in receiver.posts] == ["/h%C3%B6ok%20a?key=%2B%E9%92%A5"]


def test_a_redirect_is_not_followed(receiver: Web):
    receiver.answer = (307, {"Location": receiver.url("/inside")}, b"")
    with pytest.raises(Unsent, match="refused"):
        targets.post(receiver.url("/outside"), b"{}", {}, Allowed.of("127.0.0.1"))
    assert [got.path for got in receiver.posts] == ["/outside"]


def test_a_name_is_asked_for_once_and_refused_if_any_of_its_addresses_is_ours(monkeypatch, receiver: Web):
    asked = []

    def resolver(host, port, *_more, **_named):
        asked.append(host)
        answers = ["93.184.216.34", "127.0.0.1"] if host == "both.example" else ["127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port)) for answer in answers]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    with pytest.raises(Refused):
        targets.resolved("both.example", 443, NOWHERE)
    assert targets.post(f"http://in.example:{receiver.port}/x", b"{}", {}, Allowed.of("in.example")) == b"{}"
    # The connection itself asks once more, but for the address that was judged, not for the name.
    assert asked == ["both.example", "in.example", "127.0.0.1"]
    assert receiver.posts[0].headers["Host"] == f"in.example:{receiver.port}"


@pytest.fixture
def secure(tmp_path, monkeypatch) -> Iterator[Web]:
    """A receiver with a certificate for in.example that this machine trusts; every name leads to it."""
    openssl = shutil.which("openssl") or pytest.skip("makes the certificate with openssl")
    key, sheet = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    named = ["-subj", "/CN=in.example", "-addext", "subjectAltName=DNS:in.example"]
    subprocess.run([*made, *named, "-keyout", key, "-out", sheet], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(sheet))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sheet, key)
    really = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, *more, **named: really("127.0.0.1", *more, **named))
    with web(tls) as listening:
        yield listening


def test_the_certificate_must_be_the_hosts_though_the_connection_goes_to_its_address(secure: Web):
    allowed = Allowed.of("127.0.0.1")
    assert targets.post(f"https://in.example:{secure.port}/x", b"{}", {}, allowed) == b"{}"
    with pytest.raises(Unsent):
        targets.post(f"https://other.example:{secure.port}/x", b"{}", {}, allowed)
    assert [got.headers["Host"] for got in secure.posts] == [f"in.example:{secure.port}"]


def test_silence_and_unknown_names_are_failures_that_name_no_secret():
    for url in (f"http://127.0.0.1:{_free_port()}/send?key=secret", "http://no-such-host.invalid/send?key=secret"):
        with pytest.raises(Unsent) as failed:
            targets.post(url, b"", {}, Allowed.of("127.0.0.1,no-such-host.invalid"))
        assert "secret" not in f"{failed.value.message} {failed.value.detail}"


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
