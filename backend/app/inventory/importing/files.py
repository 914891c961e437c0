"""Calling the child that reads an uploaded file, and telling its owner what is wrong with it."""

from typing import Any

import orjson

from app.inventory.importing import child
from app.inventory.importing.models import Import
from app.inventory.importing.workbook import ImportFileError
from app.kit import sandbox
from app.kit.errors import FieldError, Invalid

LIMITS = sandbox.Limits(memory_mb=1024, cpu_s=40, wall_s=120)
"""200,000 rows of .xlsx take 16 s of CPU and 370 MB."""


async def ask(function: str, data: sandbox.Source, argument: dict[str, Any]) -> bytes:
    """The child's answer; ImportFileError when it died of the file."""
    try:
        return await sandbox.run(
            child.MODULE, function, data, orjson.dumps(argument).decode(), LIMITS
        )
    except sandbox.SandboxKilled as killed:
        raise ImportFileError("import.too_slow") from killed


def refusal(error: ImportFileError) -> Invalid:
    """The same refusal as an answer to a request."""
    field = "mapping" if ".mapping_" in error.code else "file"
    return Invalid(
        error.code, params=error.params, errors=[FieldError(field, error.code, error.params)]
    )


def parse_argument(imported: Import) -> dict[str, Any]:
    """What the child has to know to parse this import's rows."""
    options = imported.options
    return {
        "name": imported.file_name,
        "sheet": imported.overview["sheet"],
        "header_row": imported.overview["header_row"] or None,
        "mapping": imported.mapping,
        "date_order": options.get("date_order"),
        "date_orders": options.get("date_orders"),
    }


def headings(imported: Import) -> dict[str, str]:
    """The heading of each mapped field."""
    names = {column["index"]: column["heading"] for column in imported.overview["columns"]}
    return {field: names[index] for field, index in imported.mapping.items() if index in names}
