"""The properties of one item against their definitions."""

from collections.abc import Mapping
from typing import Any

from app.inventory import references
from app.inventory.fields.reference import FIELDS, Definitions
from app.inventory.fields.types import MAX_FREE_TEXT, BadValue, Stored
from app.kit.errors import FieldError, Invalid
from app.kit.reference import Tree
from app.kit.uow import Uow


async def checked_values(
    uow: Uow, given: Mapping[str, Any], category_id: int | None
) -> dict[str, Stored]:
    """`check_values` by what the theatre has declared."""
    definitions, branches = await FIELDS.of(uow), await references.CATEGORIES.of(uow)
    return check_values(definitions, branches, given, category_id)


def check_values(
    definitions: Definitions, branches: Tree, given: Mapping[str, Any], category_id: int | None
) -> dict[str, Stored]:
    """Canonical values; Invalid names every bad one. A key that nobody declared is free text.

    A declared key keeps its type in every category, so that an item that was moved to another one
    loses nothing; only the fields of its own category can be required.
    """
    errors: list[FieldError] = []
    found: dict[str, Stored] = {}
    for key, value in given.items():
        try:
            kept = definitions[key].checked(value) if key in definitions else _free(value)
        except BadValue as bad:
            errors.append(FieldError(f"custom_fields.{key}", bad.code, bad.params))
            continue
        if kept is not None:
            found[key] = kept
    named = {error.field for error in errors}
    for wanted in definitions.of_category(category_id, branches):
        field = f"custom_fields.{wanted.key}"
        if wanted.required and wanted.key not in found and field not in named:
            errors.append(FieldError(field, "custom_field.required", {}))
    if errors:
        raise Invalid(errors=errors)
    return found


def _free(value: Any) -> Stored | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadValue("text")
    if len(value) > MAX_FREE_TEXT:
        raise BadValue("text_long", limit=MAX_FREE_TEXT)
    return value
