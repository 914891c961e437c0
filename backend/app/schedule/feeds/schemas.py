"""Feeds as the API takes and answers them."""

from datetime import datetime

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.kit.schemas import Id, In, Out, Ref, ShortText
from app.schedule.feeds.models import FeedKind

MAX_FEEDS = 10


class FeedIn(In):
    """A calendar of one's own calls, or of a venue. Without a name it is named after what it is."""

    kind: FeedKind
    venue_id: Id | None = None
    name: ShortText | None = None

    @model_validator(mode="after")
    def _venue_of_its_kind(self) -> "FeedIn":
        if (self.kind is FeedKind.VENUE) != (self.venue_id is not None):
            raise PydanticCustomError("feed.venue", "a venue for a venue's feed, and only for it")
        return self


class FeedOut(Out):
    id: int
    kind: FeedKind
    venue: Ref | None
    name: str = Field(max_length=100)
    created_at: datetime
    last_used_at: datetime | None


class FeedMade(FeedOut):
    """The address is told this once: only a hash of it is kept."""

    url: str = Field(max_length=500)
    webcal_url: str = Field(max_length=500)


class Feeds(Out):
    items: list[FeedOut] = Field(max_length=MAX_FEEDS)
