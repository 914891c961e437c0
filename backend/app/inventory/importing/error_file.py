"""The refused rows of a list as a file of the same columns, so that it can be imported again."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, BinaryIO

from app.inventory.importing import answers
from app.kit import export, i18n
from app.kit.export import Format, Row

_AT_ONCE = 1000


async def make(
    table: dict[str, Any], problems: Sequence[tuple[int, list[Any]]], form: Format, locale: str
) -> BinaryIO:
    """`table` is `{headings, cells}` of the refused rows, `problems` their numbers and errors."""
    width = len(table["headings"])

    async def rows() -> AsyncIterator[Sequence[Row]]:
        for start in range(0, len(problems), _AT_ONCE):
            yield [
                [*cells, *[""] * (width - len(cells)), number, _reasons(errors, locale)]
                for (number, errors), cells in zip(
                    problems[start : start + _AT_ONCE],
                    table["cells"][start : start + _AT_ONCE],
                    strict=True,
                )
            ]

    headings = [i18n.text(key, locale) for key in ("import.row", "import.reason")]
    title = i18n.text("import.errors", locale)
    return await export.spool(form, title, [*table["headings"], *headings], rows(), locale)


def file_name(imported_name: str, form: Format, locale: str) -> str:
    stem = imported_name.rsplit(".", 1)[0]
    return f"{stem} - {i18n.text('import.errors', locale)}.{form}"


def _reasons(errors: list[Any], locale: str) -> str:
    return "; ".join(answers.message(code, params, locale) for _, code, params, _ in errors)
