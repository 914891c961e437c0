"""The bases of every body that comes in or goes out."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError, PydanticUndefined

from app.kit.text import clean

T = TypeVar("T")
MAX_ID = 2_147_483_647
Id = Annotated[int, Field(ge=1, le=MAX_ID)]
Color = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", max_length=7)]


def _reject_broken(value: Any) -> Any:
    if isinstance(value, str) and (
        "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value)
    ):
        raise PydanticCustomError("text_characters", "characters that cannot be stored")
    return value


def _not_empty(value: str) -> str:
    if not value:
        raise PydanticCustomError("text_empty", "must not be empty")
    return value


Checked = BeforeValidator(_reject_broken)
Cleaned = AfterValidator(clean)
NotEmpty = AfterValidator(_not_empty)

ShortText = Annotated[str, Field(max_length=100), Checked, Cleaned]
Name = Annotated[str, Field(min_length=1, max_length=255), Checked, Cleaned, NotEmpty]
ShortName = Annotated[str, Field(min_length=1, max_length=100), Checked, Cleaned, NotEmpty]
Code = Annotated[str, Field(min_length=1, max_length=50, pattern=r"^[\w.-]+$"), Checked]
Text = Annotated[str, Field(max_length=10_000), Checked, Cleaned]
Line = Annotated[str, Field(max_length=255), Checked, Cleaned]


def _calendar_day(value: Any) -> Any:
    """In a query everything is text, and `0` would pass for the first day of 1970."""
    if isinstance(value, str) and not _DAY.match(value):
        raise PydanticCustomError("date_parsing", "a date as YYYY-MM-DD")
    return value


_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
Day = Annotated[date, BeforeValidator(_calendar_day)]


def written_out(value: Any) -> Any:
    """A bare number would count as seconds of 1970, which nobody means."""
    if isinstance(value, str) and not _ISO.match(value):
        raise PydanticCustomError("datetime_parsing", "ISO 8601 with an offset")
    return value


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("datetime_parsing", "beyond the calendar") from None


_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}[Tt ]")
Moment = Annotated[AwareDatetime, BeforeValidator(written_out), AfterValidator(_in_utc)]


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise PydanticCustomError("timezone_unknown", "not a known time zone")
    return value


Timezone = Annotated[str, Field(max_length=64), Checked, AfterValidator(_known_zone)]


_NUMBERS = frozenset({int, float, Decimal})


def _fits(given: type, annotation: Any) -> bool:
    """Whether a JSON scalar of a type may stand in a field of this annotation."""
    allowed = kinds(annotation)
    if Any in allowed:
        return True
    if given is bool:
        return bool in allowed
    if given is str:
        return not allowed <= {int, float, bool, type(None)}
    return bool(allowed & _NUMBERS)


def kinds(annotation: Any) -> frozenset[Any]:
    """The types of an annotation with unions, options and metadata taken apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return kinds(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return frozenset().union(*map(kinds, get_args(annotation)))
    if origin is Literal:
        return frozenset(map(type, get_args(annotation)))
    return frozenset({origin or annotation})


class In(BaseModel):
    """A body that comes in: an unknown or server-owned field is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", str_max_length=20_000)

    @field_validator("*", mode="before")
    @classmethod
    def _no_coercion(cls, value: Any, info: ValidationInfo) -> Any:
        """JSON types as they are: 0 is no false, "3" no number, 1700000000 no date."""
        annotation = cls.model_fields[info.field_name or ""].annotation
        if isinstance(value, bool | int | float | str) and not _fits(type(value), annotation):
            raise PydanticCustomError("type_mismatch", "a value of another type")
        return value

    def changes(self) -> dict[str, Any]:
        """Only the fields that the client sent, each of them whole: the meaning of PATCH."""
        whole = self.model_dump()
        return {name: whole[name] for name in whole if name in self.model_fields_set}


class Patch(In):
    """The body of a PATCH: `class TagPatch(TagIn, Patch)` may leave out any field of `TagIn`.

    The types stay: a field that cannot be empty refuses null. Read it by `changes()`.
    """

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for field in cls.model_fields.values():
            field.default = PydanticUndefined
            field.default_factory = lambda: None
        cls.model_rebuild(force=True)


class Out(BaseModel):
    """A body that goes out, read from rows or objects."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")


class Ref(Out):
    """A named thing elsewhere: enough to show it and to link to it."""

    id: int
    name: str = Field(max_length=255)


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T] = Field(max_length=200)
    total: int
    page: int
    page_size: int
    pages: int


class Feed(BaseModel, Generic[T]):
    """A stretch of an endless list; `next` goes into `before` of the following request."""

    items: list[T] = Field(max_length=200)
    next: int | None


class FieldProblem(BaseModel):
    field: str = Field(max_length=255)
    message: str = Field(max_length=1000)
    code: str = Field(max_length=100)


class Problem(BaseModel):
    """RFC 9457 application/problem+json; further members depend on `code`."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(max_length=255)
    title: str = Field(max_length=255)
    status: int
    detail: str = Field(max_length=2000)
    code: str = Field(max_length=100)
    errors: list[FieldProblem] = Field(max_length=1000)
    request_id: str = Field(max_length=100)
