"""Views as the API takes and answers them."""

from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from app.kit.schemas import Checked, Cleaned, In, NotEmpty, Out, Patch

MAX_STATE = 8_192
MAX_VIEWS = 200

ViewTable = Literal["inventory", "performances", "schedule"]
ViewName = Annotated[str, Field(min_length=1, max_length=60), Checked, Cleaned, NotEmpty]
_Key = Annotated[str, Field(max_length=50), Checked]


class ViewState(In):
    """The address of the list (its inner form is the client's business) and the visible columns;
    at most 8 KB."""

    search: dict[_Key, JsonValue] = Field(max_length=50)
    columns: list[_Key] | None = Field(None, max_length=100)

    @model_validator(mode="after")
    def _bounded(self) -> "ViewState":
        try:
            stored = orjson.dumps(self.model_dump())
        except (TypeError, ValueError) as error:
            raise PydanticCustomError("text_characters", "cannot be stored") from error
        if b"\\u0000" in stored:
            raise PydanticCustomError("text_characters", "cannot be stored")
        if len(stored) > MAX_STATE:
            raise PydanticCustomError("view_size", "too large")
        return self


class ViewChange(In):
    name: ViewName
    state: ViewState
    shared: bool = False
    sort_order: int = Field(0, ge=0, le=100_000)


class ViewIn(ViewChange):
    table: ViewTable


class ViewPatch(ViewChange, Patch):
    pass


class ViewOwner(Out):
    id: int
    short_name: str = Field(max_length=255)


class ViewOut(Out):
    id: int
    version: int
    table: ViewTable
    name: str = Field(max_length=60)
    state: dict[str, Any] = Field(description="`search`, and `columns` or null")
    shared: bool
    sort_order: int
    owner: ViewOwner
    mine: bool
    can_edit: bool


class Views(Out):
    """Own ones first, then what others share."""

    items: list[ViewOut] = Field(max_length=2_000)


class ViewQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    table: ViewTable | None = Field(None, description="all lists when absent")
