"""The plan on paper and as a table, in words of the caller's language."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, Literal
from zoneinfo import ZoneInfo

from app.kit import clock, export, i18n
from app.kit.export import Cell, Format, shown_date
from app.schedule.days import Clocks, clock_time, month_name, weekday
from app.schedule.models import EventType
from app.schedule.plan.repository import following
from app.schedule.plan.schemas import PlanRow, PublicationOut
from app.schedule.plan.service import Plans

Paper = Literal["a4", "a3"]
_HERE = Path(__file__).parent
TEMPLATES: dict[str, str] = {
    "a4": (_HERE / "list.typ").read_text("utf-8"),
    "a3": (_HERE / "calendar.typ").read_text("utf-8"),
}
_COLUMNS = ("day", "weekday", "start", "end", "title", "type", "place", "city", "age")
_WEEKEND = 6


@dataclass(frozen=True)
class PlanPrint:
    """A version, or the draft when there is none, ready to be drawn."""

    month: date
    locale: str
    theater: str
    timezone: str
    rows: Sequence[PlanRow]
    publication: PublicationOut | None

    @classmethod
    async def of(cls, plans: Plans, version: int) -> "PlanPrint":
        publication = await plans.shown(version)
        house = (await Clocks.of(plans.uow)).house
        return cls(
            plans.month,
            plans.uow.ctx.locale,
            house.name,
            publication.timezone if publication else house.zone,
            publication.rows if publication else await plans.draft(),
            publication,
        )

    def file_name(self, extension: str) -> str:
        words = self._text("draft").lower()
        if self.publication:
            words = self._text("version", version=self.publication.version)
        return self._text(
            "file",
            title=self._text("title"),
            month=month_name(self.month, self.locale),
            version=words,
            ext=extension,
        )

    def document(self, paper: Paper) -> tuple[str, dict[str, Any]]:
        """The template and its data."""
        data = {
            "lang": self.locale,
            "title": self._text("title"),
            "month": month_name(self.month, self.locale),
            "theater": self.theater,
            "draft": None if self.publication else self._text("draft"),
            "stands": self._stands(),
            "page": i18n.text("calendar.page", self.locale),
            "empty": self._text("empty"),
            "total": self._text("shows", count=len(self.rows)),
            "approve": {key: self._text(f"approve.{key}") for key in ("who", "date")}
            | {"word": self._text("approve")},
        }
        if paper == "a3":
            return TEMPLATES["a3"], data | {"weekdays": self._weekdays(), "weeks": self._weeks()}
        return TEMPLATES["a4"], data | {"days": self._days()}

    async def table(self) -> BinaryIO:
        headings = [self._text(f"column.{key}") for key in _COLUMNS]
        title = month_name(self.month, self.locale)
        return await export.spool(Format.XLSX, title, headings, self._cells(), self.locale)

    async def _cells(self) -> AsyncIterator[Sequence[export.Row]]:
        yield [self._table_row(row) for row in self.rows]

    def _table_row(self, row: PlanRow) -> list[Cell]:
        return [
            row.day,
            weekday(row.day, self.locale),
            clock_time(self._local(row, row.starts_at), row.day),
            clock_time(self._local(row, row.ends_at), row.day),
            row.title,
            i18n.text(f"event_type.{row.event_type}", self.locale),
            row.venue.name if row.venue else row.tour_venue_name,
            row.city,
            row.age_rating,
        ]

    def _stands(self) -> str:
        zone = ZoneInfo(self.timezone)
        if self.publication:
            at = self.publication.published_at.astimezone(zone)
            return self._text("stands", version=self.publication.version, date=shown_date(at))
        at = clock.now().astimezone(zone)
        return self._text("draft_of", date=shown_date(at), time=f"{at:%H:%M}")

    def _days(self) -> list[dict[str, Any]]:
        """Days with shows only."""
        return [
            {
                "number": day.day,
                "weekday": weekday(day, self.locale),
                "weekend": day.isoweekday() >= _WEEKEND,
                "shows": [self._show(row) for row in rows],
            }
            for day, rows in groupby(self.rows, key=lambda row: row.day)
        ]

    def _weekdays(self) -> list[str]:
        monday = self.month - timedelta(days=self.month.weekday())
        return [weekday(monday + timedelta(days=n), self.locale) for n in range(7)]

    def _weeks(self) -> list[list[dict[str, Any] | None]]:
        """Weeks from Monday to Sunday; None for days of the neighbouring months."""
        shows: dict[date, list[dict[str, Any]]] = {}
        for row in self.rows:
            shows.setdefault(row.day, []).append(self._show(row))
        start = self.month - timedelta(days=self.month.weekday())
        end = following(self.month)
        days = [start + timedelta(days=n) for n in range((end - start).days)]
        days += [end] * (-len(days) % 7)
        cells = [
            None
            if day.month != self.month.month
            else {
                "number": day.day,
                "weekend": day.isoweekday() >= _WEEKEND,
                "shows": shows.get(day, []),
            }
            for day in days
        ]
        return [cells[at : at + 7] for at in range(0, len(cells), 7)]

    def _show(self, row: PlanRow) -> dict[str, Any]:
        place = row.venue.name if row.venue else row.tour_venue_name
        mark = row.event_type in (EventType.PREMIERE, EventType.TOUR)
        return {
            "time": f"{self._local(row, row.starts_at):%H:%M}",
            "note": i18n.text("calendar.local_time", self.locale) if row.timezone else None,
            "title": self._quoted(row.title),
            "mark": i18n.text(f"event_type.{row.event_type}", self.locale) if mark else None,
            "place": ", ".join(part for part in (row.city, place) if part),
            "age": row.age_rating,
        }

    def _quoted(self, title: str) -> str:
        """A title that brings its own quotation marks keeps them."""
        if title[:1] in '«„“"':
            return title
        return self._text("quoted", title=i18n.Whole(title))

    def _local(self, row: PlanRow, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(row.timezone or self.timezone))

    def _text(self, key: str, **params: Any) -> str:
        return i18n.text(f"plan.{key}", self.locale, params)
