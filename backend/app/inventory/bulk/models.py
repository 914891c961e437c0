from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, Integer, PrimaryKeyConstraint, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import AuthorMixin, Base, IdMixin, TenantMixin, author_fks, enum_check, tenant_fk


class Outcome(StrEnum):
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@audited("bulk_run")
class BulkRun(IdMixin, TenantMixin, AuthorMixin, Base):
    """One act on many items. `batch` joins its movements, `undo_batch` those that took it back."""

    __tablename__ = "bulk_runs"
    __table_args__ = (
        Index("ix_bulk_runs_author", "theater_id", "created_by_id", "id"),
        tenant_fk("undone_by_id", "users", ondelete="SET NULL"),
        *author_fks(),
    )

    action: Mapped[dict[str, Any]]
    total: Mapped[int] = mapped_column(Integer)
    changed: Mapped[int] = mapped_column(Integer)
    unchanged: Mapped[int] = mapped_column(Integer)
    refused: Mapped[int] = mapped_column(Integer)
    batch: Mapped[str | None] = mapped_column(String(32))
    undo_batch: Mapped[str | None] = mapped_column(String(32))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(Integer)


class BulkResult(TenantMixin, Base):
    """What became of one item. `asked` is the id that was named, whether it exists or not.

    `version` is the item's after the act: undoing it demands that nothing has happened since.
    """

    __tablename__ = "bulk_results"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "run_id", "position"),
        Index("ix_bulk_results_item", "theater_id", "item_id"),
        tenant_fk("run_id", "bulk_runs", ondelete="CASCADE"),
        tenant_fk("item_id", "inventory_items", ondelete="SET NULL"),
        enum_check("outcome", Outcome),
        enum_check("undo_outcome", Outcome),
    )

    run_id: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    asked: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int | None] = mapped_column(Integer)
    outcome: Mapped[str] = mapped_column(String(20))
    code: Mapped[str | None] = mapped_column(String(100))
    params: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    version: Mapped[int | None] = mapped_column(Integer)
    undo_outcome: Mapped[str | None] = mapped_column(String(20))
    undo_code: Mapped[str | None] = mapped_column(String(100))
    undo_params: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
