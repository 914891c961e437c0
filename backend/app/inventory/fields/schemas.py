"""Bodies of the theatre's own properties of items."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.inventory.fields.models import FieldType
from app.inventory.fields.types import MAX_LONG_TEXT, MAX_NUMBER, MAX_OPTIONS
from app.kit.schemas import Checked, Cleaned, Id, In, NotEmpty, Out, Patch
from app.kit.text import clean

MAX_FIELDS = 500
SAMPLES = 20


def _plain(value: Any) -> Any:
    """One complaint for a value that no type could take; texts as they are stored."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    bad = number and not -MAX_NUMBER < value < MAX_NUMBER
    if isinstance(value, list):
        bad = len(value) > MAX_OPTIONS or any(not isinstance(one, str) for one in value)
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if not bad:
        for text in texts:
            if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
                raise PydanticCustomError("text_characters", "characters that cannot be stored")
        bad = any(len(text) > MAX_LONG_TEXT for text in texts)
    if bad or isinstance(value, dict):
        raise PydanticCustomError("custom_field_value", "no value of any type")
    if isinstance(value, str):
        return clean(value)
    return value


_Number = Annotated[float, Field(gt=-MAX_NUMBER, lt=MAX_NUMBER)]
_Integer = Annotated[int, Field(gt=-MAX_NUMBER, lt=MAX_NUMBER)]
_Long = Annotated[str, Field(max_length=MAX_LONG_TEXT)]
_Many = Annotated[
    list[Annotated[str, Field(max_length=MAX_LONG_TEXT)]], Field(max_length=MAX_OPTIONS)
]
FieldKey = Annotated[str, StringConstraints(min_length=1, max_length=100), Checked, Cleaned]
FieldValue = Annotated[_Long | bool | _Integer | _Number | _Many | None, BeforeValidator(_plain)]
FieldValueOut = _Long | bool | _Integer | _Number | _Many

Key = Annotated[str, Field(max_length=50, pattern=r"^[a-z][a-z0-9_]*$")]
Bound = Annotated[Decimal, Field(gt=-MAX_NUMBER, lt=MAX_NUMBER, decimal_places=6)]
_Label = Annotated[str, Field(min_length=1, max_length=80), Checked, Cleaned, NotEmpty]


class OptionIn(In):
    """Without a value one is made of the label; later only the label may change."""

    value: Annotated[str, Field(min_length=1, max_length=50), Checked, Cleaned, NotEmpty] | None = (
        None
    )
    label: _Label


class FieldIn(In):
    """`from_name`: the free property of items that becomes this field, with its values."""

    name: _Label
    type: FieldType
    category_id: Id | None = Field(None, description="null: every item")
    options: list[OptionIn] = Field([], max_length=MAX_OPTIONS)
    unit: Annotated[str, Field(max_length=15), Checked, Cleaned] | None = None
    minimum: Bound | None = None
    maximum: Bound | None = None
    required: bool = False
    help: Annotated[str, Field(max_length=500), Checked, Cleaned] | None = None
    sort_order: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] = 0
    show_in_list: bool = False
    is_active: bool = True


class FieldNew(FieldIn):
    """The key is made of the name where it is left out."""

    key: Key | None = None
    from_name: FieldKey | None = None


class FieldPatch(FieldIn, Patch):
    """Any subset of a field's properties."""


class FieldOrder(In):
    ids: list[Id] = Field(min_length=1, max_length=MAX_FIELDS)

    @model_validator(mode="after")
    def _each_once(self) -> "FieldOrder":
        if len(set(self.ids)) != len(self.ids):
            raise PydanticCustomError("duplicate", "an id occurs twice")
        return self


class OptionOut(Out):
    value: str = Field(max_length=50)
    label: str = Field(max_length=80)


class CustomFieldOut(Out):
    id: int
    version: int
    key: str = Field(max_length=50)
    name: str = Field(max_length=80)
    type: FieldType
    category_id: int | None
    options: list[OptionOut] = Field(max_length=MAX_OPTIONS)
    unit: str | None = Field(max_length=15)
    minimum: float | None
    maximum: float | None
    required: bool
    help: str | None = Field(max_length=500)
    sort_order: int
    show_in_list: bool
    is_active: bool


class FreeProperty(Out):
    """A property that somebody typed or a list brought, and that no field describes."""

    name: str = Field(max_length=100)
    items: int
    samples: list[Annotated[str, Field(max_length=100)]] = Field(max_length=SAMPLES)


class FieldList(Out):
    items: list[CustomFieldOut] = Field(max_length=MAX_FIELDS)


class FreeList(Out):
    items: list[FreeProperty] = Field(max_length=200)


class Unfit(Out):
    """A stored value that the field could not take, how many items have it, and one of them."""

    value: str = Field(max_length=200)
    reason: str = Field(max_length=1000)
    count: int
    item_id: int


class FieldReport(Out):
    """What saving would do. `missing`: items that lack a value although it would be required."""

    values: int
    converted: int
    unfit: int
    samples: list[Unfit] = Field(max_length=SAMPLES)
    distinct: list[Annotated[str, Field(max_length=200)]] = Field(max_length=MAX_OPTIONS)
    missing: int


def changed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if k not in ("key", "from_name")}
