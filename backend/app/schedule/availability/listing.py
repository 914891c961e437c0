"""The lists of absences and of closures, declared."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import ColumnElement, DateTime, bindparam

from app.inventory import references as common
from app.kit.listing import AnyOf, ListQuery, Matches
from app.kit.reference import Refs
from app.kit.schemas import Id
from app.kit.uow import Uow
from app.schedule import references
from app.schedule.availability.models import Absence, AbsenceKind, Closure
from app.schedule.availability.schemas import StretchSort
from app.schedule.schemas import Instant


def _moment(name: str) -> Any:
    return bindparam(name, type_=DateTime(timezone=True))


def _ends_after(column: Any) -> Callable[[str], ColumnElement[bool]]:
    return lambda name: column > _moment(name)


def _starts_before(column: Any) -> Callable[[str], ColumnElement[bool]]:
    return lambda name: column < _moment(name)


class AbsenceList(ListQuery):
    """`from` and `to` are a stretch of time: whatever touches it is in the list."""

    model = Absence
    row = (
        Absence.id,
        Absence.version,
        Absence.user_id,
        Absence.kind,
        Absence.starts_at,
        Absence.ends_at,
        Absence.comment,
        Absence.updated_at,
    )
    sorts = {"starts_at": Absence.starts_at}
    tables = frozenset({"absences", "users"})

    sort: StretchSort = "starts_at"
    user: Annotated[list[Id], Field(max_length=100), AnyOf(Absence.user_id)] = []
    kind: Annotated[list[AbsenceKind], Field(max_length=20), AnyOf(Absence.kind)] = []
    since: Annotated[Instant | None, Matches(_ends_after(Absence.ends_at))] = Field(
        None, alias="from"
    )
    until: Annotated[Instant | None, Matches(_starts_before(Absence.starts_at))] = Field(
        None, alias="to", description="Not included"
    )
    mine: bool = Field(False, description="true: only the caller's own")


class ClosureList(ListQuery):
    """`from` and `to` are a stretch of time: whatever touches it is in the list."""

    model = Closure
    row = (
        Closure.id,
        Closure.version,
        Closure.venue_id,
        Closure.starts_at,
        Closure.ends_at,
        Closure.reason,
        Closure.updated_at,
    )
    sorts = {"starts_at": Closure.starts_at}
    tables = frozenset({"venue_closures", "venues"})

    sort: StretchSort = "starts_at"
    venue: Annotated[list[Id], Field(max_length=100), AnyOf(Closure.venue_id)] = []
    since: Annotated[Instant | None, Matches(_ends_after(Closure.ends_at))] = Field(
        None, alias="from"
    )
    until: Annotated[Instant | None, Matches(_starts_before(Closure.starts_at))] = Field(
        None, alias="to", description="Not included"
    )


Shape = Callable[[Mapping[str, Any]], dict[str, Any]]


def _naming(refs: Refs, column: str, name: str) -> Shape:
    def shape(row: Mapping[str, Any]) -> dict[str, Any]:
        body = dict(row)
        body[name] = refs.json(body.pop(column))
        return body

    return shape


async def absence_shape(uow: Uow) -> Shape:
    return _naming(await common.PEOPLE.of(uow), "user_id", "person")


async def closure_shape(uow: Uow) -> Shape:
    return _naming((await references.VENUES.of(uow)).refs, "venue_id", "venue")
