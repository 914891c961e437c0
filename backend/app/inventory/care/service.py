"""Rules of care: who may say what, what a record does to its plan."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import DateTime, func, literal, select

from app.auth.permissions import P
from app.inventory import references
from app.inventory.care.answers import MAX_EACH
from app.inventory.care.models import CarePlan, CareRecord, CareResult, Certificate
from app.inventory.care.states import TODAY, ZONE
from app.inventory.repository import ItemRepository
from app.kit import clock
from app.kit.errors import Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow


class Care:
    """Every change holds the item's lock, as a movement does: neither overtakes the other."""

    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.items = ItemRepository(uow.session, uow.ctx)

    async def create_plan(self, item_id: int, given: Mapping[str, Any]) -> int:
        await self._open(item_id, CarePlan)
        values = dict(given)
        today = await self._today()
        values["starts_on"] = values["starts_on"] or today
        await self._check_plan(values, today)
        start = values["last_done_on"] or values["starts_on"]
        plan = CarePlan(item_id=item_id, counted_from=_counted_from(start), **values)
        return await self._add(plan)

    async def change_plan(
        self, item_id: int, plan_id: int, given: Mapping[str, Any], version: int | None
    ) -> int:
        """A date of the last time that is put right also forgets how that time ended."""
        await self.items.lock(item_id, P.INVENTORY_UPDATE)
        plan = await self._plan(item_id, plan_id)
        expect(plan.version, version)
        values = dict(given)
        if values.get("starts_on") is None:
            values.pop("starts_on", None)
        await self._check_plan(
            {"every_months": plan.every_months, "every_shows": plan.every_shows} | values,
            await self._today(),
        )
        before = (plan.last_done_on, plan.starts_on)
        for name, value in values.items():
            setattr(plan, name, value)
        if before != (plan.last_done_on, plan.starts_on):
            plan.counted_from = _counted_from(plan.last_done_on or plan.starts_on)
        if before[0] != plan.last_done_on:
            plan.last_result = None
        await self.session.flush()
        return plan.id

    async def remove_plan(self, item_id: int, plan_id: int, version: int | None) -> None:
        """Its records stay."""
        await self.items.lock(item_id, P.INVENTORY_DELETE)
        plan = await self._plan(item_id, plan_id)
        expect(plan.version, version)
        plan.deleted_at = clock.now()
        await self.session.flush()

    async def record(self, item_id: int, plan_id: int, given: Mapping[str, Any]) -> int:
        """Care was taken. Found bad, it stays due; noted late, it does not turn the plan back."""
        await self.items.lock(item_id, P.INVENTORY_UPDATE)
        plan = await self._plan(item_id, plan_id)
        values = dict(given)
        today = await self._today()
        values["done_on"] = values["done_on"] or today
        _not_later("done_on", values["done_on"], today)
        if values["done_by_id"] is None:
            values["done_by_id"] = self.uow.ctx.author_id
        else:
            people = await references.PEOPLE.of(self.uow)
            references.require("done_by_id", values["done_by_id"], people)
        record = CareRecord(
            item_id=item_id, plan_id=plan_id, created_by_id=self.uow.ctx.author_id, **values
        )
        if plan.last_done_on is None or plan.last_done_on <= values["done_on"]:
            plan.last_result = values["result"]
            if values["result"] != CareResult.FAILED:
                plan.last_done_on = values["done_on"]
                plan.counted_from = _counted_from(values["done_on"])
        return await self._add(record)

    async def create_certificate(self, item_id: int, given: Mapping[str, Any]) -> int:
        await self._open(item_id, Certificate)
        _check_dates(given)
        return await self._add(Certificate(item_id=item_id, **given))

    async def change_certificate(
        self, item_id: int, certificate_id: int, given: Mapping[str, Any], version: int | None
    ) -> int:
        await self.items.lock(item_id, P.INVENTORY_UPDATE)
        paper = await self._certificate(item_id, certificate_id)
        expect(paper.version, version)
        _check_dates({"issued_on": paper.issued_on, "valid_until": paper.valid_until} | dict(given))
        for name, value in given.items():
            setattr(paper, name, value)
        await self.session.flush()
        return paper.id

    async def remove_certificate(
        self, item_id: int, certificate_id: int, version: int | None
    ) -> None:
        await self.items.lock(item_id, P.INVENTORY_DELETE)
        paper = await self._certificate(item_id, certificate_id)
        expect(paper.version, version)
        paper.deleted_at = clock.now()
        await self.session.flush()

    async def _open(self, item_id: int, model: Any) -> None:
        """The item for one more; refused when a script has run away."""
        await self.items.lock(item_id, P.INVENTORY_UPDATE)
        statement = select(func.count()).select_from(model).where(model.item_id == item_id)
        if (await self.session.scalar(statement) or 0) >= MAX_EACH:
            raise Invalid("inventory.care_too_many", params={"limit": MAX_EACH})

    async def _add(self, row: Any) -> int:
        self.session.add(row)
        await self.session.flush()
        identity: int = row.id
        return identity

    async def _plan(self, item_id: int, plan_id: int) -> CarePlan:
        statement = select(CarePlan).where(CarePlan.id == plan_id, CarePlan.item_id == item_id)
        plan: CarePlan | None = await self.session.scalar(statement)
        if plan is None:
            raise NotFound
        return plan

    async def _certificate(self, item_id: int, certificate_id: int) -> Certificate:
        statement = select(Certificate).where(
            Certificate.id == certificate_id, Certificate.item_id == item_id
        )
        paper: Certificate | None = await self.session.scalar(statement)
        if paper is None:
            raise NotFound
        return paper

    async def _check_plan(self, values: Mapping[str, Any], today: date) -> None:
        if values.get("every_months") is None and values.get("every_shows") is None:
            raise Invalid.field("every_months", "care_interval_missing")
        if values.get("last_done_on") is not None:
            _not_later("last_done_on", values["last_done_on"], today)
        if values.get("responsible_id") is not None:
            people = await references.PEOPLE.of(self.uow)
            references.require("responsible_id", values["responsible_id"], people)

    async def _today(self) -> date:
        today: date = (await self.session.execute(select(TODAY))).scalar_one()
        return today


def _counted_from(day: date) -> Any:
    """The end of that day, or this moment while it lasts: tonight's show counts after an inspection
    of this morning, and yesterday's does not.
    """
    end = datetime.combine(day + timedelta(days=1), time())
    return func.least(func.now(), func.timezone(ZONE, literal(end, DateTime(timezone=False))))


def _not_later(field: str, day: date, today: date) -> None:
    if day > today:
        raise Invalid.field(field, "care_in_future")


def _check_dates(values: Mapping[str, Any]) -> None:
    issued, last = values.get("issued_on"), values.get("valid_until")
    if issued is not None and last is not None and last < issued:
        raise Invalid.field("valid_until", "care_dates_crossed")
