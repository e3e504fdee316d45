"""Bodies that turn out longer than they may be: 413 in the house's words, whatever was made of the part (R28)."""

from functools import partial

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import DomainError, TooLarge
from app.core.i18n import N_
from app.web import errors, locale


class Counted:
    """One request whose body is counted as it streams in.

    Past the limit the application sees a caller who hung up, so it keeps nothing, and its own answer is thrown away.
    """

    def __init__(self, app: ASGIApp, at_most: int) -> None:
        self.app, self.at_most = app, at_most
        self.read, self.is_over, self.has_begun = 0, False, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, partial(self._counted, receive), partial(self._sent, send))
        except Exception:
            if not self._is_cut:
                raise
        if self._is_cut:
            await refuse(too_large(), scope, receive, send)

    @property
    def _is_cut(self) -> bool:
        return self.is_over and not self.has_begun

    async def _counted(self, receive: Receive) -> Message:
        message = await receive()
        self.read += len(message.get("body", b""))
        self.is_over = self.is_over or self.read > self.at_most
        return {"type": "http.disconnect"} if self.is_over else message

    async def _sent(self, send: Send, message: Message) -> None:
        if not self._is_cut:
            self.has_begun = True
            await send(message)


def too_large() -> TooLarge:
    return TooLarge(N_("This is too large to send."))


async def refuse(problem: DomainError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer without asking the application, and hang up."""
    request = Request(scope, receive)
    locale.speak(request)
    answer = errors.answer(request, problem)
    answer.headers["Connection"] = "close"
    await answer(scope, receive, send)
