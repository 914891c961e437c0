"""The words of a parsed row against what the theatre has: trees, departments, people, tags."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.inventory.fields.reference import Definitions
from app.inventory.fields.types import BadValue, Definition, Stored
from app.inventory.importing.fields import FIELD, MAX_CUSTOM_NAME
from app.inventory.importing.items import ParsedItem
from app.inventory.importing.people import People
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.trees import Path, TreeTargets
from app.inventory.importing.words import same_name
from app.kit.reference import Tree

_UNKNOWN = {"category": "import.category_unknown", "location": "import.location_unknown"}


@dataclass(frozen=True, slots=True)
class Rights:
    """What the importer may make on the way, and the only department that they may fill."""

    nodes: bool
    tags: bool
    department_id: int | None = None


@dataclass(slots=True)
class Catalogue:
    """`headings` names the column of a field: words that lead nowhere are kept under it."""

    categories: TreeTargets
    locations: TreeTargets
    category_departments: dict[int, int]
    departments: dict[str, int]
    people: People
    tags: dict[str, int]
    rights: Rights
    headings: dict[str, str]
    fields: Definitions = field(default_factory=lambda: Definitions(()))
    branches: Tree = field(default_factory=lambda: Tree(()))
    missing_tags: dict[str, str] = field(default_factory=dict)
    _required: dict[Path, list[Definition]] = field(default_factory=dict)

    def examine(self, row: int, item: ParsedItem) -> tuple[list[RowProblem], list[RowProblem]]:
        """Errors and warnings. What a good row needs is noted by `want`."""
        errors: list[RowProblem] = []
        warnings: list[RowProblem] = []
        for name, tree, path in self._paths(item):
            if path and not self.rights.nodes and tree.find(path) is None:
                errors.append(RowProblem(row, name, _UNKNOWN[name], {}, " / ".join(path)))
        unknown = [tag for tag in item.tags if tag.lower() not in self.tags]
        if unknown and not self.rights.tags:
            errors.append(RowProblem(row, "tags", "import.tag_unknown", {}, ", ".join(unknown)))
        errors.extend(self._examine_fields(row, item))
        self._examine_department(row, item, errors, warnings)
        if item.responsible and self.people.find(item.responsible) is None:
            problem = "import.responsible_unknown"
            warnings.append(RowProblem(row, "responsible", problem, {}, item.responsible[:200]))
        return errors, warnings

    def _examine_fields(self, row: int, item: ParsedItem) -> Iterator[RowProblem]:
        for name, text in item.custom_fields.items():
            definition = self._definition(name)
            try:
                if definition is not None:
                    definition.parsed(text)
                elif name.startswith(FIELD):
                    raise BadValue("filter_key", key=name.removeprefix(FIELD))
            except BadValue as bad:
                yield RowProblem(row, name, bad.code, bad.params, text[:200])
        for wanted in self._required_of(item.category):
            if (
                wanted.key not in item.custom_fields
                and FIELD + wanted.key not in item.custom_fields
            ):
                problem = "import.field_required"
                yield RowProblem(row, FIELD + wanted.key, problem, {"field": wanted.heading})

    def _required_of(self, path: Path) -> list[Definition]:
        """What an item of the category must have; one that is yet to be made follows its parent."""
        if path not in self._required:
            found = (self.categories.find(path[:n]) for n in range(len(path), 0, -1))
            category_id = next((one for one in found if one is not None), None)
            fields = self.fields.of_category(category_id, self.branches)
            self._required[path] = [one for one in fields if one.required]
        return self._required[path]

    def _definition(self, name: str) -> Definition | None:
        return self.fields.get(name.removeprefix(FIELD))

    def _examine_department(
        self, row: int, item: ParsedItem, errors: list[RowProblem], warnings: list[RowProblem]
    ) -> None:
        if item.department is None:
            return
        found = self.departments.get(same_name(item.department))
        if self.rights.department_id is not None and found != self.rights.department_id:
            problem = "import.department_foreign"
            errors.append(RowProblem(row, "department", problem, {}, item.department[:200]))
        elif found is None:
            problem = "import.department_unknown"
            warnings.append(RowProblem(row, "department", problem, {}, item.department[:200]))

    def want(self, item: ParsedItem) -> None:
        """Note what has to be made for a row that will be imported."""
        for _, tree, path in self._paths(item):
            if path:
                tree.want(path)
        for tag in item.tags:
            if tag.lower() not in self.tags:
                self.missing_tags.setdefault(tag.lower(), tag)

    def want_changed(self, fields: set[str], item: ParsedItem) -> None:
        """The same for a row that changes some fields of an item that is there."""
        changed = ParsedItem()
        if "category" in fields:
            changed.category = item.category
        if "tags" in fields:
            changed.tags = item.tags
        self.want(changed)

    def _paths(self, item: ParsedItem) -> tuple[tuple[str, TreeTargets, Path], ...]:
        return (
            ("category", self.categories, item.category),
            ("location", self.locations, item.location),
        )

    def department_of(self, item: ParsedItem, category_id: int | None) -> int | None:
        """The importer's own, else the one that the row names, else that of its category."""
        if self.rights.department_id is not None:
            return self.rights.department_id
        named = self.departments.get(same_name(item.department)) if item.department else None
        if named is None and category_id is not None:
            return self.category_departments.get(category_id)
        return named

    def kept_words(self, item: ParsedItem) -> dict[str, Stored]:
        """Custom fields of the item, with the words that led nowhere under their headings."""
        kept: dict[str, Stored] = {}
        for name, text in item.custom_fields.items():
            definition = self._definition(name)
            value = definition.parsed(text) if definition else text
            if value is not None:
                kept[definition.key if definition else name] = value
        if item.responsible and self.people.find(item.responsible) is None:
            kept[self._heading("responsible", "МОЛ")] = item.responsible
        if item.department and same_name(item.department) not in self.departments:
            kept[self._heading("department", "Цех")] = item.department
        return kept

    def _heading(self, field: str, otherwise: str) -> str:
        return self.headings.get(field, otherwise)[:MAX_CUSTOM_NAME]
