"""What is asked to sign in and to keep an account."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.text import Clean
from app.models.ticket_shapes import Given

Username = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64), Clean]
Password = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class SignIn(Given):
    username: Username
    password: Password
