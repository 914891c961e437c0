"""Plans, certificates and records as they leave, with the state that they are in today."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Text, and_, cast, select, true

from app.inventory import references, scope
from app.inventory.care.models import CarePlan, CareRecord, Certificate
from app.inventory.care.states import DUE, DUES, word
from app.inventory.repository import ItemRepository
from app.kit.errors import NotFound
from app.kit.listing import FeedQuery
from app.kit.uow import Uow

PLAN = (
    "id", "version", "name", "kind", "every_months", "every_shows", "lead_days", "starts_on",
    "last_done_on", "last_result", "next_due_on", "blocks_issue", "instructions", "is_active",
    "created_at", "updated_at",
)  # fmt: skip
CERTIFICATE = (
    "id", "version", "kind", "number", "issuer", "issued_on", "valid_until", "note", "lead_days",
    "blocks_issue", "created_at", "updated_at",
)  # fmt: skip


class CareReading:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.items = ItemRepository(uow.session, uow.ctx)

    async def plans(self, item_id: int, plan_id: int | None = None) -> list[dict[str, Any]]:
        await self.items.check_readable(item_id, archived=True)
        due = and_(
            DUE.theater_id == CarePlan.theater_id,
            DUE.item_id == CarePlan.item_id,
            DUE.what == word("plan"),
            DUE.id == CarePlan.id,
        )
        columns = [getattr(CarePlan, name) for name in PLAN]
        statement = (
            select(*columns, CarePlan.responsible_id, DUE.state, DUE.shows.label("shows_since"))
            .select_from(CarePlan)
            .outerjoin(DUES, due)
            .where(CarePlan.item_id == item_id)
            .order_by(CarePlan.next_due_on.asc().nulls_last(), CarePlan.id)
        )
        if plan_id is not None:
            statement = statement.where(CarePlan.id == plan_id)
        rows = (await self.session.execute(statement)).mappings().all()
        people = await references.PEOPLE.of(self.uow)
        return [
            {
                **{name: row[name] for name in (*PLAN, "state", "shows_since")},
                "responsible": people.json(row["responsible_id"]),
            }
            for row in rows
        ]

    async def plan(self, item_id: int, plan_id: int) -> dict[str, Any]:
        return _only(await self.plans(item_id, plan_id))

    async def certificates(
        self, item_id: int, certificate_id: int | None = None
    ) -> list[dict[str, Any]]:
        await self.items.check_readable(item_id, archived=True)
        due = and_(
            DUE.theater_id == Certificate.theater_id,
            DUE.item_id == Certificate.item_id,
            DUE.what == word("certificate"),
            DUE.id == Certificate.id,
        )
        columns = [getattr(Certificate, name) for name in CERTIFICATE]
        statement = (
            select(*columns, DUE.state)
            .select_from(Certificate)
            .join(DUES, due)
            .where(Certificate.item_id == item_id)
            .order_by(Certificate.valid_until.asc().nulls_last(), Certificate.id)
        )
        if certificate_id is not None:
            statement = statement.where(Certificate.id == certificate_id)
        rows = (await self.session.execute(statement)).mappings().all()
        return [{name: row[name] for name in (*CERTIFICATE, "state")} for row in rows]

    async def certificate(self, item_id: int, certificate_id: int) -> dict[str, Any]:
        return _only(await self.certificates(item_id, certificate_id))

    async def records(self, item_id: int, feed: FeedQuery) -> dict[str, Any]:
        """Newest first; those of removed plans, too."""
        await self.items.check_readable(item_id, archived=True)
        earlier = true() if feed.before is None else CareRecord.id < feed.before
        found = await self._records(item_id, feed.limit + 1, earlier)
        page = found[: feed.limit]
        return {
            "items": page,
            "next": page[-1]["id"] if len(found) > feed.limit else None,
        }

    async def record(self, item_id: int, record_id: int) -> dict[str, Any]:
        return _only(await self._records(item_id, 1, CareRecord.id == record_id))

    async def _records(self, item_id: int, limit: int, condition: Any) -> list[dict[str, Any]]:
        statement = (
            select(
                CareRecord.id,
                CareRecord.plan_id,
                CarePlan.name,
                CarePlan.kind,
                CareRecord.done_on,
                CareRecord.done_by_id,
                CareRecord.result,
                CareRecord.note,
                cast(CareRecord.cost, Text).label("cost"),
                CareRecord.created_at,
                CareRecord.created_by_id,
            )
            .join(CarePlan, CarePlan.id == CareRecord.plan_id)
            .where(CareRecord.item_id == item_id, condition)
            .order_by(CareRecord.id.desc())
            .limit(limit)
        )
        rows = (
            await self.session.execute(statement, execution_options={"include_deleted": True})
        ).all()
        people = await references.PEOPLE.of(self.uow)
        return [
            {
                "id": row.id,
                "plan": {"id": row.plan_id, "name": row.name, "kind": row.kind},
                "done_on": row.done_on,
                "done_by": people.json(row.done_by_id),
                "result": row.result,
                "note": row.note,
                "cost": row.cost if scope.tells_prices(self.uow.ctx) else None,
                "created_at": row.created_at,
                "created_by": people.json(row.created_by_id),
            }
            for row in rows
        ]


def _only(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if not rows:
        raise NotFound
    return dict(rows[0])
