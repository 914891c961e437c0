"""Everything a service may refuse with. One handler turns these into RFC 9457 problems.

    AppError
    ├── NotAuthenticated   401  no, expired or revoked credentials
    ├── Forbidden          403  the role lacks the permission
    ├── NotFound           404  absent, archived, out of scope or of another theatre: all alike
    ├── Conflict           409  the state of the data forbids it; may carry `conflicts`
    ├── StaleVersion       412  somebody else saved first
    ├── TooLarge           413
    ├── UnsupportedType    415
    ├── Invalid            422  the input breaks a rule; names the field
    ├── VersionRequired    428  PUT without If-Match
    ├── TooMany            429  carries `retry_after` seconds
    ├── Unavailable        503  a part is down; carries `retry_after`
    └── StorageFull        507

`code` is stable and dotted; texts live in app/locales under the same key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """One broken rule of one field; `field` is a dotted path, `code` a key of the locales."""

    field: str
    code: str
    params: Mapping[str, Any]


class AppError(Exception):
    status = 500
    code = "internal"

    def __init__(
        self,
        code: str | None = None,
        *,
        params: Mapping[str, Any] | None = None,
        errors: Sequence[FieldError] = (),
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.code = code or self.code
        self.params = params or {}
        self.errors = tuple(errors)
        self.extra = extra or {}
        self.headers = headers or {}
        super().__init__(self.code)


class NotAuthenticated(AppError):
    status = 401
    code = "auth.required"


class Forbidden(AppError):
    status = 403
    code = "auth.forbidden"


class NotFound(AppError):
    status = 404
    code = "not_found"


class Conflict(AppError):
    status = 409
    code = "conflict"


class StaleVersion(AppError):
    status = 412
    code = "stale"

    def __init__(self, current: int | None = None) -> None:
        super().__init__(extra={} if current is None else {"current_version": current})


class TooLarge(AppError):
    status = 413
    code = "too_large"


class UnsupportedType(AppError):
    status = 415
    code = "unsupported_type"


class Invalid(AppError):
    status = 422
    code = "validation"

    @classmethod
    def field(cls, field: str, code: str, **params: Any) -> "Invalid":
        """A single broken rule, the usual case."""
        return cls(errors=[FieldError(field, code, params)])


class VersionRequired(AppError):
    status = 428
    code = "version_required"


class TooMany(AppError):
    status = 429
    code = "too_many"

    def __init__(self, retry_after: int, code: str | None = None) -> None:
        super().__init__(
            code, params={"seconds": retry_after}, headers={"Retry-After": str(retry_after)}
        )


class Unavailable(AppError):
    status = 503
    code = "unavailable"

    def __init__(self, part: str, retry_after: int = 3, code: str | None = None) -> None:
        code = code or ("storage.unavailable" if part == "storage" else None)
        super().__init__(code, extra={"part": part}, headers={"Retry-After": str(retry_after)})


class StorageFull(AppError):
    status = 507
    code = "storage.full"
