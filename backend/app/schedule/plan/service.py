"""Drafting, comparing and publishing the plan of a month."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from app.auth.permissions import P
from app.inventory import references
from app.kit import clock
from app.kit.context import Scope
from app.kit.errors import Conflict, Forbidden, Invalid, NotFound
from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.conflicts import clashes
from app.schedule.days import FIRST_YEAR, LAST_YEAR, Clocks
from app.schedule.events import PlanPublished
from app.schedule.models import EventType
from app.schedule.plan.comparing import compare, is_empty
from app.schedule.plan.models import Publication
from app.schedule.plan.repository import PlanRepository, following
from app.schedule.plan.schemas import (
    MAX_ROWS,
    PUBLIC,
    Difference,
    MonthPlan,
    PlanRow,
    PublicationOut,
    VersionOut,
)
from app.schedule.references import theatre_zone


def month_of(text: str) -> date:
    """The first day of `2026-12`, whose form the router has checked."""
    year, month = text.split("-")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Invalid.field("month", "calendar.year")
    return date(int(year), int(month), 1)


class Plans:
    def __init__(self, uow: Uow, month: str) -> None:
        self.uow = uow
        self.name = month
        self.month = month_of(month)
        self.repository = PlanRepository(uow.session)
        self.sees_draft = scope.sees_all(uow.ctx)

    async def overview(self, types: Sequence[EventType] = ()) -> MonthPlan:
        last = await self.repository.last(self.month)
        published = None if last is None else await self._version(last)
        if self.sees_draft:
            rows = await self._draft(types or PUBLIC)
            difference = None
            if last is not None:
                # Compared as it would be published, whatever else the planner is looking at.
                public = await self._draft(PUBLIC) if types else rows
                difference = compare(_rows(last), public)
            versions = [
                await self._version(one) for one in await self.repository.versions(self.month)
            ]
        else:
            wanted = set(types or PUBLIC)
            rows = [row for row in _rows(last) if row.event_type in wanted] if last else []
            difference = None
            versions = [published] if published else []
        clocks = await Clocks.of(self.uow)
        return MonthPlan(
            month=self.name,
            timezone=clocks.house.zone,
            rows=rows,
            published=published,
            versions=versions,
            difference=difference,
            conflicts=await self._clashes() if self.sees_draft else 0,
        )

    async def publish(self, note: str | None, expected_version: int | None) -> PublicationOut:
        """The draft becomes the next version, and its shows become public."""
        ctx = self.uow.ctx
        if ctx.scope(P.SCHEDULE_UPDATE) is not Scope.ALL:
            raise Forbidden(params={"permission": P.SCHEDULE_UPDATE.value})
        await self.repository.lock(ctx.theater_id, self.month)
        last = await self.repository.last(self.month)
        version = last.version if last else 0
        if expected_version is not None and expected_version != version:
            raise Conflict("plan.published_meanwhile", params={"version": version})
        rows = await self._draft(PUBLIC)
        changes = compare(_rows(last) if last else [], rows)
        if last is not None and is_empty(changes):
            raise Conflict("plan.unchanged", params={"version": version})
        for event in await self.repository.unannounced([row.event_id for row in rows]):
            event.is_public = True
        clocks = await Clocks.of(self.uow)
        publication = Publication(
            month=self.month,
            version=version + 1,
            snapshot={
                "timezone": clocks.house.zone,
                "rows": [row.model_dump(mode="json") for row in rows],
            },
            note=note or None,
            published_at=clock.now(),
            published_by_id=ctx.author_id,
        )
        self.uow.session.add(publication)
        await self.uow.session.flush()
        counts = {name: [None, len(getattr(changes, name))] for name in Difference.model_fields}
        diff = {"month": [None, self.name], "version": [version or None, version + 1], **counts}
        await self.uow.audit("publish", "repertoire_publication", publication.id, diff)
        self.uow.record(PlanPublished(self.name, publication.version))
        return await self.out(publication)

    async def version(self, version: int) -> Publication:
        """A publication; of those only the last for whoever sees no drafts."""
        found = await self.repository.find(self.month, version)
        if found is not None and not self.sees_draft:
            last = await self.repository.last(self.month)
            found = found if last is not None and last.version == version else None
        if found is None:
            raise NotFound("plan.not_published")
        return found

    async def difference(self, from_version: int, to_version: int) -> Difference:
        """Between two versions; 0 stands for the draft."""
        if not self.sees_draft:
            raise NotFound("plan.not_published")
        return compare(await self._state(from_version), await self._state(to_version))

    async def shown(self, version: int) -> PublicationOut | None:
        """What to print: a version, or for 0 the draft (None), to whoever may see it."""
        if version:
            return await self.out(await self.version(version))
        if self.sees_draft:
            return None
        last = await self.repository.last(self.month)
        if last is None:
            raise NotFound("plan.not_published")
        return await self.out(last)

    async def draft(self) -> list[PlanRow]:
        return await self._draft(PUBLIC)

    async def out(self, publication: Publication) -> PublicationOut:
        version = await self._version(publication)
        return PublicationOut(
            **version.model_dump(),
            month=self.name,
            timezone=publication.snapshot["timezone"],
            rows=_rows(publication),
        )

    async def _clashes(self) -> int:
        """Hard clashes of the month on the theatre's clock, whatever they are about."""
        zone = await theatre_zone(self.uow)
        since, until = (
            datetime.combine(day, time(), zone) for day in (self.month, following(self.month))
        )
        return len(await clashes.between(self.uow, since, until, severities=("hard",)))

    async def _state(self, version: int) -> list[PlanRow]:
        return _rows(await self.version(version)) if version else await self._draft(PUBLIC)

    async def _draft(self, types: Sequence[EventType]) -> list[PlanRow]:
        clocks = await Clocks.of(self.uow)
        rows = [
            _row(show, clocks)
            for show in await self.repository.shows(self.month, types)
            if _in_month(show, clocks, self.month)
        ]
        return sorted(rows, key=lambda row: (row.day, row.starts_at, row.event_id))[:MAX_ROWS]

    async def _version(self, publication: Any) -> VersionOut:
        people = await references.PEOPLE.of(self.uow)
        name = people.name(publication.published_by_id)
        by = None if name is None else {"id": publication.published_by_id, "name": name}
        return VersionOut.model_validate(
            {
                "version": publication.version,
                "published_at": publication.published_at,
                "published_by": by,
                "note": publication.note,
            }
        )


def _rows(publication: Publication) -> list[PlanRow]:
    return [PlanRow.model_validate(row) for row in publication.snapshot["rows"]]


def _in_month(show: Any, clocks: Clocks, month: date) -> bool:
    local = clocks.local(show.starts_at, show.timezone, show.venue_id)
    return (local.year, local.month) == (month.year, month.month)


def _row(show: Any, clocks: Clocks) -> PlanRow:
    day = clocks.local(show.starts_at, show.timezone, show.venue_id).date()
    venue = clocks.places.refs.get(show.venue_id or 0)
    return PlanRow.model_validate(
        {
            "event_id": show.id,
            "day": day,
            "weekday": day.isoweekday(),
            "starts_at": show.starts_at,
            "ends_at": show.ends_at,
            "timezone": clocks.differing(show.timezone, show.venue_id),
            "title": show.title,
            "event_type": show.event_type,
            "status": show.status,
            "venue": venue,
            "performance_id": show.performance_id,
            "city": show.tour_city,
            "tour_venue_name": show.tour_venue_name,
            "age_rating": show.age_rating,
        }
    )
