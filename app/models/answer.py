"""Answers already given to a key, so that a replay is answered and not done again (reliability R18)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary
from sqlmodel import Field, SQLModel


class Answer(SQLModel, table=True):
    """Kept in the same transaction as the effect. `user_id` 0 stands for people without an account."""

    user_id: int = Field(primary_key=True)
    key: str = Field(primary_key=True, max_length=200)
    request_hash: str
    status: int = 0
    headers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    body: bytes = Field(default=b"", sa_type=LargeBinary)
    at: datetime = Field(index=True)
