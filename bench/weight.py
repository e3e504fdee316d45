"""What a browser that was never here fetches to paint the list page."""

import gzip
import re
from dataclasses import dataclass
from http.client import HTTPConnection

from bench.fill import COORDINATOR
from bench.server import Server

_FETCHED = re.compile(r'<(?:script|link)[^>]*?(?:src|href)="(/static/[^"#]+)"[^>]*>')
_DRAWN = re.compile(r'<use href="(/static/[^"#]+)')


@dataclass(frozen=True)
class Weight:
    """Requests, bytes compressed of all, of the page alone (its style sheet within), and of its HTML raw; its tags."""

    requests: int
    bytes_gz: int
    critical_gz: int
    html_raw: int
    tags: int


def first_visit(server: Server) -> Weight:
    """The page without a cookie for its style sheet, and everything that it names."""
    page, critical = _get(server, "/tickets?view=all", "gzip")
    again, _ = _get(server, "/tickets?view=all", "identity", "; css=1")
    text = page.decode()
    addresses = {found for pattern in (_FETCHED, _DRAWN) for found in pattern.findall(text)}
    sizes = [_get(server, address.replace("&amp;", "&"), "gzip")[1] for address in addresses]
    tags = len(re.findall(rb"<[a-z]", again))
    return Weight(1 + len(sizes), critical + sum(sizes), critical, len(again), tags)


def _get(server: Server, path: str, encoding: str, more: str = "") -> tuple[bytes, int]:
    """The body, unpacked, and its bytes on the wire."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"session={COORDINATOR}{more}", "Accept-Encoding": encoding})
    answer = connection.getresponse()
    sent = answer.read()
    packed = answer.getheader("Content-Encoding") == "gzip"
    return gzip.decompress(sent) if packed else sent, len(sent)
