"""What a title usually needs on a venue before and after it is played."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select

from app.inventory.references import require
from app.kit import clock
from app.kit.db import loaded
from app.kit.errors import Conflict, Invalid
from app.kit.http import expect
from app.kit.schemas import Id, In, Out, Ref
from app.kit.uow import Uow
from app.performances.models import Performance
from app.performances.service import Performances
from app.schedule import references
from app.schedule.models import Tails
from app.schedule.schemas import Minutes

MAX_VENUES = 200


class TailsIn(In):
    """Minutes on one venue; `ready_minutes`: the stage is ready so long before the start."""

    venue_id: Id
    setup_minutes: Minutes = 0
    strike_minutes: Minutes = 0
    ready_minutes: Annotated[int, Field(ge=0, le=1440)] | None = None


class TitleTailsIn(In):
    """The whole list; each venue once."""

    items: list[TailsIn] = Field(max_length=MAX_VENUES)


class TailsOut(Out):
    venue: Ref
    setup_minutes: int
    strike_minutes: int
    ready_minutes: int | None


class TitleTails(Out):
    """`version` is the title's: its tails are part of it."""

    version: int
    items: list[TailsOut] = Field(max_length=1000)


_USUAL = """
SELECT setup_minutes, strike_minutes, ready_minutes FROM performance_tails
WHERE theater_id = $1 AND performance_id = $2 AND venue_id = $3
"""


async def default_tails(uow: Uow, performance_id: int, venue_id: int) -> Tails | None:
    rows = await uow.rows(_USUAL, (uow.ctx.theater_id, performance_id, venue_id))
    return loaded(Tails, dict(rows[0])) if rows else None


class TailsOfTitle:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def of(self, performance_id: int) -> dict[str, Any]:
        return await self._body(await Performances(self.uow).get(performance_id))

    async def replace(
        self, performance_id: int, items: Sequence[Mapping[str, Any]], version: int | None
    ) -> dict[str, Any]:
        performance = await Performances(self.uow).get(performance_id, lock=True)
        expect(performance.version, version)
        if performance.archived_at is not None:
            raise Conflict("performance.archived")
        await self._check(items)
        kept = {tails.venue_id: tails for tails in await self._rows(performance_id)}
        changed = False
        for values in items:
            tails = kept.pop(values["venue_id"], None)
            if tails is None:
                self.session.add(Tails(performance_id=performance_id, **values))
                changed = True
                continue
            for name, value in values.items():
                if getattr(tails, name) != value:
                    setattr(tails, name, value)
                    changed = True
        for tails in kept.values():
            await self.session.delete(tails)
            changed = True
        if changed:
            performance.updated_at = clock.now()
        await self.session.flush()
        return await self._body(performance)

    async def _check(self, items: Sequence[Mapping[str, Any]]) -> None:
        venues = (await references.VENUES.of(self.uow)).refs
        seen: set[int] = set()
        for number, values in enumerate(items):
            field = f"items.{number}.venue_id"
            require(field, values["venue_id"], venues)
            if values["venue_id"] in seen:
                raise Invalid.field(field, "tails_venue_twice")
            seen.add(values["venue_id"])

    async def _rows(self, performance_id: int) -> Sequence[Tails]:
        statement = select(Tails).where(Tails.performance_id == performance_id)
        return (await self.session.scalars(statement)).all()

    async def _body(self, performance: Performance) -> dict[str, Any]:
        """In the order in which venues are shown everywhere."""
        venues = (await references.VENUES.of(self.uow)).refs
        found = {tails.venue_id: tails for tails in await self._rows(performance.id)}
        return {
            "version": performance.version,
            "items": [
                {
                    "venue": venues.json(venue_id),
                    "setup_minutes": found[venue_id].setup_minutes,
                    "strike_minutes": found[venue_id].strike_minutes,
                    "ready_minutes": found[venue_id].ready_minutes,
                }
                for venue_id in venues
                if venue_id in found
            ],
        }
