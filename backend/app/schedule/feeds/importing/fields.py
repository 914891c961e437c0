"""What a dated event of a file says, in the fields of ours."""

from dataclasses import dataclass
from typing import Any

from app.kit.text import clean
from app.kit.uow import Uow
from app.schedule.feeds.importing.dated import Dated
from app.schedule.feeds.importing.matching import Known
from app.schedule.models import EventStatus, EventType
from app.schedule.references import zone_of

_DESCRIPTION = 10_000


@dataclass(frozen=True)
class Wishes:
    """What the importer decides for the whole file."""

    venue_id: int | None = None
    event_type: EventType | None = None


@dataclass(frozen=True)
class Fields:
    uow: Uow
    wishes: Wishes
    known: Known

    async def of(self, dated: Dated) -> dict[str, Any]:
        location = clean(dated.location)
        venue_id = self.wishes.venue_id or (self.known.venue(location) if location else None)
        description = clean(dated.description)
        confirmed = dated.status == "CONFIRMED"
        fields: dict[str, Any] = {
            "title": clean(dated.title.replace("\n", " ").replace("\t", " "))[:255],
            "status": (EventStatus.CONFIRMED if confirmed else EventStatus.PLANNED).value,
            "starts_at": dated.starts_at.replace(second=0, microsecond=0),
            "ends_at": dated.ends_at.replace(second=0, microsecond=0),
            "venue_id": venue_id,
            "timezone": None,
        }
        if location and venue_id is None:
            if self.kind(dated) is EventType.TOUR:
                fields["tour_venue_name"] = " ".join(location.split())[:255]
            else:
                description = "\n\n".join(filter(None, (location, description)))
        fields["description"] = description[:_DESCRIPTION] or None
        usual = await zone_of(self.uow, None, venue_id)
        if dated.timezone is not None and dated.timezone != usual.key:
            fields["timezone"] = dated.timezone
        return fields

    def kind(self, dated: Dated) -> EventType:
        return self.wishes.event_type or self.known.kind(dated.categories) or EventType.OTHER
