"""Bodies of imports."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.inventory.importing.dates import DateOrder
from app.inventory.importing.workbook import MAX_COLUMNS, MAX_ROWS
from app.kit.listing import FeedQuery
from app.kit.schemas import Checked, Id, In, Out, Ref, ShortText

SHOWN = 1_000
"""Errors, and as many warnings, that a dry run repeats; all errors are in the file."""

FieldName = Annotated[str, Field(max_length=120), Checked]
SheetName = Annotated[str, Field(max_length=255), Checked]
Mapping = Annotated[
    dict[FieldName, Annotated[int, Field(ge=0, le=MAX_COLUMNS)]], Field(max_length=100)
]
# A spreadsheet's cell holds at most so much; a path is ten names of a hundred characters.
Cell = Annotated[str, Field(max_length=32_767)]
Path = Annotated[str, Field(max_length=1_100)]
LeftRows = list[Annotated[int, Field(ge=1, le=MAX_ROWS)]]
Choice = Literal["leave", "update"]
VisibleStatus = Literal["uploaded", "running", "done", "failed", "undone"]


class ImportFeed(FeedQuery):
    """The latest imports first."""

    before: Id | None = None


class OptionsIn(In):
    """`date_orders` answers for single fields and wins over `date_order`.

    Without `sheet` and `header_row` (or with 0) both are found.
    """

    date_order: DateOrder | None = None
    date_orders: dict[FieldName, DateOrder] = Field({}, max_length=10)
    create_missing: bool = True
    known: Choice = Field(
        "leave", description="what to do with items whose numbers the list repeats with other data"
    )
    left_rows: LeftRows = Field(
        [], max_length=10_000, description="rows that change nothing though `known` is `update`"
    )
    sheet: SheetName | None = None
    header_row: Annotated[int, Field(ge=0, le=MAX_ROWS)] | None = None


class DryRunIn(In):
    """What is left out stays as it was; at first that is our suggestion."""

    mapping: Mapping | None = None
    options: OptionsIn | None = None


class RunIn(In):
    """What a person has chosen of the updates that a dry run offered."""

    known: Choice
    left_rows: LeftRows = Field([], max_length=10_000)


class OptionsOut(Out):
    date_order: DateOrder | None
    date_orders: dict[str, DateOrder] = Field(max_length=10)
    create_missing: bool
    known: Choice
    left_rows: list[int] = Field(max_length=10_000)
    sheet: str = Field(max_length=255)
    header_row: int


class ColumnOut(Out):
    index: int
    heading: str = Field(max_length=255)
    samples: list[Cell] = Field(max_length=5)
    suggested_field: str | None = Field(max_length=120)


class DateQuestion(Out):
    """A column whose values can be read day first and month first."""

    field: str = Field(max_length=120)
    heading: str = Field(max_length=255)
    samples: list[Cell] = Field(max_length=5)


class ImportOut(Out):
    """`header_row` is 0 for a sheet without headings; `problem` says why an import failed."""

    id: int
    status: VisibleStatus
    file_name: str = Field(max_length=255)
    sheet: str = Field(max_length=255)
    sheets: list[SheetName] = Field(max_length=1000)
    header_row: int
    rows_total: int
    columns: list[ColumnOut] = Field(max_length=MAX_COLUMNS)
    mapping: dict[str, int] = Field(max_length=100)
    is_mapping_remembered: bool
    options: OptionsOut
    ambiguous_dates: list[DateQuestion] = Field(max_length=10)
    encoding: str | None = Field(max_length=50)
    delimiter: str | None = Field(max_length=1)
    created: int
    updated: int
    failed: int
    kept: int = Field(description="items that stayed when it was taken back")
    progress: int
    problem: str | None = Field(max_length=1000)
    created_at: datetime
    finished_at: datetime | None


class ImportRow(Out):
    """One line of the list of imports."""

    id: int
    status: VisibleStatus
    file_name: str = Field(max_length=255)
    rows_total: int
    created: int
    updated: int
    failed: int
    kept: int = Field(description="items that stayed when it was taken back")
    progress: int
    created_at: datetime
    finished_at: datetime | None


class RowProblemOut(Out):
    """`row` is the number that the spreadsheet program shows."""

    row: int
    field: str = Field(max_length=120)
    code: str = Field(max_length=100)
    place: str = Field(max_length=400, description="«Стр. 12, «Цена»»")
    message: str = Field(max_length=1000)
    value: str = Field(max_length=1000)


class WouldCreate(Out):
    """Paths from the root, «Мебель / Кресла»."""

    categories: list[Path] = Field(max_length=100_000)
    locations: list[Path] = Field(max_length=100_000)
    tags: list[ShortText] = Field(max_length=100_000)


class ChangeOut(Out):
    field: str = Field(max_length=120)
    heading: str = Field(max_length=255)
    old: str = Field(max_length=1100)
    new: str = Field(max_length=1100)


class RowUpdateOut(Out):
    """What a row would change of the item that carries its number."""

    row: int
    item: Ref
    inventory_number: str = Field(max_length=50)
    changes: list[ChangeOut] = Field(max_length=150)


class DryRunOut(Out):
    """What a run would do now. `errors`, `warnings` and `updates` are the first 1,000 of each.

    `valid` rows become items; `changed` and `unchanged` ones have a number that an item carries.
    """

    rows_total: int
    valid: int
    changed: int
    unchanged: int
    alike: int = Field(description="new rows without a number whose name an item has already")
    updates: list[RowUpdateOut] = Field(max_length=SHOWN)
    invalid: int
    pieces: int
    errors: list[RowProblemOut] = Field(max_length=SHOWN)
    errors_total: int
    warnings: list[RowProblemOut] = Field(max_length=SHOWN)
    warnings_total: int
    would_create: WouldCreate
    ambiguous_dates: list[DateQuestion] = Field(max_length=10)
    mapping: dict[str, int] = Field(max_length=100)
    sheet: str = Field(max_length=255)
    header_row: int
    columns: list[ColumnOut] = Field(max_length=MAX_COLUMNS)
