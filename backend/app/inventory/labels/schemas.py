"""Label templates, sheets and what a code stands for, as the API takes and answers them."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.inventory.schemas import ItemRow
from app.inventory.units.schemas import UnitOut
from app.kit.schemas import Id, In, Line, Out, Patch, ShortName

A4_WIDTH, A4_HEIGHT = 210.0, 297.0
MAX_LABELS = 500
MAX_FIELDS = 12
# A sheet cut to the last millimetre still counts as fitting.
_SLACK = 0.5

Millimetres = Annotated[float, Field(ge=0, le=300)]
Side = Annotated[float, Field(ge=10, le=300)]
Points = Annotated[float, Field(ge=4, le=72)]


class FieldKind(StrEnum):
    NAME = "name"
    INVENTORY_NUMBER = "inventory_number"
    CATEGORY = "category"
    LOCATION = "location"
    DEPARTMENT = "department"
    RESPONSIBLE = "responsible"
    THEATRE = "theatre"
    SERIAL = "serial"
    TEXT = "text"


class LabelField(In):
    """A line of a label: what it says and how; `text` belongs to the kind `text` only."""

    kind: FieldKind
    text: Line | None = None
    size: Points = 8
    bold: bool = False
    lines: Annotated[int, Field(ge=1, le=10)] = 1


class Layout(In):
    """Millimetres, letters in points. On a roll every label is a page of its own."""

    page: Literal["a4", "roll"] = "a4"
    columns: Annotated[int, Field(ge=1, le=20)] = 1
    rows: Annotated[int, Field(ge=1, le=60)] = 1
    margin_left: Millimetres = 0
    margin_top: Millimetres = 0
    gap_x: Millimetres = 0
    gap_y: Millimetres = 0
    label_width: Side
    label_height: Side
    padding: Annotated[float, Field(ge=0, le=20)] = 2
    qr_place: Literal["left", "right", "top", "none"] = "left"
    qr_size: Annotated[float, Field(ge=8, le=150)] = 20
    border: bool = False
    fields: Annotated[list[LabelField], Field(max_length=MAX_FIELDS)]

    @model_validator(mode="after")
    def _fits(self) -> "Layout":
        """Labels lie on the sheet, the code lies on the label."""
        if self.page == "a4":
            across = self.margin_left + self.columns * (self.label_width + self.gap_x) - self.gap_x
            down = self.margin_top + self.rows * (self.label_height + self.gap_y) - self.gap_y
            if across > A4_WIDTH + _SLACK or down > A4_HEIGHT + _SLACK:
                raise PydanticCustomError("label_off_sheet", "the labels do not fit on A4")
        else:
            self.columns = self.rows = 1
            self.margin_left = self.margin_top = self.gap_x = self.gap_y = 0
        inner = min(self.label_width, self.label_height) - 2 * self.padding
        if self.qr_place == "none":
            if not self.fields or inner < 2:
                raise PydanticCustomError("label_empty", "a label without a code and without text")
        elif self.qr_size > inner + 0.01:
            raise PydanticCustomError("label_code_too_big", "the code is larger than the label")
        return self

    @property
    def per_page(self) -> int:
        return self.columns * self.rows


class TemplateIn(In):
    """A label of the theatre's own; `is_default` takes the mark from the one that had it."""

    name: ShortName
    is_default: bool = False
    layout: Layout


class TemplatePatch(TemplateIn, Patch):
    """Any subset of the fields; a layout comes whole."""


class FieldOut(Out):
    kind: FieldKind
    text: str | None = Field(max_length=255)
    size: float
    bold: bool
    lines: int


class LayoutOut(Out):
    page: Literal["a4", "roll"]
    columns: int
    rows: int
    margin_left: float
    margin_top: float
    gap_x: float
    gap_y: float
    label_width: float
    label_height: float
    padding: float
    qr_place: Literal["left", "right", "top", "none"]
    qr_size: float
    border: bool
    fields: list[FieldOut] = Field(max_length=MAX_FIELDS)


class PresetOut(Out):
    """A label that the product brings along."""

    preset: str = Field(max_length=50)
    name: str = Field(max_length=100)
    layout: LayoutOut


class TemplateOut(Out):
    id: int
    version: int
    name: str = Field(max_length=100)
    is_default: bool
    layout: LayoutOut


class Templates(Out):
    presets: list[PresetOut] = Field(max_length=50)
    items: list[TemplateOut] = Field(max_length=200)


class SheetIn(In):
    """What to print on which label: exactly one of `template_id`, `preset` and `layout`.

    `start_position` leaves the used labels of the first sheet alone; `units`: an item whose
    pieces are numbered gets a label for each of them.
    """

    template_id: Id | None = None
    preset: Annotated[str, Field(max_length=50)] | None = None
    layout: Layout | None = None
    ids: Annotated[list[Id], Field(min_length=1, max_length=MAX_LABELS)]
    unit_ids: Annotated[list[Id], Field(max_length=MAX_LABELS)] = Field(
        [], description="only these numbered pieces of the items"
    )
    copies: Annotated[int, Field(ge=1, le=MAX_LABELS)] = 1
    start_position: Annotated[int, Field(ge=1, le=1200)] = 1
    units: bool = False

    @model_validator(mode="after")
    def _one_label(self) -> "SheetIn":
        if sum(value is not None for value in (self.template_id, self.preset, self.layout)) != 1:
            raise PydanticCustomError("label_choice", "one of template_id, preset, layout")
        return self


class Resolved(Out):
    """What a code stands for; `by` says what of it matched."""

    kind: Literal["item", "unit"]
    by: Literal["link", "number", "serial"]
    item: ItemRow
    unit: UnitOut | None
