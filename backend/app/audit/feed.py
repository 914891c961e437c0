"""The journal of changes, newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field, JsonValue
from sqlalchemy import Select, select

from app.kit.audit import AuditEntry
from app.kit.listing import FeedQuery
from app.kit.schemas import Id, Moment, Out
from app.kit.uow import Uow
from app.users.models import User, short_name

_Word = Annotated[str, Field(max_length=50, pattern=r"^[a-z_]+$")]


class AuditQuery(FeedQuery):
    actor: Id | None = None
    entity: _Word | None = None
    entity_id: Id | None = None
    action: _Word | None = None
    since: Moment | None = Field(None, alias="from")
    until: Moment | None = Field(None, alias="to", description="Not included")


class Actor(Out):
    id: int
    short_name: str = Field(max_length=110)


class AuditRow(Out):
    """`action` and `entity` are keys; `diff` maps a field to its value before and after.

    `actor` is empty for the system itself, and for an operator of the installation.
    """

    id: int
    at: datetime
    action: str = Field(max_length=50)
    entity: str = Field(max_length=50)
    entity_id: int | None
    actor_id: int | None
    actor: Actor | None
    diff: dict[Annotated[str, Field(max_length=100)], JsonValue] = Field(max_length=200)
    ip: str | None = Field(max_length=45)
    request_id: str = Field(max_length=100)


async def read_feed(uow: Uow, query: AuditQuery) -> tuple[list[AuditRow], int | None]:
    """One row more than asked tells whether there is a next stretch."""
    found = (await uow.session.execute(_statement(query))).all()
    rows = [_row(entry, names) for entry, *names in found[: query.limit]]
    return rows, rows[-1].id if len(found) > query.limit else None


def _statement(query: AuditQuery) -> "Select[AuditEntry, str, str, str | None]":
    statement = (
        select(AuditEntry, User.last_name, User.first_name, User.patronymic)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .order_by(AuditEntry.id.desc())
        .limit(query.limit + 1)
    )
    for column, value in (
        (AuditEntry.actor_id, query.actor),
        (AuditEntry.entity, query.entity),
        (AuditEntry.entity_id, query.entity_id),
        (AuditEntry.action, query.action),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if query.before is not None:
        statement = statement.where(AuditEntry.id < query.before)
    if query.since is not None:
        statement = statement.where(AuditEntry.at >= query.since)
    if query.until is not None:
        statement = statement.where(AuditEntry.at < query.until)
    return statement


def _row(entry: AuditEntry, names: Sequence[str | None]) -> AuditRow:
    last, first, patronymic = names
    actor = None
    if entry.actor_id is not None and last is not None:
        actor = Actor(id=entry.actor_id, short_name=short_name(last, first, patronymic))
    values = {n: getattr(entry, n) for n in AuditRow.model_fields if n != "actor"}
    return AuditRow.model_validate(values | {"actor": actor})
