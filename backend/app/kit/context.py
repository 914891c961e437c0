"""Who is asking, for which theatre, with which rights: fixed for one request or job."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Scope(StrEnum):
    """How far a permission reaches; the union of several roles keeps the widest."""

    ALL = "all"
    DEPARTMENT = "department"
    OWN = "own"

    @property
    def width(self) -> int:
        return {"all": 3, "department": 2, "own": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Context:
    """The caller. `user_id` is None only for work that the system itself does for a theatre.

    `rights` are the permissions as text (`rights_of`) where one mapping serves many requests.
    """

    theater_id: int
    user_id: int | None = None
    session_id: str | None = None
    home_theater_id: int | None = None
    department_id: int | None = None
    is_superuser: bool = False
    permissions: Mapping[str, Scope] = field(default_factory=dict)
    rights: str = ""
    request_id: str = ""
    ip: str | None = None
    locale: str = "ru"

    def scope(self, permission: str) -> Scope | None:
        """The reach of a permission, None when the caller does not have it."""
        return self.permissions.get(permission)

    @property
    def author_id(self) -> int | None:
        """For created_by and updated_by: a superuser visiting another theatre has no row there."""
        return self.user_id if self.home_theater_id in (None, self.theater_id) else None

    def session_info(self) -> dict[str, Any]:
        return {"ctx": self, "theater_id": self.theater_id}


def rights_of(permissions: Mapping[str, Scope]) -> str:
    """Equal for equal permissions; a part of what an answer is known by."""
    return ",".join(f"{name}:{scope}" for name, scope in sorted(permissions.items()))


caller: ContextVar[Context | None] = ContextVar("caller", default=None)
"""On whose behalf this task runs, for what is shared out fairly (kit.gate), never for rights."""


def system_context(theater_id: int, user_id: int | None = None, request_id: str = "") -> Context:
    """The context of a job: every right inside one theatre, on behalf of whoever caused it."""
    return Context(theater_id=theater_id, user_id=user_id, request_id=request_id)
