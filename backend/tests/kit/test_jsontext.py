"""JSON that is put together as text is what PostgreSQL's own functions make, to the byte."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import DateTime, Integer, String, Text, cast, column, func, select, values
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.kit import jsontext
from tests.factories import Factory, TheaterOf

AT = datetime(2026, 3, 29, 19, 30, 0, 120_000, tzinfo=UTC)
ROWS = [
    (1, 40, "invited", "Ведущий", AT),
    (3, None, None, None, None),
    (
        2,
        -7,
        "declined",
        'Слуга "Фирс" \\ {1}\n\t\x7f %s :role $1 №2\u2028',
        AT.replace(microsecond=0),
    ),
]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1]])
async def test_text_is_the_json_of_postgresql(
    rows: list[Any], make: Factory, theater: TheaterOf
) -> None:
    table = values(
        column("id", Integer),
        column("number", Integer),
        column("status", String),
        column("role", String),
        column("at", DateTime(timezone=True)),
        name="given",
    ).data(rows)
    own = func.json_build_object(
        "number", table.c.number, "status", table.c.status, "role", table.c.role, "at", table.c.at
    )
    text = jsontext.row(
        number=jsontext.number(table.c.number),
        status=jsontext.word(table.c.status),
        role=jsontext.value(table.c.role),
        at=jsontext.value(table.c.at),
    )
    few, none = table.c.number > 0, table.c.number > 100
    asked = select(
        cast(func.json_agg(aggregate_order_by(own, table.c.id)), Text),
        jsontext.rows(text, order=table.c.id),
        cast(func.json_agg(own).filter(few), Text),
        jsontext.rows(text, only=few),
        jsontext.rows(text, only=none),
    )
    async with make.db.read(theater.ctx) as uow:
        all_own, all_text, few_own, few_text, no_text = (await uow.session.execute(asked)).one()
    assert (all_text, few_text, no_text) == (all_own, few_own, "[]")
