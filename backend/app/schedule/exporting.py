"""The schedule as a table: the filters of the list, in words of the caller's language."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import orjson
from fastapi import Query, Response

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.inventory import references as common
from app.inventory.exports import FILE
from app.kit import clock, export, i18n
from app.kit.context import Context
from app.kit.export import Cell, Format, shown_date
from app.kit.listing import ListRun
from app.kit.reference import Refs
from app.kit.routing import router as make_router
from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.listing import EventList
from app.schedule.references import theatre_zone
from app.schedule.rows import Names

router = make_router("/schedule/export", "schedule")
_COLUMNS = (
    "day", "starts", "ends", "title", "type", "status", "venue", "city", "performance",
    "setup_from", "stage_ready", "strike_to", "department", "people", "confirmed", "open",
)  # fmt: skip


class EventExport(EventList):
    """The filters and sort of the list; pages mean nothing here."""

    format: Format = Format.XLSX


class EventExporter:
    def __init__(self, uow: Uow, query: EventExport) -> None:
        self.uow = uow
        self.run = ListRun(uow, query, scope.narrowing(uow.ctx))

    @property
    def headings(self) -> list[str]:
        told = scope.plans(self.uow.ctx)
        return [self._text(f"event.column.{key}") for key in _COLUMNS if told or key != "confirmed"]

    async def rows(self) -> AsyncIterator[Sequence[export.Row]]:
        names = await Names.read(self.uow)
        people = await common.PEOPLE.of(self.uow)
        async for rows in self.run.all_rows():
            yield [self._row(row, names, people) for row in rows]

    def _row(self, row: Mapping[str, Any], names: Names, people: Refs) -> list[Cell]:
        zone = ZoneInfo(names.zone(row["timezone"], row["venue_id"]))
        starts, ends = row["starts_at"].astimezone(zone), row["ends_at"].astimezone(zone)
        ready = row["stage_ready_at"]
        title = names.titles.get(row["performance_id"])
        counts, calls = map(orjson.loads, row["called"])
        called = [people.name(c["user_id"]) or c["role"] for c in calls]
        return [
            starts.date(),
            f"{starts:%H:%M}",
            f"{ends:%H:%M}",
            row["title"],
            self._text(f"event_type.{row['event_type']}"),
            self._text(f"event_status.{row['status']}"),
            names.places.refs.name(row["venue_id"]) or row["tour_venue_name"],
            row["tour_city"],
            title and title["title"],
            f"{row['busy_from'].astimezone(zone):%H:%M}" if row["setup_minutes"] else None,
            None if ready is None else f"{ready.astimezone(zone):%H:%M}",
            f"{row['busy_to'].astimezone(zone):%H:%M}" if row["strike_minutes"] else None,
            names.departments.name(row["department_id"]),
            ", ".join(dict.fromkeys(filter(None, called))) or None,
            *([counts["confirmed"]] if scope.plans(self.uow.ctx) else []),
            counts["open"],
        ]

    def _text(self, key: str) -> str:
        return i18n.text(key, self.uow.ctx.locale)


@router.get(
    "",
    response_class=Response,
    responses={200: {"content": {form.media_type: {"schema": FILE} for form in Format}}},
)
async def export_events(
    query: Annotated[EventExport, Query()],
    ctx: Annotated[Context, Allow(P.SCHEDULE_READ)],
    uow: Read,
) -> Response:
    """CSV or XLSX, as the calendar is filtered."""
    exporter = EventExporter(uow, query)
    title = i18n.text("event.file", ctx.locale)
    file = await export.spool(query.format, title, exporter.headings, exporter.rows(), ctx.locale)
    today = shown_date(clock.now().astimezone(await theatre_zone(uow)))
    return export.file_response(file, f"{title} {today}.{query.format}", query.format)
