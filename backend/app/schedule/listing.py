"""The list of events, declared: the calendar, its exports, and searches are one list."""

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import (
    ColumnElement,
    DateTime,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, array

from app.kit import jsontext
from app.kit.listing import AnyOf, Flag, ListQuery, Matches
from app.kit.schemas import Checked, Id
from app.kit.words import contains_words
from app.schedule.models import MAX_DAYS, Call, Event, EventStatus, EventType
from app.schedule.schemas import EventSort, Instant

_sort_title: Any = func.lower(func.translate(Event.title, "ёЁ", "еЕ"))
_viewer: Any = bindparam("viewer", None, type_=Integer())
_asker: Any = bindparam("asker", None, type_=Integer())
_ids = ARRAY(Integer())
# An index in the order of time then begins near the range, not at the beginning of all times.
_LONGEST = text(f"interval '{MAX_DAYS} days'")


def _found(name: str) -> ColumnElement[bool]:
    return contains_words(
        name, Event.title, Event.description, Event.tour_city, Event.tour_venue_name
    )


def _ends_after(name: str) -> ColumnElement[bool]:
    moment: Any = bindparam(name, type_=DateTime(timezone=True))
    return and_(Event.ends_at > moment, Event.starts_at > moment - _LONGEST)


def _starts_before(name: str) -> ColumnElement[bool]:
    return Event.starts_at < bindparam(name, type_=DateTime(timezone=True))


def _calls(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    own = (Call.theater_id == Event.theater_id, Call.event_id == Event.id)
    return exists().where(*own, *conditions).correlate(Event)


def _called(name: str) -> ColumnElement[bool]:
    return _calls(Call.user_id == func.any(bindparam(name, type_=_ids)))


def _of_department(name: str) -> ColumnElement[bool]:
    asked = func.any(bindparam(name, type_=_ids))
    return or_(Event.department_id == asked, _calls(Call.department_id == asked))


def _called_json() -> Any:
    """`[people, calls]`: the counts and the calls of the calendar, made into JSON by PostgreSQL.

    Whoever sees only their own calls (`viewer`) gets only those, and whoever does not plan
    (`asker`) is told no answers of others; how many are called is the same for everybody.
    """
    own = (Call.theater_id == Event.theater_id, Call.event_id == Event.id)
    shown = or_(_viewer.is_(None), Call.user_id == _viewer)
    named = Call.user_id.is_not(None)
    told = or_(_asker.is_(None), Call.user_id == _asker)

    def answered(*statuses: str) -> Any:
        counted = func.count().filter(named, or_(*(Call.status == status for status in statuses)))
        return jsontext.number(case((_asker.is_(None), counted)))

    counted = jsontext.row(
        total=jsontext.number(func.count()),
        confirmed=answered("confirmed"),
        declined=answered("declined"),
        waiting=answered("invited", "tentative"),
        open=jsontext.number(func.count().filter(Call.user_id.is_(None))),
    )
    one = jsontext.row(
        user_id=jsontext.number(Call.user_id),
        role=jsontext.value(Call.role),
        call_at=jsontext.value(Call.call_at),
        status=jsontext.word(case((told, Call.status))),
    )
    both: Any = array([counted, jsontext.rows(one, only=shown)])
    return select(both).where(*own).correlate(Event).scalar_subquery()


class EventList(ListQuery):
    """`from` and `to` are a stretch of time: whatever touches it is in the list."""

    model = Event
    row = (
        Event.id,
        Event.version,
        Event.title,
        Event.event_type,
        Event.status,
        Event.starts_at,
        Event.ends_at,
        Event.setup_minutes,
        Event.strike_minutes,
        Event.busy_from,
        Event.busy_to,
        Event.stage_ready_at,
        Event.timezone,
        Event.venue_id,
        Event.performance_id,
        Event.department_id,
        Event.color,
        Event.is_public,
        Event.is_locked,
        Event.overridden,
        Event.series_id,
        Event.is_exception,
        Event.tour_city,
        Event.tour_venue_name,
        Event.deleted_at,
        _called_json().label("called"),
    )
    sorts = {
        "starts_at": Event.starts_at,
        "title": _sort_title,
        "updated_at": Event.updated_at,
    }
    search = staticmethod(_found)  # type: ignore[assignment]
    tables = frozenset(
        {
            "schedule_events", "event_participants", "performances", "venues", "departments",
            "theaters",
        }
    )  # fmt: skip

    # A month of a large theatre is one answer; pages are for lists without a range.
    page_size: int = Field(50, ge=1, le=1000)
    sort: EventSort = "starts_at"
    q: Annotated[str | None, Field(max_length=200), Checked] = None
    since: Annotated[Instant | None, Matches(_ends_after)] = Field(None, alias="from")
    until: Annotated[Instant | None, Matches(_starts_before)] = Field(
        None, alias="to", description="Not included"
    )
    type: Annotated[list[EventType], Field(max_length=20), AnyOf(Event.event_type)] = []
    status: Annotated[list[EventStatus], Field(max_length=20), AnyOf(Event.status)] = []
    venue: Annotated[list[Id], Field(max_length=100), AnyOf(Event.venue_id)] = []
    performance: Annotated[list[Id], Field(max_length=100), AnyOf(Event.performance_id)] = []
    series: Annotated[list[Id], Field(max_length=100), AnyOf(Event.series_id)] = []
    participant: Annotated[list[Id], Field(max_length=100), Matches(_called)] = []
    department: Annotated[list[Id], Field(max_length=100), Matches(_of_department)] = []
    placed: Annotated[
        bool | None,
        Flag(yes=lambda: Event.venue_id.is_not(None), no=lambda: Event.venue_id.is_(None)),
        Field(description="false: only events without a venue"),
    ] = None
    archived: Annotated[
        bool,
        Flag(
            yes=lambda: Event.deleted_at.is_not(None),
            no=lambda: Event.deleted_at.is_(None),
        ),
        Field(description="true: only deleted events"),
    ] = False
