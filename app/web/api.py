"""What JSON answers share: pages with a cursor, and the ETag that a change must be based on."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from app.core.paging import Slice
from app.web.forms import Form, HasVersion, form_of

Row = TypeVar("Row")
T = TypeVar("T", bound=BaseModel)


class PageOf(BaseModel, Generic[Row]):
    """`items`, and the cursor to pass as `after` for the next page (null: this was the last)."""

    items: list[Row]
    next_cursor: str | None


class Lister:
    """Answers with one page of a list; the next page's address stands in the `Link` header."""

    def __init__(self, request: Request, response: Response) -> None:
        self._request, self._response = request, response

    def of(self, rows: Slice[Row]) -> PageOf[Row]:
        if rows.next_cursor:
            following = self._request.url.include_query_params(after=rows.next_cursor)
            self._response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
        return PageOf[Row].model_construct(items=rows.items, next_cursor=rows.next_cursor)


Listing = Annotated[Lister, Depends(Lister)]


def sent_form(shape: type[T]) -> Callable[[Request], Awaitable[Form[T]]]:
    """A dependency that reads a multipart form, photos and all, and refuses what does not fit as JSON would be."""
    read = form_of(shape)

    async def checked(request: Request) -> Form[T]:
        form = await read(request)
        if form.problem is not None:
            found = form.problem.errors(include_url=False, include_input=False)
            raise RequestValidationError([error | {"loc": ("body", *error["loc"])} for error in found])
        return form

    return checked


Seen = TypeVar("Seen", bound=HasVersion)


def tagged(response: Response, seen: Seen) -> Seen:
    """Give the answer the row's version as its ETag, to be sent back as `If-Match` (R16)."""
    response.headers["ETag"] = f'"{seen.version}"'
    return seen
