"""Who carries a message out: Apprise for e-mail, messengers of our own for robots and JSON.

Apprise's robots count every answer with status 200 as sent, though WeCom and DingTalk refuse that way; they know no
hosts of one's own and connect to no address that was judged. Ours read the answer and go through `targets.post`.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

import apprise
from apprise.plugins.email import NotifyEmail

from app.core import targets
from app.core.i18n import N_
from app.core.targets import Allowed, Unsent

_TEXT = apprise.NotifyFormat.TEXT
_LONGEST = 1900  # bytes; WeCom takes 2048, the others more


@dataclass(frozen=True, slots=True)
class Mail:
    """The machine's way to send e-mail, from its settings. `security` is starttls, ssl or insecure."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is the same each time the message is tried, so that a receiver can see it once. `at` is the wall clock's.

    `link` leads to the page that it is about; empty when the service does not know its own address.
    """

    key: str
    subject: str
    body: str
    link: str
    at: datetime

    @property
    def text(self) -> str:
        return "\n".join(part for part in (self.subject, self.body, self.link) if part)


Payload = Callable[[Message, str], dict[str, Any]]


def wecom(message: Message, _secret: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": shortened(message.text)}}


def dingtalk(message: Message, _secret: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": message.text}}


def feishu(message: Message, secret: str) -> dict[str, Any]:
    """With a signing secret the second and its signature go along; Feishu signs an empty text with both as key."""
    payload = {"msg_type": "text", "content": {"text": message.text}}
    if not secret:
        return payload
    second = str(int(message.at.timestamp()))
    sign = hmac.new(f"{second}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": second, "sign": base64.b64encode(sign).decode()} | payload


def plain(message: Message, _secret: str) -> dict[str, Any]:
    return {"id": message.key, "subject": message.subject, "body": message.body, "url": message.link}


def dingtalk_address(address: str, secret: str, at: datetime) -> str:
    """DingTalk wants the millisecond and its signature in the address."""
    if not secret:
        return address
    moment = str(int(at.timestamp() * 1000))
    sign = hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={moment}&sign={quote_plus(base64.b64encode(sign).decode())}"


def robot(address: str, payload: dict[str, Any], key: str, allowed: Allowed) -> None:
    """Let a group chat's robot, or any receiver of JSON, say it. Raises Refused; Unsent also when a robot says no."""
    headers = {"Content-Type": "application/json; charset=utf-8", "Zhuanban-Id": key}
    said = targets.post(address, json.dumps(payload, ensure_ascii=False).encode(), headers, allowed)
    if code := refusal(said):
        raise Unsent(N_("The receiver refused it."), f"code {code}")


def refusal(said: bytes) -> int:
    """The code with which a robot refused, 0 when it did not: WeCom and DingTalk say `errcode`, Feishu `code`."""
    try:
        answer = json.loads(said)
    except ValueError:
        return 0
    code = (answer.get("errcode") or answer.get("code") or 0) if isinstance(answer, dict) else 0
    return code if isinstance(code, int) else 0


def mail(way: Mail, receiver: str, message: Message) -> None:
    """Send one e-mail by Apprise. Raises Unsent; `X-Zhuanban-Id` is the same each time it is tried."""
    if not (way.host and way.sender):
        raise Unsent(N_("E-mail is not set up: SMTP_HOST and MAIL_FROM."))
    letter = NotifyEmail(  # type: ignore[no-untyped-call]
        smtp_host=way.host,
        host=way.host,
        port=way.port,
        user=way.user or None,
        password=way.password or None,
        from_addr=way.sender,
        targets=[receiver],
        secure_mode=way.security,
        headers={"X-Zhuanban-Id": message.key},
        format=_TEXT,
    )
    letter.socket_connect_timeout = targets.TOTAL_S
    body = "\n\n".join(part for part in (message.body, message.link) if part)
    was_taken = letter.send(body, title=message.subject, body_format=_TEXT)  # type: ignore[no-untyped-call]
    if not was_taken:
        raise Unsent(N_("The mail server did not take it."))


def shortened(text: str) -> str:
    """At most what WeCom takes, cut between characters."""
    raw = text.encode()
    return text if len(raw) <= _LONGEST else raw[:_LONGEST].decode(errors="ignore") + "…"
