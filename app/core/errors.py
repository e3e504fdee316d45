"""What can go wrong in the zone's rules; the web layer turns these into answers."""


class DomainError(Exception):
    """A rule said no. `message` is an English msgid, `field` the input it belongs to, `params` fill the message."""

    status = 400

    def __init__(self, message: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(message)
        self.message, self.field, self.params = message, field, params


class NotSignedIn(DomainError):
    status = 401


class NotAllowed(DomainError):
    """A signed-in person may not do this; what was asked (`verb` by its word, `kind`, `row_id`) where known.

    `roles` are those that may.
    """

    status = 403

    def __init__(
        self, message: str, *, verb: str = "", kind: str = "", row_id: int | None = None, roles: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.verb, self.kind, self.row_id, self.roles = verb, kind, row_id, roles


class NotFound(DomainError):
    status = 404


class Conflict(DomainError):
    status = 409


class Stale(DomainError):
    """Somebody changed the row since the caller read it (reliability R16)."""

    status = 412


class VersionMissing(DomainError):
    status = 428


class TooLarge(DomainError):
    status = 413


class TooLong(DomainError):
    status = 414


class Misdirected(DomainError):
    status = 421


class RuleBroken(DomainError):
    status = 422


class TooMany(DomainError):
    """Too many tries; `retry_after_s` seconds until the next one may work."""

    status = 429

    def __init__(self, message: str, *, retry_after_s: int, **params: object) -> None:
        super().__init__(message, field=None, seconds=retry_after_s, **params)
        self.retry_after_s = retry_after_s


class Unavailable(DomainError):
    """The database or the disk cannot take a write now; trying again later is right (R6-R8)."""

    status = 503


class NoRoom(DomainError):
    """The disk is full or nearly so; reading goes on (R6, R7)."""

    status = 507
