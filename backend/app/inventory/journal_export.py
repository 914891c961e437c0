"""The journal as a file: the same filters, in words of the caller's language."""

from collections.abc import AsyncIterator, Sequence
from zoneinfo import ZoneInfo

from app.inventory import references
from app.inventory.journal import Journal, JournalFilter, Line
from app.inventory.movement_repository import MovementRepository
from app.kit import export, i18n
from app.kit.export import Cell, Format
from app.kit.reference import Refs, Tree
from app.kit.uow import Uow

_COLUMNS = (
    "movement.at", "inventory_number", "name", "movement.kind", "quantity", "unit",
    "movement.from", "movement.from_status", "movement.to", "movement.to_status",
    "movement.performance", "movement.author", "movement.comment", "movement.undo",
)  # fmt: skip


class JournalExport(JournalFilter):
    """`before` and `limit` mean nothing here."""

    format: Format = Format.XLSX


class JournalExporter:
    def __init__(self, uow: Uow, query: JournalExport) -> None:
        self.uow = uow
        self.journal = Journal(uow, query.model_copy(update={"before": None}))
        self.repository = MovementRepository(uow.session, uow.ctx)
        self.zone = ZoneInfo("UTC")

    @property
    def headings(self) -> list[str]:
        return [self._text(f"inventory.column.{key}") for key in _COLUMNS]

    async def rows(self) -> AsyncIterator[Sequence[export.Row]]:
        self.zone = await self.journal.zone()
        places = await references.LOCATIONS.of(self.uow)
        titles = await references.TITLES.of(self.uow)
        people = await references.PEOPLE.of(self.uow)
        async for lines in self.journal.all():
            undone = await self.repository.undone_by([line.movement.id for line in lines])
            yield [self._row(line, places, titles, people, undone) for line in lines]

    def _row(
        self, line: Line, places: Tree, titles: Refs, people: Refs, undone: dict[int, int]
    ) -> list[Cell]:
        moved = line.movement
        title = titles.get(moved.performance_id or 0)
        return [
            moved.created_at.astimezone(self.zone),
            line.inventory_number,
            line.name,
            self._text(f"inventory.movement.{moved.movement_type}"),
            moved.quantity,
            line.unit,
            places.path(moved.from_location_id),
            self._status(moved.from_status),
            places.path(moved.to_location_id),
            self._status(moved.to_status),
            title["title"] if title else None,
            people.name(moved.created_by_id),
            moved.comment,
            self._undo(moved.undoes_id, moved.id in undone),
        ]

    def _status(self, status: str | None) -> str | None:
        return None if status is None else self._text(f"inventory.status.{status}")

    def _undo(self, undoes_id: int | None, undone: bool) -> str | None:
        if undoes_id is not None:
            return self._text("inventory.movement.takes_back")
        return self._text("inventory.movement.taken_back") if undone else None

    def _text(self, key: str) -> str:
        return i18n.text(key, self.uow.ctx.locale)
