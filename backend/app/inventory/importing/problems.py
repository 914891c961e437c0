"""Why a value, a row or a whole mapping was not taken as it stands."""

import dataclasses
from dataclasses import dataclass

from app.inventory.importing.workbook import Params


class CellError(Exception):
    """This cell cannot be read as its field. `code` is a catalogue key."""

    def __init__(self, code: str, params: Params | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params: Params = params or {}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """`row` is the number that the spreadsheet program shows; `value` what the cell shows."""

    row: int
    field: str
    code: str
    params: Params = dataclasses.field(default_factory=dict)
    value: str = ""
