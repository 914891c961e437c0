"""Runs and their lines as they leave: ids become names."""

from collections.abc import Mapping
from typing import Any

from app.inventory import references
from app.inventory.bulk.models import BulkRun
from app.inventory.bulk.verdicts import Values, Verdict, reason
from app.inventory.reading import Names, stock_json
from app.kit.reference import Refs
from app.kit.uow import Uow

Named = tuple[str | None, str | None]
NOBODY: Named = (None, None)


class Answers:
    def __init__(self, names: Names, people: Refs, locale: str) -> None:
        self.names = names
        self.people = people
        self.locale = locale

    @classmethod
    async def of(cls, uow: Uow) -> "Answers":
        return cls(await Names.of(uow), await references.PEOPLE.of(uow), uow.ctx.locale)

    def line(
        self, asked: int, named: Named, verdict: Verdict, undo: Verdict | None = None
    ) -> dict[str, Any]:
        return {
            "item": {"id": asked, "name": named[0], "inventory_number": named[1]},
            **self._verdict(verdict),
            "before": self._values(verdict.before),
            "after": self._values(verdict.after),
            "undo": None if undo is None else self._verdict(undo),
            "used": False,
            "uses": None,
        }

    def _verdict(self, verdict: Verdict) -> dict[str, Any]:
        return {
            "outcome": verdict.outcome,
            "code": verdict.code,
            "message": reason(verdict.code, verdict.params, self.locale),
        }

    def _values(self, values: Values | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return dict(self._named(field, value) for field, value in values.items())

    def _named(self, field: str, value: Any) -> tuple[str, Any]:
        names = self.names
        match field:
            case "category_id":
                return "category", names.categories.refs.json(value)
            case "department_id":
                return "department", names.departments.json(value)
            case "responsible_id":
                return "responsible", self.people.json(value)
            case "tag_ids":
                return "tags", names.tags.json_list(value)
            case "stock":
                return "stock", stock_json(value, names.locations)
        return field, value


def run_row(run: BulkRun, *, can_undo: bool) -> dict[str, Any]:
    fields = ("id", "action", "total", "changed", "unchanged", "refused", "created_at", "undone_at")
    return {**{name: getattr(run, name) for name in fields}, "can_undo": can_undo}


def stored_verdicts(row: Any) -> tuple[Verdict, Verdict | None]:
    undo = None
    if row.undo_outcome is not None:
        undo = Verdict(row.undo_outcome, row.undo_code, _params(row.undo_params))
    return Verdict(row.outcome, row.code, _params(row.params), row.before, row.after), undo


def _params(stored: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return stored or {}
