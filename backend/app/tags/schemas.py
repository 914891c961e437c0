"""Tags as the API takes and answers them."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.kit.schemas import Color, Id, In, Out, ShortName


class TagIn(In):
    name: ShortName
    color: Color | None = None
    parent_id: Id | None = None


class TagUpdate(In):
    name: ShortName | None = None
    color: Color | None = None
    parent_id: Id | None = None

    @model_validator(mode="after")
    def _stays_named(self) -> "TagUpdate":
        if "name" in self.model_fields_set and self.name is None:
            raise PydanticCustomError("text_empty", "must not be empty")
        return self


class TagMerge(In):
    into_id: Id


class TagOut(Out):
    """`usage_count`: how many things carry the tag, archived ones too; `item_count`: live items
    that carry it or one below it, as a list filtered by it shows them to the reader."""

    id: int
    version: int
    name: str = Field(max_length=100)
    color: str | None = Field(max_length=7)
    parent_id: int | None
    usage_count: int
    item_count: int


TagSort = Literal["name", "-name", "created_at", "-created_at"]
