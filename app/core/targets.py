"""Sending to an address that somebody typed, without letting it reach into our own network (SSRF; R80).

The name is resolved once, every address behind it is judged, and the connection goes to the very address that was
judged. Redirects are not followed, and nothing takes longer than TOTAL_S.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, quote, urlsplit

from app.core.i18n import N_

CONNECT_S, TOTAL_S = 5, 20
_ANSWER_AT_MOST = 64 * 1024
_GOOD = range(200, 300)
# Roads through which an IPv4 address of our own network can be written as a public IPv6 one; and the former addresses
# of a site's own network, which Python takes for public ones.
_DISGUISES = tuple(
    ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0:0/96", "fec0::/10")
)
_KEPT = "/%:=&?~+!$,;'@()*[]"  # what an address may hold besides letters and digits; the rest is escaped
Address = IPv4Address | IPv6Address


class Refused(Exception):
    """This target may not be sent to; `message` is a msgid without secrets."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Unsent(Exception):
    """It did not arrive, as far as we know; `message` is a msgid, `detail` a short word that names no secret."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message, self.detail = message, detail


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the machine's owner allows beyond the public network: host names and networks (ALLOWED_TARGETS)."""

    listed: frozenset[str]

    @classmethod
    def of(cls, setting: str) -> "Allowed":
        return cls(frozenset(word.strip().lower() for word in setting.split(",") if word.strip()))

    def names(self, host: str) -> bool:
        return host.lower() in self.listed

    def has(self, address: Address) -> bool:
        return any(address in net for word in self.listed if (net := _network(word)) is not None)


def _network(word: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(word, strict=False)
    except ValueError:
        return None


def judged(url: str, allowed: Allowed) -> SplitResult:
    """The parts of an address that may be sent to, as far as can be said without asking for its name.

    Refused when it is not https, unless it is listed; when it carries a user; when it is an address of our own network.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Refused(N_("This is not a web address.")) from None
    if parts.scheme not in {"https", "http"} or not host:
        raise Refused(N_("This is not a web address."))
    if parts.username is not None or parts.password is not None:
        raise Refused(N_("Write the address without a user name."))
    literal = _literal(host)
    if literal is not None:
        _judge(host, literal, allowed)
    if parts.scheme == "http" and not (allowed.names(host) or (literal and allowed.has(literal))):
        raise Refused(N_("Only https addresses, unless ALLOWED_TARGETS names the host."))
    return parts


def resolved(host: str, port: int, allowed: Allowed) -> str:
    """One address of the host; Refused when any of its addresses is not public and not listed."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise Unsent(N_("The name of the receiver is not known.")) from None
    for address in found:
        _judge(host, ip_address(address.partition("%")[0]), allowed)
    return found[0]


def post(url: str, body: bytes, headers: Mapping[str, str], allowed: Allowed) -> bytes:
    """Send; the answer's first 64 KiB. Refused, or Unsent for any status but 2xx, silence and broken lines."""
    parts = judged(url, allowed)
    line = _connected(parts, allowed)
    asked = quote(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", safe=_KEPT)
    watch = Timer(TOTAL_S, _cut, (line,))
    watch.daemon = True
    watch.start()
    try:
        status, said = _answer(line, asked, body, dict(headers) | {"User-Agent": "Zhuanban", "Connection": "close"})
    except (OSError, http.client.HTTPException):
        raise Unsent(N_("The receiver does not answer.")) from None
    finally:
        watch.cancel()
        line.close()
    if status not in _GOOD:
        raise Unsent(N_("The receiver refused it."), f"HTTP {status}")
    return said


def _answer(line: http.client.HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    line.request("POST", path, body, headers)
    answer = line.getresponse()
    return answer.status, answer.read(_ANSWER_AT_MOST)


def _connected(parts: SplitResult, allowed: Allowed) -> http.client.HTTPConnection:
    """A connection to a judged address, that speaks to the host: its name in `Host` and in the certificate."""
    secure, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (443 if secure else 80)
    address = resolved(host, port, allowed)
    try:
        wire = socket.create_connection((address, port), CONNECT_S)
        if secure:
            wire = ssl.create_default_context().wrap_socket(wire, server_hostname=host)
    except OSError:
        raise Unsent(N_("The receiver does not answer.")) from None
    wire.settimeout(TOTAL_S)
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    line = kind(host, port)
    line.sock = wire
    return line


def _cut(line: http.client.HTTPConnection) -> None:
    """End a call that takes too long, however slowly bytes drip in."""
    if line.sock is not None:
        try:
            line.sock.shutdown(socket.SHUT_RDWR)
        except OSError:  # it ended by itself meanwhile
            return


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _judge(host: str, address: Address, allowed: Allowed) -> None:
    plain = getattr(address, "ipv4_mapped", None) or address
    is_public = plain.is_global and not plain.is_multicast and not any(plain in net for net in _DISGUISES)
    if not (is_public or allowed.names(host) or allowed.has(plain)):
        raise Refused(N_("This address lies in our own network; ALLOWED_TARGETS does not name it."))
