"""Imports as they leave: rows of the database into the bodies of schemas."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.inventory.importing import child, files
from app.inventory.importing.catalogue import Catalogue
from app.inventory.importing.comparing import Change, RowUpdate
from app.inventory.importing.dates import OrderState
from app.inventory.importing.examining import Examination
from app.inventory.importing.fields import FIELDS, Kind
from app.inventory.importing.models import Import
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.schemas import SHOWN
from app.inventory.importing.trees import TreeTargets
from app.inventory.importing.workbook import Params
from app.kit import i18n

_UNCLEAR = (OrderState.AMBIGUOUS, OrderState.CONTRADICTORY)


def line(imported: Import) -> dict[str, Any]:
    """The body of ImportRow."""
    return {
        "id": imported.id,
        "status": imported.status,
        "file_name": imported.file_name,
        "rows_total": imported.rows_total,
        "created": imported.created,
        "updated": imported.updated,
        "failed": imported.failed,
        "kept": imported.kept,
        "progress": imported.progress,
        "created_at": imported.created_at,
        "finished_at": imported.finished_at,
    }


def whole(imported: Import, locale: str) -> dict[str, Any]:
    """The body of ImportOut."""
    overview = imported.overview
    problem = imported.problem
    return {
        **line(imported),
        "sheets": overview["sheets"],
        **_table(imported),
        "mapping": imported.mapping,
        "is_mapping_remembered": overview.get("is_mapping_remembered", False),
        "options": {
            "date_order": imported.options.get("date_order"),
            "date_orders": imported.options.get("date_orders", {}),
            "create_missing": imported.options["create_missing"],
            "known": imported.options.get("known", "leave"),
            "left_rows": imported.options.get("left_rows", []),
            "sheet": overview["sheet"],
            "header_row": overview["header_row"],
        },
        "ambiguous_dates": open_questions(imported),
        "encoding": overview["encoding"],
        "delimiter": overview["delimiter"],
        "problem": problem and problem_text(problem["code"], problem["params"], locale),
    }


def dry_run(
    imported: Import, head: child.Outcome, found: Examination, catalogue: Catalogue, locale: str
) -> dict[str, Any]:
    """The body of DryRunOut."""
    errors = [problem for row in sorted(found.errors) for problem in found.errors[row]]
    headings = files.headings(imported)
    return {
        "rows_total": head.rows_total,
        "valid": found.valid,
        "invalid": found.invalid,
        "changed": found.changed,
        "unchanged": found.unchanged,
        "alike": found.alike,
        "updates": [_update(update, headings, locale) for update in found.updates],
        "pieces": found.pieces,
        "errors": _problems(errors[:SHOWN], headings, locale),
        "errors_total": found.errors_total,
        "warnings": _problems(found.warnings, headings, locale),
        "warnings_total": found.warnings_total,
        "would_create": {
            "categories": _paths(catalogue.categories),
            "locations": _paths(catalogue.locations),
            "tags": list(catalogue.missing_tags.values()),
        },
        "ambiguous_dates": open_questions(imported),
        "mapping": imported.mapping,
        **_table(imported),
    }


def open_questions(imported: Import) -> list[dict[str, Any]]:
    """Date columns whose order of day and month a person has yet to tell."""
    options = imported.options
    if options.get("date_order"):
        return []
    columns = {column["index"]: column for column in imported.overview["columns"]}
    return [
        {
            "field": field,
            "heading": columns[index]["heading"],
            "samples": columns[index]["date_samples"],
        }
        for field, index in imported.mapping.items()
        if field in FIELDS
        and FIELDS[field].kind is Kind.DATE
        and field not in options.get("date_orders", {})
        and index in columns
        and columns[index]["date_state"] in _UNCLEAR
    ]


def message(code: str, params: Params, locale: str) -> str:
    """What is wrong with a cell, in the reader's language."""
    return i18n.text(f"error.{code}", locale, params)


def problem_text(code: str, params: Params, locale: str) -> str:
    """What is wrong with a file, in the reader's language."""
    return i18n.text(f"problem.{code}.detail", locale, params)


def _table(imported: Import) -> dict[str, Any]:
    suggested = {index: field for field, index in imported.mapping.items()}
    remembered = imported.overview.get("is_mapping_remembered", False)
    return {
        "sheet": imported.overview["sheet"],
        "header_row": imported.overview["header_row"],
        "columns": [
            {
                "index": column["index"],
                "heading": column["heading"],
                "samples": column["samples"],
                "suggested_field": (
                    suggested.get(column["index"]) if remembered else column["suggested_field"]
                ),
            }
            for column in imported.overview["columns"]
        ],
    }


def _update(update: RowUpdate, headings: Mapping[str, str], locale: str) -> dict[str, Any]:
    item = update.item
    return {
        "row": update.row,
        "item": {"id": item["id"], "name": item["name"]},
        "inventory_number": item["inventory_number"],
        "changes": [
            {
                "field": change.field,
                "heading": headings.get(change.field, change.field),
                "old": _said(change, change.old_text, locale),
                "new": _said(change, change.new_text, locale),
            }
            for change in update.changes
        ],
    }


def _said(change: Change, text: str, locale: str) -> str:
    is_code = change.field == "condition" and text
    return i18n.text(f"inventory.condition.{text}", locale) if is_code else text


def _place(problem: RowProblem, headings: Mapping[str, str], locale: str) -> str:
    heading = headings.get(problem.field)
    key = "import.place" if heading else "import.place_row"
    return i18n.text(key, locale, {"row": problem.row, "heading": heading or ""})


def _problems(
    problems: Iterable[RowProblem], headings: Mapping[str, str], locale: str
) -> list[Mapping[str, Any]]:
    return [
        {
            "row": problem.row,
            "field": problem.field,
            "code": problem.code,
            "place": _place(problem, headings, locale),
            "message": message(problem.code, problem.params, locale),
            "value": problem.value,
        }
        for problem in problems
    ]


def _paths(tree: TreeTargets) -> list[str]:
    return [" / ".join(path) for path in tree.missing.values()]
