"""Where things are used. A later domain tells of a thing that an earlier one archives.

The earlier domain may not import the later one, so it asks here: every domain that knows of a use
registers a teller for the sort of thing. A teller answers for any number of rows at once.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import Field

from app.kit.schemas import Out
from app.kit.uow import Uow

NAMED = 5
"""So many of a kind are named; the rest is a number."""


@dataclass(frozen=True)
class User:
    """What uses a row: a title, a date, a kit."""

    id: int
    name: str
    at: datetime | None = None


@dataclass
class Count:
    number: int = 0
    first: list[User] = field(default_factory=list)

    def add(self, user: User, number: int = 1) -> None:
        self.number += number
        if len(self.first) < NAMED and user not in self.first:
            self.first.append(user)


@dataclass
class Uses:
    """Of one kind: by row, and over all rows together, where each user counts once.

    `hidden` are the rows that something uses of which the caller may not know. A kind that is
    `idle` tells whom an act concerns, but does not make the row one in use.
    """

    kind: str
    by_row: Mapping[int, Count]
    together: Count
    hidden: Collection[int] = ()
    idle: bool = False


def collected(kind: str, rows: Iterable[tuple[int, User | None]], *, idle: bool = False) -> Uses:
    """From pairs of a row and its user, None where the caller may not be told of it."""
    by_row: dict[int, Count] = {}
    users: dict[int, User] = {}
    hidden = set()
    for row_id, user in rows:
        if user is None:
            hidden.add(row_id)
            continue
        by_row.setdefault(row_id, Count()).add(user)
        users[user.id] = user
    together = Count(len(users), list(users.values())[:NAMED])
    return Uses(kind, by_row, together, hidden, idle)


Teller = Callable[[Uow, Collection[int]], Awaitable[Sequence[Uses]]]
_tellers: dict[str, list[Teller]] = {}


def tells(thing: str) -> Callable[[Teller], Teller]:
    """Register who knows of uses of this sort of thing."""

    def register(teller: Teller) -> Teller:
        _tellers.setdefault(thing, []).append(teller)
        return teller

    return register


@dataclass(frozen=True)
class Found:
    """Everything that uses some rows."""

    kinds: Sequence[Uses]

    def is_used(self, row_id: int) -> bool:
        return any(
            row_id in kind.hidden or (row_id in kind.by_row and not kind.idle)
            for kind in self.kinds
        )

    def of(self, row_id: int) -> dict[str, Any]:
        """The body of UsesOut for one row."""
        return {
            "kinds": [
                _body(kind.kind, kind.by_row[row_id])
                for kind in self.kinds
                if row_id in kind.by_row
            ],
            "hidden": any(row_id in kind.hidden for kind in self.kinds),
        }

    def together(self) -> dict[str, Any]:
        """The body of UsesOut for all rows."""
        return {
            "kinds": [
                _body(kind.kind, kind.together) for kind in self.kinds if kind.together.number
            ],
            "hidden": any(kind.hidden for kind in self.kinds),
        }


async def uses_of(uow: Uow, thing: str, row_ids: Collection[int]) -> Found:
    if not row_ids:
        return Found([])
    return Found([kind for tell in _tellers.get(thing, ()) for kind in await tell(uow, row_ids)])


def _body(kind: str, count: Count) -> dict[str, Any]:
    first = [{"id": user.id, "name": user.name, "at": user.at} for user in count.first]
    return {"kind": kind, "number": count.number, "first": first}


class UserOut(Out):
    """`at`: when, where the user is a date."""

    id: int
    name: str = Field(max_length=1100)
    at: datetime | None


class UseOut(Out):
    """`kind`: `titles`, `dates`, `kits`, `people`, or a status outside the store, whose `number`
    counts pieces and whose `first` are the places.
    """

    kind: str = Field(max_length=30)
    number: int
    first: list[UserOut] = Field(max_length=NAMED)


class UsesOut(Out):
    """What uses a thing. `hidden`: something does of which the caller may not know more."""

    kinds: list[UseOut] = Field(max_length=20)
    hidden: bool
