"""What somebody did lately, each act with whether it can still be taken back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.auth.permissions import P
from app.inventory import references
from app.inventory.bulk.answers import run_row
from app.inventory.bulk.models import BulkRun
from app.inventory.bulk.service import UNDO_DAYS, can_undo, permission_of
from app.inventory.bulk.verdicts import reason
from app.inventory.changes.repository import ChangeRepository
from app.inventory.changes.schemas import LISTED, NAMED, ChangeFeed
from app.inventory.importing import answers as imports
from app.inventory.importing.loading import own_department
from app.inventory.importing.models import Import, ImportStatus
from app.inventory.models import Movement
from app.inventory.movement_repository import MovementRepository
from app.kit.errors import Forbidden
from app.kit.reference import Refs
from app.kit.uow import Uow

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Changes:
    def __init__(self, uow: Uow, query: ChangeFeed) -> None:
        self.uow = uow
        self.ctx = uow.ctx
        self.query = query
        if query.whose == "all" and uow.ctx.scope(P.THEATER_SETTINGS) is None:
            raise Forbidden(params={"permission": P.THEATER_SETTINGS.value})
        author = uow.ctx.author_id if query.whose == "mine" else None
        self.repository = ChangeRepository(uow, author)

    async def feed(self) -> dict[str, Any]:
        """The newest of three lists. A page ends between two moments, not within one."""
        before = None
        if self.query.before is not None:
            before = _EPOCH + timedelta(microseconds=self.query.before)
        limit = self.query.limit + 1
        found: list[Any] = []
        if self.ctx.scope(P.INVENTORY_BULK) is not None:
            found += await self.repository.runs(before, limit)
            found += await self.repository.imports(before, limit, own_department(self.ctx))
        if self.ctx.scope(P.INVENTORY_MOVE) is not None:
            found += await self.repository.acts(before, limit)
        found.sort(key=lambda row: (row.created_at, row.id), reverse=True)
        page = found[: self.query.limit]
        if page:
            page = [row for row in found if row.created_at >= page[-1].created_at]
        more = len(found) > len(page)
        return {
            "items": await self._bodies(page),
            "next": (page[-1].created_at - _EPOCH) // timedelta(microseconds=1) if more else None,
        }

    async def _bodies(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        people = await references.PEOPLE.of(self.uow)
        runs = [row.id for row in rows if isinstance(row, BulkRun) and can_undo(row)]
        left = await self.repository.unchanged_since(runs)
        acts = await self._acts([row for row in rows if isinstance(row, Movement)])
        bodies = []
        for row in rows:
            match row:
                case BulkRun():
                    body = self._run(row, left.get(row.id, 0))
                case Import():
                    body = self._import(row)
                case _:
                    body = acts[row.id]
            code, params = body.pop("refused")
            bodies.append(
                {"run": None, "imported": None, "act": None, "left": None}
                | body
                | {
                    "id": row.id,
                    "created_at": row.created_at,
                    "author": people.json(row.created_by_id),
                    "can_undo": code is None,
                    "why_not": reason(code, params, self.ctx.locale),
                }
            )
        return bodies

    def _run(self, run: BulkRun, left: int) -> dict[str, Any]:
        refused: tuple[str | None, dict[str, Any]] = (None, {})
        if run.undone_at is not None:
            refused = ("bulk.undone", {})
        elif not can_undo(run):
            refused = ("bulk.too_old", {"days": UNDO_DAYS})
        elif self.ctx.scope(permission_of(run.action["type"])) is None:
            refused = ("bulk.not_permitted", {})
        elif left == 0:
            refused = ("bulk.all_changed_since", {})
        return {
            "kind": "run",
            "undone": run.undone_at is not None,
            "left": left if refused[0] is None else None,
            "run": run_row(run, can_undo=refused[0] is None),
            "refused": refused,
        }

    def _import(self, imported: Import) -> dict[str, Any]:
        undone = imported.status == ImportStatus.UNDONE
        return {
            "kind": "import",
            "undone": undone,
            "imported": imports.line(imported),
            "refused": ("import.undone" if undone else None, {}),
        }

    async def _acts(self, heads: Sequence[Movement]) -> dict[int, dict[str, Any]]:
        """By the last line of each act."""
        if not heads:
            return {}
        batches = {head.batch for head in heads if head.batch is not None}
        lines: dict[str, list[Movement]] = {batch: [] for batch in batches}
        for line in await self.repository.lines(batches):
            if line.batch is not None:
                lines[line.batch].append(line)
        by_head = {head.id: lines[head.batch] if head.batch else [head] for head in heads}
        whole = [line for some in by_head.values() for line in some]
        movements = MovementRepository(self.uow.session, self.ctx)
        undone = await movements.undone_by([line.id for line in whole])
        item_ids = {line.item_id for line in whole}
        last = await movements.last_in_force(item_ids, within=P.INVENTORY_MOVE)
        names = await self.repository.items(item_ids)
        places = (await references.LOCATIONS.of(self.uow)).refs
        titles = await references.TITLES.of(self.uow)
        return {
            head: _act(some, undone, last, names, places, titles) for head, some in by_head.items()
        }


def _named(item: Any) -> dict[str, Any]:
    return {"id": item.id, "name": item.name, "inventory_number": item.inventory_number}


def _act(
    lines: Sequence[Movement],
    undone: Mapping[int, int],
    last: set[int],
    names: Mapping[int, Any],
    places: Refs,
    titles: Refs,
) -> dict[str, Any]:
    first = lines[0]
    in_force = [line for line in lines if line.id not in undone]
    code = None
    if not in_force:
        code = "inventory.undone_already"
    elif any(line.id not in last for line in in_force):
        code = "inventory.moved_since"
    shown = list(dict.fromkeys(line.item_id for line in lines if line.item_id in names))
    archived = [item_id for item_id in shown if names[item_id].archived]
    listed = len(shown) <= LISTED
    return {
        "kind": "movement",
        "undone": not in_force,
        "refused": (code, {}),
        "act": {
            "batch": first.batch,
            "movement_type": first.movement_type,
            "items": [_named(names[item_id]) for item_id in shown[:NAMED]],
            "item_ids": [one for one in shown if not names[one].archived] if listed else [],
            "archived_ids": archived if listed else [],
            "archived": len(archived),
            "lines": len(lines),
            "quantity": sum(line.quantity for line in lines),
            "from_location": places.json(first.from_location_id),
            "to_location": places.json(first.to_location_id),
            "to_status": first.to_status,
            "performance": titles.json(first.performance_id),
        },
    }
