"""Things reserved for an event, as the API takes them."""

from typing import Annotated

from pydantic import Field

from app.inventory.schemas import MAX_QUANTITY
from app.kit.schemas import In, Line
from app.schedule.schemas import EventItemIn, Override


class ReservationIn(EventItemIn):
    override: Override | None = None


class ReservationUpdate(In):
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY)] = 1
    notes: Line | None = None
    override: Override | None = None
