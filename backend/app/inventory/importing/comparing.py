"""A row against the item that carries its number: what the row would change, and what it may not.

An empty cell changes nothing. Quantity, place and status belong to the ledger: a difference is told
and left to a movement or a stock count.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.inventory.fields.types import BadValue, plain
from app.inventory.importing.catalogue import Catalogue
from app.inventory.importing.fields import FIELD
from app.inventory.importing.items import ParsedItem
from app.inventory.importing.numbers import clean_unit
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.text import clean_line, clean_text, text_of
from app.inventory.importing.words import same_name, split_path, split_tags
from app.kit.export import defuse
from app.kit.reference import Refs, Tree

Known = Mapping[str, Any]
"""The item as ImportRepository.known_items reads it."""

_LINES = ("name", "serial_number", "manufacturer", "model")
_TEXTS = ("description", "technical_description")
_VALUES = (
    "condition", "min_quantity", "purchase_price", "current_value", "purchase_date",
    "warranty_until", "width", "height", "depth", "weight",
)  # fmt: skip
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one item. `old` and `new` are as the column keeps them, the texts for people."""

    field: str
    column: str
    old: Any
    new: Any
    old_text: str
    new_text: str
    key: str | None = None
    """The property, where the column is `custom_fields`."""


@dataclass(slots=True)
class RowUpdate:
    row: int
    item: Known
    changes: list[Change] = field(default_factory=list)
    errors: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """What the edit form would send."""
        found: dict[str, Any] = {}
        for change in self.changes:
            if change.column == "custom_fields":
                kept = found.setdefault("custom_fields", dict(self.item["custom_fields"]))
                kept[change.key] = change.new
            else:
                found[change.column] = change.new
        return found


@dataclass(frozen=True)
class Names:
    """How exports call what an item mentions by id."""

    categories: Tree
    locations: Tree
    departments: Refs
    people: Refs
    tags: Refs


class Comparer:
    def __init__(self, catalogue: Catalogue, names: Names, locale: str) -> None:
        self._catalogue = catalogue
        self._names = names
        self._locale = locale

    def compare(self, row: int, item: ParsedItem, known: Known) -> RowUpdate:
        update = RowUpdate(row, known)
        update.changes.extend(self._plain(item, known))
        self._category(update, item)
        self._department(update, item)
        self._responsible(update, item)
        self._tags(update, item)
        self._properties(update, item)
        self._ledger(update, item)
        own = self._catalogue.rights.department_id
        if update.changes and own is not None and known["department_id"] != own:
            number = known["inventory_number"]
            update.errors = [RowProblem(row, "inventory_number", "import.item_foreign", {}, number)]
        return update

    def _plain(self, item: ParsedItem, known: Known) -> Iterator[Change]:
        for name in (*_LINES, *_TEXTS, "unit", *_VALUES):
            new, old = getattr(item, name), known[name]
            if new is None or new == "" or new == _read(name, old):
                continue
            yield Change(name, name, old, new, _said(old), _said(new))

    def _category(self, update: RowUpdate, item: ParsedItem) -> None:
        old = update.item["category_id"]
        path = self._names.categories.path(old)
        if not item.category or _same_path(path, item.category):
            return
        new = self._catalogue.categories.find(item.category)
        text = " / ".join(item.category)
        if new is None and not self._catalogue.rights.nodes:
            update.errors.append(
                RowProblem(update.row, "category", "import.category_unknown", {}, text)
            )
        elif new is None or new != old:
            update.changes.append(Change("category", "category_id", old, new, path or "", text))

    def _department(self, update: RowUpdate, item: ParsedItem) -> None:
        old = update.item["department_id"]
        name = self._names.departments.name(old) or ""
        if item.department is None or same_name(item.department) == same_name(name):
            return
        new = self._catalogue.departments.get(same_name(item.department))
        own = self._catalogue.rights.department_id
        if new is None:
            self._unknown(update, "department", item.department)
        elif own is not None and new != own:
            problem = "import.department_foreign"
            update.errors.append(
                RowProblem(update.row, "department", problem, {}, item.department[:200])
            )
        elif new != old:
            update.changes.append(
                Change("department", "department_id", old, new, name, item.department)
            )

    def _responsible(self, update: RowUpdate, item: ParsedItem) -> None:
        old = update.item["responsible_id"]
        name = self._names.people.name(old) or ""
        if item.responsible is None or same_name(item.responsible) == same_name(name):
            return
        new = self._catalogue.people.find(item.responsible)
        if new is None:
            self._unknown(update, "responsible", item.responsible)
        elif new != old:
            update.changes.append(
                Change("responsible", "responsible_id", old, new, name, item.responsible)
            )

    def _tags(self, update: RowUpdate, item: ParsedItem) -> None:
        old = sorted(update.item["tag_ids"] or ())
        text = ", ".join(name for tag in old if (name := self._names.tags.name(tag)))
        before, after = ({tag.lower() for tag in tags} for tags in (split_tags(text), item.tags))
        if not item.tags or before == after:
            return
        unknown = [tag for tag in item.tags if tag.lower() not in self._catalogue.tags]
        if unknown and not self._catalogue.rights.tags:
            told = ", ".join(unknown)
            update.errors.append(RowProblem(update.row, "tags", "import.tag_unknown", {}, told))
            return
        known = self._catalogue.tags
        new = sorted({known[tag.lower()] for tag in item.tags if tag.lower() in known})
        update.changes.append(Change("tags", "tag_ids", old, new, text, ", ".join(item.tags)))

    def _properties(self, update: RowUpdate, item: ParsedItem) -> None:
        for name, text in item.custom_fields.items():
            key = name.removeprefix(FIELD)
            definition = self._catalogue.fields.get(key)
            old = update.item["custom_fields"].get(key)
            try:
                new = definition.parsed(text) if definition else text
            except BadValue as bad:
                update.errors.append(RowProblem(update.row, name, bad.code, bad.params, text[:200]))
                continue
            if (
                new is None
                or new == old
                or (definition is None and clean_text(defuse(str(old))) == text)
            ):
                continue
            told = [
                "" if one is None else plain(one, definition, self._locale) for one in (old, new)
            ]
            shown = name if name.startswith(FIELD) else f"custom:{name}"
            update.changes.append(
                Change(shown, "custom_fields", old, new, told[0][:_SHOWN], told[1][:_SHOWN], key)
            )

    def _ledger(self, update: RowUpdate, item: ParsedItem) -> None:
        known = update.item
        if item.is_quantity_given and item.quantity != known["quantity"]:
            self._kept(update, "quantity", str(item.quantity), {"quantity": known["quantity"]})
        if item.status is not None and item.status != known["status"]:
            self._kept(update, "status", item.status, {})
        if item.location and not self._is_place(item.location, known["location_id"]):
            self._kept(update, "location", " / ".join(item.location), {})

    def _is_place(self, path: tuple[str, ...], location_id: int | None) -> bool:
        return (
            _same_path(self._names.locations.path(location_id), path)
            or self._catalogue.locations.find(path) == location_id
        )

    @staticmethod
    def _kept(update: RowUpdate, name: str, value: str, params: dict[str, Any]) -> None:
        code = "import.quantity_kept" if name == "quantity" else "import.place_kept"
        update.warnings.append(RowProblem(update.row, name, code, params, value[:200]))

    @staticmethod
    def _unknown(update: RowUpdate, name: str, value: str) -> None:
        """An item that is there keeps what it has; words that lead nowhere are not for its card."""
        update.warnings.append(RowProblem(update.row, name, "import.name_unknown", {}, value[:200]))


def _read(name: str, old: Any) -> Any:
    """What an import would read from the value that an export writes."""
    if old is None:
        return None
    if name == "unit":
        return clean_unit(old)
    if not isinstance(old, str):
        return old
    return clean_line(defuse(old)) if name in _LINES else clean_text(defuse(old))


def _same_path(path: str | None, wanted: tuple[str, ...]) -> bool:
    parts = split_path(path or "")
    return [same_name(part) for part in parts] == [same_name(part) for part in wanted]


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return text_of(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)[:_SHOWN]
