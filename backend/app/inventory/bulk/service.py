"""One act on many items: each by the rules of a single change, and none stops the others."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from app.auth.permissions import P
from app.inventory.bulk.answers import NOBODY, Answers, run_row, stored_verdicts
from app.inventory.bulk.fields import FieldChanges
from app.inventory.bulk.models import BulkRun, Outcome
from app.inventory.bulk.moving import Moves
from app.inventory.bulk.repository import BulkRepository
from app.inventory.bulk.schemas import BulkIn
from app.inventory.bulk.selection import Target, chosen_ids, targets
from app.inventory.bulk.verdicts import Verdict, counts, refused
from app.inventory.movements import new_batch
from app.inventory.uses import ITEM
from app.kit import clock
from app.kit.errors import Conflict, Forbidden
from app.kit.listing import FeedQuery
from app.kit.uow import Uow
from app.kit.uses import Found, uses_of

UNDO_DAYS = 30
TAKING = frozenset({"archive", "write_off", "repair_out", "tour_out"})
"""Acts after which a thing is not there for what uses it."""


def permission_of(kind: str) -> P:
    """What a change of a single item would demand."""
    if kind == "move":
        return P.INVENTORY_MOVE
    return P.INVENTORY_DELETE if kind in ("archive", "restore") else P.INVENTORY_UPDATE


NO_USES = Found([])


class Bulk:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.repository = BulkRepository(uow.session, uow.ctx)

    async def change(self, body: BulkIn) -> dict[str, Any]:
        """Carry the act out, or only tell what it would do: then all of it is rolled back."""
        kind = body.action.type
        if self.uow.ctx.scope(permission_of(kind)) is None:
            raise Forbidden(params={"permission": permission_of(kind).value})
        ids = await chosen_ids(self.uow, body.selection)
        known = await targets(self.uow, ids, permission_of(kind))
        action = body.action.model_dump() | {"said": sorted(body.action.model_fields_set)}
        batch = new_batch() if kind == "move" else None
        spared = await self._spared(body, known)
        if not body.dry_run:
            verdicts = await self._verdicts(ids, known, action, batch, spared)
            run_id = await self._keep(body, ids, known, verdicts, batch)
            return await self._answer(ids, known, verdicts, run_id)
        touched = set(self.uow.touched)
        trial = await self.session.begin_nested()
        verdicts = await self._verdicts(ids, known, action, batch, spared)
        await trial.rollback()
        self.uow.touched.clear()
        self.uow.touch(*touched)
        changing = [one for one in ids if verdicts[one].outcome == Outcome.CHANGED]
        used = await uses_of(self.uow, ITEM, changing if _takes(body) else ())
        return await self._answer(ids, known, verdicts, None, used)

    async def undo(self, run_id: int) -> dict[str, Any]:
        """Take a run back where nothing has happened since; the rest stays and says why."""
        run = await self.repository.get(run_id, lock=True)
        if run.undone_at is not None:
            raise Conflict("bulk.undone")
        if not _recent(run):
            raise Conflict("bulk.too_old", params={"days": UNDO_DAYS})
        permission = permission_of(run.action["type"])
        if self.uow.ctx.scope(permission) is None:
            raise Forbidden(params={"permission": permission.value})
        lines = [
            row for row, *_ in await self.repository.results(run.id)
            if row.outcome == Outcome.CHANGED
        ]  # fmt: skip
        ids = [row.asked for row in lines]
        known = await targets(self.uow, ids, permission)
        back = [row for row in lines if (one := known.get(row.asked)) and one.allowed]
        versions = {row.asked: row.version for row in back}
        if run.batch is not None:
            run.undo_batch = new_batch()
            found = await Moves(self.uow).undo(run.batch, versions, run.undo_batch)
        else:
            found = await self._put_back({row.asked: row.before for row in back}, versions,
                                         permission)  # fmt: skip
        verdicts = self._all(ids, known, found)
        run.undone_at = clock.now()
        run.undone_by_id = self.uow.ctx.author_id
        await self.session.flush()
        await self.repository.keep_undone(run.id, verdicts)
        return await self._answer(ids, known, verdicts, run.id)

    async def get(self, run_id: int, *, lines: bool) -> dict[str, Any]:
        run = await self.repository.get(run_id)
        answers = await Answers.of(self.uow)
        results = [
            answers.line(row.asked, (name, number), *stored_verdicts(row))
            for row, name, number in (await self.repository.results(run.id) if lines else ())
        ]
        return {**run_row(run, can_undo=can_undo(run)), "results": results}

    async def feed(self, query: FeedQuery) -> dict[str, Any]:
        found = await self.repository.own(query)
        page = found[: query.limit]
        return {
            "items": [run_row(run, can_undo=can_undo(run)) for run in page],
            "next": page[-1].id if len(found) > query.limit else None,
        }

    async def _spared(self, body: BulkIn, known: Mapping[int, Target]) -> dict[int, Verdict]:
        """Items that something uses, where the caller wants to leave those alone."""
        if not (body.leave_used and _takes(body)):
            return {}
        allowed = [one.id for one in known.values() if one.allowed and not one.archived]
        used = await uses_of(self.uow, ITEM, allowed)
        return {one: refused("bulk.in_use") for one in allowed if used.is_used(one)}

    async def _verdicts(
        self,
        ids: Collection[int],
        known: Mapping[int, Target],
        action: Mapping[str, Any],
        batch: str | None,
        spared: Mapping[int, Verdict],
    ) -> dict[int, Verdict]:
        allowed = [i for i in ids if i not in spared and (one := known.get(i)) and one.allowed]
        found = dict(spared)
        if batch is None:
            found |= await FieldChanges(self.uow, permission_of(action["type"])).run(
                action, allowed
            )
        else:
            live = [item_id for item_id in allowed if not known[item_id].archived]
            found |= dict.fromkeys(set(allowed) - set(live), refused("bulk.archived"))
            found |= await Moves(self.uow).run(action, live, batch)
        return self._all(ids, known, found)

    def _all(
        self, ids: Collection[int], known: Mapping[int, Target], found: Mapping[int, Verdict]
    ) -> dict[int, Verdict]:
        """In the order asked, with those that nobody tried."""
        return {
            item_id: found.get(item_id)
            or refused("bulk.not_permitted" if item_id in known else "not_found")
            for item_id in ids
        }

    async def _put_back(
        self, before: Mapping[int, Any], versions: Mapping[int, int], permission: P
    ) -> dict[int, Verdict]:
        """Earlier values, less those that have gone meanwhile: a tag is then left out."""
        changes = FieldChanges(self.uow, permission)
        tags = (await Answers.of(self.uow)).names.tags
        wanted, found, checked = {}, {}, {}
        for item_id, values in before.items():
            if "tag_ids" in values:
                values = {"tag_ids": [tag for tag in values["tag_ids"] if tag in tags]}
            else:
                key = repr(values)
                if key not in checked:
                    checked[key] = await changes.check(values)
                if (code := checked[key]) is not None:
                    found[item_id] = refused(code)
                    continue
            wanted[item_id] = values
        return found | await changes.apply(wanted, versions)

    async def _keep(
        self,
        body: BulkIn,
        ids: Collection[int],
        known: Mapping[int, Target],
        verdicts: Mapping[int, Verdict],
        batch: str | None,
    ) -> int:
        run = BulkRun(
            action=body.action.model_dump(mode="json", exclude_unset=True),
            batch=batch,
            **counts(verdict.outcome for verdict in verdicts.values()),
        )
        self.session.add(run)
        await self.session.flush()
        await self.repository.keep(
            run.id, [(i, i if i in known else None, verdicts[i]) for i in ids]
        )
        return run.id

    async def _answer(
        self,
        ids: Collection[int],
        known: Mapping[int, Target],
        verdicts: Mapping[int, Verdict],
        run_id: int | None,
        used: Found = NO_USES,
    ) -> dict[str, Any]:
        answers = await Answers.of(self.uow)
        results = [
            answers.line(
                item_id,
                (one.name, one.inventory_number) if (one := known.get(item_id)) else NOBODY,
                verdicts[item_id],
            )
            | {"used": used.is_used(item_id), "uses": used.of(item_id) if used.kinds else None}
            for item_id in ids
        ]
        return {
            **({} if run_id is None else {"id": run_id}),
            **counts(verdicts[item_id].outcome for item_id in ids),
            "used": sum(line["used"] for line in results),
            "uses": used.together() if used.kinds else None,
            "results": results,
        }


def _takes(body: BulkIn) -> bool:
    return getattr(body.action, "movement_type", body.action.type) in TAKING


def _recent(run: BulkRun) -> bool:
    return run.created_at > clock.now() - timedelta(days=UNDO_DAYS)


def can_undo(run: BulkRun) -> bool:
    return run.undone_at is None and run.changed > 0 and _recent(run)
