"""Theatres as the API takes and answers them."""

from typing import Annotated

from pydantic import Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from app.auth.schemas import check_size
from app.kit.schemas import Checked, Cleaned, Code, In, Line, Name, Out, Text, Timezone

Contact = Annotated[str, Field(max_length=50), Checked, Cleaned]
_Key = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.:-]+$")]
Settings = Annotated[dict[_Key, JsonValue], Field(max_length=200)]


class TheaterReplace(In):
    """The settings of one's own theatre; its code is for the operator to give."""

    name: Name
    address: Text | None = None
    phone: Contact | None = None
    email: Line | None = None
    timezone: Timezone = "Europe/Moscow"
    settings: Settings = {}

    @model_validator(mode="after")
    def _bounded(self) -> "TheaterReplace":
        check_size(self.settings)
        return self


class TheaterUpdate(In):
    name: Name | None = None
    address: Text | None = None
    phone: Contact | None = None
    email: Line | None = None
    timezone: Timezone | None = None
    settings: Settings | None = None

    @model_validator(mode="after")
    def _stays_named(self) -> "TheaterUpdate":
        for name in ("name", "timezone", "settings"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PydanticCustomError("text_empty", "must not be empty")
        check_size(self.settings or {})
        return self


class TheaterCreate(In):
    name: Name
    code: Code
    timezone: Timezone = "Europe/Moscow"


class TenantReplace(In):
    """What the operator of the installation decides about a theatre."""

    name: Name
    code: Code
    timezone: Timezone = "Europe/Moscow"
    is_active: bool = True


class TheaterOut(Out):
    id: int
    version: int
    name: str = Field(max_length=255)
    code: str = Field(max_length=50)
    address: str | None = Field(max_length=10_000)
    phone: str | None = Field(max_length=50)
    email: str | None = Field(max_length=255)
    timezone: str = Field(max_length=64)
    settings: Settings
    is_active: bool


class TenantRow(Out):
    id: int
    name: str = Field(max_length=255)
    code: str = Field(max_length=50)
    timezone: str = Field(max_length=64)
    is_active: bool
