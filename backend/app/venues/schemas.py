"""Venues as the API takes and answers them."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.kit.schemas import Code, In, Name, Out, ShortText, Text, Timezone
from app.venues.models import VenueType

Capacity = Annotated[int, Field(ge=0, le=1_000_000)]


class VenueIn(In):
    name: Name
    code: Code
    type: VenueType
    capacity: Capacity | None = None
    address: Text | None = None
    city: ShortText | None = None
    timezone: Timezone | None = None
    is_active: bool = True


class VenueUpdate(In):
    name: Name | None = None
    code: Code | None = None
    type: VenueType | None = None
    capacity: Capacity | None = None
    address: Text | None = None
    city: ShortText | None = None
    timezone: Timezone | None = None
    is_active: bool | None = None

    @model_validator(mode="after")
    def _stays_whole(self) -> "VenueUpdate":
        for name in ("name", "code", "type", "is_active"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PydanticCustomError("text_empty", "must not be empty")
        return self


class VenueOut(Out):
    id: int
    version: int
    name: str = Field(max_length=255)
    code: str = Field(max_length=50)
    type: VenueType
    capacity: int | None
    address: str | None = Field(max_length=10_000)
    city: str | None = Field(max_length=100)
    timezone: str | None = Field(max_length=64, description="null: the theatre's")
    is_active: bool


VenueSort = Literal["name", "-name", "code", "-code", "capacity", "-capacity"]
