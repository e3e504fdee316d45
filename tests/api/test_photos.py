"""Photos: what is kept of them, who may see them, and everything that is no photo."""

import io
import struct
import zlib
from uuid import uuid4

import pytest
from conftest import Clients
from fastapi import FastAPI
from PIL import Image
from tickets import jpeg, raised


def send(client, ticket, *contents: bytes, **typed):
    photos = [("photos", (f"{at}.jpg", content, "image/jpeg")) for at, content in enumerate(contents)]
    typed = {"key": str(uuid4()), **typed}
    return client.post(f"/api/v1/tickets/{ticket['id']}/photos", data=typed, files=photos)


def png(width: int, height: int) -> bytes:
    """A PNG that says it is this large; its one row of pixels is not what it says."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0")),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def located() -> bytes:
    """A photo lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 50.0, 24.0), 3: "E", 4: (125.0, 26.0, 24.0)})
    return jpeg(600, 300, exif=exif)


def test_only_the_picture_itself_is_kept(as_: Clients, app: FastAPI):
    ticket = raised(as_("officer"))
    line = send(as_("officer"), ticket, located()).json()[-1]
    path = app.state.wiring.files.path(line["photos"][0])
    assert b"Secret Maker" not in path.read_bytes()
    with Image.open(path) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (300, 600), {})
    with Image.open(app.state.wiring.files.path(line["photos"][0], "-s")) as small:
        assert max(small.size) == 480


def test_a_picture_is_shown_to_those_who_see_its_record(as_: Clients):
    ticket = raised(as_("officer"))
    name = send(as_("officer"), ticket, jpeg(), is_internal="true").json()[-1]["photos"][0]
    public = send(as_("officer"), ticket, jpeg()).json()[-1]["photos"][0]
    for place in (f"/photos/{name}", f"/photos/{name}/small", f"/api/v1/photos/{name}", f"/api/v1/photos/{name}/small"):
        assert as_("officer").get(place).status_code == 200
        assert as_("contact").get(place).status_code == 404
        assert as_("rival_contact").get(place).status_code == 404
    answer = as_("contact").get(f"/photos/{public}")
    assert answer.status_code == 200
    headers = answer.headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert headers["cache-control"].startswith("private")


@pytest.mark.parametrize("name", ["a" * 26, "%00", "..%2f..%2fetc%2fpasswd", "A" * 26, "a" * 26 + "-s"])
def test_a_name_that_is_nobodys_leads_nowhere(as_: Clients, name: str):
    assert as_("officer").get(f"/photos/{name}").status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script></html>",
        jpeg()[:200],
        b"\xff\xd8\xff\xe0" + b"not a picture" * 20,
        png(60_000, 60_000),
        png(6_500, 6_400),
        png(100, 100),
        b"GIF89a" + b"\0" * 40,
        b"%PDF-1.7" + b"\0" * 40,
    ],
    ids=["svg", "html", "truncated", "wrong inside", "bomb", "over 40 megapixels", "broken", "gif", "pdf"],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(as_: Clients, content: bytes):
    ticket = raised(as_("officer"))
    answer = send(as_("officer"), ticket, jpeg(), content)
    assert (answer.status_code, answer.json()["field"]) == (422, "photos")
    assert len(as_("officer").get(f"/api/v1/tickets/{ticket['id']}/timeline").json()) == 1


def test_an_empty_file_is_no_photo(as_: Clients):
    ticket = raised(as_("officer"))
    answer = send(as_("officer"), ticket, b"")
    assert (answer.status_code, answer.json()["field"]) == (422, "body")


def test_at_most_twenty_photos_a_record(as_: Clients):
    ticket = raised(as_("officer"))
    answer = send(as_("officer"), ticket, *[jpeg(20, 20)] * 21)
    assert (answer.status_code, answer.json()["field"]) == (422, "photos")


def test_other_formats_become_jpeg(as_: Clients, app: FastAPI):
    ticket = raised(as_("officer"))
    for form in ("PNG", "WEBP"):
        out = io.BytesIO()
        Image.new("RGBA", (40, 30), (200, 10, 10, 128)).save(out, form)
        name = send(as_("officer"), ticket, out.getvalue()).json()[-1]["photos"][0]
        with Image.open(app.state.wiring.files.path(name)) as kept:
            assert kept.format == "JPEG"


def test_an_upload_says_what_is_wrong_with_its_fields(as_: Clients):
    ticket = raised(as_("officer"))
    answer = send(as_("officer"), ticket, jpeg(), key="no key", owner_id="7")
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"key", "owner_id"}


def test_a_replayed_upload_is_one_note(as_: Clients):
    ticket = raised(as_("officer"))
    key, content = str(uuid4()), jpeg()
    answers = []
    for boundary in ("first", "second"):
        body = (
            (
                f'--{boundary}\r\nContent-Disposition: form-data; name="key"\r\n\r\n{key}\r\n'
                f'--{boundary}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
                "Content-Type: image/jpeg\r\n\r\n"
            ).encode()
            + content
            + f"\r\n--{boundary}--\r\n".encode()
        )
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Idempotency-Key": key}
        answers.append(as_("officer").post(f"/api/v1/tickets/{ticket['id']}/photos", content=body, headers=headers))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert answers[1].headers["idempotency-replayed"] == "true"
